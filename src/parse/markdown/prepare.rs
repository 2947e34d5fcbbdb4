//! What is done to a narrative before the Markdown parser sees it, with the
//! way back from every byte of the result to the source.
//!
//! The parser knows only Western habits. Here the text gets what Chinese needs
//! and loses what clerks paste from Word, without a change to its wording.

use std::ops::Range;

use super::lists::Lists;
use super::stand_ins::{JOINT, LOW_LINE, STAR, begins_mark};
use super::starts::{Start, is_label, is_private};
use crate::parse::scan::first_row;

/// How many lists and quotes may lie inside each other.
pub(super) const DEEPEST: usize = 32;

/// The text for the parser, and where each stretch of it came from.
pub(super) struct Prepared {
    pub text: String,
    /// Pairs of (offset in `text`, offset in the source) at every change.
    anchors: Vec<(usize, usize)>,
    /// Where the source has characters that only a font of Word shows.
    pub private: Vec<usize>,
}

/// Rewrites the source; `dropped` are ranges of it to leave out, in order.
pub(super) fn prepare(source: &str, dropped: &[Range<usize>]) -> Prepared {
    let mut out = Prepared {
        text: String::with_capacity(source.len() + 64),
        anchors: vec![(0, 0)],
        private: Vec::new(),
    };
    let mut lists = Lists::new(source);
    let mut changes = Changes::of(source);
    let mut dropped = dropped.iter().peekable();
    let mut fence: Option<(char, usize)> = None;
    let (mut after_text, mut after_row) = (false, false);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let mut heads: Vec<Range<usize>> = Vec::new();
        let mut body = start..end;
        while let Some(drop) = dropped.next_if(|drop| drop.end <= end) {
            heads.push(body.start..drop.start);
            body.start = drop.end;
        }
        let indented = heads.iter().all(Range::is_empty);
        let fenced = fence.is_some();
        fence = next_fence(fence, &source[body.clone()]);
        let free = !fenced && indented;
        let indent = free.then(|| wide_indent(&source[body.clone()]));
        body.start += indent.as_ref().map_or(0, |indent| indent.bytes);
        let words = source[body.clone()].trim();
        let mut begins = None;
        if let Some(indent) = indent {
            let line = lists.line(body.clone(), words);
            begins = line.start;
            body.start += line.indent;
            // Two wide spaces begin a paragraph, with or without a blank line,
            // and a line of dashes is a rule, never a heading's underline.
            let underline = words.bytes().all(|b| b == b'-') || words.bytes().all(|b| b == b'=');
            // The rows of a table stay together.
            let row = words.starts_with('|');
            let goes_on = std::mem::replace(&mut after_row, row) && row;
            let apart = indent.new_paragraph && !goes_on || underline || line.apart;
            if after_text && !words.is_empty() && apart {
                out.insert("\n", start);
            }
        }
        for head in heads {
            out.line(&mut changes, head);
        }
        after_text = !(indented && words.is_empty());
        out.begun(&mut changes, body, begins);
    }
    out
}

/// The first place at which lists and quotes are nested too deep, which costs the
/// parser quadratic time when a hundred thousand `>` are followed by as many lines.
pub(super) fn too_deep(source: &str) -> Option<usize> {
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if let Some(column) = deep_column(line) {
            let body = line.trim_ascii();
            let rule = body
                .bytes()
                .all(|b| body.starts_with(b as char) || b.is_ascii_whitespace());
            if !rule || body.starts_with('>') {
                return Some(at + column);
            }
        }
        at += line.len();
    }
    None
}

