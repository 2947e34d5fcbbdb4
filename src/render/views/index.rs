//! The index: every year of a unit's reports, newest first, gaps shown.

use serde::Serialize;

use crate::form::Measure;
use crate::plan::Output;
use crate::portal::{Report, Unit, UnitListing};

use super::View;
use super::glance::{GlanceView, disputes_total};
use super::parts::{DateView, DetailView};
use super::site::{About, REPORTS, RenderContext, contact, marked};

#[derive(Debug, Serialize)]
pub struct IndexView {
    pub purpose: String,
    pub contact: Vec<DetailView>,
    pub latest: Option<LatestView>,
    pub rows: Vec<RowView>,
    pub units: Vec<UnitView>,
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

/// Linear in the unit's years, and for the owner in the units.
pub fn view(output: &Output, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let name = &unit.organization.name;
    let description = format!("{name}历年政府信息公开工作年度报告。");
    let about = About {
        kind: "index",
        title: if unit.id.is_some() {
            format!("{}{REPORTS}", unit.short_name())
        } else {
            REPORTS.to_owned()
        },
        description,
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: if unit.id.is_some() {
            unit.short_name().to_owned()
        } else {
            REPORTS.to_owned()
        },
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let href = |report: &Report| output.path.href(&report.out);
    view.index = Some(IndexView {
        purpose: format!("这里公布{name}历年的政府信息公开工作年度报告。"),
        contact: contact(unit),
        latest: unit.reports.values().next_back().map(|report| LatestView {
            title: marked(&report.title, report.draft),
            href: href(report),
            date_label: if signed_only(report) {
                "成文日期"
            } else {
                "公开日期"
            },
            published: day(report),
            glance: GlanceView::of(report),
        }),
        rows: rows(unit, &href),
        units: if unit.id.is_none() {
            units(output, context)
        } else {
            Vec::new()
        },
    });
    view
}

fn rows(unit: &Unit, href: &dyn Fn(&Report) -> String) -> Vec<RowView> {
    let (Some(first), Some(last)) = (unit.reports.keys().next(), unit.reports.keys().next_back())
    else {
        return Vec::new();
    };
    let row = |year: u16| {
        let report = unit.reports.get(&year);
        let number = |measure| report?.count(measure).map(|n| n.to_string());
        let disputes = report.and_then(disputes_total);
        RowView {
            year,
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
    (*first..=*last).rev().map(row).collect()
}

fn units(output: &Output, context: &RenderContext<'_>) -> Vec<UnitView> {
    let hosted = context.units.iter().filter(|body| body.publishes);
    let view = |body: &UnitListing| UnitView {
        name: body.name.clone(),
        href: output.path.href(&body.index),
        latest_year: body.years.last().copied(),
        draft: body
            .years
            .last()
            .is_some_and(|year| body.draft_years.contains(year)),
        count: body.years.len(),
    };
    hosted.map(view).collect()
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
