//! A document that was read from a cleaned text, moved to where the file has
//! its words.

use std::mem;
use std::ops::Range;

use super::nodes::{Element, Node, Words};
use super::{Document, Heading, HeadingIds, Piece, parse, prose};
use crate::parse::clean::{Clean, Syntax};
use crate::parse::head;
use crate::path::SourcePath;

impl Document {
    /// Moves every place from the clean text to the file.
    pub fn relocate(&mut self, clean: &Clean<'_>) {
        let mover = Mover { clean };
        self.title.iter_mut().for_each(|title| mover.heading(title));
        mover.piece(&mut self.preamble);
        for section in &mut self.sections {
            mover.heading(&mut section.heading);
            mover.piece(&mut section.before);
            section
                .after
                .iter_mut()
                .for_each(|after| mover.piece(after));
        }
    }
}

/// The ranges of a Markdown file whose words are read as they are, in order: nothing
/// of its head, of code or of the addresses of links.
pub fn plain_places(source: &str, file: &SourcePath) -> Vec<Range<usize>> {
    let (clean, mut document) = read(source, file);
    if let Some(clean) = &clean {
        document.relocate(clean);
    }
    let sections = document.sections.iter();
    let pieces = sections.flat_map(|section| [Some(&section.before), section.after.as_ref()]);
    let pieces = std::iter::once(&document.preamble).chain(pieces.flatten());
    pieces
        .flat_map(|piece| prose::plain(&piece.nodes))
        .collect()
}

/// The elements of a file's text in their order, without the words in them:
/// two texts with the same elements differ in words and marks only.
pub fn elements(source: &str, file: &SourcePath) -> String {
    let (_, document) = read(source, file);
    let html = document.render(
        &|target| Some(target.to_owned().into()),
        &mut HeadingIds::default(),
    );
    let tags = html.split('<').skip(1);
    let tags = tags.filter_map(|rest| Some(rest.split_once('>')?.0));
    // The id of a heading is made of its words.
    let tags = tags.map(|tag| match tag.split_once(" id=") {
        Some((name, _)) if name.starts_with('h') => name,
        _ => tag,
    });
    let tags: Vec<&str> = tags.collect();
    tags.join(">")
}

/// The text below a file's head, and what was taken out of the file before.
fn read<'s>(source: &'s str, file: &SourcePath) -> (Option<Clean<'s>>, Document) {
    let clean = Clean::of(source, Syntax::Markdown);
    let text = clean.as_ref().map_or(source, |clean| &clean.text);
    let start = head::split(text).map_or(0, |(_, start)| start);
    let (document, _) = parse(&text[start..], file, start);
    (clean, document)
}

struct Mover<'c> {
    clean: &'c Clean<'c>,
}

impl Mover<'_> {
    fn heading(&self, heading: &mut Heading) {
        self.span(&mut heading.span);
    }

    fn span(&self, span: &mut Range<usize>) {
        *span = self.clean.source(span.clone());
    }

    fn piece(&self, piece: &mut Piece) {
        let nodes = mem::take(&mut piece.nodes);
        for node in nodes {
            match node {
                Node::Text(words) => {
                    let parts = self.words(words).into_iter();
                    piece.nodes.extend(parts.map(Node::Text));
                }
                Node::Code(words) => {
                    let words = self.words(words);
                    // Code stays one, whose place is then the whole of it.
                    let text = words.iter().map(|words| words.text.as_str()).collect();
                    let (first, last) = (words.first(), words.last());
                    let (start, end) = (
                        first.map(|first| first.place.start),
                        last.map(|last| last.place.end),
                    );
                    piece.nodes.push(Node::Code(Words {
                        text,
                        place: start.unwrap_or(0)..end.unwrap_or(0),
                        exact: words.len() == 1 && words[0].exact,
                    }));
                }
                Node::Open(mut element, mut place) => {
                    if let Element::Link(link) = &mut element {
                        self.span(&mut link.span);
                    }
                    // What the reader adds by itself has no place.
                    if place != (0..0) {
                        self.span(&mut place);
                    }
                    piece.nodes.push(Node::Open(element, place));
                }
                Node::Image(mut link) => {
                    self.span(&mut link.span);
                    piece.nodes.push(Node::Image(link));
                }
                // No place and no words.
                other @ (Node::Close
                | Node::Newline
                | Node::LineBreak
                | Node::Rule
                | Node::Mark(_)
                | Node::Back(_)) => piece.nodes.push(other),
            }
        }
    }

    /// Words that the file has as they are, part by part.
    fn words(&self, mut words: Words) -> Vec<Words> {
        if !words.exact {
            self.span(&mut words.place);
            return vec![words];
        }
        let from = words.place.start;
        let parts = self.clean.parts(words.place).into_iter();
        parts
            .map(|(part, exact)| Words {
                text: words.text[part.start - from..part.end - from].to_owned(),
                place: self.clean.source(part),
                exact,
            })
            .collect()
    }
}
