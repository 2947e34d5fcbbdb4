//! Which cells of its row the values behind a label belong to.

use super::chain::Pick;
use super::columns::{Columns, Slot};
use super::labels::Labels;
use super::stood::is_blank;
use super::stream::{Position, Stream};
use super::tokens::{Token, TokenKind};
use crate::prose::digit;

/// The values of a row in the order of the form's columns, those that have none, and
/// whether it is known in which columns they stand.
pub fn in_columns(
    mut own: Vec<Token>,
    columns: &Columns,
    width: usize,
) -> (Vec<Token>, Vec<Token>, bool) {
    if let Columns::Placed(order) = columns {
        while own.len() > order.len() && own.last().is_some_and(is_blank) {
            own.pop();
        }
        // A value below nothing shows that the others may have moved.
        let mut slots = order.iter().zip(&own);
        let moved = slots.any(|(slot, token)| *slot == Slot::Empty && !is_blank(token));
        if order.len() != own.len() || moved {
            return (own, Vec::new(), false);
        }
        let slots = order.iter().zip(own);
        let (mut placed, more): (Vec<_>, Vec<_>) =
            slots.partition(|(slot, _)| matches!(slot, Slot::Column(_)));
        placed.sort_by_key(|(slot, _)| *slot);
        let tokens = |all: Vec<(_, Token)>| all.into_iter().map(|(_, token)| token).collect();
        return (tokens(placed), tokens(more), true);
    }
    while own.len() > width && own.last().is_some_and(is_blank) {
        own.pop();
    }
    // Words behind the last cell are a note.
    let words = |token: &Token| token.kind == TokenKind::Words;
    let notes = own.iter().skip(width).all(words);
    let more = if own.len() > width && notes {
        own.split_off(width)
    } else {
        Vec::new()
    };
    (own, more, true)
}

/// Whether a blank cell stands among those of the labels: a grid without merged cells has
/// them beside short labels. `begin` is the grid and its first column of values.
pub fn is_before_values(
    stream: &Stream<'_>,
    token: &Token,
    (piece, column): (usize, usize),
) -> bool {
    let segment = &stream.segments[token.segment];
    let before = segment.cell.is_some_and(|(_, own)| own < column);
    is_blank(token) && segment.piece == piece && before
}

/// Whether words that stand on the line of a row's last value may hide others of its
/// values: numbers follow, before the next label of the table or in a note.
pub fn is_cut(
    stream: &Stream<'_>,
    own: &[Token],
    words: Position,
    to: Position,
    inside: bool,
) -> bool {
    let same_line = own.last().is_some_and(|last| last.segment == words.segment);
    let Some((_, _, text)) = stream.between(words, to).next() else {
        return false;
    };
    let mut letters = text.chars().take(NOTE);
    let note = stream.segments[words.segment].text[..words.byte].ends_with(['(', '（']);
    same_line && (inside || note) && letters.any(|c| digit(c).is_some())
}

/// So many letters of words are looked at.
const NOTE: usize = 40;

/// Whether the last digit before a label may be its number, for no mark parts them.
pub fn may_be_its_number(stream: &Stream<'_>, labels: &Labels, next: &Pick) -> bool {
    let ordinal = labels.all[next.label].ordinal;
    let before = next.begin.checked_sub(1).map(|at| stream.letters[at]);
    !next.numbered
        && !stream.letters[next.begin].parted
        && before.is_some_and(|before| before.c.is_ascii_digit() && Some(before.c) == ordinal)
}

/// Whether values are among these.
pub fn has_values(tokens: &[Token]) -> bool {
    let value = |token: &Token| !matches!(token.kind, TokenKind::Blank | TokenKind::Words);
    tokens.iter().any(value)
}

/// Those values that stand in the row of the label, where the file says what a row is, and
/// the others. The values of a table that is printed as one row stand below its labels.
pub fn own_row(
    stream: &Stream<'_>,
    label: Position,
    found: Vec<Token>,
    below: bool,
) -> (Vec<Token>, Vec<Token>) {
    let segment = &stream.segments[label.segment];
    if !segment.bounded {
        return (found, Vec::new());
    }
    let row = |number: usize| {
        let segment = &stream.segments[number];
        (segment.piece, segment.cell.map(|(row, _)| row))
    };
    let own = row(label.segment);
    let (beside, others) = found
        .into_iter()
        .partition(|token| row(token.segment) == own);
    match below {
        true => (others, beside),
        false => (beside, others),
    }
}
