//! A unit's years beside each other: from its first report with numbers to its last.

use crate::form::{FORMS, Form};
use crate::portal::{ReportFacts, UnitFacts};

use super::change::Point;
use super::measures::{Line, Said};

pub struct History<'f> {
    /// Oldest first; the first and the last have a report.
    pub years: Vec<Year<'f>>,
}

pub struct Year<'f> {
    pub year: u16,
    /// `None` where it was not published.
    pub report: Option<&'f ReportFacts>,
    /// The form of the report, else the one that was due.
    pub form: &'static Form,
}

impl<'f> History<'f> {
    pub fn of(unit: &'f UnitFacts) -> Self {
        let has_numbers = |report: &&ReportFacts| {
            let form = report.form_used();
            form.is_some_and(Form::has_measures)
        };
        let mut with_numbers = unit.reports.iter().filter(has_numbers);
        let first = with_numbers.next().map(|report| report.year);
        let last = with_numbers.next_back().map(|report| report.year).or(first);
        let year = |year: u16| {
            let report = unit.report(year);
            let due = Form::choose(None, year);
            let form = report.and_then(ReportFacts::form_used).or(due);
            Year {
                year,
                report,
                form: form.unwrap_or(FORMS[FORMS.len() - 1]),
            }
        };
        let span = first.zip(last).map(|(first, last)| first..=last);
        let years = span.into_iter().flatten().map(year).collect();
        Self { years }
    }

    /// The newest report with numbers.
    pub fn newest(&self) -> Option<(&Year<'f>, &'f ReportFacts)> {
        let newest = self.years.last()?;
        Some((newest, newest.report?))
    }

    /// What the reports say of a line, newest first.
    pub fn points(&self, line: &Line) -> impl Iterator<Item = Point> {
        self.years.iter().rev().filter_map(|year| {
            Some(Point {
                year: year.year,
                form: year.form,
                said: year.said(line)?,
            })
        })
    }

    /// The years without a report.
    pub fn missing(&self) -> impl Iterator<Item = u16> {
        let missing = self.years.iter().filter(|year| year.report.is_none());
        missing.map(|year| year.year)
    }

    /// Neighbouring years of one form, oldest first: the places where they begin and end.
    pub fn runs(&self) -> Vec<std::ops::Range<usize>> {
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        for (at, year) in self.years.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if self.years[run.start].form == year.form => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }
}

impl Year<'_> {
    /// What its report says of a line; `None` where it was not published.
    pub fn said(&self, line: &Line) -> Option<Said> {
        let report = self.report?;
        Some(line.said(self.form, &report.figures))
    }
}

/// How a form is called in a table of years: 2021年表式.
pub fn form_name(form: &Form) -> String {
    match form.basis {
        Some(_) => format!("{}年表式", form.from),
        None => form.name.to_owned(),
    }
}

/// Years in a sentence: 2019、2020年.
pub fn listed(years: impl Iterator<Item = u16>) -> String {
    let years: Vec<String> = years.map(|year| year.to_string()).collect();
    years.join("、") + "年"
}
