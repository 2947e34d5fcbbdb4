//! What became of the report that a unit has to publish for a year.

use super::deadline::deadline;
use super::facts::{ReportFacts, UnitFacts};

/// What there is of a unit's report for a year: the report, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'f> {
    Reported(&'f ReportFacts),
    /// There is no report, although there was the unit.
    Missing,
    /// The unit was established later.
    NotYet,
    /// The unit was no more when the year ended.
    NoMore,
}

/// Whether a report was published in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Punctuality {
    InTime,
    Late,
    /// The day of publication is not stated, and the day of signing does not say when the
    /// report was published.
    Unknown,
}

impl UnitFacts {
    /// A report that is here is shown, whatever else is stated of the unit.
    pub fn standing(&self, year: u16) -> Standing<'_> {
        if let Some(report) = self.report(year) {
            return Standing::Reported(report);
        }
        let place = &self.place;
        if place.owes(year) {
            Standing::Missing
        } else if place.established.is_some_and(|day| day.year() > year) {
            Standing::NotYet
        } else {
            Standing::NoMore
        }
    }

    /// `set` is the month and day that the site sets as its deadline.
    pub fn punctuality(&self, report: &ReportFacts, set: (i8, i8)) -> Punctuality {
        let until = deadline(report.year, self.kind.as_deref(), set);
        match report.published.as_ref().zip(until) {
            Some((published, until)) if published.date <= until => Punctuality::InTime,
            Some(_) => Punctuality::Late,
            None => Punctuality::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::date::Stamp;
    use crate::parse::organization::DayOrYear;
    use crate::path::OutPath;
    use crate::report::Figures;

    fn day(text: &str) -> Option<Stamp> {
        let date = text.parse().expect("a date");
        Some(Stamp { date, time: None })
    }

    fn report(year: u16, published: Option<Stamp>) -> ReportFacts {
        ReportFacts {
            year,
            form: "2021".to_owned(),
            title: String::new(),
            out: OutPath::new(&format!("reports/{year}/index.html")).expect("a path"),
            signed: None,
            published,
            draft: false,
            figures: Figures::default(),
        }
    }

    #[test]
    fn a_unit_owes_no_report_for_years_without_it() {
        let mut unit = UnitFacts::default();
        let day = |text: &str| Some(DayOrYear::Day(text.parse().expect("a date")));
        unit.place.established = day("2021-05-01");
        unit.place.abolished = day("2024-01-01");
        unit.reports = vec![report(2022, None)];
        assert_eq!(unit.standing(2020), Standing::NotYet);
        assert_eq!(unit.standing(2021), Standing::Missing);
        assert_eq!(unit.standing(2022), Standing::Reported(&unit.reports[0]));
        assert_eq!(unit.standing(2023), Standing::Missing);
        assert_eq!(unit.standing(2024), Standing::NoMore);
        unit.reports.push(report(2024, None));
        assert_eq!(unit.standing(2024), Standing::Reported(&unit.reports[1]));
    }

    #[test]
    fn governments_have_until_the_end_of_march() {
        let punctual = |kind: &str, year, published: &str| {
            let unit = UnitFacts {
                kind: Some(kind.to_owned()),
                ..UnitFacts::default()
            };
            unit.punctuality(&report(year, day(published)), (1, 31))
        };
        assert_eq!(
            punctual("township", 2024, "2025-01-31"),
            Punctuality::InTime
        );
        assert_eq!(punctual("township", 2024, "2025-02-01"), Punctuality::Late);
        assert_eq!(
            punctual("township", 2018, "2019-03-31"),
            Punctuality::InTime
        );
        assert_eq!(punctual("county", 2024, "2025-03-31"), Punctuality::InTime);
        assert_eq!(punctual("county", 2024, "2025-04-01"), Punctuality::Late);
        let mut signed = report(2024, None);
        signed.signed = day("2026-01-01");
        let unit = UnitFacts::default();
        assert_eq!(unit.punctuality(&signed, (1, 31)), Punctuality::Unknown);
    }
}
