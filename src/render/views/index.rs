//! The index: every year of a unit's reports, newest first, gaps shown.

use serde::Serialize;

use crate::form::Measure;
use crate::plan::Output;
use crate::portal::{PER_PAGE, Report, Unit, UnitFacts, pages_of};

use super::View;
use super::glance::{GlanceView, disputes_total};
use super::names::{REPORTS, joined, marked, titled};
use super::parts::{DateView, DetailView, PagerView};
use super::site::{About, RenderContext, contact};

#[derive(Debug, Serialize)]
pub struct IndexView {
    pub purpose: String,
    pub contact: Vec<DetailView>,
    pub latest: Option<LatestView>,
    pub rows: Vec<RowView>,
    pub units: Vec<UnitView>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct LatestView {
    pub title: String,
    pub href: String,
    /// 公开日期, or 成文日期 where the source gives no other.
    pub date_label: &'static str,
    pub published: Option<DateView>,
    pub glance: Option<GlanceView>,
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
    pub missing: bool,
}

#[derive(Debug, Serialize)]
pub struct UnitView {
    pub name: String,
    pub href: String,
    pub latest_year: Option<u16>,
    /// Whether the report of that year is a draft.
    pub draft: bool,
    pub count: usize,
}

/// One page, counted from 1. Linear in the unit's years, and for the owner in the units.
pub fn view(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let name = &unit.organization.name;
    let title = match unit.id {
        Some(_) => joined(unit.short_name(), REPORTS),
        None => REPORTS.to_owned(),
    };
    let about = About {
        kind: "index",
        title: titled(&title, page),
        description: titled(&format!("{name}历年政府信息公开工作年度报告。"), page),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: match (page, &unit.id) {
            (1, Some(_)) => unit.short_name().to_owned(),
            (1, None) => REPORTS.to_owned(),
            _ => format!("第{page}页"),
        },
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let hosted = context.children.iter().copied();
    let hosted: Vec<&UnitFacts> = hosted.filter(|child| child.publishes).collect();
    let pages = pages_of(unit.years().len().max(hosted.len()));
    let shown = (page - 1) * PER_PAGE;
    let latest = unit.reports.values().next_back().filter(|_| page == 1);
    let href = |report: &Report| output.path.href(&report.out);
    view.index = Some(IndexView {
        purpose: format!("这里公布{name}历年的政府信息公开工作年度报告。"),
        contact: contact(unit),
        latest: latest.map(|report| LatestView {
            title: marked(&report.title, report.draft),
            href: href(report),
            date_label: if signed_only(report) {
                "成文日期"
            } else {
                "公开日期"
            },
            published: day(report),
            glance: GlanceView::of(report, unit),
        }),
        rows: {
            let years = unit.years().skip(shown).take(PER_PAGE);
            rows(unit, years, &href)
        },
        units: {
            let hosted = hosted.into_iter().skip(shown).take(PER_PAGE);
            hosted.map(|one| listed(one, output)).collect()
        },
        pager: PagerView::of(page, pages, &output.path, &unit.index()),
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
            missing: report.is_none(),
        }
    };
    years.map(row).collect()
}

fn listed(unit: &UnitFacts, output: &Output) -> UnitView {
    let latest = unit.reports.last();
    UnitView {
        name: unit.name.clone(),
        href: output.path.href(&unit.index()),
        latest_year: latest.map(|report| report.year),
        draft: latest.is_some_and(|report| report.draft),
        count: unit.reports.len(),
    }
}

/// The day of publication, else the day of signing.
fn day(report: &Report) -> Option<DateView> {
    report
        .published
        .as_ref()
        .or(report.signed.as_ref())
        .map(DateView::iso)
}

fn signed_only(report: &Report) -> bool {
    report.published.is_none() && report.signed.is_some()
}
