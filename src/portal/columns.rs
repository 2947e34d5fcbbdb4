//! The columns beside the annual reports: single pages, and lists of pages.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::category::{Category, Stated};
use crate::parse::markdown::Link;
use crate::parse::organization::OrganizationDoc;
use crate::path::SourcePath;
use crate::prose::alike;

use super::addresses::{folder, out, page_out};
use super::column::Column;
use super::docs::PageFile;
use super::groups::{Folders, grouped};
use super::layout::UnitId;
use super::links::Targets;
use super::{Attachment, LinkPlace, List, Page};

/// Turns the page files of one unit into pages and lists. Every folder of a listed
/// column becomes one list, newest first.
pub fn build(
    unit: &UnitId,
    organization: &OrganizationDoc,
    files: Vec<PageFile>,
    targets: &Targets<'_>,
    attached: &dyn Fn(&SourcePath) -> Vec<Attachment>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Page>, Vec<List>) {
    let mut pages = Vec::new();
    let mut heads: BTreeMap<String, Page> = BTreeMap::new();
    for file in files {
        let is_head = is_head(&file);
        let mut page = page(file, targets, attached, diagnostics);
        let stated = page.doc.category.as_ref();
        page.category = stated.and_then(|stated| asked(stated, &page, organization, diagnostics));
        if is_head {
            heads.insert(parent(page.source.as_str()).to_owned(), page);
        } else {
            pages.push(page);
        }
    }
    let inherited = |page: &Page| {
        let mut folders = page.source.as_str().rmatch_indices('/');
        folders.find_map(|(at, _)| heads.get(&page.source.as_str()[..at])?.category)
    };
    for page in pages.iter_mut().filter(|page| page.doc.category.is_none()) {
        page.category = inherited(page);
    }
    let order = Column::in_order(targets.columns());
    let listed = order.iter().filter(|column| column.is_listed());
    let lists = listed.filter_map(|column| {
        let site = Listed {
            unit,
            column: *column,
            folder: column.folder(targets.columns())?,
            name: column.name(targets.columns())?,
        };
        site.list(&pages, &mut heads, diagnostics)
    });
    let lists = lists.collect();
    (pages, lists)
}

fn is_head(file: &PageFile) -> bool {
    file.column.is_listed() && file.file.as_str().ends_with("/index.md")
}

