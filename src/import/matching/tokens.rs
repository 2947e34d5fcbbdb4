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
        if whole && is_number_of_page(text) {
            continue;
        }
        let before = found.len();
        let mut scan = Scan {
            segment,
            text,
            base: start,
            at: rest,
            found: &mut found,
        };
        if scan.all() {
            continue;
        }
        let byte = start + scan.at;
        if !whole || !is_like_a_cell(text) {
            return (found, Some(Position { segment, byte }));
        }
        found.truncate(before);
        found.push(Token {
            kind: TokenKind::Words,
            segment,
            range: 0..text.len(),
        });
    }
    (found, None)
}

/// Whether a line is what a cell would hold that is filled in with something else than
/// digits: `约 3`, `三`, `无`.
fn is_like_a_cell(text: &str) -> bool {
    let count = text.trim().chars().count();
    let digits = text.chars().any(|c| digit(c).is_some());
    count <= if digits { 8 } else { 2 }
}

/// Whether a line is the number of a page, such as `— 12 —`.
fn is_number_of_page(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '－' | '—' | '–' | '─');
    let text = text.trim();
    let inner = text.trim_matches(dash);
    let both = text.starts_with(dash) && text.ends_with(dash) && inner.starts_with(' ');
    both && inner.trim().chars().all(|c| digit(c).is_some()) && !inner.trim().is_empty()
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
            let behind = &rest[c.len_utf8()..];
            if c.is_whitespace() || is_edge(c) && !is_note(c, behind) {
                self.at += c.len_utf8();
            } else if ABOUT.contains(&c) && behind.chars().next().is_some_and(is_digit) {
                self.push(TokenKind::Words, chunk(rest));
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
        if let Some(length) = ordinal(&rest[length..]).then_some(length) {
            // The number of a label that is not known. Digits before it are a value that
            // nobody can tell from it.
            let alone = rest[..length].chars().count() <= 2 && self.is_parted();
            if !alone {
                self.push(TokenKind::Words, length);
            }
            return false;
        }
        let (unit, after) = if year {
            (None, length)
        } else {
            unit(rest, length)
        };
        match joined(&rest[after..], behind) {
            _ if year => {}
            Joined::Nothing => {}
            Joined::Sentence => {
                self.push(number(&rest[..length], unit), after);
                return false;
            }
            Joined::Value(more) => {
                self.push(TokenKind::Words, after + more);
                return true;
            }
        }
        self.push(number(&rest[..length], unit), after);
        true
    }

    /// Whether something parts what comes next from what stands before.
    fn is_parted(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        match before {
            Some(c) => c.is_whitespace() || is_edge(c),
            None => self.base == 0,
        }
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

/// A number of digits of any width, without commas between thousands.
fn number(digits: &str, unit: Option<&str>) -> TokenKind {
    let text: String = digits.chars().map(narrow).collect();
    let text = text.trim_end_matches('.').replace(['＋', '﹢'], "+");
    let text = text.replace(['－', '−', '﹣'], "-");
    TokenKind::Number(text.replace(',', ""), unit.map(str::to_owned))
}

/// The unit behind digits of this length, and where it ends.
fn unit(text: &str, length: usize) -> (Option<&'static str>, usize) {
    let behind = text[length..].trim_start();
    match UNITS.iter().find(|unit| behind.starts_with(**unit)) {
        Some(unit) => (Some(unit), text.len() - behind.len() + unit.len()),
        None => (None, length),
    }
}

/// What stands before a number that is not exact.
const ABOUT: [char; 7] = ['约', '近', '超', '逾', '共', '计', '第'];

/// What makes another number of the digits before it.
const SCALES: [char; 14] = [
    '十', '百', '千', '万', '亿', '余', '多', '几', '半', '倍', '%', '％', '‰', '点',
];

/// What a number is joined to by nothing between.
enum Joined {
    Nothing,
    /// Words that go on behind the last value of a table.
    Sentence,
    /// Letters or marks that belong to it, of so many bytes.
    Value(usize),
}

/// What `rest` joins to the number before it; `behind` is what follows its digits without
/// the space between.
fn joined(rest: &str, behind: &str) -> Joined {
    let Some(next) = rest.chars().next() else {
        return Joined::Nothing;
    };
    let is_unit = UNITS.iter().any(|unit| behind.starts_with(*unit));
    if behind.starts_with(SCALES) && !is_unit {
        return Joined::Value(rest.len() - rest.trim_start().len() + chunk(rest.trim_start()));
    }
    let after = &rest[next.len_utf8()..];
    let enumerates = matches!(next, '、' | ':' | '：') && after.starts_with(is_digit);
    let parts = next.is_whitespace() || is_edge(next) && !enumerates;
    if parts || is_digit(next) || mark(rest).is_some() {
        return Joined::Nothing;
    }
    // The number of the next label, typed twice: 三三、.
    if after.is_empty() && "一二三四五六七八".contains(next) {
        return Joined::Sentence;
    }
    let length = chunk(rest);
    let words = rest[..length].chars().take_while(|c| c.is_alphabetic());
    match next.is_alphabetic() && words.count() >= SENTENCE {
        true => Joined::Sentence,
        false => Joined::Value(length),
    }
}

/// So many letters behind a number are no unit.
const SENTENCE: usize = 4;

/// The length of what stands together up to the next space.
fn chunk(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// Whether the digits before are the number of a label: a mark and a word follow.
fn ordinal(behind: &str) -> bool {
    let Some(rest) = behind.trim_start().strip_prefix(['.', '．', '、']) else {
        return false;
    };
    let letter = rest.trim_start().trim_start_matches(['“', '"', '”', '《']);
    letter.starts_with(|c: char| c.is_alphabetic() && !is_digit(c))
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether a bracket opens a number, which is then no value.
fn is_note(c: char, behind: &str) -> bool {
    matches!(c, '(' | '（') && behind.trim_start().starts_with(is_digit)
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
        let next_digit = text[end..].chars().next().is_some_and(is_digit);
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
