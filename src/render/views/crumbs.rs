//! The way to a page: from the host over the units above to the column and the page.

use serde::Serialize;

use crate::path::OutPath;

use crate::portal::Front;

use super::context::RenderContext;
use super::names::front_name;

#[derive(Debug, Serialize)]
pub struct CrumbView {
    pub text: String,
    pub href: Option<String>,
    /// Whether it leads out of the frame that the page is shown in.
    pub leaves_frame: bool,
}

/// The way to the page at `here`, no page twice in it. `way` are the pages between the
/// unit's front page and this one; `last` says what this one is called.
pub fn crumbs(
    context: &RenderContext<'_>,
    here: &OutPath,
    way: Vec<(String, OutPath)>,
    last: &str,
) -> Vec<CrumbView> {
    let unit = context.unit;
    let own = front_name(unit.short_name(), context.front());
    let portal = context.config.portal.iter();
    let mut crumbs: Vec<CrumbView> = portal
        .map(|(name, url)| CrumbView {
            text: name.clone(),
            href: Some(url.clone()),
            leaves_frame: context.config.embed.in_frame,
        })
        .collect();
    let mut seen = vec![here.clone()];
    // The units above have children, so each has a home.
    let above = context.above.iter();
    let above = above.map(|one| (front_name(&one.short_name, Front::Home), one.index()));
    let steps = above.chain([(own.clone(), unit.index())]);
    for (text, out) in steps.chain(way) {
        if !seen.contains(&out) {
            crumbs.push(CrumbView {
                text,
                href: Some(here.href(&out)),
                leaves_frame: false,
            });
            seen.push(out);
        }
    }
    let is_front = *here == unit.index();
    crumbs.push(CrumbView {
        text: if is_front { own } else { last.to_owned() },
        href: None,
        leaves_frame: false,
    });
    crumbs
}
