//! Which numbers and marks are told, and which are not. All numbers are made
//! up: areas that do not exist, with right check digits.

use crate::check::char_set::Haystack;
use crate::prose::sign_kinds::Signs;

use super::*;

fn found(text: &str) -> Vec<(What, String)> {
    found_under(text, "")
}

fn found_under(text: &str, heads: &str) -> Vec<(What, String)> {
    let signs = Signs::of(text);
    let around = Around {
        heads,
        ..Around::default()
    };
    let found = numbers(text, &signs, around).into_iter();
    found.map(|one| (one.what, one.masked)).collect()
}

#[test]
fn numbers_of_identity_cards_are_found_however_they_are_written() {
    for text in [
        "990000198802290018",
        "身份证号：990000198802290018。",
        "李某（990000198802290018）",
        "９９００００１９８８０２２９００１８",
        "990000 19880229 0018",
        "990000-19880229-0018",
        "9900 0019 8802 2900 18",
        "9 9 0 0 0 0 1 9 8 8 0 2 2 9 0 0 1 8",
        "990000\u{200B}19880229\u{FEFF}0018",
        "证件编号：身份证990000198802290018",
    ] {
        let masked = "9900**********0018".to_owned();
        assert_eq!(found(text), [(What::Identity, masked)], "{text}");
    }
    for text in [
        "99000019880229318X",
        "99000019880229318x",
        "99000019880229318Ｘ，",
    ] {
        let masked = "9900**********318X".to_owned();
        assert_eq!(found(text), [(What::Identity, masked)], "{text}");
    }
    for text in [
        // Wrong check digit, no such day, letters beside it, hidden already.
        "990000198802290017",
        "990000198502290016",
        "A990000198802290018",
        "9900001988022900180",
        "9900**********0018",
        "990000********0018",
        "990000198802******",
        "索引号：990000198802290018",
        "统一社会信用代码 990000198802290018",
        "（合同编号990000198802290018）",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn numbers_of_bank_cards_are_found_and_other_long_numbers_are_not() {
    for (text, masked) in [
        ("补贴打入6222000000001239", "6222********1239"),
        ("6222 0000 0012 3456 786", "6222***********6786"),
        ("卡号：6222-0000-0000-1239", "6222********1239"),
        ("4111000000001238", "4111********1238"),
        ("５１００００００００１２３４５３", "5100********3453"),
        ("9558000000123456780", "9558***********6780"),
    ] {
        assert_eq!(found(text), [(What::Card, masked.to_owned())], "{text}");
    }
    let account = (What::Account, "6222********1238".to_owned());
    for text in ["补贴打入6222000000001238", "卡号：6222 0000 0000 1238"] {
        assert_eq!(found(text), std::slice::from_ref(&account), "{text}");
    }
    for text in [
        "6222000000001238",
        "1234567890123452",
        "62120000 62120001",
        "索引号 6222000000001239",
        "0123-4567890 0123-4567891",
        "6222********1239",
        "2025年1月1日至2025年12月31日，共1234567890123456元",
        "0000000000000000",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn mobile_numbers_are_found_unless_they_lead_to_an_office() {
    for text in [
        "手机13800138000，申请人李某",
        "申请人李某，联系电话13800138000",
        "李某13800138000",
        "李某 138-0013-8000",
        "李某 138 0013 8000",
        "李某 +86 13800138000",
        "李某+8613800138000",
        "李某 86-138-0013-8000",
        "李某１３８００１３８０００",
        "李某0123-4567890/13800138000",
    ] {
        let masked = "138****8000".to_owned();
        assert_eq!(found(text), [(What::Mobile, masked)], "{text}");
    }
    for text in [
        "请与党政办公室联系，电话13800138000",
        "监督电话：13800138000",
        "惠农补贴咨询电话：13800138000",
        "联系人：王主任，手机：13800138000",
        "李某138****8000",
        "12800138000",
        "点击13800138000次",
        "https://example.gov.cn/13800138000.html",
        "2025-13800138000-1",
        "编号A13800138000",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
    assert_eq!(found_under("王某\t13800138000", "值班人员联系电话"), []);
    for heads in ["部门\t电话\t职责\t党政办", "项目\t内容\t手机"] {
        assert_eq!(found_under("13800138000", heads), [], "{heads}");
    }
    assert_eq!(
        found_under("13800138000", "项目\t内容\t申请人手机").len(),
        1
    );
    let people = found_under("王某\t13800138000", "农户姓名 联系电话");
    assert_eq!(people.len(), 1);
}

#[test]
fn the_heads_of_a_table_say_that_numbers_are_of_things() {
    let row = "道路硬化\t990000198802290018\t12";
    for heads in [
        "项目名称\t项目代码\t投资",
        "序号,合同编号,金额",
        "企业,统一社会信用代码",
    ] {
        assert_eq!(found_under(row, heads), [], "{heads}");
    }
    for heads in ["姓名,身份证号,合同编号", "编号,姓名,证件", "村,号码", ""] {
        assert_eq!(found_under(row, heads).len(), 1, "{heads}");
    }
    let named = "张某身份证990000198802290018";
    assert_eq!(found_under(named, "项目名称,项目代码").len(), 1);
}

#[test]
fn several_numbers_of_one_person_are_told_each() {
    let text = "李某（990000198802290018），手机13800138000，卡号6222000000001239";
    let kinds: Vec<What> = found(text).into_iter().map(|(what, _)| what).collect();
    assert_eq!(kinds, [What::Identity, What::Mobile, What::Card]);
    let row = "李某\t990000198802290018\t13800138000\t6222000000001239";
    assert_eq!(found_under(row, "姓名 联系电话").len(), 3);
}

#[test]
fn marks_are_told_from_sentences_about_secrets() {
    let shown =
        |text: &'static str, cell| mark(&Haystack::new(text), cell).map(|range| &text[range]);
    for (text, expected) in [
        ("密级：秘密", "密级：秘密"),
        ("密 级: 机密  份号：001", "密 级: 机密"),
        ("密级：【绝密】", "密级：【绝密"),
        ("秘密★1年", "秘密"),
        ("机密 ★10年", "机密"),
        ("关于某事的报告（内部资料，注意保存）", "内部资料，注意保存"),
        ("内部文件，注意保存", "内部文件，注意保存"),
        ("内部资料　不得外传", "内部资料　不得外传"),
        ("本资料仅供内部使用，请勿转发", "本资料仅供内部"),
        ("【仅供内部使用】", "仅供内部使用"),
        ("秘密", "秘密"),
    ] {
        assert_eq!(shown(text, false), Some(expected), "{text}");
    }
    for text in [
        "1.属于国家秘密",
        "涉及国家秘密、商业秘密、个人隐私的不予公开",
        "学习《中华人民共和国保守国家秘密法》",
        "严格按照密级：秘密、机密、绝密三级管理",
        "定密时标明密级和保密期限",
        "加强内部资料的管理，不得外传",
        "涉密文件、内部资料一律不得上网",
        "规范内部使用的印章",
        "没有泄露秘密的情况",
        "不公开内部资料",
    ] {
        assert_eq!(shown(text, false), None, "{text}");
    }
    for text in ["秘密", "内部使用", "内部资料"] {
        assert_eq!(shown(text, true), None, "{text}");
    }
    assert!(shown("内部资料 注意保存", true).is_some());
}
