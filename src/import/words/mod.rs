//! The words of a report: what it states of itself, what its page printed around it, and
//! what remains as Markdown.
//!
//! Every character of a line comes out in exactly one place: in the Markdown, among what
//! was dropped, or among what was not understood.

mod chrome;
mod dates;
mod head;
mod keys;
mod names;
mod number;
mod paragraphs;
mod preamble;
mod stated;
mod tail;
mod title;
mod typing;
mod write;

use crate::form::{Form, SectionKind};

use crate::prose::alike;

use super::reading::{Reading, Words};
use super::source::{Line, Source};
use super::text::{Dropped, Text};

use paragraphs::{Block, Wrapping};
use stated::{Found, One};
use tail::Tail;

/// Understands the words of a report. Linear in them.
pub fn understand(source: &Source, reading: &Reading) -> Text {
    let mut found = Found::default();
    metadata(source, &mut found);
    let mut text = Text::default();
    let opening = reading.words.iter().filter(|one| one.section.is_none());
    let opening = opening.flat_map(|words| words.before.iter().chain(&words.after));
    let opening: Vec<Line> = opening.cloned().collect();
    let head = head::read(&opening, &mut found);
    text.dropped = head.dropped;
    text.not_understood = head.not_understood;
    let mut preamble = head.preamble;
    preamble::read(&preamble, "引言", &mut found);
    let sections = reading.words.iter().filter(|one| one.section.is_some());
    let mut sections: Vec<Words> = sections.cloned().collect();
    let overview = sections
        .iter()
        .find(|one| one.section == Some(SectionKind::Overview));
    if let Some(overview) = overview {
        preamble::read(&overview.before, "总体情况", &mut found);
        preamble::first_sentence(&overview.before, &mut found);
    }
    let Tail {
        dropped,
        not_understood,
    } = tail::cut(last(&mut sections, &mut preamble), &mut found);
    let mut body = Body::new(source, reading);
    let markdown = body.markdown(preamble, sections, reading.form);
    text.markdown = markdown;
    text.dropped.extend(body.dropped);
    text.dropped.extend(dropped);
    text.not_understood.extend(body.not_understood);
    text.not_understood.extend(not_understood);
    found.settle(&mut text);
    text
}

/// The last lines of a report.
fn last<'w>(sections: &'w mut [Words], preamble: &'w mut Vec<Line>) -> &'w mut Vec<Line> {
    let filled = |words: &&mut Words| !words.before.is_empty() || !words.after.is_empty();
    match sections.iter_mut().rfind(filled) {
        Some(words) if !words.after.is_empty() => &mut words.after,
        Some(words) => &mut words.before,
        None => preamble,
    }
}

/// What the data of the file states.
fn metadata(source: &Source, found: &mut Found) {
    for (name, value) in &source.metadata {
        let from = format!("网页数据 {name}");
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "articletitle" | "title" | "headline" | "og:title" => {
                if let Some(end) = title::at_start(value) {
                    found.title(&value[..end], &from, None);
                }
            }
            "pubdate" | "datepublished" => {
                if let Some((stamp, _)) = dates::at_start(&value.replace('T', " ")) {
                    found.published.push(One::new(stamp, &from, None));
                }
            }
            "contentsource" | "author" | "publisher" if names::is_body(value) => {
                let one = One::new(value.to_owned(), &from, None);
                found.publishers.push(one);
            }
            _ => {}
        }
    }
}

/// Makes the Markdown of what remains.
struct Body<'s> {
    source: &'s Source,
    wrapping: Wrapping,
    dropped: Vec<Dropped>,
    not_understood: Vec<Line>,
}

impl<'s> Body<'s> {
    fn new(source: &'s Source, reading: &Reading) -> Self {
        let words = reading.words.iter();
        let lines = words.flat_map(|words| words.before.iter().chain(&words.after));
        Self {
            source,
            wrapping: Wrapping::of(source, lines),
            dropped: Vec::new(),
            not_understood: Vec::new(),
        }
    }

    fn markdown(&mut self, preamble: Vec<Line>, sections: Vec<Words>, form: &Form) -> String {
        let mut out = String::new();
        write::blocks(&self.blocks(preamble), &mut out);
        for words in sections {
            if !out.is_empty() {
                out.push('\n');
            }
            let kind = words.section;
            let own = form.sections.iter().find(|own| Some(own.kind) == kind);
            let heading = words.heading.map(|heading| typing::joined(&heading));
            let heading = heading.or_else(|| Some(own?.heading.to_owned()));
            write::heading(2, &heading.unwrap_or_default(), &mut out);
            let part = own.and_then(|own| own.part);
            let lines = match part {
                Some(_) => self.without_captions(words.before, own.map(|own| own.heading)),
                None => words.before,
            };
            let before = self.in_section(lines);
            let after = self.in_section(words.after);
            write::blocks(&before, &mut out);
            if !after.is_empty() && part.is_some() {
                out.push_str("\n---\n");
            }
            write::blocks(&after, &mut out);
        }
        out
    }

    /// Lines before a table without its caption, which is the name of the section again,
    /// and without the bracket that opens the note above it.
    fn without_captions(&mut self, mut lines: Vec<Line>, heading: Option<&str>) -> Vec<Line> {
        let name = heading.and_then(|heading| Some(heading.split_once('、')?.1));
        let dropped = &mut self.dropped;
        lines.retain(|line| {
            let caption = name.is_some_and(|name| alike(name, &line.text));
            if caption {
                dropped.push(Dropped {
                    text: line.text.clone(),
                    place: line.place.clone(),
                    why: "表格的标题".to_owned(),
                });
            }
            !caption
        });
        if let Some(last) = lines.last_mut() {
            let end = last.text.trim_end().trim_end_matches(['（', '(']).len();
            last.text.truncate(end);
        }
        lines
    }

    /// The blocks of a section: what looks like another one is a heading in it.
    fn in_section(&mut self, lines: Vec<Line>) -> Vec<Block> {
        let mut blocks = self.blocks(lines);
        for block in &mut blocks {
            if let Block::Section(text) = block {
                *block = Block::Heading(std::mem::take(text));
            }
        }
        blocks
    }

    fn blocks(&mut self, lines: Vec<Line>) -> Vec<Block> {
        paragraphs::read(
            lines,
            self.source,
            self.wrapping,
            &mut self.dropped,
            &mut self.not_understood,
        )
    }
}

#[cfg(test)]
mod tests;
