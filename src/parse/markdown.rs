//! Narratives in Markdown: the words of a report or page as its author wrote
//! them, with the way back from every word to its place in the file.
//!
//! A narrative is a record, so nothing may change or vanish silently: no smart
//! punctuation, no raw HTML, no reference definitions, and list items keep the
//! numbers they are written with. What did not become what it was meant for, or
//! would not be printed, is a finding at its place.

mod address;
mod bare_links;
mod blocks;
mod emphasis;
mod entities;
mod footnotes;
mod html;
mod ids;
mod indent;
mod levels;
mod lines;
mod links;
mod lists;
mod literal;
mod loose;
mod nodes;
mod outline;
mod prepare;
mod prose;
mod read;
mod refuse;
mod relocate;
mod stand_ins;
mod starts;
mod tables;
mod unmade;

use std::ops::Range;

use self::nodes::{Element, Node};
use crate::diag::Diagnostic;
use crate::parse::picture::Size;
use crate::path::SourcePath;
use crate::prose::ordinals::{Style, leading};

pub use self::html::escape;
pub use self::ids::{Entry, HeadingIds};
pub use self::nodes::Link;
pub use self::outline::{Block, Item, Run, StyledText, TextTable};
pub use self::prose::{Kind, Prose};
pub use self::relocate::{elements, plain_places};

/// One Markdown file: its title, what stands before the first `##`, and the
/// sections that `##` headings open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The first `# ` heading, unless it is a section's; it appears in no piece.
    pub title: Option<Heading>,
    pub preamble: Piece,
    pub sections: Vec<Section>,
}

/// A heading's plain words and where they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub text: String,
    pub span: Range<usize>,
}

/// A section up to the next `##`. Its first thematic break (`---`) divides
/// what precedes the statutory table from what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub heading: Heading,
    pub before: Piece,
    pub after: Option<Piece>,
}

/// How many findings are kept of one file: enough to see what is wrong, where a hostile
/// file could have half a million.
const MOST_FINDINGS: usize = 100;

/// About how many bytes of HTML a node takes that is not text.
const TAG: usize = 5;

/// What a page prints for a link or picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub href: String,
    /// Of a picture, if its file tells.
    pub size: Option<Size>,
    /// Of a link: whether it leaves the frame that the page is shown in.
    pub leaves_frame: bool,
}

impl From<String> for Address {
    fn from(href: String) -> Self {
        Self {
            href,
            size: None,
            leaves_frame: false,
        }
    }
}

/// Turns the target of a link into what is printed for it. Without an address a link
/// is only its words and a picture its description.
pub type Resolve<'r> = &'r dyn Fn(&str) -> Option<Address>;

/// A stretch of narrative, not yet HTML: its links still lead to sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    nodes: Vec<Node>,
}

/// Whether lists and quotes lie so deep in one another that the library takes too long.
pub fn is_too_deep(source: &str) -> bool {
    prepare::too_deep(source).is_some()
}

/// Reads a narrative that begins `offset` bytes into its file, after front
/// matter; every span counts from the file's beginning.
pub fn parse(source: &str, file: &SourcePath, offset: usize) -> (Document, Vec<Diagnostic>) {
    let source = &*lines::unified(source);
    if let Some(at) = prepare::too_deep(source) {
        let place = offset + at..offset + at + 1;
        return (Document::default(), vec![refuse::too_deep(file, place)]);
    }
    let prepared = indent::prepare_all(source);
    let mut reader = read::Reader::new(source, file, offset, &prepared);
    reader.read();
    let mut diagnostics = reader.diagnostics;
    diagnostics.extend(refuse::private(source, file, offset, &prepared.private));
    if (reader.framed || literal::may_hold(source)) && diagnostics.len() < MOST_FINDINGS {
        literal::find(&reader.nodes, source, file, offset, &mut diagnostics);
        tables::find(source, file, offset, &reader.set_apart, &mut diagnostics);
    }
    diagnostics.extend(levels::skipped(&reader.nodes, source, file, offset));
    diagnostics.extend(bare_links::without_scheme(source, &reader.nodes, file));
    let nodes = bare_links::link(source, reader.nodes);
    let mut document = divide(nodes, file, &mut diagnostics);
    footnotes::place(&mut document, reader.notes, file, &mut diagnostics);
    (document, diagnostics)
}

impl Document {
    /// All links and images, in reading order.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.preamble
            .links()
            .chain(self.sections.iter().flat_map(Section::links))
    }

    /// The whole document as HTML without its title, for ordinary pages.
    pub fn render(&self, resolve: Resolve<'_>, ids: &mut HeadingIds) -> String {
        let mut out = self.preamble.render(resolve, ids);
        for section in &self.sections {
            let id = ids.next(2, &section.heading.text);
            html::attribute("<h2 id=", &id, &mut out);
            out.push('>');
            html::escape(&section.heading.text, &mut out);
            out.push_str("</h2>\n");
            out.push_str(&section.render(resolve, ids));
        }
        out
    }
}

