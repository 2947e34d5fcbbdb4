//! Spreadsheets: rows, and the comments on cells. Hidden sheets are read too.

use std::collections::BTreeMap;

use super::{Budget, Line, Look, MOST, Spot};
use crate::parse::office::workbook::{sheets, texts};
use crate::parse::office::{Package, Step, Steps, Unread, attribute};

/// How many rows of a sheet are taken for its title and the names of its
/// columns, and how many bytes of them.
const ROWS_ABOVE: usize = 4;
const ABOVE: usize = 400;

pub fn read(
    package: &mut Package<'_>,
    names: &[String],
    look: &mut Look<'_>,
) -> Result<(), Unread> {
    let shared = match package.text("xl/sharedStrings.xml")? {
        Some(text) => texts(&text, "si")?,
        None => Vec::new(),
    };
    let (sheets, _) = sheets(package, "xl/workbook.xml")?;
    let titles = sheets.into_iter().map(|sheet| (sheet.part, sheet.name));
    let titles: BTreeMap<String, String> = titles.collect();
    let mut budget = Budget(MOST);
    for name in names {
        let inside = name.strip_prefix("xl/").unwrap_or_default();
        if inside.starts_with("worksheets/") && inside.ends_with(".xml") {
            let Some(text) = package.text(name)? else {
                continue;
            };
            let file = inside.rsplit('/').next().unwrap_or_default();
            let title = titles.get(name).map_or(file, String::as_str);
            Sheet::new(title, &shared).read(&text, &mut budget, look)?;
        } else if inside.contains("omments") && inside.ends_with(".xml") {
            let text = package.text(name)?.unwrap_or_default();
            for text in texts(&text, "comment")? {
                let spot = Spot::Part("批注");
                look(&Line {
                    text: &text,
                    spot,
                    above: "",
                    is_row: false,
                });
            }
        }
    }
    Ok(())
}

/// How far a sheet has been read.
struct Sheet<'s> {
    title: &'s str,
    shared: &'s [String],
    above: String,
    row: usize,
    line: String,
    /// The kind of the cell, as the file has it: `s` for a shared string.
    kind: String,
    value: String,
    shown: bool,
}

impl<'s> Sheet<'s> {
    fn new(title: &'s str, shared: &'s [String]) -> Self {
        Self {
            title,
            shared,
            above: title.to_owned(),
            row: 0,
            line: String::new(),
            kind: String::new(),
            value: String::new(),
            shown: false,
        }
    }

    fn read(&mut self, text: &str, budget: &mut Budget, look: &mut Look<'_>) -> Result<(), Unread> {
        let mut steps = Steps::of(text);
        let mut rows = 0;
        while let Some(step) = steps.step()? {
            match step {
                Step::Start(start, empty) => match start.local_name().as_ref() {
                    "row" => {
                        let stated = attribute(&start, "r").and_then(|row| row.parse().ok());
                        self.row = stated.unwrap_or(self.row + 1);
                    }
                    "c" => {
                        self.kind = attribute(&start, "t").unwrap_or_default();
                        self.value.clear();
                    }
                    "v" | "t" => self.shown = !empty,
                    _ => {}
                },
                Step::End(name) => match name.as_str() {
                    "v" | "t" => self.shown = false,
                    "c" => self.cell(budget)?,
                    "row" => {
                        self.tell(look);
                        rows += 1;
                        if rows <= ROWS_ABOVE && self.above.len() < ABOVE {
                            let end = self.line.floor_char_boundary(ABOVE);
                            self.above.push(' ');
                            self.above.push_str(&self.line[..end]);
                        }
                        self.line.clear();
                    }
                    _ => {}
                },
                Step::Text(text) if self.shown => self.value.push_str(&text),
                Step::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Adds the cell to its row.
    fn cell(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        let stored = self.value.trim();
        let text = match self.kind.as_str() {
            "s" => {
                let at = stored.parse::<usize>().ok();
                at.and_then(|at| self.shared.get(at))
                    .map_or("", String::as_str)
            }
            _ => stored,
        };
        budget.spend(text.len() + 1)?;
        // A long number that was typed as one is kept as 1.3800138E10.
        let number = (self.kind.is_empty() || self.kind == "n").then(|| text.parse::<f64>().ok());
        match number.flatten().filter(|_| text.contains(['E', 'e'])) {
            Some(number) => self.line.push_str(&format!("{number:.0}")),
            None => self.line.push_str(text),
        }
        self.line.push('\t');
        Ok(())
    }

    fn tell(&self, look: &mut Look<'_>) {
        let (sheet, row) = (self.title, self.row);
        look(&Line {
            text: &self.line,
            spot: Spot::Row { sheet, row },
            above: &self.above,
            is_row: true,
        });
    }
}
