//! Workbooks of XML (xlsx, also those of WPS).

use quick_xml::events::BytesStart;

use crate::parse::office::parts::main_part;
use crate::parse::office::workbook::{sheets, texts};
use crate::parse::office::{Package, Step, Steps, Unread, attribute};

use super::Sheets;
use super::cells::{Budget, Cells, Region};
use super::value::Shown;

/// The last row and column that a spreadsheet has, from 1.
const LAST_ROW: usize = 1 << 20;
const LAST_COLUMN: usize = 1 << 14;

pub fn read(package: &mut Package<'_>, budget: &mut Budget) -> Result<Sheets, Unread> {
    let book = main_part(package, "xl/workbook.xml")?;
    let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder);
    let strings = package.text(&format!("{folder}/sharedStrings.xml"))?;
    let strings = texts(&strings.unwrap_or_default(), "si")?;
    let styles = package.text(&format!("{folder}/styles.xml"))?;
    let formats = formats(&styles.unwrap_or_default())?;
    let (parts, from_1904) = sheets(package, &book)?;
    let mut sheets = Sheets::default();
    for sheet in parts {
        let text = package.text(&sheet.part)?.unwrap_or_default();
        let shared = Shared {
            strings: &strings,
            formats: &formats,
            from_1904,
        };
        let cells = Reading::new(shared).read(&text, budget)?;
        sheets.add(sheet.name, cells, sheet.hidden);
    }
    Ok(sheets)
}

/// What the styles of cells make of numbers, by the number of the style.
fn formats(styles: &str) -> Result<Vec<Shown>, Unread> {
    let mut declared = std::collections::BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    let mut steps = Steps::of(styles);
    while let Some(step) = steps.step()? {
        match step {
            Step::Start(start, empty) => {
                let id = || attribute(&start, "numFmtId")?.parse::<usize>().ok();
                match start.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&start, "formatCode").unwrap_or_default();
                        declared.extend(id().map(|id| (id, Shown::by_code(&code))));
                    }
                    "cellXfs" => in_cells = !empty,
                    "xf" if in_cells => {
                        let id = id().unwrap_or(0);
                        let format = declared.get(&id).copied();
                        formats.push(format.unwrap_or_else(|| Shown::built_in(id)));
                    }
                    _ => {}
                }
            }
            Step::End(name) if name == "cellXfs" => in_cells = false,
            Step::End(_) | Step::Text(_) => {}
        }
    }
    Ok(formats)
}

#[derive(Clone, Copy)]
struct Shared<'s> {
    strings: &'s [String],
    formats: &'s [Shown],
    from_1904: bool,
}

/// How far a sheet has been read.
struct Reading<'s> {
    shared: Shared<'s>,
    cells: Cells,
    /// The cell that is read or comes next, from 0.
    row: usize,
    column: usize,
    /// The kind of the cell, as the file has it: `s` for a shared string.
    kind: String,
    format: Shown,
    /// What is being gathered: the value, or the formula.
    into: Option<Into>,
    /// Whether what is read only says how to pronounce it.
    hint: bool,
    value: String,
    formula: Option<String>,
}

#[derive(Clone, Copy)]
enum Into {
    Value,
    Formula,
}

impl<'s> Reading<'s> {
    fn new(shared: Shared<'s>) -> Self {
        Self {
            shared,
            cells: Cells::default(),
            row: 0,
            column: 0,
            kind: String::new(),
            format: Shown::Number,
            into: None,
            hint: false,
            value: String::new(),
            formula: None,
        }
    }

    fn read(mut self, text: &str, budget: &mut Budget) -> Result<Cells, Unread> {
        let mut steps = Steps::of(text);
        while let Some(step) = steps.step()? {
            match step {
                Step::Start(start, empty) => self.begin(&start, empty, budget)?,
                Step::End(name) => match name.as_str() {
                    "v" | "t" | "f" => self.into = None,
                    "rPh" => self.hint = false,
                    "c" => self.cell(budget)?,
                    "row" => self.row += 1,
                    _ => {}
                },
                Step::Text(text) => match self.into {
                    Some(Into::Value) => self.value.push_str(&text),
                    Some(Into::Formula) => {
                        self.formula.get_or_insert_default().push_str(&text);
                    }
                    None => {}
                },
            }
        }
        Ok(self.cells)
    }

