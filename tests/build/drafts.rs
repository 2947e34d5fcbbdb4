//! What is a draft stays back with all that only it uses, and says that it is
//! one where it is asked for.

use gongkai::diag::Level;

use super::*;

/// A page of the list of policies.
fn policy(site: &TestSite, name: &str, head: &str, words: &str) {
    let block =
        format!("索引号: {name}\n内容概述: 见正文\n成文日期: 2024-01-01\n公开日期: 2024-01-02\n");
    let text = format!("---\n标题: {name}制度\n{block}{head}---\n\n{words}\n");
    site.write(&format!("content/policies/{name}.md"), text);
}

const DRAFT: &str = "草稿: true\n";

fn last_line(run: &Run) -> &str {
    run.stdout.lines().last().unwrap_or_default()
}

/// Build, check and the preview say the same of a site.
#[track_caller]
fn refused_once(site: &TestSite, words: &[&str]) {
    let run = site.build().refused(words);
    for word in words {
        assert_eq!(run.stderr.matches(word).count(), 1, "{}", run.stderr);
    }
    let said = site.compose().found.all();
    let errors = said.iter().filter(|one| one.level == Level::Error);
    let errors: Vec<String> = errors.map(|one| one.message.clone()).collect();
    assert_eq!(errors.len(), words.len(), "{errors:#?}");
    assert!(!site.out().exists() || site.names().is_empty());
}

#[test]
fn a_head_that_is_not_recognised_publishes_nothing() {
    let site = TestSite::sample();
    for text in [
        "\n---\n标题: 甲\n草稿: true\n---\n\n字。\n",
        "———\n标题: 甲\n草稿: true\n———\n\n字。\n",
        "---\n标题: 甲\n草稿: true\n\n字。\n",
        "# 甲\n\n草稿：是\n\n字。\n",
    ] {
        site.write("content/policies/x.md", text);
        let run = site.build().refused(&["HEAD01", "content/policies/x.md"]);
        assert_eq!(run.stderr.matches("HEAD01").count(), 1, "{}", run.stderr);
        run_of(&site, "check", &[]).ended_with(1);
        assert!(!site.out().join("policies").exists(), "{text}");
    }
    site.remove("content/policies");
    site.edit("content/reports/2022/report.md", |text| {
        format!("---\n草稿: true\n---\n\n{text}")
    });
    site.build()
        .refused(&["report.md 不写文件头", "report.yaml"]);
}

fn run_of(site: &TestSite, command: &str, more: &[&str]) -> Run {
    let mut program = gongkai(&[command, "--root"]);
    run(program.arg(site.root()).args(more))
}

#[test]
fn attachments_that_only_drafts_use_stay_back() {
    let site = TestSite::sample();
    policy(&site, "a", "", "见[表](files/%E5%85%B1%E7%94%A8.csv)。");
    policy(
        &site,
        "b",
        DRAFT,
        "见[表](files/共用.csv)、[稿](files/稿.csv)、![图](<files/图 一.png>)。",
    );
    for file in ["共用.csv", "稿.csv", "图 一.png", "b/附.csv", "a/附.csv"] {
        site.write(&format!("content/policies/files/{file}"), "1");
    }
    site.write("content/disclosure/organization/index.md", "# 机构\n");
    site.write(
        "content/disclosure/organization/duties.md",
        "---\n标题: 职能\n草稿: true\n---\n\n字。\n",
    );
    site.write("content/disclosure/organization/files/职能.csv", "1");
    let run = site.build().clean().for_a_clerk();
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    let names = site.names();
    let files: Vec<&String> = names
        .iter()
        .filter(|name| name.contains("files/"))
        .collect();
    assert_eq!(
        files,
        ["policies/files/a/附.csv", "policies/files/共用.csv"]
    );
    assert!(last_line(&run).starts_with(
        "草稿 2 份没有发布：content/disclosure/organization/duties.md、content/policies/b.md；它们的附件 4 个也没有："
    ), "{}", run.stdout);
    site.build_with(&["--drafts"]).clean();
    assert!(site.names().contains(&"policies/files/稿.csv".to_owned()));
    let run = site.build().clean();
    assert!(
        run.stdout.contains("  policies/files/稿.csv\n"),
        "{}",
        run.stdout
    );
    assert!(!site.out().join("policies/files/稿.csv").exists());
}

#[test]
fn an_attachment_beside_a_draft_that_nobody_uses_is_asked_about() {
    let site = TestSite::sample();
    policy(&site, "a", "", "字。");
    policy(&site, "b", DRAFT, "字。");
    site.write("content/policies/files/表.csv", "1");
    let run = site.build().clean().for_a_clerk();
    assert!(run.stdout.contains("检查：1 处建议看"), "{}", run.stdout);
    let said = site.compose().found.all();
    let asked = said.iter().find(|one| one.code.id == "DRF01");
    let place = asked.map(|one| one.place.file.as_str());
    assert_eq!(place, Some("content/policies/files/表.csv"), "{said:#?}");
    assert!(site.out().join("policies/files/表.csv").is_file());
    policy(&site, "b", DRAFT, "见[表](files/表.csv)。");
    let run = site.build().clean();
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    assert!(!site.out().join("policies/files/表.csv").exists());
}

