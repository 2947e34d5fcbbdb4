//! The three statutory tables as they are written in `report.yaml`.

mod lists;

use crate::diag::codes;
use crate::form::{Form, Head, Part, Table, Value, leaves};

use super::cell;
pub use super::names::REST;
use super::names::{self, Names, Row, plain, short};
use super::yaml::{On, Spot, Value as Yaml};

/// What a file says about one table: every cell, row by row, `None` where
/// the file says nothing.
pub type Written = Vec<Option<Value>>;

/// What a file says about one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDoc {
    /// One entry a table of the part.
    pub tables: Vec<Written>,
    /// `其余为零`: cells about which the file says nothing are 0, not blank.
    pub rest_is_zero: bool,
    /// Cells, by table, whose value was reported as no number.
    pub refused: Vec<(usize, usize)>,
    /// Something else could not be read, such as a row of an unknown name, so
    /// it is not known what the cells hold that the file does not mention.
    pub unread: bool,
}

/// Reads one part. `seen` is called with every cell's spot, for those who ask
/// where a cell is in the file.
pub fn read(form: &Form, part: &'static Part, spot: &Spot<'_>, seen: &mut Seen<'_>) -> PartDoc {
    let tables = part
        .tables
        .iter()
        .map(|table| vec![None; table.size()])
        .collect();
    let mut doc = PartDoc {
        tables,
        rest_is_zero: false,
        refused: Vec::new(),
        unread: false,
    };
    let said = spot.said();
    if let Some(names) = Names::get(form.id, part.id) {
        let mut walk = Walk {
            form,
            part,
            names,
            seen,
            doc: &mut doc,
            rest_stated: false,
            empty_group: false,
        };
        walk.rows(spot, None);
        if walk.empty_group {
            walk.blanks(spot);
        }
    }
    doc.unread = spot.said() - said > doc.refused.len();
    doc
}

/// Called with table, cell and spot of each cell that the file mentions.
pub type Seen<'s> = dyn FnMut(&'static Table, usize, &Spot<'_>) + 's;

struct Walk<'w, 's> {
    form: &'w Form,
    part: &'static Part,
    names: &'static Names,
    seen: &'w mut Seen<'s>,
    doc: &'w mut PartDoc,
    rest_stated: bool,
    /// Whether a group was named with nothing below it.
    empty_group: bool,
}

impl Walk<'_, '_> {
    /// The rows of the part, or of a group in it.
    fn rows(&mut self, spot: &Spot<'_>, group: Option<&'static Head>) {
        for (key, value) in spot.map().into_iter().flatten() {
            let Some(name) = spot.key_text(key) else {
                continue;
            };
            let entry = spot.entry(name, value);
            if REST.contains(&name) {
                self.rest(&entry, group);
                continue;
            }
            let Some(row) = self.find(name, value) else {
                self.unknown(name, group, &entry);
                continue;
            };
            if let Some(group) = group
                && !self.names.groups(row).contains(&group)
            {
                self.refuse_group(row, group, &entry);
                continue;
            }
            match row {
                Row::Leaf { table, row } => self.row(table, row, &entry),
                Row::Group(head) => self.group(head, &entry),
            }
        }
    }

    /// A key that no row of the part has; a row of another part is told as such.
    fn unknown(&self, name: &str, group: Option<&Head>, spot: &Spot<'_>) {
        let Some(owner) = names::owner(self.form, name) else {
            if names::is_column(name) {
                let message = format!("“{name}”是列名，不是行名");
                let help = match group {
                    Some(group) => format!(
                        "“{}”下面先写是哪一行，再写  {{{name}: 数字}}",
                        plain(group.label)
                    ),
                    None => "写进它那一行的 { } 里，或者在前面多加两个空格".to_owned(),
                };
                spot.error(&codes::KEY, On::Key, message, help);
                return;
            }
            spot.unknown_key(self.names.row_names.iter().copied().chain(REST));
            return;
        };
        let message = format!("“{name}”是{}的行，写在了{}里", owner.name, self.part.name);
        let help = format!("移到“{}”下面，和那里的各行对齐", owner.name);
        spot.error(&codes::KEY, On::Key, message, help);
    }

