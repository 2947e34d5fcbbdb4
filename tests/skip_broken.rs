//! `gongkai build --skip-broken`: a unit with errors is left as it was published.

mod common;
#[path = "starter/fresh.rs"]
mod fresh;

use std::collections::BTreeMap;
use std::fs;

use common::{Run, Tree, tree};
use fresh::{Fresh, WORDS};

/// The report that is broken and mended.
const DATA: &str = "content/units/qinghe/reports/2024/report.yaml";

fn county() -> Fresh {
    let fresh = Fresh::filled(2024);
    for (id, name) in [("qinghe", "青禾镇"), ("baiqiao", "白桥镇")] {
        let text = format!("名称: 示例县{name}人民政府\n类型: 乡镇\n");
        fresh.write(&format!("content/units/{id}/unit.yaml"), &text);
        report(&fresh, id, 2023);
        report(&fresh, id, 2024);
    }
    fresh
}

fn data(year: u16) -> String {
    format!(
        "年度: {year}\n成文日期: {0}-01-10\n表二: {{其余为零: true}}\n表三: {{其余为零: true}}\n表四: {{其余为零: true}}\n",
        year + 1
    )
}

fn report(fresh: &Fresh, id: &str, year: u16) {
    let folder = format!("content/units/{id}/reports/{year}");
    fresh.write(&format!("{folder}/report.yaml"), &data(year));
    fresh.write(&format!("{folder}/report.md"), &WORDS.replace("村口", id));
}

fn build(fresh: &Fresh) -> Run {
    fresh.gongkai(&["build"])
}

fn skip(fresh: &Fresh) -> Run {
    fresh.gongkai(&["build", "--skip-broken"])
}

fn published(fresh: &Fresh) -> Tree {
    tree(&fresh.root().join("public"))
}

/// The pages alone, or those of one unit.
fn pages(fresh: &Fresh, below: &str) -> Tree {
    let mut tree = published(fresh);
    tree.retain(|name, _| !name.starts_with(".gongkai/") && name.starts_with(below));
    tree
}

/// What a build makes of the same sources where nothing was published.
fn afresh(fresh: &Fresh) -> Tree {
    let out = fresh.root().join("public");
    let kept = fresh.root().join("kept");
    fs::rename(&out, &kept).expect("moved");
    build(fresh).clean();
    let made = pages(fresh, "");
    fs::remove_dir_all(&out).expect("removed");
    fs::rename(&kept, &out).expect("moved");
    made
}

/// Every link of every page leads to a file.
fn no_dead_link(tree: &Tree) {
    for (page, bytes) in tree.iter().filter(|(page, _)| page.ends_with(".html")) {
        let html = scraper::Html::parse_document(&String::from_utf8_lossy(bytes));
        let links = scraper::Selector::parse("a[href]").expect("a selector");
        for link in html.select(&links) {
            let href = link.attr("href").expect("an address");
            if href.contains(':') {
                continue;
            }
            let path = href.split('#').next().unwrap_or_default();
            let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in path.split('/') {
                match part {
                    "" | "." => {}
                    ".." => _ = parts.pop(),
                    name => parts.push(name),
                }
            }
            let target = parts.join("/");
            let index = format!("{target}/index.html");
            let there = path.is_empty()
                || tree.contains_key(&target)
                || tree.contains_key(index.trim_start_matches('/'));
            assert!(there, "{page}: {href}");
        }
    }
}

#[test]
fn a_unit_broken_after_a_good_build_stays_as_it_was_published() {
    let fresh = county();
    build(&fresh).clean();
    let before = pages(&fresh, "units/qinghe/");
    assert!(!before.is_empty());
    for broken in [
        (DATA, "年度: [2024\n"),
        (DATA, "年度: 2024\n甲: 1\n"),
        ("content/units/qinghe/unit.yaml", "名称: [\n"),
    ] {
        let good = fresh.read(broken.0);
        fresh.write(broken.0, broken.1);
        report(&fresh, "baiqiao", 2022);
        fresh.write(
            "content/units/baiqiao/reports/2022/report.md",
            &WORDS.replace("村口", broken.1.trim()),
        );
        build(&fresh).ended_with(1);
        let run = skip(&fresh).clean().says(&[
            "跳过了 1 个有错误的单位，其他单位已经生成：",
            "示例县青禾镇人民政府  content/units/qinghe/  ",
            "网页留在上一次发布的样子",
        ]);
        assert!(
            run.stdout
                .contains("跳过 1 个有错误的单位，没有更新：示例县青禾镇人民政府"),
            "{}",
            run.stdout
        );
        assert_eq!(pages(&fresh, "units/qinghe/"), before);
        let all = pages(&fresh, "");
        assert!(all.contains_key("units/baiqiao/reports/2022/index.html"));
        let matrix = String::from_utf8_lossy(&all["matrix.html"]).into_owned();
        assert!(matrix.contains("units/qinghe/reports/2024/"));
        no_dead_link(&all);
        fresh.write(broken.0, &good);
        build(&fresh).clean();
        assert_eq!(pages(&fresh, ""), afresh(&fresh));
    }
}

