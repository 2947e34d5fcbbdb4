//! The children of a unit side by side in one year: every number of their reports, and
//! what they come to.

mod points;
mod reports;
mod rows;
mod totals;

use serde::Serialize;

use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{Children, UnitFacts, comparison_of, matrix_of};

use super::View;
use super::context::RenderContext;
use super::matrix::YearLinkView;
use super::names::{REPORTS, titled};
use super::parts::PagerView;
use super::site::About;

use reports::YearReports;
use rows::CompareTableView;
use totals::TotalsView;

#[derive(Debug, Serialize)]
pub struct CompareView {
    pub year: u16,
    pub lead: String,
    /// The years that are compared, newest first.
    pub years: Vec<YearLinkView>,
    /// What is to be said of all; on the first page.
    pub points: Vec<String>,
    pub main: CompareTableView,
    /// All numbers, group by group.
    pub tables: Vec<CompareTableView>,
    /// What is said in place of tables full of zeros.
    pub zeros: Option<String>,
    /// The totals of every measure; on the first page, where the unit asks for them.
    pub totals: Option<TotalsView>,
    pub matrix_href: String,
    pub pager: Option<PagerView>,
}

/// One page, counted from 1. Linear in the children.
pub fn view(output: &Output, year: u16, page: usize, context: &RenderContext<'_>) -> View {
    let own = UnitFacts::of(context.unit);
    let children = Children::of(&own, context.children);
    let title = format!("{year}年各单位比较");
    let about = About {
        kind: "compare",
        title: titled(&format!("{}{title}", own.short_name), page),
        description: titled(
            &format!(
                "{}所属各单位{year}年政府信息公开工作年度报告里的数据。",
                own.name
            ),
            page,
        ),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: titled(&title, page),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let aggregate = context.unit.organization.aggregate;
    view.compare = Some(CompareView::of(
        &children,
        year,
        page,
        aggregate,
        &output.path,
    ));
    view
}

impl CompareView {
    /// `aggregate` is whether the unit asks for totals of every measure.
    pub fn of(
        children: &Children<'_>,
        year: u16,
        page: usize,
        aggregate: bool,
        here: &OutPath,
    ) -> Self {
        let reports = YearReports::of(children, year, aggregate);
        let id = &children.parent.id;
        let link = |one: u16| YearLinkView {
            year: one,
            href: (one != year || page > 1).then(|| here.href(&comparison_of(id, one, 1))),
        };
        let first = page == 1;
        Self {
            year,
            lead: lead(&reports, children),
            years: children.compared_years().into_iter().map(link).collect(),
            points: match first {
                true => points::points(&reports),
                false => Vec::new(),
            },
            main: rows::main(&reports, children, page, here),
            tables: rows::tables(&reports, children, page, here),
            zeros: rows::zeros(&reports),
            totals: (first && aggregate).then(|| TotalsView::of(&reports)),
            matrix_href: here.href(&matrix_of(id, 1)),
            pager: PagerView::between(page, children.pages(), here, |page| {
                comparison_of(id, year, page)
            }),
        }
    }
}

fn lead(reports: &YearReports<'_>, children: &Children<'_>) -> String {
    let (parent, year) = (&children.parent.short_name, reports.year);
    let own = match (reports.own_report, reports.own.is_some()) {
        (false, _) => String::new(),
        (true, true) => format!("{parent}自己的报告列在表的最后，不计入合计。"),
        (true, false) => format!("{parent}自己的报告不在表里，也不计入合计。"),
    };
    format!("{parent}所属各单位{year}年政府信息公开工作年度报告里的数据，照各单位自己的报告。{own}")
}
