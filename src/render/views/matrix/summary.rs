//! What all pages of the children by years say alike.

use crate::portal::{Children, MOST_YEARS};

use super::MatrixFigureView;
use super::figures::figures;
use super::words::{lead, older};

pub struct MatrixSummary {
    /// The month and day of the site's deadline.
    pub set: (i8, i8),
    pub lead: String,
    /// The years that the table shows, newest first.
    pub years: Vec<u16>,
    /// The newest year in figures.
    pub figures: Vec<MatrixFigureView>,
    /// How many published of how many who had to, year by year.
    pub sums: Vec<String>,
    /// Where the years are that the table does not show.
    pub older: Option<String>,
}

impl MatrixSummary {
    /// `set` is the month and day of the site's deadline. Linear in the children.
    pub fn of(children: &Children<'_>, set: (i8, i8)) -> Self {
        let all: Vec<u16> = children.years().collect();
        let years = &all[..all.len().min(MOST_YEARS)];
        let sums = years.iter().map(|year| {
            let tally = children.tally(*year);
            format!("{}／{}", tally.reported.len(), tally.due())
        });
        Self {
            set,
            lead: lead(children, set),
            figures: figures(children, years, set),
            sums: sums.collect(),
            older: older(&all, years),
            years: years.to_vec(),
        }
    }
}