#[test]
fn a_second_build_that_skips_the_same_unit_writes_nothing() {
    let fresh = county();
    build(&fresh).clean();
    fresh.write(DATA, "年度: [2024\n");
    skip(&fresh).clean();
    let first = published(&fresh);
    let run = skip(&fresh).clean();
    assert!(run.stdout.contains("没有改动任何文件"), "{}", run.stdout);
    assert_eq!(published(&fresh), first);
}

#[test]
fn a_unit_is_left_as_it_was_when_the_site_is_another() {
    let fresh = county();
    build(&fresh).clean();
    let before = pages(&fresh, "units/qinghe/");
    fresh.write(DATA, "年度: [2024\n");
    let site = fresh.read("site.toml");
    fresh.write(
        "site.toml",
        &site.replacen("青禾镇人民政府", "示例县人民政府", 2),
    );
    skip(&fresh).clean();
    assert_eq!(pages(&fresh, "units/qinghe/"), before);
    // The very files of then make other pages now.
    fresh.write(DATA, &data(2024));
    build(&fresh).clean();
    assert_ne!(pages(&fresh, "units/qinghe/"), before);
    assert_eq!(pages(&fresh, ""), afresh(&fresh));
}

#[test]
fn a_unit_is_not_left_with_drafts_that_are_not_asked_for() {
    let fresh = county();
    let draft = "content/units/qinghe/reports/2023/report.yaml";
    fresh.write(draft, &format!("{}草稿: true\n", data(2023)));
    // Other drafts are unfinished, which is not the matter here.
    let with = ["build", "--drafts", "--force"];
    fresh.gongkai(&with).clean();
    fresh.write(DATA, "年度: [2024\n");
    skip(&fresh).ended_with(1).says(&["连草稿一起发布了"]);
    let run = fresh.gongkai(&[&with[..], &["--skip-broken"]].concat());
    run.clean().says(&["网页留在上一次发布的样子"]);
}

#[test]
fn a_unit_broken_from_the_start_has_published_nothing() {
    let fresh = county();
    fresh.write(DATA, "年度: [2024\n");
    let run = skip(&fresh).clean();
    let run = run.says(&["还没有发布过，网站上没有它的网页"]);
    assert!(run.stdout.contains("已生成"), "{}", run.stdout);
    assert_eq!(pages(&fresh, "units/qinghe/"), BTreeMap::new());
    let all = pages(&fresh, "");
    no_dead_link(&all);
    let matrix = String::from_utf8_lossy(&all["matrix.html"]).into_owned();
    assert!(matrix.contains("青禾镇") && matrix.contains("未发布"));
    assert!(!matrix.contains("units/qinghe/"));
    let first = published(&fresh);
    skip(&fresh).clean();
    assert_eq!(published(&fresh), first);
    fresh.write(DATA, &data(2024));
    build(&fresh).clean();
    assert_eq!(pages(&fresh, ""), afresh(&fresh));
}

#[test]
fn what_no_unit_alone_is_to_blame_for_stops_the_build() {
    let fresh = county();
    build(&fresh).clean();
    let before = published(&fresh);
    let unit = "content/units/qinghe/unit.yaml";
    for (file, text) in [
        ("content/reports/2024/report.yaml", "年度: [2024\n"),
        (unit, "名称: 青禾镇\n类型: 乡镇\n上级: nobody\n"),
        (unit, "名称: 青禾镇\n类型: 乡镇\n上级: qinghe\n"),
        ("templates/report.html", "{% if %}"),
    ] {
        let good = fs::read_to_string(fresh.root().join(file)).ok();
        fresh.write(file, text);
        skip(&fresh).ended_with(1).says(&["没有生成"]);
        assert_eq!(published(&fresh), before, "{file}");
        match good {
            Some(good) => _ = fresh.write(file, &good),
            None => fs::remove_file(fresh.root().join(file)).expect("removed"),
        }
    }
}

#[test]
fn a_unit_whose_published_files_were_changed_is_not_left() {
    let fresh = county();
    build(&fresh).clean();
    fresh.write("public/units/qinghe/reports/2024/index.html", "甲");
    fresh.write(DATA, "年度: [2024\n");
    let run = skip(&fresh).ended_with(1);
    run.says(&["又不能留在上一次发布的样子"]);
}

#[test]
fn units_are_skipped_one_after_another_where_one_needs_the_other() {
    let fresh = county();
    fresh.write(DATA, "年度: [2024\n");
    let link = "见[青禾镇](../../../qinghe/reports/2023/report.yaml)。";
    fresh.write(
        "content/units/baiqiao/reports/2024/report.md",
        &WORDS.replace("村口", link),
    );
    let run = skip(&fresh).clean();
    run.says(&[
        "跳过了 2 个有错误的单位",
        "content/units/baiqiao/",
        "content/units/qinghe/",
    ]);
    no_dead_link(&pages(&fresh, ""));
}
