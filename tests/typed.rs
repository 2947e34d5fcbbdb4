//! What is typed in YAML and TOML is on the page to the letter, or an error
//! at its place says what to type. `numbers.rs` tries the same at random.

mod common;

use common::TestSite;

const YAML: &str = "content/reports/2022/report.yaml";
const PAGE: &str = "reports/2022/index.html";
const UNIT: &str = "content/units/a/unit.yaml";

/// The sample with a unit and a guide of its own.
fn site() -> TestSite {
    let site = TestSite::sample();
    site.write(UNIT, "名称: 乙局\n联系方式: {联系电话: 1}\n");
    site.write(
        "content/guide.md",
        "---\n索引号: 1\n---\n\n# 指南\n\n正文。\n",
    );
    site
}

#[test]
fn words_of_every_field_are_shown_as_typed() {
    for typed in [
        "113702000042701123202600015",
        "99999999999999999999",
        "012345",
        "0123",
        "1e5",
        "1e0",
        "1_000",
        "0x10",
        "12:30",
        "yes",
        "off",
        "True",
        "2025-01-01",
        "1.10",
        "+5",
        "甲：乙",
        "甲#乙",
        "《甲》的“乙”",
    ] {
        let site = site();
        site.replace(
            YAML,
            "年度: 2022\n",
            &format!("年度: 2022\n索引号: {typed}\n文号: {typed}  # 照原文\n"),
        );
        site.replace("content/guide.md", "索引号: 1", &format!("索引号: {typed}"));
        site.replace(UNIT, "联系电话: 1", &format!("邮政编码: {typed}"));
        site.build().clean();
        for (page, times) in [(PAGE, 2), ("guide.html", 1), ("units/a/index.html", 1)] {
            let html = site
                .page(page)
                .replace("</dd>", "")
                .replace("<dd>", "\n<dd>")
                .replace("<span>邮政编码：", "\n<dd>");
            let found = html.lines().filter(|line| {
                line.strip_prefix("<dd>")
                    .is_some_and(|rest| rest.starts_with(typed))
            });
            assert_eq!(found.count(), times, "{page} {typed}");
        }
    }
}

/// A dash in words is a dash; alone in a fact it says that there is none.
#[test]
fn a_lone_dash_is_nothing_and_never_another_mark() {
    for mark in ["-", "—", "——", "/", "无", "暂无"] {
        let site = site();
        site.replace(
            YAML,
            "年度: 2022\n",
            &format!("年度: 2022\n索引号: {mark}\n文号: {mark}\n"),
        );
        site.replace("content/guide.md", "索引号: 1", &format!("文号: {mark}"));
        site.write(
            UNIT,
            format!("名称: 乙局\n联系方式:\n  传真号码: {mark}\n  联系电话: 12\n"),
        );
        site.build().clean();
        for (page, label) in [
            (PAGE, "<dt>文号"),
            ("guide.html", "<dt>文号"),
            ("units/a/index.html", "<dt>传真"),
        ] {
            let html = site.page(page);
            assert!(
                !html.contains(">_<") && !html.contains(label),
                "{mark} {page}"
            );
        }
        assert!(site.page("units/a/index.html").contains("12"));
    }
    let site = TestSite::sample();
    site.replace(
        YAML,
        "行政处罚: 60",
        "行政处罚: -\n  行政强制: {\"处理决定\": -}",
    );
    site.build().clean();
    assert_eq!(site.page(PAGE).matches(">-<").count(), 2);
}

#[test]
fn an_alias_is_what_its_anchor_is() {
    let site = TestSite::sample();
    site.replace(
        YAML,
        "行政处罚: 60",
        "行政处罚: &n 61\n  行政强制: *n\n  行政事业性收费: &f 12.50\n  行政许可: *n",
    );
    site.build().clean();
    let html = site.page(PAGE);
    assert_eq!(html.matches(">61</td>").count(), 3);
    assert!(html.contains(">12.50<"));
}

