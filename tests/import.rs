//! What `import` makes of real reports: the numbers that were checked by hand, and no
//! others.

#[path = "import/any_words.rs"]
mod any_words;
#[path = "import/corpus.rs"]
mod corpus;
#[path = "import/words.rs"]
mod words;

use std::collections::BTreeMap;

use gongkai::form::Value;
use gongkai::import::matching;
use gongkai::import::matching::support::{self, Beside};
use gongkai::import::reading::{CellReading, Reading, Status, TableReading};
use gongkai::import::source::{Format, Line, LineKind, Piece, Place, Source};

use corpus::{Expected, Record};

fn plain(text: &str) -> Source {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    Source {
        format: Format::Text,
        metadata: Vec::new(),
        pieces: lines
            .map(|(number, line)| {
                Piece::Line(Line {
                    text: line.trim().to_owned(),
                    kind: LineKind::Paragraph,
                    place: Place::Line(number + 1),
                })
            })
            .collect(),
    }
}

/// How the cells of one record compare with the checked numbers.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
    undecided: Vec<String>,
    supported: usize,
}

fn number(value: &Value) -> String {
    let text = value.to_string();
    text.chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        .collect()
}

fn compare(table: &TableReading, cell: usize, expected: &Expected, tally: &mut Tally) {
    let read: &CellReading = &table.cells[cell];
    let place = format!(
        "{}[{cell}] {:?} {:?}",
        table.table.id, read.status, read.stood
    );
    match (&read.value, expected) {
        (Some(value), Expected::Number(wanted)) if number(value) == *wanted => tally.right += 1,
        (None, Expected::Unknown) => tally.right += 1,
        (None, Expected::Number(wanted)) => {
            let undecided = table.undecided.iter().find(|one| one.cells.contains(&cell));
            let best = undecided.and_then(|one| {
                let first = one
                    .readings
                    .first()
                    .filter(|first| first.support.is_some())?;
                first.values[cell - one.cells.start].as_ref()
            });
            match best {
                Some(value) if number(value) == *wanted => tally.supported += 1,
                _ => tally.undecided.push(format!("{place}, is {wanted}")),
            }
        }
        (value, expected) => tally
            .wrong
            .push(format!("{place}: {value:?}, is {expected:?}")),
    }
}

fn tally(record: &Record, reading: &Reading) -> Tally {
    let mut tally = Tally::default();
    if reading.form.id != record.form {
        tally.wrong.push(format!("form {}", reading.form.id));
        return tally;
    }
    let mut expected = record.cells.iter();
    for table in &reading.tables {
        for cell in 0..table.cells.len() {
            let wanted = expected.next().expect("as many numbers as cells");
            compare(table, cell, wanted, &mut tally);
        }
    }
    tally
}

#[test]
fn every_checked_record_is_read_without_a_wrong_cell() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let mut shapes: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut wrong = Vec::new();
    let records = corpus::records(&folder);
    for record in &records {
        let source = plain(&record.text);
        let mut reading = matching::read(&source).expect("a report");
        support::add(&mut reading, &|beside, measure| {
            let year = match beside {
                Beside::Before => record.year - 1,
                Beside::After => record.year + 1,
            };
            let other = records
                .iter()
                .find(|other| other.year == year && other.agency == record.agency)?;
            other.count(measure)
        });
        let tally = tally(record, &reading);
        println!(
            "{} {} right {} supported {} undecided {} wrong {} left over {}",
            record.id,
            record.shape,
            tally.right,
            tally.supported,
            tally.undecided.len(),
            tally.wrong.len(),
            reading.left_over.len(),
        );
        for one in tally.undecided.iter().chain(&tally.wrong).take(12) {
            println!("    {one}");
        }
        for one in &reading.left_over {
            println!("    left over {one:?}");
        }
        let counts = shapes.entry(record.shape.clone()).or_default();
        counts[0] += tally.right;
        counts[1] += tally.supported;
        counts[2] += tally.undecided.len();
        counts[3] += tally.wrong.len();
        wrong.extend(
            tally
                .wrong
                .into_iter()
                .map(|one| format!("{}: {one}", record.id)),
        );
    }
    for (shape, [right, supported, undecided, wrong]) in shapes {
        println!(
            "{shape}: right {right}, supported {supported}, undecided {undecided}, wrong {wrong}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn incomplete_records_are_read_as_far_as_they_go() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    for (id, text) in corpus::raw(&folder) {
        let source = plain(&text);
        let Some(reading) = matching::read(&source) else {
            println!("{id} no report");
            continue;
        };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for cell in reading.tables.iter().flat_map(|table| &table.cells) {
            *counts.entry(format!("{:?}", cell.status)).or_default() += 1;
        }
        let sections: Vec<_> = reading
            .words
            .iter()
            .filter_map(|words| words.section)
            .collect();
        println!("{id} {} {counts:?} {sections:?}", reading.form.id);
        for table in &reading.tables {
            let read: Vec<String> = (table.cells.iter())
                .filter(|cell| cell.status != Status::Missing)
                .map(|cell| cell.value.as_ref().map_or("?".to_owned(), number))
                .collect();
            println!("   {} {}", table.table.id, read.join(" "));
        }
        for one in &reading.left_over {
            println!("    left over {one:?}");
        }
    }
}
