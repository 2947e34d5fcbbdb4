//! `sitemap.xml`: every page with the day of its last change that we know.

use std::fmt::Write;

use crate::plan::{Kind, Plan};
use crate::portal::Portal;

use super::views::absolute;

/// The sitemap of a site with a base address. The dates are those of
/// publication, never of the build: the same sources give the same bytes.
pub fn sitemap(plan: &Plan, portal: &Portal, base: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for output in plan
        .outputs
        .iter()
        .filter(|output| output.kind.is_page() && output.kind != Kind::NotFound)
    {
        let address = escape(&absolute(base, &output.path));
        let _ = write!(xml, "<url><loc>{address}</loc>");
        if let Some(day) = last_change(&output.kind, portal) {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn last_change(kind: &Kind, portal: &Portal) -> Option<String> {
    let stamp = match kind {
        Kind::Report { unit, year } => {
            let report = portal.units.get(*unit)?.reports.get(year)?;
            report.published.as_ref().or(report.signed.as_ref())
        }
        Kind::Page { unit, page } => {
            let page = portal.units.get(*unit)?.pages.get(*page)?;
            page.doc.published.as_ref().or(page.doc.signed.as_ref())
        }
        _ => None,
    };
    stamp.map(crate::parse::date::Stamp::iso)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