#[test]
fn the_receipt_names_the_drafts_that_were_left_out() {
    let site = TestSite::sample();
    let run = site.build().clean();
    assert!(!run.stdout.contains("草稿"), "{}", run.stdout);
    with_year(&site, 2023, DRAFT);
    policy(&site, "b", DRAFT, "字。");
    let line = "草稿 2 份没有发布：content/reports/2023/report.yaml、content/policies/b.md";
    for _ in 0..2 {
        let run = site.build().clean().for_a_clerk();
        assert_eq!(last_line(&run), line);
    }
    let run = run_of(&site, "check", &[]).clean();
    assert!(
        last_line(&run).ends_with("没有发现问题；另有草稿 2 份没有检查，加 --drafts 一起检查"),
        "{}",
        run.stdout
    );
    let run = site.build_with(&["--drafts"]).clean();
    assert!(
        last_line(&run).starts_with("注意：网站里有草稿 2 份，只能内部看，不得上传："),
        "{}",
        run.stdout
    );
    for unit in 'a'..='d' {
        policy(&site, &unit.to_string(), DRAFT, "字。");
    }
    let run = site.build().clean();
    assert!(
        last_line(&run).ends_with("等") && last_line(&run).starts_with("草稿 5 份"),
        "{}",
        run.stdout
    );
}

const NOTE: &str = "草稿，不得公开";

#[test]
fn a_draft_says_that_it_is_one_wherever_it_is_shown() {
    let site = TestSite::portal();
    site.build_with(&["--drafts", "--base-url", "https://a.gov.cn/"])
        .clean();
    let before = site.tree();
    with_year(&site, 2023, &format!("成文日期: 2024-01-10\n{DRAFT}"));
    site.write("content/about.md", "---\n标题: 关于\n草稿: true\n---\n稿\n");
    site.write(
        "content/policies/b.md",
        "---\n标题: 乙制度\n草稿: true\n---\n稿\n",
    );
    site.build_with(&["--drafts", "--base-url", "https://a.gov.cn/"])
        .clean();
    for page in ["reports/2023/index.html", "about.html", "policies/b.html"] {
        let html = site.html(page);
        assert!(texts(&html, "h1")[0].starts_with("【草稿】"), "{page}");
        assert!(texts(&html, "title")[0].starts_with("【草稿】"), "{page}");
        assert_eq!(texts(&html, "body > p .tag"), [NOTE], "{page}");
        let robots = select(&html, "meta[name=robots]");
        assert_eq!(
            robots[0].attr("content"),
            Some("noindex,nofollow"),
            "{page}"
        );
    }
    let links = |page: &str, to: &str| {
        let html = site.html(page);
        let links = select(&html, &format!("main a[href='{to}'], .cols a[href='{to}']"));
        links
            .iter()
            .map(|link| text(*link))
            .collect::<Vec<String>>()
    };
    let marked = |page: &str, to: &str| {
        let links = links(page, to);
        assert!(!links.is_empty(), "{page} {to}");
        assert!(links.iter().all(|text| text.contains("草稿")), "{links:?}");
    };
    marked("index.html", "reports/2023/index.html");
    marked("index.html", "about.html");
    marked("policies/index.html", "b.html");
    marked("reports/2022/index.html", "../2023/index.html");
    let sitemap = site.page("sitemap.xml");
    for gone in ["reports/2023", "about", "policies/b"] {
        assert!(!sitemap.contains(gone), "{sitemap}");
    }
    // The page of the years shows the draft too.
    let before = String::from_utf8_lossy(&before["sitemap.xml"]);
    let kept = before.lines().filter(|line| !line.contains("/years.html"));
    assert_eq!(
        sitemap.lines().collect::<Vec<_>>(),
        kept.collect::<Vec<_>>()
    );
    assert!(!site.page("policies/index.html").contains(NOTE));
}

#[test]
fn a_site_without_drafts_is_the_same_with_them() {
    let site = TestSite::portal();
    site.build().clean();
    let pages = |site: &TestSite| {
        let mut tree = site.tree();
        tree.retain(|name, _| !name.starts_with(".gongkai/"));
        tree
    };
    let before = pages(&site);
    site.build_with(&["--drafts"]).clean();
    common::assert_same(&before, &pages(&site), "drafts, but there are none");
}

#[test]
fn a_list_of_drafts_alone_is_one_too() {
    let site = TestSite::sample();
    policy(&site, "b", DRAFT, "字。");
    site.build_with(&["--drafts", "--base-url", "https://a.gov.cn/"])
        .clean();
    assert_eq!(
        texts(&site.html("policies/index.html"), "body > p .tag"),
        [NOTE]
    );
    assert!(!site.page("sitemap.xml").contains("policies"));
    assert!(texts(&site.html("index.html"), ".cols a")[0].starts_with("【草稿】"));
}

