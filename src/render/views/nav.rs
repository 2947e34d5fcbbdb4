//! The portal's columns, as every page names them.

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::ShownColumn;

use super::context::RenderContext;
use super::names::marked;

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

/// The columns in the site's order; a single column needs no navigation.
pub fn nav(context: &RenderContext<'_>, here: &OutPath, current: Option<&str>) -> Vec<NavView> {
    let shown = context.columns();
    if shown.len() < 2 {
        return Vec::new();
    }
    let view = |one: ShownColumn<'_>| {
        let text = marked(one.name, one.draft);
        let (before, brief, after) = in_three(&text);
        NavView {
            current: current == Some(one.name),
            href: here.href(&one.out),
            before,
            brief: brief.to_owned(),
            after,
            text,
        }
    };
    shown.into_iter().map(view).collect()
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
