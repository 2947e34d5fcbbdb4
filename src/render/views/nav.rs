//! The portal's columns, as every page names them.

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::ShownColumn;

use super::context::RenderContext;
use super::names::{SEARCH, marked};

/// One of the portal's columns.
#[derive(Debug, Serialize)]
pub struct NavView {
    pub text: String,
    /// The text in three, of which narrow windows show the middle: 公开指南 of
    /// 政府信息公开指南.
    pub before: &'static str,
    pub brief: String,
    pub after: &'static str,
    pub href: String,
    pub current: bool,
}

/// The columns in the site's order and the search; a single one needs no navigation.
pub fn nav(context: &RenderContext<'_>, here: &OutPath, current: Option<&str>) -> Vec<NavView> {
    let view = |text: String, out: &OutPath, current: bool| {
        let (before, brief, after) = in_three(&text);
        NavView {
            current,
            href: here.href(out),
            before,
            brief: brief.to_owned(),
            after,
            text,
        }
    };
    let column = |one: ShownColumn<'_>| {
        let text = marked(one.name, one.draft);
        view(text, &one.out, current == Some(one.name))
    };
    let columns = context.columns().into_iter().map(column);
    let search = context.search();
    let search = search.map(|out| view(SEARCH.to_owned(), &out, *here == out));
    let all: Vec<NavView> = columns.chain(search).collect();
    match all.len() {
        0 | 1 => Vec::new(),
        _ => all,
    }
}

/// The name of a column before, in and after its shortest form.
fn in_three(text: &str) -> (&'static str, &str, &'static str) {
    const NAMES: [(&str, &str); 2] = [("政府信息", ""), ("法定", "内容")];
    let brief = |(before, after): &(&'static str, &'static str)| {
        let brief = text.strip_prefix(before)?.strip_suffix(after)?;
        (brief.chars().count() > 1).then_some((*before, brief, *after))
    };
    NAMES.iter().find_map(brief).unwrap_or(("", text, ""))
}
