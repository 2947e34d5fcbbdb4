//! Documents to the portal: what each file means among the others.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place};
use crate::form::Form;
use crate::parse::organization::OrganizationDoc;
use crate::path::SourcePath;
use crate::text::fold;

use super::columns::{build, page_out};
use super::docs::{CopyFile, Docs, PageFile, ReportFiles};
use super::layout::{Column, UnitId};
use super::links::Targets;
use super::narrative::fit;
use super::{Attachment, Copy, Grid, Portal, Report, Unit, folder, out};

/// Links all documents. With `drafts`, pages marked as drafts are kept.
/// Linear in the files, but for sorted look-ups.
pub fn link(docs: Docs, drafts: bool) -> (Portal, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Docs {
        config,
        units,
        reports,
        pages,
        copies,
    } = docs;
    let drafts_only = !reports.is_empty();
    let hidden = if drafts {
        Vec::new()
    } else {
        draft_folders(&reports, &pages)
    };
    let published = |copy: &CopyFile| {
        !hidden
            .iter()
            .any(|folder| copy.file.as_str().starts_with(folder))
    };
    let copies: Vec<CopyFile> = copies.into_iter().filter(published).collect();
    let reports: BTreeMap<_, _> = reports
        .into_iter()
        .filter(|(_, files)| drafts || !is_draft(files))
        .collect();
    let pages: Vec<PageFile> = pages
        .into_iter()
        .filter(|page| drafts || !page.doc.draft)
        .collect();
    if reports.is_empty() {
        diagnostics.push(nothing_to_publish(drafts_only));
    }
    let targets = targets(&reports, &pages, &copies);
    let attachments = Attachments::of(&copies);

    let mut bodies: BTreeMap<UnitId, Unit> = BTreeMap::new();
    bodies.insert(None, unit(None, config.organization.clone()));
    for (id, (_, organization)) in units {
        bodies.insert(Some(id.clone()), unit(Some(id), organization));
    }
    let mut files_of: BTreeMap<UnitId, Vec<PageFile>> = BTreeMap::new();
    for page in pages {
        files_of.entry(page.unit.clone()).or_default().push(page);
    }
    for ((id, year), files) in reports {
        let organization = bodies.get(&id).map(|body| &body.organization);
        let linker = Linker {
            targets: &targets,
            attachments: &attachments,
        };
        let report = linker.report(&id, year, files, organization, &mut diagnostics);
        match (bodies.get_mut(&id), report) {
            (Some(body), Some(report)) => {
                body.reports.insert(year, report);
            }
            (None, Some(report)) => diagnostics.push(homeless(&id, &report.source)),
            (_, None) => {}
        }
    }
    for (id, files) in files_of {
        let source = files[0].file.clone();
        let attached = |file: &SourcePath| attachments.of_page(file);
        let (pages, lists) = build(&id, files, &targets, &attached, &mut diagnostics);
        match bodies.get_mut(&id) {
            Some(body) => (body.pages, body.lists) = (pages, lists),
            None => diagnostics.push(homeless(&id, &source)),
        }
    }
    let units: Vec<Unit> = bodies.into_values().collect();
    let copies = copies
        .into_iter()
        .map(|CopyFile { file, out, .. }| Copy { file, out })
        .collect();
    (
        Portal {
            config,
            units,
            copies,
        },
        diagnostics,
    )
}

struct Linker<'l> {
    targets: &'l Targets,
    attachments: &'l Attachments,
}

