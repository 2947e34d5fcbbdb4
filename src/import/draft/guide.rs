//! The comments of an imported report: what stood where something is to be looked at.

use std::collections::BTreeMap;

use crate::form::{Head, Part, Table};
use crate::formats::quote::comment;
use crate::formats::report_yaml::Guide;
use crate::import::reading::{CellReading, Reading, Status, TableReading};
use crate::parse::report::ReportDoc;
use crate::report::labels::column_label;

use crate::import::wording;

/// The comments of one report.
pub struct Notes {
    opening: String,
    /// By the ids of table and row.
    rows: BTreeMap<(&'static str, &'static str), String>,
    /// The parts of which something is not known.
    open: Vec<&'static str>,
    is_draft: bool,
    has_signed: bool,
    has_published: bool,
}

impl Notes {
    pub fn of(reading: &Reading, doc: &ReportDoc, file: &str) -> Self {
        let mut rows = BTreeMap::new();
        for table in &reading.tables {
            let width = table.table.kinds.len();
            for (row, leaf) in table.table.leaf_rows().iter().enumerate() {
                if let Some(note) = note(table, row * width..(row + 1) * width) {
                    rows.insert((table.table.id, leaf.head.id), note);
                }
            }
        }
        let is_known = |cell: &CellReading| cell.value.is_some();
        let known = |part: &Part| {
            let mut own = reading.tables.iter();
            let own = own.by_ref().filter(|one| is_in(part, one.table));
            let mut cells = own.flat_map(|one| &one.cells).peekable();
            cells.peek().is_some() && cells.all(is_known)
        };
        let parts = reading.form.parts.iter();
        let file = comment(&wording::shown(file));
        Self {
            opening: format!(
                "# {} 年的年报，gongkai import 从“{file}”读出，请对照原件核对。\n\
                 # 行后面的 # 是说明：原件里的样子。没有定下来的格子空着，空白不是 0。\n\
                 # 要填一行，删去它开头的 #，把数写在冒号后面，冒号后面空一格。\n",
                doc.year
            ),
            rows,
            open: parts
                .filter(|part| !known(part))
                .map(|part| part.id)
                .collect(),
            is_draft: doc.draft,
            has_signed: doc.signed.is_some(),
            has_published: doc.published.is_some(),
        }
    }
}

fn is_in(part: &Part, table: &'static Table) -> bool {
    part.tables.iter().any(|one| std::ptr::eq(one, table))
}

/// The comment of a row; `None` if all of it was read as it stood.
fn note(table: &TableReading, row: std::ops::Range<usize>) -> Option<String> {
    let mut said = Vec::new();
    for one in &table.undecided {
        let begins = row.contains(&one.cells.start);
        let inside = one.cells.start < row.end && row.start < one.cells.end;
        if begins {
            let stood = wording::stood(&one.stood, &one.readings);
            said.push(format!("没有定下来，原件（{}）是 {stood}", one.place));
        } else if inside {
            said.push(format!(
                "没有定下来，和上面连在一起：{}",
                wording::shown(&one.stood)
            ));
        }
    }
    let cells = table.cells.get(row.clone()).unwrap_or_default();
    let is = |status: Status| move |cell: &&CellReading| cell.status == status;
    let missing: Vec<usize> = row
        .clone()
        .filter(|at| table.cells[*at].status == Status::Missing)
        .collect();
    if !missing.is_empty() && missing.len() == cells.len() {
        said.push("原件里没有这一行".to_owned());
    } else if !missing.is_empty() {
        let names = missing.iter().map(|at| column_label(table.table, *at));
        let names = names.collect::<Vec<_>>().join("、");
        said.push(format!("原件里没有：{names}"));
    }
    if let Some(split) = cells.iter().find(is(Status::Split)) {
        let place = split.place.as_ref().map(|place| format!("（{place}）"));
        let place = place.unwrap_or_default();
        said.push(format!("由“{}”{place}拆开", wording::shown(&split.stood)));
    }
    if let Some(chosen) = cells.iter().find(is(Status::Chosen)) {
        let place = chosen.place.as_ref().map(|place| format!("（{place}）"));
        let place = place.unwrap_or_default();
        said.push(format!(
            "人工选定，原件{place}是 {}",
            wording::shown(&chosen.stood)
        ));
    }
    (!said.is_empty()).then(|| said.join("；"))
}

impl Guide for Notes {
    fn opening(&self) -> String {
        self.opening.clone()
    }

    fn field(&self, id: &str) -> Option<String> {
        let note = match id {
            "draft" if self.is_draft => "核对、改好以后删去这一行，才会发布",
            "signed" if !self.has_signed => "落款的日期，原件里没有认出",
            "published" if !self.has_published => "网上发布的日期，原件里没有认出",
            "undecided" => "照原件把数填进表里，再删去这里的一行；留着就检查通不过",
            _ => return None,
        };
        Some(note.to_owned())
    }

    fn row(&self, table: &Table, head: &Head) -> Option<String> {
        self.rows.get(&(table.id, head.id)).cloned()
    }

    fn open_row(&self, table: &Table, head: &Head) -> Option<String> {
        let note = self.row(table, head);
        Some(note.unwrap_or_else(|| "原件里是空白".to_owned()))
    }

    fn may_say_rest(&self, part: &Part) -> bool {
        !self.open.contains(&part.id)
    }

    fn rest(&self) -> Option<String> {
        None
    }
}
