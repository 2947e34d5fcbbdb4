//! The cells of a sheet wherever they stand, and the grid that they make.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::import::source::lines::{lines, trimmed};
use crate::import::source::{Cell, Grid, Line, LineKind, Piece, Place};
use crate::parse::office::Unread;

/// What may still be read of a workbook.
pub struct Budget {
    /// Cells that hold something, and bytes of text.
    filled: usize,
    text: usize,
    /// Cells of grids, blank ones too, and how often one is looked at for merging.
    cells: usize,
    merged: usize,
}

impl Budget {
    pub fn new() -> Self {
        Self {
            filled: 300_000,
            text: 20 << 20,
            cells: 500_000,
            merged: 2_000_000,
        }
    }
}

fn spend(left: &mut usize, amount: usize) -> Result<(), Unread> {
    *left = left.checked_sub(amount).ok_or(Unread::TooMuch)?;
    Ok(())
}

/// Rows and columns from the first to the last, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    pub rows: (usize, usize),
    pub columns: (usize, usize),
}

/// A sheet while it is read.
#[derive(Default)]
pub struct Cells {
    /// What is not blank, by row and column from 0.
    texts: BTreeMap<(usize, usize), String>,
    merges: Vec<Region>,
    /// Rows and columns that are not shown, from the first to the last.
    unseen_rows: Vec<(usize, usize)>,
    unseen_columns: Vec<(usize, usize)>,
}

/// What a sheet is to a reader, and what it holds that is not shown.
pub struct Shown {
    pub pieces: Vec<Piece>,
    /// Each with its place.
    pub unseen: Vec<String>,
}

impl Cells {
    /// Sets a cell; blank ones need not be told.
    pub fn set(
        &mut self,
        (row, column): (usize, usize),
        text: &str,
        budget: &mut Budget,
    ) -> Result<(), Unread> {
        let lines = lines(text).filter_map(trimmed);
        let clean = |line: &str| line.replace(|c: char| c.is_control() && c != '\t', "");
        let text = lines.map(clean).collect::<Vec<_>>().join("\n");
        if !text.is_empty() {
            spend(&mut budget.filled, 1)?;
            spend(&mut budget.text, text.len())?;
            self.texts.insert((row, column), text);
        }
        Ok(())
    }

    pub fn merge(&mut self, region: Region, budget: &mut Budget) -> Result<(), Unread> {
        spend(&mut budget.merged, 1)?;
        self.merges.push(region);
        Ok(())
    }

    pub fn hide_rows(&mut self, rows: (usize, usize), budget: &mut Budget) -> Result<(), Unread> {
        spend(&mut budget.merged, 1)?;
        self.unseen_rows.push(rows);
        Ok(())
    }

    pub fn hide_columns(
        &mut self,
        columns: (usize, usize),
        budget: &mut Budget,
    ) -> Result<(), Unread> {
        spend(&mut budget.merged, 1)?;
        self.unseen_columns.push(columns);
        Ok(())
    }

    /// Lines if all stands in one column, otherwise a grid; nothing if all is blank.
    pub fn shown(mut self, name: &Arc<str>, budget: &mut Budget) -> Result<Shown, Unread> {
        let place = Place::Sheet(Arc::clone(name));
        let hidden = self.hidden(budget)?;
        let unseen = self.take_unseen(&hidden, &place, budget)?;
        let pieces = self.pieces(&hidden, &place, budget)?;
        Ok(Shown { pieces, unseen })
    }

    fn pieces(
        mut self,
        hidden: &Hidden,
        place: &Place,
        budget: &mut Budget,
    ) -> Result<Vec<Piece>, Unread> {
        let rows = || self.texts.keys().map(|(row, _)| *row);
        let columns = || self.texts.keys().map(|(_, column)| *column);
        let (Some(first_row), Some(last_row)) = (rows().min(), rows().max()) else {
            return Ok(Vec::new());
        };
        let (first, last) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        let used = Region {
            rows: (first_row, last_row),
            columns: (first, last),
        };
        if first == last {
            return Ok(self.lines(place));
        }
        let area = (last_row - first_row + 1).saturating_mul(last - first + 1);
        spend(&mut budget.cells, area)?;
        let (origins, covered) = self.spans(used, budget)?;
        let mut cells = Vec::new();
        for row in first_row..=last_row {
            for column in first..=last {
                let is_origin = origins.contains_key(&(row, column));
                if covered.contains(&(row, column)) || hidden.has(row, column) && !is_origin {
                    continue;
                }
                let (rows, columns) = origins.get(&(row, column)).copied().unwrap_or((1, 1));
                let text = self.texts.remove(&(row, column)).unwrap_or_default();
                cells.push(Cell {
                    row,
                    column,
                    rows,
                    columns,
                    text,
                });
            }
        }
        let place = place.clone();
        Ok(vec![Piece::Grid(Grid { cells, place })])
    }

