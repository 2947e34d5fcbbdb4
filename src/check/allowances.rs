//! Findings that a report lets stand, each with its reason.

use serde::{Deserialize, Serialize};

use crate::diag::codes::ALLOW;
use crate::diag::{Code, Diagnostic, Level, Place};
use crate::parse::report::Allowance;
use crate::path::SourcePath;
use crate::portal::Report;

use super::codes::{adjustable, find};
use super::rule::Run;
use super::rules::run_of;
use super::settings::Settings;

/// An allowance of a rule that looks at more than the unit's files, at other units
/// or at finished pages: whether it is stale shows only after that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub allowance: Allowance,
    /// The report's data, where the allowance stands.
    pub source: SourcePath,
    /// The report's narrative.
    pub text: SourcePath,
    /// Whether it already allows something.
    pub matched: bool,
}

impl Pending {
    /// Marks what it allows of the findings that came later; what is to be said
    /// if there is nothing that it allows.
    pub fn settle(&self, settings: &Settings, found: &mut [Diagnostic]) -> Option<Diagnostic> {
        let code = find(&self.allowance.rule)?;
        let own = |one: &&mut Diagnostic| is_of(&one.place.file, &self.source, &self.text);
        let matched = mark(&self.allowance, code, found.iter_mut().filter(own));
        let is_stale = !matched && !self.matched;
        is_stale.then(|| stale(&self.source, &self.allowance, code, settings))
    }

    /// Whether it allows what rules find in finished pages.
    pub fn is_of_pages(&self) -> bool {
        let run = find(&self.allowance.rule).and_then(run_of);
        matches!(run, Some(Run::Page(_)))
    }
}

/// Whether a file is a report's data, its text or one of its attachments.
fn is_of(file: &SourcePath, source: &SourcePath, text: &SourcePath) -> bool {
    let folder = source.as_str().rsplit_once('/');
    let folder = folder.map_or("", |(folder, _)| folder);
    let inside = || file.as_str().strip_prefix(folder);
    file == source || file == text || inside().is_some_and(|rest| rest.starts_with("/files/"))
}

/// Marks what the report allows among the findings of its unit. What it allows in vain is a
/// fault: a stale allowance would hide the next finding.
pub fn settle(
    report: &Report,
    settings: &Settings,
    findings: &mut [Diagnostic],
    faults: &mut Vec<Diagnostic>,
) -> Vec<Pending> {
    let (source, text) = (&report.source, &report.narrative.file);
    let mut pending = Vec::new();
    for allowance in &report.allow {
        let code = match adjustable(&allowance.rule) {
            Ok(code) => code,
            Err((message, help)) => {
                let place = Place::span(source, allowance.span.clone());
                faults.push(Diagnostic::error(&ALLOW, place, message).help(help));
                continue;
            }
        };
        let own = |one: &&mut Diagnostic| is_of(&one.place.file, source, text);
        let matched = mark(allowance, code, findings.iter_mut().filter(own));
        if matches!(run_of(code), Some(Run::Units { .. } | Run::Page(_))) {
            pending.push(Pending {
                allowance: allowance.clone(),
                source: source.clone(),
                text: text.clone(),
                matched,
            });
        } else if !matched {
            faults.push(stale(source, allowance, code, settings));
        }
    }
    pending
}

/// Gives the findings of a code the reason; whether there were any.
fn mark<'d>(
    allowance: &Allowance,
    code: &Code,
    findings: impl Iterator<Item = &'d mut Diagnostic>,
) -> bool {
    let mut matched = false;
    for finding in findings.filter(|one| one.code == code) {
        finding.allowed = Some(allowance.reason.clone());
        matched = true;
    }
    matched
}

fn stale(
    source: &SourcePath,
    allowance: &Allowance,
    code: &Code,
    settings: &Settings,
) -> Diagnostic {
    let place = Place::span(source, allowance.span.clone());
    let level = if settings.is_off(code) {
        Level::Info
    } else {
        Level::Warning
    };
    let message = format!("允许了 {}，但已经没有这样的问题", allowance.rule);
    Diagnostic::new(&ALLOW, level, place, message).help("删掉这一项")
}