impl Prepared {
    /// The range of the source that a range of the prepared text came from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let first = self
            .anchors
            .partition_point(|anchor| anchor.0 <= range.start)
            - 1;
        let start = self.through(first, range.start);
        // What was inserted or dropped at the very end is not part of it.
        let last = self
            .anchors
            .partition_point(|anchor| anchor.0 < range.end)
            .saturating_sub(1);
        let end = self.through(last, range.end);
        start..end.max(start)
    }

    fn through(&self, anchor: usize, offset: usize) -> usize {
        let (prepared, source) = self.anchors[anchor];
        let limit = self
            .anchors
            .get(anchor + 1)
            .map_or(usize::MAX, |next| next.1);
        (source + offset.saturating_sub(prepared)).min(limit)
    }

    fn anchor(&mut self, source: usize) {
        let here = (self.text.len(), source);
        // What continues from the anchor before needs none of its own.
        let goes_on = |last: &(usize, usize)| last.0 + source == last.1 + here.0;
        if !self.anchors.last().is_some_and(goes_on) {
            self.anchors.push(here);
        }
    }

    pub(super) fn insert(&mut self, text: &str, at: usize) {
        self.anchor(at);
        self.text.push_str(text);
        self.anchor(at);
    }

    pub(super) fn replace(&mut self, by: char, range: Range<usize>) {
        self.anchor(range.start);
        self.text.push(by);
        self.anchor(range.end);
    }

    /// Copies a line; `begins` says what has to be done at its beginning.
    fn begun(&mut self, changes: &mut Changes<'_>, body: Range<usize>, begins: Option<Start>) {
        let mut body = body;
        match begins {
            Some(Start::Bullet(bullet)) => {
                self.line(changes, body.start..bullet.start);
                self.replace('-', bullet.clone());
                self.insert(" ", bullet.end);
                body.start = bullet.end;
            }
            Some(Start::Text(at)) => {
                self.line(changes, body.start..at);
                self.insert(&JOINT.to_string(), at);
                body.start = at;
            }
            Some(Start::Item) | None => {}
        }
        self.line(changes, body);
    }

    /// Copies one line or a part of it, changing single characters where it must be.
    fn line(&mut self, changes: &mut Changes<'_>, range: Range<usize>) {
        self.anchor(range.start);
        let line = &changes.source[range.clone()];
        let mut column = 0;
        loop {
            // Most of a text is copied as it is, in long stretches.
            let next = changes.next(range.start + column).min(range.end) - range.start;
            self.text.push_str(&line[column..next]);
            column = next;
            let Some(c) = line[column..].chars().next() else {
                return;
            };
            let before = line[..column].chars().next_back();
            let at = range.start + column;
            let mut width = c.len_utf8();
            match c {
                '*' | '_' => {
                    let escaped = ends_in_escape(&line[..column]);
                    let after = line[column..].trim_start_matches(c);
                    width = if escaped {
                        1
                    } else {
                        line.len() - column - after.len()
                    };
                    if escaped {
                        self.text.push(c);
                    } else {
                        self.emphasis(c, at..at + width, before, after.chars().next());
                    }
                }
                // A reference definition would vanish from the record; nothing
                // a clerk wrote in brackets before a colon may.
                ':' if before == Some(']') && !is_label(&line[..column]) => {
                    self.insert(&JOINT.to_string(), at);
                    self.text.push(':');
                }
                JOINT | STAR | LOW_LINE => self.replace('\u{fffd}', at..at + width),
                _ if is_private(c) => {
                    self.private.push(at);
                    self.text.push(c);
                }
                _ if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {
                    self.replace('\u{fffd}', at..at + width)
                }
                _ => self.text.push(c),
            }
            column += width;
        }
    }
}

/// Whether what follows is escaped by an odd number of backslashes.
pub(super) fn ends_in_escape(before: &str) -> bool {
    let rest = before.trim_end_matches('\\');
    (before.len() - rest.len()) % 2 == 1
}

/// The places in a text of the characters that [`Prepared::line`] may change.
struct Changes<'s> {
    source: &'s str,
    /// The first of them that was not yet passed.
    next: usize,
}

impl<'s> Changes<'s> {
    fn of(source: &'s str) -> Self {
        let next = Self::find(source.as_bytes());
        Self { source, next }
    }

