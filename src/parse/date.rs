//! Dates as reports write them.

use serde::{Deserialize, Serialize};

use crate::diag::codes;
use crate::prose::narrow_digit;

use super::yaml::{On, Spot};

/// A calendar date with an optional time of day, as typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    pub date: jiff::civil::Date,
    /// `HH:MM`, where the source gives one.
    pub time: Option<String>,
}

/// Reads `2023-01-20` or `2023-01-20 09:30`; anything else is reported.
pub fn read(spot: &Spot<'_>) -> Option<Stamp> {
    let text = spot.word()?;
    let stamp = parse(&text);
    if stamp.is_none() {
        let (message, help) = refusal(&text, |mended| spot.corrected(On::Value, mended));
        spot.error(&codes::KEY, On::Value, message, help);
    }
    stamp
}

/// Why a text is no date, and what to do; `line` puts a date into its line.
fn refusal(text: &str, line: impl Fn(&str) -> String) -> (String, String) {
    let typed = typed(text);
    if let Some(mended) = typed.as_ref().map(Typed::written)
        && parse(&mended).is_some()
    {
        let what = match text.get(..10).is_some_and(|day| parse(day).is_some()) {
            true => "时间",
            false => "日期",
        };
        let message = format!("“{text}”不是有效的{what}");
        return (message, format!("改成  {}", line(&mended)));
    }
    if let Some(last) = typed.as_ref().and_then(Typed::at_the_end) {
        let (year, month, day) = (last.year(), last.month(), last.day());
        let message = format!("没有“{text}”这一天，{year} 年 {month} 月最后一天是 {day} 日");
        let help = format!("核对日子；是月底就改成  {}", line(&last.to_string()));
        return (message, help);
    }
    let day = text.get(..10).is_some_and(|day| parse(day).is_some());
    let (what, example) = match day {
        true => ("时间", "时和分都是两位数，如 2026-01-20 09:30"),
        false => ("日期", "写成 2026-01-20 这样，年四位，月和日都是两位数"),
    };
    (format!("“{text}”不是有效的{what}"), example.to_owned())
}

/// A day without a time.
pub fn day(text: &str) -> Option<jiff::civil::Date> {
    let stamp = parse(text)?;
    stamp.time.is_none().then_some(stamp.date)
}

impl Stamp {
    /// `YYYY-MM-DD`.
    pub fn iso(&self) -> String {
        self.date.to_string()
    }

    /// `YYYY年M月D日`, without leading zeros.
    pub fn chinese(&self) -> String {
        format!(
            "{}年{}月{}日",
            self.date.year(),
            self.date.month(),
            self.date.day()
        )
    }

    /// What readers see of it: the day, with the minute where the source gives one.
    pub fn shown(&self) -> String {
        match self.time {
            Some(_) => self.minute(),
            None => self.iso(),
        }
    }

    /// The same in ISO 8601 for programs; a time is that of China.
    pub fn datetime(&self) -> String {
        match &self.time {
            Some(time) => format!("{}T{time}+08:00", self.date),
            None => self.iso(),
        }
    }

    /// `YYYY-MM-DD HH:MM`, as the government meta tags want it.
    pub fn minute(&self) -> String {
        format!("{} {}", self.date, self.time.as_deref().unwrap_or("00:00"))
    }
}

/// `2023-01-20`, or with a time `2023-01-20 09:30` or `2023-01-20T09:30`.
pub fn parse(text: &str) -> Option<Stamp> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let shaped = date.len() == 10 && date.as_bytes()[4] == b'-' && date.as_bytes()[7] == b'-';
    let date = shaped.then(|| date.parse().ok()).flatten()?;
    let time = match time {
        Some(time) => Some(clock(time)?),
        None => None,
    };
    Some(Stamp { date, time })
}

/// `09:30` of `09:30` or `09:30:15`; no page shows seconds.
fn clock(time: &str) -> Option<String> {
    let parts: Vec<&str> = time.split(':').collect();
    let two = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(two) {
        return None;
    }
    let below = |part: &str, limit: u8| part.parse::<u8>().is_ok_and(|value| value < limit);
    let (hour, rest) = parts.split_first()?;
    let sound = below(hour, 24) && rest.iter().all(|part| below(part, 60));
    sound.then(|| time[..5].to_owned())
}

/// The numbers of a date as somebody typed it.
struct Typed {
    year: String,
    month: String,
    day: String,
    /// ` HH:MM`; empty if there is none.
    time: String,
}

impl Typed {
    /// As it ought to be typed; there may be no such day.
    fn written(&self) -> String {
        let Self {
            year,
            month,
            day,
            time,
        } = self;
        format!("{year}-{month:0>2}-{day:0>2}{time}")
    }