impl Section {
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.before
            .links()
            .chain(self.after.iter().flat_map(Piece::links))
    }

    /// Both parts, with the thematic break between them, without the heading.
    pub fn render(&self, resolve: Resolve<'_>, ids: &mut HeadingIds) -> String {
        let mut out = self.before.render(resolve, ids);
        if let Some(after) = &self.after {
            out.push_str("<hr>\n");
            out.push_str(&after.render(resolve, ids));
        }
        out
    }

    /// The words of both parts, block by block, without the heading.
    pub fn prose(&self) -> Vec<Prose> {
        let mut prose = self.before.prose();
        prose.extend(self.after.iter().flat_map(Piece::prose));
        prose
    }
}

impl Piece {
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Open(Element::Link(link), _) | Node::Image(link) => Some(link.as_ref()),
            _ => None,
        })
    }

    pub fn prose(&self) -> Vec<Prose> {
        prose::collect(&self.nodes)
    }

    /// How many bytes its words take.
    pub fn text_bytes(&self) -> usize {
        let words = self.nodes.iter().map(|node| match node {
            Node::Text(words) | Node::Code(words) => words.text.len(),
            _ => 0,
        });
        words.sum()
    }

    /// The piece as blocks, for formats that are no HTML.
    pub fn blocks(&self) -> Vec<Block> {
        outline::blocks(&self.nodes)
    }

    /// The piece as HTML. `resolve` gets each target as written and answers
    /// with the address to print; on `None`, and for a refused scheme, a link
    /// is only its words and an image its description. `ids` are those that the
    /// page's headings have so far.
    pub fn render(&self, resolve: Resolve<'_>, ids: &mut HeadingIds) -> String {
        let safe = |target: &str| {
            if refuse::scheme(target).is_some() {
                None
            } else {
                resolve(target)
            }
        };
        let words = self.nodes.iter().map(|node| match node {
            Node::Text(words) | Node::Code(words) => words.text.len(),
            _ => TAG,
        });
        let mut out = String::with_capacity(words.sum());
        html::render(&self.nodes, &safe, ids, &mut out);
        out
    }
}

/// Divides the nodes at the headings and breaks that stand at the top level.
fn divide(nodes: Vec<Node>, file: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let mut document = Document::default();
    let mut depth = 0_usize;
    let mut nodes = nodes.into_iter();
    while let Some(node) = nodes.next() {
        match node {
            Node::Open(Element::Heading(1), place)
                if depth == 0 && document.title.is_none() && !opens_section(&nodes) =>
            {
                document.title = Some(heading(&mut nodes, place, file, diagnostics));
                continue;
            }
            Node::Open(Element::Heading(2), place) if depth == 0 => {
                let heading = heading(&mut nodes, place, file, diagnostics);
                document.sections.push(Section {
                    heading,
                    before: Piece::default(),
                    after: None,
                });
                continue;
            }
            Node::Rule if depth == 0 => {
                if let Some(section) = document
                    .sections
                    .last_mut()
                    .filter(|section| section.after.is_none())
                {
                    section.after = Some(Piece::default());
                    continue;
                }
            }
            Node::Open(Element::Heading(1), ref place) => {
                if let Some(title) = &document.title
                    && !opens_section(&nodes)
                {
                    diagnostics.push(refuse::second_title(
                        file,
                        title.span.clone(),
                        place.clone(),
                    ));
                }
                depth += 1;
            }
            Node::Open(..) => depth += 1,
            Node::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        let piece = match document.sections.last_mut() {
            Some(Section {
                after: Some(after), ..
            }) => after,
            Some(section) => &mut section.before,
            None => &mut document.preamble,
        };
        piece.nodes.push(node);
    }
    document
}

/// Whether a heading's words begin with `一、`, like a section's: it lacks a
/// `#` and is not the title.
fn opens_section(nodes: &std::vec::IntoIter<Node>) -> bool {
    let words = nodes.as_slice().iter().find_map(|node| match node {
        Node::Text(words) => Some(words),
        _ => None,
    });
    let ordinal = words.and_then(|words| leading(&words.text));
    ordinal.is_some_and(|ordinal| ordinal.style == Style::Chinese)
}

/// Takes the nodes up to the heading's end; of its markup only words remain.
fn heading(
    nodes: &mut impl Iterator<Item = Node>,
    place: Range<usize>,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Heading {
    let mut text = String::new();
    let mut span: Option<Range<usize>> = None;
    let mut depth = 1;
    let mut lost = |place: &Range<usize>, what| {
        diagnostics.push(unmade::in_heading(file, place.clone(), what));
    };
    for node in nodes {
        match node {
            Node::Open(element, _) => {
                if let Element::Link(link) = &element {
                    lost(&link.span, "链接");
                }
                depth += 1;
            }
            Node::Close => depth -= 1,
            Node::Text(words) | Node::Code(words) => {
                text.push_str(&words.text);
                span = Some(span.map_or(words.place.start, |span| span.start)..words.place.end);
            }
            Node::Newline | Node::LineBreak => text.push(' '),
            Node::Image(link) => lost(&link.span, "图片"),
            Node::Mark(_) => lost(&place, "脚注"),
            Node::Rule | Node::Back(_) => {}
        }
        if depth == 0 {
            break;
        }
    }
    Heading {
        text: text.trim().to_owned(),
        span: span.unwrap_or(place),
    }
}

#[cfg(test)]
mod any_text;
#[cfg(test)]
mod pasted;
#[cfg(test)]
mod tests;
