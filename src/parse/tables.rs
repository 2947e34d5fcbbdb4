//! The three statutory tables as they are written in `report.yaml`.

use crate::form::{Form, Part, Table, Value};

use super::cell;
use super::names::{Names, Row};
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
}

/// What makes the cells of a part that are not mentioned 0, in both languages.
pub const REST: [&str; 2] = ["其余为零", "rest_is_zero"];

/// Reads one part. `seen` is told of every cell's spot, for those who ask
/// where a cell stands in the file.
pub fn read(form: &Form, part: &'static Part, spot: &Spot<'_>, seen: &mut Seen<'_>) -> PartDoc {
    let tables = part
        .tables
        .iter()
        .map(|table| vec![None; table.size()])
        .collect();
    let mut doc = PartDoc {
        tables,
        rest_is_zero: false,
    };
    if let Some(names) = Names::get(form.id, part.id) {
        Walk {
            part,
            names,
            seen,
            doc: &mut doc,
        }
        .rows(spot);
    }
    doc
}

/// Called with table, cell and spot of each cell that the file mentions.
pub type Seen<'s> = dyn FnMut(&'static Table, usize, &Spot<'_>) + 's;

struct Walk<'w, 's> {
    part: &'static Part,
    names: &'static Names,
    seen: &'w mut Seen<'s>,
    doc: &'w mut PartDoc,
}

impl Walk<'_, '_> {
    fn rows(&mut self, spot: &Spot<'_>) {
        for (key, value) in spot.map().into_iter().flatten() {
            let Some(name) = spot.key_text(key) else {
                continue;
            };
            let entry = spot.entry(name, value);
            if REST.contains(&name) {
                self.doc.rest_is_zero |= entry.flag();
                continue;
            }
            match self.names.row(name) {
                Some(Row::Leaf { table, row }) => self.row(table, row, &entry),
                Some(Row::Group) => self.rows(&entry),
                None => entry.unknown_key(self.names.row_names.iter().copied().chain(REST)),
            }
        }
    }

    fn row(&mut self, table: usize, row: usize, spot: &Spot<'_>) {
        let width = self.part.tables[table].kinds.len();
        if self.doc.tables[table][row * width..(row + 1) * width]
            .iter()
            .any(Option::is_some)
        {
            spot.error("KEY", On::Key, "这一行写了两次", "留下一个，删掉另一个");
            return;
        }
        match spot.value() {
            Yaml::Null => (0..width).for_each(|column| self.set(table, row, column, spot)),
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
                        Some(_) => {
                            entry.error("KEY", On::Key, "这一格写了两次", "留下一个，删掉另一个")
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
                    "FMT04",
                    On::Value,
                    message,
                    format!("写成 {{列名: 数字}}，列名有：{columns}"),
                );
            }
        }
    }

    /// A list in the official column order, with or without its total.
    fn list(&mut self, table: usize, row: usize, spot: &Spot<'_>, list: &[Yaml<'_>]) {
        let shape = &self.part.tables[table];
        let width = shape.kinds.len();
        let total = shape
            .leaf_columns()
            .last()
            .is_some_and(|leaf| leaf.head.id == "total");
        let sizes = if total {
            width - 1..=width
        } else {
            width..=width
        };
        if !sizes.contains(&list.len()) {
            let needed = if total {
                format!("{} 个数（可以再加总计）", width - 1)
            } else {
                format!("{width} 个数")
            };
            let columns = self.columns(table).join("、");
            let message = format!("这一行写了 {} 个数，应当是 {needed}", list.len());
            spot.error("FMT04", On::Value, message, format!("顺序是：{columns}"));
            return;
        }
        for (column, item) in spot.items(list).enumerate() {
            self.set(table, row, column, &item);
        }
    }

    fn set(&mut self, table: usize, row: usize, column: usize, spot: &Spot<'_>) {
        let shape = &self.part.tables[table];
        let at = row * shape.kinds.len() + column;
        self.doc.tables[table][at] = Some(cell::read(spot, shape.kinds[column]));
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
