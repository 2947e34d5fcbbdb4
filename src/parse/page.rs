//! The portal's other pages: Markdown with a short YAML head.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::path::SourcePath;

use super::date::{self, Stamp};
use super::markdown;
use super::yaml::{Key, On, Spot, Yaml};

/// A page as its file states it.
#[derive(Clone, Debug, Default)]
pub struct PageDoc {
    /// Empty where the head states none; the first `#` heading serves then.
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

const KEYS: &[Key] = &[
    Key {
        id: "title",
        name: "标题",
    },
    Key {
        id: "published",
        name: "公开日期",
    },
    Key {
        id: "signed",
        name: "成文日期",
    },
    Key {
        id: "index_number",
        name: "索引号",
    },
    Key {
        id: "document_number",
        name: "文号",
    },
    Key {
        id: "summary",
        name: "内容概述",
    },
    Key {
        id: "status",
        name: "状态",
    },
    Key {
        id: "draft",
        name: "草稿",
    },
];

/// What a document may be; anything else is a slip.
const STATUSES: [&str; 4] = ["有效", "失效", "废止", "修改"];

/// Reads the head; returns it with the byte offset where the body begins.
pub fn read(text: &str, file: &SourcePath) -> (PageDoc, usize, Vec<Diagnostic>) {
    let Some((head, body)) = markdown::front_matter(text) else {
        return (PageDoc::default(), 0, Vec::new());
    };
    let Range { start, end } = head;
    match Yaml::parse(&text[start..end], start, file) {
        Ok(yaml) => {
            let doc = walk(&yaml.root());
            (doc, body, yaml.into_diagnostics())
        }
        Err(diagnostics) => (PageDoc::default(), body, diagnostics),
    }
}

/// Where the head states one of its fields, such as `summary`.
pub fn field_place(text: &str, file: &SourcePath, id: &str) -> Option<Range<usize>> {
    let (Range { start, end }, _) = markdown::front_matter(text)?;
    Yaml::parse(&text[start..end], start, file)
        .ok()?
        .field(KEYS, id, On::Value)
}

fn walk(root: &Spot<'_>) -> PageDoc {
    let mut doc = PageDoc::default();
    for (key, spot) in root.fields(KEYS) {
        match key {
            "title" => doc.title = spot.text(),
            "published" => doc.published = date::read(&spot),
            "signed" => doc.signed = date::read(&spot),
            "index_number" => doc.index_number = spot.text(),
            "document_number" => doc.document_number = spot.text(),
            "summary" => doc.summary = spot.text(),
            "status" => doc.status = status(&spot),
            _ => doc.draft = spot.flag(),
        }
    }
    doc
}

fn status(spot: &Spot<'_>) -> Option<String> {
    let text = spot.text()?;
    if STATUSES.contains(&text.as_str()) {
        return Some(text);
    }
    let help = format!("可以写：{}", STATUSES.join("、"));
    spot.error("KEY", On::Value, format!("没有“{text}”这种状态"), help);
    None
}
