//! From the parser's events to our nodes: places in the file, refusals, and
//! the line ends that Chinese does not write.

mod line_ends;
mod notes;
mod rows;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::entities;
use super::footnotes::Notes;
use super::indent::options;
use super::lines::Block;
use super::nodes::{Align, Element, Link, Node, Words};
use super::prepare::{DEEPEST, Prepared};
use super::stand_ins::{JOINT, LOW_LINE, STAR, clean, may_hold_marks};
use super::{MOST_FINDINGS, refuse};
use crate::diag::Diagnostic;
use crate::path::SourcePath;
use rows::Row;

pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) file: &'a SourcePath,
    pub(super) offset: usize,
    pub(super) prepared: &'a Prepared,
    /// Whether a mark of our own may be in the prepared text.
    marked: bool,
    pub nodes: Vec<Node>,
    pub diagnostics: Vec<Diagnostic>,
    depth: usize,
    /// The last character of text in this paragraph.
    pub(super) last: Option<char>,
    /// A line end that is dropped if Chinese follows, by its index in `nodes`.
    pub(super) pending: Option<usize>,
    /// Whether a tag was refused in this block, so that `</b>` adds no second finding.
    pub(super) refused: bool,
    /// Images being read, innermost last; only the outermost gets a node.
    pub(super) images: Vec<Link>,
    pub notes: Notes,
    /// Footnotes being read: label, place, and the nodes around.
    pub(super) in_notes: Vec<(String, Range<usize>, Vec<Node>)>,
    pub(super) in_link: bool,
    row: Row,
    /// Whether a line begins with a full-width `｜`.
    pub(super) framed: bool,
    /// Where tables and code are, in bytes of the source.
    pub set_apart: Vec<Range<usize>>,
    /// For each open list, the number its next item should have.
    numbers: Vec<Option<u64>>,
    pub(super) aligns: Vec<Align>,
    column: usize,
    in_head: bool,
    /// In a fenced block, whose text stays as it is to the space.
    pub(super) fenced: bool,
    /// The paragraph or item whose lines are being read.
    block: Block,
}

impl<'a> Reader<'a> {
    pub fn new(
        source: &'a str,
        file: &'a SourcePath,
        offset: usize,
        prepared: &'a Prepared,
    ) -> Self {
        Self {
            source,
            file,
            offset,
            prepared,
            marked: may_hold_marks(&prepared.text),
            nodes: Vec::new(),
            diagnostics: Vec::new(),
            depth: 0,
            last: None,
            pending: None,
            refused: false,
            images: Vec::new(),
            notes: Notes::default(),
            in_notes: Vec::new(),
            in_link: false,
            row: Row::default(),
            framed: false,
            set_apart: Vec::new(),
            numbers: Vec::new(),
            aligns: Vec::new(),
            column: 0,
            in_head: false,
            fenced: false,
            block: Block::default(),
        }
    }