fn page(
    file: PageFile,
    targets: &Targets<'_>,
    attached: &dyn Fn(&SourcePath) -> Vec<Attachment>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Page {
    let out = page_out(&file.file);
    let mut links = targets.settle(file.body.links(), &file.file, &out, diagnostics);
    links.extend(replacement(&file, targets, diagnostics));
    if let (Some(stated), Some(heading)) = (&file.doc.title, &file.body.title)
        && !alike(stated, &heading.text)
    {
        let place = Place::span(&file.file, heading.span.clone());
        let message = format!("这里的标题和文件头里的“{stated}”不一样");
        let help = "留下一处；网页上用的是文件头里的";
        diagnostics.push(Diagnostic::warning(&codes::TTL01, place, message).help(help));
    }
    let title = title(&file, targets, diagnostics);
    let attachments = match file.column {
        Column::Other | Column::Reports => Vec::new(),
        _ => attached(&file.file),
    };
    Page {
        column: file.column,
        title,
        category: None,
        doc: file.doc,
        body: file.body,
        attachments,
        out,
        source: file.file,
        links,
    }
}

/// What the head says, else the first heading, else the name of the column.
fn title(file: &PageFile, targets: &Targets<'_>, diagnostics: &mut Vec<Diagnostic>) -> String {
    let heading = file.body.title.as_ref().map(|title| title.text.clone());
    if let Some(title) = file.doc.title.clone().or(heading) {
        return title;
    }
    if let Some(name) = file.column.name(targets.columns()) {
        return name.to_owned();
    }
    let place = Place::file(&file.file);
    let help = "在文件开头写  # 标题，或者在 --- 之间写  标题: …";
    diagnostics.push(Diagnostic::error(&codes::KEY, place, "没有写标题").help(help));
    String::new()
}

/// The link to the document that stands in the place of this one.
fn replacement(
    file: &PageFile,
    targets: &Targets<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<LinkPlace> {
    let stated = file.doc.replaced_by.as_ref();
    let Some(stated) = stated.filter(|stated| stated.is_link()) else {
        return Vec::new();
    };
    let link = Link {
        target: stated.text.clone(),
        span: stated.span.clone(),
        image: false,
        alt: String::new(),
        title: String::new(),
    };
    let out = page_out(&file.file);
    targets.settle([&link].into_iter(), &file.file, &out, diagnostics)
}

/// The item that a page states, unless the law asks others for it.
fn asked(
    stated: &Stated,
    page: &Page,
    organization: &OrganizationDoc,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Category> {
    let category = stated.category;
    if category.is_asked_of(organization.kind.as_deref()) {
        return Some(category);
    }
    let place = Place::span(&page.source, stated.span.clone());
    let words = category.words();
    let message = format!("条例第二十一条的“{words}”不是对本单位这一类机关规定的");
    let help = "换成条例第二十条的一类；都不合适就删掉这一行，按文件夹分组";
    diagnostics.push(Diagnostic::warning(&codes::KEY, place, message).help(help));
    None
}

/// A column of one unit whose pages are listed.
struct Listed<'l> {
    unit: &'l UnitId,
    column: Column,
    folder: &'l str,
    name: &'l str,
}

impl Listed<'_> {
    /// The list of the column, if it has a page or a head.
    fn list(
        &self,
        pages: &[Page],
        heads: &mut BTreeMap<String, Page>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<List> {
        let address = format!("{}{}", folder(self.unit), self.folder);
        let root = format!("content/{address}");
        let mut folders = Folders::new();
        let members = pages.iter().enumerate();
        for (at, page) in members.filter(|(_, page)| page.column == self.column) {
            folders
                .entry(parent(page.source.as_str()))
                .or_default()
                .push(at);
        }
        let head = heads.remove(&root);
        let first = folders.values().flatten().next().map(|at| &pages[*at]);
        let source = head.as_ref().or(first)?.source.clone();
        diagnostics.extend(unprinted(heads, &root));
        // Without its drafts, a list without a head has no page either.
        let drafts = || folders.values().flatten().all(|at| pages[*at].doc.draft);
        let draft = head.as_ref().map_or_else(drafts, |head| head.doc.draft);
        let title = head.as_ref().map(|head| head.title.clone());
        let by_law = self.column == Column::Disclosure;
        let groups = grouped(&folders, pages, heads, by_law);
        let former = head.as_ref().map(|head| head.doc.former_addresses.clone());
        let (intro, links) = head.map(|head| (head.body, head.links)).unzip();
        Some(List {
            column: self.column,
            name: self.name.to_owned(),
            title: title.unwrap_or_else(|| self.name.to_owned()),
            intro,
            groups,
            draft,
            out: out(&format!("{address}/index.html")),
            source,
            links: links.unwrap_or_default(),
            former_addresses: former.unwrap_or_default(),
        })
    }
}

/// Heads of folders inside a list that have more than a title.
fn unprinted(heads: &BTreeMap<String, Page>, root: &str) -> Vec<Diagnostic> {
    let inside = heads.iter().filter(|(folder, head)| {
        let empty = head.body.preamble.is_empty() && head.body.sections.is_empty();
        folder.starts_with(&format!("{root}/")) && !empty
    });
    let unprinted = inside.map(|(folder, head)| {
        let message = "这里的正文不会出现在网页上，只用了标题";
        let help = format!("正文写进 {folder}/ 里的另一个 .md 文件");
        Diagnostic::warning(&codes::FILE, Place::file(&head.source), message).help(help)
    });
    unprinted.collect()
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
