//! Text files: txt, csv and the like, in the encodings that offices use.

use super::{Line, Look, Spot};
use crate::parse::source::decode_any;

/// How many bytes of the first line stand above the others: in a table it has
/// the names of the columns.
const ABOVE: usize = 400;

pub fn read(bytes: &[u8], look: &mut Look<'_>) {
    let Some(text) = decode_any(bytes) else {
        return;
    };
    let first = text.lines().next().unwrap_or_default();
    let above = &first[..first.floor_char_boundary(ABOVE)];
    for (at, text) in text.lines().enumerate() {
        let is_row = text.contains([',', '\t']);
        look(&Line {
            text,
            spot: Spot::Line(at + 1),
            above: if is_row { above } else { "" },
            is_row,
        });
    }
}
