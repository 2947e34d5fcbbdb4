//! FMT02: the documents that the report cites as its basis.

use std::ops::Range;

use crate::check::char_set::Word;
use crate::check::counted::Counted;
use crate::check::finding::Finding;
use crate::check::naming::misnamed;
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
    what: "2021 年以后的年报引用了国办公开办函〔2019〕60号、国务院令第492号，或者格式文件的文号不是〔2021〕30号；文号的字错了、少了、中间有空格，年份没有用〔〕；《政府信息公开条例》、年报格式的名称错了一两个字。",
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

/// One finding a slip, however often it stands in the report.
fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    if scope.report.form.sections.is_empty() {
        return;
    }
    let mut found = Vec::new();
    look(scope, &mut found);
    let mut counted = Counted::default();
    found.into_iter().for_each(|finding| counted.add(finding));
    counted.report(findings);
}

fn look(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let form = scope.report.form;
    for (_, prose) in scope.words.saying(&misnamed::WORDS) {
        for slip in misnamed::laws(&prose.text) {
            let place = scope.words.place(prose, slip.range.clone());
            let help = format!("改成“{}”", slip.right);
            let finding = Finding::new(place, slip.message, help);
            findings.push(finding.edit(prose.span(slip.range), slip.right));
        }
    }
    let current = form.demands.current_basis && form.years().contains(&scope.report.year);
    for (_, prose) in scope.words.saying(&[NUMBER]) {
        for slip in misnamed::offices(&prose.text, OFFICE) {
            let place = scope.words.place(prose, slip.range.clone());
            let help = format!("改成“{}”", slip.right);
            let finding = Finding::new(place, slip.message, help);
            findings.push(finding.edit(prose.span(slip.range), slip.right));
        }
        if current {
            for at in prose.phrase().hits(&OFFICE_WORD) {
                findings.extend(form_document(scope, prose, at));
            }
            findings.extend(regulations(scope, prose));
            brackets(scope, prose, findings);
        }
    }
    if current {
        findings.extend(old_name_alone(scope));
    }
}

/// A number behind `国办公开办函`.
struct Cited {
    /// With the office, in bytes of the text.
    range: Range<usize>,
    /// All behind the office but white space.
    plain: Vec<char>,
    digits: String,
    spaced: bool,
}

fn cited(text: &str, at: usize) -> Option<Cited> {
    let after = &text[at + OFFICE.len()..];
    let inside = |c: char| {
        let mark = opens(c) || closes(c) || "〔〕第年".contains(c);
        c.is_ascii_digit() || c.is_whitespace() || mark
    };
    let length = after.find(|c| !inside(c)).unwrap_or(after.len());
    let number = match after[length..].starts_with('号') {
        true => &after[..length + '号'.len_utf8()],
        false => after[..length].trim_end(),
    };
    let plain: Vec<char> = number.chars().filter(|c| !c.is_whitespace()).collect();
    let digits: String = plain.iter().filter(|c| c.is_ascii_digit()).collect();
    (digits.len() >= 5 && plain.len() <= 12).then(|| Cited {
        range: at..at + OFFICE.len() + number.len(),
        plain,
        digits,
        spaced: number.contains([' ', '\u{3000}']),
    })
}

/// What stands behind `国办公开办函`, where it is not as it should be.
fn form_document(scope: &ReportScope<'_>, prose: &Prose, at: usize) -> Option<Finding> {
    let text = prose.text.as_str();
    let Cited {
        range,
        plain,
        digits,
        spaced,
    } = cited(text, at)?;
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
        let (range, help) = whole_basis(text, range, form)?;
        return Some(Finding::new(scope.words.place(prose, range), message, help));
    }
    if let Some(name) = name_before(text, at)
        && older.is_none()
        && cites(form, &digits)
        && text[name].contains(OLD_NAME.text)
    {
        let message = format!("文件名是以前的，和“{shown}”对不上");
        let (range, help) = whole_basis(text, range, form)?;
        return Some(Finding::new(scope.words.place(prose, range), message, help));
    }
    let bracketed = plain.first() == Some(&'〔') && plain.get(5) == Some(&'〕');
    let known = FORMS
        .iter()
        .find(|form| cites(form, &digits))
        .and_then(|form| form.basis);
    if !bracketed && !usual_brackets(&plain) || plain.last() != Some(&'号') {
        let help = match known {
            Some(known) => format!("改成“{known}”"),
            None => format!("照原文写，年份用〔〕，如“{right}”"),
        };
        return Some(Finding::new(place, format!("文号“{shown}”不完整"), help));
    }
    let named = name_before(text, at).is_some_and(|name| names_form(&text[name]));
    if named && older.is_none() && !cites(form, &digits) {
        let message = format!("年报格式的文号不是“{shown}”");
        return Some(Finding::new(place, message, format!("改成“{right}”")));
    }
    if bracketed && spaced {
        let message = format!("文号“{shown}”中间有空格");
        let tight: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
        let finding = Finding::new(place, message, format!("改成“{tight}”"));
        return Some(finding.edit(prose.span(range), tight));
    }
    None
}

