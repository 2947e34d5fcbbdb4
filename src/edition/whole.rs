//! What can be said only when all bodies are known.

use std::sync::Arc;

use crate::check::{Audit, conclude};
use crate::diag::{self, Diagnostic, Level, Place, any_error};
use crate::path::{OutPath, SourcePath};
use crate::plan::{Output, collisions, enters_units};
use crate::portal::{Draft, body_of};

use super::chapter::Summary;
use super::masthead::Masthead;

/// Everything found in an edition.
#[derive(Debug, Default)]
pub struct Found {
    /// What is wrong with the files themselves, in reading order. An error
    /// here means that something could not be read, and nothing can be built.
    pub diagnostics: Vec<Diagnostic>,
    /// What the rules found in what was read: in `site.toml`, then body by body
    /// and shared with them: an edition among thousands must not copy it.
    pub by_body: Vec<Arc<Vec<Diagnostic>>>,
}

impl Found {
    /// What the rules found: in `site.toml`, the owner's, then body by body.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.by_body.iter().flat_map(|findings| findings.iter())
    }

    /// Whether the rules found an error that no report allows.
    pub fn has_open_error(&self) -> bool {
        self.by_body.iter().any(|findings| any_error(findings))
    }

    /// Diagnostics and findings in reading order.
    pub fn all(&self) -> Vec<Diagnostic> {
        let mut all = self.diagnostics.clone();
        all.extend(self.findings().cloned());
        diag::sort(&mut all);
        all
    }
}

/// Puts together what the bodies say, the owner first and then by id. Linear
/// in bodies and sections.
pub fn conclude_all(masthead: &Masthead, bodies: &[&Summary]) -> Found {
    let mut diagnostics = masthead.diagnostics.clone();
    for body in bodies {
        diagnostics.extend_from_slice(&body.diagnostics);
        let lost = body.reaches.iter();
        let lost = lost.filter(|reach| find(masthead, bodies, &reach.page).is_none());
        diagnostics.extend(lost.map(|reach| reach.lost(drafts_of(bodies, &reach.page))));
    }
    diagnostics.extend(clashes(masthead, bodies));
    let reports = |one: &&Summary| one.body.as_ref().map_or(0, |body| body.years.len());
    // A report that could not be read is there, and is reported already; so
    // is a folder that is no site.
    let refused = |one: &Diagnostic| {
        let file = one.place.file.as_str();
        let unread = file == "site.toml" && one.place.span.is_none();
        one.level == Level::Error && (unread || file.contains("/reports/"))
    };
    let none = bodies.iter().map(reports).sum::<usize>() == 0;
    if none && !diagnostics.iter().any(refused) {
        diagnostics.push(nothing_to_publish(
            bodies.iter().any(|body| body.drafts_only),
        ));
    }
    diag::sort(&mut diagnostics);
    diagnostics.dedup();
    let audits: Vec<&Audit> = bodies.iter().map(|body| &body.audit).collect();
    let mut by_body = vec![Arc::clone(&masthead.findings)];
    by_body.extend(conclude(&audits, &masthead.settings));
    Found {
        diagnostics,
        by_body,
    }
}

/// The output of this path, wherever in the site it belongs. Logarithmic.
pub fn find<'e>(
    masthead: &'e Masthead,
    bodies: &[&'e Summary],
    path: &OutPath,
) -> Option<&'e Output> {
    let site = &masthead.outputs;
    if let Ok(at) = site.binary_search_by(|output| output.path.cmp(path)) {
        return Some(&site[at]);
    }
    let id = body_of(path);
    let at = bodies.binary_search_by(|body| body.id.cmp(&id)).ok()?;
    bodies[at].find(path)
}

/// The drafts of the body in whose folder an output lies.
fn drafts_of<'e>(bodies: &[&'e Summary], path: &OutPath) -> &'e [Draft] {
    let id = body_of(path);
    let at = bodies.binary_search_by(|body| body.id.cmp(&id));
    at.map_or(&[], |at| &bodies[at].drafts)
}

/// Outputs of the site that meet those of the owner or of a hosted body.
pub fn clashes(masthead: &Masthead, bodies: &[&Summary]) -> Vec<Diagnostic> {
    let owner = bodies.first().map_or(&[][..], |owner| &owner.outputs);
    let above = masthead.outputs.iter().chain(owner);
    if above.clone().any(enters_units) {
        let hosted = bodies.iter().skip(1).flat_map(|body| &body.outputs);
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
    Diagnostic::error("SITE", Place::file(&content), message).help(help)
}
