//! What a page says of versions: of the current one what was corrected, of an older one that
//! it is not the current one.

use serde::Serialize;

use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{Change, Correction, Report};

use super::context::RenderContext;
use super::parts::DateView;

/// What was corrected last in a report.
#[derive(Debug, Serialize)]
pub struct CorrectedView {
    pub date: DateView,
    pub reason: String,
    pub changes: Vec<ChangedView>,
    /// How much more there is in the list of all corrections.
    pub more: Option<String>,
    /// The version before.
    pub before_href: Option<String>,
    /// The list of all corrections.
    pub all_href: Option<String>,
}

/// What the version before said, and what this one says; null where it says nothing.
#[derive(Debug, Serialize)]
pub struct ChangedView {
    pub what: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// That a page has an older version of a report.
#[derive(Debug, Serialize)]
pub struct SupersededView {
    pub text: String,
    /// The current version.
    pub href: String,
}

/// The most changes that a report's own page lists.
const MOST: usize = 6;

/// How many characters of a sentence it shows.
const WORDS: usize = 60;

impl CorrectedView {
    /// `None` if nothing was corrected.
    pub fn of(report: &Report, output: &Output, context: &RenderContext<'_>) -> Option<Self> {
        let last = report.corrections.last()?;
        let here = &output.path;
        let mut more = Vec::new();
        if last.changes.len() > MOST {
            more.push(format!("这次一共改了{}处", last.changes.len()));
        }
        if report.corrections.len() > 1 {
            more.push(format!("此前还更正过{}次", report.corrections.len() - 1));
        }
        let all = context.corrections().map(|out| here.href(&out));
        Some(Self {
            date: DateView::iso(&last.date),
            reason: last.reason.clone(),
            changes: shown(last).take(MOST).collect(),
            more: (!more.is_empty()).then(|| format!("{}，全部更正里都列出来。", more.join("；"))),
            before_href: before(report, last.version).map(|out| here.href(out)),
            all_href: all,
        })
    }
}

/// The page of the version that a correction took the place of.
pub fn before(report: &Report, version: u16) -> Option<&OutPath> {
    let mut versions = report.superseded.iter();
    let before = versions.find(|one| one.version.map(|one| one + 1) == Some(version));
    before.map(|one| &one.out)
}

/// The changes as a report's own page shows them: of sentences only what differs.
fn shown(correction: &Correction) -> impl Iterator<Item = ChangedView> + '_ {
    correction.changes.iter().map(|change| {
        let [old, new] = change.excerpts(WORDS);
        let what = change.what.clone();
        ChangedView { what, old, new }
    })
}

impl ChangedView {
    pub fn of(change: &Change) -> Self {
        Self {
            what: change.what.clone(),
            old: change.old.clone(),
            new: change.new.clone(),
        }
    }
}

impl SupersededView {
    /// `None` if there is no later version.
    pub fn of(current: &Report, version: u16, output: &Output) -> Option<Self> {
        let mut corrections = current.corrections.iter();
        let next = corrections.find(|one| one.version == version + 1)?;
        let date = next.date.chinese();
        Some(Self {
            text: format!("这是更正前的第{version}版，{date}已经更正，只供查考。"),
            href: output.path.href(&current.out),
        })
    }
}
