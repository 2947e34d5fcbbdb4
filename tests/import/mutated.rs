//! Reports with random damage: no panic, and no row changes that the damage did not touch.

use std::collections::BTreeSet;

use gongkai::form::Form;
use gongkai::import::understood::understand;
use gongkai::report::Grid;
use rayon::prelude::*;

use super::printed::{Dice, filled, printed};

/// A printed row of a table, by their numbers.
type Row = (usize, usize);

/// A character of a report, and the row that it belongs to.
type Letter = (char, Option<Row>);

/// What stands behind the cells of a table and behind its rows.
const MANNERS: [(&str, &str); 4] = [("\n", ""), (" | ", "\n"), (" ", ""), ("\t", "\n")];

/// How often each report is damaged, and in how many places.
const TIMES: u64 = 10;
const PLACES: u64 = 4;

/// The report as text; only rows of values have a number.
fn report(form: &Form, grids: &[Grid], (cell, row): (&str, &str)) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut write = |text: &str, row: Option<Row>| letters.extend(text.chars().map(|c| (c, row)));
    write("清河镇2022年政府信息公开工作年度报告\n", None);
    let mut rest = grids.iter().enumerate();
    for section in form.sections {
        write(section.heading, None);
        write("\n全年工作平稳，收到来信 3 件，都已答复。\n", None);
        let part = form.parts.iter().find(|part| section.part == Some(part.id));
        for _ in part.map_or(&[][..], |part| part.tables) {
            let (table, grid) = rest.next().expect("a grid a table");
            let rows = printed(grid);
            let heads = rows.len() - grid.cells.len() / across(grid);
            for (at, line) in rows.iter().enumerate() {
                let own = at.checked_sub(heads).map(|row| (table, row));
                line.iter()
                    .for_each(|one| write(&format!("{}{cell}", one.text), own));
                write(row, own);
            }
            write("\n", None);
        }
    }
    letters
}

/// How many values a printed row has.
fn across(grid: &Grid) -> usize {
    let single = matches!(grid.table.layout, gongkai::form::Layout::SingleRow);
    if single {
        grid.cells.len()
    } else {
        grid.table.kinds.len()
    }
}

/// Damages some places; the rows that they touch.
fn damage(letters: &mut Vec<Letter>, dice: &mut Dice) -> BTreeSet<Row> {
    let mut touched = BTreeSet::new();
    for _ in 0..PLACES {
        let at = dice.below(letters.len() as u64 - 2) as usize + 1;
        let around = &letters[at - 1..=at + 1];
        touched.extend(around.iter().filter_map(|(_, row)| *row));
        let others = ['1', '0', ' ', '\n', '.', '、', '|', '件', '年', '五'];
        match dice.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, (others[dice.below(10) as usize], letters[at].1)),
            2 => letters.swap(at, at + 1),
            _ => letters.insert(at, letters[at]),
        }
    }
    touched
}

/// Reads a damaged report; how many cells are right, and those that changed and were not
/// touched.
fn changed(form: &'static Form, manner: (&str, &str), seed: u64) -> (usize, Vec<String>) {
    let mut dice = Dice(seed * 7_919 + u64::from(form.from));
    let grids = filled(form, &mut dice);
    let whole = report(form, &grids, manner);
    let (mut right, mut faults) = (0, Vec::new());
    for time in 0..TIMES {
        let mut letters = whole.clone();
        let touched = damage(&mut letters, &mut dice);
        let text: String = letters.iter().map(|(c, _)| c).collect();
        let Ok(read) = understand(text.as_bytes(), None) else {
            continue;
        };
        if read.reading.form.id != form.id {
            faults.push(format!("{} {seed} {time}: another form", form.id));
            continue;
        }
        for (number, (grid, table)) in grids.iter().zip(&read.reading.tables).enumerate() {
            for (at, (truth, cell)) in grid.cells.iter().zip(&table.cells).enumerate() {
                let row = (number, at / across(grid));
                let value = cell.value.as_ref().map(ToString::to_string);
                let is_right = value.map(|value| value == truth.value.to_string());
                right += usize::from(is_right == Some(true));
                if is_right == Some(false) && !touched.contains(&row) {
                    faults.push(format!(
                        "{} {manner:?} {seed} {time} {row:?} {at}: {cell:?}, is {}, touched {touched:?}",
                        form.id, truth.value
                    ));
                }
            }
        }
    }
    (right, faults)
}

#[test]
fn damage_changes_no_row_that_it_does_not_touch() {
    let forms = super::odd::forms().flat_map(|form| MANNERS.map(|manner| (form, manner)));
    let all: Vec<_> = forms
        .flat_map(|one| (0..3).map(move |seed| (one, seed)))
        .collect();
    let count = all.len();
    let read = all
        .into_par_iter()
        .map(|((form, manner), seed)| changed(form, manner, seed));
    let (right, faults): (Vec<usize>, Vec<Vec<String>>) = read.unzip();
    let faults = faults.concat();
    let shown: Vec<&String> = faults.iter().take(30).collect();
    assert!(faults.is_empty(), "{} faults\n{shown:#?}", faults.len());
    // Each report has 170 cells and more: most are read all the same.
    let read = count * TIMES as usize;
    assert!(
        right.iter().sum::<usize>() > read * 130,
        "{right:?} of {read} reports"
    );
}
