//! One cell as it is written in YAML: what it means, or why it means nothing.

mod refuse;

use crate::form::{Amount, Kind, Value};
use crate::prose::{digit, is_cjk};

use super::yaml::{Spot, Value as Yaml};
use refuse::{refuse, refuse_words};

/// The marks that bodies write where a cell does not apply.
pub const NOT_APPLICABLE: [&str; 7] = ["不适用", "/", "／", "-", "－", "—", "——"];

/// What else is written in a field of words where there is nothing to state.
const NONE: [&str; 4] = ["无", "暂无", "没有", "–"];

/// Larger counts are slips of the hand; the largest real one has six digits.
pub const LARGEST: i64 = 999_999_999;

/// Reads one cell; what cannot be read is reported (CEL02) and counts as blank.
pub fn read(spot: &Spot<'_>, kind: Kind) -> Value {
    match spot.value() {
        Yaml::Null => Value::Blank,
        Yaml::Number(number) => match (number.as_i64(), kind) {
            (Some(count), Kind::Count | Kind::Change) if !spot.has_odd_numbers() => {
                counted(spot, count, kind)
            }
            _ => words(spot, &spot.typed().unwrap_or_default(), kind),
        },
        Yaml::Text(text) => words(spot, text.trim(), kind),
        Yaml::Bool(_) => words(spot, &spot.typed().unwrap_or_default(), kind),
        _ => refuse(spot, "一格里只能写一个数", "写成  名称: 数字"),
    }
}

fn counted(spot: &Spot<'_>, count: i64, kind: Kind) -> Value {
    if count < 0 && kind == Kind::Count {
        return refuse(
            spot,
            format!("{count} 是负数，件数不能小于 0"),
            "核对原始登记，填实际件数",
        );
    }
    if count.abs() > LARGEST {
        return refuse(
            spot,
            format!("{count} 太大，不像件数"),
            "检查是不是多打了几位",
        );
    }
    Value::Count(count)
}

fn words(spot: &Spot<'_>, text: &str, kind: Kind) -> Value {
    if text.is_empty() {
        return Value::Blank;
    }
    if NOT_APPLICABLE.contains(&text) {
        return Value::NotApplicable(text.to_owned());
    }
    match kind {
        Kind::Count | Kind::Change => match plain_number(text) {
            Some(count) => counted(spot, count, kind),
            None => refuse_words(spot, text, kind),
        },
        Kind::Amount => match Amount::parse(text) {
            Some(amount) => Value::Amount(amount),
            None => refuse_words(spot, text, kind),
        },
        Kind::AmountText => match Amount::parse(text) {
            Some(amount) => Value::Amount(amount),
            None if has_unit(text) => Value::Text(text.to_owned()),
            None => refuse_words(spot, text, kind),
        },
    }
}

/// Digits with at most a minus; no plus, no leading zero, no other base.
fn plain_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = digits.starts_with('0') && text.len() > 1;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && !leading_zero)
        .then(|| text.parse().ok())
        .flatten()
}

/// An amount with its unit, such as `120.5万元`, `1,200万元` or `12万5000元`:
/// sound decimals with words behind each.
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

/// Whether a field of words says that there is nothing to state.
pub fn says_nothing(text: &str) -> bool {
    NOT_APPLICABLE.contains(&text) || NONE.contains(&text)
}
