//! Findings that a report lets stand, each with its reason.

use serde::{Deserialize, Serialize};

use crate::diag::codes::ALLOW;
use crate::diag::{Diagnostic, Level, Place};
use crate::parse::report::Allowance;
use crate::path::SourcePath;

use super::codes::{self, find};
use super::rule::Run;
use super::rules::RULES;
use super::settings::Settings;

/// An allowance of a rule that compares units: whether it is stale shows only
/// when all units are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub allowance: Allowance,
    /// The report's data, where the allowance stands.
    pub source: SourcePath,
    /// The report's narrative, where the findings are.
    pub text: SourcePath,
    /// Whether it already allows something.
    pub matched: bool,
}

impl Pending {
    /// Marks what it allows of the findings that comparing units brought, and
    /// adds that it is stale if there is nothing that it allows.
    pub fn settle(&self, settings: &Settings, found: &mut Vec<Diagnostic>) {
        let here = found.iter_mut().filter(|one| one.place.file == self.text);
        if !mark(&self.allowance, here) && !self.matched {
            found.push(stale(&self.source, &self.allowance, settings));
        }
    }
}

/// Marks what the report allows, and reports allowances that name no rule or
/// no longer match a finding: a stale one would hide the next fault. Returns
/// those that can be judged only when all units are known.
pub fn settle(
    source: &SourcePath,
    text: &SourcePath,
    allow: &[Allowance],
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Pending> {
    let mut pending = Vec::new();
    for allowance in allow {
        let Some(code) = find(&allowance.rule) else {
            findings.push(unknown(source, allowance));
            continue;
        };
        let matched = mark(allowance, findings.iter_mut());
        if RULES
            .iter()
            .any(|rule| rule.code == code && matches!(rule.run, Run::Units { .. }))
        {
            pending.push(Pending {
                allowance: allowance.clone(),
                source: source.clone(),
                text: text.clone(),
                matched,
            });
        } else if !matched {
            findings.push(stale(source, allowance, settings));
        }
    }
    pending
}

/// Gives the findings of its rule the reason; whether there were any.
fn mark<'d>(allowance: &Allowance, findings: impl Iterator<Item = &'d mut Diagnostic>) -> bool {
    let mut matched = false;
    for finding in findings.filter(|one| one.code.id == allowance.rule) {
        finding.allowed = Some(allowance.reason.clone());
        matched = true;
    }
    matched
}

fn unknown(source: &SourcePath, allowance: &Allowance) -> Diagnostic {
    let place = Place::span(source, allowance.span.clone());
    let (message, help) = codes::unknown(&allowance.rule);
    Diagnostic::error(&ALLOW, place, message).help(help)
}

fn stale(source: &SourcePath, allowance: &Allowance, settings: &Settings) -> Diagnostic {
    let place = Place::span(source, allowance.span.clone());
    let level = if settings.levels.get(&allowance.rule) == Some(&None) {
        Level::Notice
    } else {
        Level::Warning
    };
    let message = format!("允许了 {}，但已经没有这样的问题", allowance.rule);
    Diagnostic::new(&ALLOW, level, place, message).help("删掉这一项")
}
