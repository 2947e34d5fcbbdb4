//! What templates see: plain values, named in `docs/reference/templates.md`.
//!
//! Every key is always present: an absent value is null and an empty list is
//! `[]`, so that a template may test any field. Text is plain and escaped by
//! the template engine; keys that end in `_html` hold finished HTML.

mod checked;
mod glance;
mod index;
mod pages;
mod report;
mod site;
pub(super) mod table;

pub use report::tables;
pub use site::{RenderContext, absolute};

use serde::Serialize;

use crate::parse::date::Stamp;
use crate::parse::markdown::Piece;
use crate::path::OutPath;
use crate::plan::{Output, Subject};
use crate::portal::{Attachment, LinkPlace};

use index::IndexView;
use pages::{ArticleView, ListView, NotFoundView};
use report::ReportView;
use site::{PageView, SiteView};

/// Everything one page is made of.
#[derive(Debug, Serialize)]
pub struct View {
    pub site: SiteView,
    pub page: PageView,
    pub nav: Vec<NavView>,
    pub report: Option<ReportView>,
    pub index: Option<IndexView>,
    pub article: Option<ArticleView>,
    pub list: Option<ListView>,
    pub notfound: Option<NotFoundView>,
}

/// One of the portal's columns.
#[derive(Debug, Serialize)]
pub struct NavView {
    pub text: String,
    pub href: String,
    pub current: bool,
}

/// A label with its text; a date also in ISO 8601.
#[derive(Debug, Serialize)]
pub struct DetailView {
    pub label: String,
    pub text: String,
    pub datetime: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct DateView {
    pub text: String,
    pub datetime: String,
}

#[derive(Debug, Serialize)]
pub struct AttachmentView {
    pub href: String,
    pub name: String,
    /// Such as `PDF`.
    pub kind: String,
    /// Such as `28 KB`.
    pub size: String,
}

impl View {
    /// The template that makes this view a page.
    pub fn template(subject: Subject) -> &'static str {
        match subject {
            Subject::Unit => "index.html",
            Subject::Report { .. } => "report.html",
            Subject::Page { .. } => "page.html",
            Subject::List { .. } => "list.html",
            Subject::Site => "404.html",
        }
    }

    /// The view of a page that was planned for the unit of the context.
    pub fn of(output: &Output, context: &RenderContext<'_>) -> View {
        match output.subject {
            Subject::Unit => index::view(output, context),
            Subject::Report { year } => report::view(output, year, context),
            Subject::Page { page } => pages::article(output, page, context),
            Subject::List { list } => pages::list(output, list, context),
            Subject::Site => pages::not_found(output, context),
        }
    }
}

impl DateView {
    fn iso(stamp: &Stamp) -> Self {
        Self {
            text: stamp.iso(),
            datetime: stamp.iso(),
        }
    }

    fn chinese(stamp: &Stamp) -> Self {
        Self {
            text: stamp.chinese(),
            datetime: stamp.iso(),
        }
    }
}

impl DetailView {
    fn text(label: &str, text: &str) -> Self {
        Self {
            label: label.to_owned(),
            text: text.to_owned(),
            datetime: None,
        }
    }

    fn date(label: &str, stamp: &Stamp) -> Self {
        Self {
            datetime: Some(stamp.iso()),
            ..Self::text(label, &stamp.iso())
        }
    }
}

/// HTML of a stretch of narrative, or nothing where there is none.
fn html(piece: &Piece, links: &[LinkPlace]) -> Option<String> {
    (!piece.is_empty()).then(|| piece.render(&|target| settled(links, target)))
}

/// The link on the page for a link in the source; few stand in one file.
fn settled(links: &[LinkPlace], target: &str) -> Option<String> {
    links
        .iter()
        .find(|link| link.target == target)
        .map(|link| link.href.clone())
}

fn attachments(list: &[Attachment], here: &OutPath) -> Vec<AttachmentView> {
    let view = |one: &Attachment| {
        let (stem, extension) = one.name.rsplit_once('.').unwrap_or((&one.name, ""));
        AttachmentView {
            href: here.href(&one.out),
            name: stem.to_owned(),
            kind: extension.to_uppercase(),
            size: size(one.size),
        }
    };
    list.iter().map(view).collect()
}

/// A size in the unit that people read: 28 KB, 1.4 MB.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
