//! MD06: what text from a word processor brings along: a signature and statutory
//! tables, which the page prints by itself, and pictures of symbol fonts. The latter
//! are found while the text is read.

use std::ops::Range;

use jiff::civil::Date;

use crate::check::finding::Finding;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::codes::MD06 as CODE;
use crate::form::Part;
use crate::parse::markdown::Kind;
use crate::parse::names::Names;
use crate::prose::numerals::{self, chinese_digit, is_chinese};
use crate::prose::place_names::place;
use crate::prose::{alike, chinese_date, is_cjk};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// The longest block that a signature stands in, in bytes.
const LONGEST: usize = 240;
/// How many labels of the statutory table make a table a copy of it.
const LABELS: usize = 2;
/// How names of public bodies end.
const BODIES: [&str; 17] = [
    "政府",
    "办事处",
    "办公室",
    "局",
    "委员会",
    "中心",
    "厅",
    "院",
    "所",
    "站",
    "支队",
    "大队",
    "总队",
    "部",
    "管委会",
    "处",
    "公司",
];
/// Words that stand in sentences and not in names.
const OTHERWISE: [&str; 12] = [
    "于", "在", "由", "报", "至", "到", "为", "的", "是", "向", "自", "请",
];

/// A name and a date that stand where letters are signed.
struct Signature<'w> {
    body: Option<(&'w Block, Range<usize>)>,
    date: (&'w Block, Range<usize>),
    day: Option<Date>,
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut before: Option<&Block> = None;
    let mut blocks = scope.words.blocks().map(|(_, block)| block).peekable();
    while let Some(block) = blocks.next() {
        let last = blocks.peek().is_none();
        if let Some(found) = signature(scope, before, block, last) {
            findings.push(told(scope, &found));
        }
        before = Some(block);
    }
    for (piece, section) in scope
        .report
        .narrative
        .pieces
        .iter()
        .zip(&scope.words.sections)
    {
        let part = piece.part.and_then(|id| scope.report.form.part(id));
        findings.extend(part.and_then(|part| copied_table(scope, part, &section.prose)));
    }
}

/// A table in the text of a section that is the statutory one, which the page prints
/// there by itself.
fn copied_table(scope: &ReportScope<'_>, part: &Part, blocks: &[Block]) -> Option<Finding> {
    let mut cells = blocks.iter().filter(|block| block.kind == Kind::Cell);
    let first = cells.clone().next()?;
    let names = Names::get(scope.report.form.id, part.id)?;
    let is_label = |text: &str| {
        let columns = 0..part.tables.len();
        names.row(text).is_some()
            || columns
                .into_iter()
                .any(|table| names.column(table, text).is_some())
    };
    let (mut words, mut labels) = (0, 0);
    cells.by_ref().for_each(|cell| {
        let text = cell.text.trim();
        if text.chars().any(is_cjk) {
            words += 1;
            labels += usize::from(is_label(text));
        }
    });
    if labels < LABELS || 2 * labels < words {
        return None;
    }
    let message = format!("这张表会印两遍，程序在这里印{}", part.name);
    let help = format!(
        "核对数字都写进了 report.yaml 的 {}，再删掉这张表",
        part.name
    );
    let place = scope.words.place(first, 0..first.text.len());
    Some(Finding::new(place, message, help))
}

/// The signature that a block ends with.
fn signature<'w>(
    scope: &ReportScope<'_>,
    before: Option<&'w Block>,
    block: &'w Block,
    last: bool,
) -> Option<Signature<'w>> {
    let text = block.text.trim_end();
    // Hardly any block is so short and ends so.
    if text.len() > LONGEST || !text.ends_with('日') || block.kind != Kind::Text {
        return None;
    }
    let (start, day) = date(block, text)?;
    let date = (block, start..text.len());
    let lead = text[..start].trim_end();
    let from = lead.rfind(['。', '！', '\n']).map_or(0, |at| {
        at + lead[at..].chars().next().map_or(0, char::len_utf8)
    });
    let name = lead[from..].trim_start();
    let body = if !name.is_empty() {
        let start = lead.len() - name.len();
        Some((
            block,
            body(scope, name).map(|name| start..start + name.len())?,
        ))
    } else {
        let above = before.filter(|_| from == 0);
        let named = above.and_then(|above| {
            let text = above.text.trim();
            let start = above.text.len() - above.text.trim_start().len();
            let name = body(scope, text)?;
            Some((above, start..start + name.len()))
        });
        let closes = above.is_some_and(|above| above.text.trim_end().ends_with("报告。"));
        if named.is_none() && !closes && !last {
            return None;
        }
        named
    };
    Some(Signature { body, date, day })
}

