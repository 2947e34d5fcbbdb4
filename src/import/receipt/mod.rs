//! What there is to say of an import: what was read and how, what to look at.

mod gaps;
mod relations;
mod summary;

use crate::form::Form;

use super::reading::{Choice, LeftOver, Reading, Status, TableReading};
use super::source::{Line, Place};
use super::text::{Dropped, Text};
use super::wording::name;
pub use gaps::{Gap, gaps_told};
pub use relations::{Broken, Relations};

/// What was understood of one file.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub year: u16,
    pub form: &'static Form,
    /// Every cell, table by table.
    pub tables: Vec<TableReading>,
    pub counts: Counts,
    /// Numbers that stood glued together and were parted, in printed order.
    pub splits: Vec<Split>,
    pub undecided: Vec<Open>,
    /// What of the form is not in the file.
    pub missing: Vec<Gap>,
    pub left_over: Vec<LeftOver>,
    pub relations: Relations,
    /// Where the file contradicts itself or what else is known, as Chinese sentences.
    pub disagreements: Vec<String>,
    pub not_understood: Vec<Line>,
    pub dropped: Vec<Dropped>,
    pub pictures: Vec<Place>,
    /// Whether what is written is a draft.
    pub is_draft: bool,
}

/// How many cells were understood how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub read: usize,
    pub split: usize,
    pub chosen: usize,
    pub blank: usize,
    pub undecided: usize,
    pub missing: usize,
}

/// Numbers that stood together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub count: usize,
    pub stood: String,
    pub place: Option<Place>,
}

/// Cells that nobody has decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// As `report.yaml` names them: `表二.行政规范性文件`.
    pub cells: String,
    pub stood: String,
    pub place: Place,
    pub readings: Vec<Choice>,
}

impl Receipt {
    /// Of a reading in which every doubt is stated.
    pub fn of(reading: &Reading, text: &Text, year: u16, disagreements: Vec<String>) -> Self {
        let form = reading.form;
        let mut counts = Counts::default();
        let mut undecided = Vec::new();
        for table in &reading.tables {
            table.cells.iter().for_each(|cell| counts.add(cell.status));
            undecided.extend(table.undecided.iter().map(|one| Open {
                cells: name(form, table.table, &one.cells),
                stood: one.stood.clone(),
                place: one.place.clone(),
                readings: one.readings.clone(),
            }));
        }
        Self {
            year,
            form,
            counts,
            splits: splits(&reading.tables),
            undecided,
            missing: gaps::of(form, &reading.tables),
            left_over: reading.left_over.clone(),
            relations: Relations::of(&reading.tables),
            disagreements,
            not_understood: text.not_understood.clone(),
            dropped: text.dropped.clone(),
            pictures: reading.pictures.clone(),
            is_draft: true,
            tables: reading.tables.clone(),
        }
    }

    /// Whether nothing is left for a person to decide or to mend.
    pub fn is_settled(&self) -> bool {
        self.undecided.is_empty()
            && self.missing.is_empty()
            && self.left_over.is_empty()
            && self.not_understood.is_empty()
            && self.relations.broken.is_empty()
    }
}

impl Counts {
    fn add(&mut self, status: Status) {
        *match status {
            Status::Read => &mut self.read,
            Status::Split => &mut self.split,
            Status::Chosen => &mut self.chosen,
            Status::Blank => &mut self.blank,
            Status::Ambiguous => &mut self.undecided,
            Status::Missing => &mut self.missing,
        } += 1;
    }

    /// How many cells have a value.
    pub fn known(&self) -> usize {
        self.read + self.split + self.chosen
    }
}

fn splits(tables: &[TableReading]) -> Vec<Split> {
    let mut splits: Vec<Split> = Vec::new();
    let cells = tables.iter().flat_map(|table| &table.cells);
    for cell in cells.filter(|cell| cell.status == Status::Split) {
        match splits.last_mut() {
            Some(last) if last.stood == cell.stood && last.place == cell.place => last.count += 1,
            _ => splits.push(Split {
                count: 1,
                stood: cell.stood.clone(),
                place: cell.place.clone(),
            }),
        }
    }
    splits
}