    /// What begins.
    fn begin(
        &mut self,
        start: &BytesStart<'_>,
        empty: bool,
        budget: &mut Budget,
    ) -> Result<(), Unread> {
        match start.local_name().as_ref() {
            "row" => {
                let stated = attribute(start, "r").and_then(|row| row.parse().ok());
                if let Some(row) = stated.filter(|row| (1..=LAST_ROW).contains(row)) {
                    self.row = row - 1;
                }
                self.column = 0;
                if is_hidden(start) {
                    self.cells.hide_rows((self.row, self.row), budget)?;
                }
                self.row += usize::from(empty);
            }
            "c" => {
                let at = attribute(start, "r").and_then(|name| position(&name));
                (self.row, self.column) = at.unwrap_or((self.row, self.column));
                self.kind = attribute(start, "t").unwrap_or_default();
                let style = attribute(start, "s").and_then(|style| style.parse().ok());
                let format = self.shared.formats.get(style.unwrap_or(0_usize));
                self.format = format.copied().unwrap_or_default();
                self.value.clear();
                self.formula = None;
                self.column += usize::from(empty);
            }
            "col" if is_hidden(start) => {
                let number = |name| attribute(start, name)?.parse::<usize>().ok();
                if let (Some(first @ 1..), Some(last @ 1..)) = (number("min"), number("max")) {
                    self.cells.hide_columns((first - 1, last - 1), budget)?;
                }
            }
            "rPh" => self.hint = !empty,
            "v" | "t" => self.into = (!empty && !self.hint).then_some(Into::Value),
            "f" => {
                self.formula = Some(String::new());
                self.into = (!empty).then_some(Into::Formula);
            }
            "mergeCell" => {
                let stated = attribute(start, "ref");
                if let Some(region) = stated.and_then(|stated| region(&stated)) {
                    self.cells.merge(region, budget)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds the cell. A formula that was never worked out is no blank.
    fn cell(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        let text = self.text();
        let text = match &self.formula {
            Some(formula) if text.is_empty() && self.kind != "str" => format!("={formula}"),
            _ => text,
        };
        self.cells.set((self.row, self.column), &text, budget)?;
        self.column += 1;
        Ok(())
    }

    fn text(&self) -> String {
        let stored = self.value.as_str();
        match self.kind.as_str() {
            "s" => {
                let at = stored.trim().parse::<usize>().ok();
                let shared = at.and_then(|at| self.shared.strings.get(at));
                unescaped(shared.map_or("", String::as_str))
            }
            "b" => match stored.trim() {
                "0" => "FALSE".to_owned(),
                "1" => "TRUE".to_owned(),
                other => other.to_owned(),
            },
            "" | "n" => match stored.trim().parse() {
                Ok(value) => self.format.text(value, self.shared.from_1904),
                Err(_) => stored.to_owned(),
            },
            // A day that is written out has no time of day in most cells.
            "d" => stored.trim_end_matches("T00:00:00").replace('T', " "),
            _ => unescaped(stored),
        }
    }
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "hidden").is_some_and(|value| value == "1" || value == "true")
}

/// The place of a cell by its name, such as `B5`; row and column from 0.
fn position(name: &str) -> Option<(usize, usize)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(digits).filter(|(letters, _)| {
        (1..=3).contains(&letters.len()) && letters.bytes().all(|c| c.is_ascii_alphabetic())
    })?;
    let column = letters.bytes().fold(0, |column, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = row.parse::<usize>().ok()?;
    let is_there = (1..=LAST_ROW).contains(&row) && column <= LAST_COLUMN;
    is_there.then(|| (row - 1, column - 1))
}

fn region(name: &str) -> Option<Region> {
    let (first, last) = name.split_once(':')?;
    let (first, last) = (position(first)?, position(last)?);
    Some(Region {
        rows: (first.0, last.0),
        columns: (first.1, last.1),
    })
}

/// A text in which characters that XML cannot hold are written `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.get(6..7) == Some("_"));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                plain.push(c);
                rest = &rest[7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    plain.push_str(rest);
    plain
}