/// What stands in the data and what is typed instead, then what must be said.
#[test]
fn what_would_be_lost_is_told_at_its_place_with_what_to_type() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "年度: 2022",
            "年度: 2022\n标题: 关于C #号文件",
            &["yaml:2:9", "“#号文件”", "\"关于C #号文件\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n文号: #12",
            &["yaml:2:5", "\"#12\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: 《甲》: 乙",
            &["yaml:2:5", "改成  标题: \"《甲》: 乙\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: 甲:",
            &["yaml:2:5", "改成  标题: \"甲:\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: [2025]1号",
            &["yaml:2:5", "改成  标题: \"[2025]1号\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: [2025]",
            &["yaml:2:5", "改成  标题: \"[2025]\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: {甲}",
            &["yaml:2:5", "改成  标题: \"{甲}\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: @甲",
            &["yaml:2:5", "改成  标题: \"@甲\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: `甲`",
            &["yaml:2:5", "改成  标题: \"`甲`\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: %50",
            &["yaml:2:5", "改成  标题: \"%50\""],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: \"甲\"乙",
            &["yaml:2:5", "改成  标题: '\"甲\"乙'"],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题: \"D:\\new\"",
            &["yaml:2:5", "'D:\\new'"],
        ),
        (
            "年度: 2022",
            "年度: 2022\n标题:甲",
            &["yaml:2:3", "改成  标题: 甲"],
        ),
        (
            "{其余为零: true}\n表四",
            "{不予公开: {其余为零: true}}\n表四",
            &["yaml:6:13", "“表三”下面一层"],
        ),
        (
            "{其余为零: true}\n表四",
            "{本年新收: {其余为零: true}}\n表四",
            &["yaml:6:13", "“表三”下面一层"],
        ),
        (
            "{其余为零: true}\n表四",
            "{不予公开: {重复申请: {自然人: 1}}}\n表四",
            &["yaml:6:13", "属于（五）不予处理", "移到“不予处理”下面"],
        ),
        (
            "{其余为零: true}\n表四",
            "{不予公开: {不予公开: {国家秘密: {自然人: 1}}}}\n表四",
            &["yaml:6:13", "去掉里面这一层"],
        ),
        (
            "{其余为零: true}\n表四",
            "{不予公开: {上年结转: {自然人: 1}}}\n表四",
            &["yaml:6:13", "它自己是一项"],
        ),
        (
            "{其余为零: true}\n表四",
            "{不予公开: 3}\n表四",
            &["yaml:6:12", "有 8 行"],
        ),
        (
            "{其余为零: true}\n表四",
            "{<<: {自然人: 1}}\n表四",
            &["yaml:6:6", "没有合并"],
        ),
        (
            "{其余为零: true}\n表四",
            "{其余为零: true, rest_is_zero: false}\n表四",
            &["yaml:6:18", "写了两次"],
        ),
        (
            "{其余为零: true}\n表四",
            "{本年新收: ｛自然人: 21｝}\n表四",
            &["yaml:6:"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: 12O",
            &["yaml:4:9", "字母", "改成  行政处罚: 120"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: 1.2万",
            &["yaml:4:9", "改成  行政处罚: 12000"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: -0",
            &["yaml:4:9", "改成  行政处罚: 0"],
        ),
        (
            "行政处罚: 60",
            "行政处罚: 113702000042701123202600015",
            &["yaml:4:9", "太大"],
        ),
        ("行政处罚: 60", "行政处罚: _", &["yaml:4:9", "不是数字"]),
        (
            "行政处罚: 60",
            "行政事业性收费: 5000元",
            &["yaml:4:12", "改成  行政事业性收费: 0.5"],
        ),
        ("2023-01-10", "2023-01-10 9:030", &["yaml:2:7", "时间"]),
        ("2023-01-10", "2023-01-10 09:30:99", &["yaml:2:7", "时间"]),
        ("2023-01-10", "2023-01-10 25:00", &["yaml:2:7", "时间"]),
        (
            "2023-01-10",
            "2023-01-10 9：30",
            &["yaml:2:7", "改成  成文日期: 2023-01-10 09:30"],
        ),
        (
            "2023-01-10",
            "2023-01-10 09: 30",
            &["yaml:2:7", "改成  成文日期: 2023-01-10 09:30"],
        ),
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
        if run.code != Some(1) || !missing.is_empty() {
            faults.push_str(&format!("{to}\nnot said: {missing:?}\n{}\n", run.stderr));
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// 采购总金额 of the form of 2019 may carry its unit, and keeps it in any help.
#[test]
fn an_amount_with_its_unit_is_shown_or_refused_with_its_unit() {
    let site = |amount: &str| {
        let site = TestSite::sample();
        site.write(
            "content/reports/2020/report.yaml",
            format!("年度: 2020\n成文日期: 2021-01-10\n表二:\n  集中采购: {{项目数量: 1, 总金额: {amount}}}\n表三: {{其余为零: true}}\n表四: {{其余为零: true}}\n"),
        );
        site.write(
            "content/reports/2020/report.md",
            "## 一、总体情况\n\n好。\n",
        );
        site
    };
    for sound in [
        "120.5万元",
        "8040元",
        "12万5000元",
        "120万",
        "0",
        "120.5（万元）",
    ] {
        let site = site(sound);
        site.build().clean();
        let html = site.page("reports/2020/index.html");
        assert!(html.contains(&format!(">{sound}<")), "{sound}");
    }
    for (slip, help) in [
        ("１２０万元", "总金额: 120万元"),
        ("12O.5万元", "总金额: 120.5万元"),
        ("120.5.0万元", "只留一个小数点"),
        ("\"1,20.5万元\"", "数字里不写逗号"),
        ("一百二十万元", "写数字和单位"),
        ("万元", "写数字和单位"),
    ] {
        site(slip).build().refused(&["yaml:4:", help]);
    }
}

#[test]
fn a_group_with_nothing_below_it_is_blank_also_where_the_rest_is_zero() {
    for (row, blank_rows) in [
        ("不予公开: ", 8),
        ("不予公开: {}", 8),
        ("本年度办理结果: {不予公开: }", 8),
        ("国家秘密: ", 1),
        ("国家秘密: {自然人: 0}, 不予公开: ", 7),
        ("其他处理: ", 1),
    ] {
        let site = TestSite::sample();
        let whole = format!("表三: {{{row}, 其余为零: true}}");
        site.replace(YAML, "表三: {其余为零: true}", &whole);
        site.build().clean();
        let shown = site.page(PAGE).matches("></td>").count();
        // Seven columns; the total of all is then not known either.
        assert_eq!(shown, (blank_rows + 1) * 7, "{row}");
    }
}

#[test]
fn an_address_of_a_page_or_with_a_password_is_no_base_url() {
    for (address, help) in [
        (
            "https://a.gov.cn/nb/index.html",
            "改成  https://a.gov.cn/nb/",
        ),
        ("https://u:p@a.gov.cn/nb/", "改成  https://a.gov.cn/nb/"),
        ("https://a.gov.cn/nb/?id=1", "改成  https://a.gov.cn/nb/"),
        ("https://a.gov.cn/nb/#top", "改成  https://a.gov.cn/nb/"),
    ] {
        let site = TestSite::sample();
        site.edit("site.toml", |text| {
            text.replacen(
                "[organization]",
                &format!("base_url = \"{address}\"\n\n[organization]"),
                1,
            )
        });
        let line = help.replace("改成  ", "改成  base_url = \"") + "\"";
        site.build().refused(&["site.toml:", &line]);
        let run = TestSite::sample()
            .build_with(&["--base-url", address])
            .ended_with(2);
        assert!(run.stderr.contains(help), "{}", run.stderr);
    }
}
