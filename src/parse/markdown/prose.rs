//! The words of a narrative without its markup, for rules that look for words
//! and must point at them in the file.

use std::ops::Range;

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
    parts: Vec<Part>,
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
    /// Where code stands in the text.
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

    /// The place of one byte; of the whole part where the file reads otherwise.
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

/// Where words stand in the file just as they are read, code left out.
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
    for node in nodes {
        match node {
            Node::Open(element, _) if element.inline() => open.push(None),
            Node::Open(element, _) => {
                let kind = kind(element);
                open.push(Some(kind));
                flush(&mut current, kind, &mut blocks);
            }
            Node::Close => {
                if open.pop().flatten().is_some() {
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
            Node::Rule | Node::Image(_) | Node::Mark(_) | Node::Back(_) => {}
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
