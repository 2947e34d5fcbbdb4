//! The totals of every measure, beside what the parent itself reports.

use serde::Serialize;

use crate::render::views::measures::Line;
use crate::report::{Figure, Total};

use super::reports::{ShownGroup, YearReports, said};

#[derive(Clone, Debug, Serialize)]
pub struct TotalsView {
    pub sentences: Vec<String>,
    /// How the parent is called, if its own report stands beside the totals.
    pub own_name: Option<String>,
    /// How many columns there are.
    pub width: usize,
    pub groups: Vec<TotalsGroupView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TotalsGroupView {
    pub heading: &'static str,
    pub unit: &'static str,
    /// The id of the table with the numbers of each unit; null if all are zero.
    pub table: Option<String>,
    pub rows: Vec<TotalsRowView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TotalsRowView {
    pub label: &'static str,
    /// Null if no child states it.
    pub sum: Option<String>,
    /// Of how many children it is the sum, of how many that have to report: 10／12.
    pub count: String,
    /// What the parent states, or the word for why it does not; null without a report.
    pub own: Option<String>,
    /// Null where there are no two numbers, and where nothing may be said.
    pub difference: Option<String>,
}

impl TotalsView {
    pub fn of(reports: &YearReports<'_>) -> Self {
        let groups = reports.groups.iter();
        Self {
            sentences: sentences(reports),
            own_name: reports.own.map(|_| reports.own_name.to_owned()),
            width: if reports.own.is_some() { 5 } else { 3 },
            groups: groups
                .map(|shown| TotalsGroupView::of(reports, shown))
                .collect(),
        }
    }
}

impl TotalsGroupView {
    fn of(reports: &YearReports<'_>, shown: &ShownGroup) -> Self {
        let rows = shown.lines.iter().map(|line| row(reports, line));
        Self {
            heading: shown.group.name,
            unit: shown.group.unit,
            rows: rows.collect(),
            table: (!shown.all_zero).then(|| shown.id.clone()),
        }
    }
}

fn row(reports: &YearReports<'_>, line: &Line) -> TotalsRowView {
    let total = reports.total(line);
    let (count, due) = (total.map_or(0, |total| total.count), reports.tally.due());
    let own = reports.own.map(|own| said(line, own));
    let both = own.and_then(|own| own.figure()).zip(total);
    TotalsRowView {
        label: line.label,
        sum: total.map(|total| total.sum.to_string()),
        count: format!("{count}／{due}"),
        own: own.map(|own| own.text()),
        difference: both.and_then(|(own, total)| difference(own, &total, due)),
    }
}

/// How the parent's number differs from a total of children of which so many had to
/// report. That they are the same is said only of a total of all of them; else `None`.
pub fn difference(own: Figure, total: &Total, due: usize) -> Option<String> {
    let more = own.since(total.sum);
    if more.is_zero() {
        return (total.count == due).then(|| "相同".to_owned());
    }
    let words = if more.is_negative() { "少" } else { "多" };
    Some(format!("{words}{}", more.size()))
}

fn sentences(reports: &YearReports<'_>) -> Vec<String> {
    let (due, reported) = (reports.tally.due(), reports.reported());
    let mut said = vec![match due == reported {
        true => format!("应当公开年报的{due}个单位都公开了，合计是它们的报告加起来的。"),
        false => format!(
            "应当公开年报的{due}个单位中，{reported}个公开了，合计只是这{reported}个单位的报告加起来的，不是全部。"
        ),
    }];
    let mut lines = reports.groups.iter().flat_map(|shown| &shown.lines);
    let is_stated_by_all = |line: &Line| {
        let total = reports.total(line);
        total.is_some_and(|total| total.count == reported)
    };
    if !lines.all(|line| is_stated_by_all(line)) {
        let text = "有的报告没有写某一项，那一项的合计只是写了的单位的。";
        said.push(text.to_owned());
    }
    said.push("“单位数”前面是写了这一项的单位，后面是应当公开年报的单位。".to_owned());
    if reports.own.is_some() {
        said.push(format!(
            "“相差”是{}的报告比合计多多少、少多少。相差不一定是错：本级自己办理的，和没有公开年报的单位的，都不在合计里。合计缺单位的，不说相同。",
            reports.own_name
        ));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_the_same_as_a_part() {
        let total = |sum: i64, count| Total {
            sum: sum.into(),
            count,
        };
        let said = |own: i64, sum, count| difference(own.into(), &total(sum, count), 3);
        assert_eq!(said(9, 9, 3).as_deref(), Some("相同"));
        assert_eq!(said(9, 9, 2), None);
        assert_eq!(said(9, 7, 2).as_deref(), Some("多2"));
        assert_eq!(said(7, 9, 3).as_deref(), Some("少2"));
    }
}
