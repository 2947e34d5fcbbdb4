//! The tables of the form: in each row left what stood there, right what was understood.

use std::collections::BTreeSet;

use crate::form::{Head, Leaf, Table, Value};
use crate::import::reading::{CellReading, Status, TableReading};
use crate::import::receipt::Receipt;
use crate::report::Grid;

use super::markup::{Heading, Markup};

/// What the marks beside the numbers say.
const MARKS: [(&str, &str); 6] = [
    ("拆", "和别的数字连在一起，只有一种拆法对得上"),
    ("选", "有几种读法，导入的人选定了这一种"),
    ("空白", "原件里这一格是空的，没有当作 0"),
    ("待定", "有几种读法，或者写的不是数，等人来定"),
    ("缺", "原件里没有这一格"),
    ("≠", "在不成立的勾稽关系里，照原件没有改"),
];

/// How many columns stand before the first with numbers.
const BESIDE: usize = 2;

/// All tables, one below the other. The rows of table four are too, each with its five
/// columns: side by side and beside the original they would fit no sheet of paper.
pub fn write(out: &mut Markup, receipt: &Receipt, file: usize) {
    if receipt.tables.is_empty() {
        return;
    }
    let heading = Heading {
        file,
        name: "numbers",
        text: "数字，一格一格对",
    };
    out.element("h3", &[("id", &heading.id())], heading.text);
    legend(out);
    let broken = receipt.relations.broken.iter();
    let broken: BTreeSet<&str> = broken
        .flat_map(|one| &one.cells)
        .map(String::as_str)
        .collect();
    for (at, reading) in receipt.tables.iter().enumerate() {
        let part = receipt.form.part_of(reading.table);
        let heads = Heads {
            table: reading.table,
            id: format!("f{file}-t{at}"),
            leaves: reading.table.leaf_columns(),
        };
        let name = match part {
            Some(part) => format!("{}：{}", part.name, reading.table.caption),
            None => reading.table.caption.to_owned(),
        };
        table(out, reading, &heads, &name, &broken);
    }
}

fn legend(out: &mut Markup) {
    out.tags("<p>没有标记的，原件里一格是一格，直接读到。</p>\n<dl class=\"marks\">\n");
    for (mark, meaning) in MARKS {
        out.tags("<div>");
        out.open("dt", &[]);
        out.span("m", mark);
        out.close("dt");
        out.element("dd", &[], meaning);
        out.tags("</div>\n");
    }
    out.tags("</dl>\n");
}

fn table(
    out: &mut Markup,
    reading: &TableReading,
    heads: &Heads,
    name: &str,
    broken: &BTreeSet<&str>,
) {
    out.region(name);
    out.open("table", &[("class", "cells")]);
    let unit = heads.table.unit.map(|unit| format!("（{unit}）"));
    let caption = format!("{name}{}", unit.unwrap_or_default());
    out.element("caption", &[], &caption);
    heads.write(out);
    out.tags("<tbody>\n");
    let grid = Grid::blank(heads.table);
    let width = heads.leaves.len();
    let rows = heads.table.leaf_rows();
    for ((row, leaf), cells) in rows.iter().enumerate().zip(reading.cells.chunks(width)) {
        let own = format!("{}-r{row}", heads.id);
        out.tags("<tr>");
        out.open("td", &[("headers", &format!("{}-s {own}", heads.id))]);
        stood(out, cells);
        out.close("td");
        out.open("th", &[("id", &own), ("scope", "row")]);
        for group in &leaf.groups {
            out.span("p", group.label);
            out.tags(" ");
        }
        out.text(leaf.head.label);
        out.close("th");
        for (column, cell) in cells.iter().enumerate() {
            let headers = format!("{own} {}", heads.chain(column));
            let is_broken = broken.contains(grid.address(row * width + column).as_str());
            value(out, cell, is_broken, &headers);
        }
        out.tags("</tr>\n");
    }
    out.tags("</tbody>\n</table>\n</div>\n");
}

/// What stood in the place of a row's cells, and where the first of it did.
fn stood(out: &mut Markup, cells: &[CellReading]) {
    let mut all: Vec<&CellReading> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.status != Status::Missing) {
        // Cells that stood together have all of it, each of them.
        let is_together = matches!(
            cell.status,
            Status::Split | Status::Chosen | Status::Ambiguous
        );
        let same = |last: &&CellReading| {
            is_together && last.stood == cell.stood && last.place == cell.place
        };
        if !all.last().is_some_and(same) {
            all.push(cell);
        }
    }
    let Some(first) = all.first() else {
        out.span("p", "原件里没有");
        return;
    };
    if let Some(place) = &first.place {
        let is_one = all.iter().all(|cell| cell.place == first.place);
        let place = format!("{place}{}", if is_one { "" } else { "起" });
        out.span("p", &place);
        out.tags(" ");
    }
    for (at, cell) in all.iter().enumerate() {
        if at > 0 {
            out.tags(" ");
            out.span("p", "｜");
            out.tags(" ");
        }
        match cell.stood.trim().is_empty() {
            true => out.span("p", "（空）"),
            false => out.text(&cell.stood),
        }
    }
}

