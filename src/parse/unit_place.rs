//! Where a unit stands among others, what it was called before, and in which time it
//! is there.

use std::cmp::Ordering;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diag::codes;
use crate::path::is_id;
use crate::prose::dates::YEARS;

use super::date;
use super::keys::FORMER;
use super::yaml::{On, Spot, Value};

/// Where a unit stands among others, and since when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPlace {
    /// The id of the unit above; `None` if that is the owner of the site.
    pub parent: Option<String>,
    /// Its number among its siblings; those without one come after the others.
    pub order: Option<u32>,
    /// What it was called before, oldest first.
    pub former_names: Vec<FormerName>,
    /// The first day of the unit, if it is younger than the reports that are asked for.
    pub established: Option<DayOrYear>,
    /// The day from which on it was no more.
    pub abolished: Option<DayOrYear>,
    /// The id of the unit that it became part of.
    pub merged_into: Option<String>,
}

/// A name that a unit had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerName {
    pub name: String,
    /// The last year in which it was called so, if that is stated.
    pub until: Option<u16>,
}

/// A day; or a year, where no more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayOrYear {
    Day(Date),
    Year(u16),
}

impl UnitPlace {
    /// The place of a unit of which nothing is known.
    pub const UNKNOWN: Self = Self {
        parent: None,
        order: None,
        former_names: Vec::new(),
        established: None,
        abolished: None,
        merged_into: None,
    };

    /// Whether the unit was there in some part of a year.
    pub fn exists_in(&self, year: u16) -> bool {
        self.established.is_none_or(|day| day.year() <= year)
            && self.abolished.is_none_or(|day| year <= day.year())
    }

    /// Whether a report of a year is asked of the unit: it was there, and still there
    /// when the year was over.
    pub fn owes(&self, year: u16) -> bool {
        self.exists_in(year) && self.abolished.is_none_or(|day| year < day.year())
    }

    /// What the unit was called in a year, if that was a former name.
    pub fn former_name(&self, year: u16) -> Option<&str> {
        let ended = |one: &&FormerName| one.until.is_some_and(|until| year <= until);
        let name = self.former_names.iter().find(ended)?;
        Some(&name.name)
    }

    /// The former names that a report of a year may use: those that were not given up
    /// before it.
    pub fn former_names_in(&self, year: u16) -> impl Iterator<Item = &str> {
        let used = move |one: &&FormerName| one.until.is_none_or(|until| year <= until);
        let names = self.former_names.iter().filter(used);
        names.map(|one| one.name.as_str())
    }

    /// Puts the former names in order, oldest first.
    pub(super) fn set_former_names(&mut self, mut names: Vec<FormerName>) {
        names.sort_by_key(|name| name.until);
        self.former_names = names;
    }

    /// Why the days cannot be, and which key that is said about.
    pub(super) fn fault(&self) -> Option<(&'static str, String, &'static str)> {
        match (self.established, self.abolished) {
            (Some(first), Some(last)) if last.is_before(first) => {
                let (first, last) = (first.chinese(), last.chinese());
                let message = format!("撤并（{last}）比设立（{first}）早");
                Some(("abolished", message, "核对两个时间，改正写错的一个"))
            }
            (_, None) if self.merged_into.is_some() => {
                let message = "写了并入哪个单位，没有写撤并的时间".to_owned();
                let help = "加一行，如  撤并: 2024-03-01；只知道年份就写  撤并: 2024";
                Some(("merged_into", message, help))
            }
            _ => None,
        }
    }
}

