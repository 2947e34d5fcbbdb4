//! Writes a whole `report.yaml`, from the form's data alone.

use crate::form::{Head, Identity, Over, Part, Table};
use crate::formats::quote;
use crate::parse::report::ReportDoc;
use crate::parse::tables::{PartDoc, REST, Written};

use super::cells::{self, entry, key};
use super::fields::{self, CORRECTIONS, FIELDS, MAPS};

/// What the file tells the person who goes on to fill it in. With a guide,
/// every row of which nothing is said is listed behind a `#`.
pub trait Guide {
    /// Comments at the beginning, whole lines.
    fn opening(&self) -> String;
    /// The comment behind a field. One that the report leaves out is listed
    /// behind a `#` if it has a comment.
    fn field(&self, id: &str) -> Option<String>;
    /// The comment behind a row of which something is said.
    fn row(&self, table: &Table, head: &Head) -> Option<String>;
    /// The comment behind a row of which nothing is said.
    fn open_row(&self, _table: &Table, _head: &Head) -> Option<String> {
        None
    }
    /// Whether `其余为零` may be said of a part where that is shorter.
    fn may_say_rest(&self, _part: &Part) -> bool {
        true
    }
    /// The comment behind `其余为零` where it is not said; it is not listed without one.
    fn rest(&self) -> Option<String>;
}

/// The whole file in its canonical form: Chinese keys, fields and rows in the
/// order of the form, and only what reading it again needs.
pub fn write(doc: &ReportDoc) -> String {
    Writer { doc, guide: None }.file()
}

/// The same, with comments and the rows that are still to be filled in.
pub fn write_with(doc: &ReportDoc, guide: &dyn Guide) -> String {
    let guide = Some(guide);
    Writer { doc, guide }.file()
}

/// One part with its key, as `write` has it.
pub fn part(part: &'static Part, doc: &PartDoc) -> String {
    let mut out = String::new();
    plain_part(part, doc, &mut out);
    out
}

struct Writer<'w> {
    doc: &'w ReportDoc,
    guide: Option<&'w dyn Guide>,
}

impl Writer<'_> {
    fn file(&self) -> String {
        let mut out = self.guide.map(Guide::opening).unwrap_or_default();
        for id in FIELDS {
            let note = self.guide.and_then(|guide| guide.field(id));
            match (fields::text(self.doc, id), &note) {
                (Some(text), _) => {
                    let line = entry(fields::key(id), &text);
                    out += &format!("{line}{}\n", behind(note));
                }
                (None, Some(note)) => out += &format!("#{}:   # {note}\n", fields::key(id)),
                (None, None) => {}
            }
        }
        let corrections = fields::corrections(self.doc);
        if !corrections.is_empty() {
            out += &format!("{}:\n", fields::key(CORRECTIONS));
        }
        out.extend(corrections.iter().map(|one| format!("  - {one}\n")));
        for id in MAPS {
            let entries = fields::entries(self.doc, id);
            if !entries.is_empty() {
                let note = self.guide.and_then(|guide| guide.field(id));
                out += &format!("{}:{}\n", fields::key(id), behind(note));
            }
            for one in entries {
                out += &format!("  {}\n", entry(&one.key, &one.words));
            }
        }
        for (part, doc) in self.doc.form.parts.iter().zip(&self.doc.parts) {
            match (doc, self.guide) {
                (Some(doc), Some(guide)) => self.guided_part(part, doc, guide, &mut out),
                (Some(doc), None) => plain_part(part, doc, &mut out),
                (None, _) => {}
            }
        }
        out
    }

    fn guided_part(&self, part: &'static Part, doc: &PartDoc, guide: &dyn Guide, out: &mut String) {
        let said = said(part, doc);
        let rest_is_zero = guide.may_say_rest(part) && cells::rest_is_shorter(part, &said);
        let several = part.tables.len() > 1;
        let caption = match part.tables {
            [table] => table.caption,
            _ => self.heading(part),
        };
        out.push_str(&format!("\n# {caption}\n{}:\n", part.name));
        for (table, said) in part.tables.iter().zip(&said) {
            let mut lines = String::new();
            let mut rows = GuidedRows {
                table,
                said,
                rest_is_zero,
                guide,
                row: 0,
            };
            rows.write(table.rows, &mut lines);
            if several && !lines.is_empty() {
                out.push_str(&format!("  # {}{}\n", table.caption, only_column(table)));
            }
            out.push_str(&lines);
        }
        match rest_is_zero {
            true => out.push_str(&format!("  {}: true\n", REST[0])),
            false => out.extend(guide.rest().map(|note| {
                let note = behind(Some(note));
                format!("  #{}: true{note}\n", REST[0])
            })),
        }
    }

    /// The heading of the section that holds a part, without its ordinal.
    fn heading(&self, part: &Part) -> &'static str {
        let mut sections = self.doc.form.sections.iter();
        let section = sections.find(|section| section.part == Some(part.id));
        let heading = section.map_or("", |section| section.heading);
        heading.split_once('、').map_or(heading, |(_, words)| words)
    }
}

