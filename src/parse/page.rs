//! The portal's other pages: Markdown with a short YAML head.

use std::ops::Range;

use crate::diag::{Diagnostic, codes};
use crate::path::{SourcePath, has_scheme};

use super::category::{self, Stated};
use super::clean::Clean;
use super::date::{self, Stamp};
use super::former::{self, FormerAddress, Stood};
use super::head::{self, Role};
use super::keys::PAGE;
use super::yaml::{On, Spot, Yaml};

/// A page as its file states it.
#[derive(Clone, Debug, Default)]
pub struct PageDoc {
    /// `None` if the head has none; the first `#` heading is used then.
    pub title: Option<String>,
    pub published: Option<Stamp>,
    pub signed: Option<Stamp>,
    pub index_number: Option<String>,
    pub document_number: Option<String>,
    pub summary: Option<String>,
    /// The item of the law that it is disclosed under.
    pub category: Option<Stated>,
    /// 有效, 失效, 废止 or 修改, as typed.
    pub status: Option<String>,
    /// The first day on which it is no longer valid, past or to come.
    pub expires: Option<Stamp>,
    /// The day of its last amendment.
    pub amended: Option<Stamp>,
    pub replaced_by: Option<Replacement>,
    /// Where it was published before.
    pub former_addresses: Vec<FormerAddress>,
    pub draft: bool,
}

/// The document that stands in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Its file as a link names it, or its name.
    pub text: String,
    /// Bytes of the file.
    pub span: Range<usize>,
}

impl Replacement {
    /// Whether it is named by its file or address, and not in words.
    pub fn is_link(&self) -> bool {
        let text = self.text.as_str();
        has_scheme(text) || [".md", ".html"].iter().any(|end| text.ends_with(end))
    }
}

impl PageDoc {
    /// Moves every place from the clean text to the file.
    pub fn relocate(&mut self, clean: &Clean<'_>) {
        let category = self.category.iter_mut().map(|one| &mut one.span);
        let replaced = self.replaced_by.iter_mut().map(|one| &mut one.span);
        let former = self.former_addresses.iter_mut().map(|one| &mut one.span);
        for span in category.chain(replaced).chain(former) {
            *span = clean.source(span.clone());
        }
    }
}

/// What a document may be; anything else is a slip.
const STATUSES: [&str; 4] = ["有效", "失效", "废止", "修改"];

/// Reads the head; returns it with the byte offset where the body begins.
pub fn read(text: &str, file: &SourcePath) -> (PageDoc, usize, Vec<Diagnostic>) {
    let Some((head, body)) = head::split(text) else {
        let astray = head::astray(text, 0, file, Role::Page);
        return (PageDoc::default(), 0, astray.into_iter().collect());
    };
    let Range { start, end } = head;
    let yaml = &text[start..end];
    if let Some(said) = head::ends_early(yaml, start, file) {
        return (PageDoc::default(), body, vec![said]);
    }
    let (doc, mut diagnostics) = match Yaml::parse(yaml, start, file) {
        Ok(yaml) => (walk(&yaml.root()), yaml.into_diagnostics()),
        Err(diagnostics) => (PageDoc::default(), diagnostics),
    };
    if diagnostics.is_empty() && !doc.draft {
        diagnostics.extend(head::swallowed(yaml, start, file));
    }
    diagnostics.extend(head::astray(text, body, file, Role::Page));
    (doc, body, diagnostics)
}

/// Where the head states one of its fields, such as `summary`.
pub fn field_place(text: &str, file: &SourcePath, id: &str) -> Option<Range<usize>> {
    let (Range { start, end }, _) = head::split(text)?;
    Yaml::parse(&text[start..end], start, file)
        .ok()?
        .field(PAGE, id, On::Value)
}

fn walk(root: &Spot<'_>) -> PageDoc {
    let mut doc = PageDoc::default();
    for (key, spot) in root.fields(PAGE) {
        match key {
            "title" => doc.title = spot.text(),
            "published" => doc.published = date::read(&spot),
            "signed" => doc.signed = date::read(&spot),
            "index_number" => doc.index_number = spot.stated(),
            "document_number" => doc.document_number = spot.stated(),
            "summary" => doc.summary = spot.text(),
            "category" => doc.category = category::read(&spot),
            "status" => doc.status = status(&spot),
            "expires" => doc.expires = date::read(&spot),
            "amended" => doc.amended = date::read(&spot),
            "replaced_by" => doc.replaced_by = replacement(&spot),
            "former_addresses" => doc.former_addresses = former::read(&spot, Stood::Page),
            _ => doc.draft = head::draft(&spot),
        }
    }
    doc
}

fn replacement(spot: &Spot<'_>) -> Option<Replacement> {
    Some(Replacement {
        text: spot.stated()?,
        span: spot.file_span(On::Value),
    })
}

fn status(spot: &Spot<'_>) -> Option<String> {
    let text = spot.word()?;
    if STATUSES.contains(&text.as_str()) {
        return Some(text);
    }
    let help = format!("可以写：{}", STATUSES.join("、"));
    spot.error(
        &codes::KEY,
        On::Value,
        format!("没有“{text}”这种状态"),
        help,
    );
    None
}
