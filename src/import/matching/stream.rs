//! A file as one stream: segments of text, and the letters in them by which labels are
//! known.

use unicode_normalization::UnicodeNormalization;

use crate::form::simplified;
use crate::import::source::{Cell, Piece, Place, Source};
use crate::prose::odd;

/// A stretch of text that stands by itself: a cell of a grid, a line, or what stands
/// between the bars or tabs of a line.
#[derive(Clone, Debug)]
pub struct Segment<'s> {
    pub text: &'s str,
    /// The number of its piece in the source.
    pub piece: usize,
    /// Its row and column if it is a cell of a grid, from 0.
    pub cell: Option<(usize, usize)>,
    /// Whether it would be a cell even if it were empty: bars or a grid say so.
    pub bounded: bool,
}

/// One letter or digit of a segment as labels are compared: simplified, of ordinary
/// width, without marks and spaces.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    pub c: char,
    pub at: Position,
    /// Where it ends in the text of its segment.
    pub end: usize,
    /// Whether something that is no letter stands between it and the one before, or
    /// the segment begins with it.
    pub parted: bool,
}

/// A place in the stream: the segment and the byte in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub segment: usize,
    pub byte: usize,
}

/// A file, ready to be searched for labels.
#[derive(Debug)]
pub struct Stream<'s> {
    pub source: &'s Source,
    pub segments: Vec<Segment<'s>>,
    pub letters: Vec<Letter>,
}

/// The most characters between brackets that are taken for a note in a label, such as
/// the pinyin in `項(xiàng)` or the year in `本年（2023）制发件数`.
const NOTE: usize = 8;

impl<'s> Stream<'s> {
    /// Linear in the source.
    pub fn of(source: &'s Source) -> Self {
        let segments = segments(source);
        let mut letters = Vec::new();
        for (number, segment) in segments.iter().enumerate() {
            fold(number, segment.text, &mut letters);
        }
        Self {
            source,
            segments,
            letters,
        }
    }

    /// Where a segment stands in the file.
    pub fn place(&self, segment: usize) -> Place {
        let segment = &self.segments[segment];
        match (&self.source.pieces[segment.piece], segment.cell) {
            (Piece::Grid(grid), Some((row, column))) => grid.place.cell(row, column),
            (Piece::Grid(grid), None) => grid.place.clone(),
            (Piece::Line(line), _) => line.place.clone(),
            (Piece::Picture { place, .. }, _) => place.clone(),
        }
    }

    /// The cell of a grid that a segment is, if it is one.
    pub fn cell(&self, segment: usize) -> Option<&'s Cell> {
        let piece = self.segments.get(segment)?.piece;
        let first = self.segments.partition_point(|one| one.piece < piece);
        match &self.source.pieces[piece] {
            Piece::Grid(grid) => grid.cells.get(segment - first),
            _ => None,
        }
    }

    /// Where the letter of this number begins; behind the last one, the end.
    pub fn begin(&self, letter: usize) -> Position {
        match self.letters.get(letter) {
            Some(letter) => letter.at,
            None => self.end(),
        }
    }

    /// Where the letter before this number ends.
    pub fn end_before(&self, letter: usize) -> Position {
        let letter = &self.letters[letter - 1];
        Position {
            segment: letter.at.segment,
            byte: letter.end,
        }
    }

    /// Behind all text.
    pub fn end(&self) -> Position {
        Position {
            segment: self.segments.len(),
            byte: 0,
        }
    }

    /// The stretches of text between two places, each with the number of its segment
    /// and its beginning in it.
    pub fn between(
        &self,
        from: Position,
        to: Position,
    ) -> impl Iterator<Item = (usize, usize, &'s str)> + '_ {
        let last = to.segment.min(self.segments.len().saturating_sub(1));
        (from.segment..=last).filter_map(move |number| {
            let text = self.segments.get(number)?.text;
            let start = if number == from.segment { from.byte } else { 0 };
            let end = if number == to.segment {
                to.byte
            } else {
                text.len()
            };
            (start <= end).then(|| (number, start, &text[start..end]))
        })
    }
}

fn segments(source: &Source) -> Vec<Segment<'_>> {
    let mut found = Vec::new();
    for (piece, content) in source.pieces.iter().enumerate() {
        match content {
            Piece::Line(line) => pieces_of(&line.text, piece, &mut found),
            Piece::Grid(grid) => found.extend(grid.cells.iter().map(|cell| Segment {
                text: &cell.text,
                piece,
                cell: Some((cell.row, cell.column)),
                bounded: true,
            })),
            Piece::Picture { .. } => {}
        }
    }
    found
}

/// A line at its bars and tabs. The bars around a row are no cells, and a line of bars
/// alone is what remains of cells that the row above spans.
fn pieces_of<'s>(text: &'s str, piece: usize, found: &mut Vec<Segment<'s>>) {
    let bar = |c: char| matches!(c, '|' | '｜' | '│' | '┃' | '\t');
    if !text.contains(bar) {
        found.push(Segment {
            text,
            piece,
            cell: None,
            bounded: false,
        });
        return;
    }
    if text.chars().all(|c| bar(c) || c.is_whitespace()) {
        return;
    }
    let inner = text.trim();
    let bars = ['|', '｜', '│', '┃'];
    let inner = inner.strip_prefix(bars).unwrap_or(inner);
    let inner = inner.strip_suffix(bars).unwrap_or(inner);
    let bounded = inner.contains(bar);
    found.extend(inner.split(bar).map(|text| Segment {
        text,
        piece,
        cell: None,
        bounded,
    }));
}

fn fold(segment: usize, text: &str, letters: &mut Vec<Letter>) {
    let mut parted = true;
    let mut skip = 0;
    for (byte, c) in text.char_indices() {
        if byte < skip {
            continue;
        }
        if matches!(c, '(' | '（')
            && let Some(length) = note(&text[byte + c.len_utf8()..])
        {
            skip = byte + c.len_utf8() + length;
            continue;
        }
        if odd::is_invisible(c) {
            continue;
        }
        let end = byte + c.len_utf8();
        let common = c.is_ascii_digit() || ('\u{4e00}'..='\u{9fff}').contains(&c);
        if common {
            letters.push(Letter {
                c: simplified(c),
                at: Position { segment, byte },
                end,
                parted,
            });
            parted = false;
            continue;
        }
        let mut any = false;
        for c in std::iter::once(c).nfkc().filter(|c| c.is_alphanumeric()) {
            any = true;
            letters.push(Letter {
                c: simplified(c.to_ascii_lowercase()),
                at: Position { segment, byte },
                end,
                parted,
            });
            parted = false;
        }
        parted |= !any;
    }
}

/// The length of a note with its closing bracket: pinyin, or a year.
fn note(text: &str) -> Option<usize> {
    let (length, _) = text
        .char_indices()
        .take(NOTE + 1)
        .find(|(_, c)| matches!(c, ')' | '）'))?;
    let inner = &text[..length];
    let year = inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_digit());
    let latin = |c: char| c.is_alphabetic() && (c as u32) < 0x0370;
    let pinyin = !inner.is_empty() && inner.chars().all(latin);
    let close = text[length..].chars().next()?.len_utf8();
    (year || pinyin).then_some(length + close)
}

/// A text as labels are compared: its letters alone.
pub fn letters_of(text: &str) -> Vec<char> {
    let mut letters = Vec::new();
    fold(0, text, &mut letters);
    letters.iter().map(|letter| letter.c).collect()
}
