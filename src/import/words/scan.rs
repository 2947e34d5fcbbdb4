//! What stands at a place of a text: a word, a date, a boundary.

use jiff::civil::Date;

use crate::form::simplified;
use crate::parse::date::Stamp;
use crate::prose::dates::YEARS;
use crate::prose::numerals::{chinese_digit, numeral};
use crate::prose::{digit, past_space};

/// Marks that stand in sentences and not in headings, names and lists of links.
const MARKS: &str = "。，；！？";

/// How many spaces a word may have inside, as in `索 引 号`.
const INSIDE: usize = 4;

/// What separates entries that stand on one line.
pub fn is_separator(c: char) -> bool {
    c.is_whitespace() || "|｜丨·•●■◆-—_=+/\\>»›＞【】[]［］()（）{}、:：,".contains(c)
}

/// Where a word ends that the text begins with, in any script of Chinese and whatever
/// spaces stand between its letters.
pub fn begins(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars();
    let mut next = wanted.next()?;
    let mut spaces = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && at > 0 {
            spaces += 1;
            if spaces > INSIDE {
                return None;
            }
            continue;
        }
        if c != next && simplified(c) != next && !c.eq_ignore_ascii_case(&next) {
            return None;
        }
        spaces = 0;
        match wanted.next() {
            Some(letter) => next = letter,
            None => return Some(at + c.len_utf8()),
        }
    }
    None
}

/// The longest of the words that a text begins with, and where it ends.
pub fn begins_with_any<'w>(
    text: &str,
    words: impl Iterator<Item = &'w str>,
) -> Option<(&'w str, usize)> {
    let first = text.chars().next()?;
    let simple = simplified(first);
    let lower = first.to_ascii_lowercase();
    let likely = words.filter(|word| {
        let letter = word.chars().next();
        letter.is_some_and(|c| c == first || c == simple || c.to_ascii_lowercase() == lower)
    });
    likely
        .filter_map(|word| Some((word, begins(text, word)?)))
        .max_by_key(|(_, end)| *end)
}

/// Whether a text has a mark that only sentences have.
pub fn has_mark(text: &str) -> bool {
    text.contains(|c| MARKS.contains(c)) || text.contains("〔略〕")
}

/// Whether a text is a sentence, or a part of one, and not a heading or a name.
pub fn is_prose(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    has_mark(text) && letters.take(8).count() == 8
        || text.contains("〔略〕")
        || text.contains(',') && letters_of(text) >= 15
        || text.trim_end().ends_with(['。', '：', ':']) && letters_of(text) >= 8
}

