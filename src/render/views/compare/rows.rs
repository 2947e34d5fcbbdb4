//! Tables with a row for each child.

use serde::Serialize;

use crate::form::Measure;
use crate::path::OutPath;
use crate::portal::{Children, ReportFacts, Standing, UnitFacts};
use crate::render::views::kinds::by_kind;
use crate::render::views::measures::{DISPUTED, Line, OPENED, line_of};
use crate::render::views::names::marked;
use crate::report::{Figure, Figures, Total, share};

use super::reports::{YearReports, said};
use super::totals::difference;

#[derive(Debug, Serialize)]
pub struct CompareTableView {
    pub id: String,
    pub heading: String,
    /// What is counted: 件.
    pub unit: &'static str,
    pub columns: Vec<CompareColumnView>,
    /// How many columns there are, with the one of the names.
    pub width: usize,
    pub groups: Vec<CompareGroupView>,
    /// The totals; below them what the parent reports, and the difference.
    pub foot: Vec<CompareRowView>,
}

#[derive(Debug, Serialize)]
pub struct CompareColumnView {
    pub label: &'static str,
}

/// Children of one kind.
#[derive(Debug, Serialize)]
pub struct CompareGroupView {
    /// Null if all children are of one kind.
    pub heading: Option<&'static str>,
    pub rows: Vec<CompareRowView>,
}

#[derive(Debug, Serialize)]
pub struct CompareRowView {
    pub name: String,
    /// The report.
    pub href: Option<String>,
    /// Empty if there is no report.
    pub cells: Vec<CompareCellView>,
}

#[derive(Debug, Serialize)]
pub struct CompareCellView {
    /// A number, a share, or the word that stands in its place.
    pub text: String,
    /// How long the bar beside it is, of 90; null where there is none.
    pub bar: Option<String>,
    /// What the stroke of an unknown share means.
    pub hint: Option<&'static str>,
}

/// How long the longest bar is.
const LONGEST: f64 = 90.0;

