//! What stands behind a label: numbers, marks, blank cells, until words begin.

use std::ops::Range;

use super::stream::{Position, Stream};
use crate::parse::cell::NOT_APPLICABLE;
use crate::prose::digit;
use crate::prose::numbers::narrow;

/// One thing that stands where values are expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    /// The number of its segment.
    pub segment: usize,
    /// Its bytes in the text of the segment.
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Digits with points and signs, narrow and without commas between thousands;
    /// perhaps the numbers of several cells. Then the unit behind them.
    Number(String, Option<String>),
    /// A mark that says that the cell does not apply.
    Mark(String),
    /// A cell that stands empty.
    Blank,
    /// A cell that holds something else.
    Words,
}

/// The units that stand behind numbers in cells, the longer before the shorter.
const UNITS: [&str; 17] = [
    "万元", "亿元", "批次", "人次", "元", "件", "条", "项", "次", "笔", "宗", "份", "个", "起",
    "家", "户", "人",
];

/// The values between two places, and the place at which words begin that are no cell, if
/// they do. Linear.
pub fn tokens(stream: &Stream<'_>, from: Position, to: Position) -> (Vec<Token>, Option<Position>) {
    let mut found: Vec<Token> = Vec::new();
    let mut first = true;
    for (segment, start, text) in stream.between(from, to) {
        let rest = if first { past_note(text) } else { 0 };
        first = false;
        let whole = start == 0 && text.len() == stream.segments[segment].text.len();
        if whole && stream.segments[segment].bounded {
            found.push(cell(segment, text));
            continue;
        }
        let mut scan = Scan {
            segment,
            text,
            base: start,
            at: rest,
            found: &mut found,
        };
        if !scan.all() {
            let byte = start + scan.at;
            return (found, Some(Position { segment, byte }));
        }
    }
    (found, None)
}

/// What a whole cell holds. A note behind its number is no part of it.
fn cell(segment: usize, text: &str) -> Token {
    let mut found = Vec::new();
    let mut scan = Scan {
        segment,
        text,
        base: 0,
        at: 0,
        found: &mut found,
    };
    let whole = scan.all();
    let kind = match (&mut found[..], whole) {
        ([], true) => TokenKind::Blank,
        ([one], true) => one.kind.clone(),
        _ => TokenKind::Words,
    };
    Token {
        kind,
        segment,
        range: 0..text.len(),
    }
}

/// The length of a note in brackets that a label goes on with: it has letters.
fn past_note(text: &str) -> usize {
    let body = text.trim_start();
    if !body.starts_with(['(', '（']) {
        return 0;
    }
    let mut depth = 0;
    for (at, c) in body.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let note = &body[..at];
            let letters = note.chars().any(|c| c.is_alphabetic());
            let end = text.len() - body.len() + at + c.len_utf8();
            return if letters { end } else { 0 };
        }
    }
    0
}

/// How far a stretch of text has been read.
struct Scan<'a, 't> {
    segment: usize,
    text: &'t str,
    /// Where the text begins in its segment.
    base: usize,
    at: usize,
    found: &'a mut Vec<Token>,
}

impl Scan<'_, '_> {
    /// Reads to the end; `false` if words came first.
    fn all(&mut self) -> bool {
        loop {
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else {
                return true;
            };
            if c.is_whitespace() || is_edge(c) {
                self.at += c.len_utf8();
            } else if let Some(length) = mark(rest) {
                let kind = TokenKind::Mark(rest[..length].to_owned());
                self.push(kind, length);
            } else if !self.number(rest) {
                return false;
            }
        }
    }

    /// Reads digits with their unit; `false` if there are none, or they begin a
    /// sentence.
    fn number(&mut self, rest: &str) -> bool {
        let mut length = run(rest);
        if length == 0 {
            return false;
        }
        // 02023年: the year of the sentence behind the last cell.
        let behind = rest[length..].trim_start();
        let year = behind.starts_with('年');
        if year {
            let digits = rest[..length].char_indices().rev().nth(3);
            match digits {
                Some((at, '2' | '２')) => length = at,
                _ => return false,
            }
            if length == 0 {
                return false;
            }
        }
        let text: String = rest[..length].chars().map(narrow).collect();
        let text = text.trim_end_matches('.').replace(['＋', '﹢'], "+");
        let text = text.replace(['－', '−', '﹣'], "-");
        let unit = UNITS
            .iter()
            .find(|unit| !year && behind.starts_with(**unit));
        let after = match unit {
            Some(unit) => rest.len() - behind.len() + unit.len(),
            None => length,
        };
        let unit = unit.map(|unit| (*unit).to_owned());
        self.push(TokenKind::Number(text.replace(',', ""), unit), after);
        true
    }

    fn push(&mut self, kind: TokenKind, length: usize) {
        let start = self.base + self.at;
        self.found.push(Token {
            kind,
            segment: self.segment,
            range: start..start + length,
        });
        self.at += length;
    }
}

/// Marks around values that mean nothing: a colon or quote behind a label, the bracket of
/// the number of the next label.
fn is_edge(c: char) -> bool {
    matches!(
        c,
        '”' | '"' | '」' | ':' | '：' | '(' | '（' | ')' | '）' | '|' | '｜' | '│' | '、' | '.'
    ) || crate::prose::odd::is_invisible(c)
}

/// The length of a mark that says that a cell does not apply.
fn mark(text: &str) -> Option<usize> {
    let marks = NOT_APPLICABLE
        .iter()
        .filter(|mark| text.starts_with(**mark));
    let length = marks.map(|mark| mark.len()).max()?;
    // A sign before digits belongs to them.
    let next = text[length..].chars().next();
    next.is_none_or(|c| digit(c).is_none()).then_some(length)
}

/// The length of a run of digits with signs, points and commas between thousands.
fn run(text: &str) -> usize {
    let mut length = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let next_digit = text[end..]
            .chars()
            .next()
            .is_some_and(|c| digit(c).is_some());
        let grouped = || {
            let group: Vec<char> = text[end..].chars().take(4).collect();
            let digits = group.iter().take_while(|c| digit(**c).is_some()).count();
            length > 0 && digits == 3
        };
        let belongs = match c {
            '+' | '＋' | '﹢' | '-' | '－' | '−' | '﹣' => next_digit,
            '.' | '．' => length > 0 && next_digit,
            ',' | '，' => grouped(),
            c => digit(c).is_some(),
        };
        if !belongs {
            break;
        }
        length = end;
    }
    length
}