    /// What a key means. Where a group and a row of it have the same name,
    /// what is below it decides which of them is meant.
    fn find(&self, name: &str, value: &Yaml<'_>) -> Option<Row> {
        let found = self.names.row(name)?;
        let (Some(group), Yaml::Map(map), Row::Leaf { table, .. }) =
            (self.names.namesake(found), value, found)
        else {
            return Some(found);
        };
        let holds_rows = map.iter().any(|(key, value)| {
            let column = |key| self.names.column(table, key).is_some();
            let nested = matches!(value, Yaml::Map(_) | Yaml::List(_));
            key.as_str().is_none_or(|key| match self.names.row(key) {
                Some(_) => nested || !column(key),
                None => nested && !column(key),
            })
        });
        Some(if holds_rows { Row::Group(group) } else { found })
    }

    fn group(&mut self, head: &'static Head, spot: &Spot<'_>) {
        match spot.value() {
            value if nothing(value) => self.empty_group = true,
            Yaml::Map(_) => self.rows(spot, Some(head)),
            _ => {
                let rows: Vec<&str> = leaves(std::slice::from_ref(head))
                    .iter()
                    .map(|leaf| short(leaf.head))
                    .collect();
                let message = format!("“{}”下面有 {} 行，要分行写", plain(head.label), rows.len());
                let help = format!("每行写成  行名: 数字，行名有：{}", rows.join("、"));
                spot.error(&codes::FMT04, On::Value, message, help);
            }
        }
    }

    /// `其余为零` speaks of the whole part, so it belongs right below it.
    fn rest(&mut self, spot: &Spot<'_>, group: Option<&'static Head>) {
        if let Some(group) = group {
            self.refuse_rest(spot, &plain(group.label));
        } else if self.rest_stated {
            spot.error(
                &codes::KEY,
                On::Key,
                "“其余为零”写了两次",
                "留下一个，删掉另一个",
            );
        } else {
            self.rest_stated = true;
            self.doc.rest_is_zero = spot.flag();
        }
    }

    fn refuse_rest(&self, spot: &Spot<'_>, inside: &str) {
        let part = self.part.name;
        let help =
            format!("{part}没有写的格子都是 0，就移到“{part}”下面一层；只有这里是 0，就逐格写 0");
        let message = format!("“其余为零”写在了“{inside}”里面，不起作用");
        spot.error(&codes::KEY, On::Key, message, help);
    }

    /// Reports a row below a group that is not its own.
    fn refuse_group(&self, row: Row, group: &'static Head, spot: &Spot<'_>) {
        let name = match row {
            Row::Group(head) => plain(head.label),
            Row::Leaf { table, row } => {
                short(self.part.tables[table].leaf_rows()[row].head).to_owned()
            }
        };
        if row == Row::Group(group) {
            let message = format!("“{name}”里面又写了一层“{name}”");
            spot.error(
                &codes::KEY,
                On::Key,
                message,
                "去掉里面这一层，下面的各行留着",
            );
            return;
        }
        let inside = plain(group.label);
        let (message, help) = match self.names.groups(row).last() {
            Some(owner) => (
                format!("“{name}”写在了“{inside}”里面，它属于{}", owner.label),
                format!("移到“{}”下面", plain(owner.label)),
            ),
            None => (
                format!("“{name}”写在了“{inside}”里面，它自己是一项"),
                format!("移到“{}”下面一层", self.part.name),
            ),
        };
        spot.error(&codes::KEY, On::Key, message, help);
    }

    /// A group with nothing below it is blank, as a row would be: also where
    /// the rest is zero. Rows that are written elsewhere keep their values.
    fn blanks(&mut self, spot: &Spot<'_>) {
        for (key, value) in spot.map().into_iter().flatten() {
            let Some(name) = key.as_str() else { continue };
            let Some(row @ Row::Group(head)) = self.find(name, value) else {
                continue;
            };
            let entry = spot.entry(name, value);
            if !nothing(value) {
                self.blanks(&entry);
                continue;
            }
            let level = self.names.groups(row).len();
            for (table, shape) in self.part.tables.iter().enumerate() {
                let width = shape.kinds.len();
                for row in 0..shape.size() / width {
                    let leaf = Row::Leaf { table, row };
                    let inside = self.names.groups(leaf).get(level) == Some(&head);
                    if inside && !self.is_stated(table, row) {
                        (0..width).for_each(|column| self.blank(table, row, column, &entry));
                    }
                }
            }
        }
    }

