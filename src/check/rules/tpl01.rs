//! TPL01: a placeholder that nobody filled in.

use std::ops::Range;

use crate::check::char_set::Haystack;
use crate::check::finding::Finding;
use crate::check::placeholders::{Reader, Sought, first};
use crate::check::rule::{Rule, Run};
use crate::check::texts::{TextScope, What, Whose};
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;
use crate::portal::Column;
use crate::prose::sign_kinds::Signs;

static CODE: Code = Code {
    id: "TPL01",
    name: "placeholder",
    title: "还有没填的地方",
    level: Level::Error,
    what: "报告、其他页面、unit.yaml 和 site.toml 里没有填的空：XX、××、***、○○、____、N条，20XX年、X月X日，“2025年 月 日”“公开  条”“〔2021〕号”里空着的数字，“（待写…）”“（请填写…）”“此处填写”“待填”“[单位名称]”“某某镇”，名称后面没有号码的“电话：”，“电话：0710-1234567”一类编出来的号码，年报标题里的“（草稿）”“（征求意见稿）”。遮住的姓名、号码（张某某、138****1234）不算，代码里的不算。",
    why: "模板的空没有填就公开，是最显眼的差错。",
    fix: "填上实际的内容，不需要的整句删掉。",
    example: Example {
        bad: "全年公开信息XX条",
        good: "全年公开信息73条",
    },
    basis: Basis {
        text: "年报格式的样文要换成实际内容",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Text(check),
};

/// How much of a placeholder is shown, in characters.
const SHOWN: usize = 16;

/// What a title has while it is not final.
const STAGES: [&str; 12] = [
    "草稿",
    "初稿",
    "征求意见稿",
    "送审稿",
    "讨论稿",
    "审议稿",
    "修改稿",
    "报审稿",
    "代拟稿",
    "模板",
    "范本",
    "样本",
];

/// The stage that the title of a report names: （草稿）.
fn stage(text: &TextScope<'_>) -> Option<Range<usize>> {
    let title = matches!(text.what, What::Heading | What::Field("title"))
        && matches!(text.whose, Whose::Report(_));
    let words = text.phrase.text.trim_end();
    let bare = words.trim_end_matches(['）', ')', '】', '〕']);
    let stage = STAGES.iter().find(|stage| bare.ends_with(**stage));
    let stage = stage.filter(|_| title)?;
    let start = bare.len() - stage.len();
    let open = bare[..start].chars().next_back();
    let open = open.filter(|c| matches!(c, '（' | '(' | '【' | '〔'));
    Some(start - open.map_or(0, char::len_utf8)..words.len())
}

/// One finding a text: who fills it in sees the rest of it.
fn check(text: &TextScope<'_>, findings: &mut Vec<Finding>) {
    if text.what == What::Prose(Kind::Code) {
        return;
    }
    if let Some(range) = stage(text) {
        let shown = &text.phrase.text[range.clone()];
        let message = format!("标题里还有“{shown}”");
        let help = "定稿以后从标题里删掉";
        findings.push(Finding::new(text.place(range), message, help));
        return;
    }
    let found = look(text, &text.phrase, text.signs());
    let Some(range) = found.and_then(|range| outside_code(text, range)) else {
        return;
    };
    let found = &text.phrase.text[range.clone()];
    let shown: String = found.chars().take(SHOWN).collect();
    let more = if shown.len() < found.len() { "…" } else { "" };
    let message = format!("“{shown}{more}”还没有填");
    let help = match text.what {
        What::Field(id) if id.ends_with("name") || id == "organization" => "填上实际的名称",
        What::Field(_) | What::Contact(_) => "填上实际的内容，没有的删去这一行",
        _ => "填上实际的内容，用不着的删掉",
    };
    findings.push(Finding::new(text.place(range), message, help));
}

fn look(text: &TextScope<'_>, phrase: &Haystack<'_>, signs: &Signs) -> Option<Range<usize>> {
    let sought = Sought {
        phrase,
        signs,
        reader: reader(text),
        cell: text.what == What::Prose(Kind::Cell),
        next: text.next,
        pictured: text.is_pictured(),
    };
    first(&sought)
}

/// A placeholder that is no code, if this one is: `XX` in code is a name.
fn outside_code(text: &TextScope<'_>, found: Range<usize>) -> Option<Range<usize>> {
    let mut code = text.code().peekable();
    if code.peek().is_none() {
        return Some(found);
    }
    let mut words = text.phrase.text.to_owned();
    for range in code {
        let length = range.len();
        words.replace_range(range, &"a".repeat(length));
    }
    look(text, &Haystack::new(&words), &Signs::of(&words))
}

/// Who reads a text.
fn reader(text: &TextScope<'_>) -> Reader {
    match (text.what, text.whose) {
        (What::Field(_) | What::Contact(_), _) | (_, Whose::Unit(_) | Whose::Site(_)) => {
            Reader::Field
        }
        (_, Whose::Report(_)) => Reader::Report,
        (_, Whose::Page(page)) if page.column == Column::Apply => Reader::Applicant,
        (_, Whose::Page(_) | Whose::List(_)) => Reader::Page,
    }
}
