//! The table of a unit's children by years: who published, when, and who did not.

mod figures;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use serde::Serialize;

use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{
    Children, DEADLINE, Punctuality, ReportFacts, Standing, UnitFacts, comparison_of, matrix_of,
};

use super::View;
use super::context::RenderContext;
use super::kinds::by_kind;
use super::names::{REPORTS, titled};
use super::parts::PagerView;
use super::site::About;

use words::{legend, note};

pub use summary::MatrixSummary;

#[derive(Debug, Serialize)]
pub struct MatrixView {
    pub lead: String,
    /// The newest year; the figures are of it.
    pub year: u16,
    pub figures: Vec<MatrixFigureView>,
    /// Newest first.
    pub years: Vec<u16>,
    /// How many columns the table has.
    pub width: usize,
    /// What the words in the cells mean.
    pub legend: String,
    /// The parent itself, if it publishes reports.
    pub own: Option<MatrixRowView>,
    pub groups: Vec<MatrixGroupView>,
    /// What the last row is called, and how many published of how many who had to.
    pub sum_label: String,
    pub sums: Vec<String>,
    /// Former names, mergers.
    pub notes: Vec<String>,
    /// Where the years are that the table does not show.
    pub older: Option<String>,
    pub comparisons: Vec<YearLinkView>,
    pub pager: Option<PagerView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MatrixFigureView {
    pub label: String,
    pub number: usize,
    pub unit: &'static str,
    pub change: Option<String>,
}

/// Children of one kind.
#[derive(Debug, Serialize)]
pub struct MatrixGroupView {
    /// Null if all children are of one kind.
    pub heading: Option<&'static str>,
    pub rows: Vec<MatrixRowView>,
}

#[derive(Debug, Serialize)]
pub struct MatrixRowView {
    pub name: String,
    pub href: Option<String>,
    pub cells: Vec<MatrixCellView>,
}

/// A report by its date, or the word for none.
#[derive(Debug, Serialize)]
pub struct MatrixCellView {
    pub text: String,
    pub href: Option<String>,
    pub datetime: Option<String>,
    /// 迟, 成文, 草稿.
    pub mark: Option<String>,
    pub missing: bool,
}

#[derive(Debug, Serialize)]
pub struct YearLinkView {
    pub year: u16,
    /// Null for the page itself.
    pub href: Option<String>,
}

const LATE: &str = "迟";
const SIGNED: &str = "成文";
const DRAFT: &str = "草稿";
const UNDATED: &str = "已公开";
const MISSING: &str = "未发布";
const NOT_YET: &str = "未设立";
const NO_MORE: &str = "已撤并";

/// One page, counted from 1. Linear in the children that it shows.
pub fn view(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let children = &context.related.children;
    let own = &children.parent;
    let about = About {
        kind: "matrix",
        title: titled(&format!("{}各单位年报公开情况", own.short_name), page),
        description: titled(
            &format!("{}各单位历年政府信息公开工作年度报告的公开情况。", own.name),
            page,
        ),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: titled("各单位年报", page),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let set = context.config.check.deadline.unwrap_or(DEADLINE);
    let summary = context.related.matrix(set);
    view.matrix = Some(MatrixView::of(summary, children, page, &output.path));
    view
}

impl MatrixView {
    /// One page, counted from 1. Linear in the children that it shows.
    pub fn of(
        summary: &MatrixSummary,
        children: &Children<'_>,
        page: usize,
        here: &OutPath,
    ) -> Self {
        let (years, set) = (&summary.years, summary.set);
        let row = |unit: &UnitFacts| MatrixRowView::of(unit, years, set, here);
        let own = (!children.parent.reports.is_empty()).then(|| MatrixRowView {
            href: None,
            ..row(&children.parent)
        });
        let groups = by_kind(children, page).map(|(heading, units)| MatrixGroupView {
            heading,
            rows: units.iter().map(|unit| row(unit)).collect(),
        });
        let groups: Vec<MatrixGroupView> = groups.collect();
        let pages = children.pages();
        let notes = children.page(page).iter();
        let notes = notes.filter_map(|unit| note(unit, children, years));
        let comparisons = children.compared_years().iter().map(|year| YearLinkView {
            year: *year,
            href: Some(here.href(&comparison_of(&children.parent.id, *year, 1))),
        });
        Self {
            lead: summary.lead.clone(),
            year: years.first().copied().unwrap_or_default(),
            figures: summary.figures.clone(),
            width: years.len() + 1,
            legend: legend(
                own.iter()
                    .chain(groups.iter().flat_map(|group| &group.rows)),
            ),
            own,
            groups,
            sum_label: match pages > 1 {
                true => format!("全部{}个单位已公开／应公开", children.units.len()),
                false => "已公开／应公开".to_owned(),
            },
            sums: summary.sums.clone(),
            notes: notes.collect(),
            older: summary.older.clone(),
            comparisons: comparisons.collect(),
            pager: PagerView::between(page, pages, here, |page| {
                matrix_of(&children.parent.id, page)
            }),
            years: years.clone(),
        }
    }
}

impl MatrixRowView {
    fn of(unit: &UnitFacts, years: &[u16], set: (i8, i8), here: &OutPath) -> Self {
        let cells = years
            .iter()
            .map(|year| match unit.standing(*year) {
                Standing::Reported(report) => reported(unit, report, set, here),
                Standing::Missing => MatrixCellView {
                    missing: true,
                    ..MatrixCellView::word(MISSING)
                },
                Standing::NotYet => MatrixCellView::word(NOT_YET),
                Standing::NoMore => MatrixCellView::word(NO_MORE),
            })
            .collect();
        Self {
            name: unit.short_name.clone(),
            href: unit.publishes.then(|| here.href(&unit.index())),
            cells,
        }
    }
}

impl MatrixCellView {
    fn word(word: &str) -> Self {
        Self {
            text: word.to_owned(),
            href: None,
            datetime: None,
            mark: None,
            missing: false,
        }
    }
}

/// The day of the following year has no year: its column tells.
fn reported(
    unit: &UnitFacts,
    report: &ReportFacts,
    set: (i8, i8),
    here: &OutPath,
) -> MatrixCellView {
    let date = report.day().map(|stamp| stamp.date);
    let text = date.map(
        |date| match i32::from(date.year()) == i32::from(report.year) + 1 {
            true => format!("{:02}-{:02}", date.month(), date.day()),
            false => date.to_string(),
        },
    );
    let late = unit.punctuality(report, set) == Punctuality::Late;
    let signed = report.published.is_none() && date.is_some();
    let marks = [(late, LATE), (signed, SIGNED), (report.draft, DRAFT)];
    let marks = marks
        .into_iter()
        .filter_map(|(is, mark)| is.then_some(mark));
    let marks: Vec<&str> = marks.collect();
    MatrixCellView {
        href: Some(here.href(&report.out)),
        datetime: date.map(|date| date.to_string()),
        mark: (!marks.is_empty()).then(|| marks.join(" ")),
        ..MatrixCellView::word(text.as_deref().unwrap_or(UNDATED))
    }
}
