//! The year that a report is about, as its text says it.

use crate::form::SectionKind;
use crate::import::reading::Words;
use crate::import::source::Line;
use crate::prose::dates::{dated, periods};
use crate::prose::signs;

use super::facts::{Fact, Facts, From};
use super::scan::letters_of;
use super::titles;

/// The most bytes of a line in which the year is looked for.
const LONGEST: usize = 20_000;

/// The bytes behind the year in which the rest of a title stands.
const LONGEST_TITLE: usize = 60;

/// Adds the years that the period, else the overview, states.
pub fn years(preamble: &[Line], words: &[Words], facts: &mut Facts) {
    let overview = words
        .iter()
        .filter(|words| words.section == Some(SectionKind::Overview));
    let overview: Vec<&Line> = overview.flat_map(|words| &words.before).collect();
    let lines = preamble.iter().chain(overview.iter().copied());
    let named = lines
        .clone()
        .find_map(|line| Some((titled(near(&line.text))?, line)));
    let stated = lines.clone().find_map(|line| {
        let text = near(&line.text);
        let dates = dated(text, signs(text));
        let mut periods = periods(&dates, text).into_iter();
        let period = periods.find(|period| period.whole_year())?;
        Some((period.year()?, line))
    });
    if let Some((year, line)) = stated {
        facts.years.push(fact(year, From::Period, line));
    }
    if let Some((named, line)) = named {
        facts.years.push(fact(named.year, From::Preamble, line));
        let body = named.body.map(str::to_owned);
        facts
            .named
            .extend(body.map(|body| fact(body, From::Preamble, line)));
    }
    if !facts.years.is_empty() {
        return;
    }
    if facts.titles.iter().any(|title| title.value.year.is_some()) {
        return;
    }
    // Without title and period the overview says it: the year that it names first and
    // no other as often.
    let mut counts: Vec<(u16, usize, &Line)> = Vec::new();
    for line in overview {
        let text = near(&line.text);
        for year in dated(text, signs(text)).iter().filter_map(|one| one.year) {
            match counts.iter_mut().find(|(known, _, _)| *known == year) {
                Some((_, count, _)) => *count += 1,
                None => counts.push((year, 1, line)),
            }
        }
    }
    let Some((year, count, line)) = counts.first().copied() else {
        return;
    };
    if counts[1..].iter().all(|(_, other, _)| *other < count) {
        facts.years.push(fact(year, From::Overview, line));
    }
}

/// A report that a sentence names: `《青禾镇2022年政府信息公开工作年度报告》`.
struct Named<'t> {
    year: u16,
    /// `None` if what stands before the year is no name of a body.
    body: Option<&'t str>,
}

/// What precedes the name of a body in a sentence that names its report.
const BEFORE: [&str; 8] = [
    "现公布",
    "现公开",
    "公布",
    "公开",
    "编制了",
    "编制",
    "现将",
    "《",
];

fn titled(text: &str) -> Option<Named<'_>> {
    let dates = dated(text, signs(text));
    let mut years = dates.iter().filter(|one| one.month.is_none());
    years.find_map(|one| {
        let rest = &text[one.range.end..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST_TITLE)];
        titles::names_topic(rest).then_some(Named {
            year: one.year?,
            body: body_before(&text[..one.range.start]),
        })
    })
}

/// The body whose name ends a text, behind the words that lead up to it.
fn body_before(text: &str) -> Option<&str> {
    let begin = |word: &&str| text.rfind(word).map(|at| at + word.len());
    let start = BEFORE.iter().filter_map(begin).max()?;
    let name = text[start..].trim_start_matches('《').trim();
    let speaks_of_itself = name.starts_with(['我', '本', '全', '各', '该']);
    (titles::is_body(name) && letters_of(name) >= 3 && !speaks_of_itself).then_some(name)
}

fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

fn fact<T>(value: T, from: From, line: &Line) -> Fact<T> {
    Fact {
        value,
        from,
        place: Some(line.place.clone()),
    }
}
