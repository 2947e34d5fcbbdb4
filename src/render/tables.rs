//! Statutory tables as finished HTML, as small as the minifier would make it.
//!
//! A form's table is the same on every page but for its numbers: heads, ids,
//! spans and `headers` never change. So what stands around the numbers is
//! written once (a frame), and for a report only the numbers are set in.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use crate::form::{Table, Value};
use crate::html::facts::Facts;
use crate::path::OutPath;
use crate::report::Grid;

use super::links;
use super::minify::minify;
use super::views::cells::{CellView, more_than_zero};
use super::views::table::{PlacedTable, TableView};

/// A finished table, with what is known of it without reading it again.
pub struct WrittenTable {
    pub html: String,
    /// What links can lead to in it.
    pub ids: Arc<BTreeSet<String>>,
    /// What the rules for pages ask of it, whatever numbers stand in it.
    pub facts: Arc<Facts>,
}

/// Writes tables. The frames made so far are kept: a few for each form.
#[derive(Default)]
pub struct TableWriter(RwLock<Vec<Arc<Frame>>>);

impl TableWriter {
    /// Writes a table of a report. Linear in its cells.
    pub fn write(&self, placed: &PlacedTable<'_>) -> WrittenTable {
        let frame = self.frame(placed);
        let mut html = frame.fill(placed.grid);
        if has_text(placed.grid) {
            // White space in words means as little as anywhere else.
            html = minify(html);
        }
        WrittenTable {
            html,
            ids: Arc::clone(&frame.ids),
            facts: Arc::clone(&frame.facts),
        }
    }

    fn frame(&self, placed: &PlacedTable<'_>) -> Arc<Frame> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(frame) = known.iter().find(|frame| frame.fits(placed)) {
            return Arc::clone(frame);
        }
        drop(known);
        // Two threads may both make it; they make the same.
        let frame = Arc::new(Frame::new(placed));
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.push(Arc::clone(&frame));
        frame
    }
}

/// A table without its numbers, at one place of a page.
struct Frame {
    table: &'static Table,
    section: String,
    id: String,
    described_by: Option<String>,
    zero: bool,
    html: String,
    /// The cells of the grid in its order.
    slots: Vec<Slot>,
    ids: Arc<BTreeSet<String>>,
    facts: Arc<Facts>,
}

/// Where in a frame one cell is filled in, in bytes.
struct Slot {
    /// In its tag, where a class goes.
    class: usize,
    value: usize,
}

impl Frame {
    fn new(placed: &PlacedTable<'_>) -> Self {
        let mut writer = Writer::default();
        writer.table(&TableView::whole(placed));
        let Writer { html, slots } = writer;
        let page = OutPath::new("index.html").expect("a fixed name is a valid path");
        Self {
            table: placed.grid.table,
            section: placed.section.clone(),
            id: placed.id.clone(),
            described_by: placed.described_by.clone(),
            zero: placed.grid.all_zero(),
            ids: Arc::new(links::read(html.as_bytes(), &page, None).ids),
            facts: Arc::new(Facts::of(html.as_bytes())),
            html,
            slots,
        }
    }

    /// The tables of a form are statics, so their addresses tell them apart.
    fn fits(&self, placed: &PlacedTable<'_>) -> bool {
        std::ptr::eq(self.table, placed.grid.table)
            && self.described_by == placed.described_by
            && self.section == placed.section
            && self.id == placed.id
            && self.zero == placed.grid.all_zero()
    }

    /// The table with the numbers of this grid.
    fn fill(&self, grid: &Grid) -> String {
        let mut html = String::with_capacity(self.html.len() + 4 * self.slots.len());
        let mut at = 0;
        for (slot, cell) in self.slots.iter().zip(&grid.cells) {
            html.push_str(&self.html[at..slot.class]);
            html.push_str(match &cell.value {
                Value::Blank => " class=e",
                Value::NotApplicable(_) => " class=na",
                value if more_than_zero(value) => " class=y",
                _ => "",
            });
            html.push_str(&self.html[slot.class..slot.value]);
            match &cell.value {
                Value::Text(text) => escape(text, &mut html),
                // Generated content says it in words (`.na` in the style sheet).
                Value::NotApplicable(mark) => {
                    html.push_str("<span aria-hidden=true>");
                    escape(mark, &mut html);
                    html.push_str("</span>");
                }
                // Writing into a string cannot fail.
                number => _ = write!(html, "{number}"),
            }
            at = slot.value;
        }
        html.push_str(&self.html[at..]);
        html
    }
}

fn has_text(grid: &Grid) -> bool {
    let mut cells = grid.cells.iter();
    cells.any(|cell| matches!(cell.value, Value::Text(_)))
}

/// Writes the frame of a table.
#[derive(Default)]
struct Writer {
    html: String,
    slots: Vec<Slot>,
}

impl Writer {
    fn table(&mut self, table: &TableView) {
        if table.scroll {
            // The script measures what may fit, and folds what is all zero.
            let class = match (table.fit, table.zero) {
                (true, true) => "scroll fit zero",
                (true, false) => "scroll fit",
                (false, true) => "scroll zero",
                (false, false) => "scroll",
            };
            let region = [
                ("aria-label", table.name),
                ("class", class),
                ("role", "region"),
                ("tabindex", "0"),
            ];
            self.open("div", region);
        }
        let class = format!("stat {}", table.kind);
        let described_by = table.described_by.iter();
        let described_by = described_by.map(|id| ("aria-describedby", &id[..]));
        let own = [("class", &class[..]), ("id", &table.id)];
        self.open("table", described_by.chain(own));
        self.open("caption", []);
        escape(table.caption, &mut self.html);
        if let Some(unit) = table.unit {
            self.open("span", [("class", "unit")]);
            escape(&format!("（{unit}）"), &mut self.html);
            self.close("span");
        }
        self.close("caption");
        for group in &table.colgroups {
            self.open("colgroup", []);
            for class in group {
                self.open("col", [("class", &class[..])]);
            }
            self.close("colgroup");
        }
        self.open("thead", []);
        table.head.iter().for_each(|row| self.row(false, row));
        self.close("thead");
        for body in &table.bodies {
            self.open("tbody", []);
            body.iter().for_each(|row| self.row(row.sum, &row.cells));
            self.close("tbody");
        }
        self.close("table");
        if table.scroll {
            self.close("div");
        }
    }

