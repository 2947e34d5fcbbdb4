//! `sitemap.xml`: every page with the day of its last change that we know.

use std::fmt::Write;

use crate::plan::Output;

use super::views::absolute;

/// The sitemap of a site with a base address. The dates are those of
/// publication, never of the build: the same sources give the same bytes.
pub fn sitemap<'o>(outputs: impl Iterator<Item = &'o Output>, base: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for output in outputs.filter(|output| output.is_mapped()) {
        let address = escape(&absolute(base, &output.path));
        let _ = write!(xml, "<url><loc>{address}</loc>");
        if let Some(day) = &output.changed {
            let _ = write!(xml, "<lastmod>{}</lastmod>", day.iso());
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
