//! Documents to the portal: what each file of a unit means among the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Place, codes};
use crate::form::Form;
use crate::parse::markdown::Heading;
use crate::parse::organization::OrganizationDoc;
use crate::parse::report::ReportDoc;
use crate::path::SourcePath;
use crate::prose::alike;

use super::addresses::{folder, report_out};
use super::columns::build;
use super::docs::{CopyFile, Docs, PageFile, ReportFiles};
use super::drafts::{Documents, Draft, is_draft};
use super::layout::UnitId;
use super::links::{Outline, Targets};
use super::{Attachment, Copy, Grid, Report, TitleFrom, Unit};
use crate::report::narrative::fit;

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
    let documents = (reports, pages, copies);
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
    (reports, pages, copies): (BTreeMap<u16, ReportFiles>, Vec<PageFile>, Vec<CopyFile>),
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
        let report = linker.report(year, files, diagnostics)?;
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

/// What the reports of one unit are linked with.
struct Linker<'l> {
    id: &'l UnitId,
    organization: &'l OrganizationDoc,
    targets: &'l Targets<'l>,
    attachments: &'l Attachments,
}

impl Linker<'_> {
    fn report(
        &self,
        year: u16,
        files: ReportFiles,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Report> {
        let Some((source, doc)) = files.data else {
            if let Some((file, _)) = files.text.filter(|_| !files.broken) {
                let help = "在同一个文件夹里建 report.yaml，写明年度和三张表";
                let said = Diagnostic::error(
                    &codes::FILE,
                    Place::file(&file),
                    "只有 report.md，没有能用的 report.yaml",
                );
                diagnostics.push(said.help(help));
            }
            return None;
        };
        let out = report_out(self.id, year);
        let (text_file, text) = files.text.unzip();
        let text_file = text_file.unwrap_or_else(|| source.clone());
        let links = text.as_ref().map(|text| {
            self.targets
                .settle(text.links(), &text_file, &out, diagnostics)
        });
        let heading = text.as_ref().and_then(|text| text.title.clone());
        let narrative = fit(doc.form, text, &text_file, diagnostics);
        let organization = doc
            .organization
            .clone()
            .unwrap_or_else(|| self.organization.name_in(year).to_owned());
        diagnostics.extend(two_titles(&doc, heading.as_ref(), &text_file));
        let (title, title_from) = title(doc.title, heading, &organization, year);
        Some(Report {
            year,
            form: doc.form,
            title,
            title_from,
            organization,
            grids: grids(doc.form, &doc.parts),
            signed: doc.signed,
            published: doc.published,
            index_number: doc.index_number,
            document_number: doc.document_number,
            narrative,
            attachments: self.attachments.beside(&source),
            out,
            source,
            allow: doc.allow,
            undecided: doc.undecided,
            draft: doc.draft,
            links: links.unwrap_or_default(),
            former_addresses: doc.former_addresses,
        })
    }
}

/// What is said if both files of a report have a title, and not the same.
fn two_titles(
    doc: &ReportDoc,
    heading: Option<&Heading>,
    text_file: &SourcePath,
) -> Option<Diagnostic> {
    let (stated, heading) = doc.title.as_ref().zip(heading)?;
    if alike(stated, &heading.text) {
        return None;
    }
    let place = Place::span(text_file, heading.span.clone());
    let message = format!("这里的标题和 report.yaml 里的“{stated}”不一样");
    let help = "留下一处；网页上用的是 report.yaml 里的";
    Some(Diagnostic::warning(&codes::TTL01, place, message).help(help))
}

/// The title of a report, and who wrote it.
fn title(
    stated: Option<String>,
    heading: Option<Heading>,
    organization: &str,
    year: u16,
) -> (String, TitleFrom) {
    match (stated, heading) {
        (Some(title), _) => (title, TitleFrom::Data),
        (None, Some(heading)) => (heading.text, TitleFrom::Text(heading.span)),
        (None, None) => {
            let made = format!("{organization}{year}年政府信息公开工作年度报告");
            (made, TitleFrom::Made)
        }
    }
}

/// The files in the `files/` folders, by the folder that holds `files/`.
struct Attachments(BTreeMap<String, Vec<Attachment>>);

impl Attachments {
    fn of(copies: &[CopyFile]) -> Self {
        let mut by_folder: BTreeMap<String, Vec<Attachment>> = BTreeMap::new();
        for copy in copies {
            if let Some((folder, name)) = copy.file.as_str().split_once("/files/") {
                let attachment = Attachment {
                    name: name.to_owned(),
                    out: copy.out.clone(),
                    size: copy.size,
                };
                by_folder
                    .entry(folder.to_owned())
                    .or_default()
                    .push(attachment);
            }
        }
        Self(by_folder)
    }

    /// A page among others has its own folder in theirs: `files/<page>/`.
    fn of_page(&self, file: &SourcePath) -> Vec<Attachment> {
        let stem = file
            .as_str()
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".md"));
        let own = stem.map(|stem| format!("{stem}/")).unwrap_or_default();
        let mut attachments = self.beside(file);
        attachments.retain_mut(|one| match one.name.strip_prefix(own.as_str()) {
            Some(name) => {
                one.name = name.to_owned();
                true
            }
            None => false,
        });
        attachments
    }

    fn beside(&self, file: &SourcePath) -> Vec<Attachment> {
        let folder = file
            .as_str()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        self.0.get(folder).cloned().unwrap_or_default()
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

/// The grids of all tables, in printed order.
fn grids(form: &'static Form, parts: &[Option<crate::parse::tables::PartDoc>]) -> Vec<Grid> {
    let mut grids = Vec::new();
    for (part, doc) in form.parts.iter().zip(parts) {
        for (at, table) in part.tables.iter().enumerate() {
            grids.push(match doc {
                Some(doc) => {
                    let refused = doc.refused.iter().filter(|(table, _)| *table == at);
                    let mut grid = Grid::fill(table, &doc.tables[at], doc.rest_is_zero);
                    grid.refused = refused.map(|(_, cell)| *cell).collect();
                    grid.unread = doc.unread;
                    grid
                }
                None => Grid::blank(table),
            });
        }
    }
    grids
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
