//! Until when a report is to be published.

use jiff::civil::Date;

/// Month and day of the year after, where a site sets no other.
pub const DEADLINE: (i8, i8) = (1, 31);

/// Governments, and all units under the old Regulations, have until then.
const MARCH: (i8, i8) = (3, 31);

/// The last day on which a unit of this kind may publish its report of a year. `set` is
/// the month and day that the site sets.
pub fn deadline(year: u16, kind: Option<&str>, set: (i8, i8)) -> Option<Date> {
    let later = year <= 2018 || matches!(kind, Some("county" | "city" | "province"));
    let (month, day) = if later { set.max(MARCH) } else { set };
    last_day(i16::try_from(year + 1).ok()?, month, day)
}

/// The day, or the last one of its month where the month is shorter.
fn last_day(year: i16, month: i8, day: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.min(first.days_in_month())).ok()
}
