//! Numbers of a sheet as a person sees them.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What the format of a cell makes of its number, as far as it changes what it means.
/// How many decimals it shows is not followed: a rounded number would be another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Number,
    Percent,
    Date,
    Time,
    DateTime,
}

impl Shown {
    /// By the number of a format that a file need not declare.
    pub fn built_in(id: usize) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Date,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Self::Time,
            22 => Self::DateTime,
            _ => Self::Number,
        }
    }

    /// By a format that a file declares, such as `yyyy"年"m"月"`.
    pub fn by_code(code: &str) -> Self {
        let (mut date, mut time, mut percent) = (false, false, false);
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            match sign.to_ascii_lowercase() {
                // Words, and what is said of colours and languages.
                '"' => _ = signs.by_ref().find(|c| *c == '"'),
                '[' => {
                    let inside = signs.by_ref().take_while(|c| *c != ']');
                    let inside = inside.collect::<String>().to_ascii_lowercase();
                    time |= matches!(inside.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
                }
                '\\' | '_' | '*' => _ = signs.next(),
                ';' => break,
                'y' | 'd' => date = true,
                'h' | 's' => time = true,
                // Months and minutes are written alike.
                'm' if !time => date = true,
                '%' => percent = true,
                _ => {}
            }
        }
        match (date, time, percent) {
            (true, true, _) if !code.to_ascii_lowercase().contains(['y', 'd']) => Self::Time,
            (true, true, _) => Self::DateTime,
            (true, false, _) => Self::Date,
            (false, true, _) => Self::Time,
            (false, false, true) => Self::Percent,
            (false, false, false) => Self::Number,
        }
    }

    /// A number in this format; days are counted from 1900, or from 1904.
    pub fn text(self, value: f64, from_1904: bool) -> String {
        let shown = match self {
            Self::Number => None,
            Self::Percent => Some(format!("{}%", number(value * 100.0))),
            Self::Time => time(value),
            Self::Date => day(value, from_1904).map(|day| day.to_string()),
            Self::DateTime => day(value, from_1904).and_then(|day| {
                let time = time(value.fract())?;
                Some(format!("{day} {time}"))
            }),
        };
        shown.unwrap_or_else(|| number(value))
    }
}

/// A number with the 15 digits that spreadsheets show at most: 0.1 + 0.2 is 0.3.
pub fn number(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded == 0.0 {
        return "0".to_owned();
    }
    rounded.to_string()
}

fn day(value: f64, from_1904: bool) -> Option<Date> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    let days = value.trunc() as i32;
    let first = match (from_1904, days) {
        (true, _) => date(1904, 1, 1),
        // The first spreadsheets took 1900 for a leap year.
        (false, 61..) => date(1899, 12, 30),
        (false, 1..=59) => date(1899, 12, 31),
        (false, _) => return None,
    };
    first.checked_add(days.days()).ok()
}

fn time(value: f64) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    let seconds = (value * 86_400.0).round() as u64;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    Some(format!("{hours:02}:{minutes:02}:{:02}", seconds % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_digits_that_nobody_typed() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (82059.209, "82059.209"),
            (-0.0, "0"),
            (13_800_138_000.0, "13800138000"),
            (1.0 / 3.0, "0.333333333333333"),
            (-12.0, "-12"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(value), text);
        }
        assert_eq!(Shown::Percent.text(0.07, false), "7%");
    }

    #[test]
    fn formats_are_told_apart() {
        for (code, shown) in [
            ("General", Shown::Number),
            ("0.00_);[Red]\\(0.00\\)", Shown::Number),
            ("#,##0\"件（days）\"", Shown::Number),
            ("0.0%", Shown::Percent),
            ("yyyy\"年\"m\"月\"d\"日\"", Shown::Date),
            ("[$-804]yyyy/m/d", Shown::Date),
            ("yyyy-mm-dd hh:mm", Shown::DateTime),
            ("h:mm AM/PM", Shown::Time),
            ("mm:ss", Shown::Time),
            ("[h]:mm", Shown::Time),
            ("[红色]G/通用格式", Shown::Number),
        ] {
            assert_eq!(Shown::by_code(code), shown, "{code}");
        }
    }

    #[test]
    fn days_are_counted_as_spreadsheets_count_them() {
        for (value, shown, from_1904, text) in [
            (44_942.0, Shown::Date, false, "2023-01-16"),
            (44_942.5, Shown::DateTime, false, "2023-01-16 12:00:00"),
            (1.0, Shown::Date, false, "1900-01-01"),
            (60.0, Shown::Date, false, "60"),
            (61.0, Shown::Date, false, "1900-03-01"),
            (0.0, Shown::Date, true, "1904-01-01"),
            (1.5, Shown::Time, false, "36:00:00"),
            (-1.0, Shown::Date, false, "-1"),
            (9e15, Shown::DateTime, false, "9000000000000000"),
        ] {
            assert_eq!(shown.text(value, from_1904), text);
        }
    }
}
