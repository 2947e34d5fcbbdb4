//! Addresses that pages and units had before: each leads on without scripts, and one that
//! cannot is refused at its place.

mod common;

use common::{TestSite, select, text};
use gongkai::diag::Diagnostic;

/// A site with a report, a page and a unit that stood elsewhere.
fn moved() -> TestSite {
    let site = TestSite::portal();
    site.edit("content/reports/2022/report.yaml", |text| {
        format!("曾用地址: [zwgk/nb/2022.htm, '%E5%B9%B4%E6%8A%A5/2022/']\n{text}")
    });
    site.replace(
        "content/policies/fee.md",
        "标题: 收费办法\n",
        "标题: 收费办法\n曾用地址: old/fee.html\n",
    );
    site.edit("content/units/qinghe/unit.yaml", |text| {
        format!("{text}曾用地址: units/old-id/\n")
    });
    site
}

/// Where a page leads at once and by its link, both as they are written.
fn leads(site: &TestSite, path: &str) -> String {
    let html = site.html(path);
    let refresh = select(&html, "meta[http-equiv=refresh]");
    let refresh = refresh[0].attr("content").expect("a content");
    let links = select(&html, "main a");
    let href = links[0].attr("href").expect("a link");
    assert_eq!(refresh, format!("0; url={href}"), "{path}");
    assert!(select(&html, "script").is_empty(), "{path}");
    assert!(!text(links[0]).is_empty());
    href.to_owned()
}

/// What is refused of an old address of the report of 2022: the marked text and the
/// message.
fn refused(address: &str) -> (String, String) {
    let site = TestSite::portal();
    let file = "content/reports/2022/report.yaml";
    site.edit(file, |text| format!("曾用地址: {address}\n{text}"));
    let said = site.publish_into(&site.out()).expect_err("it is refused");
    let of_code: Vec<&Diagnostic> = said.iter().filter(|one| one.code.id == "MOV01").collect();
    assert_eq!(of_code.len(), 1, "{address}: {said:#?}");
    let one = of_code[0];
    assert!(one.help.is_some(), "{address}");
    assert_eq!(one.place.file.as_str(), file, "{address}");
    let span = one.place.span.clone().expect("a place in the file");
    (site.read(file)[span].to_owned(), one.message.clone())
}

#[test]
fn old_addresses_lead_on_without_scripts() {
    let site = moved();
    site.publish();
    let report = "../../reports/2022/index.html";
    assert_eq!(leads(&site, "zwgk/nb/2022.htm"), report);
    assert_eq!(leads(&site, "年报/2022/index.html"), report);
    assert_eq!(leads(&site, "old/fee.html"), "../policies/fee.html");
    assert_eq!(
        leads(&site, "units/old-id/index.html"),
        "../qinghe/index.html"
    );
    let names = site.names();
    let pages = |folder: &str| {
        let names = names.iter().filter_map(|name| name.strip_prefix(folder));
        let pages = names.filter(|name| name.ends_with(".html"));
        pages.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(pages("units/old-id/"), pages("units/qinghe/"));
    for page in pages("units/old-id/") {
        let at = format!("units/old-id/{page}");
        let up = "../".repeat(at.matches('/').count() - 1);
        assert_eq!(leads(&site, &at), format!("{up}qinghe/{page}"));
    }
}

#[test]
fn search_engines_are_told_of_the_new_address_alone() {
    let site = moved();
    site.replace(
        "site.toml",
        "[site]\n",
        "[site]\nbase_url = \"https://a.gov.cn/x/\"\n",
    );
    site.publish();
    let html = site.html("年报/2022/index.html");
    let canonical = select(&html, "link[rel=canonical]")[0].attr("href");
    assert_eq!(canonical, Some("https://a.gov.cn/x/reports/2022/"));
    let sitemap = site.page("sitemap.xml");
    assert!(sitemap.contains("/reports/2022/"));
    for old in ["zwgk", "%E5%B9%B4", "old"] {
        assert!(!sitemap.contains(&format!("/x/{old}")), "{old}");
    }
}

#[test]
fn what_cannot_lead_on_is_refused_at_its_place() {
    for address in [
        "/zwgk/2022.html",
        "../2022.html",
        "a/../../2022.html",
        "https://www.example.gov.cn/2022.html",
        "zwgk/2022.jsp",
        "zwgk/show.html?id=3",
        "con.html",
    ] {
        let (marked, message) = refused(address);
        assert_eq!(marked, address);
        assert!(message.contains(address), "{message}");
    }
}

#[test]
fn an_old_address_takes_no_place_that_is_taken() {
    for (address, word) in [
        ("guide.html", "现在就在网站上"),
        ("Guide.HTML", "大小写"),
        ("reports/2022/", "就是它现在的网址"),
        ("units/qinghe/index.html", "现在就在网站上"),
        ("guide.html/old/", "文件夹"),
        ("[a/x.html, A/X.html]", "也是另一处"),
        ("[a/x.html, a/x.html]", "也是另一处"),
        ("[a.html, a.html/b/]", "文件夹"),
    ] {
        let (_, message) = refused(address);
        assert!(message.contains(word), "{address}: {message}");
    }
    let site = moved();
    let taken = "标题: 收费办法\n曾用地址: units/old-id/index.html\n";
    let page = "标题: 收费办法\n曾用地址: old/fee.html\n";
    site.replace("content/policies/fee.md", page, taken);
    let said = site
        .publish_into(&site.out())
        .expect_err("two of one address");
    let of_code: Vec<&Diagnostic> = said.iter().filter(|one| one.code.id == "MOV01").collect();
    assert_eq!(of_code.len(), 1, "{said:#?}");
    assert_eq!(of_code[0].also.len(), 1);
}

#[test]
fn a_unit_that_changes_changes_the_pages_at_its_old_address() {
    let site = moved();
    site.publish();
    site.replace(
        "content/units/qinghe/unit.yaml",
        "units/old-id/",
        "units/older/",
    );
    site.replace("content/policies/fee.md", "曾用地址: old/fee.html\n", "");
    let changed = site.publish();
    assert!(
        changed
            .outcome
            .removed
            .iter()
            .any(|path| path.as_str() == "old/fee.html")
    );
    let grown = site.tree();
    let fresh = tempfile::tempdir().expect("a folder");
    let out = fresh.path().join("out");
    site.publish_into(&out).expect("a sound site");
    let (one, other) = (
        common::without_memo(grown),
        common::without_memo(common::tree(&out)),
    );
    common::assert_same(&one, &other, "an incremental build");
}

#[test]
fn the_preview_shows_pages_at_old_addresses() {
    let site = moved().compose();
    for path in ["units/old-id/index.html", "zwgk/nb/2022.htm"] {
        let path = gongkai::path::OutPath::new(path).expect("a path");
        let page = site.output(&path).expect("it is planned").render();
        page.expect("a page").expect("a sound template");
    }
}
