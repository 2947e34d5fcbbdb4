//! Numbers of reports that can be added up and compared, without their cells.

use std::fmt;
use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::form::Value;

/// An exact decimal: a count, or an amount of 万元. It holds every number that a cell
/// may state, and every sum of such numbers.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Figure {
    whole: i128,
    /// What is after the point, in units of the finest decimal; never of the other sign.
    fraction: i128,
    /// How many decimals are printed.
    decimals: u8,
}

/// The most decimals of a figure, which an amount cannot have more of.
const FINEST: u8 = 30;

/// How many units of the finest decimal are one.
const ONE: i128 = 10_i128.pow(FINEST as u32);

impl Figure {
    /// The number of a cell; `None` if it states none.
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Count(count) => Some(Self::from(*count)),
            Value::Amount(amount) => {
                let decimals = u8::try_from(amount.decimals()).ok()?;
                let finest = 10_i128.pow(FINEST.checked_sub(decimals)?.into());
                let fraction = amount.units() % (ONE / finest);
                Some(Self {
                    whole: amount.whole(),
                    fraction: fraction * finest,
                    decimals,
                })
            }
            Value::Blank | Value::NotApplicable(_) | Value::Text(_) => None,
        }
    }

    /// The number of a whole one that is small, as nearly all are.
    pub(super) fn small(self) -> Option<i32> {
        let is_whole = self.decimals == 0;
        is_whole.then(|| self.whole.try_into().ok()).flatten()
    }

    pub fn is_zero(self) -> bool {
        (self.whole, self.fraction) == (0, 0)
    }

    /// How it differs from an earlier one.
    pub fn since(self, before: Self) -> Self {
        self + before.negated()
    }

    pub fn is_negative(self) -> bool {
        self.whole < 0 || self.fraction < 0
    }

    /// Without its sign.
    pub fn size(self) -> Self {
        match self.is_negative() {
            true => self.negated(),
            false => self,
        }
    }

    fn negated(self) -> Self {
        Self {
            whole: -self.whole,
            fraction: -self.fraction,
            ..self
        }
    }

    /// Its size as a part of a whole, in per cent with one decimal, halves rounded up;
    /// `None` of nothing. Of numbers with more than thirty digits the last do not count.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        if whole.is_zero() || whole.is_negative() {
            return None;
        }
        let decimals = self.decimals.max(whole.decimals);
        let units = self.size().units(decimals).zip(whole.units(decimals));
        let exact = units.and_then(|(part, whole)| {
            let doubled = part.checked_mul(2000)?.checked_add(whole)?;
            Some(doubled / whole.checked_mul(2)?)
        });
        let tenths = exact.unwrap_or_else(|| {
            let part = self.size().approximate() / whole.approximate();
            (part * 1000.0).round() as i128
        });
        Some(Self {
            whole: tenths / 10,
            fraction: tenths % 10 * (ONE / 10),
            decimals: 1,
        })
    }

    /// The nearest number that can be drawn.
    pub fn approximate(self) -> f64 {
        self.whole as f64 + self.fraction as f64 / ONE as f64
    }

    /// Its units with this many decimals, which are no fewer than its own; `None` if
    /// they are too many.
    fn units(self, decimals: u8) -> Option<i128> {
        let scale = 10_i128.pow(decimals.into());
        let whole = self.whole.checked_mul(scale)?;
        whole.checked_add(self.fraction / (ONE / scale))
    }
}

impl From<i64> for Figure {
    fn from(count: i64) -> Self {
        Self {
            whole: count.into(),
            fraction: 0,
            decimals: 0,
        }
    }
}

impl Add for Figure {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let fraction = self.fraction + other.fraction;
        let whole = self.whole + other.whole + fraction / ONE;
        let fraction = fraction % ONE;
        // Both parts get one sign.
        let carry = match (whole.signum(), fraction.signum()) {
            (1, -1) => 1,
            (-1, 1) => -1,
            _ => 0,
        };
        Self {
            whole: whole - carry,
            fraction: fraction + carry * ONE,
            decimals: self.decimals.max(other.decimals),
        }
    }
}

