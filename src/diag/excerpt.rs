//! A line of a user's file with a place marked in it, safe to print.

use std::borrow::Cow;
use std::ops::Range;

/// More characters than this are marked only at their beginning.
const LONGEST_MARK: usize = 36;
/// A place farther into one line than this many bytes is named, not shown.
const LONGEST_LINE: usize = 20_000;
/// How much text after a mark is worth carrying along.
const TAIL: usize = 400;

pub(super) struct Excerpt {
    /// One line, made visible.
    pub text: String,
    pub line: usize,
    /// What to mark in `text`.
    pub mark: Range<usize>,
}

/// The first line that a span touches; only its line and column when that is
/// too far into the line to be shown.
pub(super) fn excerpt(text: &str, span: &Range<usize>) -> Result<Excerpt, (usize, usize)> {
    // A span may come from another state of the file than the text does.
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end.max(start));
    let line = text[..start].matches('\n').count() + 1;
    let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[begin..start];
    if before.len() > LONGEST_LINE {
        return Err((line, before.chars().count() + 1));
    }
    let rest = text[start..].lines().next().unwrap_or("");
    let wanted = &rest[..rest.len().min(end - start)];
    // An empty mark at a character shows as that character.
    let count = wanted.chars().count().clamp(1, LONGEST_MARK);
    let marked: String = rest.chars().take(count).collect();
    let tail: String = rest.chars().skip(count).take(TAIL).collect();
    let mut shown = visible(before).into_owned();
    let from = shown.len();
    shown.push_str(&visible(&marked));
    let mark = from..shown.len();
    shown.push_str(&visible(&tail));
    Ok(Excerpt {
        text: shown,
        line,
        mark,
    })
}

/// Text of our own that may have several lines, such as YAML to paste.
pub(super) fn lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

/// Text in which every control character is one visible character, so that
/// columns stay right and no escape sequence reaches the terminal. Tabs are
/// left to the renderer, which widens them.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let bad = |c: char| {
        c.is_control() && c != '\t'
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    let picture = |c: char| match c {
        '\0'..='\u{1f}' if c != '\t' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ if bad(c) => '\u{fffd}',
        _ => c,
    };
    Cow::Owned(text.chars().map(picture).collect())
}