impl DayOrYear {
    /// `2021-03-01` or `2021`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match year(text) {
            Some(year) => Some(Self::Year(year)),
            None => {
                let day = date::day(text)?;
                let year = u16::try_from(day.year()).ok()?;
                YEARS.contains(&year).then_some(Self::Day(day))
            }
        }
    }

    pub fn year(&self) -> u16 {
        match self {
            Self::Day(date) => u16::try_from(date.year()).unwrap_or_default(),
            Self::Year(year) => *year,
        }
    }

    /// As it is read: `2021年3月1日` or `2021年`.
    pub fn chinese(&self) -> String {
        match self {
            Self::Day(day) => crate::prose::chinese_date(day.year(), day.month(), day.day()),
            Self::Year(year) => format!("{year}年"),
        }
    }

    /// As it is typed.
    pub fn typed(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Year(year) => year.to_string(),
        }
    }

    /// Whether it is certainly earlier.
    pub fn is_before(&self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(day), Self::Day(other)) => *day < other,
            (one, other) => one.year().cmp(&other.year()) == Ordering::Less,
        }
    }
}

/// Four digits that are a year.
pub(super) fn year(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = digits.then(|| text.parse().ok()).flatten();
    year.filter(|year| YEARS.contains(year))
}

/// Why a text is no year, and the year that may be meant.
fn meant_year(text: &str) -> Option<String> {
    let narrow: String = text.chars().map(crate::prose::narrow_digit).collect();
    let narrow = narrow.trim().trim_end_matches(['年', '度', '底', '初']);
    year(narrow).map(|year| year.to_string())
}

/// Reads one of the keys that a unit's place is made of.
pub(super) fn read(place: &mut UnitPlace, key: &str, spot: &Spot<'_>) {
    match key {
        "parent" => place.parent = id(spot),
        "order" => place.order = order(spot),
        "former_names" => place.set_former_names(former_names(spot)),
        "established" => place.established = day_or_year(spot),
        "abolished" => place.abolished = day_or_year(spot),
        _ => place.merged_into = id(spot),
    }
}

