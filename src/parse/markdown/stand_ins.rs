//! Characters that stand in for others while the Markdown parser reads a text.

use std::borrow::Cow;

use crate::parse::scan::any_row;

/// Stands between `*` and punctuation so that emphasis opens and closes there;
/// a noncharacter, neither a space nor punctuation to the parser.
pub(super) const JOINT: char = '\u{fdd0}';
/// Stands for a `*` that must stay a character.
pub(super) const STAR: char = '\u{fdd1}';
/// Stands for a `_` that must stay a character.
pub(super) const LOW_LINE: char = '\u{fdd4}';
/// Whether one of our own marks may be in the text, or something that begins like one.
pub(super) fn may_hold_marks(text: &str) -> bool {
    any_row(text, begins_mark)
}

/// The marks share their first two bytes with nothing that is common in Chinese.
pub(super) fn begins_mark(row: &[u8; 2]) -> bool {
    // 0xB7 or 0xBF, which differ in one bit.
    (row[0] == 0xEF) & (row[1] & !0x08 == 0xB7)
}

/// Text without the marks that were put in for the parser.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !may_hold_marks(text) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| *c != JOINT);
    kept.map(|c| match c {
        STAR => '*',
        LOW_LINE => '_',
        _ => c,
    })
    .collect()
}