    pub fn read(&mut self) {
        let prepared = self.prepared;
        for (event, range) in
            Parser::new_ext(&prepared.text, options(&prepared.text)).into_offset_iter()
        {
            match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > DEEPEST * 2 {
                        self.diagnostics
                            .push(refuse::too_deep(self.file, self.place(range)));
                        break;
                    }
                    self.start(tag, range);
                }
                Event::End(tag) => {
                    self.depth -= 1;
                    self.end(tag, range);
                }
                Event::Text(text) => self.text(&text, range),
                Event::Code(text) => self.code(&text, range),
                // A block comes line by line; its first line says enough.
                Event::Html(html) => {
                    self.html(&html, range.clone(), true);
                    self.text(&html, range);
                }
                Event::InlineHtml(html) => {
                    self.html(&html, range.clone(), html.starts_with("</"));
                    self.text(&html, range);
                }
                Event::SoftBreak => self.soft_break(range),
                Event::HardBreak => self.hard_break(range),
                Event::Rule => {
                    self.block.close(&mut self.nodes);
                    self.nodes.push(Node::Rule);
                }
                Event::FootnoteReference(label) => self.note_mark(&label, range),
                // Not enabled in `options`.
                Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
                Event::TaskListMarker(_) => {}
            }
        }
    }

    /// Adds a finding, if there are not too many already.
    pub(super) fn say(&mut self, said: Diagnostic) {
        if self.diagnostics.len() < MOST_FINDINGS {
            self.diagnostics.push(said);
        }
    }

    /// Refuses a tag; `again` if it may belong to one that was refused before.
    fn html(&mut self, tag: &str, range: Range<usize>, again: bool) {
        if again && self.refused || self.diagnostics.len() >= MOST_FINDINGS {
            return;
        }
        self.refused = true;
        let place = self.place(range.start..range.start + tag.trim_end().len());
        self.diagnostics
            .push(refuse::html(self.file, place, &clean(tag.trim())));
    }

    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        let place = self.prepared.source(range);
        place.start + self.offset..place.end + self.offset
    }

    fn open(&mut self, element: Element, range: Range<usize>) {
        if element.inline() {
            self.block.inline += 1;
        } else {
            (self.last, self.pending, self.refused) = (None, None, false);
            self.block.close(&mut self.nodes);
        }
        let tight = matches!(element, Element::Item(_));
        if tight || matches!(element, Element::Paragraph) {
            self.block = Block::new(range.clone(), tight.then_some(self.nodes.len() + 1));
        }
        let place = self.place(range);
        self.nodes.push(Node::Open(element, place));
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let element = match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Indented) => {
                Element::Paragraph
            }
            Tag::Heading { level, .. } => Element::Heading(level as u8),
            Tag::BlockQuote(_) => Element::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.fence(&info, &range);
                self.fenced = true;
                Element::CodeBlock
            }
            Tag::List(first) => {
                self.numbers.push(first);
                first.map_or(Element::Bullets, Element::Numbers)
            }
            Tag::Item => Element::Item(self.item_number(range.start)),
            Tag::Table(aligns) => {
                self.aligns = aligns.into_iter().map(Align::from).collect();
                self.set_apart.push(self.prepared.source(range.clone()));
                Element::Table
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                Element::Head
            }
            Tag::TableRow => {
                (self.column, self.row) = (0, Row::default());
                Element::Row
            }
            Tag::TableCell => self.cell(&range),
            Tag::Strong => Element::Strong,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let mail = link_type == LinkType::Email;
                let link = self.begin_link(&dest_url, &title, mail, &range);
                Element::Link(Box::new(link))
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let link = self.link(clean(&dest_url).into_owned(), &title, &range);
                return self.images.push(Link {
                    image: true,
                    ..link
                });
            }
            Tag::FootnoteDefinition(label) => return self.begin_note(&label, range),
            // What is left is emphasis, and syntax that `options` leaves off.
            _ => Element::Emphasis,
        };
        self.open(element, range);
    }

    fn cell(&mut self, range: &Range<usize>) -> Element {
        let align = self
            .aligns
            .get(self.column)
            .copied()
            .unwrap_or(Align::Unset);
        self.column += 1;
        self.row.cell(range);
        if self.in_head {
            Element::HeadCell(align)
        } else {
            Element::Cell(align)
        }
    }

    fn begin_link(&mut self, target: &str, title: &str, mail: bool, range: &Range<usize>) -> Link {
        self.in_link = true;
        let scheme = if mail { "mailto:" } else { "" };
        let link = self.link(format!("{scheme}{}", clean(target)), title, range);
        self.wide_mark_before(&link);
        link
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Image => return self.end_image(),
            TagEnd::FootnoteDefinition => return self.end_note(),
            TagEnd::Link => {
                self.in_link = false;
                self.nameless();
            }
            TagEnd::Heading(_) => self.empty_heading(&range),
            TagEnd::TableRow => self.end_row(&range),
            TagEnd::List(_) => {
                self.numbers.pop();
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.nodes
                    .extend([Node::Close, Node::Open(Element::Body, 0..0)]);
                return;
            }
            TagEnd::CodeBlock => self.fenced = false,
            TagEnd::Table => {
                self.aligns.clear();
                self.nodes.push(Node::Close);
            }
            _ => {}
        }
        if matches!(tag, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) {
            self.block.inline = self.block.inline.saturating_sub(1);
        } else {
            (self.last, self.pending) = (None, None);
            self.block.close(&mut self.nodes);
        }
        self.nodes.push(Node::Close);
    }

    /// The number an item is written with, if it is not the one that follows.
    fn item_number(&mut self, at: usize) -> Option<u64> {
        let expected = self.numbers.last_mut()?.as_mut()?;
        let line = self.prepared.text[at..].trim_start_matches([' ', '\t']);
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let written: Option<u64> = line[..digits].parse().ok();
        let odd = written.filter(|number| number != expected);
        *expected = written.unwrap_or(*expected).saturating_add(1);
        odd
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let mut range = range;
        let mut text = text;
        let length = self.literal_bullet(&range);
        if length > 0 {
            (text, range.start) = (&text[length..], range.start + length);
        }
        let raw = &self.prepared.text[range.clone()];
        let place = self.place(range.clone());
        if raw != text {
            let text = entities::seen(&clean(text), self.file, &place, &mut self.diagnostics);
            return self.push(&text, place);
        }
        if !self.marked {
            return self.push(text, place);
        }
        // If a character was replaced, lengths differ: go part by part.
        let mut start = range.start;
        for part in raw.split_inclusive([JOINT, STAR, LOW_LINE, '\u{fffd}']) {
            let tail = part
                .chars()
                .next_back()
                .filter(|c| matches!(*c, JOINT | STAR | LOW_LINE | '\u{fffd}'));
            let cut = part.len() - tail.map_or(0, char::len_utf8);
            let (place, tail_place) = (
                self.place(start..start + cut),
                self.place(start + cut..start + part.len()),
            );
            self.push(&part[..cut], place);
            if tail.is_some() {
                self.push(&clean(&part[cut..]), tail_place);
            }
            start += part.len();
        }
    }

    /// Whether the file has this text at this place.
    fn is_exact(&self, text: &str, place: &Range<usize>) -> bool {
        let written = place.start - self.offset..place.end - self.offset;
        self.source.get(written) == Some(text)
    }

    fn push(&mut self, text: &str, place: Range<usize>) {
        if let Some(image) = self.images.first_mut() {
            return image.alt.push_str(text);
        }
        let exact = self.is_exact(text, &place);
        let (mut text, mut place) = (text, place);
        if !self.fenced && (self.last.is_none() || self.pending.is_some()) {
            self.line_start(text, &place);
            let trimmed = text.trim_start_matches('\u{3000}');
            if exact {
                place.start += text.len() - trimmed.len();
            }
            text = trimmed;
        }
        let Some(first) = text.chars().next() else {
            return;
        };
        self.settle(first);
        self.last = text.chars().next_back();
        if let Some(Node::Text(before)) = self.nodes.last_mut()
            && before.place.end == place.start
            && before.exact
            && exact
        {
            before.text.push_str(text);
            before.place.end = place.end;
            return;
        }
        let text = text.to_owned();
        self.nodes.push(Node::Text(Words { text, place, exact }));
    }

    fn code(&mut self, text: &str, range: Range<usize>) {
        let text = clean(text).into_owned();
        if let Some(image) = self.images.first_mut() {
            return image.alt.push_str(&text);
        }
        if let Some(first) = text.chars().next() {
            self.settle(first);
            self.last = text.chars().next_back();
        }
        let whole = self.place(range);
        let written = &self.source[whole.start - self.offset..whole.end - self.offset];
        let start = whole.start + written.find(&text).unwrap_or(0);
        let there = start..start + text.len();
        let found = self.is_exact(&text, &there);
        let place = if found { there } else { whole };
        let exact = found || self.is_exact(&text, &place);
        self.nodes.push(Node::Code(Words { text, place, exact }));
    }
}
