//! What a person decides about cells that can be read in several ways.

use std::ops::Range;

use crate::form::Value;
use crate::parse::cell::holds;
use crate::report::labels::column_label;

use super::reading::{Choice, Reading, Status, TableReading, Undecided};
use super::source::Place;
use super::wording::name;

/// Cells that somebody can decide about, since there are readings to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which table of the reading, and which of its cells.
    table: usize,
    range: Range<usize>,
    /// As `report.yaml` names the cells: `表二.行政规范性文件`.
    pub cells: String,
    /// The columns of cells that stand in one row, in the order of the values.
    pub columns: Vec<String>,
    pub stood: String,
    pub place: Place,
    /// Those readings that the cells can hold, likely ones first.
    pub readings: Vec<Choice>,
}

/// All questions about a reading in which every doubt is stated (`draft::normal`), in
/// printed order.
pub fn questions(reading: &Reading) -> Vec<Question> {
    let tables = reading.tables.iter().enumerate();
    let questions = tables.flat_map(|(at, table)| {
        let all = table.undecided.iter();
        all.filter_map(move |one| question(reading, at, table, one))
    });
    questions.collect()
}

fn question(
    reading: &Reading,
    at: usize,
    table: &TableReading,
    one: &Undecided,
) -> Option<Question> {
    let kinds = table.table.kinds;
    let width = kinds.len();
    let fits = |choice: &&Choice| {
        let mut values = one.cells.clone().zip(&choice.values);
        choice.values.len() == one.cells.len()
            && values.all(|(cell, value)| {
                let value = value.as_ref();
                value.is_none_or(|value| holds(value, kinds[cell % width]))
            })
    };
    let readings: Vec<Choice> = one.readings.iter().filter(fits).cloned().collect();
    let last = one.cells.end.saturating_sub(1);
    let is_in_one_row = one.cells.start / width == last / width;
    let columns = one.cells.clone().filter(|_| is_in_one_row && width > 1);
    (!readings.is_empty()).then(|| Question {
        table: at,
        range: one.cells.clone(),
        cells: name(reading.form, table.table, &one.cells),
        columns: columns
            .map(|cell| column_label(table.table, cell))
            .collect(),
        stood: one.stood.clone(),
        place: one.place.clone(),
        readings,
    })
}

/// The same reading with what was chosen: for each of its questions one of the readings,
/// by its number from 0, or `None` where the cells stay open.
pub fn chosen(reading: &Reading, questions: &[Question], answers: &[Option<usize>]) -> Reading {
    let mut reading = reading.clone();
    for (question, answer) in questions.iter().zip(answers) {
        let choice = answer.and_then(|answer| question.readings.get(answer));
        let table = reading.tables.get_mut(question.table);
        if let (Some(choice), Some(table)) = (choice, table) {
            settle(table, &question.range, choice);
        }
    }
    reading
}

/// Cells of the range that are certain by themselves stay as they are.
fn settle(table: &mut TableReading, range: &Range<usize>, choice: &Choice) {
    let cells = table.cells.get_mut(range.clone()).unwrap_or_default();
    let open = cells.iter_mut().zip(&choice.values);
    for (cell, value) in open.filter(|(cell, _)| cell.status == Status::Ambiguous) {
        let value = value.clone().unwrap_or(Value::Blank);
        cell.status = match value {
            Value::Blank => Status::Blank,
            _ => Status::Chosen,
        };
        cell.value = Some(value);
    }
    table.undecided.retain(|one| one.cells != *range);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::hand_made::{open, two_ways, zeros};

    #[test]
    fn what_was_chosen_is_read_and_what_was_not_stays_open() {
        let mut reading = two_ways("2021");
        open(&mut reading.tables[4], 0..1, "1O", &[&[10]]);
        let asked = questions(&reading);
        let told: Vec<(&str, usize)> = asked
            .iter()
            .map(|one| (one.cells.as_str(), one.columns.len()))
            .collect();
        let rows = [("表二.规范性文件", 3), ("表三.本年新收.自然人", 1)];
        assert_eq!(told, rows);
        let made = chosen(&reading, &asked, &[Some(1), None]);
        let values: Vec<String> = made.tables[0].cells[3..6]
            .iter()
            .map(|cell| cell.value.as_ref().map_or(String::new(), Value::to_string))
            .collect();
        assert_eq!(values, ["1", "1", "29"]);
        let statuses = made.tables[0].cells[2..6].iter().map(|cell| cell.status);
        let expected = [Status::Read, Status::Chosen, Status::Chosen, Status::Chosen];
        assert_eq!(statuses.collect::<Vec<_>>(), expected);
        assert!(made.tables[0].undecided.is_empty());
        assert_eq!(made.tables[4].cells, reading.tables[4].cells);
        assert_eq!(made.tables[4].undecided, reading.tables[4].undecided);
        // Nothing that was certain can be chosen away, and no answer changes nothing.
        let none = chosen(&reading, &asked, &[Some(9), None]);
        assert_eq!(none.tables[0].cells, reading.tables[0].cells);
        reading.tables[0].cells[4] = reading.tables[0].cells[0].clone();
        let made = chosen(&reading, &asked, &[Some(1), None]);
        assert_eq!(made.tables[0].cells[4], reading.tables[0].cells[0]);
    }

    #[test]
    fn only_what_a_cell_can_hold_is_offered() {
        let mut reading = zeros("2021");
        open(&mut reading.tables[0], 3..4, "-5", &[&[-5]]);
        open(&mut reading.tables[0], 0..3, "1", &[]);
        open(&mut reading.tables[1], 0..1, "12", &[&[1, 2], &[12]]);
        let asked = questions(&reading);
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].readings.len(), 1);
    }
}
