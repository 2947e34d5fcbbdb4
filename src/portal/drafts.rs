//! Drafts: what is held back together with them, and what is said of a link
//! to something that is held back.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::markdown::Link;
use crate::path::{OutPath, SourcePath, has_scheme, resolve};

use super::LinkPlace;
use super::addresses::{folder, page_out, report_out};
use super::dead_links::{dead, nowhere};
use super::docs::{CopyFile, PageFile, ReportFiles};
use super::layout::UnitId;

/// A draft, or a file that only drafts use. It is not published unless drafts
/// are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub file: SourcePath,
    /// Where it would be published.
    pub out: OutPath,
    pub is_attachment: bool,
}

/// A link that leads to a page or file which its own unit does not publish.
/// Whether it is published at all is known only when all units are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossUnitLink {
    pub page: OutPath,
    /// The link as the source has it.
    pub target: String,
    pub place: Place,
}

/// The documents of a unit, by whether they are drafts.
pub struct Documents<'d> {
    pub unit: &'d UnitId,
    pub reports: &'d BTreeMap<u16, ReportFiles>,
    pub pages: &'d [PageFile],
}

impl<'d> Documents<'d> {
    /// The drafts among reports and pages.
    pub fn drafts(&self) -> Vec<Draft> {
        let draft = |file: &SourcePath, out| Draft {
            file: file.clone(),
            out,
            is_attachment: false,
        };
        let reports = self.reports.iter().filter_map(|(year, files)| {
            let (file, doc) = files.data.as_ref()?;
            let out = || report_out(self.unit, *year);
            doc.draft.then(|| draft(file, out()))
        });
        let pages = self.pages.iter().filter(|page| page.doc.draft);
        let pages = pages.map(|page| draft(&page.file, page_out(&page.file)));
        reports.chain(pages).collect()
    }

    /// The attachments that only drafts use; what may be one of these is asked
    /// about. Linear in links and files, but for sorted look-ups.
    pub fn attachments(&self, copies: &[CopyFile]) -> (Vec<Draft>, Vec<Diagnostic>) {
        let (mut held, mut asked) = (Vec::new(), Vec::new());
        let (finished, drafts) = (self.linked(false), self.linked(true));
        let (theirs, of_drafts) = (self.folders(false), self.folders(true));
        let begins =
            |folders: &[String], file: &str| folders.iter().any(|folder| file.starts_with(folder));
        for copy in copies {
            let file = copy.file.as_str();
            let own = begins(&of_drafts, file);
            if !own && (finished.contains(file) || begins(&theirs, file)) {
                continue;
            }
            let beside = self.beside(file);
            if own || drafts.contains(file) || beside == Beside::Drafts {
                held.push(Draft {
                    file: copy.file.clone(),
                    out: copy.out.clone(),
                    is_attachment: true,
                });
            } else if beside == Beside::Both {
                asked.push(unused(&copy.file));
            }
        }
        (held, asked)
    }

    /// The files that the drafts link to, or the finished documents.
    fn linked(&self, drafts: bool) -> BTreeSet<String> {
        let texts = self
            .reports
            .values()
            .filter(|files| is_draft(files) == drafts);
        let texts = texts.filter_map(|files| files.text.as_ref());
        let pages = self.pages.iter().filter(|page| page.doc.draft == drafts);
        let pages = pages.map(|page| (&page.file, &page.body));
        let texts = texts.map(|(file, text)| (file, text)).chain(pages);
        let links = texts.flat_map(|(file, text)| text.links().map(move |link| (file, link)));
        links
            .filter_map(|(file, link)| linked_file(file, link))
            .collect()
    }

    /// The folders whose attachments belong to the drafts, or to the others.
    fn folders(&self, drafts: bool) -> Vec<String> {
        let reports = self.reports.iter();
        let reports = reports.filter(|(_, files)| is_draft(files) == drafts);
        let reports =
            reports.map(|(year, _)| format!("content/{}reports/{year}/files/", folder(self.unit)));
        let pages = self.pages.iter().filter(|page| page.doc.draft == drafts);
        let pages = pages.filter_map(|page| {
            let (folder, name) = page.file.as_str().rsplit_once('/')?;
            Some(format!("{folder}/files/{}/", name.strip_suffix(".md")?))
        });
        reports.chain(pages).collect()
    }

