//! The page where readers search the site, the boxes that lead to it, and what the
//! policies permit for them.

mod common;

use common::{TestSite, select, text};

const PAGE: &str = "search/index.html";

/// What a page's policy says after this word.
fn directive(site: &TestSite, page: &str, name: &str) -> String {
    let html = site.html(page);
    let meta = select(&html, "meta[http-equiv=Content-Security-Policy]");
    let policy = meta[0].attr("content").expect("a policy");
    let mut parts = policy.split(';').map(str::trim);
    let part = parts.find_map(|part| part.strip_prefix(name));
    part.expect("the directive").trim().to_owned()
}

/// Where the forms of a page lead.
fn forms(site: &TestSite, page: &str) -> Vec<String> {
    let html = site.html(page);
    let forms = select(&html, "form").into_iter();
    forms
        .filter_map(|form| form.attr("action").map(str::to_owned))
        .collect()
}

/// The links of a page's main part with their texts.
fn ways(site: &TestSite, page: &str) -> Vec<(String, String)> {
    let html = site.html(page);
    let links = select(&html, "main section a").into_iter();
    let links = links.map(|link| {
        let href = link.attr("href").unwrap_or_default();
        (text(link), href.to_owned())
    });
    links.collect()
}

fn with_address(site: &TestSite) {
    site.edit("site.toml", |text| {
        let address = "[site]\nbase_url = \"https://a.gov.cn/zfxxgk/\"\n";
        text.replace("[site]\n", address)
    });
}

#[test]
fn front_pages_and_the_page_for_a_wrong_address_have_a_box() {
    let site = TestSite::portal();
    site.publish_by_force();
    assert_eq!(forms(&site, "index.html"), [PAGE]);
    for unit in site.names() {
        let inside = unit
            .strip_prefix("units/")
            .and_then(|path| path.split_once('/'));
        if inside.is_some_and(|(_, rest)| rest == "index.html") {
            assert_eq!(forms(&site, &unit), ["../../search/index.html"], "{unit}");
        }
    }
    // Only with an address is it known where the page is.
    assert_eq!(forms(&site, "404.html"), [""; 0]);
    with_address(&site);
    site.publish_by_force();
    assert_eq!(forms(&site, "404.html"), ["/zfxxgk/search/index.html"]);
}

#[test]
fn policies_permit_what_the_search_needs_and_no_more() {
    let site = TestSite::portal();
    with_address(&site);
    site.publish_by_force();
    let pages = site
        .names()
        .into_iter()
        .filter(|name| name.ends_with(".html"));
    for page in pages {
        let boxed = !forms(&site, &page).is_empty();
        let due = if boxed { "'self'" } else { "'none'" };
        assert_eq!(directive(&site, &page, "form-action"), due, "{page}");
        let scripts = directive(&site, &page, "script-src");
        let own = scripts
            .split(' ')
            .filter(|source| !source.starts_with("'sha256-"));
        let own: Vec<&str> = own.collect();
        let due: &[&str] = if page == PAGE { &["'self'"] } else { &[] };
        assert_eq!(own, due, "{page}");
    }
}

#[test]
fn without_scripts_the_page_lists_what_there_is() {
    let site = TestSite::portal();
    site.publish_by_force();
    let html = site.html(PAGE);
    let form = select(&html, "form#search");
    assert!(
        form[0].attr("hidden").is_some(),
        "only the script can use it"
    );
    let ways = ways(&site, PAGE);
    let nav = select(&html, "nav.cols a").into_iter();
    let columns: Vec<String> = nav
        .filter_map(|link| link.attr("href").map(str::to_owned))
        .collect();
    assert_eq!(columns.last().map(String::as_str), Some("index.html"));
    for column in &columns[..columns.len() - 1] {
        assert!(ways.iter().any(|(_, href)| href == column), "{column}");
    }
    let own = site
        .names()
        .into_iter()
        .filter(|name| name.starts_with("units/"));
    let units = own.filter(|name| name.ends_with("/index.html") && name.matches('/').count() == 2);
    let units: Vec<String> = units.map(|name| format!("../{name}")).collect();
    assert!(!units.is_empty());
    for unit in units {
        assert!(
            ways.iter().any(|(_, href)| *href == unit),
            "{unit}: {ways:?}"
        );
    }
    let years = select(&html, "#year option").into_iter().map(text);
    let years: Vec<String> = years.skip(1).collect();
    assert!(
        years.len() > 1 && years.is_sorted_by(|one, next| one > next),
        "{years:?}"
    );
}

#[test]
fn many_units_are_not_listed_one_by_one() {
    let site = TestSite::portal();
    for number in 0..70 {
        let file = format!("content/units/u{number}/unit.yaml");
        site.write(&file, format!("名称: 白桥县第{number}乡人民政府\n"));
        let guide = format!("content/units/u{number}/guide.md");
        site.write(&guide, "# 政府信息公开指南\n\n来电。\n");
    }
    site.publish_by_force();
    let ways = ways(&site, PAGE);
    assert!(
        ways.contains(&("各单位".to_owned(), "../index.html".to_owned())),
        "{ways:?}"
    );
    assert!(ways.iter().all(|(_, href)| !href.starts_with("../units/u")));
    assert!(site.page(PAGE).len() < 20 * 1024);
}

#[test]
fn a_site_without_a_search_has_no_trace_of_it() {
    let site = TestSite::portal();
    with_address(&site);
    site.edit("site.toml", |text| {
        format!("[search]\nenabled = false\n{text}")
    });
    site.publish_by_force();
    for name in site.names() {
        assert!(!name.contains("search/"), "{name}");
        if name.ends_with(".html") {
            assert_eq!(forms(&site, &name), [""; 0], "{name}");
            assert_eq!(directive(&site, &name, "form-action"), "'none'", "{name}");
            let html = site.html(&name);
            let links = select(&html, "a").into_iter();
            let mut texts = links.map(text);
            assert!(texts.all(|text| text != "检索"), "{name}");
        }
    }
}

#[test]
fn a_site_may_have_a_script_of_its_own_for_the_search() {
    let site = TestSite::portal();
    site.write("templates/search.js", "// 本站\nvar a = 1;\n");
    site.publish_by_force();
    assert_eq!(site.page("search/search.js"), "var a = 1;");
}
