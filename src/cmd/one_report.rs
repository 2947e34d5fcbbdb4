//! The one report that a command is about.

use crate::diag::terminal::summary;
use crate::diag::{Diagnostic, Level};
use crate::portal::{Report, Unit};
use crate::prose::closest;
use crate::site::Site;
use crate::site::texts::Texts;

use super::console::streams;
use super::findings::Findings;

/// Which report is asked for, and what is not done if there is none.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub year: u16,
    pub unit: Option<&'a str>,
    /// Such as 导出.
    pub act: &'static str,
}

/// The report that is asked for; `Err` says why there is none.
pub fn find<'s>(site: &'s Site, asked: Asked<'_>) -> Result<(&'s Unit, &'s Report), String> {
    let act = asked.act;
    let units = || site.checked_units.iter();
    let checked = units().find(|one| one.summary.id.as_deref() == asked.unit);
    let Some(checked) = checked else {
        let id = asked.unit.unwrap_or_default();
        let known = units().filter_map(|one| one.summary.id.as_deref());
        return Err(match closest(id, known) {
            Some(near) => format!("没有{act}：没有代号是 {id} 的单位，是不是 {near}？"),
            None => format!("没有{act}：content/units 里没有 {id} 这个单位"),
        });
    };
    let Some(unit) = &checked.unit else {
        return Err(format!(
            "没有{act}：站点读不出来。运行 gongkai check 看是哪里"
        ));
    };
    let report = unit.reports.get(&asked.year);
    report.map_or_else(
        || Err(missing(site, unit, asked)),
        |report| Ok((unit, report)),
    )
}

/// Why there is no report of the year.
fn missing(site: &Site, unit: &Unit, asked: Asked<'_>) -> String {
    let Asked { year, act, .. } = asked;
    let place = format!("reports/{year}/");
    let mut drafts = site
        .checked_units
        .iter()
        .flat_map(|one| &one.summary.drafts);
    if drafts.any(|draft| draft.file.as_str().contains(&place)) {
        return match act {
            "导出" => format!("没有{act}：{year} 年的年报还是草稿。要先看一看，加 --drafts"),
            _ => format!("没有{act}：{year} 年的年报还是草稿。定稿以后删去“草稿”一行，再来"),
        };
    }
    let years = unit.reports.keys().map(u16::to_string);
    let years = years.collect::<Vec<_>>().join("、");
    match years.is_empty() {
        true => format!("没有{act}：{} 还没有年报", unit.organization.name),
        false => format!("没有{act}：没有 {year} 年的年报，有的是 {years}"),
    }
}

/// Whether a finding is about a report: about a file of its folder.
pub fn is_of(one: &Diagnostic, report: &Report) -> bool {
    one.place.file.as_str().starts_with(report.folder())
}

/// Shows what has to be mended in a report first; how much that is, in words. `None` if
/// there is nothing.
pub fn open_errors(site: &Site, found: &[&Diagnostic], texts: &Texts) -> Option<String> {
    let is_open = |one: &&Diagnostic| one.level == Level::Error && one.allowed.is_none();
    let open: Vec<&Diagnostic> = found.iter().copied().filter(is_open).collect();
    if open.is_empty() {
        return None;
    }
    let findings = Findings {
        units: &site.found.units,
        texts,
        notices: false,
    };
    let counts = summary(open.iter().copied());
    findings.show(open, streams::err());
    Some(counts)
}