#[test]
fn what_was_asked_to_be_checked_and_is_a_draft_is_named() {
    let site = TestSite::sample();
    with_year(&site, 2023, DRAFT);
    policy(&site, "a", "", "字。");
    policy(&site, "b", DRAFT, "见[表](files/表.csv)。");
    site.write("content/policies/files/表.csv", "1");
    let year = "content/reports/2023";
    for (only, named) in [
        ("2023", "content/reports/2023/report.yaml 还是草稿"),
        (year, "content/reports/2023/report.yaml 还是草稿"),
        (
            &format!("{year}/report.md"),
            "content/reports/2023/report.yaml 还是草稿",
        ),
        ("content/policies/b.md", "content/policies/b.md 还是草稿"),
        ("content/policies/files/表.csv", "是草稿的附件"),
    ] {
        let run = run_of(&site, "check", &[only]).ended_with(2);
        run.says(&[named, "--drafts"]);
        run_of(&site, "check", &[only, "--drafts"]).clean();
    }
    let run = run_of(&site, "check", &["2023", "2022"]).clean();
    assert!(
        run.stdout.contains("另有草稿 1 份没有检查"),
        "{}",
        run.stdout
    );
    let run = run_of(&site, "check", &["content/policies"]).clean();
    assert!(
        run.stdout
            .contains("一起检查\n草稿：content/policies/b.md\n"),
        "{}",
        run.stdout
    );
    let run = run_of(&site, "check", &["2022"]).clean();
    assert!(!run.stdout.contains("草稿"), "{}", run.stdout);
    let run = run_of(&site, "check", &["2023", "--drafts"]).clean();
    assert!(run.stdout.contains("其中草稿 1 份"), "{}", run.stdout);
    let run = run_of(&site, "check", &["--format", "json"]).clean();
    assert!(
        run.stdout.is_empty() && run.stderr.contains("没有检查"),
        "{run:?}"
    );
    // What is wrong with the file itself is said of a draft too.
    site.replace(
        "content/reports/2023/report.yaml",
        "表四: {其余为零: true}\n",
        "",
    );
    run_of(&site, "check", &["2023"]).ended_with(1);
}

#[test]
fn a_link_to_a_draft_says_so_once() {
    let site = TestSite::sample();
    policy(&site, "a", "", "见[乙](b.md)。");
    policy(&site, "b", DRAFT, "见[表](files/表.csv)。");
    site.write("content/policies/files/表.csv", "1");
    refused_once(&site, &["链接“b.md”指到的 content/policies/b.md 还是草稿"]);
    policy(&site, "a", "", "见[乙](b.html)。");
    refused_once(&site, &["content/policies/b.md 还是草稿"]);
    site.remove("content/policies/a.md");
    let report = "content/reports/2022/report.md";
    site.replace(
        report,
        "一切正常。",
        "见[表](../../policies/files/表.csv)。",
    );
    let run = site.build().clean();
    assert!(
        site.out().join("policies/files/表.csv").is_file(),
        "{}",
        run.stdout
    );
    site.remove("content/policies/files");
    site.write("content/policies/files/b/表.csv", "1");
    site.replace(report, "files/表.csv", "files/b/表.csv");
    fs::remove_dir_all(site.out()).expect("the site");
    refused_once(&site, &["content/policies/files/b/表.csv 是草稿的附件"]);
    site.replace(report, "policies/files/b/表.csv", "policies/");
    refused_once(&site, &["指到的栏目里都还是草稿"]);
    policy(&site, "b", DRAFT, "字。");
    site.build_with(&["--drafts"]).clean();
}

#[test]
fn links_between_bodies_to_drafts_say_so_too() {
    let site = TestSite::sample();
    site.write("content/units/q/unit.yaml", "名称: 乙镇\n");
    site.write(
        "content/units/q/guide.md",
        "# 指南\n\n见[制度](../../policies/b.md)。\n",
    );
    policy(&site, "b", DRAFT, "字。");
    refused_once(&site, &["content/policies/b.md 还是草稿"]);
    site.write(
        "content/units/q/guide.md",
        "---\n标题: 指南\n草稿: true\n---\n\n字。\n",
    );
    policy(
        &site,
        "b",
        "",
        "见[指南](../units/q/guide.md)、[年报](../units/q/reports/2022/)。",
    );
    let rest = "表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n";
    site.write(
        "content/units/q/reports/2022/report.yaml",
        format!("年度: 2022\n{DRAFT}{rest}"),
    );
    refused_once(
        &site,
        &[
            "content/units/q/guide.md 还是草稿",
            "content/units/q/reports/2022/report.yaml 还是草稿",
        ],
    );
    site.build_with(&["--drafts"]).clean();
}
