//! The year that a report is about, as its text says it.

use crate::form::SectionKind;
use crate::import::reading::Words;
use crate::import::source::Line;
use crate::prose::dates::{dated, periods};
use crate::prose::signs;

use super::facts::{Fact, Facts, From};
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
    if let Some((year, line)) = named {
        facts.years.push(fact(year, From::Preamble, line));
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

/// The year of the report that a sentence names: `《…2022年政府信息公开工作年度报告》`.
fn titled(text: &str) -> Option<u16> {
    let dates = dated(text, signs(text));
    let mut years = dates.iter().filter(|one| one.month.is_none());
    years.find_map(|one| {
        let rest = &text[one.range.end..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST_TITLE)];
        titles::names_topic(rest).then_some(one.year?)
    })
}

fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

fn fact(value: u16, from: From, line: &Line) -> Fact<u16> {
    Fact {
        value,
        from,
        place: Some(line.place.clone()),
    }
}