/// What a column shows.
#[derive(Clone, Copy)]
enum Column {
    Number(&'static Line),
    /// The number with a bar.
    Drawn(&'static Line),
    /// What part the one is of the other.
    Share(&'static Line, &'static Line),
}

/// The main numbers: columns with their heads.
fn columns() -> [(Column, &'static str); 7] {
    let line = |measure| line_of(measure);
    [
        (Column::Drawn(line(Measure::Received)), "本年新收"),
        (Column::Number(line(Measure::CarriedIn)), "上年结转"),
        (Column::Number(line(Measure::Concluded)), "办结"),
        (Column::Number(&OPENED), "公开和部分公开"),
        (Column::Share(&OPENED, line(Measure::Concluded)), "占办结"),
        (Column::Number(line(Measure::CarriedOut)), "结转下年度"),
        (Column::Number(&DISPUTED), "复议诉讼"),
    ]
}

/// The table of the main numbers.
pub fn main(
    reports: &YearReports<'_>,
    children: &Children<'_>,
    page: usize,
    here: &OutPath,
) -> CompareTableView {
    let all = columns();
    let heads = all.iter().map(|(_, label)| *label).collect();
    let columns: Vec<Column> = all.iter().map(|(column, _)| *column).collect();
    let frame = TableFrame {
        reports,
        children,
        page,
        here,
        has_links: true,
    };
    frame.table("data", "主要数据", "件", heads, &columns)
}

/// The tables of all that the reports state.
pub fn tables(
    reports: &YearReports<'_>,
    children: &Children<'_>,
    page: usize,
    here: &OutPath,
) -> Vec<CompareTableView> {
    let frame = TableFrame {
        reports,
        children,
        page,
        here,
        has_links: false,
    };
    let groups = reports.groups();
    let tables = groups.iter().filter(|shown| !shown.all_zero).map(|shown| {
        let heads = shown.lines.iter().map(|line| line.label).collect();
        let columns = shown.lines.iter().map(|line| Column::Number(line));
        let columns: Vec<Column> = columns.collect();
        let group = shown.group;
        frame.table(&shown.id, group.name, group.unit, heads, &columns)
    });
    tables.collect()
}

/// What is said in place of tables full of zeros.
pub fn zeros(reports: &YearReports<'_>) -> Option<String> {
    let groups = reports.groups();
    let zero = groups.iter().filter(|shown| shown.all_zero);
    let names: Vec<&str> = zero.map(|shown| shown.group.name).collect();
    (!names.is_empty()).then(|| format!("{}：各单位的报告里都是0。", names.join("、")))
}

/// What all tables of a page are made from.
struct TableFrame<'t> {
    reports: &'t YearReports<'t>,
    children: &'t Children<'t>,
    page: usize,
    here: &'t OutPath,
    /// Whether each name leads to its report; on one page once is enough.
    has_links: bool,
}

impl TableFrame<'_> {
    fn table(
        &self,
        id: &str,
        heading: &str,
        unit: &'static str,
        heads: Vec<&'static str>,
        columns: &[Column],
    ) -> CompareTableView {
        let most = columns
            .iter()
            .map(|column| self.most(*column))
            .collect::<Vec<_>>();
        let groups = by_kind(self.children, self.page).map(|(heading, units)| CompareGroupView {
            heading,
            rows: units
                .iter()
                .filter_map(|unit| self.row(unit, columns, &most))
                .collect(),
        });
        CompareTableView {
            id: id.to_owned(),
            heading: heading.to_owned(),
            unit,
            width: heads.len() + 1,
            columns: heads
                .into_iter()
                .map(|label| CompareColumnView { label })
                .collect(),
            groups: groups.filter(|group| !group.rows.is_empty()).collect(),
            foot: self.foot(columns),
        }
    }

    /// The largest number of a column that is drawn.
    fn most(&self, column: Column) -> f64 {
        let Column::Drawn(line) = column else {
            return 0.0;
        };
        let reports = self.reports.tally.reported.iter();
        let figures = reports.filter_map(|(_, report)| line.figure(&report.figures));
        figures.max().map_or(0.0, Figure::approximate)
    }

    /// `None` for a unit that was not there.
    fn row(&self, unit: &UnitFacts, columns: &[Column], most: &[f64]) -> Option<CompareRowView> {
        let name = unit.short_name.clone();
        match unit.standing(self.reports.year) {
            Standing::Reported(report) => Some(CompareRowView {
                name: marked(&name, report.draft),
                href: self.link(report),
                cells: cells(report, columns, most),
            }),
            Standing::Missing => Some(CompareRowView {
                name,
                href: None,
                cells: Vec::new(),
            }),
            Standing::NotYet | Standing::NoMore => None,
        }
    }

    fn link(&self, report: &ReportFacts) -> Option<String> {
        self.has_links.then(|| self.here.href(&report.out))
    }

    fn foot(&self, columns: &[Column]) -> Vec<CompareRowView> {
        let sums = columns.iter().map(|column| self.sum(*column)).collect();
        let row = |name: String, cells| CompareRowView {
            name,
            href: None,
            cells,
        };
        let (due, reported) = (self.reports.tally.due(), self.reports.reported());
        let mut foot = vec![row(
            match due == reported {
                true => format!("{due}个单位合计"),
                false => format!("{due}个单位中{reported}个的合计"),
            },
            sums,
        )];
        if let Some(own) = self.reports.own {
            let name = format!("{}的报告", self.reports.own_name);
            let mut stated = row(name, cells(own, columns, &vec![0.0; columns.len()]));
            stated.href = self.link(own);
            foot.push(stated);
            let apart = columns.iter().map(|column| self.apart(*column, own));
            foot.push(row("相差".to_owned(), apart.collect()));
        }
        foot
    }

    /// The total of a column, which says of how many units it is if not of all that report.
    fn sum(&self, column: Column) -> CompareCellView {
        let (text, count) = match column {
            Column::Number(line) | Column::Drawn(line) => match self.reports.total(line) {
                Some(total) => (total.sum.to_string(), total.count),
                None => return CompareCellView::unknown(UNKNOWN),
            },
            Column::Share(part, whole) => {
                // Of those reports alone that state both.
                let both = |figures: &Figures| part.figure(figures).zip(whole.figure(figures));
                let reports = self.reports.tally.reported.iter();
                let both: Vec<_> = reports.filter_map(|(_, one)| both(&one.figures)).collect();
                let part = Total::of(both.iter().map(|(part, _)| Some(*part)));
                let whole = Total::of(both.iter().map(|(_, whole)| Some(*whole)));
                match part
                    .zip(whole)
                    .and_then(|(part, whole)| share(part.sum, whole.sum))
                {
                    Some(text) => (text, both.len()),
                    None => return CompareCellView::unknown(UNKNOWN),
                }
            }
        };
        let text = match count == self.reports.reported() {
            true => text,
            false => format!("{text}（{count}个单位）"),
        };
        CompareCellView {
            bar: column.blank_bar(),
            ..CompareCellView::plain(text)
        }
    }

    /// How the parent's own number differs from the total.
    fn apart(&self, column: Column, own: &ReportFacts) -> CompareCellView {
        let (Column::Number(line) | Column::Drawn(line)) = column else {
            return CompareCellView::unknown("比例不相减");
        };
        let both = line.figure(&own.figures).zip(self.reports.total(line));
        let due = self.reports.tally.due();
        match both.map(|(own, total)| difference(own, &total, due)) {
            Some(Some(difference)) => CompareCellView {
                bar: column.blank_bar(),
                ..CompareCellView::plain(difference)
            },
            Some(None) => CompareCellView::unknown("合计缺单位"),
            None => CompareCellView::unknown(UNKNOWN),
        }
    }
}

const UNKNOWN: &str = "没有数据";

fn cells(report: &ReportFacts, columns: &[Column], most: &[f64]) -> Vec<CompareCellView> {
    let cells = columns.iter().zip(most).map(|(column, most)| match column {
        Column::Number(line) => CompareCellView::plain(said(line, report).text()),
        Column::Drawn(line) => {
            let said = said(line, report);
            let size = said.figure().map_or(0.0, Figure::approximate);
            CompareCellView {
                bar: Some(bar(size, *most)),
                ..CompareCellView::plain(said.text())
            }
        }
        Column::Share(part, whole) => {
            let figures = &report.figures;
            let (part, whole) = (part.figure(figures), whole.figure(figures));
            match part.zip(whole).and_then(|(part, whole)| share(part, whole)) {
                Some(text) => CompareCellView::plain(text),
                None if whole.is_some_and(Figure::is_zero) => {
                    CompareCellView::unknown("没有办结的申请")
                }
                None => CompareCellView::unknown(UNKNOWN),
            }
        }
    });
    cells.collect()
}

fn bar(size: f64, most: f64) -> String {
    let length = if most > 0.0 {
        size / most * LONGEST
    } else {
        0.0
    };
    format!("{length:.1}")
}

impl Column {
    /// The place of a bar where none is drawn, so that the numbers stand in one line.
    fn blank_bar(self) -> Option<String> {
        matches!(self, Self::Drawn(_)).then(|| bar(0.0, 0.0))
    }
}

impl CompareCellView {
    fn plain(text: String) -> Self {
        Self {
            text,
            bar: None,
            hint: None,
        }
    }

    fn unknown(hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..Self::plain("—".to_owned())
        }
    }
}
