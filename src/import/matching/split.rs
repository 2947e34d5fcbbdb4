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
const STEPS: usize = 10_000;
pub const READINGS: usize = 2_000;

/// The most characters of one value; sums of money have fewer.
const LONGEST: usize = 24;

/// How values may stand in a row.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Whether digits that stand together may belong to several cells.
    pub parted: bool,
    /// How many cells have nothing.
    pub gaps: usize,
    /// Whether sums hold only if a cell that has nothing stands for zero.
    pub zeros: bool,
    /// So many readings are kept at most.
    pub most: usize,
}

/// Every way to fill the cells with what stands there, with nothing left over, in which
/// the sums hold. `None` if there are too many to look at: more than `STEPS` are not.
pub fn ways(
    tokens: &[Token],
    kinds: &[Kind],
    sums: &[LineSum],
    manner: Manner,
) -> Option<Vec<Line>> {
    let mut search = Search {
        tokens,
        kinds,
        sums,
        parted: manner.parted,
        holds: match (manner.zeros, manner.gaps) {
            (false, _) => adds_up,
            (true, 1) => holds_but_for_its_total,
            (true, _) => holds_with_zeros,
        },
        line: Vec::with_capacity(kinds.len()),
        found: Vec::new(),
        steps: 0,
        most: manner.most,
    };
    search.step(0, 0, manner.gaps).then_some(search.found)
}

/// Whether a sum holds, or cannot be worked out: what a blank cell would have held, it does
/// not say.
pub fn adds_up(line: &[Option<Value>], sum: &LineSum) -> bool {
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

/// Whether a sum holds if each cell that is not there stands for zero.
fn holds_with_zeros(line: &[Option<Value>], sum: &LineSum) -> bool {
    let side = |cells: &[usize]| -> i64 {
        let values = cells.iter().filter_map(|cell| line.get(*cell)?.as_ref());
        values.filter_map(Value::count).sum()
    };
    side(&sum.left) == side(&sum.right)
}

/// The same; but the one cell that is not there may be the total.
fn holds_but_for_its_total(line: &[Option<Value>], sum: &LineSum) -> bool {
    let mut totals = sum.left.iter().filter_map(|cell| line.get(*cell));
    totals.any(Option::is_none) || holds_with_zeros(line, sum)
}

struct Search<'a> {
    tokens: &'a [Token],
    kinds: &'a [Kind],
    sums: &'a [LineSum],
    parted: bool,
    holds: fn(&[Option<Value>], &LineSum) -> bool,
    line: Line,
    found: Vec<Line>,
    steps: usize,
    most: usize,
}

impl Search<'_> {
    /// Goes on from a byte of a token, with so many cells that have nothing still to
    /// come; `false` if there was too much to look at. It goes no deeper than there are
    /// cells.
    fn step(&mut self, token: usize, byte: usize, gaps: usize) -> bool {
        self.steps += 1;
        if self.steps > STEPS || self.found.len() > self.most {
            return false;
        }
        let cell = self.line.len();
        if cell == self.kinds.len() {
            if token == self.tokens.len() && gaps == 0 {
                self.found.push(self.line.clone());
            }
            return true;
        }
        let Some(to_fill) = (self.kinds.len() - cell).checked_sub(gaps) else {
            return true;
        };
        // Each token fills one cell at least, and each character one at most.
        if self.least(token, byte) > to_fill || self.most(token, byte) < to_fill {
            return true;
        }
        if gaps > 0 && !self.with(None, (token, byte), gaps - 1) {
            return false;
        }
        let Some(here) = self.tokens.get(token).filter(|_| to_fill > 0) else {
            return true;
        };
        let alone = |value| (Some(value), (token + 1, 0));
        let (value, next) = match &here.kind {
            TokenKind::Number(digits, unit) => {
                return self.number(digits, unit.as_deref(), (token, byte), gaps);
            }
            TokenKind::Mark(mark) => alone(Value::NotApplicable(mark.clone())),
            TokenKind::Blank => alone(Value::Blank),
            TokenKind::Words => return true,
        };
        self.with(value, next, gaps)
    }

    /// How many cells the rest fills at least: no value begins with a zero but zero itself.
    fn least(&self, token: usize, byte: usize) -> usize {
        let rest = self.tokens[token..].iter().enumerate();
        let least = rest.map(|(at, token)| match &token.kind {
            TokenKind::Number(digits, _) if self.parted => {
                let digits = &digits[if at == 0 { byte } else { 0 }..];
                let zeros = digits.bytes().take_while(|digit| *digit == b'0').count();
                match digits.as_bytes().get(zeros) {
                    // The last zero may be the whole part of a decimal.
                    Some(b'.') => zeros,
                    Some(_) => zeros + 1,
                    None => zeros,
                }
            }
            _ => 1,
        });
        least.sum()
    }

    /// How many cells the rest can fill at most.
    fn most(&self, token: usize, byte: usize) -> usize {
        let rest = self.tokens[token..].iter().map(|token| match &token.kind {
            TokenKind::Number(digits, _) if self.parted => digits.len(),
            _ => 1,
        });
        rest.sum::<usize>().saturating_sub(byte)
    }

    fn number(
        &mut self,
        digits: &str,
        unit: Option<&str>,
        (token, byte): (usize, usize),
        gaps: usize,
    ) -> bool {
        let rest = &digits[byte..];
        let shortest = if self.parted { 1 } else { rest.len() };
        // The cells that follow need a character each.
        let others = self.kinds.len() - self.line.len() - gaps - 1;
        let spare = self.most(token, byte).saturating_sub(others);
        let longest = rest.len().min(LONGEST).min(spare.max(shortest));
        for length in shortest..=longest {
            let last = length == rest.len();
            let unit = unit.filter(|_| last);
            let Some(value) = value(&rest[..length], unit, self.kinds[self.line.len()]) else {
                continue;
            };
            let next = match last {
                true => (token + 1, 0),
                false => (token, byte + length),
            };
            if !self.with(Some(value), next, gaps) {
                return false;
            }
        }
        true
    }

    fn with(&mut self, value: Option<Value>, (token, byte): (usize, usize), gaps: usize) -> bool {
        self.line.push(value);
        let filled = self.line.len();
        let complete = |sum: &&LineSum| {
            let last = sum.left.iter().chain(&sum.right).max();
            last.is_some_and(|last| last + 1 == filled)
        };
        let mut sums = self.sums.iter().filter(complete);
        let sound = sums.all(|sum| (self.holds)(&self.line, sum));
        let enough = !sound || self.step(token, byte, gaps);
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
