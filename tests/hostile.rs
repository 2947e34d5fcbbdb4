//! Whatever is thrown at it, the program answers in the clerk's language, at
//! the place that is wrong, in good time, and lets nothing through.

mod common;

use std::fs::{self, File};
use std::process::Command;

use common::{SAMPLE, TestSite, run, select, text, texts};
use scraper::Html;

const YAML: &str = "content/reports/2022/report.yaml";
const TEXT: &str = "content/reports/2022/report.md";
const PAGE: &str = "reports/2022/index.html";

/// A site whose report data is this.
fn data(yaml: impl AsRef<[u8]>) -> TestSite {
    let site = TestSite::sample();
    site.write(YAML, yaml);
    site
}

/// A site whose report says this in its first section.
fn prose(markdown: &str) -> TestSite {
    let site = TestSite::sample();
    site.replace(TEXT, "一切正常。", markdown);
    site
}

/// Each slip: what stands in the data and what is typed instead, then what
/// must be said about it, the place first.
#[test]
fn slips_of_the_hand_are_named_at_their_place_with_what_to_type() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("  行政处罚: 60", "\t行政处罚: 60", &["yaml:4:1", "制表符"]),
        (
            "年度: 2022",
            "年度：2022",
            &["yaml:1:3", "冒号是中文的", "年度: 2022"],
        ),
        (
            "  行政处罚: 60",
            "  行政处罚：60",
            &["yaml:4:7", "冒号是中文的"],
        ),
        (
            "  行政处罚: 60",
            "  行政处罚: 60\n  行政处罚: 61",
            &["yaml:5:3", "yaml:4:3", "“行政处罚”写了两次"],
        ),
        (
            "  行政处罚: 60",
            "  行政处罚: 60\n  penalties: 61",
            &["yaml:5:3", "写了两次"],
        ),
        (
            "年度: 2022",
            "年度: 2022\nyear: 2022",
            &["yaml:2:1", "写了两次"],
        ),
        (
            "行政处罚: 60",
            "行政处法: 60",
            &["yaml:4:3", "是不是“行政处罚”"],
        ),
        ("表二:", "表贰:", &["yaml:3:1", "没有“表贰”这一项"]),
        ("成文日期", "成文曰期", &["yaml:2:1", "是不是“成文日期”"]),
        (
            "行政处罚: 60",
            "行政处罚: 1,200",
            &["yaml:4:9", "断开", "改成  行政处罚: 1200"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: 1，200",
            &["yaml:4:9", "改成  行政处罚: 1200"],
        ),
        (
            "{其余为零: true}",
            "{本年新收: {自然人: 1,200}, 其余为零: true}",
            &["yaml:6:", "断开"],
        ),
        (
            "{其余为零: true}",
            "{本年新收: [1,200, 0, 0, 0, 0, 0, 0], 其余为零: true}",
            &["yaml:6:12", "应当是 6 个数"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: ３",
            &["yaml:4:9", "全角", "改成  行政处罚: 3"],
        ),
        ("行政处罚: 60", "行政处罚: -1", &["yaml:4:9", "负数"]),
        (
            "行政处罚: 60",
            "行政处罚: 3件",
            &["yaml:4:9", "改成  行政处罚: 3"],
        ),
        ("行政处罚: 60", "行政处罚: 12.5", &["yaml:4:9", "不是整数"]),
        ("行政处罚: 60", "行政处罚: 六十", &["yaml:4:9", "不是数字"]),
        ("行政处罚: 60", "行政处罚: 0x3C", &["yaml:4:9", "0x3C"]),
        (
            "行政处罚: 60",
            "行政处罚: [60]\n  行政强制: {甲: {乙: 1}}",
            &["yaml:5:", "没有“甲”这一项"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: 99999999999999999999",
            &["yaml:4:9"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: {处理决定: {一: 1}}",
            &["yaml:4:", "一格里只能写一个数"],
        ),
        (
            "2023-01-10",
            "2023年1月10日",
            &["yaml:2:7", "改成  成文日期: 2023-01-10"],
        ),
        (
            "2023-01-10",
            "2023-02-30",
            &["yaml:2:7", "最后一天是 28 日"],
        ),
        (
            "年度: 2022",
            "年度: 2021",
            &["yaml:1:5", "文件却在 2022 年的文件夹里"],
        ),
        ("年度: 2022", "年度: 二〇二二", &["yaml:1:5", "不是年份"]),
        (
            "其余为零: true\n",
            "其余为零: 对\n",
            &["yaml:5:9", "true 或 false"],
        ),
        ("表二:\n", "表二: 60\n", &["yaml:"]),
        (
            "表三: {其余为零: true}",
            "表三: {其余为零: true",
            &["yaml:", "括号"],
        ),
        (
            "表三: {其余为零: true}",
            "表三: ｛其余为零: true｝",
            &["yaml:6:"],
        ),
        ("年度: 2022", "年度: \"2022", &["yaml:", "引号"]),
        ("年度: 2022", "- 年度: 2022", &["yaml:"]),
        ("年度: 2022", "年度: 2022\n---\n甲: 1", &["yaml:"]),
        ("年度: 2022", "年度: !!binary x", &["yaml:1:"]),
        ("年度: 2022", "年度: {{ 2022 }}", &["yaml:1:"]),
        ("年度: 2022\n", "", &["yaml:1:1", "年度: 2022"]),
        ("表四: {其余为零: true}\n", "", &["没有写“表四”"]),
    ];
    let mut faults = String::new();
    for (from, to, words) in cases {
        let site = TestSite::sample();
        site.replace(YAML, from, to);
        let run = site.build();
        let missing: Vec<_> = words
            .iter()
            .filter(|word| !run.stderr.contains(**word))
            .collect();
        if run.code != Some(1) || !missing.is_empty() || site.out().exists() {
            let said = &run.stderr;
            faults.push_str(&format!("{to}\nnot said: {missing:?}\n{said}\n"));
        }
        assert!(run.for_a_clerk().stdout.is_empty());
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_thousands_comma_in_a_flow_map_is_explained() {
    let site = TestSite::sample();
    site.replace(
        YAML,
        "{其余为零: true}",
        "{本年新收: {自然人: 1,200, 商业企业: 1,200}, 其余为零: true}",
    );
    site.build().refused(&["yaml:6:", "断开", "商业企业: 1200"]);
}

#[test]
fn a_chinese_colon_in_a_flow_map_is_named() {
    for (row, place) in [
        ("{其余为零：true}", "yaml:6:10"),
        ("{本年新收: {自然人：3}}", "yaml:6:16"),
    ] {
        let site = TestSite::sample();
        site.replace(YAML, "{其余为零: true}", row);
        site.build().refused(&[place, "冒号是中文的"]);
    }
}

#[test]
fn a_chinese_comma_in_a_flow_map_is_named() {
    let site = TestSite::sample();
    site.replace(
        YAML,
        "{其余为零: true}",
        "{本年新收: {自然人: 3，商业企业: 4}, 其余为零: true}",
    );
    site.build().refused(&["yaml:6:", "逗号"]);
}

#[test]
fn a_wide_space_before_a_row_is_named() {
    let site = TestSite::sample();
    site.replace(YAML, "  行政处罚: 60", "　　行政处罚: 60");
    site.build().refused(&["yaml:4:1", "空格"]);
}

#[test]
fn a_count_in_quotes_is_the_count() {
    let (plain, quoted) = (TestSite::sample(), TestSite::sample());
    quoted.replace(YAML, "行政处罚: 60", "行政处罚: \"60\"");
    for site in [&plain, &quoted] {
        site.build().clean();
    }
    assert_eq!(plain.page(PAGE), quoted.page(PAGE));
}

/// Inputs that have cost other programs minutes, gigabytes or their stack.
#[path = "hostile/floods.rs"]
mod floods;

/// What must not be reached, and what must not be left behind.
#[path = "hostile/paths.rs"]
mod paths;

/// Bytes that are not what the program reads.
#[path = "hostile/encodings.rs"]
mod encodings;

/// Text of the sources never becomes markup.
#[path = "hostile/markup.rs"]
mod markup;

/// Templates that cannot work.
#[path = "hostile/templates.rs"]
mod templates;

/// Templates that work for longer, or write more, than anybody can mean.
#[path = "hostile/limits.rs"]
mod limits;

/// Whole sites that are no sites.
#[path = "hostile/sites.rs"]
mod sites;
