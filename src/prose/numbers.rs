//! Numbers as Chinese prose states them: `3件`, `60 份`, `２件`, `12.5%`.

use std::ops::Range;

use super::{digit, narrow_digit, signs};

/// A number in Arabic digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The whole number; a decimal's whole part.
    pub count: i64,
    /// The exact value.
    pub value: f64,
    /// How many digits stand after the point.
    pub decimals: u32,
    /// The digits, in bytes of the text.
    pub range: Range<usize>,
}

/// Every number in Arabic digits of either width, in reading order. Numbers
/// that are part of a year, a document number or a date are left to the
/// caller to recognise by what stands around them. Linear.
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut begin = 0;
    while let Some((skipped, c)) = signs(&text[begin..]).find(|(_, c)| digit(*c).is_some()) {
        let start = begin + skipped;
        let first = start + c.len_utf8();
        let (mut end, mut decimals) = (first, None);
        for (at, c) in text[first..].char_indices() {
            let at = first + at;
            if digit(c).is_some() {
                decimals = decimals.map(|count: u32| count + 1);
                end = at + c.len_utf8();
            } else if matches!(c, '.' | '．')
                && decimals.is_none()
                && next_digit(text, at + c.len_utf8())
            {
                decimals = Some(0);
            } else if matches!(c, ',' | '，') && grouped(text, start, at) && decimals.is_none() {
                // A comma that groups three digits belongs to the number.
            } else {
                break;
            }
        }
        begin = end;
        let value = value(&text[start..end]);
        if value.abs() < 1e15 {
            found.push(Number {
                count: value as i64,
                value,
                decimals: decimals.unwrap_or(0),
                range: start..end,
            });
        }
    }
    found
}

/// What a number is worth, whatever the width of its digits and points;
/// commas only group them.
fn value(number: &str) -> f64 {
    // Nearly all are so short that they are read exactly as they stand.
    if number.len() <= 15 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = number.bytes().map(|byte| u64::from(byte - b'0'));
        return digits.fold(0, |value, digit| value * 10 + digit) as f64;
    }
    let plain: String = number
        .chars()
        .filter(|c| !matches!(c, ',' | '，'))
        .map(narrow)
        .collect();
    plain.parse().unwrap_or(0.0)
}

/// The ASCII twin of a full-width digit or point; any other character as it is.
pub fn narrow(c: char) -> char {
    match c {
        '．' => '.',
        _ => narrow_digit(c),
    }
}

fn next_digit(text: &str, at: usize) -> bool {
    text[at..].chars().next().and_then(digit).is_some()
}

/// Whether the comma at `at` has one to three digits before it since the
/// number began, and exactly three behind it.
fn grouped(text: &str, start: usize, at: usize) -> bool {
    let before = text[start..at]
        .rsplit([',', '，'])
        .next()
        .unwrap_or_default();
    let comma = text[at..].chars().next().map_or(1, char::len_utf8);
    let behind = text[at + comma..].chars().take(4);
    let three = behind.take_while(|c| digit(*c).is_some()).count() == 3;
    three && (1..=3).contains(&before.chars().count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_of_either_width_are_one_number(
            number in 0..100_000_000_i64, part in 0..100_u32, before in "[甲，〔 　]{0,3}",
        ) {
            let plain = format!("{number}.{part}");
            let wide: String = plain.chars().map(|c| match c {
                '.' => '．',
                _ => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            }).collect();
            for written in [plain, wide] {
                let text = format!("{before}{written} 件");
                let found = numbers(&text);
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!(found[0].count, number);
                prop_assert_eq!(found[0].decimals, part.to_string().len() as u32);
                prop_assert_eq!(&text[found[0].range.clone()], &written);
            }
        }
    }

    #[test]
    fn numbers_are_read_with_their_places() {
        let text = "收到申请3件，公开１２条，占12.5%，金额1,204,560.50元，见第3、4项";
        let read: Vec<(f64, &str)> = numbers(text)
            .iter()
            .map(|one| (one.value, &text[one.range.clone()]))
            .collect();
        assert_eq!(
            read,
            [
                (3.0, "3"),
                (12.0, "１２"),
                (12.5, "12.5"),
                (1_204_560.5, "1,204,560.50"),
                (3.0, "3"),
                (4.0, "4")
            ]
        );
        assert_eq!(numbers("2022年12月，3条").len(), 3);
    }
}
