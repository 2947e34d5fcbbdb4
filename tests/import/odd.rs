//! Reports with something odd in their tables, in many containers. A cell is read as it
//! stood, or it is announced; a wrong one that nobody announced is a fault.

#[path = "odd_cells.rs"]
mod cells;
#[path = "odd_report.rs"]
mod report;
#[path = "odd_rows.rs"]
mod rows;
#[path = "odd_tables.rs"]
mod tables;

use gongkai::import::reading::{Reading, Status};
use gongkai::import::understood::understand;
use rayon::prelude::*;

use super::office::{sheet, word};
use super::printed::Dice;
use super::{LAYOUTS, text};
use cells::CELLS;
pub use report::{Odd, forms};
use rows::ROWS;
use tables::TABLES;

/// One odd thing: its name, and what it does to a report.
type Change = (&'static str, fn(&mut Odd, &mut Dice));

/// How many cells are right, undecided, missing and wrong.
type Counts = [usize; 4];

/// How many reports are made of each form.
const SEEDS: u64 = 1;

fn kinds() -> impl Iterator<Item = &'static Change> {
    CELLS.iter().chain(&ROWS).chain(&TABLES)
}

/// What nobody can read from digits that stand together.
const ONLY_APART: [&str; 7] = [
    "a negative count",
    "a range",
    "a sum",
    "a leading zero",
    "a space between digits",
    "a number too many",
    "a column of row numbers",
];

/// Compares what was read with what stood there; faults are added, with the place.
fn compare(odd: &Odd, read: &Reading, context: &str, faults: &mut Vec<String>) -> Counts {
    let mut counts = Counts::default();
    for (sheet, table) in odd.sheets.iter().zip(&read.tables) {
        for (at, (truth, cell)) in sheet.truth.iter().zip(&table.cells).enumerate() {
            let undecided = table.undecided.iter().any(|one| one.cells.contains(&at));
            let kind = match (&cell.value, cell.status) {
                (Some(value), _) if truth.contains(&value.to_string()) => 0,
                (Some(_), _) => 3,
                (None, Status::Ambiguous) => 1,
                (None, _) => 2,
            };
            counts[kind] += 1;
            let silent = kind == 1 && !undecided;
            if kind == 3 || silent {
                let table = table.table.id;
                faults.push(format!("{context} {table} {at}: {cell:?}, is {truth:?}"));
            }
        }
    }
    counts
}

/// One odd report in all containers.
fn in_all_containers(kind: &Change, odd: &Odd, context: &str) -> (Counts, Counts, Vec<String>) {
    let (name, _) = kind;
    let blocks = odd.blocks();
    let (mut apart, mut glued, mut faults) = (Counts::default(), Counts::default(), Vec::new());
    let mut one = |container: &str, bytes: Vec<u8>, is_apart: bool| {
        let context = format!("{context}, {name}, {container}:");
        let sum = if is_apart { &mut apart } else { &mut glued };
        let counts = match understand(&bytes, None) {
            Ok(read) if read.reading.form.id == odd.form.id => {
                compare(odd, &read.reading, &context, &mut faults)
            }
            Ok(read) => {
                faults.push(format!("{context} form {}", read.reading.form.id));
                return;
            }
            Err(refused) => {
                faults.push(format!("{context} {}", refused.why));
                return;
            }
        };
        sum.iter_mut()
            .zip(counts)
            .for_each(|(sum, one)| *sum += one);
    };
    let readable = |apart: bool| apart || !ONLY_APART.contains(name);
    for layout in LAYOUTS.iter().filter(|layout| readable(layout.apart)) {
        one(layout.name, text(&blocks, layout), layout.apart);
    }
    one("a Word document", word(&blocks), true);
    one("a workbook", sheet(&blocks), true);
    (apart, glued, faults)
}

#[test]
fn an_odd_report_has_no_wrong_cell_that_was_not_announced() {
    let all: Vec<_> = kinds().collect();
    let read = all.into_par_iter().map(|kind| {
        let (mut apart, mut glued, mut faults) = (Counts::default(), Counts::default(), Vec::new());
        for form in forms() {
            for seed in 0..SEEDS {
                let mut dice = Dice(seed * 104_729 + u64::from(form.from));
                let mut odd = Odd::new(form, &mut dice);
                (kind.1)(&mut odd, &mut dice);
                let (more, others, wrong) =
                    in_all_containers(kind, &odd, &format!("{} {seed}", form.id));
                for (sum, one) in [(&mut apart, more), (&mut glued, others)] {
                    sum.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
                }
                faults.extend(wrong);
            }
        }
        (kind.0, apart, glued, faults)
    });
    let mut faults = Vec::new();
    for (name, apart, glued, wrong) in read.collect::<Vec<_>>() {
        let of = |[right, undecided, missing, wrong]: Counts| {
            format!("right {right}, undecided {undecided}, missing {missing}, wrong {wrong}")
        };
        println!(
            "{name}: apart {}; glued {}; faults {}",
            of(apart),
            of(glued),
            wrong.len()
        );
        faults.extend(wrong.into_iter().take(6));
    }
    let shown: Vec<String> = faults.iter().take(200).cloned().collect();
    assert!(faults.is_empty(), "faults\n{}", shown.join("\n"));
}
