//! Numbers of reports that can be added up and compared, without their cells.

use std::fmt;
use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::form::{Measure, Value};

/// An exact decimal: a count, or an amount of 万元.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The value times ten to the power of `decimals`.
    units: i64,
    decimals: u8,
}

/// The most decimals of a figure: a hundred-thousandth of a cent, in 万元.
const FINEST: u8 = 9;

/// What a report states of each measure; a measure that is not here is not known,
/// which is not zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures(Vec<(u8, Figure)>);

impl Figure {
    /// The number of a cell; `None` if it states none, or one that is larger or finer
    /// than any budget.
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Count(count) => Some(Self::from(*count)),
            Value::Amount(amount) => Some(Self {
                units: amount.units().try_into().ok()?,
                decimals: u8::try_from(amount.decimals())
                    .ok()
                    .filter(|n| *n <= FINEST)?,
            }),
            Value::Blank | Value::NotApplicable(_) | Value::Text(_) => None,
        }
    }

    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    /// How it differs from an earlier one.
    pub fn since(self, before: Self) -> Self {
        let before = Self {
            units: -before.units,
            ..before
        };
        self + before
    }

    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Without its sign.
    pub fn size(self) -> Self {
        Self {
            units: self.units.abs(),
            ..self
        }
    }

    /// Its size as a part of a whole, in per cent with one decimal, halves rounded up;
    /// `None` of nothing.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        let decimals = self.decimals.max(whole.decimals);
        let (part, whole) = (self.size().units(decimals), whole.units(decimals));
        let tenths = (part * 2000 + whole).checked_div(whole * 2);
        let tenths = tenths.filter(|_| whole > 0);
        Some(Self {
            units: tenths?.try_into().ok()?,
            decimals: 1,
        })
    }

    /// The nearest number that can be drawn.
    pub fn approximate(self) -> f64 {
        let scale = 10_f64.powi(self.decimals.into());
        self.units as f64 / scale
    }

    /// Its units with this many decimals, which are no fewer than its own.
    fn units(self, decimals: u8) -> i128 {
        i128::from(self.units) * 10_i128.pow(u32::from(decimals - self.decimals))
    }
}

impl From<i64> for Figure {
    fn from(count: i64) -> Self {
        Self {
            units: count,
            decimals: 0,
        }
    }
}

impl Add for Figure {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let decimals = self.decimals.max(other.decimals);
        let sum = self.units(decimals) + other.units(decimals);
        Self {
            units: i64::try_from(sum).unwrap_or(i64::MAX),
            decimals,
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
        let decimals = self.decimals.max(other.decimals);
        self.units(decimals).cmp(&other.units(decimals))
    }
}

/// With the decimals that were typed.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(self.decimals.into());
        let (size, sign) = (
            self.units.unsigned_abs(),
            if self.units < 0 { "-" } else { "" },
        );
        match usize::from(self.decimals) {
            0 => write!(f, "{sign}{size}"),
            width => write!(f, "{sign}{}.{:0width$}", size / scale, size % scale),
        }
    }
}

impl Figures {
    /// `figure` is asked for every measure that a form may have.
    pub fn of(figure: impl Fn(Measure) -> Option<Figure>) -> Self {
        let known = Measure::all().filter_map(|measure| {
            let index = u8::try_from(measure.index()).ok()?;
            Some((index, figure(measure)?))
        });
        let mut known: Vec<(u8, Figure)> = known.collect();
        known.sort_by_key(|(index, _)| *index);
        Self(known)
    }

    /// `None` if the report does not state it.
    pub fn get(&self, measure: Measure) -> Option<Figure> {
        let index = u8::try_from(measure.index()).ok()?;
        let at = self.0.binary_search_by_key(&index, |(index, _)| *index);
        Some(self.0[at.ok()?].1)
    }

    /// Whether the report states no number at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
    fn what_is_not_stated_is_not_zero() {
        let figures = Figures::of(|measure| (measure == Measure::Received).then(|| 0.into()));
        assert_eq!(figures.get(Measure::Received), Some(Figure::from(0)));
        assert_eq!(figures.get(Measure::Granted), None);
        assert!(!figures.is_empty());
    }

    #[test]
    fn every_measure_has_a_place_of_its_own() {
        let all: std::collections::BTreeSet<usize> = Measure::all().map(Measure::index).collect();
        assert_eq!(all.len(), Measure::COUNT);
        assert_eq!(all.last(), Some(&(Measure::COUNT - 1)));
    }
}