/// Where the date begins that a text ends with, and the day if there is one.
fn date(block: &Block, text: &str) -> Option<(usize, Option<Date>)> {
    let found = block.read().dates().last();
    if let Some(found) = found.filter(|date| date.range.end == text.len()) {
        let (year, month, day) = (found.year?, found.month?, found.day?);
        // What no calendar has, another rule tells.
        let small = |number: u8| i8::try_from(number).unwrap_or(0);
        let year = i16::try_from(year).unwrap_or(0);
        let day = Date::new(year, small(month), small(day)).ok();
        return Some((found.range.start, day));
    }
    let numeral = |c: char| is_chinese(c) || "年月日".contains(c) || c.is_whitespace();
    let digits = text.trim_end_matches(numeral);
    let written = text[digits.len()..].trim_start();
    let day = chinese_day(written)?;
    Some((text.len() - written.len(), Some(day)))
}

/// The day of `二〇二六年一月十二日`.
fn chinese_day(text: &str) -> Option<Date> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = plain.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    if year.chars().count() != 4 {
        return None;
    }
    let mut number = 0;
    for c in year.chars() {
        number = number * 10 + i16::try_from(chinese_digit(c)?).ok()?;
    }
    let small = |text: &str| {
        let (number, length) = numerals::numeral(text)?;
        (length == text.len()).then(|| i8::try_from(number).ok())?
    };
    Date::new(number, small(month)?, small(day)?).ok()
}

/// The name of a public body that a text is, without a note such as （盖章）.
fn body<'t>(scope: &ReportScope<'_>, text: &'t str) -> Option<&'t str> {
    let name = match text.split_once(['（', '(']) {
        Some((name, note)) if note.contains('章') => name.trim_end(),
        _ => text,
    };
    let letters = || name.chars().filter(|c| !c.is_whitespace());
    let named = (4..=30).contains(&letters().count())
        && letters().all(is_cjk)
        && BODIES.iter().any(|end| name.ends_with(end))
        && !OTHERWISE.iter().any(|word| name.contains(word));
    (named || is_ours(scope, name)).then_some(name)
}

fn is_ours(scope: &ReportScope<'_>, name: &str) -> bool {
    let organization = &scope.unit.organization;
    let contact = organization.contact.iter();
    let department = contact.filter(|(id, _)| *id == "department");
    let names = [scope.report.organization.as_str()]
        .into_iter()
        .chain(organization.names_in(scope.report.year))
        .chain(department.map(|(_, name)| name.as_str()));
    names
        .filter(|own| !own.is_empty())
        .any(|own| alike(own, name))
}

/// Whether a name is another body's, and no rule about names says so.
fn is_other(scope: &ReportScope<'_>, name: &str) -> bool {
    let own = scope.report.organization.as_str();
    let part = own.contains(name) || name.contains(own);
    let short = scope.unit.organization.short();
    let seen = place(own).zip(place(name));
    let told = seen.is_some_and(|(own, other)| own.group == other.group);
    !part && !name.starts_with(short) && !told && !is_ours(scope, name)
}

fn told(scope: &ReportScope<'_>, found: &Signature<'_>) -> Finding {
    let at = |(block, range): &(&Block, Range<usize>)| scope.words.place(block, range.clone());
    let text = |(block, range): &(&Block, Range<usize>)| block.text[range.clone()].to_owned();
    let (first, name) = match &found.body {
        Some(body) => (at(body), Some(text(body))),
        None => (at(&found.date), None),
    };
    let report = scope.report;
    let date = text(&found.date);
    let lines = match &found.body {
        Some((block, _)) if !std::ptr::eq(*block, found.date.0) => "这两行",
        _ if found.date.0.text.contains('。') => "这几个字",
        _ => "这一行",
    };
    let other = name.filter(|name| is_other(scope, name));
    let signed = report.signed.as_ref().map(|stamp| stamp.date);
    if let (Some(day), Some(signed)) = (found.day, signed)
        && day != signed
    {
        let stated = chinese_date(signed.year(), signed.month(), signed.day());
        let message = format!("落款的日期是{date}，report.yaml 的成文日期是{stated}");
        let help = format!("对照原件核对 report.yaml 的成文日期，再删掉{lines}：落款由程序印");
        let place = scope.field_place("signed");
        return Finding::new(at(&found.date), message, help).also(place, "成文日期");
    }
    if let Some(other) = other {
        let message = format!("落款是“{other}”，程序印的是“{}”", report.organization);
        let help = format!("对照原件核对 report.yaml 的机关，再删掉{lines}：落款由程序印");
        return Finding::new(first, message, help);
    }
    match (found.day, signed) {
        (Some(day), None) => {
            let message = format!("落款的日期{date}没有写进 report.yaml");
            let help =
                format!("report.yaml 加一行  成文日期: {day}  ，再删掉{lines}：落款由程序印");
            Finding::new(first, message, help)
        }
        _ => {
            let message = "落款会印两遍，程序在文末已经印了";
            Finding::new(first, message, format!("删掉{lines}"))
        }
    }
}