    /// The rows and columns that are not shown, as far as they could hold something.
    fn hidden(&self, budget: &mut Budget) -> Result<Hidden, Unread> {
        let last_row = self.texts.keys().map(|(row, _)| *row).max();
        let last_column = self.texts.keys().map(|(_, column)| *column).max();
        let mut hidden = Hidden::default();
        for (ranges, last, set) in [
            (&self.unseen_rows, last_row, &mut hidden.rows),
            (&self.unseen_columns, last_column, &mut hidden.columns),
        ] {
            for (first, end) in ranges {
                let end = (*end).min(last.unwrap_or(0));
                spend(&mut budget.merged, (end + 1).saturating_sub(*first))?;
                set.extend(*first..=end);
            }
        }
        Ok(hidden)
    }

    /// Takes out what is not shown. A merged cell is shown if a part of it is.
    fn take_unseen(
        &mut self,
        hidden: &Hidden,
        place: &Place,
        budget: &mut Budget,
    ) -> Result<Vec<String>, Unread> {
        if hidden.rows.is_empty() && hidden.columns.is_empty() {
            return Ok(Vec::new());
        }
        let mut partly = Covered::new();
        for region in &self.merges {
            if hidden.shows(region, budget)? {
                partly.insert((region.rows.0, region.columns.0));
            }
        }
        let is_unseen = |at: &(usize, usize)| hidden.has(at.0, at.1) && !partly.contains(at);
        let unseen = self.texts.extract_if(.., |at, _| is_unseen(at));
        let told = unseen.map(|((row, column), text)| {
            format!("{}：{}", place.cell(row, column), text.replace('\n', " "))
        });
        Ok(told.collect())
    }

    fn lines(self, place: &Place) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for ((row, column), text) in self.texts {
            let told = text.split('\n').map(|text| Line {
                text: text.to_owned(),
                kind: LineKind::Paragraph,
                place: place.cell(row, column),
            });
            pieces.extend(told.map(Piece::Line));
        }
        pieces
    }

    /// The merged cells as far as they are within what is used: how many rows and columns
    /// each first one spans, and those that are covered by it. What a covered one holds is
    /// not seen in a spreadsheet; it is put behind the first one's text, to be asked about.
    fn spans(&mut self, used: Region, budget: &mut Budget) -> Result<(Origins, Covered), Unread> {
        let mut origins = Origins::new();
        let mut covered = Covered::new();
        for region in std::mem::take(&mut self.merges) {
            let (top, bottom) = (region.rows.0, region.rows.1.min(used.rows.1));
            let (left, right) = (region.columns.0, region.columns.1.min(used.columns.1));
            let origin = (top, left);
            let inside = top >= used.rows.0 && left >= used.columns.0;
            if !inside || bottom < top || right < left {
                continue;
            }
            let places = || (top..=bottom).flat_map(|row| (left..=right).map(move |at| (row, at)));
            spend(&mut budget.merged, (bottom - top + 1) * (right - left + 1))?;
            let taken = |place: &_| covered.contains(place) || origins.contains_key(place);
            if places().any(|place| taken(&place)) {
                continue;
            }
            for place in places().skip(1) {
                covered.insert(place);
                if let Some(hidden) = self.texts.remove(&place) {
                    let text = self.texts.entry(origin).or_default();
                    if !text.is_empty() {
                        text.push('\n');
                    }
                    text.push_str(&hidden);
                }
            }
            origins.insert(origin, (bottom - top + 1, right - left + 1));
        }
        Ok((origins, covered))
    }
}

type Origins = BTreeMap<(usize, usize), (usize, usize)>;
type Covered = BTreeSet<(usize, usize)>;

/// Rows and columns that are not shown.
#[derive(Default)]
struct Hidden {
    rows: BTreeSet<usize>,
    columns: BTreeSet<usize>,
}

impl Hidden {
    fn has(&self, row: usize, column: usize) -> bool {
        self.rows.contains(&row) || self.columns.contains(&column)
    }

    /// Whether some cell of a region is shown.
    fn shows(&self, region: &Region, budget: &mut Budget) -> Result<bool, Unread> {
        let mut some = |(first, last): (usize, usize), hidden: &BTreeSet<usize>| {
            if last < first {
                return Ok(false);
            }
            let count = hidden.range(first..=last).count();
            spend(&mut budget.merged, count)?;
            Ok(count <= last - first)
        };
        Ok(some(region.rows, &self.rows)? && some(region.columns, &self.columns)?)
    }
}
