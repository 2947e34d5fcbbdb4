//! A site at random, with what its pages have to show.

use std::collections::BTreeMap;
use std::ops::Range;

use gongkai::form::{Head, Kind, Leaf, Part, Table};
use gongkai::parse::names::keys;
use gongkai::parse::organization::CONTACT;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

use super::spellings::{self, Spelling};

/// Where a piece of a file must be seen.
#[derive(Debug)]
pub enum Expected {
    /// The table on the page, the cell in it, and its text.
    Cell(usize, usize, String),
    Words(String),
    /// Nowhere: it has no meaning.
    Error,
}

/// A piece of a file.
#[derive(Debug)]
pub struct Piece {
    pub file: String,
    pub span: Range<usize>,
    pub odd: bool,
    pub expected: Expected,
}

/// A site, without the files that are always the same.
pub struct Made {
    pub year: u16,
    pub files: BTreeMap<String, String>,
    pub pieces: Vec<Piece>,
    /// Cells of which the file says nothing, with what they show.
    pub silent: Vec<(usize, usize, String)>,
}

/// Choices that the seed decides.
pub struct Odds(TestRng);

impl Odds {
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0.next_u32() % limit
    }

    pub fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.0.next_u32() as usize % from.len()]
    }

    pub fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    pub fn quote(&mut self, text: &str) -> String {
        match self.once_in(2) {
            true => format!("'{}'", text.replace('\'', "''")),
            false => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }
}

