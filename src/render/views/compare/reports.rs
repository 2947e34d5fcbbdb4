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
    /// The lines of which one of the reports states a number, group by group.
    pub groups: Vec<ShownGroup>,
}

impl<'f> YearReports<'f> {
    /// `with_own` is whether the parent's own report is set beside the totals. Linear in
    /// the children.
    pub fn of(children: &'f Children<'_>, year: u16, with_own: bool) -> Self {
        let tally = children.tally(year);
        let stated = children.parent.report(year);
        let own = stated.filter(|own| with_own && !own.figures.is_empty());
        let reports = tally.reported.iter().map(|(_, report)| *report);
        let reports: Vec<&ReportFacts> = reports.chain(own).collect();
        Self {
            year,
            groups: groups(&reports),
            tally,
            own,
            own_name: &children.parent.short_name,
            own_report: stated.is_some(),
        }
    }

    /// How many children have a report.
    pub fn reported(&self) -> usize {
        self.tally.reported.len()
    }

    /// The sum of what the children state; `None` if none of them does. Linear in them.
    pub fn total(&self, line: &Line) -> Option<Total> {
        let reports = self.tally.reported.iter();
        Total::of(reports.map(|(_, report)| line.figure(&report.figures)))
    }
}

/// The lines of which one of the reports states a number.
fn groups(reports: &[&ReportFacts]) -> Vec<ShownGroup> {
    let stated = |line: &&Line| {
        let mut reports = reports.iter();
        reports.any(|report| line.figure(&report.figures).is_some())
    };
    // Whether every report states it, and that it is zero.
    let is_zero = |line: &&Line| {
        let mut figures = reports.iter().map(|report| line.figure(&report.figures));
        figures.all(|figure| figure.is_some_and(Figure::is_zero))
    };
    let groups = GROUPS.iter().enumerate().map(|(at, group)| {
        let lines: Vec<&Line> = group.lines.iter().filter(stated).collect();
        ShownGroup {
            id: format!("t{}", at + 1),
            all_zero: lines.iter().all(is_zero),
            group,
            lines,
        }
    });
    groups.filter(|shown| !shown.lines.is_empty()).collect()
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
