//! PII01: no number that leads to a person, and no mark of secrecy.
//!
//! The words of attachments are looked at too, see `check::attachments`.

use crate::check::finding::Finding;
use crate::check::personal::{self, Around, Exposed, What as Kind};
use crate::check::rule::{Rule, Run};
use crate::check::texts::{TextScope, What};
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind as Block;

static CODE: Code = Code {
    id: "PII01",
    name: "personal-data",
    title: "有个人信息或者密级标志",
    level: Level::Error,
    what: "报告、其他页面、各字段，以及附件（csv、txt、md、xlsx、docx）里没有遮盖的身份证号码（校验码正确的 18 位）、银行卡号，密级标志（密级：秘密、机密★10年）和“内部资料 注意保存”“不得外传”一类的标志。手机号码和校验码不对的银行卡号是建议看；联系方式里的、联系或咨询监督电话一句里的不算。遮盖过的（138****1234）不算。doc、xls、pdf 和图片里的看不到。",
    why: "网页一公开就收不回来；泄露个人信息、涉密信息要追究责任。",
    fix: "号码只留头尾，中间写成 *；不该公开的文件撤下来。",
    example: Example {
        bad: "申请人李某，手机 13900001234",
        good: "申请人李某，手机 139****1234",
    },
    basis: Basis {
        text: "《中华人民共和国政府信息公开条例》第十四条、第十五条",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Text(check),
};

fn check(text: &TextScope<'_>, findings: &mut Vec<Finding>) {
    // An index number is long, and nobody's.
    if matches!(text.what, What::Field("index_number" | "document_number")) {
        return;
    }
    let phrase = &text.phrase;
    let around = Around {
        section: text.section.unwrap_or_default(),
        heads: text.beside(),
    };
    for one in personal::numbers(phrase.text, text.signs(), around) {
        if one.what == Kind::Mobile && matches!(text.what, What::Contact(_)) {
            continue;
        }
        let place = text.place(one.range.clone());
        let found = Finding::new(place, message(&one), help(&one));
        findings.push(found.level(level(one.what)));
    }
    let is_cell = text.what == What::Prose(Block::Cell);
    if let Some(range) = personal::mark(phrase, is_cell) {
        let message = format!("有密级或内部标志“{}”", phrase.text[range.clone()].trim());
        findings.push(Finding::new(text.place(range), message, MARKED));
    }
}

/// What to do about a mark.
pub const MARKED: &str = "不能公开的撤下来；可以公开的，按程序解密或者审批后删掉这个标志";

pub fn level(what: Kind) -> Level {
    match what {
        // A card's number that was mistyped leads to a person too, but perhaps
        // it is no card's.
        Kind::Mobile | Kind::Account => Level::Warning,
        Kind::Identity | Kind::Card => Level::Error,
    }
}

/// The number itself is not repeated: messages are passed on.
fn message(one: &Exposed) -> String {
    format!("{} {} 没有遮盖", one.what.name(), one.masked)
}

fn help(one: &Exposed) -> String {
    match one.what {
        Kind::Mobile => format!("写成  {}  或者删掉；是办公用的，写明“联系电话”", one.masked),
        Kind::Identity | Kind::Card | Kind::Account => format!("写成  {}  或者删掉", one.masked),
    }
}
