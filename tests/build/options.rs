use super::*;

#[test]
fn a_command_that_is_not_understood_ends_with_two_and_says_why_in_chinese() {
    let cases: &[(&[&str], &str)] = &[
        (&["build", "--nope"], "没有“--nope”这个选项"),
        (&["build", "--draft"], "是不是“--drafts”"),
        (&["build", "多余"], "多余"),
        (&["nope"], "没有“nope”这个命令"),
        (&["biuld"], "是不是“build”"),
        (&["--nope"], "没有“--nope”这个选项"),
        (&["build", "--root"], "后面没有写内容"),
        (&["build", "--out"], "后面没有写内容"),
        (&["build", "--base-url"], "后面没有写内容"),
        (&["build", "--base-url", ""], "--base-url"),
        (&["build", "--base-url", "a.gov.cn"], "不能是“a.gov.cn”"),
        (
            &["build", "--base-url", "javascript:alert(1)"],
            "javascript",
        ),
        (
            &["build", "--base-url", "https://a.cn/?x=1"],
            "https://a.cn/?x=1",
        ),
        (
            &["build", "--base-url", "https://a.cn/\"onclick=\"x"],
            "onclick",
        ),
        (&["build", "--drafts", "--drafts"], "写了两次"),
        (&["build", "--drafts=1"], "gongkai help"),
    ];
    for (arguments, words) in cases {
        println!("{arguments:?}");
        let run = run(&mut gongkai(arguments))
            .ended_with(2)
            .for_a_clerk()
            .says(&[words]);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn help_is_chinese_and_no_failure() {
    for arguments in [
        &["--help"] as &[&str],
        &["-h"],
        &["build", "--help"],
        &["build", "-h"],
        &["--version"],
    ] {
        let run = run(&mut gongkai(arguments)).ended_with(0);
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{run:?}");
        for word in ["Usage", "Options", "Commands", "Print", "default", "error"] {
            assert!(!run.stdout.contains(word), "{}", run.stdout);
        }
    }
    run(&mut gongkai(&[])).ended_with(2).says(&["build"]);
}

#[cfg(unix)]
#[test]
fn a_failing_machine_ends_with_three() {
    let site = TestSite::sample();
    // A device takes no more than this; no rights of the user help there.
    let mut command = gongkai(&["build", "--root"]);
    command
        .arg(site.root())
        .args(["--out", "/proc/self/nope/out"]);
    let run = run(&mut command).for_a_clerk();
    assert_eq!(run.code, Some(3), "{run:?}");
    assert!(run.stderr.contains("/proc/self/nope"), "{}", run.stderr);
}

#[test]
fn drafts_are_published_only_when_asked_for() {
    let site = TestSite::sample();
    with_year(&site, 2023, "草稿: true\n");
    site.write("content/about.md", "---\n标题: 关于\n草稿: true\n---\n稿\n");
    site.build().clean();
    let mut pages = site.names();
    pages.retain(|name| !name.starts_with("data/"));
    assert_eq!(pages, ["404.html", "index.html", PAGE]);
    assert!(!site.page("index.html").contains("2023年政府信息"));
    site.build_with(&["--drafts"]).clean();
    assert!(site.page("index.html").contains("reports/2023/index.html"));
    assert!(site.out().join("about.html").is_file());
    let run = site.build().clean();
    assert!(
        run.stdout.contains("已从网站上撤下（4 个）"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_site_of_drafts_alone_says_how_to_see_them() {
    let site = TestSite::sample();
    site.edit(YAML, |text| format!("{text}草稿: true\n"));
    site.build().refused(&["都还是草稿", "--drafts"]);
    site.build_with(&["--drafts"]).clean();
}

#[test]
fn a_link_to_a_draft_is_dead() {
    let site = TestSite::sample();
    with_year(&site, 2023, "草稿: true\n");
    site.replace(
        "content/reports/2022/report.md",
        "一切正常。",
        "见[甲](../2023/report.md)。",
    );
    site.build().refused(&["report.md:3:2"]);
    site.build_with(&["--drafts"]).clean();
}

#[test]
fn a_base_address_gives_sitemap_canonical_links_and_a_404_that_leads_home() {
    let site = TestSite::portal();
    site.build().clean();
    assert!(!site.out().join("sitemap.xml").exists());
    assert_eq!(select(&site.html(PAGE), "link[rel=canonical]").len(), 0);
    assert!(
        select(&site.html("404.html"), "body a[href]:not(.skip)")
            .iter()
            .all(|link| {
                link.attr("href")
                    .is_some_and(|href| href == "/" || href.starts_with("https://"))
            })
    );
    site.build_with(&["--base-url", "https://www.example.gov.cn/xxgk"])
        .clean();
    const BASE: &str = "https://www.example.gov.cn/xxgk/";
    let canonical = |page: &str| {
        let html = site.html(page);
        let links = select(&html, "link[rel=canonical]");
        links
            .first()
            .and_then(|link| link.attr("href"))
            .map(str::to_owned)
    };
    assert_eq!(canonical(PAGE), Some(format!("{BASE}reports/2022/")));
    assert_eq!(canonical("index.html"), Some(BASE.to_owned()));
    assert_eq!(canonical("guide.html"), Some(format!("{BASE}guide.html")));
    assert_eq!(canonical("404.html"), None);
    let html = site.html("404.html");
    let links = select(&html, "body a[href]:not(.skip)");
    assert!(links.len() >= 5, "{links:?}");
    for link in links {
        let href = link.attr("href").expect("a link");
        // By the path alone it stays on the host that answered, also in the preview.
        let home = href.starts_with("/xxgk/") || href.starts_with("https://");
        assert!(home, "{href}");
    }
    let sitemap = site.page("sitemap.xml");
    let addresses: Vec<&str> = sitemap
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split("</loc>").next())
        .collect();
    assert_eq!(
        addresses.len(),
        25,
        "every page but the 404: {addresses:#?}"
    );
    assert!(
        addresses.contains(&format!("{BASE}units/qinghe/reports/2022/").as_str()),
        "{addresses:#?}"
    );
    assert!(sitemap.contains("<lastmod>2023-01-20</lastmod>"));
}

#[test]
fn other_pages_link_relatively_with_or_without_a_base_address() {
    let site = TestSite::portal();
    site.build_with(&["--base-url", "https://www.example.gov.cn/xxgk/"])
        .clean();
    let html = site.html("units/qinghe/reports/2022/index.html");
    let inside: Vec<&str> = select(&html, "body a[href]")
        .iter()
        .filter_map(|link| link.attr("href"))
        .filter(|href| !href.starts_with("https://"))
        .collect();
    assert!(
        inside.contains(&"../../index.html") && inside.contains(&"../../../../index.html"),
        "{inside:?}"
    );
}
