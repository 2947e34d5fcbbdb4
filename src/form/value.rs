//! What a cell holds. Blank, not-applicable and zero are three values.

use std::fmt;

/// The content of one cell of a statutory table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing was filled in. Never the same as zero.
    Blank,
    /// The body said that the cell does not apply, with this mark.
    NotApplicable(String),
    /// A whole number; negative only where the form prints 增/减.
    Count(i64),
    /// An exact decimal, kept and printed as typed.
    Amount(Amount),
    /// Words where the form allows them, such as an amount with its unit.
    Text(String),
}

/// An exact decimal: the digits as typed, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    typed: String,
    /// The value times ten to the power of `scale`.
    units: i128,
    scale: u32,
}

impl Value {
    /// The whole number it states, if it states one.
    pub fn count(&self) -> Option<i64> {
        match self {
            Value::Count(count) => Some(*count),
            _ => None,
        }
    }

    /// Whether it states that there is nothing: 0, 0.00.
    pub fn is_zero(&self) -> bool {
        match self {
            Value::Count(count) => *count == 0,
            Value::Amount(amount) => amount.units == 0,
            Value::Blank | Value::NotApplicable(_) | Value::Text(_) => false,
        }
    }
}

impl Amount {
    /// Reads digits with at most one point, such as `12.50`; `None` for
    /// anything else, or for more digits than any budget has.
    pub fn parse(typed: &str) -> Option<Self> {
        let (whole, fraction) = typed.split_once('.').unwrap_or((typed, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let sound = !whole.is_empty() && digits(whole) && digits(fraction);
        if !sound || typed.ends_with('.') || whole.len() + fraction.len() > 30 {
            return None;
        }
        let units = format!("{whole}{fraction}").parse().ok()?;
        let scale = u32::try_from(fraction.len()).ok()?;
        Some(Self {
            typed: typed.to_owned(),
            units,
            scale,
        })
    }

    /// The value times ten to the power of `decimals`.
    pub fn units(&self) -> i128 {
        self.units
    }

    /// How many digits stand after the point.
    pub fn decimals(&self) -> u32 {
        self.scale
    }

    /// The whole part, rounded down.
    pub fn whole(&self) -> i128 {
        self.units / 10_i128.pow(self.scale)
    }
}

/// A cell prints as the form expects it: digits as typed, a blank as nothing.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Blank => Ok(()),
            Value::NotApplicable(mark) => f.write_str(mark),
            Value::Count(count) => count.fmt(f),
            Value::Amount(amount) => f.write_str(&amount.typed),
            Value::Text(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_what_was_typed() {
        for typed in ["0", "12.50", "4166.214619", "0.00"] {
            let amount = Amount::parse(typed).expect("a decimal");
            assert_eq!(Value::Amount(amount).to_string(), typed);
        }
        for typed in ["", ".5", "5.", "-1", "1,200", "1e3", "１", "1.2.3"] {
            assert_eq!(Amount::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn blank_and_not_applicable_are_not_zero() {
        assert!(Value::Count(0).is_zero());
        assert!(Value::Amount(Amount::parse("0.00").expect("a decimal")).is_zero());
        assert!(!Value::Blank.is_zero());
        assert!(!Value::NotApplicable("/".to_owned()).is_zero());
    }
}
