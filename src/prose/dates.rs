//! Dates, years and periods as Chinese prose states them.

use std::ops::{Range, RangeInclusive};

use super::{digit, past_space};

/// What a number of four digits must be to be a year of our time: from the
/// founding of the People's Republic on.
pub const YEARS: RangeInclusive<u16> = 1949..=2099;

/// A date or year in a text, such as `2025年`, `2025年3月1日`, `3月1日` or
/// `2025-03-01`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub year: Option<u16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// The day lacks its 日: `12月31止`.
    pub broken: bool,
    /// There is white space inside.
    pub spaced: bool,
    /// Month or day has a leading zero before 月 or 日.
    pub padded: bool,
    /// Bytes of the text; ends behind 年, 年度, 月 or 日.
    pub range: Range<usize>,
}

/// Two dates with a word such as 至 between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Dated,
    pub to: Dated,
}

impl Period {
    pub fn range(&self) -> Range<usize> {
        self.from.range.start..self.to.range.end
    }

    /// Whether it runs from 1 January to 31 December.
    pub fn whole_year(&self) -> bool {
        let days = |date: &Dated| (date.month, date.day, date.broken);
        let years = (self.from.year, self.to.year);
        days(&self.from) == (Some(1), Some(1), false)
            && days(&self.to) == (Some(12), Some(31), false)
            && !matches!(years, (Some(from), Some(to)) if from != to)
    }

    /// The one year in which it begins and ends, as far as it says.
    pub fn year(&self) -> Option<u16> {
        match (self.from.year, self.to.year) {
            (Some(from), Some(to)) if from != to => None,
            (from, to) => from.or(to),
        }
    }
}

/// Every date and year in digits of either width, in reading order; `signs`
/// are those of the text (`text::signs`). Linear.
pub fn dated(text: &str, signs: impl Iterator<Item = (usize, char)>) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut at = 0;
    for (start, c) in signs {
        if start < at || digit(c).is_none() {
            continue;
        }
        let Some(number) = number(text, start) else {
            break;
        };
        at = number.end;
        // Most numbers are no dates, as what stands behind them shows.
        let Some(next) = text[at..].chars().next() else {
            break;
        };
        let read = match number.digits {
            4 if next == '年' || next.is_whitespace() => from_year(text, start, &number),
            4 if is_iso_mark(next) => iso(text, start, &number),
            1 | 2 if next == '月' || next.is_whitespace() => from_month(text, start, number, None),
            _ => None,
        };
        if let Some(date) = read {
            at = date.range.end;
            found.push(date);
        }
    }
    found
}

/// The pairs of neighbouring dates that state a period.
pub fn periods(dates: &[Dated], text: &str) -> Vec<Period> {
    let between = |pair: &[Dated]| {
        let words = text[pair[0].range.end..pair[1].range.start]
            .trim()
            .trim_start_matches(['起', '开', '始'])
            .trim();
        matches!(
            words,
            "至" | "到" | "截至" | "截止" | "—" | "——" | "-" | "--" | "–" | "－" | "~" | "～"
        )
    };
    let pairs = dates.windows(2).filter(|pair| between(pair));
    pairs
        .map(|pair| Period {
            from: pair[0].clone(),
            to: pair[1].clone(),
        })
        .collect()
}

/// The dates that begin in a range of the text.
pub fn within<'d>(dates: &'d [Dated], range: &Range<usize>) -> &'d [Dated] {
    let first = dates.partition_point(|date| date.range.start < range.start);
    let end = dates.partition_point(|date| date.range.start < range.end);
    &dates[first..end.max(first)]
}

struct Number {
    value: u16,
    digits: usize,
    zero: bool,
    end: usize,
}

fn number(text: &str, start: usize) -> Option<Number> {
    let mut number = Number {
        value: 0,
        digits: 0,
        zero: false,
        end: start,
    };
    for c in text[start..].chars() {
        let Some(digit) = digit(c) else { break };
        let digit = u16::try_from(digit).unwrap_or(0);
        number.zero |= number.digits == 0 && digit == 0;
        number.value = number.value.saturating_mul(10).saturating_add(digit);
        number.digits += 1;
        number.end += c.len_utf8();
    }
    (number.digits > 0).then_some(number)
}

/// Skips white space, and says whether there was any.
fn skip(text: &str, at: usize) -> (usize, bool) {
    let next = past_space(text, at);
    (next, next > at)
}

/// The end of `word` behind white space, and whether there was any.
fn behind(text: &str, at: usize, word: char) -> Option<(usize, bool)> {
    let (at, spaced) = skip(text, at);
    text[at..]
        .starts_with(word)
        .then_some((at + word.len_utf8(), spaced))
}

fn from_year(text: &str, start: usize, number: &Number) -> Option<Dated> {
    if !YEARS.contains(&number.value) {
        return None;
    }
    let (end, spaced) = behind(text, number.end, '年')?;
    let mut year = Dated {
        year: Some(number.value),
        month: None,
        day: None,
        broken: false,
        spaced,
        padded: false,
        range: start..end,
    };
    if let Some(rest) = text[end..].strip_prefix('度') {
        year.range.end = text.len() - rest.len();
        return Some(year);
    }
    let (next, gap) = skip(text, end);
    let month = self::number(text, next).filter(|month| month.digits <= 2);
    let month = month.and_then(|month| from_month(text, start, month, Some(number.value)));
    Some(match month {
        Some(month) => Dated {
            spaced: month.spaced || spaced || gap,
            ..month
        },
        None => year,
    })
}

