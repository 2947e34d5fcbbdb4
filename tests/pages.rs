//! Every kind of page of `tests/fixtures/portal`, as it was kept in
//! `tests/golden`: the `<main>` of a page, all of any other text.

mod common;

use std::path::Path;

use common::golden::{changed, difference};
use common::{TestSite, assert_same, select, texts, tree, without_memo};

/// What is kept, and the template that makes it.
const KEPT: [(&str, &str); 23] = [
    // The home of a county, and of a township.
    ("index.html", "home.html"),
    ("units/qinghe/index.html", "home.html"),
    // Reports beside a home, and where they are all that a unit publishes.
    ("reports/index.html", "index.html"),
    ("units/qinghe/reports/index.html", "index.html"),
    ("units/forestry/index.html", "index.html"),
    ("matrix.html", "matrix.html"),
    ("compare/2024.html", "compare.html"),
    // A report of each form.
    ("reports/2018/index.html", "report.html"),
    ("reports/2019/index.html", "report.html"),
    ("reports/2024/index.html", "report.html"),
    ("disclosure/organization/duties.html", "page.html"),
    ("policies/index.html", "list.html"),
    ("years.html", "years.html"),
    ("units/qinghe/data/index.html", "data.html"),
    ("terms/index.html", "terms.html"),
    ("sitemap.html", "sitemap.html"),
    ("accessibility/index.html", "accessibility.html"),
    ("search/index.html", "search.html"),
    ("units/forestry/corrections/index.html", "corrections.html"),
    ("404.html", "404.html"),
    ("zfxxgk/nb/2018.htm", "moved.html"),
    ("leave/3e8c9ffac8f2a2a0/index.html", "leave.html"),
    ("sitemap.xml", ""),
];

fn fixture() -> TestSite {
    let site = TestSite::from("-- site.toml --\n");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/portal");
    for (name, bytes) in tree(&folder) {
        site.write(&name, bytes);
    }
    site
}

/// The `<main>` of a page, else all of a text, with a line for each tag.
fn lines(text: &str) -> String {
    let main = text.find("<main").zip(text.find("</main>"));
    let main = main.map_or(text, |(start, end)| &text[start..end + "</main>".len()]);
    main.trim_end()
        .replace("><", ">\n<")
        .replace("> <", ">\n <")
        + "\n"
}

#[test]
#[cfg_attr(not(feature = "minify"), ignore = "what is kept was minified")]
fn pages_are_as_they_were_kept() {
    let site = fixture();
    site.publish_by_force();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let differences = KEPT.iter().filter_map(|(name, _)| {
        let file = kept.join(name.replace('/', "-"));
        difference(&file, &lines(&site.page(name)))
    });
    let differences: Vec<String> = differences.collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// A site with so many hosted units, documents in one of its lists, and a report of another year.
fn crowded(units: usize, documents: usize, other_year: u16) -> TestSite {
    let site = TestSite::sample();
    for unit in 0..units {
        let folder = format!("content/units/u{unit:03}");
        let name = format!("名称: 白桥县第{unit}乡人民政府\n");
        site.write(&format!("{folder}/unit.yaml"), name);
        site.write(
            &format!("{folder}/guide.md"),
            "# 政府信息公开指南\n\n来电。\n",
        );
    }
    for document in 0..documents {
        let file = format!("content/policies/d{document:03}.md");
        site.write(&file, format!("# 白桥县第{document}号制度\n\n正文。\n"));
    }
    let source = site.read("content/reports/2022/report.yaml");
    let words = site.read("content/reports/2022/report.md");
    let other = source.replace("2022", &other_year.to_string());
    site.write(&format!("content/reports/{other_year}/report.yaml"), other);
    site.write(&format!("content/reports/{other_year}/report.md"), words);
    site
}

/// The links in the cells or list of one page, and where its pager leads.
fn entries(site: &TestSite, page: &str) -> (usize, Vec<String>) {
    let html = site.html(page);
    let listed = texts(&html, ".years tbody tr, .d.f, .ls > li:not(:has(.d))").len();
    let pager = select(&html, "nav.pn a").into_iter();
    let links = pager.filter_map(|link| link.value().attr("href"));
    (listed, links.map(str::to_owned).collect())
}

#[test]
fn lists_go_on_after_fifty_entries() {
    let site = crowded(51, 120, 2021);
    site.publish_by_force();
    let links = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        entries(&site, "policies/index.html"),
        (50, links(&["page-2.html", "page-3.html"]))
    );
    assert_eq!(
        entries(&site, "policies/page-2.html"),
        (50, links(&["index.html", "page-3.html"]))
    );
    assert_eq!(
        entries(&site, "policies/page-3.html"),
        (20, links(&["index.html", "page-2.html"]))
    );
    // 51 units are on one page, but the address of the second one of old still has its own.
    assert_eq!(entries(&site, "index.html"), (51, links(&[])));
    assert_eq!(entries(&site, "page-2.html"), (1, links(&["index.html"])));
    assert_eq!(entries(&site, "reports/index.html"), (2, links(&[])));
}

