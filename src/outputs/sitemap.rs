//! `sitemap.xml`: every page with the day of its last change that we know.

use std::fmt::Write;

use crate::path::OutPath;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::render::views::absolute;

use super::maker::{Maker, Makes, Plans, SiteInputs, SiteScope};

pub static SITEMAP: Maker = Maker {
    name: "sitemap",
    plans: Plans::Site(plan),
    makes: Makes::FromSite {
        media_type: "text/xml; charset=utf-8",
        make,
    },
};

/// Its links are absolute, so only a site with an address has one.
fn plan(scope: &SiteScope<'_>, plan: &mut Plan) {
    if scope.config.base_url.is_some() {
        let path = OutPath::new("sitemap.xml").expect("a fixed name is a valid path");
        plan.add(Output::new(path, Subject::Site, &site_file()));
    }
}

/// The dates are those of publication, never of the build: the same sources give
/// the same bytes.
fn make(_: &Output, inputs: &SiteInputs<'_>) -> Vec<u8> {
    let base = inputs.config.base_url.as_deref().unwrap_or_default();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // The page for what is not there is the only one of the site as a whole.
    let is_named = |output: &&&Output| {
        inputs.makers.is_page(output) && output.subject != Subject::Site && !output.draft
    };
    for output in inputs.outputs.iter().filter(is_named) {
        let address = escape(&absolute(base, &output.path));
        let _ = write!(xml, "<url><loc>{address}</loc>");
        if let Some(day) = &output.changed {
            let _ = write!(xml, "<lastmod>{}</lastmod>", day.iso());
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
