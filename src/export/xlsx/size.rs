//! How large the letters and the cells of a sheet are.

use crate::export::{Content, PrintedPart};

pub const GROUP: usize = 8;
pub const LABEL: usize = 34;
pub const VALUE: usize = 11;
pub const WIDE_VALUE: usize = 24;
pub const NARROW_VALUE: usize = 7;
pub const LINE: usize = 15;
pub const TITLE: usize = 32;
/// What stands around the lines of a cell.
pub const EDGE: usize = 7;
/// From this many columns on a sheet lies across.
pub const ACROSS: usize = 12;

/// How wide the columns of a sheet are, in digits.
pub fn widths(part: &PrintedPart) -> Vec<usize> {
    let cells = || part.rows.iter().flatten();
    let of = |column: usize| {
        let own = cells().filter(|cell| cell.column == column && cell.columns == 1);
        let labels = own.filter_map(|cell| match cell.content {
            Content::Row(label) if cell.rows == 1 => Some(label),
            _ => None,
        });
        let longest = labels.map(|label| label.chars().count() * 2).max();
        let begins = |content: fn(&Content) -> bool| {
            cells().any(|cell| cell.column == column && content(&cell.content))
        };
        match longest {
            Some(longest) => (longest + 2).clamp(GROUP, LABEL),
            None if !begins(|content| matches!(content, Content::Value { .. }))
                && begins(|content| matches!(content, Content::Row(_))) =>
            {
                GROUP
            }
            None if part.columns >= ACROSS => NARROW_VALUE,
            None if part.columns <= 5 => WIDE_VALUE,
            None => VALUE,
        }
    };
    (0..part.columns).map(of).collect()
}
