//! Paragraphs, tables and cells that stand in each other, and what becomes of them.

use crate::import::source::lines::{lines, trimmed};
use crate::import::source::{Line, LineKind, Piece, Place};
use crate::parse::office::Unread;

use super::lists::Counting;
use super::styles::{ListEntry, Styles};
use super::table::{OpenCell, Table};

/// How deep paragraphs, tables and cells may stand in each other: a cell in a table in
/// a text box of a paragraph is four deep.
const DEEPEST: usize = 60;
/// More paragraphs and cells than a long report has a hundred times over.
const MOST: usize = 300_000;

/// A paragraph while it is read.
#[derive(Default)]
pub struct Paragraph {
    text: String,
    pub style: Option<String>,
    pub outline: Option<usize>,
    pub list: ListEntry,
    /// Whether its end was taken out with tracked changes, so that the next one goes on.
    pub goes_on: bool,
    /// Text boxes and pictures in it.
    inside: Vec<Piece>,
}

enum Frame {
    Paragraph(Paragraph),
    Table(Table),
    Cell(OpenCell),
}

/// What has been read of a part, and what is open.
pub struct Blocks<'s> {
    styles: &'s Styles,
    counting: Counting<'s>,
    frames: Vec<Frame>,
    pieces: Vec<Piece>,
    /// How many paragraphs with text and how many tables there were, for places.
    paragraphs: usize,
    tables: usize,
    /// How many more paragraphs and cells, and bytes of text, may come.
    blocks_left: usize,
    text_left: usize,
    /// The text of a paragraph that goes on.
    begun: String,
}

impl<'s> Blocks<'s> {
    pub fn new(styles: &'s Styles, counting: Counting<'s>, most_text: usize) -> Self {
        Self {
            styles,
            counting,
            frames: Vec::new(),
            pieces: Vec::new(),
            paragraphs: 0,
            tables: 0,
            blocks_left: MOST,
            text_left: most_text,
            begun: String::new(),
        }
    }

    /// All pieces; what was left open is closed.
    pub fn finish(mut self) -> Vec<Piece> {
        while !self.frames.is_empty() {
            self.close();
        }
        self.flush();
        self.pieces
    }

    pub fn open_paragraph(&mut self) -> Result<(), Unread> {
        let text = std::mem::take(&mut self.begun);
        self.open(Frame::Paragraph(Paragraph {
            text,
            ..Paragraph::default()
        }))
    }

    pub fn open_table(&mut self) -> Result<(), Unread> {
        self.flush();
        self.tables += 1;
        self.open(Frame::Table(Table::new(self.tables)))
    }

    /// A cell outside of a table is none.
    pub fn open_cell(&mut self) -> Result<(), Unread> {
        match self.frames.last() {
            Some(Frame::Table(_)) => self.open(Frame::Cell(OpenCell::default())),
            _ => Ok(()),
        }
    }

    fn open(&mut self, frame: Frame) -> Result<(), Unread> {
        self.blocks_left = self.blocks_left.checked_sub(1).ok_or(Unread::TooMuch)?;
        if self.frames.len() == DEEPEST {
            return Err(Unread::TooMuch);
        }
        self.frames.push(frame);
        Ok(())
    }

    pub fn close_paragraph(&mut self) {
        if let Some(Frame::Paragraph(_)) = self.frames.last() {
            self.close();
        }
    }

    pub fn close_cell(&mut self) {
        if let Some(Frame::Cell(_)) = self.frames.last() {
            self.flush();
            self.close();
        }
    }

    pub fn close_table(&mut self) {
        if let Some(Frame::Table(_)) = self.frames.last() {
            self.close();
        }
    }

    pub fn end_row(&mut self) {
        if let Some(table) = self.table() {
            table.end_row();
        }
    }

    /// The paragraph, table or cell that is being read, if it is the innermost.
    pub fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    pub fn table(&mut self) -> Option<&mut Table> {
        match self.frames.last_mut() {
            Some(Frame::Table(table)) => Some(table),
            _ => None,
        }
    }

