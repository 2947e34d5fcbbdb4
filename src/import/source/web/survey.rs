//! What is to be read of a page: which of its tables hold data, and whether its menus
//! can be told from its content.

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::element;

/// A cell with more characters is a paragraph.
const LONG: usize = 200;
/// So many short cells are no arrangement of a page.
const MANY: usize = 8;
/// A table that stands in a cell of another and has fewer cells is part of that cell.
const SMALL: usize = 20;

/// What a page is made of.
#[derive(Default)]
pub struct Survey {
    tables: HashMap<NodeId, usize>,
    all: Vec<Table>,
    /// Whether all tables stand in a `<main>` or `<article>`.
    content: bool,
}

/// What matters of one table, without the tables in it.
#[derive(Default)]
struct Table {
    /// The table that this one stands in.
    around: Option<usize>,
    cells: usize,
    /// Cells with words.
    filled: usize,
    /// The most cells of a row.
    widest: usize,
    /// Characters, and those that stand in cells with many.
    characters: usize,
    in_long: usize,
    heading: bool,
    /// The cells of the tables in it, and of the largest of them.
    inner: usize,
    largest: usize,
}

/// A table whose end was not reached yet.
struct Open {
    table: usize,
    row: usize,
    cell: usize,
}

impl Survey {
    /// Looks through a page once.
    pub fn of(page: &Html) -> Self {
        let mut survey = Self::default();
        let mut open: Vec<Open> = Vec::new();
        // How many tables came before each `<main>` or `<article>` that is open.
        let mut contents: Vec<usize> = Vec::new();
        let mut most = 0;
        let mut hidden: Option<NodeId> = None;
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(_) | Edge::Close(_) if hidden.is_some() => {
                    if let Edge::Close(node) = edge
                        && Some(node.id()) == hidden
                    {
                        hidden = None;
                    }
                }
                Edge::Open(node) => match node.value() {
                    Node::Element(one) if element::is_hidden(one) => hidden = Some(node.id()),
                    Node::Element(one) if is_content(one) => contents.push(survey.all.len()),
                    Node::Element(one) => survey.begin(one, node.id(), &mut open),
                    Node::Text(text) => {
                        if let Some(open) = open.last_mut() {
                            open.cell += text.chars().filter(|c| !c.is_whitespace()).count();
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) => match node.value() {
                    Node::Element(one) if is_content(one) => {
                        let before = contents.pop().unwrap_or_default();
                        most = most.max(survey.all.len() - before);
                    }
                    Node::Element(one) => survey.end(one, &mut open),
                    _ => {}
                },
            }
        }
        survey.content = most > 0 && most == survey.all.len();
        survey
    }

    fn begin(&mut self, element: &Element, id: NodeId, open: &mut Vec<Open>) {
        match (element.name(), open.last_mut()) {
            ("table", around) => {
                self.tables.insert(id, self.all.len());
                let around = around.map(|open| open.table);
                let table = self.all.len();
                self.all.push(Table {
                    around,
                    ..Table::default()
                });
                open.push(Open {
                    table,
                    row: 0,
                    cell: 0,
                });
            }
            ("tr", Some(open)) => open.row = 0,
            ("td" | "th", Some(open)) => open.cell = 0,
            (_, Some(open)) if element::heading(element).is_some() => {
                self.all[open.table].heading = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, element: &Element, open: &mut Vec<Open>) {
        match (element.name(), open.last_mut()) {
            ("td" | "th", Some(open)) => {
                let table = &mut self.all[open.table];
                open.row += 1;
                table.widest = table.widest.max(open.row);
                table.cells += 1;
                table.filled += usize::from(open.cell > 0);
                table.characters += open.cell;
                table.in_long += if open.cell > LONG { open.cell } else { 0 };
                open.cell = 0;
            }
            ("table", Some(ended)) => {
                let ended = ended.table;
                open.pop();
                let cells = self.all[ended].cells;
                let inner = self.all[ended].inner + cells;
                let largest = self.all[ended].largest.max(cells);
                if let Some(around) = self.all[ended].around {
                    let around = &mut self.all[around];
                    around.inner += inner;
                    around.largest = around.largest.max(largest);
                }
            }
            _ => {}
        }
    }

    /// Whether a table holds data. One that arranges a page is taken apart.
    pub fn holds_data(&self, table: NodeId) -> bool {
        let Some(table) = self.tables.get(&table).map(|at| &self.all[*at]) else {
            return false;
        };
        let arranges = table.inner > 0 && (table.inner >= table.filled || table.largest >= SMALL);
        table.widest > 1
            && !arranges
            && table.in_long * 2 <= table.characters
            && (!table.heading || table.filled >= MANY)
    }

    /// Whether it is a menu or the like around the content.
    pub fn is_around_content(&self, element: &Element, in_content: bool) -> bool {
        self.content
            && match element.name() {
                "nav" | "select" | "button" => true,
                "header" | "footer" => !in_content,
                _ => false,
            }
    }
}

/// Whether an element is there to tell the content of a page from its menus.
pub fn is_content(element: &Element) -> bool {
    matches!(element.name(), "main" | "article")
}
