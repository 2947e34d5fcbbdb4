//! Links that lead out of government: a page of our own says so, without scripts; files to
//! download keep the true address.

mod common;

use common::{TestSite, select, text, texts};

const OUTSIDE: &str = "https://news.example.com/a?b=1&c=中#d";

/// A site whose report and guide lead outside.
fn leading(links: &str) -> TestSite {
    let site = TestSite::portal();
    let line = format!("\n见 {links}。\n");
    site.edit("content/reports/2022/report.md", |text| {
        text.replacen("## 一、总体情况\n", &format!("## 一、总体情况\n{line}"), 1)
    });
    site.edit("content/guide.md", |text| format!("{text}{line}"));
    site
}

/// The links of a page that lead to a notice.
fn notices(site: &TestSite, page: &str) -> Vec<String> {
    let html = site.html(page);
    let links = select(&html, "a[href*='leave/']");
    links
        .into_iter()
        .map(|link| link.attr("href").expect("a link").to_owned())
        .collect()
}

fn pages(site: &TestSite) -> Vec<String> {
    let names = site.names().into_iter();
    names.filter(|name| name.starts_with("leave/")).collect()
}

#[test]
fn a_link_outside_leads_to_one_page_that_names_it_in_full() {
    let site = leading(&format!("[新闻](<{OUTSIDE}>)"));
    site.publish();
    let made = pages(&site);
    assert_eq!(made.len(), 1, "{made:?}");
    let up = "../../";
    assert_eq!(
        notices(&site, "reports/2022/index.html"),
        [format!("{up}{}", made[0])]
    );
    assert_eq!(notices(&site, "guide.html"), [made[0].clone()]);
    let html = site.html(&made[0]);
    assert!(texts(&html, "dd").contains(&OUTSIDE.to_owned()));
    let go = select(&html, "main a.go")[0];
    assert_eq!(
        (text(go).as_str(), go.attr("href")),
        ("继续访问", Some(OUTSIDE))
    );
    let rel = go.attr("rel").unwrap_or_default();
    for word in ["noopener", "noreferrer", "nofollow"] {
        assert!(rel.contains(word), "{rel}");
    }
    assert!(select(&html, "meta[http-equiv=refresh]").is_empty());
    let robots = select(&html, "meta[name=robots]")[0].attr("content");
    assert_eq!(robots, Some("noindex,nofollow"));
    assert!(select(&html, "main a[href='../../index.html']").len() == 1);
}

#[test]
fn files_to_download_keep_the_true_address() {
    let site = leading("[新闻](https://news.example.com/a)");
    site.publish();
    let json = site.page("reports/2022/report.json");
    assert!(json.contains("https://news.example.com/a"));
    assert!(!json.contains("leave/"));
    let names = site.names();
    assert!(
        names.iter().any(|name| name == "reports/2022/report.docx"),
        "{names:?}"
    );
}

#[test]
fn government_own_and_named_hosts_are_led_to_at_once() {
    let site = leading(
        "[一](https://www.gov.cn/x) [二](https://www.example.gov.cn/y) [三](https://www.12388.cn/) \
         [四](mailto:a@example.com)",
    );
    site.edit("site.toml", |text| {
        format!("{text}\n[leaving]\nallow = [\"12388.cn\"]\n")
    });
    site.publish();
    assert_eq!(pages(&site), [""; 0]);
    site.replace("site.toml", "allow = [\"12388.cn\"]", "不提示 = []");
    site.publish();
    assert_eq!(pages(&site).len(), 1);
    site.replace("site.toml", "不提示 = []", "提示 = false");
    site.publish();
    assert_eq!(pages(&site), [""; 0]);
}

#[test]
fn what_only_looks_like_government_is_told_with_what_is_odd() {
    for (address, warning) in [
        ("https://www.gov.cn@evil.example/", "“evil.example”"),
        ("https://xn--gv-fka.cn/", "xn--"),
        ("https://xgov.cn/", ""),
        ("http://www.gov.cn.evil.example/", "没有加密"),
    ] {
        let site = leading(&format!("[一](<{address}>)"));
        site.publish();
        let made = pages(&site);
        assert_eq!(made.len(), 1, "{address}");
        let warnings = texts(&site.html(&made[0]), "main strong").concat();
        assert!(warnings.contains(warning), "{address}: {warnings}");
        assert_eq!(
            warnings.is_empty(),
            warning.is_empty(),
            "{address}: {warnings}"
        );
    }
    for address in ["javascript:alert(1)", "data:text/html,x"] {
        let said = leading(&format!("[一]({address})"))
            .publish_into(&tempfile::tempdir().expect("a folder").path().join("out"));
        let said = said.expect_err("a scheme that is refused");
        assert!(said.iter().any(|one| one.code.id == "MD02"), "{address}");
    }
}

#[test]
fn a_line_of_the_footer_leads_to_its_notice_from_every_page() {
    let site = TestSite::portal();
    site.edit("site.toml", |text| {
        let footer = "[theme]\nfooter = [{ name = \"外站\", url = \"https://a.example.com/\" }]\n";
        format!("{text}\n{footer}")
    });
    site.publish();
    let made = pages(&site);
    assert_eq!(made.len(), 1);
    for page in [
        "index.html",
        "reports/2022/index.html",
        "units/qinghe/index.html",
    ] {
        let links = notices(&site, page);
        assert_eq!(links.len(), 1, "{page}");
        assert!(links[0].ends_with(&made[0]), "{page}: {links:?}");
    }
}

#[test]
fn the_last_link_takes_its_notice_away() {
    let site = leading("[新闻](https://news.example.com/a)");
    site.publish();
    site.replace(
        "content/guide.md",
        "(https://news.example.com/a)",
        "(https://www.gov.cn/)",
    );
    site.publish();
    assert_eq!(pages(&site).len(), 1);
    let report = "content/reports/2022/report.md";
    site.replace(
        report,
        "(https://news.example.com/a)",
        "(https://www.gov.cn/)",
    );
    site.publish();
    assert_eq!(pages(&site), [""; 0]);
}
