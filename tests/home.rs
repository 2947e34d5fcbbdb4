//! The home of a unit, the ways to its pages, and that its pages do not depend on where
//! they are hosted.

mod common;

use std::fs;
use std::path::Path;

use common::{TestSite, select, text, texts, tree};

const HOST: &str = "tests/fixtures/portal";

/// The county of the fixtures: the owner and two hosted units.
fn county() -> TestSite {
    let site = TestSite::from("-- site.toml --\n");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(HOST);
    for (name, bytes) in tree(&folder) {
        site.write(&name, bytes);
    }
    site
}

/// The way to a page: what each crumb says, and where it leads.
fn crumbs(site: &TestSite, page: &str) -> Vec<(String, Option<String>)> {
    let html = site.html(page);
    let items = select(&html, "nav.crumb li").into_iter();
    let link = |item: scraper::ElementRef<'_>| {
        let selector = scraper::Selector::parse("a").expect("a selector");
        let link = item.select(&selector).next()?;
        link.value().attr("href").map(str::to_owned)
    };
    items.map(|item| (text(item), link(item))).collect()
}

fn way(steps: &[(&str, &str)], last: &str) -> Vec<(String, Option<String>)> {
    let steps = steps.iter();
    let steps = steps.map(|(text, href)| ((*text).to_owned(), Some((*href).to_owned())));
    steps.chain([(last.to_owned(), None)]).collect()
}

const PORTAL: (&str, &str) = (
    "示例县人民政府门户网站",
    "https://www.shili-county.example/",
);

#[test]
fn ways_begin_at_the_host_and_follow_the_columns() {
    let site = county();
    site.publish_by_force();
    let owner = "示例县政府信息公开";
    assert_eq!(crumbs(&site, "index.html"), way(&[PORTAL], owner));
    assert_eq!(
        crumbs(&site, "reports/index.html"),
        way(&[PORTAL, (owner, "../index.html")], "政府信息公开年报")
    );
    let reports = |href| ("政府信息公开年报", href);
    assert_eq!(
        crumbs(&site, "reports/2024/index.html"),
        way(
            &[
                PORTAL,
                (owner, "../../index.html"),
                reports("../index.html")
            ],
            "2024年"
        )
    );
    assert_eq!(
        crumbs(&site, "policies/fee.html"),
        way(
            &[
                PORTAL,
                (owner, "../index.html"),
                ("政府信息公开制度", "index.html")
            ],
            "示例县政府信息公开信息处理费收取办法"
        )
    );
    // A hosted unit with a home, and one whose front page is the list of its reports.
    let qinghe = "青禾镇人民政府信息公开";
    assert_eq!(
        crumbs(&site, "units/qinghe/reports/2024/index.html"),
        way(
            &[
                PORTAL,
                (owner, "../../../../index.html"),
                (qinghe, "../../index.html"),
                reports("../index.html")
            ],
            "2024年"
        )
    );
    let forestry = "县林草局政府信息公开年报";
    assert_eq!(
        crumbs(&site, "units/forestry/index.html"),
        way(&[PORTAL, (owner, "../../index.html")], forestry)
    );
    assert_eq!(
        crumbs(&site, "units/forestry/reports/2024/index.html"),
        way(
            &[
                PORTAL,
                (owner, "../../../../index.html"),
                (forestry, "../../index.html")
            ],
            "2024年"
        )
    );
}

/// The site that has nothing but one unit of the county: the same identity, at the
/// address that the unit's folder has there.
fn alone(unit: &str, organization: &str) -> TestSite {
    let site = TestSite::from("-- site.toml --\n");
    let host = Path::new(env!("CARGO_MANIFEST_DIR")).join(HOST);
    let settings = fs::read_to_string(host.join("site.toml")).expect("settings");
    let (identity, _) = settings.split_once("[organization]").expect("an owner");
    let address = "https://www.shili-county.example/zfxxgk/";
    assert!(identity.contains(address));
    let identity = identity.replace(address, &format!("{address}units/{unit}/"));
    site.write("site.toml", format!("{identity}{organization}"));
    for (name, bytes) in tree(&host.join("content/units").join(unit)) {
        if name != "unit.yaml" {
            site.write(&format!("content/{name}"), bytes);
        }
    }
    site
}

/// A page without the one crumb that leads to the host.
fn without_host(page: &str) -> String {
    let end = page.find("示例县政府信息公开</a>").expect("a way back");
    let start = page[..end].rfind("<li>").expect("in an item");
    let next = end + page[end..].find("<li").expect("another item");
    [&page[..start], &page[next..]].concat()
}

const QINGHE: &str = r#"[organization]
name = "示例县青禾镇人民政府"
short_name = "青禾镇人民政府"
kind = "township"
county = "示例县"

[organization.contact]
department = "青禾镇党政综合办公室"
address = "示例县青禾镇稻香路0号"
postcode = "000000"
phone = "0000-00000001"
fax = "0000-00000002"
email = "qinghe@shili-county.example"
hours = "工作日 8:30—11:30，13:30—17:00"
"#;

const FORESTRY: &str = r#"[organization]
name = "示例县林业和草原局"
short_name = "县林草局"
kind = "department"
county = "示例县"

