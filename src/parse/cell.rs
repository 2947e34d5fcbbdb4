//! One cell as it is written in YAML: what it means, or why it means nothing.

mod number;
mod refuse;

use crate::form::{Amount, Kind, Value};

pub use super::absent::NOT_APPLICABLE;
use super::yaml::{Spot, Value as Yaml};
pub use number::{LARGEST, has_unit};
use number::{is_number, plain_number};
use refuse::{refuse, refuse_words};

/// Whether a cell of this kind would be read as this value if it held its text.
pub fn holds(value: &Value, kind: Kind) -> bool {
    let counts = matches!(kind, Kind::Count | Kind::Change);
    match value {
        Value::Blank => true,
        Value::NotApplicable(mark) => NOT_APPLICABLE.contains(&mark.as_str()),
        Value::Count(count) => counts && is_number(&count.to_string(), kind),
        Value::Amount(_) => !counts,
        Value::Text(text) => kind == Kind::AmountText && has_unit(text) && text.trim() == text,
    }
}

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
            format!("核对原始登记；多打了减号就改成  {}", count.unsigned_abs()),
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
