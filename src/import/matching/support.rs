//! What speaks for one of several readings: a number in the text, or the stock of
//! documents of the year beside.
//!
//! It decides nothing. Who chooses is shown the likely reading first.

use std::collections::BTreeSet;

use crate::form::{Document, DocumentCount, Form, Measure, Value};
use crate::import::reading::{Choice, Reading, Undecided};
use crate::parse::report::ReportDoc;
use crate::prose::numbers::numbers;
use crate::report::{Grid, Measured};

/// The year beside the one of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Before,
    After,
}

/// What is known of the reports beside: a count of the unit's report of that year.
pub type Known<'k> = dyn Fn(Beside, Measure) -> Option<i64> + 'k;

/// Says for each reading that is left what speaks for it, and puts the likely ones first,
/// then those that fill every cell.
pub fn add(reading: &mut Reading, known: &Known<'_>) {
    let said = said(reading);
    let form = reading.form;
    for table in &mut reading.tables {
        for undecided in &mut table.undecided {
            let beside = by_the_year_beside(form, table.table.id, undecided, known);
            let text = by_the_text(undecided, &said);
            for ((choice, beside), text) in undecided.readings.iter_mut().zip(beside).zip(text) {
                let reasons: Vec<String> = [beside, text].into_iter().flatten().collect();
                choice.support = (!reasons.is_empty()).then(|| reasons.join("，"));
            }
            undecided.readings.sort_by_key(|choice| {
                let support = choice.support.as_deref();
                let beside = support.is_some_and(|support| support.starts_with(YEAR));
                (
                    !beside,
                    support.is_none(),
                    choice.values.iter().any(Option::is_none),
                    !plausible(form, table.table.id, choice),
                )
            });
        }
    }
}

/// A count that a report states; `None` where one of its cells states no number.
pub fn counted(doc: &ReportDoc, measure: Measure) -> Option<i64> {
    let parts = doc.form.parts.iter().zip(&doc.parts);
    let grids = parts.flat_map(|(part, written)| {
        let tables = part.tables.iter().enumerate();
        tables.map(move |(at, table)| match written {
            Some(part) => Grid::fill(table, &part.tables[at], part.rest_is_zero),
            None => Grid::blank(table),
        })
    });
    let grids: Vec<Grid> = grids.collect();
    Measured::of(doc.form, &grids, measure)?.count()
}

/// How a reason begins that comes from the year beside.
const YEAR: &str = "与";

/// How a reason begins that comes from the text.
const TEXT: &str = "文字里写着";

/// What stands behind the numbers of dates.
const DATES: [char; 3] = ['年', '月', '日'];

/// All numbers of the text but those of dates, as digits.
fn said(reading: &Reading) -> BTreeSet<String> {
    let lines = reading
        .words
        .iter()
        .flat_map(|words| words.before.iter().chain(&words.after));
    let found = lines.flat_map(|line| {
        let all = numbers(&line.text).into_iter();
        let counts = all.filter(|number| !line.text[number.range.end..].starts_with(DATES));
        let all = counts.map(|number| digits(&line.text[number.range]));
        all.collect::<Vec<_>>()
    });
    found.collect()
}

fn digits(text: &str) -> String {
    let narrow = text.chars().map(crate::prose::numbers::narrow);
    narrow.filter(|c| c.is_ascii_digit() || *c == '.').collect()
}

/// The numbers of two digits and more that the text says too. They speak for a reading
/// only if none has as many of them.
fn by_the_text(undecided: &Undecided, said: &BTreeSet<String>) -> Vec<Option<String>> {
    let found = |choice: &Choice| -> Vec<String> {
        let values = choice
            .values
            .iter()
            .flatten()
            .map(|value| digits(&value.to_string()));
        let all: BTreeSet<String> = values
            .filter(|one| one.len() > 1 && said.contains(one))
            .collect();
        all.into_iter().collect()
    };
    let all: Vec<Vec<String>> = undecided.readings.iter().map(found).collect();
    let most = all.iter().map(Vec::len).max().unwrap_or(0);
    let alone = all.iter().filter(|one| one.len() == most).count() == 1;
    let reasons = all.into_iter().map(|one| {
        (most > 0 && alone && one.len() == most).then(|| format!("{TEXT} {}", one.join("、")))
    });
    reasons.collect()
}

/// The readings by which the stock of documents goes on from the year before, or into
/// the year after.
fn by_the_year_beside(
    form: &'static Form,
    table: &str,
    undecided: &Undecided,
    known: &Known<'_>,
) -> Vec<Option<String>> {
    let mut reasons = vec![None; undecided.readings.len()];
    for (document, stock, more, less) in stocks() {
        let cell = |count: DocumentCount| {
            let found = form.find(Measure::Documents(document, count))?;
            let cell = *found.cells.first()?;
            (found.table.id == table && undecided.cells.contains(&cell))
                .then(|| cell - undecided.cells.start)
        };
        let (Some(stock_cell), Some(more_cell)) = (cell(stock), cell(more)) else {
            continue;
        };
        let less_cell = less.and_then(cell);
        let goes_on = |choice: &Choice, beside: Beside| {
            let count = |cell: usize| choice.values[cell].as_ref().and_then(Value::count);
            let of = |count| known(beside, Measure::Documents(document, count));
            let (added, taken) = match beside {
                Beside::Before => (count(more_cell)?, less_cell.map_or(Some(0), count)?),
                Beside::After => (of(more)?, less.map_or(Some(0), of)?),
            };
            let (first, second) = match beside {
                Beside::Before => (of(stock)?, count(stock_cell)?),
                Beside::After => (count(stock_cell)?, of(stock)?),
            };
            Some(first + added - taken == second)
        };
        for (beside, name) in [(Beside::Before, "上一年"), (Beside::After, "下一年")] {
            let fitting: Vec<usize> = (0..undecided.readings.len())
                .filter(|at| goes_on(&undecided.readings[*at], beside) == Some(true))
                .collect();
            if fitting.len() < undecided.readings.len() {
                for one in fitting {
                    reasons[one] = Some(format!("{YEAR}{name}的数接得上"));
                }
            }
        }
    }
    reasons
}

/// Each stock of documents, with what adds to it in a year and what is taken from it.
fn stocks() -> impl Iterator<
    Item = (
        Document,
        DocumentCount,
        DocumentCount,
        Option<DocumentCount>,
    ),
> {
    use DocumentCount::{InForce, Issued, PublicTotal, Published, Repealed};
    Document::ALL.into_iter().flat_map(|document| {
        [
            (document, InForce, Issued, Some(Repealed)),
            (document, PublicTotal, Published, None),
        ]
    })
}

/// Whether no stock is smaller than what the year itself added to it.
fn plausible(form: &'static Form, table: &str, choice: &Choice) -> bool {
    stocks().all(|(document, stock, more, less)| {
        let count = |count: DocumentCount| {
            let found = form.find(Measure::Documents(document, count))?;
            let column = found.cells.first()? % found.table.kinds.len();
            let own = found.table.id == table && choice.values.len() == found.table.kinds.len();
            choice.values.get(column).filter(|_| own)?.as_ref()?.count()
        };
        let taken = less.map_or(Some(0), count);
        match (count(stock), count(more), taken) {
            (Some(stock), Some(added), Some(taken)) => stock >= added - taken,
            _ => true,
        }
    })
}
