//! The documents of one report to a report of the portal.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, codes};
use crate::form::Form;
use crate::parse::markdown::{Document, Heading};
use crate::parse::organization::OrganizationDoc;
use crate::parse::report::ReportDoc;
use crate::path::{OutPath, SourcePath};
use crate::prose::alike;
use crate::report::narrative::fit;

use super::addresses::report_out;
use super::docs::{CopyFile, ReportFiles};
use super::layout::UnitId;
use super::links::Targets;
use super::{Attachment, Grid, LinkPlace, Report, TitleFrom};

/// The two documents of a report, with the links of its words settled.
pub struct Composed {
    pub source: SourcePath,
    pub doc: ReportDoc,
    /// The file of the words; where there is none, that of the tables.
    pub text_file: SourcePath,
    pub text: Option<Document>,
    pub links: Vec<LinkPlace>,
    pub out: OutPath,
}

/// What the reports of one unit are linked with.
pub struct Linker<'l> {
    pub id: &'l UnitId,
    pub organization: &'l OrganizationDoc,
    pub targets: &'l Targets<'l>,
    pub attachments: &'l Attachments,
}

impl Linker<'_> {
    pub fn report(
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
        let composed = Composed {
            source,
            doc,
            text_file,
            text,
            links: links.unwrap_or_default(),
            out,
        };
        Some(self.compose(composed, diagnostics))
    }

    /// A report of its two documents.
    pub fn compose(&self, composed: Composed, diagnostics: &mut Vec<Diagnostic>) -> Report {
        let Composed {
            source,
            doc,
            text_file,
            text,
            links,
            out,
        } = composed;
        let year = doc.year;
        let heading = text.as_ref().and_then(|text| text.title.clone());
        let narrative = fit(doc.form, text, &text_file, diagnostics);
        let organization = doc
            .organization
            .clone()
            .unwrap_or_else(|| self.organization.name_in(year).to_owned());
        diagnostics.extend(two_titles(&doc, heading.as_ref(), &text_file));
        let (title, title_from) = title(doc.title, heading, &organization, year);
        Report {
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
            version: None,
            frozen: doc.frozen,
            uncorrected: Vec::new(),
            stated_corrections: doc.corrections,
            corrections: Vec::new(),
            superseded: Vec::new(),
            draft: doc.draft,
            links,
            former_addresses: doc.former_addresses,
        }
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
pub struct Attachments(BTreeMap<String, Vec<Attachment>>);

impl Attachments {
    pub fn of(copies: &[CopyFile]) -> Self {
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
    pub fn of_page(&self, file: &SourcePath) -> Vec<Attachment> {
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
