//! The portal's columns, as every page names them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::Column;

use super::context::RenderContext;
use super::names::{REPORTS, column_name, marked};

/// One of the portal's columns.
#[derive(Debug, Serialize)]
pub struct NavView {
    pub text: String,
    /// The text in three, of which narrow windows show the middle: 指南 of
    /// 政府信息公开指南.
    pub before: &'static str,
    pub brief: String,
    pub after: &'static str,
    pub href: String,
    pub current: bool,
}

/// The columns in their official order (standards P03); a single column needs
/// no navigation.
pub fn nav(context: &RenderContext<'_>, here: &OutPath, current: Option<&str>) -> Vec<NavView> {
    let unit = context.unit;
    let mut columns: BTreeMap<(usize, String), (String, OutPath, bool)> = BTreeMap::new();
    let mut add = |order: usize, text: &str, out: &OutPath, draft: bool| {
        columns.insert(
            (order, out.as_str().to_owned()),
            (text.to_owned(), out.clone(), draft),
        );
    };
    if let Some(list) = context.reports_list() {
        add(3, REPORTS, &list, false);
    }
    let single = unit.pages.iter().filter(|page| !page.column.is_listed());
    let single = single.map(|page| (page.column, &page.title, &page.out, page.doc.draft));
    let lists = unit
        .lists
        .iter()
        .map(|list| (list.column, &list.title, &list.out, list.draft));
    for (column, title, out, draft) in single.chain(lists) {
        let order = match column {
            Column::Guide => 0,
            Column::Policies => 1,
            Column::Disclosure => 2,
            Column::Apply => 4,
            Column::Other => 5,
        };
        add(order, column_name(column, title), out, draft);
    }
    if columns.len() < 2 {
        return Vec::new();
    }
    let view = |(text, out, draft): (String, OutPath, bool)| {
        let current = current == Some(text.as_str());
        let text = marked(&text, draft);
        let (before, brief, after) = in_three(&text);
        NavView {
            current,
            href: here.href(&out),
            before,
            brief: brief.to_owned(),
            after,
            text,
        }
    };
    columns.into_values().map(view).collect()
}

/// The name of a column before, in and after its shortest form.
pub fn in_three(text: &str) -> (&'static str, &str, &'static str) {
    const NAMES: [(&str, &str); 2] = [("政府信息公开", ""), ("法定", "内容")];
    let brief = |(before, after): &(&'static str, &'static str)| {
        let brief = text.strip_prefix(before)?.strip_suffix(after)?;
        (brief.chars().count() > 1).then_some((*before, brief, *after))
    };
    NAMES.iter().find_map(brief).unwrap_or(("", text, ""))
}