#[test]
fn pages_of_lists_come_and_go_with_their_entries() {
    let site = crowded(50, 50, 2021);
    site.publish_by_force();
    let none = site.names();
    assert!(!none.iter().any(|name| name.contains("page-2")), "{none:?}");
    site.write("content/units/u999/unit.yaml", "名称: 白桥县新乡人民政府\n");
    site.write(
        "content/units/u999/guide.md",
        "# 政府信息公开指南\n\n来电。\n",
    );
    site.write("content/policies/d999.md", "# 白桥县新制度\n\n正文。\n");
    site.publish_by_force();
    let grown = site.tree();
    for page in ["page-2.html", "policies/page-2.html"] {
        assert!(grown.contains_key(page), "{page}");
    }
    let fresh = tempfile::tempdir().expect("a folder");
    let again = site.publish_forced_into(fresh.path());
    again.unwrap_or_else(|said| panic!("{said:#?}"));
    assert_same(
        &without_memo(grown),
        &without_memo(tree(fresh.path())),
        "as a fresh build",
    );
    // What was page 2 of the preview goes as well.
    let before = site.compose();
    site.remove("content/units/u999");
    let after = before.again(
        gongkai::snapshot::Snapshot::take(&site.root()).expect("a listing"),
        None,
    );
    let paths = |site: &gongkai::site::Site| {
        let outputs = site.outputs();
        outputs
            .map(|one| one.output.path.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    let has = |site: &gongkai::site::Site| paths(site).contains(&"page-2.html".to_owned());
    assert!(has(&before));
    assert!(!has(&after.expect("a site")));
    site.publish_by_force();
    assert!(!site.tree().contains_key("page-2.html"));
}

#[test]
fn years_past_fifty_are_on_the_next_page() {
    let site = crowded(0, 0, 2083);
    site.publish_by_force();
    assert_eq!(entries(&site, "index.html").0, 50);
    assert_eq!(entries(&site, "page-2.html").0, 12);
}

#[test]
fn an_icon_of_the_site_is_used() {
    let site = TestSite::sample();
    site.publish_by_force();
    let icon = |site: &TestSite| {
        let html = site.html("reports/2022/index.html");
        let links = select(&html, "link[rel=icon]");
        links[0].value().attr("href").map(str::to_owned)
    };
    assert_eq!(icon(&site).as_deref(), Some("data:,"));
    site.write("static/favicon.ico", b"icon");
    site.publish_by_force();
    assert_eq!(icon(&site).as_deref(), Some("../../favicon.ico"));
}

#[test]
fn a_page_for_a_wrong_address_leads_home_from_any_depth() {
    let site = TestSite::sample();
    let home = |site: &TestSite| {
        site.publish_by_force();
        let html = site.html("404.html");
        let links = select(&html, "main a").into_iter();
        let links = links.filter_map(|link| link.value().attr("href"));
        links.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(home(&site), ["/"]);
    site.edit("site.toml", |text| {
        text.replace(
            "[site]\n",
            "[site]\nbase_url = \"https://a.gov.cn/zfxxgk/\"\n",
        )
    });
    assert_eq!(home(&site), ["/zfxxgk/"]);
}

#[test]
fn a_page_of_every_template_is_kept() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let names = tree(&folder).into_keys();
    let made = names.filter(|name| name.ends_with(".html") && !name.contains('/'));
    let mut made: Vec<String> = made.filter(|name| name != "base.html").collect();
    assert!(made.len() > 4, "{made:?}");
    made.retain(|name| KEPT.iter().all(|(_, template)| template != name));
    assert!(made.is_empty(), "no page of these is kept: {made:?}");
}

#[test]
fn a_difference_is_shown_line_by_line() {
    assert_eq!(
        changed("a\nb\nc\nd", "a\nb\nx\ny\nd"),
        "@ line 3\n  b\n- c\n+ x\n+ y\n  d\n"
    );
    assert_eq!(changed("", "a\n"), "@ line 1\n+ a\n");
    assert_eq!(changed("a\na\na", "a\na"), "@ line 3\n  a\n- a\n");
}