/// 1.5 is 1.50.
impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Figure {}

impl PartialOrd for Figure {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Figure {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.whole, self.fraction).cmp(&(other.whole, other.fraction))
    }
}

/// With the decimals that were typed.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let (whole, fraction) = (self.whole.unsigned_abs(), self.fraction.unsigned_abs());
        let finest = 10_u128.pow(FINEST.saturating_sub(self.decimals).into());
        match usize::from(self.decimals) {
            0 => write!(f, "{sign}{whole}"),
            width => write!(f, "{sign}{whole}.{:0width$}", fraction / finest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Amount;

    fn figure(typed: &str) -> Figure {
        let amount = Amount::parse(typed).expect("a decimal");
        Figure::of(&Value::Amount(amount)).expect("a number")
    }

    #[test]
    fn decimals_are_added_exactly_and_printed_as_typed() {
        assert_eq!((figure("12.50") + figure("0.125")).to_string(), "12.625");
        assert_eq!((Figure::from(3) + figure("0.10")).to_string(), "3.10");
        assert_eq!(figure("0.05").since(figure("1")).to_string(), "-0.95");
        assert_eq!(figure("1.5"), figure("1.50"));
        assert!(figure("2") > figure("1.99"));
        assert_eq!(Figure::from(-7).to_string(), "-7");
    }

    #[test]
    fn per_cent_are_exact_to_a_tenth() {
        let percent = |part: &str, whole: &str| {
            let percent = figure(part).percent_of(figure(whole));
            percent.map(|percent| percent.to_string())
        };
        assert_eq!(percent("22", "96").as_deref(), Some("22.9"));
        assert_eq!(percent("1", "2000").as_deref(), Some("0.1"));
        assert_eq!(percent("1", "2001").as_deref(), Some("0.0"));
        assert_eq!(percent("2.5", "10").as_deref(), Some("25.0"));
        let fewer = Figure::from(-3).percent_of(12.into());
        assert_eq!(
            fewer.map(|percent| percent.to_string()).as_deref(),
            Some("25.0")
        );
        assert_eq!(percent("3", "0"), None);
    }

    #[test]
    fn the_longest_numbers_are_added_and_compared_as_exactly() {
        let long = "999999999999999999999999999999";
        let fine = "0.00000000000000000000000000001";
        let sum = figure(long) + figure(fine);
        assert_eq!(sum.to_string(), format!("{long}{}", &fine[1..]));
        assert_eq!(sum.since(figure(long)).to_string(), fine);
        assert_eq!(
            figure(fine).since(sum).to_string(),
            format!("-{long}.{:029}", 0)
        );
        assert!(figure(long).since(figure(fine)) < figure(long));
        let percent = |part: Figure, whole| part.percent_of(whole).map(|one| one.to_string());
        assert_eq!(percent(sum, sum).as_deref(), Some("100.0"));
        assert_eq!(percent(figure(fine), sum).as_deref(), Some("0.0"));
        assert_eq!(
            percent(figure(long), figure(long)).as_deref(),
            Some("100.0")
        );
    }

    #[test]
    fn both_parts_of_a_sum_have_one_sign() {
        let difference = |one: &str, other: &str| figure(one).since(figure(other)).to_string();
        assert_eq!(difference("2", "0.75"), "1.25");
        assert_eq!(difference("0.75", "2"), "-1.25");
        assert_eq!(difference("1.25", "1.75"), "-0.50");
        assert_eq!(difference("1.75", "0.75"), "1.00");
        assert!(figure("0.25").since(figure("1")) < figure("0").since(figure("0.5")));
        assert_eq!(figure("0.25").since(figure("1")).size(), figure("0.75"));
    }
}
