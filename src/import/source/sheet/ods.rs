//! Workbooks of the OpenDocument format (ods).

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use crate::parse::office::{Package, Step, Steps, Unread, attribute};

use super::Sheets;
use super::cells::{Budget, Cells, Region};
use super::value::number;

/// Elements in a sheet that hold text of no cell: comments, drawings, old versions.
const UNSEEN: [&str; 5] = [
    "annotation",
    "frame",
    "custom-shape",
    "shapes",
    "tracked-changes",
];

/// The last row and column that a spreadsheet has, from 1.
const LAST_ROW: usize = 1 << 20;
const LAST_COLUMN: usize = 1 << 14;

pub fn read(package: &mut Package<'_>, budget: &mut Budget) -> Result<Sheets, Unread> {
    let text = package.text("content.xml")?.ok_or(Unread::Damaged)?;
    let mut reading = Reading::default();
    let mut steps = Steps::of(&text);
    while let Some(step) = steps.step()? {
        match step {
            Step::Start(start, empty) => reading.begin(&start, empty, budget)?,
            Step::End(name) => reading.end(&name, budget)?,
            Step::Text(text) => {
                if reading.paragraph && reading.unseen == 0 {
                    reading.text.push_str(&text);
                }
            }
        }
    }
    Ok(reading.sheets)
}

/// How far the sheets have been read.
#[derive(Default)]
struct Reading {
    sheets: Sheets,
    /// The styles of sheets that are not shown, and the style that is read.
    hidden: BTreeSet<String>,
    style: String,
    /// How many elements are open whose text is not seen.
    unseen: usize,
    sheet: Option<(String, bool, Cells)>,
    /// The cell that comes next, from 0, and how often its row is repeated.
    row: usize,
    column: usize,
    rows: usize,
    /// The cells of the row that hold something: column, how often, text.
    filled: Vec<(usize, usize, String)>,
    cell: Option<Stated>,
    text: String,
    paragraph: bool,
}

/// What a cell states of itself.
struct Stated {
    value: Option<String>,
    repeated: usize,
    rows: usize,
    columns: usize,
}

impl Reading {
    fn begin(
        &mut self,
        start: &BytesStart<'_>,
        empty: bool,
        budget: &mut Budget,
    ) -> Result<(), Unread> {
        let local = start.local_name();
        let name = local.as_ref();
        if UNSEEN.contains(&name) {
            self.unseen += usize::from(!empty);
        }
        if self.unseen > 0 {
            return Ok(());
        }
        match name {
            "style" => self.style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table" if !empty => {
                let style = attribute(start, "style-name").unwrap_or_default();
                let name = attribute(start, "name").unwrap_or_default();
                self.sheet = Some((name, self.hidden.contains(&style), Cells::default()));
                (self.row, self.column) = (0, 0);
            }
            "table-column" => {
                let columns = count(start, "number-columns-repeated", LAST_COLUMN);
                if let Some((.., cells)) = self.sheet.as_mut().filter(|_| is_hidden(start)) {
                    cells.hide_columns((self.column, self.column + columns - 1), budget)?;
                }
                self.column = (self.column + columns).min(LAST_COLUMN);
            }
            "table-row" => {
                self.rows = count(start, "number-rows-repeated", LAST_ROW);
                self.column = 0;
                if let Some((.., cells)) = self.sheet.as_mut().filter(|_| is_hidden(start)) {
                    cells.hide_rows((self.row, self.row + self.rows - 1), budget)?;
                }
                if empty {
                    self.row += self.rows;
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.cell = Some(Stated {
                    value: value(start),
                    repeated: count(start, "number-columns-repeated", LAST_COLUMN),
                    rows: count(start, "number-rows-spanned", LAST_ROW),
                    columns: count(start, "number-columns-spanned", LAST_COLUMN),
                });
                self.text.clear();
                if empty {
                    self.end_cell(budget)?;
                }
            }
            _ => self.inline(name, start, empty),
        }
        Ok(())
    }

    /// What stands in a cell.
    fn inline(&mut self, name: &str, start: &BytesStart<'_>, empty: bool) {
        match name {
            "p" if !empty => {
                self.paragraph = true;
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
            }
            "s" if self.paragraph => {
                let spaces = count(start, "c", 1000);
                self.text.extend(std::iter::repeat_n(' ', spaces));
            }
            "tab" if self.paragraph => self.text.push('\t'),
            "line-break" if self.paragraph => self.text.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, budget: &mut Budget) -> Result<(), Unread> {
        if UNSEEN.contains(&name) {
            self.unseen = self.unseen.saturating_sub(1);
        }
        if self.unseen > 0 {
            return Ok(());
        }
        match name {
            "p" => self.paragraph = false,
            "table-cell" | "covered-table-cell" => self.end_cell(budget)?,
            "table-row" => self.end_row(budget)?,
            "table" => {
                if let Some((name, hidden, cells)) = self.sheet.take() {
                    self.sheets.add(name, cells, hidden);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        if cell.rows > 1 || cell.columns > 1 {
            let region = Region {
                rows: (self.row, self.row + cell.rows - 1),
                columns: (self.column, self.column + cell.columns - 1),
            };
            if let Some((.., cells)) = &mut self.sheet {
                cells.merge(region, budget)?;
            }
        }
        let text = cell.value.unwrap_or_else(|| std::mem::take(&mut self.text));
        if !text.trim().is_empty() {
            self.filled.push((self.column, cell.repeated, text));
        }
        self.column = (self.column + cell.repeated).min(LAST_COLUMN);
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        let filled = std::mem::take(&mut self.filled);
        if let Some((.., cells)) = &mut self.sheet {
            for (first, repeated, text) in &filled {
                for row in self.row..self.row + self.rows {
                    for column in *first..*first + *repeated {
                        cells.set((row, column), text, budget)?;
                    }
                }
            }
        }
        self.row = (self.row + self.rows).min(LAST_ROW);
        Ok(())
    }
}

/// Whether a row or column is folded away, or does not pass a filter.
fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|value| value != "visible")
}

/// How often or how far something is, 1 where it is not stated.
fn count(start: &BytesStart<'_>, name: &str, most: usize) -> usize {
    let stated = attribute(start, name).and_then(|count| count.parse::<usize>().ok());
    stated.unwrap_or(1).clamp(1, most)
}

/// The value that stands behind what a cell shows: its text may be rounded.
fn value(start: &BytesStart<'_>) -> Option<String> {
    let stated = |name| attribute(start, name);
    match stated("value-type")?.as_str() {
        "float" | "currency" => Some(number(stated("value")?.parse().ok()?)),
        "percentage" => {
            let value: f64 = stated("value")?.parse().ok()?;
            Some(format!("{}%", number(value * 100.0)))
        }
        "date" => {
            let day = stated("date-value")?;
            Some(day.trim_end_matches("T00:00:00").replace('T', " "))
        }
        "boolean" => Some(stated("boolean-value")?.to_uppercase()),
        _ => None,
    }
}
