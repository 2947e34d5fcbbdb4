//! A site with units below its owner, as the person meets it who keeps all of them.

mod common;
#[path = "starter/fresh.rs"]
mod fresh;

use fresh::{Fresh, WORDS};
use serde_json::Value;

/// A county with its own report of 2024 and two units: one with the reports of 2022
/// and 2024, the other, which came later, with that of 2024.
fn county() -> Fresh {
    let fresh = Fresh::filled(2024);
    for (id, text) in [
        ("qinghe", "名称: 示例县青禾镇人民政府\n类型: 乡镇\n"),
        (
            "baiqiao",
            "名称: 示例县白桥镇人民政府\n类型: 乡镇\n设立: 2023-07-01\n",
        ),
    ] {
        fresh.write(&format!("content/units/{id}/unit.yaml"), text);
    }
    report(&fresh, "qinghe", 2022);
    report(&fresh, "qinghe", 2024);
    report(&fresh, "baiqiao", 2024);
    fresh
}

fn report(fresh: &Fresh, id: &str, year: u16) {
    let folder = format!("content/units/{id}/reports/{year}");
    let data = format!(
        "年度: {year}\n成文日期: {0}-01-10\n表二: {{其余为零: true}}\n表三: {{其余为零: true}}\n表四: {{其余为零: true}}\n",
        year + 1
    );
    fresh.write(&format!("{folder}/report.yaml"), &data);
    fresh.write(&format!("{folder}/report.md"), &WORDS.replace("村口", id));
}

#[test]
fn check_names_the_years_in_which_a_unit_was_there_and_said_nothing() {
    let fresh = county();
    let shown = fresh.gongkai(&["check"]).stdout;
    let row = |name: &str| {
        let mut lines = shown.lines();
        let line = lines.find(|line| line.starts_with(name) && !line.contains("年年报"));
        line.unwrap_or_else(|| panic!("{name} in {shown}"))
            .to_owned()
    };
    assert!(row("示例县青禾镇人民政府").ends_with("  2023"), "{shown}");
    assert!(row("示例县白桥镇人民政府").ends_with("  2023"), "{shown}");
    fresh.write(
        "content/units/baiqiao/unit.yaml",
        "名称: 示例县白桥镇人民政府\n类型: 乡镇\n设立: 2024\n",
    );
    fresh.write(
        "content/units/qinghe/unit.yaml",
        "名称: 示例县青禾镇人民政府\n类型: 乡镇\n撤并: 2023-03-01\n",
    );
    let shown = fresh.gongkai(&["check"]).stdout;
    assert!(shown.contains("建议看[ORG03]"), "{shown}");
    let table = shown.split("缺的年份\n").nth(1).expect("a table");
    assert!(!table.contains("2023"), "{table}");
}

#[test]
fn programs_are_told_the_unit_and_the_year_of_each_finding() {
    let fresh = county();
    fresh.write(
        "content/units/qinghe/reports/2022/report.yaml",
        "年度: 2022\n甲: 1\n",
    );
    fresh.write(
        "content/units/baiqiao/unit.yaml",
        "名称: 白桥镇\n上级: nobody\n",
    );
    let run = fresh.gongkai(&["check", "--format", "json"]).ended_with(1);
    let found: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let of = |id: &str| {
        let one = found
            .iter()
            .find(|one| one["id"] == id && one["level"] == "error");
        let one = one.unwrap_or_else(|| panic!("{id} in {}", run.stdout));
        (one["unit"].clone(), one["year"].clone())
    };
    assert_eq!(of("KEY"), ("qinghe".into(), 2022.into()));
    assert_eq!(of("ORG"), ("baiqiao".into(), Value::Null));
    for one in &found {
        let file = one["file"].as_str().expect("a file");
        assert_eq!(
            one["unit"].is_null(),
            !file.starts_with("content/units/"),
            "{one}"
        );
        assert_eq!(one["year"].is_null(), !file.contains("/reports/"), "{one}");
    }
}

#[test]
fn a_whole_site_below_units_is_told_in_one_sentence() {
    let fresh = county();
    let other = Fresh::filled(2024);
    for (file, text) in other.tree() {
        let text = String::from_utf8(text).expect("a text");
        fresh.write(&format!("content/units/linjiang/{file}"), &text);
    }
    fresh.write("content/units/linjiang/templates/report.html", "甲");
    let run = fresh.gongkai(&["check", "content/units/linjiang"]);
    let run = run.ended_with(1).for_a_clerk();
    assert_eq!(run.stdout.matches("必须改[").count(), 1, "{}", run.stdout);
    for words in [
        "整个站点的文件夹",
        "把 content/units/linjiang/content/ 里面的东西移到 content/units/linjiang/",
        "unit.yaml",
    ] {
        assert!(run.stdout.contains(words), "{words} in {}", run.stdout);
    }
}

#[test]
fn a_unit_inside_of_another_is_told_where_it_belongs() {
    let fresh = county();
    fresh.write("content/units/qinghe/xitou/unit.yaml", "名称: 溪头村\n");
    let run = fresh.gongkai(&["check"]).ended_with(1).for_a_clerk();
    for words in ["移到 content/units/xitou/", "上级: "] {
        assert!(run.stdout.contains(words), "{words} in {}", run.stdout);
    }
}
