//! The cells of a statutory table, with what each is announced as.

use serde::Serialize;

use crate::form::Value;

#[derive(Debug, Serialize)]
pub struct RowView {
    /// Whether this is the row of totals.
    pub sum: bool,
    pub cells: Vec<CellView>,
}

/// One cell, head or data.
#[derive(Debug, Default, Serialize)]
pub struct CellView {
    pub head: bool,
    pub text: String,
    /// Whether its text may run downwards.
    pub vertical: bool,
    pub id: Option<String>,
    pub headers: Option<String>,
    pub scope: Option<&'static str>,
    pub colspan: Option<usize>,
    pub rowspan: Option<usize>,
    /// Its column, counted from 1, where it does not follow from the cells before
    /// it in its row: browsers announce the columns of a row that begins under a
    /// rowspan as if nothing stood there.
    pub column: Option<usize>,
    /// The corner with the official note.
    pub note: bool,
    pub blank: bool,
    pub not_applicable: bool,
    pub amount: bool,
    /// Whether it says more than zero: eyes shall find it among zeros.
    pub more_than_zero: bool,
}

/// A head.
pub fn head(text: &str) -> CellView {
    CellView {
        head: true,
        text: text.to_owned(),
        ..CellView::default()
    }
}

/// A cell with a number, or with what stands in place of one.
pub fn data(value: &Value, headers: Option<String>) -> CellView {
    CellView {
        text: value.to_string(),
        headers,
        blank: *value == Value::Blank,
        not_applicable: matches!(value, Value::NotApplicable(_)),
        amount: matches!(value, Value::Amount(_)),
        more_than_zero: more_than_zero(value),
        ..CellView::default()
    }
}

/// Whether a value is a number other than zero, or words.
pub fn more_than_zero(value: &Value) -> bool {
    let is_empty = matches!(value, Value::Blank | Value::NotApplicable(_));
    !is_empty && !value.is_zero()
}

/// States the column of each cell that would be counted wrongly. Linear in the
/// places of the grid.
pub fn state_columns<'c>(rows: impl Iterator<Item = &'c mut Vec<CellView>>) {
    // For each column, how many rows below are still under a cell above.
    let mut covered: Vec<usize> = Vec::new();
    for row in rows {
        let (mut at, mut counted) = (0, 0);
        let mut next: Vec<usize> = covered.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in row {
            while covered.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            cell.column = (at != counted).then_some(at + 1);
            let end = at + cell.colspan.unwrap_or(1);
            if next.len() < end {
                next.resize(end, 0);
            }
            next[at..end].fill(cell.rowspan.unwrap_or(1) - 1);
            (at, counted) = (end, end);
        }
        covered = next;
    }
}

/// A span is only written where it is more than one.
pub fn several(span: usize) -> Option<usize> {
    (span > 1).then_some(span)
}
