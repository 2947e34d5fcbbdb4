//! Which texts are a number of which kind.

use crate::form::{Amount, Kind};
use crate::prose::{digit, is_cjk};

/// Larger counts are slips of the hand; the largest real one has six digits.
pub const LARGEST: i64 = 999_999_999;

/// Whether a cell of this kind would take the text.
pub(super) fn is_number(text: &str, kind: Kind) -> bool {
    match kind {
        Kind::Count | Kind::Change => {
            let count = plain_number(text);
            let least = if kind == Kind::Count { 0 } else { -LARGEST };
            count.is_some_and(|count| (least..=LARGEST).contains(&count))
        }
        Kind::Amount => Amount::parse(text).is_some(),
        Kind::AmountText => Amount::parse(text).is_some() || has_unit(text),
    }
}

/// Digits with at most a minus; no plus, no leading zero, no other base.
pub(super) fn plain_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = digits.starts_with('0') && text.len() > 1;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && !leading_zero)
        .then(|| text.parse().ok())
        .flatten()
}

/// An amount with its unit, such as `120.5万元`, `1,200万元` or `12万5000元`:
/// decimals, each followed by words.
pub fn has_unit(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut rest = text;
    while !rest.is_empty() {
        let (number, behind) = rest.split_at(rest.find(|c| !is_number(c)).unwrap_or(rest.len()));
        let end = behind.find(|c: char| c.is_ascii_digit());
        let (unit, next) = behind.split_at(end.unwrap_or(behind.len()));
        let words = |c: char| is_word(c) || matches!(c, ' ' | '(' | ')' | '（' | '）');
        if !is_decimal(number) || unit.is_empty() || !unit.chars().all(words) {
            return false;
        }
        rest = next;
    }
    true
}

/// A letter of Chinese; digits of any width are none.
fn is_word(c: char) -> bool {
    is_cjk(c) && !c.is_numeric() && digit(c).is_none() && !c.is_ascii()
}

/// A decimal that may have a comma before every three digits of its whole part.
fn is_decimal(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped =
        whole == first || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    let plain = whole.replace(',', "") + &number[whole.len()..];
    grouped && Amount::parse(&plain).is_some()
}