fn from_month(text: &str, start: usize, month: Number, year: Option<u16>) -> Option<Dated> {
    let (end, spaced) = behind(text, month.end, '月')?;
    let mut date = Dated {
        year,
        month: u8::try_from(month.value).ok(),
        day: None,
        broken: false,
        spaced,
        padded: month.zero,
        range: start..end,
    };
    let (next, gap) = skip(text, end);
    let Some(day) = number(text, next).filter(|day| day.digits <= 2) else {
        return Some(date);
    };
    let ends = behind(text, day.end, '日').or_else(|| behind(text, day.end, '号'));
    let (after, _) = skip(text, day.end);
    let cut = || text[after..].starts_with(['止', '期', '至', '到', '起', '，', '。']);
    match ends {
        Some((end, space)) => {
            date.spaced |= gap || space;
            date.range.end = end;
        }
        None if cut() => {
            date.broken = true;
            date.range.end = day.end;
        }
        None => return Some(date),
    }
    date.padded |= day.zero;
    date.day = u8::try_from(day.value).ok();
    Some(date)
}

fn is_iso_mark(c: char) -> bool {
    matches!(c, '-' | '.' | '/' | '－' | '．')
}

/// `2025-03-01`, `2025.3.1`, `2025/3/1`.
fn iso(text: &str, start: usize, year: &Number) -> Option<Dated> {
    if !YEARS.contains(&year.value) {
        return None;
    }
    let mark = text[year.end..].chars().next()?;
    if !is_iso_mark(mark) {
        return None;
    }
    let short = |number: &Number| number.digits <= 2;
    let month = number(text, year.end + mark.len_utf8()).filter(short)?;
    let rest = text[month.end..].strip_prefix(mark)?;
    let day = number(text, text.len() - rest.len()).filter(short)?;
    Some(Dated {
        year: Some(year.value),
        month: u8::try_from(month.value).ok(),
        day: u8::try_from(day.value).ok(),
        broken: false,
        spaced: false,
        padded: false,
        range: start..day.end,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::prose::signs;

    use super::*;

    proptest! {
        #[test]
        fn spaces_and_width_change_no_date(
            year in YEARS, month in 1..=12_u8, day in 1..=31_u8, wide: bool, space in "[ 　]?"
        ) {
            let number = |number: u16| -> String {
                let digits = number.to_string();
                let wide = |c: char| if wide { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c };
                digits.chars().map(wide).collect()
            };
            let (month_text, day_text) = (number(month.into()), number(day.into()));
            let written = format!("{}{space}年{space}{month_text}月{day_text}{space}日", number(year));
            let text = format!("截至{written}止");
            let found = dated(&text, signs(&text));
            prop_assert_eq!(found.len(), 1);
            let date = &found[0];
            prop_assert_eq!((date.year, date.month, date.day), (Some(year), Some(month), Some(day)));
            prop_assert_eq!(&text[date.range.clone()], &written);
            prop_assert_eq!(date.spaced, !space.is_empty());
        }
    }

    type Parts<'t> = (Option<u16>, Option<u8>, Option<u8>, &'t str);

    fn read(text: &str) -> Vec<Parts<'_>> {
        dated(text, signs(text))
            .iter()
            .map(|one| (one.year, one.month, one.day, &text[one.range.clone()]))
            .collect()
    }

    #[test]
    fn dates_and_years_are_read() {
        assert_eq!(
            read("自2022年1月1日起至12月31日止，２０２１年度共3件，见2023-01-05，电话0123-4567890"),
            [
                (Some(2022), Some(1), Some(1), "2022年1月1日"),
                (None, Some(12), Some(31), "12月31日"),
                (Some(2021), None, None, "２０２１年度"),
                (Some(2023), Some(1), Some(5), "2023-01-05"),
            ]
        );
        assert_eq!(read("12021年，5000年，3件"), []);
        let odd = "2022 年 1 月1日 至12月31止，2023年01月05日";
        let odd = dated(odd, signs(odd));
        assert!(odd[0].spaced && odd[1].broken && odd[2].padded);
    }

    #[test]
    fn periods_need_a_word_between() {
        let whole = |text: &str| {
            let periods = periods(&dated(text, signs(text)), text);
            periods.first().map(|one| (one.whole_year(), one.year()))
        };
        assert_eq!(
            whole("自2022年1月1日起至2022年12月31日止"),
            Some((true, Some(2022)))
        );
        assert_eq!(whole("2022年1月1日—12月31日"), Some((true, Some(2022))));
        assert_eq!(
            whole("2022年1月1日至2022年12月30日"),
            Some((false, Some(2022)))
        );
        assert_eq!(whole("2022年1月1日和12月31日"), None);
    }
}