impl Linker<'_> {
    fn report(
        &self,
        unit: &UnitId,
        year: u16,
        files: ReportFiles,
        body: Option<&OrganizationDoc>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Report> {
        let Some((source, doc)) = files.data else {
            if let Some((file, _)) = files.text.filter(|_| !files.broken) {
                let help = "在同一个文件夹里建 report.yaml，写明年度和三张表";
                let said = Diagnostic::error(
                    "FMT03",
                    Place::file(&file),
                    "只有 report.md，没有能用的 report.yaml",
                );
                diagnostics.push(said.help(help));
            }
            return None;
        };
        let out = out(&format!("{}reports/{year}/index.html", folder(unit)));
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
            .or(body.map(|body| body.name.clone()))
            .unwrap_or_default();
        if let (Some(stated), Some(heading)) = (&doc.title, &heading)
            && fold(stated) != fold(&heading.text)
        {
            let place = Place::span(&text_file, heading.span.clone());
            let message = format!("这里的标题和 report.yaml 里的“{stated}”不一样");
            let help = "留下一处；网页上用的是 report.yaml 里的";
            diagnostics.push(Diagnostic::warning("TTL01", place, message).help(help));
        }
        let title = doc
            .title
            .clone()
            .or(heading.map(|heading| heading.text))
            .unwrap_or_else(|| format!("{organization}{year}年政府信息公开工作年度报告"));
        Some(Report {
            year,
            form: doc.form,
            title,
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
            links: links.unwrap_or_default(),
        })
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

fn targets(
    reports: &BTreeMap<(UnitId, u16), ReportFiles>,
    pages: &[PageFile],
    copies: &[CopyFile],
) -> Targets {
    let mut targets = Targets::default();
    for ((unit, year), files) in reports {
        let page = out(&format!("{}reports/{year}/index.html", folder(unit)));
        let sources = [
            files.data.as_ref().map(|(file, _)| file),
            files.text.as_ref().map(|(file, _)| file),
        ];
        sources
            .into_iter()
            .flatten()
            .for_each(|file| targets.add(file, &page));
        targets.add_folder(&format!("content/{}reports/{year}", folder(unit)), &page);
        let index = out(&format!("{}index.html", folder(unit)));
        targets.add_folder(&format!("content/{}reports", folder(unit)), &index);
        targets.add_folder(&format!("content/{}", folder(unit)), &index);
        targets.add_folder(&format!("content/{index}"), &index);
    }
    for page in pages {
        targets.add(&page.file, &page_out(page));
        let list = match page.column {
            Column::Policies => "policies",
            Column::Disclosure => "disclosure",
            _ => continue,
        };
        let list = format!("{}{list}", folder(&page.unit));
        let index = out(&format!("{list}/index.html"));
        targets.add_folder(&format!("content/{list}"), &index);
        targets.add_folder(&format!("content/{index}"), &index);
    }
    copies
        .iter()
        .for_each(|copy| targets.add(&copy.file, &copy.out));
    targets
}

/// The grids of all tables, in printed order.
fn grids(form: &'static Form, parts: &[Option<crate::parse::tables::PartDoc>]) -> Vec<Grid> {
    let mut grids = Vec::new();
    for (part, doc) in form.parts.iter().zip(parts) {
        for (at, table) in part.tables.iter().enumerate() {
            grids.push(match doc {
                Some(doc) => Grid::fill(table, &doc.tables[at], doc.rest_is_zero),
                None => Grid::blank(table),
            });
        }
    }
    grids
}

/// The folders whose attachments belong to drafts.
fn draft_folders(
    reports: &BTreeMap<(UnitId, u16), ReportFiles>,
    pages: &[PageFile],
) -> Vec<String> {
    let drafts = reports.iter().filter(|(_, files)| is_draft(files));
    let reports =
        drafts.map(|((unit, year), _)| format!("content/{}reports/{year}/files/", folder(unit)));
    let drafts = pages.iter().filter(|page| page.doc.draft);
    let pages = drafts.filter_map(|page| {
        let (folder, name) = page.file.as_str().rsplit_once('/')?;
        Some(format!("{folder}/files/{}/", name.strip_suffix(".md")?))
    });
    reports.chain(pages).collect()
}

fn is_draft(files: &ReportFiles) -> bool {
    files.data.as_ref().is_some_and(|(_, doc)| doc.draft)
}

fn unit(id: UnitId, organization: OrganizationDoc) -> Unit {
    Unit {
        id,
        organization,
        reports: BTreeMap::new(),
        pages: Vec::new(),
        lists: Vec::new(),
    }
}

fn homeless(id: &UnitId, file: &SourcePath) -> Diagnostic {
    let folder = folder(id);
    let message = format!("content/{folder} 里没有能用的 unit.yaml");
    Diagnostic::error("ORG", Place::file(file), message)
        .help("在那里建 unit.yaml，写  名称: 单位全称")
}

fn nothing_to_publish(drafts_only: bool) -> Diagnostic {
    let content = SourcePath::new("content").expect("a fixed name is a valid path");
    let (message, help) = if drafts_only {
        (
            "年度报告都还是草稿，没有可以发布的",
            "定稿后删掉“草稿”一项，或者加 --drafts 预览",
        )
    } else {
        (
            "还没有年度报告",
            "在 content/reports/年份/ 里放 report.yaml 和 report.md",
        )
    };
    Diagnostic::error("SITE", Place::file(&content), message).help(help)
}
