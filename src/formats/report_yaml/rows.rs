//! The next change that a part needs: a cell, or the row that holds it.

use crate::form::{Part, Table, Value};
use crate::parse::names::{Names, Row};
use crate::parse::tables::PartDoc;

use super::cells::{self, entry, key};
use super::locate::{Turn, Way};
use super::splice::{self, ODD, Outcome};
use super::target::Target;

/// What the way to a cell leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// The cell in a list.
    Item,
    /// The cell below its column's key.
    Column,
    /// The row's key: its only cell, or nothing.
    Row,
    /// The key of a group with nothing behind it.
    Group,
}

/// The changes inside one part.
pub struct Inside<'c> {
    pub target: Target<'c>,
    pub part: &'static Part,
    pub names: &'static Names,
    /// The way to the part.
    pub root: Way,
    pub rest_is_zero: bool,
}

/// A cell that does not say what is wanted.
struct Wrong<'w> {
    table: usize,
    shape: &'static Table,
    row: usize,
    column: usize,
    /// What the table's cells are to say.
    said: &'w [Option<Value>],
    /// Whether the report mentions it.
    is_mentioned: bool,
}

impl Wrong<'_> {
    fn cell(&self) -> usize {
        self.row * self.shape.kinds.len() + self.column
    }

    fn value(&self) -> Option<&Value> {
        self.said[self.cell()].as_ref()
    }

    fn leaf(&self) -> Row {
        Row::Leaf {
            table: self.table,
            row: self.row,
        }
    }
}

