//! What stands in a printed row, before it is read.

use super::split::{Line, LineSum, Manner, READINGS, adds_up, value, ways};
use super::stream::Stream;
use super::tokens::{Token, TokenKind};
use crate::form::Kind;
use crate::import::source::Place;

/// How the values of a row are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Several on a line.
    Together,
    /// Each on a line of its own.
    Lines,
    /// In cells that are there even if they are blank.
    Cells,
}

/// What stands in a printed row.
#[derive(Clone, Debug)]
pub struct Stood {
    pub tokens: Vec<Token>,
    /// Where the label of the row stands.
    pub place: Place,
    /// Whether it is known in which cells its values stand.
    pub readable: bool,
    pub setting: Setting,
}

/// The cells of a printed row: their kinds and the sums that join them.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    pub kinds: &'a [Kind],
    pub sums: &'a [LineSum],
}

impl Stood {
    pub fn new(stream: &Stream<'_>, tokens: Vec<Token>, place: Place, readable: bool) -> Self {
        let bounded = |token: &Token| stream.segments[token.segment].bounded;
        let alone = |token: &Token| {
            let text = stream.segments[token.segment].text;
            text.trim().len() == text[token.range.clone()].trim().len()
        };
        let setting = if tokens.iter().all(bounded) {
            Setting::Cells
        } else if tokens.iter().all(|token| bounded(token) || alone(token)) {
            Setting::Lines
        } else {
            Setting::Together
        };
        Self {
            tokens,
            place,
            readable,
            setting,
        }
    }

    /// Whether values stand there, fewer than the row has cells.
    pub fn is_short(&self, cells: usize) -> bool {
        let words = |token: &Token| token.kind == TokenKind::Words;
        self.readable
            && self.tokens.len() < cells
            && !self.tokens.iter().all(is_blank)
            && !self.tokens.iter().any(words)
    }

    /// Whether each of its values can be that of one cell.
    pub fn is_whole(&self, kinds: &[Kind]) -> bool {
        self.tokens.iter().all(|token| match &token.kind {
            TokenKind::Number(digits, unit) => kinds
                .iter()
                .any(|kind| value(digits, unit.as_deref(), *kind).is_some()),
            _ => true,
        })
    }

    /// All readings that leave no cell without a value, those first whose sums hold. `None`
    /// if there are too many.
    pub fn full(&self, cells: Cells<'_>) -> Option<Vec<Line>> {
        let mut all = self.ways(cells.kinds, &[])?;
        all.sort_by_key(|line| !cells.hold(line));
        Some(all)
    }

    /// The readings that leave no cell without a value and whose sums hold.
    pub fn sound(&self, cells: Cells<'_>) -> Option<Vec<Line>> {
        self.ways(cells.kinds, cells.sums)
    }

    fn ways(&self, kinds: &[Kind], sums: &[LineSum]) -> Option<Vec<Line>> {
        let manner = Manner {
            parted: true,
            gaps: 0,
            zeros: false,
            most: READINGS,
        };
        ways(&self.tokens, kinds, sums, manner)
    }
}

impl Cells<'_> {
    /// Whether all sums hold in a line, as far as they can be worked out.
    pub fn hold(&self, line: &Line) -> bool {
        self.sums.iter().all(|sum| adds_up(line, sum))
    }
}

pub fn is_blank(token: &Token) -> bool {
    token.kind == TokenKind::Blank
}
