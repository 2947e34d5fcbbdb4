use crate::prose::signs;

use super::*;

fn said(text: &str) -> Vec<(String, String)> {
    let shown = |fault: Fault| (text[fault.range].to_owned(), fault.message);
    faults(text, signs(text)).into_iter().map(shown).collect()
}

#[test]
fn doubled_marks_are_found_with_what_may_go() {
    for (text, shown, surplus) in [
        ("根据《《条例》以及", "《《", 1),
        ("根据《条例》》以及", "》》", 1),
        ("根据《《条例》》以及", "《《", 2),
        ("公开，，办理", "，，", 1),
        ("公开；；办理", "；；", 1),
        ("公开。。。", "。。。", 0),
        ("公开，。办理", "，。", 0),
        ("《《《条例》", "《《《", 0),
        ("《《条例", "《《", 1),
        ("条例》》", "》》", 1),
    ] {
        let found = faults(text, signs(text));
        let found: Vec<(&str, usize)> = found
            .iter()
            .map(|fault| (&text[fault.range.clone()], fault.surplus.len()))
            .collect();
        assert_eq!(found, [(shown, surplus)], "{text}");
    }
    assert_eq!(said("《《甲》和《《乙》").len(), 2);
}

#[test]
fn two_halves_of_one_pair_are_told_once() {
    for (text, shown, message, help) in [
        (
            "严格执行“三审三校“制度。",
            "“",
            "左引号写成了两个，第二个应是右引号 ”",
            "改成：严格执行“三审三校”制度",
        ),
        (
            "做到”应公开尽公开”。",
            "”",
            "右引号写成了两个，第一个应是左引号 “",
            "改成：做到“应公开尽公开”",
        ),
        (
            "做到”应公开尽公开“。",
            "”应公开尽公开“",
            "左右引号写反了",
            "改成：做到“应公开尽公开”",
        ),
        (
            "国办发（2021〕12号",
            "（2021〕",
            "括号不配对：（ 和 〕，文号用〔〕",
            "改成：国办发〔2021〕12号",
        ),
        (
            "按要求（见附件〕公开",
            "（见附件〕",
            "括号不配对：（ 和 〕",
            "改成：按要求（见附件）公开",
        ),
        (
            "开设\"公开”专栏",
            "\"公开”",
            "引号不配对：左边用了半角的 \"",
            "改成：开设“公开”专栏",
        ),
        (
            "做到“应公开尽公开",
            "“",
            "左引号 “ 后面没有 ”",
            "补上另一半，或者删掉这一半",
        ),
        (
            "根据条例》以及",
            "》",
            "右书名号 》 前面没有 《",
            "补上另一半，或者删掉这一半",
        ),
        (
            "石政发〔202512号",
            "〔",
            "左六角括号 〔 后面没有 〕",
            "补上另一半，或者删掉这一半",
        ),
    ] {
        let found = faults(text, signs(text));
        let found: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|one| {
                let shown = &text[one.range.clone()];
                (shown, one.message.as_str(), one.help.as_str())
            })
            .collect();
        assert_eq!(found, [(shown, message, help)], "{text}");
    }
    assert_eq!(said("“甲“、“乙“和“丙”").len(), 2);
}

#[test]
fn pairs_nesting_and_item_numbers_are_no_faults() {
    for text in [
        "《关于印发《办法》的通知》（（一）项，2022)",
        "《〈条例〉实施办法》“‘互联网＋’政务”",
        "1）公开；2）申请；（三）办理",
        "一）公开。二）申请",
        "（见（一））",
        "甲、乙，丙。",
        "见 a) 和 :)",
        "国办公开办函〔202130号",
        "国办公开办函（2021〕30号",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}