pub fn site(seed: u64) -> Made {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut odds = Odds(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let year = if odds.once_in(3) { 2020 } else { 2025 };
    let mut writer = Writer {
        made: Made {
            year,
            files: BTreeMap::new(),
            pieces: Vec::new(),
            silent: Vec::new(),
        },
        odds,
        file: format!("content/reports/{year}/report.yaml"),
        text: String::new(),
        anchor: None,
        strange: 0,
    };
    writer.report();
    writer.unit();
    writer.guide();
    writer.made
}

struct Writer {
    made: Made,
    odds: Odds,
    file: String,
    text: String,
    /// What the anchor `&n` of this file holds.
    anchor: Option<String>,
    /// How many odd pieces the file has; with many, each hides the others.
    strange: u32,
}

impl Writer {
    fn report(&mut self) {
        let year = self.made.year;
        let key = self.odds.pick(&["年度", "year", "\"年度\"", "'year'"]);
        self.text = format!("# 年报\n{key}: {year}\n");
        if self.odds.once_in(2) {
            self.field("标题");
        }
        for key in ["索引号", "文号"] {
            if self.odds.once_in(2) {
                self.field(key);
            }
        }
        let mut table = 0;
        for part in super::form(year).parts {
            self.part(part, table);
            table += part.tables.len();
        }
        self.finish();
    }

    fn unit(&mut self) {
        self.file = "content/units/a/unit.yaml".to_owned();
        self.text = "名称: 丙局\n联系方式:\n".to_owned();
        for key in CONTACT {
            if self.odds.once_in(2) {
                let key = if self.odds.once_in(3) {
                    key.id
                } else {
                    key.name
                };
                self.field(&format!("  {key}"));
            }
        }
        self.finish();
    }

    fn guide(&mut self) {
        self.file = "content/guide.md".to_owned();
        self.text = "---\n".to_owned();
        for key in ["标题", "索引号", "文号"] {
            self.field(key);
        }
        self.text.push_str("---\n\n正文。\n");
        self.finish();
    }

    fn finish(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.made.files.insert(self.file.clone(), text);
        (self.anchor, self.strange) = (None, 0);
    }

    fn piece(&mut self, start: usize, odd: bool, expected: Expected) {
        self.made.pieces.push(Piece {
            file: self.file.clone(),
            span: start..self.text.len(),
            odd,
            expected,
        });
    }

    /// A spelling, or one that is not odd where there are enough of those.
    fn spelling(&mut self, make: impl Fn(&mut Odds) -> Spelling) -> Spelling {
        loop {
            let spelling = make(&mut self.odds);
            if !spelling.odd {
                return spelling;
            }
            if self.strange < 2 && self.odds.once_in(4) {
                self.strange += 1;
                return spelling;
            }
        }
    }

    fn field(&mut self, key: &str) {
        let spelling = self.spelling(spellings::words);
        let start = self.text.len();
        self.text.push_str(&format!("{key}: {}", spelling.source));
        self.piece(start, spelling.odd, Expected::Words(spelling.typed));
        self.end_line();
    }

    fn end_line(&mut self) {
        let end = if self.odds.once_in(9) { "\r\n" } else { "\n" };
        self.text
            .push_str(end.trim_start_matches(if self.text.ends_with('\n') {
                '\n'
            } else {
                '\0'
            }));
        if self.odds.once_in(12) {
            self.text.push_str("  # 说明 #甲: 1\n\n");
        }
    }

    fn part(&mut self, part: &'static Part, first: usize) {
        let rest = self.odds.once_in(2);
        let key = if self.odds.once_in(3) {
            part.id
        } else {
            part.name
        };
        self.text.push_str(&format!("{key}:\n"));
        let before = self.made.pieces.len();
        for (at, table) in part.tables.iter().enumerate() {
            for (row, leaf) in table.leaf_rows().iter().enumerate() {
                if self.odds.once_in(2) {
                    self.row(table, first + at, row, leaf);
                }
            }
        }
        if rest {
            let flag = self.odds.pick(&["true", "是", "True"]);
            self.text.push_str(&format!("  其余为零: {flag}\n"));
        } else {
            self.text.push_str("  其余为零: false\n");
        }
        self.silent(part, first, before, rest);
    }

    /// The cells that no piece states; totals are computed and left out.
    fn silent(&mut self, part: &'static Part, first: usize, before: usize, rest: bool) {
        let typed = if rest { "0" } else { "" };
        for (at, table) in part.tables.iter().enumerate() {
            let columns = table.leaf_columns();
            for (row, leaf) in table.leaf_rows().iter().enumerate() {
                for (column, head) in columns.iter().enumerate() {
                    let cell = row * columns.len() + column;
                    let total = head.head.id == "total" || leaf.head.id == "concluded_total";
                    let stated = self.made.pieces[before..].iter().any(|piece| {
                        matches!(piece.expected, Expected::Cell(table, stated, _)
                            if table == first + at && stated == cell)
                    });
                    if !total && !stated {
                        self.made.silent.push((first + at, cell, typed.to_owned()));
                    }
                }
            }
        }
    }

    fn name(&mut self, head: &'static Head) -> String {
        let all: Vec<String> = keys(head).chain([head.label.to_owned()]).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let name = self.odds.pick(&all);
        // Marks of YAML in a label need quotes.
        let bare = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        match bare && !self.odds.once_in(5) {
            true => name.to_owned(),
            false => self.odds.quote(name),
        }
    }

    fn row(&mut self, table: &'static Table, at: usize, row: usize, leaf: &Leaf) {
        let mut indent = "  ".to_owned();
        let group = leaf.groups.last().filter(|_| self.odds.once_in(3));
        // Every group but that of a namesake can be named by its id.
        if let Some(group) = group {
            if self.strange < 2 && self.odds.once_in(12) {
                return self.misplaced(group, leaf);
            }
            if self.grouped(group) {
                return;
            }
            self.text.push_str(&format!("  {}:  # 下面\n", group.id));
            indent.push_str("  ");
        }
        let name = self.name(leaf.head);
        self.text.push_str(&format!("{indent}{name}:"));
        let width = table.kinds.len();
        match self.odds.below(if width == 1 { 4 } else { 3 }) {
            0 => self.flow(table, at, row),
            1 => self.block(table, at, row, &indent),
            2 => self.list(table, at, row),
            _ => {
                self.text.push(' ');
                self.cell(table, at, row, 0, false);
                self.end_line();
            }
        }
    }

    /// Whether the group was named before: a key may stand once only.
    fn grouped(&self, group: &Head) -> bool {
        self.text.contains(&format!("  {}:", group.id))
    }

    /// A row, or the whole part's `其余为零`, below a group where it is not taken.
    fn misplaced(&mut self, group: &Head, leaf: &Leaf) {
        if self.grouped(group) {
            return;
        }
        self.strange += 1;
        let inside = match self.odds.below(4) {
            0 => "其余为零: true".to_owned(),
            1 => format!("{}: {{{}: {{自然人: 1}}}}", group.id, leaf.head.id),
            2 => "上年结转: {自然人: 1}".to_owned(),
            _ => "<<: {自然人: 1}".to_owned(),
        };
        let start = self.text.len();
        self.text.push_str(&format!("  {}: {{{inside}}}", group.id));
        self.piece(start, true, Expected::Error);
        self.text.push('\n');
    }

    fn columns(&mut self, table: &Table) -> Vec<usize> {
        let mut columns: Vec<usize> = (0..table.kinds.len()).collect();
        columns.retain(|_| !self.odds.once_in(3));
        if self.odds.once_in(3) {
            columns.reverse();
        }
        columns
    }

    fn flow(&mut self, table: &'static Table, at: usize, row: usize) {
        let leaves = table.leaf_columns();
        let columns = self.columns(table);
        if columns.is_empty() {
            return self.list(table, at, row);
        }
        self.text.push_str(" {");
        for (n, column) in columns.iter().enumerate() {
            let name = self.name(leaves[*column].head);
            self.text.push_str(if n > 0 { ", " } else { "" });
            self.text.push_str(&format!("{name}: "));
            self.cell(table, at, row, *column, true);
        }
        self.text.push('}');
        self.end_line();
    }

    fn block(&mut self, table: &'static Table, at: usize, row: usize, indent: &str) {
        let leaves = table.leaf_columns();
        let columns = self.columns(table);
        if columns.is_empty() {
            return self.list(table, at, row);
        }
        self.text.push('\n');
        for column in columns {
            let name = self.name(leaves[column].head);
            self.text.push_str(&format!("{indent}  {name}: "));
            self.cell(table, at, row, column, false);
            self.end_line();
        }
    }

    fn list(&mut self, table: &'static Table, at: usize, row: usize) {
        self.text.push_str(" [");
        for column in 0..table.kinds.len() {
            self.text.push_str(if column > 0 { ", " } else { "" });
            let start = self.text.len();
            self.cell(table, at, row, column, true);
            // `[1, ]` has one item.
            if self.text.len() == start {
                self.text.push('~');
            }
        }
        self.text.push(']');
        self.end_line();
    }

    fn cell(&mut self, table: &'static Table, at: usize, row: usize, column: usize, flow: bool) {
        let start = self.text.len();
        let kind = table.kinds[column];
        let place = row * table.kinds.len() + column;
        if kind == Kind::Count && self.odds.once_in(40) {
            let typed = match self.anchor.clone() {
                Some(typed) => {
                    self.text.push_str("*n ");
                    typed
                }
                None => {
                    let typed = self.odds.below(999).to_string();
                    self.text.push_str(&format!("&n {typed}"));
                    self.anchor.insert(typed).clone()
                }
            };
            return self.piece(start, false, Expected::Cell(at, place, typed));
        }
        let spelling = self.spelling(|odds| match kind {
            Kind::AmountText => spellings::amount_text(odds),
            _ => spellings::cell(odds, flow),
        });
        self.text.push_str(&spelling.source);
        let expected = Expected::Cell(at, place, spelling.typed);
        self.piece(start, spelling.odd, expected);
    }
}