    pub fn cell(&mut self) -> Option<&mut OpenCell> {
        match self.frames.last_mut() {
            Some(Frame::Cell(cell)) => Some(cell),
            _ => None,
        }
    }

    /// Adds words to the paragraph.
    pub fn text(&mut self, text: &str) -> Result<(), Unread> {
        let left = self.text_left.checked_sub(text.len());
        self.text_left = left.ok_or(Unread::TooMuch)?;
        if let Some(paragraph) = self.paragraph() {
            paragraph.text.push_str(text);
        }
        Ok(())
    }

    pub fn picture(&mut self, description: String) -> Result<(), Unread> {
        self.blocks_left = self.blocks_left.checked_sub(1).ok_or(Unread::TooMuch)?;
        let place = self.place();
        self.put(Piece::Picture { description, place });
        Ok(())
    }

    /// Closes the innermost, which becomes part of what it stands in.
    fn close(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph(paragraph)) => self.end_paragraph(paragraph),
            Some(Frame::Cell(cell)) => {
                if let Some(table) = self.table() {
                    table.add(cell);
                }
            }
            Some(Frame::Table(table)) => {
                for piece in table.pieces() {
                    self.put(piece);
                }
            }
            None => {}
        }
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        if paragraph.goes_on {
            self.begun = paragraph.text;
        } else {
            let (label, kind) = self.label(&paragraph);
            self.lines(&format!("{label}{}", paragraph.text), kind);
        }
        for piece in paragraph.inside {
            self.put(piece);
        }
    }

    /// Nothing goes on past the end of a cell, or into a table.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.begun);
        self.lines(&text, LineKind::Paragraph);
    }

    /// What is shown before a paragraph's text, and what kind of line it is.
    fn label(&mut self, paragraph: &Paragraph) -> (String, LineKind) {
        let style = paragraph.style.as_deref();
        let stated = paragraph.outline;
        let outline = stated.or_else(|| self.styles.outline(style));
        let entry = paragraph.list.clone().or(&self.styles.list(style));
        let list = entry.list.filter(|list| list != "0");
        let own = style.or_else(|| self.styles.default_style());
        let label = list
            .as_ref()
            .and_then(|list| self.counting.next(list, entry.level, own));
        let kind = match (outline.filter(|level| *level < 9), list) {
            (Some(level), _) => LineKind::Heading(level as u8 + 1),
            (None, Some(_)) => LineKind::Item,
            (None, None) => LineKind::Paragraph,
        };
        (label.unwrap_or_default(), kind)
    }

    /// The lines of a paragraph; an entry of a list is only the first.
    fn lines(&mut self, text: &str, mut kind: LineKind) {
        let lines = lines(text).filter_map(trimmed);
        for (at, text) in lines.enumerate() {
            if at == 0 && !self.in_cell() {
                self.paragraphs += 1;
            }
            if at > 0 && kind == LineKind::Item {
                kind = LineKind::Paragraph;
            }
            let text = text.to_owned();
            let place = self.place();
            self.put(Piece::Line(Line { text, kind, place }));
        }
    }

    fn in_cell(&self) -> bool {
        let mut frames = self.frames.iter();
        frames.any(|frame| matches!(frame, Frame::Cell(_)))
    }

    /// Where the reader is: in a cell, or a paragraph outside of tables.
    fn place(&self) -> Place {
        let mut tables = self.frames.iter().rev().filter_map(|frame| match frame {
            Frame::Table(table) => Some(table),
            _ => None,
        });
        match tables.next() {
            Some(table) => Place::Table(table.number).cell(table.row, table.column),
            None => Place::Paragraph(self.paragraphs.max(1)),
        }
    }

    fn put(&mut self, piece: Piece) {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph)) => paragraph.inside.push(piece),
            Some(Frame::Cell(cell)) => cell.pieces.push(piece),
            Some(Frame::Table(table)) => table.stray.push(piece),
            None => self.pieces.push(piece),
        }
    }
}