impl Inside<'_> {
    /// The first cell that has to change; `None` if all say what is wanted.
    pub fn next(&self, has: &PartDoc, wanted: &PartDoc) -> Option<Outcome> {
        for (table, shape) in self.part.tables.iter().enumerate() {
            let said = cells::said(self.part, table, wanted);
            let now = cells::said(self.part, table, has);
            let wrong = (0..said.len()).find(|cell| said[*cell] != now[*cell]);
            if let Some(cell) = wrong {
                let width = shape.kinds.len();
                return Some(self.cell(&Wrong {
                    table,
                    shape,
                    row: cell / width,
                    column: cell % width,
                    said: &said,
                    is_mentioned: wanted.tables[table][cell].is_some(),
                }));
            }
        }
        None
    }

    fn cell(&self, wrong: &Wrong<'_>) -> Outcome {
        let Some(way) = self.target.reading.way(wrong.shape.id, wrong.cell()) else {
            return self.state(wrong);
        };
        let width = wrong.shape.kinds.len();
        let text = wrong.value().map(cells::value).unwrap_or_default();
        match self.level(way, wrong.leaf()) {
            Level::Item => match wrong.value() {
                Some(Value::Blank) => self.target.set_at(way, "null"),
                Some(_) => self.target.set_at(way, &text),
                None => splice::pop(self.target.text, self.target.value(&way[..way.len() - 1])?),
            },
            Level::Row if width > 1 => {
                let row = cells::row(
                    wrong.shape,
                    &wrong.said.to_vec(),
                    wrong.row,
                    self.rest_is_zero,
                );
                match row {
                    Some(text) => self.target.set_at(way, &text),
                    None => self.remove(way),
                }
            }
            Level::Column | Level::Row if wrong.is_mentioned => self.target.set_at(way, &text),
            Level::Column | Level::Row => self.remove(way),
            Level::Group => self.insert_row(wrong),
        }
    }

    /// Takes out an entry, and what would be left with nothing in it.
    fn remove(&self, way: &[Turn]) -> Outcome {
        let (mut way, mut map) = (way, &way[..way.len() - 1]);
        while map.len() > self.root.len() && self.target.reading.entries(map).len() == 1 {
            (way, map) = (map, &map[..map.len() - 1]);
        }
        let Some(Turn::Key(last)) = way.last() else {
            return Err(ODD);
        };
        self.target.remove_key(map, |key| key == last)
    }

    /// What a way leads to that belongs to a row.
    fn level(&self, way: &[Turn], row: Row) -> Level {
        let is_row = |turn: Option<&Turn>| match turn {
            Some(Turn::Key(key)) => self.names.row(key) == Some(row),
            _ => false,
        };
        let Row::Leaf { table, .. } = row else {
            return Level::Group;
        };
        let above = way.len().checked_sub(2).and_then(|at| way.get(at));
        match way.last() {
            Some(Turn::Item(_)) => Level::Item,
            Some(Turn::Key(key)) if is_row(above) && self.names.column(table, key).is_some() => {
                Level::Column
            }
            last if is_row(last) => Level::Row,
            _ => Level::Group,
        }
    }

    /// States a cell that the file does not mention: in its row, if that is
    /// there, else in a row of its own.
    fn state(&self, wrong: &Wrong<'_>) -> Outcome {
        let width = wrong.shape.kinds.len();
        let cells = wrong.row * width..(wrong.row + 1) * width;
        let reading = self.target.reading;
        let mut ways = cells.filter_map(|cell| reading.way(wrong.shape.id, cell));
        let found = ways.find(|way| {
            let level = self.level(way, wrong.leaf());
            matches!(level, Level::Item | Level::Column)
        });
        let text = wrong.value().map(cells::value).unwrap_or_default();
        match found.and_then(<[Turn]>::split_last) {
            Some((Turn::Item(_), list)) => {
                let text = if text.is_empty() { "null" } else { &text };
                splice::push(self.target.text, self.target.value(list)?, text)
            }
            Some((Turn::Key(_), map)) => {
                let column = |key: &str| self.names.column(wrong.table, key);
                let earlier = |key: &str| column(key).is_some_and(|at| at < wrong.column);
                let behind = self.target.last(map, earlier);
                let head = wrong.shape.leaf_columns()[wrong.column].head;
                let entry = entry(&key(head), &text);
                self.target.insert_at(map, behind, &entry)
            }
            None => self.insert_row(wrong),
        }
    }

    /// Puts in a row that the file does not have, behind the nearest of the
    /// rows before it.
    fn insert_row(&self, wrong: &Wrong<'_>) -> Outcome {
        let rows = wrong.shape.leaf_rows();
        let said = wrong.said.to_vec();
        let text = cells::row(wrong.shape, &said, wrong.row, self.rest_is_zero);
        // Below a key with nothing behind it, zeros have to be typed.
        let text = text.unwrap_or_else(|| {
            let text = wrong.value().map(cells::value).unwrap_or_default();
            let column = wrong.shape.leaf_columns()[wrong.column].head;
            match wrong.shape.kinds.len() {
                1 => text,
                _ => format!("{{{}}}", entry(&key(column), &text)),
            }
        });
        let entry = entry(&key(rows[wrong.row].head), &text);
        let (map, behind) = self.place(wrong);
        self.target.insert_at(&map, behind, &entry)
    }

    /// The map in which a row belongs, and the entry behind which.
    fn place(&self, wrong: &Wrong<'_>) -> (Way, Option<usize>) {
        let tables = self.part.tables.iter().enumerate();
        let before = tables.flat_map(|(at, table)| {
            let cells = (0..table.size())
                .filter(move |cell| (at, cell / table.kinds.len()) < (wrong.table, wrong.row));
            cells.filter_map(move |cell| Some((at, cell, self.target.reading.way(table.id, cell)?)))
        });
        let Some((table, cell, way)) = before.last() else {
            return (self.root.clone(), None);
        };
        let row = cell / self.part.tables[table].kinds.len();
        let below = match self.level(way, Row::Leaf { table, row }) {
            Level::Item | Level::Column => 2,
            Level::Row | Level::Group => 1,
        };
        let mut at = way.len() - below;
        while at > self.root.len() && !self.is_around(&way[at - 1], wrong.leaf()) {
            at -= 1;
        }
        let behind = match &way[at] {
            Turn::Key(last) => self.target.reading.position(&way[..at], |key| key == last),
            Turn::Item(_) => None,
        };
        (way[..at].to_vec(), behind)
    }

    /// Whether a key is that of a group around a row.
    fn is_around(&self, turn: &Turn, row: Row) -> bool {
        let Turn::Key(key) = turn else { return false };
        let group = match self.names.row(key) {
            Some(Row::Group(head)) => Some(head),
            Some(leaf) => self.names.namesake(leaf),
            None => None,
        };
        group.is_some_and(|group| self.names.groups(row).contains(&group))
    }
}
