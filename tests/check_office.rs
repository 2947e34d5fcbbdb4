//! A number that is wrong in an office file is told at the cell where its reader sees it.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]
// Each test program uses its own part of what is shared.
#![allow(dead_code)]

#[path = "import/office.rs"]
mod office;
#[path = "import/printed.rs"]
mod printed;

use gongkai::form::{Form, Measure, Value};
use gongkai::report::Grid;
use gongkai::submissions::{Submission, examine, inspect};

use office::{Block, sheet, word};
use printed::{Dice, filled, printed};

const WRONG: i64 = 98_765;

/// The report of 2024 with right numbers but for 本年新收 of natural persons.
fn blocks() -> Vec<Block> {
    let form = Form::choose(None, 2024).expect("a form");
    let mut grids = filled(form, &mut Dice(7));
    let new = form.find(Measure::Received).expect("the measure");
    let grid = &mut grids[new.table_index];
    let width = grid.width();
    grid.cells[new.cells[0] / width * width].value = Value::Count(WRONG);
    let mut blocks = vec![Block::Line(
        "示例县青禾镇人民政府2024年政府信息公开工作年度报告".to_owned(),
    )];
    for section in form.sections {
        blocks.push(Block::Line(section.heading.to_owned()));
        let part = section.part.and_then(|part| form.part(part));
        let own = |grid: &&Grid| {
            part.is_some_and(|part| part.tables.iter().any(|table| table.id == grid.table.id))
        };
        let tables = grids.iter().filter(own).map(printed);
        blocks.extend(tables.map(Block::Table));
        blocks.push(Block::Line("都已经公开。".to_owned()));
    }
    blocks
}

/// Where the wrong sum is said to be, and what stands there.
fn told(all: &[Submission], place: impl Fn(&gongkai::diag::Place) -> String) -> (String, String) {
    let found = all[0].found.iter().find(|one| one.code.id.starts_with('A'));
    let found = found.unwrap_or_else(|| panic!("{:#?}", all[0].found));
    let span = found.place.span.clone().expect("a place");
    let stood = &all[0].inspected.transcript.text()[span];
    (place(&found.place), stood.to_owned())
}

#[test]
fn a_wrong_number_is_told_at_its_cell() {
    for (name, bytes, start) in [
        ("年报.docx", word(&blocks()), "年报.docx 第 "),
        ("年报.xlsx", sheet(&blocks()), "年报.xlsx 工作表“"),
    ] {
        let submissions = examine(vec![inspect(name, &bytes, None)], None);
        let place =
            |place: &gongkai::diag::Place| submissions.spoken(place).expect("a place").place;
        let (place, stood) = told(&submissions.files, place);
        assert_eq!(stood, WRONG.to_string(), "{place}");
        assert!(place.starts_with(start), "{place}");
        assert!(
            place.contains("个表格第") || place.contains("”的 "),
            "{place}"
        );
    }
}
