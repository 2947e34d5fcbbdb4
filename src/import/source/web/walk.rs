//! The tree of a page to lines and grids, in the order in which they are read.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

use super::element;
use super::grid::Rows;
use super::lists::{List, Lists};
use super::survey::{Survey, is_content};
use super::words::Words;
use crate::import::source::refusal::Refusal;
use crate::import::source::{Grid, Line, LineKind, Piece, Place};

/// All that a reader of this part of a page sees. Places are not counted yet.
pub fn walk(root: NodeRef<'_, Node>, survey: &Survey) -> Result<Vec<Piece>, Refusal> {
    let mut walk = Walk::new(survey);
    let mut left_out = None;
    for edge in root.traverse() {
        match (edge, left_out) {
            (Edge::Close(node), Some(id)) if node.id() == id => left_out = None,
            (_, Some(_)) => {}
            (Edge::Open(node), None) => match node.value() {
                Node::Text(text) => walk.text(text),
                Node::Element(one) if walk.leaves_out(node, one) => left_out = Some(node.id()),
                Node::Element(one) => walk.begin(node, one)?,
                _ => {}
            },
            (Edge::Close(node), None) => {
                if let Node::Element(one) = node.value() {
                    walk.end(one);
                }
            }
        }
    }
    walk.end_line();
    Ok(walk.pieces)
}

struct Walk<'s> {
    survey: &'s Survey,
    pieces: Vec<Piece>,
    words: Words,
    /// Pictures in the line.
    pictures: Vec<Piece>,
    /// What the headings and entries of lists say of their lines, those inside last.
    kinds: Vec<LineKind>,
    lists: Lists,
    /// How many elements that show line ends, or tell content from menus, are open.
    preformatted: usize,
    content: usize,
    /// Of each table that is open, whether it holds data.
    tables: Vec<bool>,
    data: Vec<Table>,
}

/// A table with data.
#[derive(Default)]
struct Table {
    rows: Rows,
    /// The lines of the cell that is open.
    cell: Option<Vec<String>>,
    /// What stands outside of its cells, and what is in them and no words.
    before: Vec<Piece>,
    after: Vec<Piece>,
}

impl<'s> Walk<'s> {
    fn new(survey: &'s Survey) -> Self {
        Self {
            survey,
            pieces: Vec::new(),
            words: Words::default(),
            pictures: Vec::new(),
            kinds: Vec::new(),
            lists: Lists::default(),
            preformatted: 0,
            content: 0,
            tables: Vec::new(),
            data: Vec::new(),
        }
    }

    fn leaves_out(&self, node: NodeRef<'_, Node>, element: &Element) -> bool {
        // What Word says of a document to itself.
        let is_island = || {
            let around = node.parent().and_then(|parent| parent.value().as_element());
            around.is_some_and(|around| around.name() == "xml") && element.name().contains(':')
        };
        element::is_hidden(element)
            || self.survey.is_around_content(element, self.content > 0)
            || is_island()
    }

    fn text(&mut self, text: &str) {
        if self.preformatted == 0 {
            self.words.flow(text);
            return;
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line();
            }
            self.words.exactly(line.trim_end_matches('\r'));
        }
    }

    fn begin(&mut self, node: NodeRef<'_, Node>, element: &Element) -> Result<(), Refusal> {
        if element::is_block(element) || element.name() == "br" {
            self.end_line();
        }
        self.preformatted += usize::from(element::is_preformatted(element));
        self.content += usize::from(is_content(element));
        match element.name() {
            "img" => self.picture(element),
            "ol" => self.lists.begin(List::numbered(element)),
            "ul" | "menu" | "dir" => self.lists.begin(List::Bullets),
            "li" => {
                self.kinds.push(LineKind::Item);
                self.lists.entry(element);
            }
            "table" => {
                let holds_data = self.survey.holds_data(node.id());
                self.tables.push(holds_data);
                if holds_data {
                    self.data.push(Table::default());
                }
            }
            "td" | "th" => {
                if let Some(table) = self.open_table() {
                    table.rows.begin_cell(element)?;
                    table.cell = Some(Vec::new());
                }
            }
            _ => {
                if let Some(level) = element::heading(element) {
                    self.kinds.push(LineKind::Heading(level));
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, element: &Element) {
        if element::is_block(element) {
            self.end_line();
        }
        self.preformatted -= usize::from(element::is_preformatted(element));
        self.content -= usize::from(is_content(element));
        match element.name() {
            "ol" | "ul" | "menu" | "dir" => self.lists.end(),
            "li" => {
                self.kinds.pop();
                self.lists.end_entry();
            }
            "td" | "th" => {
                if let Some(table) = self.open_table() {
                    let lines = table.cell.take().unwrap_or_default();
                    table.rows.end_cell(lines.join("\n"));
                }
            }
            "tr" => {
                if let Some(table) = self.open_table() {
                    table.rows.end_row();
                }
            }
            "thead" | "tbody" | "tfoot" => {
                if let Some(table) = self.open_table() {
                    table.rows.end_group();
                }
            }
            "table" if self.tables.pop() == Some(true) => self.end_table(),
            _ if element::heading(element).is_some() => {
                self.kinds.pop();
            }
            _ => {}
        }
    }

    /// The table that rows and cells belong to, if it holds data.
    fn open_table(&mut self) -> Option<&mut Table> {
        match self.tables.last() {
            Some(true) => self.data.last_mut(),
            _ => None,
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.data.pop() else {
            return;
        };
        let cells = table.rows.end();
        let grid = (!cells.is_empty()).then_some(Piece::Grid(Grid {
            cells,
            place: Place::Table(0),
        }));
        let pieces = table.before.into_iter().chain(grid).chain(table.after);
        match self.data.last_mut() {
            Some(around) => around.after.extend(pieces),
            None => self.pieces.extend(pieces),
        }
    }

    fn picture(&mut self, element: &Element) {
        // Pages count their readers with pictures of one dot.
        let is_dot = |name| element::number(element, name).is_some_and(|size| size <= 1);
        if is_dot("width") || is_dot("height") {
            return;
        }
        let description = element.attr("alt").unwrap_or_default().trim();
        self.pictures.push(Piece::Picture {
            description: description.to_owned(),
            place: Place::Paragraph(0),
        });
    }

    fn end_line(&mut self) {
        let line = self.words.take().map(|text| self.lists.marked(text));
        let pictures = self.pictures.drain(..);
        let kind = match self.kinds.last_mut() {
            // Only the first line of an entry begins it.
            Some(kind @ LineKind::Item) if line.is_some() => {
                std::mem::replace(kind, LineKind::Paragraph)
            }
            Some(kind) => *kind,
            None => LineKind::Paragraph,
        };
        let piece = |text| {
            Piece::Line(Line {
                text,
                kind,
                place: Place::Paragraph(0),
            })
        };
        match self.data.last_mut() {
            Some(Table {
                cell: Some(lines),
                after,
                ..
            }) => {
                lines.extend(line);
                after.extend(pictures);
            }
            Some(table) => table
                .before
                .extend(line.map(piece).into_iter().chain(pictures)),
            None => self
                .pieces
                .extend(line.map(piece).into_iter().chain(pictures)),
        }
    }
}
