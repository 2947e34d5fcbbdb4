//! Documents to the portal: what each file of a unit means among the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::organization::OrganizationDoc;
use crate::path::SourcePath;

use super::addresses::folder;
use super::columns::build;
use super::docs::{CopyFile, Docs, PageFile, ReportFiles};
use super::drafts::{Documents, Draft, is_draft};
use super::layout::UnitId;
use super::linker::{Attachments, Linker};
use super::links::{Outline, Targets};
use super::recorded::{Kept, taken};
use super::versions::add_versions;
use super::{Copy, Unit};

/// A unit with everything linked that its own files decide.
#[derive(Debug)]
pub struct Linked {
    /// `None` if nothing says whose files these are.
    pub unit: Option<Unit>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether a link looks for a file of another unit: what became of it
    /// then depends on more than this unit's files.
    pub links_to_other_units: bool,
    /// Whether the unit has reports, but drafts only.
    pub drafts_only: bool,
    /// Its drafts and what is held back with them.
    pub drafts: Vec<Draft>,
}

/// Links the documents of one unit. With `drafts`, pages marked as drafts are
/// kept. `owner` is the unit of `site.toml`, where it is the owner's turn.
/// Linear in the files, but for sorted look-ups.
pub fn link(
    id: UnitId,
    docs: Docs,
    owner: Option<&OrganizationDoc>,
    outline: &Outline<'_>,
    drafts: bool,
) -> Linked {
    let mut diagnostics = Vec::new();
    let Docs {
        organization,
        mut reports,
        mut pages,
        mut copies,
    } = docs;
    let kept = taken(&mut reports, &mut copies, &mut diagnostics);
    let drafts_only = !reports.is_empty();
    let documents = Documents {
        unit: &id,
        reports: &reports,
        pages: &pages,
    };
    let mut found = documents.drafts();
    if !drafts && !found.is_empty() {
        let (held, asked) = documents.attachments(&copies);
        diagnostics.extend(asked);
        let held_files: BTreeSet<&SourcePath> = held.iter().map(|one| &one.file).collect();
        copies.retain(|copy| !held_files.contains(&copy.file));
        found.extend(held);
        reports.retain(|_, files| !is_draft(files));
        pages.retain(|page| !page.doc.draft);
    }
    let drafts_only = drafts_only && reports.is_empty();
    let targets = targets(&reports, &pages, &copies, outline);
    let organization = owner.cloned().or(organization);
    if organization.is_none() {
        diagnostics.extend(without_unit(&id, &reports, &pages, &copies));
    }
    let documents = (reports, pages, copies, kept);
    let unit = organization
        .map(|organization| unit(id, organization, documents, &targets, &mut diagnostics));
    Linked {
        links_to_other_units: unit.is_some() && targets.looked_out.get(),
        unit,
        diagnostics,
        drafts_only,
        drafts: found,
    }
}

/// A unit with its documents linked.
fn unit(
    id: UnitId,
    organization: OrganizationDoc,
    (reports, pages, copies, mut kept): (
        BTreeMap<u16, ReportFiles>,
        Vec<PageFile>,
        Vec<CopyFile>,
        Kept,
    ),
    targets: &Targets<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Unit {
    let attachments = Attachments::of(&copies);
    let linker = Linker {
        id: &id,
        organization: &organization,
        targets,
        attachments: &attachments,
    };
    let reports = reports.into_iter().filter_map(|(year, files)| {
        let mut report = linker.report(year, files, diagnostics)?;
        if let Some(kept) = kept.remove(&year) {
            add_versions(&linker, &mut report, *kept, diagnostics);
        }
        Some((year, report))
    });
    let reports = reports.collect();
    let attached = |file: &SourcePath| attachments.of_page(file);
    let (pages, lists) = build(&id, &organization, pages, targets, &attached, diagnostics);
    let copies = copies.into_iter();
    let copies = copies.map(|CopyFile { file, out, size }| Copy { file, out, size });
    Unit {
        id,
        organization,
        reports,
        pages,
        lists,
        copies: copies.collect(),
    }
}

/// What the unit publishes, as links may name it.
fn targets<'o>(
    reports: &BTreeMap<u16, ReportFiles>,
    pages: &[PageFile],
    copies: &[CopyFile],
    outline: &'o Outline<'o>,
) -> Targets<'o> {
    let of_reports = reports.values().flat_map(|files| {
        let data = files.data.as_ref().map(|(file, _)| file);
        data.into_iter()
            .chain(files.text.as_ref().map(|(file, _)| file))
    });
    let files = of_reports
        .chain(pages.iter().map(|page| &page.file))
        .chain(copies.iter().map(|copy| &copy.file));
    Targets::new(files.cloned().collect(), outline)
}

/// What is said of each report, or else of one file, if nothing says whose it is.
fn without_unit(
    id: &UnitId,
    reports: &BTreeMap<u16, ReportFiles>,
    pages: &[PageFile],
    copies: &[CopyFile],
) -> Vec<Diagnostic> {
    let sources = reports
        .values()
        .filter_map(|files| Some(&files.data.as_ref()?.0));
    let sources = sources.chain(pages.first().map(|page| &page.file));
    let mut sources: Vec<&SourcePath> = sources.collect();
    if sources.is_empty() {
        sources.extend(copies.first().map(|copy| &copy.file));
    }
    let folder = folder(id);
    let message = format!("content/{folder} 里没有能用的 unit.yaml");
    let without = sources.into_iter().map(|file| {
        Diagnostic::error(&codes::ORG, Place::file(file), message.as_str())
            .help("在那里建 unit.yaml，写  名称: 单位全称")
    });
    without.collect()
}
