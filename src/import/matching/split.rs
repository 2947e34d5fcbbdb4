//! In how many ways what stands in a row fills its cells.

use super::tokens::{Token, TokenKind};
use crate::form::{Amount, Kind, Value};
use crate::parse::cell::{LARGEST, has_unit};

/// What some cells of a table hold, by one reading; `None` if a cell would have nothing.
pub type Line = Vec<Option<Value>>;

/// A sum that cells of the same line must satisfy, by their places in the line.
#[derive(Clone, Debug)]
pub struct LineSum {
    pub left: Vec<usize>,
    pub right: Vec<usize>,
}

/// The most steps of one search, and the most readings that are kept.
const STEPS: usize = 200_000;
const READINGS: usize = 5_000;

/// The most characters of one value; sums of money have fewer.
const LONGEST: usize = 24;

/// Every way to give each cell one value, with nothing left; with the sums if any
/// satisfies them. `None` if there are too many to look at.
pub fn readings(tokens: &[Token], kinds: &[Kind], sums: &[LineSum]) -> Option<Vec<Line>> {
    let found = search(tokens, kinds, sums)?;
    if found.is_empty() && !sums.is_empty() {
        return search(tokens, kinds, &[]);
    }
    Some(found)
}

/// The ways if one cell has nothing. Where a sum says what it would hold, it is that,
/// so that what all ways agree on is certain.
pub fn with_a_gap(tokens: &[Token], kinds: &[Kind], sums: &[LineSum]) -> Option<Vec<Line>> {
    let mut found = Vec::new();
    for gap in 0..kinds.len() {
        let mut others = kinds.to_vec();
        others.remove(gap);
        for mut line in search(tokens, &others, &[])? {
            line.insert(gap, None);
            let total = sums.iter().any(|sum| sum.left.contains(&gap));
            let sum = sums.iter().find(|sum| sum.right.contains(&gap));
            if let (false, Some(sum)) = (total, sum) {
                let Some(rest) = missing_term(&line, sum) else {
                    continue;
                };
                line[gap] = Some(Value::Count(rest));
            }
            if sums.iter().all(|sum| holds(&line, sum)) {
                found.push(line);
            }
        }
    }
    (found.len() <= READINGS).then_some(found)
}

/// What the one term that is not known must be; `None` if it would be negative.
fn missing_term(line: &Line, sum: &LineSum) -> Option<i64> {
    let known = |cells: &[usize]| -> i64 {
        let values = cells.iter().filter_map(|cell| line[*cell].as_ref());
        values.filter_map(Value::count).sum()
    };
    let rest = known(&sum.left) - known(&sum.right);
    (rest >= 0).then_some(rest)
}

/// Whether a sum holds, or cannot be worked out.
pub fn holds(line: &[Option<Value>], sum: &LineSum) -> bool {
    let side = |cells: &[usize]| -> Option<i64> {
        let values = cells.iter().map(|cell| match line.get(*cell)? {
            Some(Value::NotApplicable(_)) => Some(0),
            Some(value) => value.count(),
            None => None,
        });
        values.sum()
    };
    match (side(&sum.left), side(&sum.right)) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    }
}

fn search(tokens: &[Token], kinds: &[Kind], sums: &[LineSum]) -> Option<Vec<Line>> {
    let mut search = Search {
        tokens,
        kinds,
        sums,
        line: Vec::with_capacity(kinds.len()),
        found: Vec::new(),
        steps: 0,
    };
    search.step(0, 0).then_some(search.found)
}

struct Search<'a> {
    tokens: &'a [Token],
    kinds: &'a [Kind],
    sums: &'a [LineSum],
    line: Line,
    found: Vec<Line>,
    steps: usize,
}

impl Search<'_> {
    /// Goes on from a byte of a token; `false` if there was too much to look at. It goes
    /// no deeper than there are cells.
    fn step(&mut self, token: usize, byte: usize) -> bool {
        self.steps += 1;
        if self.steps > STEPS || self.found.len() > READINGS {
            return false;
        }
        let cell = self.line.len();
        if cell == self.kinds.len() {
            if token == self.tokens.len() {
                self.found.push(self.line.clone());
            }
            return true;
        }
        // Each token fills one cell at least.
        let (Some(here), true) = (
            self.tokens.get(token),
            self.tokens.len() - token <= self.kinds.len() - cell,
        ) else {
            return true;
        };
        match &here.kind {
            TokenKind::Number(digits, unit) => {
                let rest = &digits[byte..];
                let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
                for length in ends.take(LONGEST).collect::<Vec<_>>() {
                    let last = length == rest.len();
                    let unit = unit.as_deref().filter(|_| last);
                    let Some(value) = value(&rest[..length], unit, self.kinds[cell]) else {
                        continue;
                    };
                    let next = if last {
                        (token + 1, 0)
                    } else {
                        (token, byte + length)
                    };
                    if !self.with(value, next) {
                        return false;
                    }
                }
                true
            }
            TokenKind::Mark(mark) => self.with(Value::NotApplicable(mark.clone()), (token + 1, 0)),
            TokenKind::Blank => self.with(Value::Blank, (token + 1, 0)),
            TokenKind::Words => true,
        }
    }

    fn with(&mut self, value: Value, (token, byte): (usize, usize)) -> bool {
        self.line.push(Some(value));
        let filled = self.line.len();
        let complete = |sum: &&LineSum| {
            let last = sum.left.iter().chain(&sum.right).max();
            last.is_some_and(|last| last + 1 == filled)
        };
        let sound = self
            .sums
            .iter()
            .filter(complete)
            .all(|sum| holds(&self.line, sum));
        let enough = !sound || self.step(token, byte);
        self.line.pop();
        enough
    }
}

/// What digits mean in a cell of a kind; `None` if they are not written as such a value
/// is: with a zero in front, too long, or in another unit.
pub fn value(digits: &str, unit: Option<&str>, kind: Kind) -> Option<Value> {
    let unsigned = digits.trim_start_matches(['+', '-']);
    let signs = digits.len() - unsigned.len();
    let whole = unsigned.split('.').next().unwrap_or_default();
    let canonical = whole == "0" || !whole.is_empty() && !whole.starts_with('0');
    let signed = signs == 0 || kind == Kind::Change && signs == 1;
    if !canonical || !signed {
        return None;
    }
    let money = unit.is_some_and(|unit| unit.ends_with('元'));
    match kind {
        Kind::Count | Kind::Change => {
            let count: i64 = digits.parse().ok()?;
            (!money && count.abs() <= LARGEST).then_some(Value::Count(count))
        }
        Kind::Amount => match unit {
            // The form states the unit in the head of the column.
            None | Some("万元") => Amount::parse(digits).map(Value::Amount),
            _ => None,
        },
        Kind::AmountText => match unit {
            None => Amount::parse(digits).map(Value::Amount),
            Some(unit) => {
                let text = format!("{digits}{unit}");
                (money && has_unit(&text)).then_some(Value::Text(text))
            }
        },
    }
}
