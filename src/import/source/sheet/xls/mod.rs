//! Workbooks of the format that was usual until 2007 (xls since 1997, and WPS's et).

mod records;

use std::collections::BTreeMap;

use crate::import::source::compound::{Compound, u16_at, u32_at};
use crate::parse::office::Unread;

use self::records::{Record, Records, long_number, short_number};
use super::Sheets;
use super::cells::{Budget, Cells, Region};
use super::value::Shown;

/// More texts than any workbook of an office has.
const MOST_TEXTS: usize = 1_000_000;
/// A workbook of this version and its sheets.
const VERSION: u16 = 0x0600;

/// The kinds of records that matter.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const PASSWORD: u16 = 0x002F;
const DAYS: u16 = 0x0022;
const FORMAT: u16 = 0x041E;
const CELL_STYLE: u16 = 0x00E0;
const SHEET: u16 = 0x0085;
const TEXTS: u16 = 0x00FC;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const SHORT_NUMBERS: u16 = 0x00BD;
const SHARED_TEXT: u16 = 0x00FD;
const TEXT: u16 = 0x0204;
const RICH_TEXT: u16 = 0x00D6;
const TRUTH: u16 = 0x0205;
const MERGED: u16 = 0x00E5;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;

/// What a workbook's file turned out to be.
pub enum Read {
    Sheets(Sheets),
    /// It opens with a password only.
    Locked,
    /// It is of an older version.
    Older,
}

pub fn read(file: &Compound<'_>, budget: &mut Budget) -> Result<Read, Unread> {
    let stream = file.stream("Workbook").ok_or(Unread::Damaged)?;
    let mut book = Book::default();
    let mut records = Records::from(&stream, 0);
    let first = records.next().ok_or(Unread::Damaged)?;
    if first.kind != BEGIN || u16_at(first.data(), 0) != Some(VERSION) {
        return Ok(Read::Older);
    }
    for record in records {
        match record.kind {
            END => break,
            PASSWORD => return Ok(Read::Locked),
            _ => book.record(&record)?,
        }
    }
    let mut sheets = Sheets::default();
    // Sheets stand one behind the other: no byte is looked at more than a few times.
    let mut left = stream.len().saturating_mul(4);
    for sheet in std::mem::take(&mut book.sheets) {
        let mut reading = Reading {
            book: &book,
            cells: Cells::default(),
            formula: None,
        };
        let mut records = Records::from(&stream, sheet.at);
        let end = reading.sheet(&mut records, budget)?;
        left = left
            .checked_sub(end.saturating_sub(sheet.at))
            .ok_or(Unread::TooMuch)?;
        sheets.add(sheet.name, reading.cells, sheet.hidden);
    }
    Ok(Read::Sheets(sheets))
}

/// What all sheets of a workbook share.
#[derive(Default)]
struct Book {
    texts: Vec<String>,
    declared: BTreeMap<u16, Shown>,
    /// By number of the style, the number of its format.
    styles: Vec<u16>,
    sheets: Vec<Sheet>,
    from_1904: bool,
}

struct Sheet {
    name: String,
    hidden: bool,
    /// Where its records begin in the stream.
    at: usize,
}

