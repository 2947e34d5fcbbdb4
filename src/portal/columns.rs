//! The columns beside the annual reports: single pages, and lists of pages.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::date::Stamp;
use crate::path::SourcePath;
use crate::prose::alike;

use super::addresses::{folder, out, page_out};
use super::docs::PageFile;
use super::layout::{Column, UnitId};
use super::links::Targets;
use super::{Attachment, Group, List, Page};

/// What each column is called where nothing else is said (standards P03, V/M).
pub fn column_title(column: Column) -> Option<&'static str> {
    match column {
        Column::Guide => Some("政府信息公开指南"),
        Column::Policies => Some("政府信息公开制度"),
        Column::Disclosure => Some("法定主动公开内容"),
        Column::Apply => Some("依申请公开"),
        Column::Other => None,
    }
}

/// Turns the page files of one unit into pages and lists. Every folder of
/// policies and of disclosure becomes one list, newest first.
pub fn build(
    unit: &UnitId,
    files: Vec<PageFile>,
    targets: &Targets<'_>,
    attached: &dyn Fn(&SourcePath) -> Vec<Attachment>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Page>, Vec<List>) {
    let mut pages = Vec::new();
    let mut heads: BTreeMap<String, Page> = BTreeMap::new();
    for file in files {
        let is_head = file.column.is_listed() && file.file.as_str().ends_with("/index.md");
        let page = page(file, targets, attached, diagnostics);
        if is_head {
            heads.insert(parent(page.source.as_str()).to_owned(), page);
        } else {
            pages.push(page);
        }
    }
    let lists = [Column::Policies, Column::Disclosure];
    let lists = lists
        .iter()
        .filter_map(|column| list(unit, *column, &pages, &mut heads, diagnostics))
        .collect();
    (pages, lists)
}

fn page(
    file: PageFile,
    targets: &Targets<'_>,
    attached: &dyn Fn(&SourcePath) -> Vec<Attachment>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Page {
    let out = page_out(&file.file);
    let links = targets.settle(file.body.links(), &file.file, &out, diagnostics);
    if let (Some(stated), Some(heading)) = (&file.doc.title, &file.body.title)
        && !alike(stated, &heading.text)
    {
        let place = Place::span(&file.file, heading.span.clone());
        let message = format!("这里的标题和文件头里的“{stated}”不一样");
        let help = "留下一处；网页上用的是文件头里的";
        diagnostics.push(Diagnostic::warning(&codes::TTL01, place, message).help(help));
    }
    let heading = file.body.title.as_ref().map(|title| title.text.clone());
    let title = file
        .doc
        .title
        .clone()
        .or(heading)
        .or_else(|| column_title(file.column).map(str::to_owned));
    let title = title.unwrap_or_else(|| {
        let place = Place::file(&file.file);
        let help = "在文件开头写  # 标题，或者在 --- 之间写  标题: …";
        diagnostics.push(Diagnostic::error(&codes::KEY, place, "没有写标题").help(help));
        String::new()
    });
    let attachments = if file.column.is_listed() {
        attached(&file.file)
    } else {
        Vec::new()
    };
    Page {
        column: file.column,
        title,
        doc: file.doc,
        body: file.body,
        attachments,
        out,
        source: file.file,
        links,
    }
}

/// One list a column: its pages grouped by the folders inside it.
fn list(
    unit: &UnitId,
    column: Column,
    pages: &[Page],
    heads: &mut BTreeMap<String, Page>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<List> {
    let name = if column == Column::Policies {
        "policies"
    } else {
        "disclosure"
    };
    let root = format!("content/{}{name}", folder(unit));
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, page) in pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.column == column)
    {
        groups
            .entry(parent(page.source.as_str()))
            .or_default()
            .push(at);
    }
    let head = heads.remove(&root);
    let first = groups.values().flatten().next().map(|at| &pages[*at]);
    let source = head.as_ref().or(first)?.source.clone();
    let out = out(&format!("{}{name}/index.html", folder(unit)));
    diagnostics.extend(unprinted(heads, &root));
    let grouped = grouped(&root, &groups, pages, heads);
    // Without its drafts, a list without a head has no page either.
    let drafts = || groups.values().flatten().all(|at| pages[*at].doc.draft);
    let draft = head.as_ref().map_or_else(drafts, |head| head.doc.draft);
    let title = head.as_ref().map(|head| head.title.clone());
    let title = title
        .or_else(|| column_title(column).map(str::to_owned))
        .unwrap_or_default();
    let (intro, links) = head.map(|head| (head.body, head.links)).unzip();
    Some(List {
        column,
        title,
        intro,
        groups: grouped,
        draft,
        out,
        source,
        links: links.unwrap_or_default(),
    })
}

/// The pages of a list under the heads of their folders, newest first. Those whose
/// folder has no head stand together before them: lists with nothing between them
/// would be taken for one.
fn grouped(
    root: &str,
    folders: &BTreeMap<&str, Vec<usize>>,
    pages: &[Page],
    heads: &BTreeMap<String, Page>,
) -> Vec<Group> {
    let group = |heading: Option<String>, mut members: Vec<usize>| {
        members.sort_by(|a, b| newest(&pages[*a], &pages[*b]));
        Group {
            heading,
            pages: members,
        }
    };
    let (mut bare, mut groups) = (Vec::new(), Vec::new());
    for (folder, members) in folders {
        match heads.get(*folder).filter(|_| *folder != root) {
            Some(head) => groups.push(group(Some(head.title.clone()), members.clone())),
            None => bare.extend(members),
        }
    }
    if !bare.is_empty() {
        groups.insert(0, group(None, bare));
    }
    groups
}

/// Heads of folders inside a list that have more than a title.
fn unprinted(heads: &BTreeMap<String, Page>, root: &str) -> Vec<Diagnostic> {
    let inside = heads.iter().filter(|(folder, head)| {
        let empty = head.body.preamble.is_empty() && head.body.sections.is_empty();
        folder.starts_with(root) && !empty
    });
    let unprinted = inside.map(|(folder, head)| {
        let message = "这里的正文不会出现在网页上，只用了标题";
        let help = format!("正文写进 {folder}/ 里的另一个 .md 文件");
        Diagnostic::warning(&codes::FILE, Place::file(&head.source), message).help(help)
    });
    unprinted.collect()
}

/// Newest first; pages without a date last, by address.
pub fn newest(a: &Page, b: &Page) -> std::cmp::Ordering {
    let date =
        |page: &Page| -> Option<Stamp> { page.doc.published.clone().or(page.doc.signed.clone()) };
    date(b).cmp(&date(a)).then_with(|| a.out.cmp(&b.out))
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
