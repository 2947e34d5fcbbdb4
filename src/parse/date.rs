//! Dates as reports write them.

use super::yaml::{On, Spot};

/// A calendar date with an optional time of day, as typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    pub date: jiff::civil::Date,
    /// `HH:MM`, where the source gives one.
    pub time: Option<String>,
}

/// Reads `2023-01-20` or `2023-01-20 09:30`; anything else is reported (DAT03).
pub fn read(spot: &Spot<'_>) -> Option<Stamp> {
    let text = spot.text()?;
    let stamp = parse(&text);
    if stamp.is_none() {
        let help = match chinese(&text) {
            Some(mended) => format!("改成  {mended}"),
            None => "写成 2023-01-20，月和日都是两位数".to_owned(),
        };
        spot.error("DAT03", On::Value, format!("“{text}”不是有效的日期"), help);
    }
    stamp
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

    /// `YYYY-MM-DD HH:MM`, as the government meta tags want it.
    pub fn minute(&self) -> String {
        format!("{} {}", self.date, self.time.as_deref().unwrap_or("00:00"))
    }
}

fn parse(text: &str) -> Option<Stamp> {
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

fn clock(time: &str) -> Option<String> {
    let time = time
        .get(..5)
        .filter(|_| time.len() == 5 || time.len() == 8)?;
    let (hour, minute) = time.split_once(':')?;
    let below = |text: &str, limit: u8| text.parse::<u8>().is_ok_and(|value| value < limit);
    (below(hour, 24) && below(minute, 60)).then(|| time.to_owned())
}

/// A date in Chinese or with other separators, as it ought to be typed.
fn chinese(text: &str) -> Option<String> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let mended = format!("{year}-{month:0>2}-{day:0>2}");
    parse(&mended).map(|_| mended)
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
            "二〇二三年",
            "2023-01-20x",
        ] {
            assert_eq!(minute(text), None, "{text}");
        }
        assert_eq!(chinese("2023年1月5日").as_deref(), Some("2023-01-05"));
    }
}