fn plain_part(part: &'static Part, doc: &PartDoc, out: &mut String) {
    let said = said(part, doc);
    let rest_is_zero = cells::rest_is_shorter(part, &said);
    let mut lines = String::new();
    for (table, said) in part.tables.iter().zip(&said) {
        for (row, leaf) in table.leaf_rows().iter().enumerate() {
            if let Some(text) = cells::row(table, said, row, rest_is_zero) {
                lines += &format!("  {}\n", entry(&key(leaf.head), &text).trim_end());
            }
        }
    }
    *out += &match (rest_is_zero, lines.is_empty()) {
        (true, true) => format!("{}: {{{}: true}}\n", part.name, REST[0]),
        (true, false) => format!("{}:\n{lines}  {}: true\n", part.name, REST[0]),
        (false, _) => format!("{}:\n{lines}", part.name),
    };
}

fn said(part: &'static Part, doc: &PartDoc) -> Vec<Written> {
    let tables = 0..part.tables.len();
    tables.map(|table| cells::said(part, table, doc)).collect()
}

/// The rows of a table, with the groups around them as comments.
struct GuidedRows<'w> {
    table: &'static Table,
    said: &'w Written,
    rest_is_zero: bool,
    guide: &'w dyn Guide,
    /// The number of the next row.
    row: usize,
}

impl GuidedRows<'_> {
    fn write(&mut self, heads: &'static [Head], out: &mut String) {
        for head in heads {
            if !head.children.is_empty() {
                let mut lines = String::new();
                self.write(head.children, &mut lines);
                if !lines.is_empty() {
                    out.push_str(&format!("  # {}\n{lines}", head.label));
                }
                continue;
            }
            let text = cells::row(self.table, self.said, self.row, self.rest_is_zero);
            self.row += 1;
            out.push_str(&match text {
                Some(text) => {
                    let line = entry(&key(head), &text);
                    format!(
                        "  {}{}\n",
                        line.trim_end(),
                        behind(self.guide.row(self.table, head))
                    )
                }
                None if self.rest_is_zero => continue,
                None if computed(self.table, Over::Columns, head) => {
                    format!("  # {}由程序相加，不用填\n", head.label)
                }
                None => {
                    let note = behind(self.guide.open_row(self.table, head));
                    format!("  #{}:{}{note}\n", key(head), to_fill_in(self.table))
                }
            });
        }
    }
}

/// The columns of a row, to be filled in; none where there is only one.
fn to_fill_in(table: &'static Table) -> String {
    let columns = table.leaf_columns();
    let asked = columns
        .iter()
        .filter(|leaf| !computed(table, Over::Rows, leaf.head));
    let asked: Vec<String> = asked.map(|leaf| entry(&key(leaf.head), "")).collect();
    match asked.len() {
        1 => String::new(),
        _ => format!(" {{{}}}", asked.join(", ")),
    }
}

/// What the number of a row stands for where its line does not say it.
fn only_column(table: &'static Table) -> String {
    match table.leaf_columns().as_slice() {
        [leaf] => format!("：{}", leaf.head.label),
        _ => String::new(),
    }
}

fn computed(table: &Table, over: Over, head: &Head) -> bool {
    let computes = |one: &&Identity| one.computes && one.over == over;
    let mut identities = table.identities.iter().filter(computes);
    identities.any(|one| one.left.contains(&head.id))
}

/// A comment at the end of a line.
fn behind(note: Option<String>) -> String {
    note.map_or(String::new(), |note| {
        format!("  # {}", quote::comment(&note))
    })
}
