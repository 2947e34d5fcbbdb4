//! Dates as foreign files write them, at the beginning or the end of a text.

use std::ops::Range;

use crate::parse::date::{Stamp, read_loosely};
use crate::prose::numerals::{chinese_digit, is_chinese, numeral};
use crate::prose::{digit, narrow_digit};

/// The most characters that a date with its time takes, spaces included.
const LONGEST: usize = 40;

/// The date that a text begins with, and its bytes.
pub fn at_start(text: &str) -> Option<(Stamp, usize)> {
    if text.starts_with(is_chinese) {
        return chinese(text);
    }
    let known: usize = text
        .chars()
        .take(LONGEST)
        .take_while(|c| is_part(*c))
        .map(char::len_utf8)
        .sum();
    let mut end = known;
    // What follows may look like a time and be none: `2023-01-05 6`.
    while end > 0 {
        let part = text[..end].trim_end_matches(|c: char| digit(c).is_none() && !ends(c));
        if part.is_empty() {
            return None;
        }
        if let Some(stamp) = read_loosely(part) {
            return Some((stamp, part.len()));
        }
        end = part.rfind(char::is_whitespace).unwrap_or(0);
    }
    None
}

/// The date that a text ends with, and its bytes.
pub fn at_end(text: &str) -> Option<(Stamp, Range<usize>)> {
    let end = text.trim_end().len();
    let mut starts = Vec::new();
    for (at, c) in text[..end].char_indices().rev().take(LONGEST) {
        if !is_part(c) && !is_chinese(c) {
            break;
        }
        starts.push(at);
    }
    let begins = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let numeral = |c: char| digit(c).is_some() || is_chinese(c);
        text[*at..].starts_with(numeral) && !before.is_some_and(numeral)
    };
    let mut starts = starts.into_iter().rev().filter(begins);
    starts.find_map(|start| {
        let (stamp, length) = at_start(&text[start..end])?;
        (start + length == end).then_some((stamp, start..end))
    })
}

fn is_part(c: char) -> bool {
    digit(c).is_some() || "年月日号时点分秒.．-/:：－ T\u{3000}\u{a0}".contains(c)
}

fn ends(c: char) -> bool {
    "日号时分秒".contains(c)
}

/// 二〇二三年一月五日.
fn chinese(text: &str) -> Option<(Stamp, usize)> {
    let (mut year, mut at) = (String::new(), 0);
    for c in text.chars().take(4) {
        year += &chinese_digit(c)?.to_string();
        at += c.len_utf8();
    }
    let mut written = year;
    for (before, after) in [('年', '月'), ('月', '日')] {
        let rest = text[at..].strip_prefix(before)?;
        at += before.len_utf8();
        let (number, length) = numeral(rest)?;
        at += length;
        written += &format!("-{number:02}");
        if after == '日' {
            at += text[at..].strip_prefix(after).map(|_| after.len_utf8())?;
        }
    }
    read_loosely(&written).map(|stamp| (stamp, at))
}

/// The first year of our time that a text has before 年, in digits of either width or
/// in Chinese ones, and its bytes with 年 or 年度.
pub fn year(text: &str) -> Option<(u16, Range<usize>)> {
    text.match_indices('年').find_map(|(at, word)| {
        let before = text[..at].trim_end();
        let digits: Vec<(usize, char)> = before.char_indices().rev().take(4).collect();
        let (start, _) = *digits.get(3)?;
        let worth = |c: char| digit(narrow_digit(c)).or_else(|| chinese_digit(c));
        let value = digits
            .iter()
            .rev()
            .try_fold(0, |value, (_, c)| Some(value * 10 + worth(*c)?))?;
        let value = u16::try_from(value).ok()?;
        let longer = text[..start].chars().next_back();
        let longer = longer.is_some_and(|c| digit(c).is_some());
        let mut end = at + word.len();
        if text[end..].starts_with('度') {
            end += '度'.len_utf8();
        }
        let ours = crate::prose::dates::YEARS.contains(&value) && !longer;
        ours.then_some((value, start..end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_at_either_end() {
        let start = |text| at_start(text).map(|(stamp, length)| (stamp.minute(), length));
        for (text, expected) in [
            ("2021-01-28 09:43 --> 微信", Some(("2021-01-28 09:43", 16))),
            ("2023-12-20 16:25来源", Some(("2023-12-20 16:25", 16))),
            ("2021年01月14日 有效性", Some(("2021-01-14 00:00", 17))),
            ("2022-01-25 | 甲", Some(("2022-01-25 00:00", 10))),
            ("2022-01-25 6", Some(("2022-01-25 00:00", 10))),
            ("2022年", None),
            ("", None),
        ] {
            let expected = expected.map(|(text, length)| (text.to_owned(), length));
            assert_eq!(start(text), expected, "{text}");
        }
        let end = |text| at_end(text).map(|(stamp, range): (Stamp, _)| (stamp.iso(), range.start));
        for (text, expected) in [
            ("甲局2023年1月4日", Some(("2023-01-04", 6))),
            ("甲局 2022年1月13 日 ", Some(("2022-01-13", 7))),
            ("甲局二〇二三年一月五日", Some(("2023-01-05", 6))),
            ("甲局２０２３年１月５日", Some(("2023-01-05", 6))),
            ("截至2023年12月31日止", None),
            ("2022年", None),
        ] {
            let expected = expected.map(|(text, at)| (text.to_owned(), at));
            assert_eq!(end(text), expected, "{text}");
        }
        assert_eq!(year("甲局二〇二二年度报告"), Some((2022, 6..24)));
        assert_eq!(year("甲局12022年"), None);
    }
}