/// One cell as it was understood; what is not plainly so has a mark.
fn value(out: &mut Markup, cell: &CellReading, is_broken: bool, headers: &str) {
    let (class, mark) = match cell.status {
        Status::Read => ("", None),
        Status::Split => ("split", Some("拆")),
        Status::Chosen => ("split", Some("选")),
        Status::Blank => ("blank", Some("空白")),
        Status::Ambiguous => ("open", Some("待定")),
        Status::Missing => ("gone", Some("缺")),
    };
    let class = if is_broken { "broken" } else { class };
    match class {
        "" => out.open("td", &[("headers", headers)]),
        class => out.open("td", &[("class", class), ("headers", headers)]),
    }
    let shown = cell.value.as_ref().filter(|value| **value != Value::Blank);
    if let Some(value) = shown {
        out.text(&value.to_string());
    }
    for mark in mark.into_iter().chain(is_broken.then_some("≠")) {
        out.tags(" ");
        out.span("m", mark);
    }
    out.close("td");
}

/// The heads of a table's columns, with those that stand over several.
struct Heads {
    table: &'static Table,
    /// What the ids of the table begin with.
    id: String,
    leaves: Vec<Leaf>,
}

impl Heads {
    fn write(&self, out: &mut Markup) {
        let depth = self.table.columns.iter().map(Head::depth).max();
        let depth = depth.unwrap_or(1);
        let rows = depth.to_string();
        out.tags("<thead>\n");
        for level in 0..depth {
            out.tags("<tr>");
            if level == 0 {
                let id = format!("{}-s", self.id);
                let whole = [("rowspan", rows.as_str()), ("scope", "col")];
                out.element("th", &[("id", &id), whole[0], whole[1]], "原件里写的");
                out.element("th", &whole, "项目");
            }
            for (at, leaf) in self.leaves.iter().enumerate() {
                self.head(out, level, depth, at, leaf);
            }
            out.tags("</tr>\n");
        }
        out.tags("</thead>\n");
    }

    /// What begins above a column on one level.
    fn head(&self, out: &mut Markup, level: usize, depth: usize, at: usize, leaf: &Leaf) {
        let (above, column) = (self.above(at, level), (at + BESIDE + 1).to_string());
        let mut attributes = Vec::new();
        if level > 0 {
            // Browsers count the columns of a row under a rowspan as if nothing stood there.
            attributes.extend([("headers", above.as_str()), ("aria-colindex", &column)]);
        }
        if leaf.groups.len() == level {
            let (id, rows) = (self.own(at), (depth - level).to_string());
            attributes.extend([("id", id.as_str()), ("rowspan", &rows), ("scope", "col")]);
            out.element("th", &attributes, leaf.head.label);
        } else if let Some(group) = leaf.groups.get(level)
            && self.first(at, level) == at
        {
            let (id, columns) = (self.group(at, level), group.width().to_string());
            attributes.extend([("id", id.as_str()), ("colspan", &columns)]);
            attributes.push(("scope", "colgroup"));
            out.element("th", &attributes, group.label);
        }
    }

    /// The first column below the head that stands over this one on a level.
    fn first(&self, at: usize, level: usize) -> usize {
        let group = |column: usize| self.leaves[column].groups.get(level);
        let is_same = |column: &usize| match (group(*column), group(at)) {
            (Some(one), Some(other)) => std::ptr::eq(*one, *other),
            _ => false,
        };
        (0..at).rev().take_while(is_same).last().unwrap_or(at)
    }

    fn own(&self, at: usize) -> String {
        format!("{}-c{at}", self.id)
    }

    fn group(&self, at: usize, level: usize) -> String {
        format!("{}-g{level}-{}", self.id, self.first(at, level))
    }

    /// The ids of the heads over a column, above a level.
    fn above(&self, at: usize, level: usize) -> String {
        let groups = (0..level.min(self.leaves[at].groups.len())).map(|one| self.group(at, one));
        groups.collect::<Vec<_>>().join(" ")
    }

    /// The ids of all heads of a column.
    fn chain(&self, at: usize) -> String {
        let above = self.above(at, usize::MAX);
        format!("{above} {}", self.own(at)).trim_start().to_owned()
    }
}