impl Book {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Unread> {
        let data = record.data();
        match record.kind {
            DAYS => self.from_1904 = u16_at(data, 0) == Some(1),
            FORMAT => {
                let mut reader = record.reader();
                _ = reader.skip(2);
                if let (Some(id), Some(code)) = (u16_at(data, 0), reader.text(false)) {
                    self.declared.insert(id, Shown::by_code(&code));
                }
            }
            CELL_STYLE => self.styles.push(u16_at(data, 2).unwrap_or(0)),
            SHEET => {
                let mut reader = record.reader();
                _ = reader.skip(6);
                let (Some(at), Some(name)) = (u32_at(data, 0), reader.text(true)) else {
                    return Err(Unread::Damaged);
                };
                // Others are charts and programs.
                if data.get(5) == Some(&0) {
                    self.sheets.push(Sheet {
                        name,
                        hidden: data.get(4).is_some_and(|state| state & 3 != 0),
                        at: at as usize,
                    });
                }
            }
            TEXTS => {
                let mut reader = record.reader();
                _ = reader.skip(8);
                while let Some(text) = reader.text(false) {
                    self.texts.push(text);
                    if self.texts.len() > MOST_TEXTS {
                        return Err(Unread::TooMuch);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn shown(&self, style: u16, value: f64) -> String {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        let declared = self.declared.get(&format).copied();
        let shown = declared.unwrap_or_else(|| Shown::built_in(format.into()));
        shown.text(value, self.from_1904)
    }
}

/// How far a sheet has been read.
struct Reading<'b> {
    book: &'b Book,
    cells: Cells,
    /// The cell whose formula gives a text, which comes in the next record.
    formula: Option<(usize, usize)>,
}

impl Reading<'_> {
    /// Reads until the sheet ends, and says where that is.
    fn sheet(&mut self, records: &mut Records<'_>, budget: &mut Budget) -> Result<usize, Unread> {
        // A chart in a sheet has records of its own.
        let mut depth = 0_usize;
        for record in records.by_ref() {
            match record.kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth == 1 => self.record(&record, budget)?,
                _ => {}
            }
        }
        Ok(records.at)
    }

    fn record(&mut self, record: &Record<'_>, budget: &mut Budget) -> Result<(), Unread> {
        let data = record.data();
        if record.kind == MERGED {
            return self.merge(data, budget);
        }
        if record.kind == FORMULA_TEXT {
            let text = record.reader().text(false).unwrap_or_default();
            return match self.formula.take() {
                Some(at) => self.cells.set(at, &text, budget),
                None => Ok(()),
            };
        }
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(());
        };
        let at = (usize::from(row), usize::from(column));
        let style = u16_at(data, 4).unwrap_or(0);
        let text = match record.kind {
            NUMBER => long_number(data, 6).map(|value| self.book.shown(style, value)),
            SHORT_NUMBER => short_number(data, 6).map(|value| self.book.shown(style, value)),
            SHORT_NUMBERS => return self.short_numbers(at, data, budget),
            SHARED_TEXT => {
                let text = u32_at(data, 6).and_then(|at| self.book.texts.get(at as usize));
                text.cloned()
            }
            TEXT | RICH_TEXT => {
                let mut reader = record.reader();
                _ = reader.skip(6);
                reader.text(false)
            }
            TRUTH => Some(truth(data.get(6).copied(), data.get(7) == Some(&1))),
            FORMULA => self.formula(at, style, data),
            ROW if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                return self.cells.hide_rows((at.0, at.0), budget);
            }
            // These begin with the first and the last column.
            COLUMNS if u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) => {
                return self.cells.hide_columns(at, budget);
            }
            _ => None,
        };
        match text {
            Some(text) => self.cells.set(at, &text, budget),
            None => Ok(()),
        }
    }

    /// The value that a formula gave when it was last worked out.
    fn formula(&mut self, at: (usize, usize), style: u16, data: &[u8]) -> Option<String> {
        self.formula = None;
        if u16_at(data, 12) != Some(0xFFFF) {
            return long_number(data, 6).map(|value| self.book.shown(style, value));
        }
        match data.get(6) {
            Some(0) => {
                self.formula = Some(at);
                None
            }
            Some(1) => Some(truth(data.get(8).copied(), false)),
            Some(2) => Some(truth(data.get(8).copied(), true)),
            _ => None,
        }
    }

    fn short_numbers(
        &mut self,
        (row, first): (usize, usize),
        data: &[u8],
        budget: &mut Budget,
    ) -> Result<(), Unread> {
        // Behind the numbers stands the last column.
        let count = data.len().saturating_sub(6) / 6;
        for number in 0..count {
            let at = 4 + number * 6;
            if let (Some(style), Some(value)) = (u16_at(data, at), short_number(data, at + 2)) {
                let text = self.book.shown(style, value);
                self.cells.set((row, first + number), &text, budget)?;
            }
        }
        Ok(())
    }

    fn merge(&mut self, data: &[u8], budget: &mut Budget) -> Result<(), Unread> {
        for region in data.get(2..).unwrap_or_default().chunks_exact(8) {
            let number = |at| usize::from(u16_at(region, at).unwrap_or(0));
            let region = Region {
                rows: (number(0), number(2)),
                columns: (number(4), number(6)),
            };
            self.cells.merge(region, budget)?;
        }
        Ok(())
    }
}

/// A truth value, or an error, by its number.
fn truth(value: Option<u8>, is_error: bool) -> String {
    let text = match (is_error, value.unwrap_or(0)) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    text.to_owned()
}