/// How many letters and digits a text has.
pub fn letters_of(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether a text is in Chinese, as far as it has letters at all.
pub fn has_han(text: &str) -> bool {
    text.chars().any(crate::prose::is_cjk)
}

/// The date that stands at a place, and where it ends, with the time of day if there is
/// one.
pub fn date_at(text: &str, at: usize) -> Option<(Stamp, usize)> {
    let (year, end) = year_at(text, at)?;
    let (mark, end) = mark_at(text, end)?;
    let (month, end) = small(text, past_space(text, end))?;
    let (second, end) = mark_at(text, end)?;
    if (mark == '年') != (second == '月') {
        return None;
    }
    let (day, mut end) = small(text, past_space(text, end))?;
    if mark == '年' {
        let behind = past_space(text, end);
        let mark = text[behind..].chars().next();
        match mark {
            Some(c @ ('日' | '号' | '號')) => end = behind + c.len_utf8(),
            None => {}
            Some(_) => return None,
        }
    }
    let date = Date::new(i16::try_from(year).ok()?, month, day).ok()?;
    let time = time_at(text, end);
    let end = time.as_ref().map_or(end, |(_, end)| *end);
    Some((
        Stamp {
            date,
            // Midnight is what a page states that knows the day alone.
            time: time.map(|(time, _)| time).filter(|time| time != "00:00"),
        },
        end,
    ))
}

/// The date that a whole text is, brackets around it set aside.
pub fn whole_date(text: &str) -> Option<Stamp> {
    let text = text.trim_matches(|c: char| is_separator(c) || "。〔〕".contains(c));
    let (stamp, end) = date_at(text, 0)?;
    (end == text.len()).then_some(stamp)
}

/// A year of four digits at a place.
pub fn year_at(text: &str, at: usize) -> Option<(u16, usize)> {
    let mut year = 0_u16;
    let mut end = at;
    for (count, c) in text[at..].chars().enumerate() {
        let value = digit(c).or_else(|| chinese_digit(c)).or(match c {
            '○' | 'Ｏ' | 'O' | '零' | '〇' => Some(0),
            _ => None,
        });
        match value {
            Some(value) if count < 4 => {
                year = year * 10 + u16::try_from(value).ok()?;
                end += c.len_utf8();
            }
            Some(_) => return None,
            None if count == 4 => break,
            None => return None,
        }
    }
    YEARS.contains(&year).then_some((year, end))
}

fn mark_at(text: &str, at: usize) -> Option<(char, usize)> {
    let at = past_space(text, at);
    let c = text[at..].chars().next()?;
    let known = match c {
        '年' | '月' => c,
        '-' | '－' | '–' | '/' | '／' | '.' | '．' => '-',
        _ => return None,
    };
    Some((known, at + c.len_utf8()))
}

/// A number of one or two digits, or in Chinese numerals.
fn small(text: &str, at: usize) -> Option<(i8, usize)> {
    let rest = &text[at..];
    if let Some((number, length)) = numeral(rest) {
        return Some((i8::try_from(number).ok()?, at + length));
    }
    let digits = rest
        .char_indices()
        .map_while(|(at, c)| Some((at + c.len_utf8(), digit(c)?)));
    let (mut number, mut end, mut count) = (0_i8, at, 0);
    for (behind, value) in digits {
        if count == 2 {
            return None;
        }
        number = number * 10 + i8::try_from(value).ok()?;
        end = at + behind;
        count += 1;
    }
    (count > 0).then_some((number, end))
}

/// A time of day such as `10:14` or `10：14:30` behind a date.
fn time_at(text: &str, at: usize) -> Option<(String, usize)> {
    let start = match text[at..].strip_prefix('T') {
        Some(_) => at + 1,
        None => past_space(text, at),
    };
    let (hour, end) = small(text, start)?;
    let colon = |at: usize| {
        let c = text[at..].chars().next()?;
        matches!(c, ':' | '：').then_some(at + c.len_utf8())
    };
    let (minute, mut end) = small(text, colon(end)?)?;
    if let Some((_, behind)) = colon(end).and_then(|at| small(text, at)) {
        end = behind;
    }
    let sound = (0..24).contains(&hour) && (0..60).contains(&minute);
    sound.then(|| (format!("{hour:02}:{minute:02}"), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_any_way_of_writing() {
        let read =
            |text: &str| date_at(text, 0).map(|(stamp, end)| (stamp.minute(), end == text.len()));
        for (text, expected) in [
            ("2023-01-05 10:14", "2023-01-05 10:14"),
            ("2023/1/5", "2023-01-05 00:00"),
            ("2023.01.05", "2023-01-05 00:00"),
            ("2023年1月13 日", "2023-01-13 00:00"),
            ("２０２３年１月５日", "2023-01-05 00:00"),
            ("二〇二三年一月十五日", "2023-01-15 00:00"),
            ("二○二三年十二月二十一日", "2023-12-21 00:00"),
            ("2023-01-05T10:14:33", "2023-01-05 10:14"),
        ] {
            assert_eq!(read(text), Some((expected.to_owned(), true)), "{text}");
        }
        for text in [
            "2023年13月5日",
            "2023年1月",
            "12023-01-05",
            "2023-02-30",
            "1月5日",
            "2023年1月5件",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(whole_date("（2023年1月5日）").is_some());
    }

    #[test]
    fn words_are_known_with_spaces_and_in_traditional_script() {
        assert_eq!(begins("索 引 号：1", "索引号"), Some("索 引 号".len()));
        assert_eq!(begins("發布機構", "发布机构"), Some(12));
        assert_eq!(begins("索取号", "索引号"), None);
    }
}
