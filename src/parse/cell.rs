//! One cell as it is written in YAML: what it means, or why it means nothing.

use crate::form::{Amount, Kind, Value};
use crate::text::narrow_digit;

use super::yaml::{On, Spot, Value as Yaml};

/// The marks that bodies write where a cell does not apply. `_` is a lone
/// `-` that YAML would not have taken (see `yaml::guard`).
pub const NOT_APPLICABLE: [&str; 8] = ["不适用", "/", "／", "-", "－", "—", "——", "_"];

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
        return Value::NotApplicable(text.replace('_', "-"));
    }
    match kind {
        Kind::Count | Kind::Change => match plain_number(text) {
            Some(count) => counted(spot, count, kind),
            None => refuse_words(spot, text, "件数"),
        },
        Kind::Amount => match Amount::parse(text) {
            Some(amount) => Value::Amount(amount),
            None => refuse_words(spot, text, "金额"),
        },
        Kind::AmountText => match Amount::parse(text) {
            Some(amount) => Value::Amount(amount),
            None if text.starts_with(|c: char| c.is_ascii_digit()) => Value::Text(text.to_owned()),
            None => refuse_words(spot, text, "金额"),
        },
    }
}

/// Digits with at most a minus; no plus, no leading zero, no other base.
fn plain_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && !leading_zero)
        .then(|| text.parse().ok())
        .flatten()
}

/// Names the very slip, and what to type instead.
fn refuse_words(spot: &Spot<'_>, text: &str, what: &str) -> Value {
    let narrow: String = text.chars().map(narrow).collect();
    let joined: String = narrow
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' ' | '_'))
        .collect();
    let number = joined.trim_end_matches(|c: char| !c.is_ascii_digit());
    let is_number = |text: &str| Amount::parse(text).is_some();
    if text.starts_with('-') && is_number(&text[1..]) {
        return refuse(
            spot,
            format!("{text} 是负数，{what}不能小于 0"),
            "核对原始登记，填实际数",
        );
    }
    if narrow != text && is_number(&narrow) {
        let message = format!("“{text}”是全角数字");
        let help = format!("改成  {narrow}");
        // The same digits, so that a program may put them in.
        spot.mend("CEL02", message, help, narrow);
        return Value::Blank;
    }
    if joined != narrow && is_number(&joined) {
        return refuse(
            spot,
            format!("“{text}”带了千分位或空格"),
            format!("改成  {joined}"),
        );
    }
    if number != joined
        && is_number(number)
        && text.chars().all(|c| c.is_alphanumeric() || c == '.')
    {
        let message = format!("“{text}”数字后面带了文字");
        return refuse(spot, message, format!("只写数字：改成  {number}"));
    }
    if what == "件数" && is_number(&narrow) {
        return refuse(
            spot,
            format!("{text} 不是整数，{what}只能是整数"),
            "核对原始登记，填整数",
        );
    }
    let zero = text.chars().all(|c| matches!(c, 'O' | 'o' | '〇' | '零'));
    let help = if zero {
        "零要写成数字 0"
    } else {
        "填数字；没有就填 0，不适用就填 不适用"
    };
    refuse(spot, format!("“{text}”不是数字，这一格要填{what}"), help)
}

fn refuse(spot: &Spot<'_>, message: impl Into<String>, help: impl Into<String>) -> Value {
    spot.error("CEL02", On::Value, message, help);
    Value::Blank
}

/// Full-width digits, point and comma as their ASCII twins.
fn narrow(c: char) -> char {
    match c {
        '．' => '.',
        '，' => ',',
        '－' => '-',
        _ => narrow_digit(c),
    }
}
