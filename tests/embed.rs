//! The site as a column inside of a portal: what of our own is left out, what of the
//! portal is set in, and that each page is still complete.

mod common;

use common::{TestSite, select, texts};
use gongkai::diag::Diagnostic;

const HEADER: &str = "<link rel=\"stylesheet\" href=\"https://www.example.gov.cn/css/head.css?v=2\">\n<div class=\"host-head\" style=\"margin:0\"><a href=\"https://www.example.gov.cn/\"><img src=\"https://www.example.gov.cn/img/logo.png\" alt=\"测试县人民政府\"></a></div>";

fn embedded(table: &str) -> TestSite {
    let site = TestSite::portal();
    site.edit("site.toml", |text| format!("{text}\n[embed]\n{table}\n"));
    site.write("embed/header.html", HEADER);
    site.write(
        "embed/footer.html",
        "<footer class=\"host-foot\">县政府办公室主办</footer>",
    );
    site
}

const FILES: &str = "header = \"embed/header.html\"\nfooter = \"embed/footer.html\"";

/// The sources that the policy of a page allows for one kind.
fn allowed(site: &TestSite, page: &str, kind: &str) -> Vec<String> {
    let html = site.html(page);
    let policy = select(&html, "meta[http-equiv=Content-Security-Policy]")[0];
    let policy = policy.attr("content").expect("a policy").to_owned();
    let rules = policy.split("; ").map(str::to_owned);
    let mut rules = rules.filter(|rule| rule.starts_with(kind));
    let rule = rules.next().expect("a rule");
    rule.split(' ').skip(1).map(str::to_owned).collect()
}

/// What is wrong with an embedded header.
fn refused(header: &str) -> Vec<Diagnostic> {
    let site = embedded(FILES);
    site.write("embed/header.html", header);
    let said = site.publish_into(&site.out()).expect_err("it is refused");
    said.into_iter()
        .filter(|one| one.code.id == "EMB01")
        .collect()
}

#[test]
fn without_a_header_each_page_still_says_whose_it_is() {
    let site = embedded("");
    site.publish();
    for page in [
        "index.html",
        "reports/2022/index.html",
        "guide.html",
        "units/qinghe/index.html",
    ] {
        let html = site.html(page);
        assert!(select(&html, "header, footer").is_empty(), "{page}");
        assert_eq!(select(&html, "a.skip[href='#main']").len(), 1, "{page}");
        assert_eq!(select(&html, "main h1").len(), 1, "{page}");
        assert!(!select(&html, "nav.crumb li").is_empty(), "{page}");
        assert!(!select(&html, "nav.cols").is_empty(), "{page}");
        let named = texts(&html, "main .own").concat();
        let unit = match page.starts_with("units/") {
            true => "清河镇",
            false => "测试县人民政府",
        };
        assert!(named.contains(unit), "{page}: {named}");
        let portal = select(&html, "nav.crumb a[href='https://www.example.gov.cn/']");
        assert_eq!(portal.len(), 1, "{page}");
        assert!(select(&html, "[target]").is_empty(), "{page}");
    }
}

#[test]
fn the_header_and_footer_of_the_portal_are_set_in_as_they_are_written() {
    let site = embedded(&format!("{FILES}\nnav = false"));
    site.publish();
    for page in ["index.html", "reports/2022/index.html", "404.html"] {
        let html = site.html(page);
        assert_eq!(select(&html, ".host-head img[alt]").len(), 1, "{page}");
        assert_eq!(texts(&html, ".host-foot"), ["县政府办公室主办"], "{page}");
        assert!(
            select(&html, "nav.cols, header.top, footer.foot").is_empty(),
            "{page}"
        );
        let pictures = allowed(&site, page, "img-src");
        let logo = "https://www.example.gov.cn/img/logo.png";
        assert_eq!(pictures, ["'self'", "data:", logo], "{page}");
        let styles = allowed(&site, page, "style-src");
        let sheet = "https://www.example.gov.cn/css/head.css";
        assert!(styles.iter().any(|one| one == sheet), "{styles:?}");
        let hashes = styles.iter().filter(|one| one.starts_with("'sha256-"));
        assert_eq!((hashes.count(), styles.len()), (2, 4), "{styles:?}");
        assert!(styles.contains(&"'unsafe-hashes'".to_owned()), "{styles:?}");
        let scripts = allowed(&site, page, "script-src");
        assert!(
            scripts.iter().all(|one| one.starts_with("'sha256-")),
            "{scripts:?}"
        );
    }
}

