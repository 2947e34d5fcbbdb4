//! The portal's other pages: Markdown with a short YAML head.

use std::ops::Range;

use crate::diag::{Diagnostic, codes};
use crate::path::SourcePath;

use super::date::{self, Stamp};
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
    /// 有效, 失效, 废止 or 修改, as typed.
    pub status: Option<String>,
    pub draft: bool,
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
            "status" => doc.status = status(&spot),
            _ => doc.draft = head::draft(&spot),
        }
    }
    doc
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