/// Reports what cannot be in a place that is read.
pub(super) fn check(place: &UnitPlace, fields: &[(&str, Spot<'_>)]) {
    let Some((key, message, help)) = place.fault() else {
        return;
    };
    if let Some((_, spot)) = fields.iter().find(|(id, _)| *id == key) {
        spot.error(&codes::ORG, On::Value, message, help);
    }
}

/// The id of another unit.
fn id(spot: &Spot<'_>) -> Option<String> {
    let text = spot.word()?;
    // A word such as 县政府 may be a unit's name; which one shows when all are known.
    let odd = text.contains(['/', '\\', '.']) || is_odd_id(&text);
    if odd {
        let last = text.trim_end_matches(['/', '\\']).rsplit(['/', '\\']);
        let help = match last.into_iter().next().filter(|last| is_id(last)) {
            Some(last) => format!("只写代号：改成  {}", spot.corrected(On::Value, last)),
            None => "写那个单位的代号，就是它在 content/units/ 里的文件夹名，如 qinghe".to_owned(),
        };
        let message = format!("“{text}”不是单位的代号");
        spot.error(&codes::ORG, On::Value, message, help);
        return None;
    }
    Some(text)
}

/// Whether a word in letters cannot be an id.
fn is_odd_id(text: &str) -> bool {
    text.is_ascii() && !is_id(text)
}

fn order(spot: &Spot<'_>) -> Option<u32> {
    let text = spot.word()?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten();
    if number.is_none() {
        let message = format!("“{text}”不是次序，次序是整数");
        let help = "写 1、2、3……，小的排在前面；不写的排在写了的后面";
        spot.error(&codes::ORG, On::Value, message, help);
    }
    number
}

fn day_or_year(spot: &Spot<'_>) -> Option<DayOrYear> {
    let text = spot.word()?;
    if let Some(read) = DayOrYear::parse(&text) {
        return Some(read);
    }
    match meant_year(&text) {
        Some(year) => {
            let help = format!("改成  {}", spot.corrected(On::Value, &year));
            spot.error(&codes::KEY, On::Value, format!("“{text}”不是年份"), help);
        }
        None => match date::read(spot) {
            Some(stamp) if stamp.time.is_none() => {
                let message = format!("没有 {} 年的单位", stamp.date.year());
                spot.error(&codes::KEY, On::Value, message, "核对年份");
            }
            Some(stamp) => {
                let message = "这里只写日期，不写时间";
                let help = spot.corrected(On::Value, &stamp.iso());
                spot.error(&codes::KEY, On::Value, message, format!("改成  {help}"));
            }
            None => {}
        },
    }
    None
}

/// One name, or a list of them, each alone or with the year until which it was used.
fn former_names(spot: &Spot<'_>) -> Vec<FormerName> {
    match spot.value() {
        Value::List(list) => {
            let items: Vec<Spot<'_>> = spot.items(list).collect();
            items.iter().filter_map(former_name).collect()
        }
        _ => former_name(spot).into_iter().collect(),
    }
}

fn former_name(spot: &Spot<'_>) -> Option<FormerName> {
    if !matches!(spot.value(), Value::Map(_)) {
        let name = spot.stated()?;
        return Some(FormerName { name, until: None });
    }
    let (mut name, mut until) = (None, None);
    for (key, spot) in spot.fields(FORMER) {
        match key {
            "name" => name = spot.stated(),
            _ => until = until_year(&spot),
        }
    }
    if name.is_none() {
        let help =
            "写成  {名称: 原来的全称, 到: 最后一年}，如 {名称: 示例县青禾乡人民政府, 到: 2020}";
        spot.error(&codes::ORG, On::Value, "曾用名没有写名称", help);
    }
    Some(FormerName { name: name?, until })
}

fn until_year(spot: &Spot<'_>) -> Option<u16> {
    let text = spot.word()?;
    let read = year(&text);
    if read.is_none() {
        let help = match meant_year(&text) {
            Some(year) => format!("改成  {}", spot.corrected(On::Value, &year)),
            None => "写用这个名称的最后一年，四位数，如 2020".to_owned(),
        };
        spot.error(&codes::KEY, On::Value, format!("“{text}”不是年份"), help);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DayOrYear {
        DayOrYear::parse(text).expect("a day or a year")
    }

    #[test]
    fn a_report_is_owed_for_each_year_that_the_unit_saw_the_end_of() {
        let place = UnitPlace {
            established: Some(at("2019-07-01")),
            abolished: Some(at("2023")),
            ..UnitPlace::default()
        };
        let exists: Vec<u16> = (2017..2026).filter(|year| place.exists_in(*year)).collect();
        let owes: Vec<u16> = (2017..2026).filter(|year| place.owes(*year)).collect();
        assert_eq!(exists, [2019, 2020, 2021, 2022, 2023]);
        assert_eq!(owes, [2019, 2020, 2021, 2022]);
        assert!((1949..2099).all(|year| UnitPlace::default().owes(year)));
    }

    #[test]
    fn a_name_is_used_until_its_last_year() {
        let mut place = UnitPlace::default();
        let name = |name: &str, until| FormerName {
            name: name.to_owned(),
            until,
        };
        place.set_former_names(vec![
            name("乙", Some(2020)),
            name("甲", Some(2017)),
            name("丙", None),
        ]);
        let called = |year| place.former_name(year);
        assert_eq!(called(2017), Some("甲"));
        assert_eq!(called(2018), Some("乙"));
        assert_eq!(called(2021), None);
        let may = |year| place.former_names_in(year).collect::<Vec<_>>();
        assert_eq!(may(2017), ["丙", "甲", "乙"]);
        assert_eq!(may(2020), ["丙", "乙"]);
        assert_eq!(may(2021), ["丙"]);
    }

    #[test]
    fn what_is_only_known_by_its_year_is_not_before_that_year() {
        assert!(at("2020-12-31").is_before(at("2021-01-01")));
        assert!(!at("2021").is_before(at("2021-03-01")));
        assert!(!at("2021-03-01").is_before(at("2021")));
        assert!(at("2020").is_before(at("2021-03-01")));
        for odd in [
            "1948",
            "20211",
            "2021-02-30",
            "2021-3-1",
            "2021-03-01 09:00",
            "3000-01-01",
        ] {
            assert_eq!(DayOrYear::parse(odd), None, "{odd}");
        }
    }
}