#[test]
fn links_to_other_sites_leave_the_frame() {
    let site = embedded("frame = true\nheight = true\nfooter = true");
    let line = "\n见 [国务院](https://www.gov.cn/)、[外站](https://a.example.com/)、[指南](guide.html)。\n";
    site.edit("content/apply.md", |text| format!("{text}{line}"));
    site.publish();
    let html = site.html("apply.html");
    let links = select(&html, "a[href]");
    assert!(links.len() > 4);
    for link in links {
        let href = link.attr("href").expect("a link");
        let outside = href.starts_with("http");
        assert_eq!(link.attr("target"), outside.then_some("_top"), "{href}");
    }
    let leave = select(&html, "main a[href^='leave/']")[0]
        .attr("href")
        .expect("a link");
    let html = site.html(leave);
    let go = select(&html, "main a.go")[0];
    assert_eq!(go.attr("target"), Some("_top"));
}

#[test]
fn the_height_is_told_to_the_portal_alone_and_only_if_asked() {
    let scripts = |site: &TestSite| {
        site.publish();
        let html = site.html("index.html");
        let all = texts(&html, "script:not([type])");
        assert_eq!(
            all.len() + select(&html, "script[type]").len(),
            allowed(site, "index.html", "script-src").len()
        );
        all
    };
    let plain = scripts(&embedded("frame = true"));
    assert!(plain.iter().all(|text| !text.contains("postMessage")));
    let telling = scripts(&embedded("frame = true\nheight = true"));
    assert_eq!(telling.len(), plain.len() + 1);
    let told = telling.last().expect("a script");
    assert!(told.contains("\"https://www.example.gov.cn\""), "{told}");
    assert!(!told.contains("'*'"), "{told}");
}

#[test]
fn what_could_run_or_swallow_a_page_is_refused_at_its_place() {
    for (header, marked) in [
        ("<div>\n<script>alert(1)</script></div>", "<script"),
        ("<div>", "<div"),
        ("<p onclick=\"a()\">x</p>", "onclick="),
    ] {
        let said = refused(header);
        assert_eq!(said.len(), 1, "{header}: {said:#?}");
        let one = &said[0];
        assert_eq!(one.place.file.as_str(), "embed/header.html");
        assert_eq!(&header[one.place.span.clone().expect("a place")], marked);
        assert!(one.help.is_some());
    }
    let site = embedded("header = \"embed/heder.html\"");
    let said = site.publish_into(&site.out()).expect_err("no such file");
    let lost = said.iter().find(|one| one.code.id == "SITE").expect("told");
    assert_eq!(lost.help.as_deref(), Some("是不是 embed/header.html？"));
}

#[test]
fn a_changed_header_changes_every_page_and_one_that_is_not_named_none() {
    let site = embedded("");
    site.publish();
    site.write("embed/header.html", "<p>新</p>");
    assert_eq!(site.publish().rendered, 0);
    let pages = site
        .edit("site.toml", |text| {
            text.replace("[embed]", &format!("[embed]\n{FILES}"))
        })
        .publish();
    assert!(pages.rendered > 5);
    site.write("embed/header.html", "<p>再新</p>");
    assert_eq!(site.publish().rendered, pages.rendered);
    assert!(site.page("index.html").contains("再新"));
}
