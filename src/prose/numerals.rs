//! Whole numbers in every script: `12`, `１２`, `十二`, and years such as `二〇二五`.

use std::ops::Range;

use super::digit;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const TEN: char = '十';

/// A whole number in one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    pub value: usize,
    /// In bytes of the text.
    pub range: Range<usize>,
}

/// What a Chinese digit is worth, 〇 to 九.
pub fn chinese_digit(c: char) -> Option<usize> {
    match c {
        // The first is drawn like the zero, the second is its formal twin.
        '○' | '零' => Some(0),
        _ => DIGITS.iter().position(|digit| *digit == c),
    }
}

/// What a character of an ordinal is worth, 一 to 十.
pub fn value(c: char) -> Option<usize> {
    if c == TEN {
        return Some(10);
    }
    chinese_digit(c).filter(|digit| *digit > 0)
}

/// Whether a character may stand in a number, in any script.
pub fn is_numeral(c: char) -> bool {
    is_chinese(c) || digit(c).is_some()
}

/// The same of Chinese characters alone.
pub fn is_chinese(c: char) -> bool {
    c == TEN || chinese_digit(c).is_some()
}

/// The Chinese number from 1 to 99 that a text begins with, and its bytes.
pub fn numeral(text: &str) -> Option<(usize, usize)> {
    let (mut number, mut length) = (0, 0);
    for c in text.chars().take(4) {
        match value(c) {
            Some(10) => number = number.max(1) * 10,
            Some(one) if number == 0 || number % 10 == 0 => number += one,
            _ => break,
        }
        length += c.len_utf8();
    }
    (1..100).contains(&number).then_some((number, length))
}

/// The number that stands at the end of a text, in any script.
pub fn ending(text: &str) -> Option<Numeral> {
    let last = text.chars().next_back()?;
    let script: fn(char) -> bool = if is_chinese(last) {
        is_chinese
    } else {
        |c| digit(c).is_some()
    };
    let start = text.trim_end_matches(script).len();
    read(&text[start..]).map(|value| Numeral {
        value,
        range: start..text.len(),
    })
}

/// Every whole number of a text, in reading order. What another script, a
/// point or a comma divides are two numbers.
pub fn numerals(text: &str) -> impl Iterator<Item = Numeral> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text[at..].find(is_numeral)?;
            let start = at;
            let chinese = text[start..].starts_with(is_chinese);
            let other = |c: char| !is_numeral(c) || is_chinese(c) != chinese;
            at += text[start..].find(other).unwrap_or(text.len() - start);
            if let Some(value) = read(&text[start..at]) {
                let range = start..at;
                return Some(Numeral { value, range });
            }
        }
    })
}

/// What a run of digits of one script is worth: `二〇二五` digit by digit,
/// `二十五` by its tens.
fn read(run: &str) -> Option<usize> {
    if run.contains(TEN) {
        let (number, length) = numeral(run)?;
        return (length == run.len()).then_some(number);
    }
    let worth = |c: char| digit(c).or_else(|| chinese_digit(c));
    let digits = run.chars().try_fold(0_usize, |number, c| {
        number.checked_mul(10)?.checked_add(worth(c)?)
    });
    digits.filter(|_| !run.is_empty())
}

/// 1 to 99 as a Chinese ordinal; anything else in digits.
pub fn chinese_numeral(number: usize) -> String {
    let (tens, ones) = (number / 10, number % 10);
    let digit = |digit: usize| DIGITS[digit].to_string();
    let ones = if ones == 0 {
        String::new()
    } else {
        digit(ones)
    };
    match tens {
        0 if number > 0 => ones,
        1 => format!("{TEN}{ones}"),
        2..=9 => format!("{}{TEN}{ones}", digit(tens)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wide(number: usize) -> String {
        let digits = number.to_string();
        let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
        digits.chars().map(wide).collect()
    }

    proptest! {
        #[test]
        fn a_number_is_the_same_in_every_script(
            number in 1..100_usize, before in "[甲，第 ]{0,4}", behind in "[个项。 ]{0,4}"
        ) {
            for written in [number.to_string(), wide(number), chinese_numeral(number)] {
                let text = format!("{before}{written}{behind}");
                let found: Vec<Numeral> = numerals(&text).collect();
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!(found[0].value, number);
                prop_assert_eq!(&text[found[0].range.clone()], &written);
                let end = ending(&text[..found[0].range.end]);
                prop_assert_eq!(end.as_ref(), found.first());
            }
        }
    }

    #[test]
    fn numerals_reach_ninety_nine() {
        for (text, number) in [
            ("一", 1),
            ("十", 10),
            ("十九、", 19),
            ("二十", 20),
            ("九十九", 99),
        ] {
            assert_eq!(numeral(text).map(|(number, _)| number), Some(number));
        }
        assert_eq!(numeral("百"), None);
        assert_eq!(
            (chinese_numeral(0), chinese_numeral(100)),
            ("0".to_owned(), "100".to_owned())
        );
    }

    #[test]
    fn years_are_read_digit_by_digit() {
        let read = |text: &str| -> Vec<usize> { numerals(text).map(|one| one.value).collect() };
        assert_eq!(
            read("二〇二五年、二○零八年、２０２５年"),
            [2025, 2008, 2025]
        );
        assert_eq!(read("2025年十二月，百分之五"), [2025, 12, 5]);
        assert_eq!(read("十十、99999999999999999999999"), [0_usize; 0]);
    }
}
