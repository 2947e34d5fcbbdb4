//! `sitemap.xml`: every page with the day of its last change that we know. Search
//! engines read at most 50,000 addresses in one file; of more there are parts, and
//! `sitemap.xml` names those.

use std::fmt::Write;

use crate::path::OutPath;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::render::Prepared;

use super::maker::{LastScope, Maker, Makes, Plans, SiteInputs, SiteScope};

pub static SITEMAP: Maker = Maker {
    name: "sitemap",
    plans: Plans::All(&[Plans::Site(plan), Plans::Last(plan_parts)]),
    makes: Makes::FromSite {
        media_type: "text/xml; charset=utf-8",
        prepare,
    },
};

/// How many addresses one file may have.
const LIMIT: usize = 50_000;

/// How every file begins, and the name space of its elements.
const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Its links are absolute, so only a site with an address has one.
fn plan(scope: &SiteScope<'_>, plan: &mut Plan) {
    if scope.config.base_url.is_some() {
        plan.add(Output::new(file("sitemap"), Subject::Site, &site_file()));
    }
}

fn plan_parts(scope: &LastScope<'_>, plan: &mut Plan) {
    let named = |output: &&Output| scope.makers.is_named(output);
    let addresses = scope.addresses + plan.planned().iter().filter(named).count();
    if scope.has_address {
        for part in 1..=parts_of(addresses, LIMIT) {
            plan.add(Output::new(part_path(part), Subject::Site, &site_file()));
        }
    }
}

/// How many parts hold this many addresses: none where one file can.
fn parts_of(addresses: usize, limit: usize) -> usize {
    if addresses <= limit {
        0
    } else {
        addresses.div_ceil(limit)
    }
}

/// The part of this number, counted from 1.
fn part_path(part: usize) -> OutPath {
    file(&format!("sitemap-{part}"))
}

fn file(name: &str) -> OutPath {
    OutPath::new(&format!("{name}.xml")).expect("a fixed name is a valid path")
}

fn prepare<'i>(output: &'i Output, inputs: &SiteInputs<'i>) -> Prepared<'i> {
    let named = inputs.outputs.iter().copied();
    let named: Vec<&Output> = named.filter(|one| inputs.makers.is_named(one)).collect();
    let base = inputs.config.base_url.as_deref().unwrap_or_default();
    Prepared::plain(written(&output.path, &named, base, LIMIT).into_bytes())
}

/// The file of this path, for these pages.
fn written(path: &OutPath, named: &[&Output], base: &str, limit: usize) -> String {
    let parts = parts_of(named.len(), limit);
    match (1..=parts).find(|part| part_path(*part) == *path) {
        Some(part) => addresses(named.chunks(limit).nth(part - 1).unwrap_or_default(), base),
        None if parts > 0 => index(parts, base),
        None => addresses(named, base),
    }
}

/// The dates are those of publication, never of the build: the same sources give
/// the same bytes.
fn addresses(named: &[&Output], base: &str) -> String {
    let mut xml = format!("{BEGIN}<urlset xmlns=\"{NAMESPACE}\">\n");
    for output in named {
        let address = escape(&output.path.absolute(base));
        let _ = write!(xml, "<url><loc>{address}</loc>");
        if let Some(day) = &output.changed {
            let _ = write!(xml, "<lastmod>{}</lastmod>", day.iso());
        }
        xml.push_str("</url>\n");
    }
    xml + "</urlset>\n"
}

fn index(parts: usize, base: &str) -> String {
    let mut xml = format!("{BEGIN}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for part in 1..=parts {
        let address = escape(&part_path(part).absolute(base));
        let _ = writeln!(xml, "<sitemap><loc>{address}</loc></sitemap>");
    }
    xml + "</sitemapindex>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use crate::parse::config::ConfigDoc;

    use super::*;

    /// The addresses that the file of this name has, of a site with so many pages.
    fn addresses_in(name: &str, pages: usize) -> Vec<String> {
        let pages = (0..pages).map(|page| {
            let path = OutPath::new(&format!("p{page}.html")).expect("a path");
            Output::new(path, Subject::Unit, &site_file())
        });
        let pages: Vec<Output> = pages.collect();
        let named: Vec<&Output> = pages.iter().collect();
        let xml = written(&file(name), &named, "https://a.gov.cn/", 3);
        let found = xml.split("<loc>https://a.gov.cn/").skip(1);
        found
            .filter_map(|rest| Some(rest.split_once("</loc>")?.0.to_owned()))
            .collect()
    }

    #[test]
    fn more_addresses_than_one_file_may_have_are_in_parts() {
        assert_eq!(parts_of(3, 3), 0);
        assert_eq!(
            addresses_in("sitemap", 3),
            ["p0.html", "p1.html", "p2.html"]
        );
        assert_eq!(parts_of(7, 3), 3);
        assert_eq!(
            addresses_in("sitemap", 7),
            ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
        );
        assert_eq!(
            addresses_in("sitemap-1", 7),
            ["p0.html", "p1.html", "p2.html"]
        );
        assert_eq!(addresses_in("sitemap-3", 7), ["p6.html"]);
    }

    #[test]
    fn parts_are_planned_as_soon_as_one_file_is_too_small() {
        let planned = |addresses| {
            let scope = LastScope {
                makers: super::super::Makers::default(),
                config: &ConfigDoc::default(),
                units: &[],
                addresses,
                has_address: true,
                has_data: false,
                reports: 0,
                search: None,
            };
            let outputs = scope.makers.plan_last(&scope).into_iter();
            outputs
                .map(|one| one.path.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(planned(LIMIT), [""; 0]);
        assert_eq!(planned(LIMIT + 1), ["sitemap-1.xml", "sitemap-2.xml"]);
    }
}
