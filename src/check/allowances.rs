//! Findings that a report lets stand, each with its reason.

use crate::diag::{Diagnostic, Level, Place};
use crate::parse::report::Allowance;
use crate::path::SourcePath;
use crate::text::closest;

use super::rules::RULES;
use super::settings::Settings;

/// Marks what the report allows, and reports allowances that name no rule or
/// no longer match a finding: a stale one would hide the next fault.
pub fn settle(
    file: &SourcePath,
    allow: &[Allowance],
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for allowance in allow {
        let place = Place::span(file, allowance.span.clone());
        if !RULES.iter().any(|rule| rule.id == allowance.rule) {
            let help = match closest(&allowance.rule, RULES.iter().map(|rule| rule.id)) {
                Some(near) => format!("是不是 {near}？"),
                None => "规则的编号见 docs/reference/rules.md".to_owned(),
            };
            let message = format!("没有“{}”这条规则", allowance.rule);
            diagnostics.push(Diagnostic::error("ALLOW", place, message).help(help));
            continue;
        }
        let mut matched = false;
        for diagnostic in diagnostics
            .iter_mut()
            .filter(|one| one.rule == allowance.rule)
        {
            diagnostic.allowed = Some(allowance.reason.clone());
            matched = true;
        }
        if !matched {
            let level = if settings.levels.get(&allowance.rule) == Some(&None) {
                Level::Notice
            } else {
                Level::Warning
            };
            let message = format!("允许了 {}，但已经没有这样的问题", allowance.rule);
            diagnostics.push(Diagnostic::new("ALLOW", level, place, message).help("删掉这一项"));
        }
    }
}