[organization.contact]
department = "办公室"
address = "示例县松涛路0号"
postcode = "000000"
phone = "0000-00000003"
email = "lincao@shili-county.example"
"#;

#[test]
fn the_pages_of_a_unit_are_the_same_alone_and_hosted_but_for_the_way_back() {
    let host = county();
    // What its author links to outside its folder is not there when it is alone.
    let to_host = "[示例县公开指南](../../guide.md)";
    host.replace("content/units/qinghe/guide.md", to_host, "示例县公开指南");
    host.publish_by_force();
    for (unit, organization) in [("qinghe", QINGHE), ("forestry", FORESTRY)] {
        let site = alone(unit, organization);
        if unit == "qinghe" {
            site.replace("content/guide.md", to_host, "示例县公开指南");
        }
        site.publish_by_force();
        let mut hosted = tree(&host.out().join("units").join(unit));
        let mut own = site.tree();
        // The index is of the whole site, and its texts say where their pages are in it.
        own.retain(|name, _| !name.starts_with("search/"));
        hosted.retain(|name, _| !name.starts_with("search/"));
        // What there is once for a whole site.
        let of_site = [
            "404.html",
            "sitemap.xml",
            "terms/index.html",
            "accessibility/index.html",
        ];
        own.retain(|name, _| !name.starts_with(".gongkai/") && !of_site.contains(&&name[..]));
        // A unit with nothing but reports is on the map of the one above.
        let is_on_host = !hosted.contains_key("sitemap.html");
        if is_on_host {
            own.remove("sitemap.html");
        }
        let names = |tree: &common::Tree| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&own), names(&hosted));
        for (name, bytes) in hosted {
            if name.ends_with(".html") {
                let page = String::from_utf8(bytes).expect("text");
                let own = String::from_utf8(own[&name].clone()).expect("text");
                let mut hosted = without_host(&page)
                    .replace("../../terms/", "terms/")
                    .replace("../../accessibility/", "accessibility/")
                    .replace("../../search/", "search/");
                if is_on_host {
                    hosted = hosted.replace("../../sitemap.html", "sitemap.html");
                }
                let differs = hosted.bytes().zip(own.bytes()).position(|(a, b)| a != b);
                let around = |text: &str| {
                    let at = differs.unwrap_or(0);
                    let bytes = &text.as_bytes()[at.saturating_sub(90)..(at + 90).min(text.len())];
                    String::from_utf8_lossy(bytes).into_owned()
                };
                assert!(
                    hosted == own,
                    "{unit}/{name}\nhosted: {}\nalone:  {}",
                    around(&hosted),
                    around(&own)
                );
            } else {
                assert!(bytes == own[&name], "{unit}/{name}");
            }
        }
    }
}

#[test]
fn reports_stay_at_the_front_where_nothing_else_is_published() {
    let site = TestSite::sample();
    site.publish();
    assert!(!site.names().contains(&"reports/index.html".to_owned()));
    assert_eq!(texts(&site.html("index.html"), "h1"), ["政府信息公开年报"]);
    // Another column makes a home; without it the site is as it was.
    let before = site.page("index.html");
    site.write("content/guide.md", "# 政府信息公开指南\n\n来电。\n");
    site.publish_by_force();
    assert_eq!(texts(&site.html("index.html"), "h1"), ["政府信息公开"]);
    let reports = site.html("reports/index.html");
    assert_eq!(texts(&reports, "h1"), ["政府信息公开年报"]);
    assert_eq!(texts(&reports, ".years tbody tr").len(), 1);
    site.remove("content/guide.md");
    site.publish();
    assert_eq!(site.page("index.html"), before);
}

#[test]
fn a_home_says_what_there_is_and_has_no_empty_column() {
    let site = TestSite::from(
        "-- site.toml --\n[site]\nname = \"白桥县人民政府\"\n\n[organization]\nname = \"白桥县人民政府\"\nkind = \"county\"\n",
    );
    let report = TestSite::sample();
    for (unit, kind) in [("finance", "部门"), ("hedong", "乡镇"), ("hexi", "乡镇")] {
        let name = format!("名称: 白桥县{unit}\n简称: {unit}\n类型: {kind}\n");
        site.write(&format!("content/units/{unit}/unit.yaml"), name);
    }
    for name in ["report.yaml", "report.md"] {
        let bytes = report.read(&format!("content/reports/2022/{name}"));
        site.write(&format!("content/units/hexi/reports/2022/{name}"), bytes);
    }
    site.publish_by_force();
    let home = site.html("index.html");
    assert_eq!(texts(&home, "h2"), ["政府信息公开年报", "各单位"]);
    assert_eq!(texts(&home, "h3"), ["部门", "乡镇"]);
    let words: Vec<String> = texts(&home, ".d.f span");
    assert_eq!(words, ["未发布", "未发布", "2023-01-10"]);
    // Without reports of its own there is no list of them: the column leads to the matrix.
    assert!(!site.names().contains(&"reports/index.html".to_owned()));
    let more = select(&home, ".more a").into_iter();
    let more: Vec<&str> = more.filter_map(|link| link.value().attr("href")).collect();
    assert_eq!(more, ["matrix.html", "matrix.html", "data/index.html"]);
    let kind = select(&home, "meta[name=ColumnType]");
    assert_eq!(kind[0].value().attr("content"), Some("首页"));
}