    /// What stands in the folder that an attachment's `files` folder lies in.
    fn beside(&self, file: &str) -> Beside {
        let body = format!("content/{}", folder(self.unit));
        let inside = file.strip_prefix(&body).unwrap_or(file);
        let folder = match inside.split_once("/files/") {
            Some((folder, _)) if !inside.starts_with("files/") => format!("{body}{folder}"),
            _ => body.trim_end_matches('/').to_owned(),
        };
        // The head of a list is no document that has attachments.
        let here = self.pages.iter().filter(|page| {
            let inside = page.file.as_str().rsplit_once('/');
            let is_head = |name: &str| page.column.is_listed() && name == "index.md";
            inside.is_some_and(|(parent, name)| parent == folder.as_str() && !is_head(name))
        });
        let mut beside = Beside::None;
        for page in here {
            beside = match (beside, page.doc.draft) {
                (Beside::None | Beside::Drafts, true) => Beside::Drafts,
                (Beside::None | Beside::Finished, false) => Beside::Finished,
                _ => return Beside::Both,
            };
        }
        beside
    }
}

/// What documents stand beside a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    None,
    Drafts,
    Finished,
    Both,
}

/// The file of this site that a link names, whether or not there is one.
fn linked_file(file: &SourcePath, link: &Link) -> Option<String> {
    if has_scheme(&link.target) {
        return None;
    }
    let path = link.target.split('#').next()?;
    resolve(file.as_str(), &percent_decode_str(path).decode_utf8_lossy())
}

fn unused(file: &SourcePath) -> Diagnostic {
    let message = "没有页面链接这个附件，旁边有草稿；它会公开";
    let help = "只给草稿用的，在草稿里链接它，就和草稿一起不公开；要公开的，在已定稿的页面里链接它";
    Diagnostic::warning(&codes::DRF01, Place::file(file), message).help(help)
}

pub fn is_draft(files: &ReportFiles) -> bool {
    files.data.as_ref().is_some_and(|(_, doc)| doc.draft)
}

impl LinkPlace {
    /// The link, if it leads to something that its own unit does not publish.
    pub fn cross_unit_link(&self) -> Option<CrossUnitLink> {
        Some(CrossUnitLink {
            page: self.cross_unit_links.clone()?,
            target: self.target.clone(),
            place: Place::span(&self.file, self.span.clone()),
        })
    }
}

impl CrossUnitLink {
    /// The finding if the page is not published; `drafts` are those of the
    /// unit that it belongs to.
    pub fn lost(&self, drafts: &[Draft]) -> Diagnostic {
        let target = &self.target;
        let wait = "把它定稿（删去“草稿”一行）；现在就要发布，先去掉这个链接";
        if let Some(draft) = drafts.iter().find(|draft| draft.out == self.page) {
            let what = if draft.is_attachment {
                "是草稿的附件，没有公开"
            } else {
                "还是草稿，没有公开"
            };
            let message = format!("链接“{target}”指到的 {} {what}", draft.file);
            return dead(self.place.clone(), (message, wait.to_owned()));
        }
        let list = self.page.as_str().strip_suffix("index.html");
        let inside = |draft: &Draft| list.is_some_and(|list| draft.out.as_str().starts_with(list));
        if list.is_some_and(|list| !list.is_empty()) && drafts.iter().any(inside) {
            let message = format!("链接“{target}”指到的栏目里都还是草稿，没有公开");
            return dead(self.place.clone(), (message, wait.to_owned()));
        }
        let wanted = resolve(self.place.file.as_str(), target).unwrap_or_default();
        dead(self.place.clone(), nowhere(target, &wanted))
    }
}
