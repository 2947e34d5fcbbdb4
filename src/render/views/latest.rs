//! The newest report of a unit, with its figures.

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::{Report, Unit};

use super::glance::GlanceView;
use super::names::marked;
use super::parts::DateView;

#[derive(Debug, Serialize)]
pub struct LatestView {
    pub title: String,
    pub href: String,
    /// 公开日期, or 成文日期 where the source gives no other.
    pub date_label: &'static str,
    pub published: Option<DateView>,
    pub glance: Option<GlanceView>,
    /// 历年变化, if there is one.
    pub years_href: Option<String>,
}

impl LatestView {
    /// `None` if the unit has no report.
    pub fn of(unit: &Unit, here: &OutPath) -> Option<Self> {
        let report = unit.reports.values().next_back()?;
        Some(Self {
            title: marked(&report.title, report.draft),
            href: here.href(&report.out),
            date_label: if signed_only(report) {
                "成文日期"
            } else {
                "公开日期"
            },
            published: day(report),
            glance: GlanceView::of(report, unit),
            years_href: unit.years_page().map(|out| here.href(&out)),
        })
    }
}

/// The day of publication, else the day of signing.
pub fn day(report: &Report) -> Option<DateView> {
    let day = report.published.as_ref().or(report.signed.as_ref());
    day.map(DateView::moment)
}

/// Whether the day of signing is the only one that is known.
pub fn signed_only(report: &Report) -> bool {
    report.published.is_none() && report.signed.is_some()
}
