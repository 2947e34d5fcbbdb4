//! What the values of `site.toml` must look like.
//!
//! Each check returns the words that tell what to write instead.

use crate::diag::Level;

use super::organization::{KINDS, kind_id};

/// A check of one value: `Err` holds the help line.
pub type Check = fn(&str) -> Result<(), String>;

/// Any single line.
pub fn any(text: &str) -> Result<(), String> {
    demand(!text.chars().any(char::is_control), "写成一行文字")
}

/// A host name without scheme or path, such as `www.changtu.gov.cn`.
pub fn domain(text: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    demand(
        text.contains('.') && text.chars().all(plain),
        "只写域名，不带 http:// 和斜杠，如 www.example.gov.cn",
    )
}

/// 网站标识码: ten digits, or `bm` and eight (standards P12, V).
pub fn id_code(text: &str) -> Result<(), String> {
    let digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let sound = digits(text, 10) || text.strip_prefix("bm").is_some_and(|rest| digits(rest, 8));
    demand(sound, "网站标识码是 10 位数字，或 bm 加 8 位数字")
}

/// An absolute web address.
pub fn address(text: &str) -> Result<(), String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !b"\"<>?#".contains(&byte));
    demand(
        host && plain,
        "写完整的网址，如 https://www.example.gov.cn/xxgknb/",
    )
}

/// 公安机关备案: the number in it has 14 digits (standards P12, V).
pub fn police(text: &str) -> Result<(), String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    demand(digits == 14, "公安备案编号里有 14 位数字，照备案证书上的写")
}

/// A kind of body, in either language.
pub fn kind(text: &str) -> Result<(), String> {
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.id).collect();
    demand(
        kind_id(text).is_some(),
        &format!("可以写：{}", known.join("、")),
    )
}

/// A level for a rule, or `off`.
pub fn level(text: &str) -> Result<(), String> {
    let known = ["error", "warning", "info", "off"];
    demand(
        known.contains(&text),
        "可以写：error（必须改）、warning（建议看）、info（提示）、off（不查）",
    )
}

/// What a checked level means; `None` for `off`.
pub fn parse_level(text: &str) -> Option<Level> {
    match text {
        "error" => Some(Level::Error),
        "warning" => Some(Level::Warning),
        "info" => Some(Level::Notice),
        _ => None,
    }
}

/// A day of the year, such as `01-31`.
pub fn month_day(text: &str) -> Result<(), String> {
    demand(
        parse_month_day(text).is_some(),
        "写成两位月、两位日，如 01-31",
    )
}

/// The month and day of a checked day of the year.
pub fn parse_month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// An address that other addresses can be appended to.
pub fn with_slash(mut address: String) -> String {
    if !address.ends_with('/') {
        address.push('/');
    }
    address
}

fn demand(sound: bool, help: &str) -> Result<(), String> {
    if sound { Ok(()) } else { Err(help.to_owned()) }
}