    /// The first such place from a place on, else the end of the text. Asked
    /// from front to back, so that the text is looked through once.
    fn next(&mut self, from: usize) -> usize {
        if self.next < from {
            self.next = from + Self::find(&self.source.as_bytes()[from..]);
        }
        self.next
    }

    fn find(bytes: &[u8]) -> usize {
        let last = bytes.len().saturating_sub(1);
        let alone = |byte: &u8| may_change(&[*byte, 0]);
        let at_end = || bytes.last().is_some_and(alone).then_some(last);
        first_row(bytes, may_change)
            .or_else(at_end)
            .unwrap_or(bytes.len())
    }
}

/// Whether a character that begins with these bytes may be one that `line`
/// changes: a mark of Markdown, a control, a noncharacter.
fn may_change(row: &[u8; 2]) -> bool {
    let byte = row[0];
    // `*` and `:` differ in one bit.
    let mark = (byte & !0x10 == b'*') | (byte == b'_');
    let space = (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
    let control = ((byte < b' ') & !space) | (byte == 0x7F);
    // The controls beyond ASCII begin so, and few other characters.
    let beyond = byte == 0xC2;
    // U+E000 to U+F8FF.
    let private = (byte == 0xEE) | ((byte == 0xEF) & (row[1] < 0xA4));
    mark | control | beyond | private | begins_mark(row)
}

struct Indent {
    bytes: usize,
    new_paragraph: bool,
}

/// The indentation of a line as far as it is typed with wide spaces, which the
/// style sheet sets by itself. Half-width indentation may mean a nested list.
fn wide_indent(line: &str) -> Indent {
    let wide = |c: char| matches!(c, '\u{3000}' | '\u{a0}' | '\u{2002}' | '\u{2003}');
    let rest = line.trim_start_matches(|c| wide(c) || c == ' ' || c == '\t');
    let bytes = line.len() - rest.len();
    let count = line[..bytes].chars().filter(|c| wide(*c)).count();
    Indent {
        bytes: if count == 0 { 0 } else { bytes },
        new_paragraph: count >= 2,
    }
}

fn next_fence(open: Option<(char, usize)>, line: &str) -> Option<(char, usize)> {
    let body = line.trim_start_matches(' ');
    let mark = body
        .chars()
        .next()
        .filter(|c| matches!(c, '`' | '~') && line.len() - body.len() < 4);
    let Some(mark) = mark else { return open };
    let rest = body.trim_start_matches(mark);
    let length = body.len() - rest.len();
    match open {
        Some((kind, least)) => {
            (kind != mark || length < least || !rest.trim().is_empty()).then_some((kind, least))
        }
        None => (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length)),
    }
}

/// The column at which one marker too many of a list or quote stands.
fn deep_column(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    let mut depth = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let mut next = at + 1;
        match byte {
            b' ' | b'\t' => {}
            b'>' => depth += 1,
            b'-' | b'+' | b'*' if blank(next) => depth += 1,
            b'0'..=b'9' => {
                while bytes.get(next).is_some_and(u8::is_ascii_digit) {
                    next += 1;
                }
                if !matches!(bytes.get(next), Some(b'.' | b')')) || !blank(next + 1) {
                    return None;
                }
                next += 1;
                depth += 1;
            }
            _ => return None,
        }
        if depth > DEEPEST {
            return Some(at);
        }
        at = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_is_changed_is_found() {
        let changed = |c: char| {
            let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
            control || matches!(c, '*' | '_' | ':' | JOINT | STAR | LOW_LINE | '\u{fffd}')
        };
        for c in '\0'..=char::MAX {
            for text in [format!("甲{c}"), format!("甲{c}，乙")] {
                let found = Changes::of(&text).next("甲".len());
                assert!(!changed(c) || found == "甲".len(), "{c:?}");
                assert!(changed(c) || prepare(&text, &[]).text == text, "{c:?}");
            }
        }
    }
}
