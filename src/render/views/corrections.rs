//! 年报更正: what was corrected in the published reports of a unit and of those below it.

use std::cmp::Reverse;

use serde::Serialize;

use crate::plan::Output;
use crate::portal::{CorrectionFacts, PER_PAGE, UnitFacts, corrections_of, pages_of};

use super::View;
use super::context::RenderContext;
use super::names::{REPORTS, joined, titled};
use super::notices::{ChangedView, before};
use super::parts::{DateView, PagerView};
use super::site::About;

/// What the page is called among the others.
const CORRECTIONS: &str = "年报更正";

#[derive(Debug, Serialize)]
pub struct CorrectionsView {
    pub purpose: String,
    pub entries: Vec<EntryView>,
    pub pager: Option<PagerView>,
}

/// One correction of one report.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// What links on the page lead to.
    pub id: String,
    pub date: DateView,
    pub title: String,
    /// The report as it is now.
    pub href: String,
    pub reason: String,
    /// What was there before and what is there now, if the report is the unit's own.
    pub changes: Vec<ChangedView>,
    /// How many places they are, where the report's own page lists them.
    pub count: Option<String>,
    /// The version before, if the report is the unit's own.
    pub before_href: Option<String>,
}

/// One page, counted from 1. Linear in the corrections but for sorting.
pub fn view(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let mut all = UnitFacts::of(unit).above(context.children).corrections;
    all.sort_by_cached_key(|one| {
        (
            Reverse(one.date.clone()),
            one.out.clone(),
            Reverse(one.version),
        )
    });
    let name = &unit.organization.name;
    let whose = match context.children {
        [] => name.clone(),
        _ => format!("{name}和下属单位"),
    };
    let purpose = format!(
        "{whose}的年报公开以后更正过的地方，每一处都写明原来的和现在的，原来的版本也留在网上。"
    );
    let about = About {
        kind: "corrections",
        title: titled(&joined(name, "政府信息公开年报更正"), page),
        description: titled(&purpose, page),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: titled(CORRECTIONS, page),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let first = corrections_of(&unit.id, 1);
    let pager = PagerView::of(page, pages_of(all.len()), &output.path, &first);
    let shown = all.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    view.corrections = Some(CorrectionsView {
        purpose,
        entries: shown.map(|one| entry(one, output, context)).collect(),
        pager,
    });
    view
}

fn entry(facts: &CorrectionFacts, output: &Output, context: &RenderContext<'_>) -> EntryView {
    let unit = context.unit;
    let own = unit.reports.values().filter(|_| facts.unit == unit.id);
    let own = own.into_iter().find(|report| report.out == facts.out);
    let correction = own.and_then(|report| {
        let mut corrections = report.corrections.iter();
        corrections.find(|one| one.version == facts.version)
    });
    let changes = correction.map(|one| one.changes.iter().map(ChangedView::of).collect());
    let before = own.and_then(|report| before(report, facts.version));
    let count = format!("改了{}处，报告的网页上写明。", facts.changes);
    // A unit's own pages are the same wherever it is hosted.
    let id = match &facts.unit {
        Some(other) if facts.unit != unit.id => format!("{other}-{}", number(facts)),
        _ => format!("c-{}", number(facts)),
    };
    EntryView {
        id,
        date: DateView::iso(&facts.date),
        title: facts.title.clone(),
        href: output.path.href(&facts.out),
        reason: facts.reason.clone(),
        count: correction.is_none().then_some(count),
        changes: changes.unwrap_or_default(),
        before_href: before.map(|out| output.path.href(out)),
    }
}

/// The year and the version, as they stand in an address.
fn number(facts: &CorrectionFacts) -> String {
    format!("{}-v{}", facts.year, facts.version)
}
