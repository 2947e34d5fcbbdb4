//! The audit before the audit: every rule over every report.
//!
//! `RULES` is the registry; a rule is one file in `rules/`. The engine runs
//! them, weighs what they find by the site's settings, and sets aside what a
//! report allows with a reason.

pub mod arithmetic;
pub mod bodies;
pub mod claims;
pub mod clauses;
pub mod dates;
pub mod finding;
pub mod fix;
pub mod labels;
pub mod numbers;
pub mod ordinals;
pub mod page;
pub mod reference;
pub mod rule;
pub mod rules;
pub mod scope;
pub mod settings;
pub mod sums;
pub mod tallies;

mod allowances;

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::path::SourcePath;
use crate::plan::{Kind, Output};
use crate::portal::{Portal, Report, Unit};
use crate::snapshot::Snapshot;

use finding::Finding;
use rule::{Mark, Rule, Run};
use rules::RULES;
use scope::{PageScope, PortalScope, ReportScope};
use settings::Settings;

/// Checks the whole portal. Linear in the reports: each is looked at with at
/// most the one before it, and the portal's rules sort once.
pub fn check(portal: &Portal, snapshot: &Snapshot, settings: &Settings) -> Vec<Diagnostic> {
    let reports: Vec<(&Unit, &Report)> = portal.reports().collect();
    let scope = PortalScope { portal, settings };
    let mut of_portal = run(settings, |rule, findings| {
        if let Run::Portal(check) = rule.run {
            check(&scope, findings);
        }
    });
    // A report may allow what the portal's rules say about its files too.
    let files = reports
        .iter()
        .flat_map(|(_, report)| [&report.source, &report.narrative.file]);
    let files: HashSet<&SourcePath> = if of_portal.is_empty() {
        HashSet::new()
    } else {
        files.collect()
    };
    let mut of_reports: HashMap<SourcePath, Vec<Diagnostic>> = HashMap::new();
    for one in of_portal.extract_if(.., |one| files.contains(&one.place.file)) {
        let file = one.place.file.clone();
        of_reports.entry(file).or_default().push(one);
    }
    let found: Vec<Vec<Diagnostic>> = reports
        .par_iter()
        .map(|(unit, report)| {
            let scope = ReportScope::new(portal, unit, report, settings, snapshot);
            let mut diagnostics = run(settings, |rule, findings| {
                if let Run::Report(check) = rule.run {
                    check(&scope, findings);
                }
            });
            let mut files = vec![&report.source, &report.narrative.file];
            files.dedup();
            let more = files.into_iter().filter_map(|file| of_reports.get(file));
            diagnostics.extend(more.flatten().cloned());
            allowances::settle(report, settings, &mut diagnostics);
            diagnostics
        })
        .collect();
    of_portal.extend(found.into_iter().flatten());
    of_portal
}

/// Checks a finished page; what it finds points at the page's source.
pub fn check_page(html: &[u8], output: &Output, settings: &Settings) -> Vec<Diagnostic> {
    let html = String::from_utf8_lossy(html);
    let scope = PageScope {
        html: &html,
        out: &output.path,
        source: &output.source,
        is_report: matches!(output.kind, Kind::Report { .. }),
    };
    run(settings, |rule, findings| {
        if let Run::Page(check) = rule.run {
            check(&scope, findings);
        }
    })
}

/// Lets every rule that is not turned off look, and weighs what it finds.
fn run(settings: &Settings, look: impl Fn(&'static Rule, &mut Vec<Finding>)) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut findings = Vec::new();
    for rule in RULES {
        if settings.levels.get(rule.id) == Some(&None) {
            continue;
        }
        look(rule, &mut findings);
        diagnostics.extend(
            findings
                .drain(..)
                .map(|finding| weigh(rule, finding, settings)),
        );
    }
    diagnostics
}

/// A finding with its rule's id, level and basis.
fn weigh(rule: &'static Rule, finding: Finding, settings: &Settings) -> Diagnostic {
    let stated = settings.levels.get(rule.id).copied().flatten();
    let level = stated.or(finding.level).unwrap_or(rule.level);
    let mut diagnostic =
        Diagnostic::new(rule.id, level, finding.place, finding.message).help(finding.help);
    diagnostic.also = finding.also;
    diagnostic.cells = finding.cells;
    diagnostic.edits = finding.edits;
    // What is only remembered or derived is never shown as a requirement.
    diagnostic.basis = (rule.basis.mark == Mark::Verified).then_some(rule.basis.text);
    diagnostic
}
