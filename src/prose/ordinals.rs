//! The numbers that headings and paragraphs begin with: `一、`, `（一）`,
//! `1.`, `（1）`.

use std::ops::Range;

use super::digit;
use super::numerals::{numeral, value};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseParen,
    /// `1.` or `1、`
    Arabic,
    /// `（1）`
    ArabicParen,
}

/// A number at the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal {
    pub style: Style,
    pub number: usize,
    /// The number with its mark, in bytes of the text.
    pub range: Range<usize>,
}

/// The number that a text begins with, if it begins with one. Decimals
/// (`1.5`), years and pairs such as `一、二季度` are none.
pub fn leading(text: &str) -> Option<Ordinal> {
    let body = text.trim_start();
    let start = text.len() - body.len();
    let found = |style, number, length: usize| {
        Some(Ordinal {
            style,
            number,
            range: start..start + length,
        })
    };
    let first = body.chars().next()?;
    let bracket = matches!(first, '（' | '(');
    // Most paragraphs begin with a word.
    if !bracket && value(first).is_none() && digit(first).is_none() {
        return None;
    }
    if bracket {
        let open = first.len_utf8();
        let inner = &body[open..];
        let (style, number, length) = match numeral(inner) {
            Some((number, length)) => (Style::ChineseParen, number, length),
            None => digits(inner).map(|(number, length)| (Style::ArabicParen, number, length))?,
        };
        let close = inner[length..].chars().next()?;
        return if matches!(close, '）' | ')') {
            found(style, number, open + length + close.len_utf8())
        } else {
            None
        };
    }
    if let Some((number, length)) = numeral(body) {
        let rest = body[length..].strip_prefix('、')?;
        return if numeral(rest).is_none() {
            found(Style::Chinese, number, length + '、'.len_utf8())
        } else {
            None
        };
    }
    let (number, length) = digits(body)?;
    let mark = body[length..].chars().next()?;
    let rest = &body[length + mark.len_utf8()..];
    if matches!(mark, '.' | '．' | '、') && digits(rest).is_none() {
        return found(Style::Arabic, number, length + mark.len_utf8());
    }
    None
}

/// One or two Arabic digits at the beginning of a text, and their bytes.
fn digits(text: &str) -> Option<(usize, usize)> {
    let (mut number, mut length, mut count) = (0, 0, 0);
    for c in text.chars().take(3) {
        let Some(digit) = digit(c) else { break };
        number = number * 10 + digit;
        length += c.len_utf8();
        count += 1;
    }
    (1..=2).contains(&count).then_some((number, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_told_from_other_numbers() {
        let read = |text| leading(text).map(|found| (found.style, found.number));
        for (text, expected) in [
            ("一、总体情况", Some((Style::Chinese, 1))),
            ("　（十二）其他", Some((Style::ChineseParen, 12))),
            ("(二)依申请公开", Some((Style::ChineseParen, 2))),
            ("1.加强领导", Some((Style::Arabic, 1))),
            ("２、加强领导", Some((Style::Arabic, 2))),
            ("（3）网站", Some((Style::ArabicParen, 3))),
            ("一、二季度", None),
            ("1.5万元", None),
            ("2022年", None),
            ("（一次性补贴）", None),
            ("三是加强", None),
            ("", None),
            ("十", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(leading(" （一）甲").map(|found| found.range), Some(1..10));
    }
}