    fn row(&mut self, sum: bool, cells: &[CellView]) {
        self.open("tr", sum.then_some(("class", "sum")));
        cells.iter().for_each(|cell| self.cell(cell));
        self.close("tr");
    }

    fn cell(&mut self, cell: &CellView) {
        let tag = if cell.head { "th" } else { "td" };
        let span = |span: Option<usize>| span.map(|span| span.to_string());
        let (colspan, rowspan) = (span(cell.colspan), span(cell.rowspan));
        let column = span(cell.column);
        let attributes = [
            ("aria-colindex", column.as_deref()),
            ("class", cell.note.then_some("note")),
            ("colspan", colspan.as_deref()),
            ("headers", cell.headers.as_deref()),
            ("id", cell.id.as_deref()),
            ("rowspan", rowspan.as_deref()),
            ("scope", cell.scope),
        ];
        let attributes = attributes.into_iter();
        let class = self.open(
            tag,
            attributes.filter_map(|(name, value)| Some((name, value?))),
        );
        if !cell.head && !cell.note {
            let value = self.html.len();
            self.slots.push(Slot { class, value });
        } else if cell.vertical {
            self.open("span", [("class", "v")]);
            escape(&cell.text, &mut self.html);
            self.close("span");
        } else {
            escape(&cell.text, &mut self.html);
        }
        self.close(tag);
    }

    /// Opens an element as the minifier does: attributes in the order of their
    /// names, but those that need quotes come first. The values are ids, classes
    /// and numbers of our own, so nothing else needs quotes than a space.
    /// Returns where another class would stand.
    fn open<'a>(
        &mut self,
        tag: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> usize {
        self.html.push('<');
        self.html.push_str(tag);
        let (quoted, plain): (Vec<_>, Vec<_>) = attributes
            .into_iter()
            .partition(|(_, value)| value.contains(' '));
        for (name, value) in quoted {
            self.html.extend([" ", name, "=\"", value, "\""]);
        }
        let after_quoted = self.html.len();
        for (name, value) in plain {
            self.html.extend([" ", name, "=", value]);
        }
        self.html.push('>');
        after_quoted
    }

    fn close(&mut self, tag: &str) {
        self.html.extend(["</", tag, ">"]);
    }
}

/// Writes words as HTML.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    use super::*;
    use crate::form::{Amount, FORMS};
    use crate::report::Grid;

    /// A component that writes the same tables from their cells, as a site may
    /// have one.
    const COMPONENT: &str = include_str!("../../tests/fixtures/templates/stat_table.html");

    /// Every kind of value, spread over the cells so that all classes meet.
    fn mixed(table: &'static Table, words: &str) -> Grid {
        let mut grid = Grid::blank(table);
        for (at, cell) in grid.cells.iter_mut().enumerate() {
            cell.value = match at * at % 5 {
                0 => Value::Blank,
                1 => Value::Count(at as i64 * 1000),
                2 => Value::Amount(Amount::parse("12.50").expect("a decimal")),
                3 => Value::NotApplicable("/".to_owned()),
                _ => Value::Text(words.to_owned()),
            };
        }
        grid
    }

    fn zeros(table: &'static Table) -> Grid {
        let mut grid = Grid::blank(table);
        for cell in &mut grid.cells {
            cell.value = Value::Count(0);
        }
        grid
    }

    #[test]
    fn tables_are_what_the_minifier_makes_of_a_template() {
        let mut tera = Tera::default();
        let call = "{{ <stat_table table={table}/> }}";
        tera.add_raw_templates([("component", COMPONENT), ("call", call)])
            .expect("a good template");
        let writer = TableWriter::default();
        let parts = FORMS.iter();
        let parts = parts.flat_map(|form| form.parts.iter().map(move |part| (*form, part)));
        let tables = parts.flat_map(|(form, part)| part.tables.iter().map(move |one| (form, one)));
        for (at, (form, table)) in tables.enumerate() {
            let words = ["12.5 万元", " 甲  <乙> & \"丙\"\n'丁' "];
            let mixed = words.map(|words| mixed(table, words));
            for grid in mixed.into_iter().chain([zeros(table)]) {
                let placed = PlacedTable {
                    grid: &grid,
                    form,
                    section: "s3".to_owned(),
                    id: format!("t{at}"),
                    described_by: (at % 2 == 0).then(|| "zero-t3".to_owned()),
                };
                let mut context = Context::new();
                context.insert("table", &TableView::whole(&placed));
                let wanted = minify(tera.render("call", &context).expect("a table"));
                let written = writer.write(&placed);
                if cfg!(feature = "minify") {
                    assert_eq!(written.html, wanted);
                }
                let page = OutPath::new("index.html").expect("a path");
                let ids = links::read(wanted.as_bytes(), &page, None).ids;
                assert_eq!(*written.ids, ids);
                assert_eq!(*written.facts, Facts::of(wanted.as_bytes()));
            }
        }
    }
}
