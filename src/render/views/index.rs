//! The list of a unit's reports: every year, newest first, gaps shown.

use serde::Serialize;

use crate::form::Measure;
use crate::plan::Output;
use crate::portal::{PER_PAGE, Report, Unit, pages_of};

use super::View;
use super::context::RenderContext;
use super::glance::disputes_total;
use super::latest::{LatestView, day, signed_only};
use super::names::{REPORTS, marked, titled};
use super::parts::{DateView, DetailView, PagerView};
use super::site::{About, contact};

#[derive(Debug, Serialize)]
pub struct IndexView {
    pub purpose: String,
    pub contact: Vec<DetailView>,
    pub latest: Option<LatestView>,
    pub rows: Vec<RowView>,
    pub pager: Option<PagerView>,
    /// 数据下载.
    pub data_href: Option<String>,
}

/// One year. The numbers are text: an unknown one is null, never 0.
#[derive(Debug, Serialize)]
pub struct RowView {
    pub year: u16,
    /// What it is called among the others: 2025年年报.
    pub name: String,
    pub title: Option<String>,
    pub href: Option<String>,
    pub published: Option<DateView>,
    /// Whether the date is the day of signing, the only one that is known.
    pub signed_only: bool,
    pub received: Option<String>,
    pub concluded: Option<String>,
    pub disputes: Option<String>,
    pub draft: bool,
    pub missing: bool,
}

/// One page, counted from 1. Linear in the unit's years.
pub fn view(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let name = &unit.organization.name;
    let first = context.front().reports(unit);
    let about = About {
        kind: "index",
        title: titled(REPORTS, page),
        description: titled(&format!("{name}历年政府信息公开工作年度报告。"), page),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: match page {
            1 => REPORTS.to_owned(),
            _ => format!("第{page}页"),
        },
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let years = unit.years().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    view.index = Some(IndexView {
        purpose: format!("这里公布{name}历年的政府信息公开工作年度报告。"),
        contact: contact(unit),
        latest: LatestView::of(unit, &output.path).filter(|_| page == 1),
        rows: rows(unit, years, &|report| output.path.href(&report.out)),
        data_href: context.data().map(|out| output.path.href(&out)),
        pager: PagerView::of(page, pages_of(unit.years().len()), &output.path, &first),
    });
    view
}

fn rows(
    unit: &Unit,
    years: impl Iterator<Item = u16>,
    href: &dyn Fn(&Report) -> String,
) -> Vec<RowView> {
    let row = |year: u16| {
        let report = unit.reports.get(&year);
        let number = |measure| report?.count(measure).map(|n| n.to_string());
        let disputes = report.and_then(disputes_total);
        RowView {
            year,
            name: marked(
                &format!("{year}年年报"),
                report.is_some_and(|report| report.draft),
            ),
            title: report.map(|report| marked(&report.title, report.draft)),
            href: report.map(href),
            published: report.and_then(day),
            signed_only: report.is_some_and(signed_only),
            received: number(Measure::Received),
            concluded: number(Measure::Concluded),
            disputes: disputes.map(|n| n.to_string()),
            draft: report.is_some_and(|report| report.draft),
            missing: report.is_none(),
        }
    };
    years.map(row).collect()
}
