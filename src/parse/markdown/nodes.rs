//! The narrative as a flat list of nodes: flat, because no depth of nesting
//! can then overflow a stack.

use std::ops::Range;

use pulldown_cmark::Alignment;

/// A link or image as it is written; where it leads is decided later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written, with escapes and entities undone but `%20` left alone.
    pub target: String,
    /// The whole link in the file, from `[` or `!` to `)`.
    pub span: Range<usize>,
    pub image: bool,
    /// The words in brackets of an image; empty for a link.
    pub alt: String,
    /// What the pointer shows; hardly ever written.
    pub title: String,
}

/// A stretch of text and where it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub text: String,
    pub place: Range<usize>,
    /// Whether the file reads the same there, byte for byte; it does not where
    /// an escape such as `&amp;` was undone.
    pub exact: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Unset,
    Left,
    Centre,
    Right,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    Heading(u8),
    Quote,
    Bullets,
    Numbers(u64),
    /// With a number where it is not the one that follows.
    Item(Option<u64>),
    CodeBlock,
    Table,
    Head,
    Body,
    Row,
    HeadCell(Align),
    Cell(Align),
    Strong,
    Emphasis,
    Link(Box<Link>),
    /// The footnotes of a section, the first with this number.
    Notes(usize),
    /// One footnote, by its number.
    Note(usize),
}

/// A footnote's number, and which of the references to it this is, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub note: usize,
    pub nth: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Open(Element, Range<usize>),
    /// Closes whatever was opened last.
    Close,
    Text(Words),
    Code(Words),
    /// A line end in the source that is not between two Chinese characters.
    Newline,
    LineBreak,
    Rule,
    Image(Box<Link>),
    /// A reference to a footnote.
    Mark(Mark),
    /// From a footnote back to a reference.
    Back(Mark),
}

impl Element {
    /// Whether text on both sides belongs to one paragraph.
    pub fn inline(&self) -> bool {
        matches!(self, Self::Strong | Self::Emphasis | Self::Link(_))
    }
}

impl From<Alignment> for Align {
    fn from(align: Alignment) -> Self {
        match align {
            Alignment::None => Self::Unset,
            Alignment::Left => Self::Left,
            Alignment::Center => Self::Centre,
            Alignment::Right => Self::Right,
        }
    }
}
