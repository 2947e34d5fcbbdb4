//! FMT02: the documents that the report cites as its basis.

use std::ops::Range;

use crate::check::char_set::Word;
use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{FORMS, Form};
use crate::parse::markdown::Prose;
use crate::prose::dates::YEARS;

static CODE: Code = Code {
    id: "FMT02",
    name: "stale-basis",
    title: "引用的依据过时，或文号写得不对",
    level: Level::Warning,
    what: "2021 年以后的年报引用了国办公开办函〔2019〕60号、国务院令第492号，或者格式文件的文号不是〔2021〕30号；文号的年份没有用〔〕。",
    why: "依据写错，多半是从往年的年报抄来的，别的地方也要检查。",
    fix: "格式文件写 国办公开办函〔2021〕30号；《条例》现行的是国务院令第711号；文号年份用六角括号〔〕。",
    example: Example {
        bad: "（国办公开办函〔2019〕60号）\n（国办公开办函[2021]30号）",
        good: "（国办公开办函〔2021〕30号）\n（国办公开办函〔2021〕30号）",
    },
    basis: Basis {
        text: "2021 年度起的年报格式见国办公开办函〔2021〕30号；〔〕是公文文号的写法",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// The letters of the office that issued both forms.
const OFFICE: &str = "国办公开办函";
static OFFICE_WORD: Word = Word::new(OFFICE);

const NUMBER: Word = Word::new("号");

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let form = scope.report.form;
    if !form.demands.current_basis || !form.years().contains(&scope.report.year) {
        return;
    }
    for (_, prose) in scope.words.saying(&[NUMBER]) {
        for at in prose.phrase().hits(&OFFICE_WORD) {
            findings.extend(form_document(scope, prose, at));
        }
        findings.extend(old_regulations(scope, prose));
        brackets(scope, prose, findings);
    }
}

/// What stands behind `国办公开办函`, where it is not as it should be.
fn form_document(scope: &ReportScope<'_>, prose: &Prose, at: usize) -> Option<Finding> {
    let text = prose.text.as_str();
    let after = &text[at + OFFICE.len()..];
    let number = after.split_inclusive('号').next()?;
    let plain: Vec<char> = number.chars().filter(|c| !c.is_whitespace()).collect();
    let digits: String = plain.iter().filter(|c| c.is_ascii_digit()).collect();
    if digits.len() < 5 || plain.len() > 12 {
        return None;
    }
    let range = at..at + OFFICE.len() + number.len();
    let place = scope.words.place(prose, range.clone());
    let shown = &text[range.clone()];
    let form = scope.report.form;
    let right = form.basis?;
    let current = right.strip_prefix(OFFICE).unwrap_or(right);
    let older = FORMS.iter().filter(|older| older.from < form.from);
    let older = older.copied().find(|older| cites(older, &digits));
    // Text that knows the document in force may well name the one before it.
    if let Some(older) = older
        && !text.contains(current)
    {
        let message = format!("“{shown}”是 {} 年的格式", years(older));
        return Some(Finding::new(place, message, format!("改成“{right}”")));
    }
    let bracketed = plain.first() == Some(&'〔') && plain.get(5) == Some(&'〕');
    if !bracketed && !usual_brackets(&plain) {
        let help = format!("照原文写，年份用〔〕，如“{right}”");
        return Some(Finding::new(place, format!("文号“{shown}”不完整"), help));
    }
    let before = text[..at].trim_end_matches(['（', '(', ' ', '》', '〉', '>']);
    let before = before.strip_suffix("的通知").unwrap_or(before);
    let names_form = before
        .trim_end_matches(['》', '〉', '>', ' '])
        .ends_with("工作年度报告格式");
    if names_form && older.is_none() && !cites(form, &digits) {
        let message = format!("年报格式的文号不是“{shown}”");
        return Some(Finding::new(place, message, format!("改成“{right}”")));
    }
    None
}

/// Whether the number of a form's document has these digits.
fn cites(form: &Form, digits: &str) -> bool {
    let own = form.basis.unwrap_or_default().chars();
    own.filter(char::is_ascii_digit).eq(digits.chars())
}

/// The years of a form: 2019、2020, or the first and the last of more.
fn years(form: &Form) -> String {
    let years = form.years();
    match years.len() {
        ..=2 => years
            .map(|year| year.to_string())
            .collect::<Vec<_>>()
            .join("、"),
        _ => format!("{}—{}", years.start(), years.end()),
    }
}

/// `[2021]30号` and the like, which `brackets` looks at.
fn usual_brackets(plain: &[char]) -> bool {
    plain.first().is_some_and(|c| opens(*c)) && plain.get(5).is_some_and(|c| closes(*c))
}

fn opens(c: char) -> bool {
    matches!(c, '[' | '［' | '【' | '(' | '（')
}

fn closes(c: char) -> bool {
    matches!(c, ']' | '］' | '】' | ')' | '）')
}

fn old_regulations(scope: &ReportScope<'_>, prose: &Block) -> Option<Finding> {
    static OLD: Word = Word::new("492号");
    let text = prose.text.as_str();
    let at = prose.phrase().find(&OLD)?;
    let before = text[..at].trim_end().trim_end_matches('第').trim_end();
    // The full history of the Regulations names both orders.
    if !before.ends_with("令") || text.contains("711") {
        return None;
    }
    let place = scope.words.place(prose, at..at + OLD.text.len());
    let message = "国务院令第492号是修订前的《政府信息公开条例》";
    Some(Finding::new(place, message, "改成“国务院令第711号”"))
}

/// Years in other brackets than `〔〕`, as in `示政办发（2025）6号`.
fn brackets(scope: &ReportScope<'_>, prose: &Prose, findings: &mut Vec<Finding>) {
    let text = prose.text.as_str();
    for (end, _) in text.match_indices('号') {
        // The building 3号楼 is not a document.
        let behind = text[end + '号'.len_utf8()..].chars().next();
        if behind.is_some_and(|c| "楼院线路店铺门房车".contains(c)) {
            continue;
        }
        let Some((open, close)) = year_brackets(&text[..end]) else {
            continue;
        };
        let range = open.start..end + '号'.len_utf8();
        let message = format!("文号“{}”的年份没有用〔〕", &text[range.clone()]);
        let year = &text[open.end..close.start];
        let finding = Finding::new(
            scope.words.place(prose, range),
            message,
            format!("写成“〔{year}〕”"),
        );
        let span = prose.span(open.start..close.end);
        findings.push(finding.edit(span, format!("〔{year}〕")));
    }
}

/// The brackets around the year of a document number that ends here.
fn year_brackets(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if !(1..=4).contains(&(text.len() - number.len())) {
        return None;
    }
    let number = number.trim_end_matches([' ', '第']);
    let closing = number.chars().next_back().filter(|c| closes(*c))?;
    let close = number.len() - closing.len_utf8()..number.len();
    let inner = &number[..close.start];
    let head = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = &inner[head.len()..];
    if year.len() != 4 || !year.parse().is_ok_and(|year| YEARS.contains(&year)) {
        return None;
    }
    let opening = head.chars().next_back().filter(|c| opens(*c))?;
    let open = head.len() - opening.len_utf8()..head.len();
    let letter = head[..open.start].trim_end().chars().next_back()?;
    "发函字规令文告复批通审办政"
        .contains(letter)
        .then_some((open, close))
}
