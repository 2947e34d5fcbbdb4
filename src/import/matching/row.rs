//! What one printed row of a table holds, by all readings that are left.

use super::split::{Line, LineSum, readings, value, with_a_gap};
use super::tokens::{Token, TokenKind};
use crate::form::{Kind, Value};

/// How what stood in a row became values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Each cell stood by itself.
    Cells,
    /// Digits were parted.
    Split,
    /// One value fewer stood there than the row has cells.
    Gap,
    /// What stood there is not what the row holds: too much, or no values.
    Unreadable,
    /// Nothing stood there.
    Nothing,
}

/// One printed row.
#[derive(Clone, Debug)]
pub struct Row {
    pub how: How,
    /// All readings that are left; none if it is unreadable or nothing stood there.
    pub lines: Vec<Line>,
    /// The values of the row, as many as it has cells if each stood by itself.
    pub tokens: Vec<Token>,
}

/// Reads the values that stand in a row of cells of these kinds.
pub fn read(mut tokens: Vec<Token>, kinds: &[Kind], sums: &[LineSum]) -> Row {
    while tokens.len() > kinds.len() && tokens.last().is_some_and(is_blank) {
        tokens.pop();
    }
    let (how, lines) = match tokens.len() {
        0 => (How::Nothing, Vec::new()),
        count if count == kinds.len() => (How::Cells, vec![by_cells(&tokens, kinds)]),
        count if count > kinds.len() => (How::Unreadable, Vec::new()),
        _ if tokens.iter().all(is_blank) => (How::Nothing, Vec::new()),
        _ => parted(&tokens, kinds, sums),
    };
    Row { how, lines, tokens }
}

fn is_blank(token: &Token) -> bool {
    token.kind == TokenKind::Blank
}

/// One value a cell; `None` if what stands in it is no value.
fn by_cells(tokens: &[Token], kinds: &[Kind]) -> Line {
    let cells = tokens.iter().zip(kinds);
    let read = cells.map(|(token, kind)| match &token.kind {
        TokenKind::Number(digits, unit) => value(digits, unit.as_deref(), *kind),
        TokenKind::Mark(mark) => Some(Value::NotApplicable(mark.clone())),
        TokenKind::Blank => Some(Value::Blank),
        TokenKind::Words => None,
    });
    read.collect()
}

fn parted(tokens: &[Token], kinds: &[Kind], sums: &[LineSum]) -> (How, Vec<Line>) {
    let unreadable = (How::Unreadable, Vec::new());
    if tokens.iter().any(|token| token.kind == TokenKind::Words) {
        return unreadable;
    }
    let Some(lines) = readings(tokens, kinds, sums) else {
        return unreadable;
    };
    if !lines.is_empty() {
        return (How::Split, lines);
    }
    match with_a_gap(tokens, kinds, sums) {
        Some(lines) if !lines.is_empty() => (How::Gap, lines),
        _ => unreadable,
    }
}