/// Whether a name in 《》, with 的通知 behind it or in it, is that of the form.
fn names_form(name: &str) -> bool {
    let closed = |name: &str| name.trim_end_matches(['》', '〉', '>', ' ']).len();
    let name = &name[..closed(name)];
    let name = name.strip_suffix("的通知").unwrap_or(name);
    name[..closed(name)].ends_with("工作年度报告格式")
}

/// The name of the document of 2019, by which it is known without its number.
static OLD_NAME: Word = Word::new("工作年度报告有关事项的通知");

/// The name in 《》 right before a number, with 的通知 behind it.
fn name_before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].trim_end_matches(['（', '(', ' ', '[', '〔']);
    let name = before.strip_suffix("的通知").unwrap_or(before).trim_end();
    if !name.ends_with(['》', '〉', '>']) {
        return None;
    }
    let start = opening(name)?;
    Some(start..before.len())
}

/// Where the outermost 《 of the name that a text ends with stands.
fn opening(name: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in name.char_indices().rev() {
        match c {
            '》' => depth += 1,
            '《' => depth -= 1,
            '。' | '；' => return None,
            _ => {}
        }
        if c == '《' && depth <= 0 {
            return Some(at);
        }
    }
    None
}

/// What is to be replaced where an older document is cited, and by what: the name
/// goes with the number.
fn whole_basis(text: &str, number: Range<usize>, form: &Form) -> Option<(Range<usize>, String)> {
    let right = form.basis?;
    let name = name_before(text, number.start);
    let names_form = |name: &Range<usize>| {
        text[name.clone()]
            .trim_end_matches('》')
            .ends_with("工作年度报告格式")
    };
    let Some((name, whole)) = name.filter(|name| !names_form(name)).zip(form.basis_name) else {
        return Some((number, format!("改成“{right}”")));
    };
    let close = text[number.end..].chars().next().filter(|c| closes(*c));
    let end = number.end + close.map_or(0, char::len_utf8);
    // The office may stand before the name, and is in the new one.
    let before = &text[..name.start];
    let offices = ["国务院办公厅政府信息与政务公开办公室", "国务院办公厅"];
    let office = offices.iter().find(|office| before.ends_with(**office));
    let start = name.start - office.map_or(0, |office| office.len());
    Some((start..end, format!("连文件名一起改成“{whole}（{right}）”")))
}

/// The document of 2019 cited by its name, without a number.
fn old_name_alone(scope: &ReportScope<'_>) -> Option<Finding> {
    let form = scope.report.form;
    let (right, whole) = (form.basis?, form.basis_name?);
    let mut blocks = scope.words.saying(std::slice::from_ref(&OLD_NAME));
    blocks.find_map(|(_, prose)| {
        let text = prose.text.as_str();
        let at = prose.phrase().find(&OLD_NAME)?;
        let start = opening(&text[..at]).unwrap_or(at);
        let end = at + OLD_NAME.text.len();
        let end = end
            + if text[end..].starts_with('》') {
                '》'.len_utf8()
            } else {
                0
            };
        // With a number, the number tells.
        let near: String = text[end..].chars().take(10).collect();
        if near.contains("国办") || text.contains(right) {
            return None;
        }
        let place = scope.words.place(prose, start..end);
        let message = "这是 2019、2020 年的格式文件";
        Some(Finding::new(
            place,
            message,
            format!("改成“{whole}（{right}）”"),
        ))
    })
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

/// The number of the Regulations, where it is the old one or none.
fn regulations(scope: &ReportScope<'_>, prose: &Block) -> Option<Finding> {
    static ORDER: Word = Word::new("国务院");
    let text = prose.text.as_str();
    // The full history of the Regulations names both orders.
    if text.contains("711") {
        return None;
    }
    for at in prose.phrase().hits(&ORDER) {
        let rest = &text[at + ORDER.text.len()..];
        let start = rest.trim_start_matches(['令', '第', ' ']);
        let digits = start.len() - start.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, behind) = start.split_at(digits);
        let ordered = rest[..rest.len() - start.len()].contains('令') || behind.starts_with("号令");
        if !ordered || !behind.starts_with('号') || digits == 0 {
            continue;
        }
        let end = text.len() - behind.len() + '号'.len_utf8();
        let place = scope.words.place(prose, text.len() - start.len()..end);
        let before = text[..at].trim_end_matches(['（', '(', ' ', '，', '》']);
        if number == "492" {
            let message = "国务院令第492号是修订前的《政府信息公开条例》";
            return Some(Finding::new(place, message, "改成“国务院令第711号”"));
        }
        if before.ends_with("政府信息公开条例") {
            let message = format!("《政府信息公开条例》不是国务院令第{number}号");
            return Some(Finding::new(place, message, "改成“国务院令第711号”"));
        }
    }
    None
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
