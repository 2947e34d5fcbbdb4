//! What the panel of one page shows, as JSON.

use serde::Serialize;

use crate::diag::{Diagnostic, Level, line_column};
use crate::plan::Subject;
use crate::site::texts::Texts;
use crate::site::{PlannedOutput, Site};

use super::lookup::{Located, lookup};
use super::revision::Revision;

/// More than anybody reads in a panel; the rest is counted.
const MOST: usize = 200;

#[derive(Serialize)]
struct State<'s> {
    site: u64,
    blocked: bool,
    errors: usize,
    warnings: usize,
    infos: usize,
    items: Vec<Item<'s>>,
    /// How many are left out.
    more: usize,
}

#[derive(Serialize)]
struct Item<'s> {
    level: &'static str,
    rule: &'static str,
    file: &'s str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'s str,
    help: Option<&'s str>,
    /// Whether it is about the page that shows it.
    here: bool,
    /// Whether it keeps the newest site from being shown.
    blocks: bool,
}

/// The state for the page at a path. `faults` are what only this page's own
/// rendering says. Linear in findings; reads the files of those it lists.
pub fn state(revision: &Revision, path: &str, faults: &[Diagnostic]) -> String {
    let shown = revision.shown.as_deref();
    let output = shown.and_then(|shown| match lookup(shown, path) {
        Located::PlannedOutput(output) => Some(output),
        _ => None,
    });
    let mut said: Vec<(&Diagnostic, bool, bool)> = faults
        .iter()
        .map(|one| (one, true))
        .chain(revision.said())
        .map(|(one, blocks)| {
            (
                one,
                blocks,
                output.is_some_and(|output| is_about(one, output)),
            )
        })
        .collect();
    let count = |level| said.iter().filter(|(one, ..)| one.level == level).count();
    let (errors, warnings, infos) = (
        count(Level::Error),
        count(Level::Warning),
        count(Level::Info),
    );
    said.sort_by_key(|(one, blocks, here)| (!blocks, !here, one.level));
    let more = said.len().saturating_sub(MOST);
    said.truncate(MOST);
    let site: &Site = &revision.newest;
    let texts = Texts::of(&site.snapshot, said.iter().map(|(one, ..)| *one));
    let items = said.iter().map(|(one, blocks, here)| {
        let text = texts.get(&one.place.file);
        let span = one.place.span.as_ref();
        let at = span
            .zip(text)
            .map(|(span, text)| line_column(text, span.start));
        Item {
            level: one.level.name(),
            rule: one.code.id,
            file: one.place.file.as_str(),
            line: at.map(|at| at.0),
            column: at.map(|at| at.1),
            message: &one.message,
            help: one.help.as_deref(),
            here: *here,
            blocks: *blocks,
        }
    });
    let state = State {
        site: revision.number,
        blocked: revision.is_blocked() || !faults.is_empty(),
        errors,
        warnings,
        infos,
        items: items.collect(),
        more,
    };
    serde_json::to_string(&state).expect("strings and numbers have a JSON")
}

/// Whether a finding is about what this page was made from: a report is a
/// folder, any other page is a file.
fn is_about(one: &Diagnostic, output: PlannedOutput<'_>) -> bool {
    let source = output.output.source.as_str();
    let file = one.place.file.as_str();
    match (output.output.subject, source.rsplit_once('/')) {
        (Subject::Report { .. } | Subject::Superseded { .. }, Some((folder, _))) => file
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/')),
        _ => file == source,
    }
}
