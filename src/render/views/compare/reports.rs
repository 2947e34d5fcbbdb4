//! The reports of one year that are set side by side.

use crate::portal::{Children, ReportFacts, Tally};
use crate::render::views::measures::{GROUPS, Group, Line, Said};
use crate::report::{Figure, Total};

/// Lines of one group that are shown.
pub struct ShownGroup {
    /// The id of its table.
    pub id: String,
    pub group: &'static Group,
    pub lines: Vec<&'static Line>,
    /// Whether every report states each of them, and that it is zero: then a sentence
    /// says so in place of a table.
    pub all_zero: bool,
}

/// What the children report for a year, and their parent.
pub struct YearReports<'f> {
    pub year: u16,
    pub tally: Tally<'f>,
    /// The parent's own report, if it is to be set beside the totals.
    pub own: Option<&'f ReportFacts>,
    pub own_name: &'f str,
    /// Whether the parent has a report at all.
    pub own_report: bool,
}

impl<'f> YearReports<'f> {
    /// `with_own` is whether the parent's own report is set beside the totals.
    pub fn of(children: &Children<'f>, year: u16, with_own: bool) -> Self {
        let own = children.parent.report(year);
        Self {
            year,
            tally: children.tally(year),
            own: own.filter(|own| with_own && !own.figures.is_empty()),
            own_name: &children.parent.short_name,
            own_report: own.is_some(),
        }
    }

    /// How many children have a report.
    pub fn reported(&self) -> usize {
        self.tally.reported.len()
    }

    /// The sum of what the children state; `None` if none of them does.
    pub fn total(&self, line: &Line) -> Option<Total> {
        let reports = self.tally.reported.iter();
        Total::of(reports.map(|(_, report)| line.figure(&report.figures)))
    }

    /// The lines of which one of the reports states a number, group by group.
    pub fn groups(&self) -> Vec<ShownGroup> {
        let stated = |line: &Line| {
            let mut reports = self.all();
            reports.any(|report| line.figure(&report.figures).is_some())
        };
        let groups = GROUPS.iter().enumerate().map(|(at, group)| {
            let lines = group.lines.iter().filter(|line| stated(line));
            let lines: Vec<&Line> = lines.collect();
            ShownGroup {
                id: format!("t{}", at + 1),
                all_zero: lines.iter().all(|line| self.is_zero(line)),
                group,
                lines,
            }
        });
        groups.filter(|shown| !shown.lines.is_empty()).collect()
    }

    /// The reports of the children, then the parent's if it is set beside them.
    fn all(&self) -> impl Iterator<Item = &'f ReportFacts> {
        let reports = self.tally.reported.iter().map(|(_, report)| *report);
        reports.chain(self.own)
    }

    /// Whether every report states it, and that it is zero.
    fn is_zero(&self, line: &Line) -> bool {
        let figures = self.all().map(|report| line.figure(&report.figures));
        let mut figures = figures.map(|figure| figure.is_some_and(Figure::is_zero));
        figures.all(|is_zero| is_zero)
    }
}

/// What a report says of a line.
pub fn said(line: &Line, report: &ReportFacts) -> Said {
    match report.form_used() {
        Some(form) => line.said(form, &report.figures),
        None => line
            .figure(&report.figures)
            .map_or(Said::Blank, Said::Figure),
    }
}
