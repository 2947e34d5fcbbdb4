//! Word documents: paragraphs and rows of tables, also in headers, notes and
//! comments, and words that were deleted but are still in the file.

use super::{Budget, Line, Look, MOST, Spot};
use crate::parse::office::{Package, Step, Steps, Unread};

/// The parts that hold words, by how their names begin, and what they are.
const PARTS: [(&str, &str); 6] = [
    ("document", ""),
    ("header", "页眉"),
    ("footer", "页脚"),
    ("footnotes", "脚注"),
    ("endnotes", "尾注"),
    ("comments", "批注"),
];

/// How many bytes of a table's first row stand above the others.
const ABOVE: usize = 400;

pub fn read(
    package: &mut Package<'_>,
    names: &[String],
    look: &mut Look<'_>,
) -> Result<(), Unread> {
    let mut budget = Budget(MOST);
    for name in names {
        let file = name
            .strip_prefix("word/")
            .and_then(|name| name.strip_suffix(".xml"));
        let part = file.and_then(|file| PARTS.iter().find(|(part, _)| file.starts_with(part)));
        if let Some((_, kind)) = part
            && let Some(text) = package.text(name)?
        {
            Reading::new(kind).all(&text, &mut budget, look)?;
        }
    }
    Ok(())
}

/// How far a part has been read.
struct Reading {
    /// What part it is; empty for the document itself.
    kind: &'static str,
    text: String,
    above: String,
    /// Whether the text of an element is shown.
    shown: bool,
    /// How many rows are open: a table may stand in a cell.
    rows: usize,
    /// How many elements are open that say again what another says.
    again: usize,
    paragraph: usize,
    table: usize,
    row: usize,
}

impl Reading {
    fn new(kind: &'static str) -> Self {
        Self {
            kind,
            text: String::new(),
            above: String::new(),
            shown: false,
            rows: 0,
            again: 0,
            paragraph: 0,
            table: 0,
            row: 0,
        }
    }

    fn all(&mut self, text: &str, budget: &mut Budget, look: &mut Look<'_>) -> Result<(), Unread> {
        let mut steps = Steps::of(text);
        while let Some(step) = steps.step()? {
            match step {
                Step::Start(start, empty) => self.begin(start.local_name().as_ref(), empty),
                Step::End(name) => self.end(&name, look),
                Step::Text(text) => {
                    if self.shown && self.again == 0 {
                        budget.spend(text.len())?;
                        self.text.push_str(&text);
                    }
                }
            }
        }
        self.tell(look);
        Ok(())
    }

    fn begin(&mut self, name: &str, empty: bool) {
        match name {
            "t" | "delText" => self.shown = !empty,
            "tab" => self.text.push(' '),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            "Fallback" if !empty => self.again += 1,
            "tbl" if !empty && self.rows == 0 => {
                self.table += 1;
                self.row = 0;
                self.above.clear();
            }
            "tr" if !empty => self.rows += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str, look: &mut Look<'_>) {
        match name {
            "t" | "delText" => self.shown = false,
            "Fallback" => self.again = self.again.saturating_sub(1),
            "p" if self.again > 0 => {}
            "p" if self.rows == 0 => {
                self.paragraph += 1;
                self.tell(look);
            }
            "p" => self.text.push('\t'),
            "tr" => {
                self.rows = self.rows.saturating_sub(1);
                if self.rows == 0 {
                    self.row += 1;
                    self.tell(look);
                }
            }
            _ => {}
        }
    }

    /// Shows what was gathered.
    fn tell(&mut self, look: &mut Look<'_>) {
        let is_row = self.text.ends_with('\t');
        let (table, row) = (self.table, self.row);
        let spot = match (self.kind, is_row) {
            ("", true) => Spot::TableRow { table, row },
            ("", false) => Spot::Paragraph(self.paragraph),
            (kind, _) => Spot::Part(kind),
        };
        look(&Line {
            text: &self.text,
            spot,
            above: if is_row { &self.above } else { "" },
            is_row,
        });
        if is_row && self.above.is_empty() {
            let end = self.text.floor_char_boundary(ABOVE);
            self.above.push_str(&self.text[..end]);
        }
        self.text.clear();
    }
}
