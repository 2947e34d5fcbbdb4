//! What can be found only when all units are known.

use std::sync::Arc;

use crate::check::{Audit, conclude};
use crate::diag::{self, Diagnostic, Level, Place, any_error, codes};
use crate::path::{OutPath, SourcePath};
use crate::plan::{Output, collisions, enters_units};
use crate::portal::{Draft, body_of};

use super::context::SiteContext;
use super::unit::UnitSummary;

/// Everything found in a site.
#[derive(Debug, Default)]
pub struct SiteFindings {
    /// What is wrong with the files themselves, in reading order. An error
    /// here means that something could not be read, and nothing can be built.
    pub diagnostics: Vec<Diagnostic>,
    /// What the rules found in what was read: in `site.toml`, then unit by unit
    /// and shared with them: a site of thousands must not copy it.
    pub by_unit: Vec<Arc<Vec<Diagnostic>>>,
}

impl SiteFindings {
    /// What the rules found: in `site.toml`, then unit by unit.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.by_unit.iter().flat_map(|findings| findings.iter())
    }

    /// Whether the rules found an error that no report allows.
    pub fn has_open_error(&self) -> bool {
        self.by_unit.iter().any(|findings| any_error(findings))
    }

    /// Diagnostics and findings in reading order.
    pub fn all(&self) -> Vec<Diagnostic> {
        let mut all = self.diagnostics.clone();
        all.extend(self.findings().cloned());
        diag::sort(&mut all);
        all
    }
}

/// Puts together what the units say, the owner first and then by id. Linear
/// in units and sections.
pub fn conclude_site(context: &SiteContext, units: &[&UnitSummary]) -> SiteFindings {
    let mut diagnostics = context.diagnostics.clone();
    for unit in units {
        diagnostics.extend_from_slice(&unit.diagnostics);
        let lost = unit.cross_unit_links.iter();
        let lost = lost.filter(|link| find(context, units, &link.page).is_none());
        diagnostics.extend(lost.map(|link| link.lost(drafts_of(units, &link.page))));
    }
    diagnostics.extend(clashes(context, units));
    let reports = |one: &&UnitSummary| {
        one.listing
            .as_ref()
            .map_or(0, |listing| listing.years.len())
    };
    // A report that could not be read is there, and is reported already; so
    // is a folder that is no site.
    let refused = |one: &Diagnostic| {
        let file = one.place.file.as_str();
        let unread = file == "site.toml" && one.place.span.is_none();
        one.level == Level::Error && (unread || file.contains("/reports/"))
    };
    let none = units.iter().map(reports).sum::<usize>() == 0;
    if none && !diagnostics.iter().any(refused) {
        diagnostics.push(nothing_to_publish(
            units.iter().any(|unit| unit.drafts_only),
        ));
    }
    diag::sort(&mut diagnostics);
    diagnostics.dedup();
    let audits: Vec<&Audit> = units.iter().map(|unit| &unit.audit).collect();
    let mut by_unit = vec![Arc::clone(&context.findings)];
    by_unit.extend(conclude(&audits, &context.settings));
    SiteFindings {
        diagnostics,
        by_unit,
    }
}

/// The output of this path, wherever in the site it belongs. Logarithmic.
pub fn find<'e>(
    context: &'e SiteContext,
    units: &[&'e UnitSummary],
    path: &OutPath,
) -> Option<&'e Output> {
    let site = &context.outputs;
    if let Ok(at) = site.binary_search_by(|output| output.path.cmp(path)) {
        return Some(&site[at]);
    }
    let id = body_of(path);
    let at = units.binary_search_by(|unit| unit.id.cmp(&id)).ok()?;
    units[at].find(path)
}

/// The drafts of the unit in whose folder an output lies.
fn drafts_of<'e>(units: &[&'e UnitSummary], path: &OutPath) -> &'e [Draft] {
    let id = body_of(path);
    let at = units.binary_search_by(|unit| unit.id.cmp(&id));
    at.map_or(&[], |at| &units[at].drafts)
}

/// Outputs of the site that meet those of the owner or of a hosted unit.
pub fn clashes(context: &SiteContext, units: &[&UnitSummary]) -> Vec<Diagnostic> {
    let owner = units.first().map_or(&[][..], |owner| &owner.outputs);
    let above = context.outputs.iter().chain(owner);
    if above.clone().any(enters_units) {
        let hosted = units.iter().skip(1).flat_map(|unit| &unit.outputs);
        collisions(above.chain(hosted))
    } else {
        collisions(above)
    }
}

fn nothing_to_publish(drafts_only: bool) -> Diagnostic {
    let content = SourcePath::new("content").expect("a fixed name is a valid path");
    let (message, help) = if drafts_only {
        (
            "年度报告都还是草稿，没有可以发布的",
            "填好一份，删去它的 report.yaml 里“草稿”一行；加上 --drafts 可以先检查、预览草稿",
        )
    } else {
        (
            "还没有年度报告",
            "在 content/reports/年份/ 里放 report.yaml 和 report.md",
        )
    };
    Diagnostic::error(&codes::SITE, Place::file(&content), message).help(help)
}
