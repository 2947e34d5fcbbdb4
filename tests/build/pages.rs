use super::*;

#[test]
fn a_unit_has_the_same_kinds_of_pages_as_the_owner() {
    let site = TestSite::portal();
    // The owner's whole folder drops into units/ unchanged.
    for (name, bytes) in tree(&site.at("content")) {
        if !name.starts_with("units/") {
            site.write(&format!("content/units/x/{name}"), bytes);
        }
    }
    site.write("content/units/x/unit.yaml", "名称: 清水镇人民政府\n");
    site.build().clean();
    let names = site.names();
    let own: Vec<&String> = names
        .iter()
        .filter(|name| !name.starts_with("units/") && *name != "404.html" && *name != "robots.txt")
        // No unit stands below it.
        .filter(|name| !name.starts_with("matrix") && !name.starts_with("compare/"))
        // What there is once for a whole site.
        .filter(|name| !name.starts_with("terms/") && !name.starts_with("accessibility/"))
        .filter(|name| !name.starts_with("search/") || name.starts_with("search/texts/"))
        .collect();
    assert!(own.len() >= 9, "{own:?}");
    for name in own {
        assert!(
            names.contains(&format!("units/x/{name}")),
            "{name} is missing in {names:#?}"
        );
    }
    let html = site.html("units/x/reports/2022/index.html");
    assert_eq!(
        texts(&html, "h1"),
        ["清水镇人民政府2022年政府信息公开工作年度报告"]
    );
    let html = site.html("index.html");
    let units = texts(&html, "main a[href^=units]:not([href*=reports])");
    assert_eq!(units, ["清河镇", "清水镇人民政府"]);
}

/// The data cells of one table of the 2022 report, as printed.
fn cells(site: &TestSite, table: &str) -> Vec<String> {
    texts(&site.html(PAGE), &format!("#{table} tbody td"))
}

#[test]
fn every_kind_of_value_is_printed_as_it_was_typed() {
    let site = TestSite::sample();
    site.edit(YAML, |_| {
            "年度: 2022\n成文日期: 2023-01-10\n表二:\n  规章: [1, 0, null]\n  行政规范性文件: {制发: 不适用, 废止: /, 现行有效: \"12\"}\n  行政许可: 1200\n  行政处罚:\n  行政强制: -\n  行政事业性收费: 12.50\n\
             表三:\n  本年新收: {自然人: 3, 总计: 4}\n  其余为零: true\n表四: {其余为零: true}\n".to_owned()
        });
    let run = site.build_with(&["--force"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(cells(&site, "t2a"), ["1", "0", "", "不适用", "/", "12"]);
    assert_eq!(cells(&site, "t2b"), ["1200"]);
    assert_eq!(cells(&site, "t2c"), ["", "-"]);
    assert_eq!(cells(&site, "t2d"), ["12.50"]);
    // A typed total is a record: it is printed, and doubted.
    assert_eq!(cells(&site, "t3")[..7], ["3", "0", "0", "0", "0", "0", "4"]);
    assert!(run.stdout.contains("1 处必须改"), "{}", run.stdout);
}

#[test]
fn a_blank_cell_is_an_empty_element_and_zero_is_a_zero() {
    let site = TestSite::sample();
    site.replace(YAML, "  行政处罚: 60\n  其余为零: true", "  行政强制: 0");
    let run = site.build_with(&["--force"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let html = site.html(PAGE);
    let row = select(&html, "#t2c tbody td");
    assert_eq!(
        (row[0].inner_html().as_str(), text(row[1]).as_str()),
        ("", "0")
    );
    assert_eq!(row[0].attr("class"), Some("e"));
    assert_eq!(cells(&site, "t2a"), [""; 6]);
}

#[test]
fn totals_are_added_up_where_they_are_not_typed() {
    let site = TestSite::portal();
    site.build().clean();
    let cells = cells(&site, "t3");
    assert_eq!(cells.len(), 25 * 7);
    assert_eq!(cells[..7], ["3", "0", "0", "0", "0", "0", "3"]);
    // （七）总计 is the last row but one.
    assert_eq!(cells[23 * 7..24 * 7], ["3", "0", "0", "0", "0", "0", "3"]);
    assert_eq!(cells[24 * 7..], ["0"; 7]);
}

#[test]
fn a_year_of_the_older_form_has_its_labels() {
    let site = TestSite::portal();
    site.build().clean();
    let html = site.html("reports/2020/index.html");
    assert_eq!(
        texts(&html, "#t2a thead th"),
        [
            "信息内容",
            "本年新制作数量",
            "本年新公开数量",
            "对外公开总数量"
        ]
    );
    assert_eq!(
        texts(&html, "#t2b thead th"),
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    );
    assert_eq!(
        texts(&html, "#t2e thead th"),
        ["信息内容", "采购项目数量", "采购总金额"]
    );
    assert_eq!(
        texts(&html, "#t2b tbody th"),
        ["行政许可", "其他对外管理服务事项"]
    );
    assert_eq!(texts(&html, "#t3 tbody td").len(), 23 * 7);
    assert_eq!(
        texts(&site.html("reports/2018/index.html"), "table").len(),
        0
    );
}

#[test]
fn the_columns_of_a_written_table_are_aligned_as_its_second_line_says() {
    let site = TestSite::portal();
    site.replace(
        "content/apply.md",
        "请来信。",
        "| 左 | 中 | 右 |\n|:--|:-:|--:|\n| 甲 | 乙 | 12 |",
    );
    site.build().clean();
    let html = site.html("apply.html");
    assert_eq!(texts(&html, ".prose td.center"), ["乙"]);
    assert_eq!(texts(&html, ".prose td.right"), ["12"]);
    let style: String = select(&html, "style")[0].text().collect();
    for (class, wanted) in [(".center", "center"), (".right", "right")] {
        let rules = style.split('}').filter_map(|rule| rule.split_once('{'));
        let mut rules = rules.filter(|(names, _)| names.split(',').any(|name| name == class));
        let wanted = format!("text-align:{wanted}");
        assert!(rules.any(|(_, body)| body == wanted), "{class}");
    }
}
