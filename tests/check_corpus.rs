//! Real reports as they were found: those whose numbers contradict themselves are told, and
//! no others.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]
// The corpus has more than this asks of it.
#![allow(dead_code)]

#[path = "import/corpus.rs"]
mod corpus;

use gongkai::form::{Form, Value};
use gongkai::report::Grid;
use gongkai::submissions::{examine, inspect};

use corpus::{Expected, Record};

const SUMS: [&str; 4] = ["A01", "A02", "A03", "A04"];

/// Whether the numbers that were checked by hand contradict each other.
fn is_wrong(record: &Record) -> bool {
    let form = Form::choose(Some(&record.form), 2022).expect("a form");
    let mut cells = record.cells.iter();
    form.tables().any(|table| {
        let written = cells.by_ref().take(table.size()).map(|cell| {
            Some(match cell {
                Expected::Number(number) => number.parse().map_or(Value::Blank, Value::Count),
                Expected::Unknown => Value::Blank,
            })
        });
        let grid = Grid::fill(table, &written.collect(), false);
        grid.equations().any(|equation| equation.fails())
    })
}

#[test]
fn reports_that_contradict_themselves_are_told_and_no_others() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let (mut found, mut all, mut faults) = (0, 0, Vec::new());
    for record in corpus::records(&folder) {
        let inspected = inspect(&record.id, record.text.as_bytes(), None);
        let receipt = &inspected
            .report
            .as_ref()
            .expect("a report")
            .imported
            .receipt;
        let is_read = receipt.undecided.is_empty();
        let submissions = examine(vec![inspected], None);
        let sums = submissions.files[0].found.iter();
        let sums = sums.filter(|one| SUMS.contains(&one.code.id));
        let told: Vec<&str> = sums.map(|one| one.message.as_str()).collect();
        let wrong = is_wrong(&record);
        all += usize::from(wrong);
        found += usize::from(wrong && !told.is_empty());
        // Of what was not decided nothing can be added up.
        if wrong != told.is_empty() || wrong && !is_read {
            continue;
        }
        faults.push(format!("{}: wrong {wrong}, told {told:?}", record.id));
    }
    println!("{found} of {all} that contradict themselves");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_that_is_said_of_a_file_names_our_own() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let texts = corpus::raw(&folder).into_iter();
    let inspected = texts.map(|(id, text)| inspect(&id, text.as_bytes(), None));
    let submissions = examine(inspected.collect(), None);
    assert!(
        submissions
            .files
            .iter()
            .map(|file| file.found.len())
            .sum::<usize>()
            > 100
    );
    for one in submissions.files.iter().flat_map(|file| &file.found) {
        let said = format!(
            "{} {}",
            one.message,
            one.help.as_deref().unwrap_or_default()
        );
        for word in [
            "report.yaml",
            "report.md",
            "允许",
            "其余为零",
            "导入",
            "##",
            "待定",
        ] {
            assert!(!said.contains(word), "{} {said}", one.code);
        }
        for place in one.also.iter().map(|(place, _)| place).chain([&one.place]) {
            assert!(submissions.submission(&place.file).is_some(), "{place:?}");
        }
    }
}
