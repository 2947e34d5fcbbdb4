//! What one printed row of a table holds, by all readings that are left.

use super::habits::Habits;
use super::split::{Line, LineSum, Manner, value, ways};
use super::stood::{Cells, Setting, Stood, is_blank};
use super::tokens::{Token, TokenKind};
use crate::form::{Kind, Value};
use crate::import::source::Place;

/// How what stood in a row became values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Each cell stood by itself.
    Cells,
    /// Digits were parted, or cells have nothing.
    Split,
    /// The row stands there several times, with other values.
    Again,
    /// What stood there is not what the row holds: too much, or no values.
    Unreadable,
    /// Nothing stood there.
    Nothing,
}

/// One printed row.
#[derive(Clone, Debug)]
pub struct Row {
    pub how: How,
    /// All readings that are left, those without gaps first; none if it is unreadable or
    /// nothing stood there.
    pub lines: Vec<Line>,
    /// The values of the row, as many as it has cells if each stood by itself.
    pub tokens: Vec<Token>,
    /// Where its label stands.
    pub place: Place,
}

/// Reads what stands in a row, once or several times, in a table of these habits; `None` if
/// its label is not there.
pub fn read(all: &[Stood], cells: Cells<'_>, habits: &Habits) -> Option<Row> {
    let mut rows = all.iter().map(|stood| one(stood, cells, habits));
    let mut first = rows.next()?;
    if all.len() > TIMES {
        (first.how, first.lines) = (How::Unreadable, Vec::new());
        return Some(first);
    }
    Some(rows.fold(first, again))
}

/// A row that stands there twice: what both say is certain.
fn again(mut first: Row, other: Row) -> Row {
    let same = other.lines == first.lines && !first.lines.is_empty();
    if other.how == How::Nothing || same {
        return first;
    }
    if first.how == How::Nothing {
        return other;
    }
    first.tokens.extend(other.tokens);
    if first.lines.is_empty() || other.lines.is_empty() {
        first.how = How::Unreadable;
        first.lines.clear();
        return first;
    }
    first.how = How::Again;
    for line in other.lines {
        if !first.lines.contains(&line) {
            first.lines.push(line);
        }
    }
    first
}

fn one(stood: &Stood, cells: Cells<'_>, habits: &Habits) -> Row {
    let (tokens, width) = (&stood.tokens, cells.kinds.len());
    let unreadable = (How::Unreadable, Vec::new());
    let (how, lines) = if tokens.iter().all(is_blank) && tokens.len() != width {
        (How::Nothing, Vec::new())
    } else if stood.readable && tokens.len() == width {
        let line = by_cells(tokens, cells.kinds);
        // Where blank cells leave nothing behind, a row with a number too many looks as if
        // it had the right length.
        let cells_are_there = stood.setting == Setting::Cells;
        match cells_are_there || habits.of(stood).gaps == 0 || cells.hold(&line) {
            true => (How::Cells, vec![line]),
            false => unreadable,
        }
    } else if stood.is_short(width) {
        match short(stood, cells, habits) {
            Some(lines) if !lines.is_empty() => (How::Split, lines),
            _ => unreadable,
        }
    } else {
        unreadable
    };
    Row {
        how,
        lines,
        tokens: tokens.clone(),
        place: stood.place.clone(),
    }
}

/// One value a cell; `None` if what stands in it is no value.
pub fn by_cells(tokens: &[Token], kinds: &[Kind]) -> Line {
    let cells = tokens.iter().zip(kinds);
    let read = cells.map(|(token, kind)| match &token.kind {
        TokenKind::Number(digits, unit) => value(digits, unit.as_deref(), *kind),
        TokenKind::Mark(mark) => Some(Value::NotApplicable(mark.clone())),
        TokenKind::Blank => Some(Value::Blank),
        TokenKind::Words => None,
    });
    read.collect()
}

/// The most readings with blank cells that are kept: more help nobody to choose.
const WITH_GAPS: usize = 200;

/// So many times a row may stand there.
const TIMES: usize = 8;

/// So many blank cells are looked for in a row that can be read without any.
const WIDEST: usize = 2;

/// All readings of a row that has fewer values than cells: digits stand together, cells
/// are blank, or both. Which of these a file does, its other rows show.
fn short(stood: &Stood, cells: Cells<'_>, habits: &Habits) -> Option<Vec<Line>> {
    let habit = habits.of(stood);
    let whole = stood.is_whole(cells.kinds);
    let gaps = cells.kinds.len() - stood.tokens.len();
    let read = |parted, gaps, zeros, sums: &[LineSum]| {
        let manner = Manner {
            parted,
            gaps,
            zeros,
            most: WITH_GAPS,
        };
        ways(&stood.tokens, cells.kinds, sums, manner)
    };
    let mut lines = Vec::new();
    let mut sound = false;
    // A number that stands apart belongs to one cell, unless other rows show otherwise.
    if !whole || stood.setting == Setting::Together || habit.glued {
        lines = stood.sound(cells)?;
        sound = !lines.is_empty() && !habits.sums_fail;
        if !sound {
            lines = stood.full(cells)?;
        }
    }
    let full = !lines.is_empty();
    // A sign that stands with digits may be a mark of the cell before.
    let signs = |token: &Token| match &token.kind {
        TokenKind::Number(digits, _) => digits.starts_with(['+', '-']),
        _ => false,
    };
    if habit.glued && !full && stood.tokens.iter().any(signs) {
        return None;
    }
    let apart = whole && (habit.gaps > 0 || !habit.glued || !sound);
    if apart {
        lines.extend(read(false, gaps, false, &[])?);
    }
    // Both at once: a blank cell in a row whose digits stand together. Several other rows
    // speak for it, or that the total is not the sum, which blank cells would explain.
    let marks = |token: &Token| matches!(token.kind, TokenKind::Mark(_));
    let usual = habit.glued && habit.gaps > 1 || stood.tokens.iter().any(marks);
    if usual || !whole && !sound {
        let widest = if full { gaps.min(WIDEST) } else { gaps };
        // With as many values as tokens none is parted: these are there.
        for gaps in (1..=widest).filter(|one| !apart || *one != gaps) {
            lines.extend(read(true, gaps, full && !usual, cells.sums)?);
        }
    }
    Some(lines)
}
