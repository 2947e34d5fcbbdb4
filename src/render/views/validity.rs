//! Whether a document is valid, since when not, and what stands in its place.

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::{Page, Unit};

use super::parts::{DateView, settled};

#[derive(Debug, Serialize)]
pub struct ValidityView {
    /// 有效, 失效, 废止 or 修改; null where only a day is given.
    pub status: Option<String>,
    /// Whether it is valid, as its source says.
    pub valid: bool,
    pub date: Option<DateView>,
    /// What happens on that day: 起失效 of what is valid, 起 of what is not any more,
    /// 修改. Empty if there is no day.
    pub after: &'static str,
    pub replaced_by: Option<ReplacementView>,
}

/// The document that stands in the place of another.
#[derive(Debug, Serialize)]
pub struct ReplacementView {
    pub title: String,
    /// Null if the source only names it.
    pub href: Option<String>,
}

impl ValidityView {
    /// `None` if the page's source says nothing of it. `page` is shown at `here`.
    pub fn of(page: &Page, unit: &Unit, here: &OutPath) -> Option<Self> {
        let doc = &page.doc;
        let (valid, day, after) = match doc.status.as_deref() {
            Some("修改") => (true, doc.amended.as_ref(), "修改"),
            Some("失效" | "废止") => (false, doc.expires.as_ref(), "起"),
            _ => (true, doc.expires.as_ref(), "起失效"),
        };
        let status = doc.status.clone();
        let replaced_by = replacement(page, unit, here);
        let is_told = status.is_some() || day.is_some() || replaced_by.is_some();
        is_told.then(|| Self {
            status,
            valid,
            after: if day.is_some() { after } else { "" },
            date: day.map(DateView::iso),
            replaced_by,
        })
    }
}

impl ValidityView {
    /// Whether a list says it: all but that a document is valid.
    pub fn is_notable(&self) -> bool {
        let is_valid = self.status.as_deref().is_none_or(|status| status == "有效");
        !is_valid || self.date.is_some() || self.replaced_by.is_some()
    }
}

/// The links of a page are as its own address needs them, so from elsewhere the page
/// that is meant is looked for. Linear in the unit's pages.
fn replacement(page: &Page, unit: &Unit, here: &OutPath) -> Option<ReplacementView> {
    let stated = page.doc.replaced_by.as_ref()?;
    let named = |href| ReplacementView {
        title: stated.text.clone(),
        href,
    };
    if !stated.is_link() {
        return Some(named(None));
    }
    let settled = settled(&page.links, &stated.text)?;
    let mut pages = unit.pages.iter();
    match pages.find(|other| page.out.href(&other.out) == settled.href) {
        Some(other) => Some(ReplacementView {
            title: other.title.clone(),
            href: Some(here.href(&other.out)),
        }),
        None if *here == page.out => Some(named(Some(settled.href))),
        None => None,
    }
}
