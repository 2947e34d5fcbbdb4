//! The tables of a report as plain text.

use crate::export::{ReportInputs, printed};
use crate::formats::quote::one_line;

use super::tables::words;

/// Every sheet with its cells parted by tabs and a blank line between two sheets, as a
/// workbook takes it: a cell over several rows or columns stands in the first of them, and
/// its other places are blank. Linear in the places.
pub fn plain_tables(inputs: &ReportInputs<'_>) -> String {
    let report = inputs.report;
    let sheets = printed(report.form).into_iter().map(|part| {
        let rows = part.rows.iter().map(|row| {
            let mut places = vec![String::new(); part.columns];
            for cell in row {
                places[cell.column] = one_line(&words(cell, &report.grids));
            }
            places.join("\t") + "\n"
        });
        rows.collect::<String>()
    });
    sheets.collect::<Vec<_>>().join("\n")
}