    /// Whether any cell of a row has been read.
    fn is_stated(&self, table: usize, row: usize) -> bool {
        let width = self.part.tables[table].kinds.len();
        let cells = &self.doc.tables[table][row * width..(row + 1) * width];
        cells.iter().any(Option::is_some)
    }

    fn row(&mut self, table: usize, row: usize, spot: &Spot<'_>) {
        let width = self.part.tables[table].kinds.len();
        if self.is_stated(table, row) {
            spot.error(
                &codes::KEY,
                On::Key,
                "这一行写了两次",
                "留下一个，删掉另一个",
            );
            return;
        }
        match spot.value() {
            value if nothing(value) => {
                (0..width).for_each(|column| self.blank(table, row, column, spot))
            }
            Yaml::Map(map) => {
                for (key, value) in map {
                    let Some(name) = spot.key_text(key) else {
                        continue;
                    };
                    let entry = spot.entry(name, value);
                    match self.names.column(table, name) {
                        Some(column) if self.doc.tables[table][row * width + column].is_none() => {
                            self.set(table, row, column, &entry);
                        }
                        Some(_) => entry.error(
                            &codes::KEY,
                            On::Key,
                            "这一格写了两次",
                            "留下一个，删掉另一个",
                        ),
                        None if REST.contains(&name) => {
                            self.refuse_rest(&entry, spot.key().unwrap_or_default());
                        }
                        None => entry.unknown_key(self.names.column_names[table].iter().copied()),
                    }
                }
            }
            Yaml::List(list) => self.list(table, row, spot, list),
            _ if width == 1 => self.set(table, row, 0, spot),
            _ => {
                let columns = self.columns(table).join("、");
                let message = format!("这一行有 {width} 格，不能只写一个数");
                spot.error(
                    &codes::FMT04,
                    On::Value,
                    message,
                    format!("写成 {{列名: 数字}}，列名有：{columns}"),
                );
            }
        }
    }

    /// A list in the official column order, with or without its total.
    fn list(&mut self, table: usize, row: usize, spot: &Spot<'_>, list: &[Yaml<'_>]) {
        let total = self.part.tables[table].ends_in_total();
        if lists::refuse(spot, list, &self.columns(table), total) {
            return;
        }
        for (column, item) in spot.items(list).enumerate() {
            self.set(table, row, column, &item);
        }
    }

    fn set(&mut self, table: usize, row: usize, column: usize, spot: &Spot<'_>) {
        let said = spot.said();
        let doubtful = spot.is_doubtful();
        let value = match doubtful {
            true => Value::Blank,
            false => cell::read(spot, self.part.tables[table].kinds[column]),
        };
        if doubtful || spot.said() > said {
            let width = self.part.tables[table].kinds.len();
            self.doc.refused.push((table, row * width + column));
        }
        self.state(table, row, column, spot, value);
    }

    /// A cell whose row or group is named with nothing after it.
    fn blank(&mut self, table: usize, row: usize, column: usize, spot: &Spot<'_>) {
        self.state(table, row, column, spot, Value::Blank);
    }

    fn state(&mut self, table: usize, row: usize, column: usize, spot: &Spot<'_>, value: Value) {
        let shape = &self.part.tables[table];
        let at = row * shape.kinds.len() + column;
        self.doc.tables[table][at] = Some(value);
        (self.seen)(shape, at, spot);
    }

    fn columns(&self, table: usize) -> Vec<&'static str> {
        let names = &self.names.column_names[table];
        names
            .iter()
            .copied()
            .filter(|name| !name.is_ascii())
            .collect()
    }
}

/// Whether nothing follows a key, or a pair of braces with nothing in it.
fn nothing(value: &Yaml<'_>) -> bool {
    match value {
        Yaml::Null => true,
        Yaml::Map(map) => map.is_empty(),
        _ => false,
    }
}