    /// The last day of the month, if the day is one that only longer months have.
    fn at_the_end(&self) -> Option<jiff::civil::Date> {
        let (year, month) = (self.year.parse().ok()?, self.month.parse().ok()?);
        let day: i8 = self.day.parse().ok()?;
        let first = jiff::civil::Date::new(year, month, 1).ok()?;
        let last = first.last_of_month();
        (self.year.len() == 4 && day > last.day() && day <= 31).then_some(last)
    }
}

/// A date in Chinese or with other marks. What may mean something else, such
/// as 下午3点, is not guessed.
fn typed(text: &str) -> Option<Typed> {
    let quotes = ['“', '”', '‘', '’', '"', '\'', '。', '，', '；', ',', ';'];
    let narrow: String = text.chars().map(narrow_digit).collect();
    let narrow = narrow.trim_matches(quotes);
    let known =
        |c: char| c.is_ascii_digit() || "年月日号时点分秒.．-/:：－—、 Tt\u{3000}".contains(c);
    if !narrow.chars().all(known) {
        return None;
    }
    let eight = narrow.len() == 8 && narrow.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = match eight {
        true => vec![&narrow[..4], &narrow[4..6], &narrow[6..]],
        false => narrow
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .collect(),
    };
    let (day, time) = parts.split_at_checked(3)?;
    let [year, month, day] = day else { return None };
    let time = match time {
        [] => String::new(),
        [hour] if narrow.contains(['时', '点']) => format!(" {hour:0>2}:00"),
        [hour, minute] => format!(" {hour:0>2}:{minute:0>2}"),
        [hour, minute, second] => format!(" {hour:0>2}:{minute:0>2}:{second:0>2}"),
        _ => return None,
    };
    let [year, month, day] = [year, month, day].map(|part| (*part).to_owned());
    Some(Typed {
        year,
        month,
        day,
        time,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_real_days() {
        let minute = |text: &str| parse(text).map(|stamp| stamp.minute());
        assert_eq!(minute("2023-01-20").as_deref(), Some("2023-01-20 00:00"));
        assert_eq!(
            minute("2023-01-20 09:30").as_deref(),
            Some("2023-01-20 09:30")
        );
        for text in [
            "2023-02-30",
            "2023-1-2",
            "20230120",
            "2023-01-20 25:00",
            "2023-01-20 9:030",
            "2023-01-20 +9:30",
            "2023-01-20 09:60",
            "2023-01-20 09:30:99",
            "2023-01-20 09:30:5",
            "2023-01-20 09:30:15:00",
            "2023-01-20 9：30",
            "2023-01-20 ",
            "二〇二三年",
            "2023-01-20x",
        ] {
            assert_eq!(minute(text), None, "{text}");
        }
        let seconds = minute("2023-01-20T09:30:15");
        assert_eq!(seconds.as_deref(), Some("2023-01-20 09:30"));
    }

    #[test]
    fn a_day_that_its_month_lacks_is_told_with_the_last_one() {
        let line = |mended: &str| format!("成文日期: {mended}");
        let (message, help) = refusal("2026-02-30", line);
        assert!(message.contains("2 月最后一天是 28 日"), "{message}");
        assert!(help.ends_with("成文日期: 2026-02-28"), "{help}");
        let (message, _) = refusal("2024年4月31日", line);
        assert!(message.contains("4 月最后一天是 30 日"), "{message}");
        let (message, _) = refusal("2026-13-01", line);
        assert!(!message.contains("最后一天"), "{message}");
    }

    #[test]
    fn help_proposes_the_same_day_and_minute_or_nothing() {
        for (typed, proposed) in [
            ("2023年1月5日", Some("2023-01-05")),
            ("２０２３．１．５", Some("2023-01-05")),
            ("２０２３年１月５日", Some("2023-01-05")),
            ("2023/1/5", Some("2023-01-05")),
            ("2023-01-05 9：30", Some("2023-01-05 09:30")),
            ("2023-01-05 9:030", None),
            ("2023年1月5日 9时", Some("2023-01-05 09:00")),
            ("2023年1月5日下午3点", None),
            ("2023-01-05 25:00", None),
            ("2023-01-05 9", None),
            ("23年1月5日", None),
            ("20230105", Some("2023-01-05")),
            ("“2023-01-05”", Some("2023-01-05")),
            ("2023-02-30", None),
        ] {
            let mended = super::typed(typed).map(|typed| typed.written());
            let mended = mended.filter(|mended| parse(mended).is_some());
            assert_eq!(mended.as_deref(), proposed, "{typed}");
        }
    }
}
