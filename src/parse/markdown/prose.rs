//! The words of a narrative without its markup, for rules that look for words
//! and must point at them in the file.

use std::ops::Range;

use crate::prose::digit;

use super::nodes::{Element, Node, Words};

/// What a stretch of prose is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph or the text of a list item.
    Text,
    Heading(u8),
    Cell,
    Code,
}

/// The plain text of one block, such as a paragraph or a table cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    pub kind: Kind,
    pub text: String,
    /// Of a cell that may hold a long number: the heads of its table and the
    /// first cell of its row, which say what the number is.
    pub beside: String,
    /// Whether there is a picture in it.
    pub pictured: bool,
    parts: Vec<Part>,
}

/// What says what the cells of a table are.
#[derive(Default)]
struct Heads {
    is_head: bool,
    heads: String,
    /// The first cell of the row.
    label: Option<String>,
}

impl Heads {
    fn open(&mut self, element: &Element) {
        match element {
            Element::Head => {
                self.heads.clear();
                self.is_head = true;
            }
            Element::Row => {
                self.is_head = false;
                self.label = None;
            }
            _ => {}
        }
    }

    fn close(&mut self, cell: &mut Prose) {
        if self.is_head {
            self.heads.push_str(&cell.text);
            self.heads.push('\t');
            return;
        }
        if digits(&cell.text) >= LONG {
            let label = self.label.as_deref().unwrap_or_default();
            cell.beside = [self.heads.as_str(), label].concat();
        }
        self.label.get_or_insert_with(|| cell.text.clone());
    }
}

/// How many digits the shortest number has whose neighbours are looked at.
const LONG: usize = 11;

fn digits(text: &str) -> usize {
    text.chars().filter(|c| digit(*c).is_some()).count()
}

/// Where a part of the text begins, and where it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    at: usize,
    place: Range<usize>,
    exact: bool,
    code: bool,
}

impl Prose {
    /// The ranges of the text that are code.
    pub fn code(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.parts.iter().skip(1).map(|part| part.at);
        let ends = ends.chain([self.text.len()]);
        let parts = self.parts.iter().zip(ends);
        parts
            .filter(|(part, _)| part.code)
            .map(|(part, end)| part.at..end)
    }

    /// Whether a byte of `text` is code within a line.
    pub fn is_code(&self, at: usize) -> bool {
        self.code().any(|range| range.contains(&at))
    }

    /// Where a byte range of `text` lies in the file.
    pub fn span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.locate(range.start).start;
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => self.locate(last).end,
            _ => start,
        };
        start..end.max(start)
    }

    /// The place of one byte; of the whole part if the file has other bytes there.
    fn locate(&self, at: usize) -> Range<usize> {
        let index = self
            .parts
            .partition_point(|part| part.at <= at)
            .saturating_sub(1);
        let Some(part) = self.parts.get(index) else {
            return 0..0;
        };
        if !part.exact {
            return part.place.clone();
        }
        let start = (part.place.start + at.saturating_sub(part.at)).min(part.place.end);
        start..(start + 1).min(part.place.end)
    }

    fn push(&mut self, words: &Words, code: bool) {
        self.parts.push(Part {
            at: self.text.len(),
            place: words.place.clone(),
            exact: words.exact,
            code,
        });
        self.text.push_str(&words.text);
    }
}

/// The ranges of the file that are read as they are, without code.
pub(super) fn plain(nodes: &[Node]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut code = 0_usize;
    nodes.iter().filter_map(move |node| {
        match node {
            Node::Open(Element::CodeBlock, _) => code = 1,
            Node::Open(..) if code > 0 => code += 1,
            Node::Close => code = code.saturating_sub(1),
            Node::Text(words) if code == 0 && words.exact => return Some(words.place.clone()),
            _ => {}
        }
        None
    })
}

/// The blocks of text among nodes, in reading order, empty ones left out.
pub(super) fn collect(nodes: &[Node]) -> Vec<Prose> {
    let mut blocks = Vec::new();
    let mut current = empty(Kind::Text);
    let mut open: Vec<Option<Kind>> = Vec::new();
    let mut heads = Heads::default();
    for node in nodes {
        match node {
            Node::Open(element, _) if element.inline() => open.push(None),
            Node::Open(element, _) => {
                let kind = kind(element);
                open.push(Some(kind));
                heads.open(element);
                flush(&mut current, kind, &mut blocks);
            }
            Node::Close => {
                let closed = open.pop().flatten();
                if closed == Some(Kind::Cell) {
                    heads.close(&mut current);
                }
                if closed.is_some() {
                    flush(&mut current, Kind::Text, &mut blocks);
                }
            }
            Node::Text(words) => current.push(words, false),
            Node::Code(words) => current.push(words, true),
            Node::Newline | Node::LineBreak => {
                let end = current.parts.last().map_or(0, |part| part.place.end);
                let words = Words {
                    text: "\n".to_owned(),
                    place: end..end,
                    exact: false,
                };
                current.push(&words, false);
            }
            Node::Image(_) => current.pictured = true,
            Node::Rule | Node::Mark(_) | Node::Back(_) => {}
        }
    }
    flush(&mut current, Kind::Text, &mut blocks);
    blocks
}

fn flush(current: &mut Prose, next: Kind, blocks: &mut Vec<Prose>) {
    let done = std::mem::replace(current, empty(next));
    if !done.text.trim().is_empty() {
        blocks.push(done);
    }
}

fn empty(kind: Kind) -> Prose {
    Prose {
        kind,
        text: String::new(),
        beside: String::new(),
        pictured: false,
        parts: Vec::new(),
    }
}

fn kind(element: &Element) -> Kind {
    match element {
        Element::Heading(level) => Kind::Heading(*level),
        Element::HeadCell(_) | Element::Cell(_) => Kind::Cell,
        Element::CodeBlock => Kind::Code,
        _ => Kind::Text,
    }
}
