//! A report as some clerk typed it: keys of every kind, rows in every shape,
//! comments everywhere.

use gongkai::form::{Head, Table, Value};
use gongkai::formats::report_yaml::key;
use gongkai::parse::names::keys;
use gongkai::parse::report::ReportDoc;
use gongkai::parse::tables::Written;

use super::generate::Odds;

pub struct Clerk {
    pub odds: Odds,
    text: String,
    /// How many comments there are; each has its number.
    pub comments: usize,
}

/// A table and what its cells say.
struct Rows<'r> {
    table: &'static Table,
    cells: &'r Written,
}

impl Clerk {
    pub fn new(seed: u64) -> Self {
        Self {
            odds: Odds::new(seed),
            text: String::new(),
            comments: 0,
        }
    }

    pub fn file(&mut self, doc: &ReportDoc) -> String {
        let year = self.odds.pick(&["年度", "year", "'年度'", "\"year\""]);
        self.line(0, &format!("{year}: {}", doc.year));
        self.line(0, &format!("格式: {}", doc.form.id));
        if let Some(title) = &doc.title {
            self.line(0, &format!("标题: '{}'", title.replace('\'', "''")));
        }
        if doc.draft {
            let word = self.odds.pick(&["true", "是", "\"是\""]);
            self.line(0, &format!("草稿: {word}"));
        }
        for (part, said) in doc.form.parts.iter().zip(&doc.parts) {
            let said = said.as_ref().expect("every part");
            let name = self.odds.pick(&[part.name, part.id]);
            if said.rest_is_zero && said.tables.iter().flatten().all(Option::is_none) {
                self.line(0, &format!("{name}: {{其余为零: true}}"));
                continue;
            }
            self.line(0, &format!("{name}:"));
            let tables = part.tables.iter().zip(&said.tables);
            for (table, cells) in tables {
                let rows = Rows { table, cells };
                self.rows(&rows, table.rows, &mut 0, 2);
            }
            if said.rest_is_zero {
                let rest = self.odds.pick(&["其余为零: true", "rest_is_zero: 是"]);
                self.line(2, rest);
            }
        }
        let mut text = std::mem::take(&mut self.text);
        if self.odds.once_in(4) {
            text = text.replace('\n', "\r\n");
        }
        if self.odds.once_in(6) {
            text = text.trim_end().to_owned();
        }
        if self.odds.once_in(6) {
            text.insert(0, '\u{feff}');
        }
        text
    }

    fn rows(&mut self, rows: &Rows<'_>, heads: &'static [Head], row: &mut usize, indent: usize) {
        let width = rows.table.kinds.len();
        for head in heads {
            let first = *row;
            let cells = &rows.cells[first * width..(first + head.width()) * width];
            if head.children.is_empty() {
                *row += 1;
                self.row(rows.table, head, cells, indent);
            } else if self.odds.once_in(2) && cells.iter().any(Option::is_some) {
                let name = self.name(head);
                self.line(indent, &format!("{name}:"));
                self.rows(rows, head.children, row, indent + 2);
            } else {
                self.rows(rows, head.children, row, indent);
            }
        }
    }

    fn row(
        &mut self,
        table: &'static Table,
        head: &'static Head,
        cells: &[Option<Value>],
        indent: usize,
    ) {
        if cells.iter().all(Option::is_none) {
            if self.odds.once_in(3) {
                self.text += &format!("{:indent$}#{}:\n", "", key(head));
            }
            return;
        }
        let name = self.name(head);
        let columns = table.leaf_columns();
        let stated = |cell: &Option<Value>| cell.is_some();
        if cells.iter().all(|cell| *cell == Some(Value::Blank)) && self.odds.once_in(2) {
            let braces = self.odds.pick(&["", " {}", " ~"]);
            return self.line(indent, &format!("{name}:{braces}"));
        }
        if cells.len() == 1 && self.odds.once_in(2) {
            let value = self.value(&cells[0]);
            return self.line(indent, &format!("{name}: {value}"));
        }
        let total = columns.last().is_some_and(|leaf| leaf.head.id == "total");
        let listed = cells.len() - usize::from(total && cells.last() == Some(&None));
        if cells[..listed].iter().all(stated) && self.odds.once_in(2) {
            let values: Vec<String> = cells[..listed].iter().map(|cell| self.item(cell)).collect();
            return self.line(indent, &format!("{name}: [{}]", values.join(", ")));
        }
        let entries: Vec<String> = (0..cells.len())
            .filter(|at| cells[*at].is_some())
            .map(|at| {
                format!(
                    "{}: {}",
                    self.name(columns[at].head),
                    self.value(&cells[at])
                )
            })
            .collect();
        if self.odds.once_in(4) {
            self.line(indent, &format!("{name}:"));
            for entry in entries {
                self.line(indent + 2, &entry);
            }
        } else {
            self.line(indent, &format!("{name}: {{{}}}", entries.join(", ")));
        }
    }

    /// One of the keys of a row, column or group.
    fn name(&mut self, head: &'static Head) -> String {
        match self.odds.below(4) {
            0 => head.id.to_owned(),
            1 => format!("'{}'", head.label),
            2 => format!(
                "\"{}\"",
                self.odds
                    .pick(&keys(head).map(|key| &*key.leak()).collect::<Vec<_>>())
            ),
            _ => key(head),
        }
    }

    fn value(&mut self, value: &Option<Value>) -> String {
        let text = value.as_ref().map(ToString::to_string).unwrap_or_default();
        match self.odds.below(3) {
            0 if !text.is_empty() => format!("'{text}'"),
            1 if !text.is_empty() => format!("\"{text}\""),
            _ if text.contains(',') => format!("'{text}'"),
            _ => text,
        }
    }

    fn item(&mut self, value: &Option<Value>) -> String {
        Some(self.value(value))
            .filter(|text| !text.is_empty())
            .unwrap_or("null".to_owned())
    }

    /// One line, with comments behind it and above it.
    fn line(&mut self, indent: usize, line: &str) {
        if self.odds.once_in(4) {
            let comment = self.comment();
            self.text += &format!("{:indent$}{comment}\n", "");
        }
        self.text += &format!("{:indent$}{}", "", line.trim_end());
        if self.odds.once_in(3) {
            let comment = self.comment();
            self.text += &format!("  {comment}");
        }
        self.text.push('\n');
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# 注{}。}}: '", self.comments)
    }
}
