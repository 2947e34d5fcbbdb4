//! `gongkai new` as the person at the keyboard meets it.

mod common;
#[path = "starter/fresh.rs"]
mod fresh;

use common::assert_same;
use fresh::{Fresh, this_year};
use gongkai::form::{FORMS, Form};
use gongkai::parse::names::plain;

fn yaml(year: u16) -> String {
    format!("content/reports/{year}/report.yaml")
}

/// A site with this report of 2021.
fn with_2021(tables: &str) -> Fresh {
    let fresh = Fresh::site(&[
        "--name",
        "青禾镇人民政府",
        "--kind",
        "乡镇",
        "--year",
        "2021",
    ]);
    fresh.write(
        &yaml(2021),
        &format!("年度: 2021\n成文日期: 2022-01-10\n{tables}"),
    );
    fresh
}

#[test]
fn a_new_report_has_every_row_of_its_form_in_order() {
    let fresh = Fresh::site(&[]);
    for year in [2019, 2020, 2021, 2024] {
        fresh
            .gongkai(&["new", &year.to_string()])
            .clean()
            .for_a_clerk();
        let text = fresh.read(&yaml(year));
        let form = Form::choose(None, year).expect("a form");
        let mut rest = text.as_str();
        let mut rows = 0;
        for output in form.tables().flat_map(|table| table.leaf_rows()) {
            if output.head.id == "concluded_total" {
                continue;
            }
            let name = output
                .head
                .names
                .first()
                .map_or(plain(output.head.label), |name| (*name).to_owned());
            let line = format!("\n  #{name}:");
            let at = rest
                .find(&line)
                .unwrap_or_else(|| panic!("{year}: {name} in {rest}"));
            rest = &rest[at + 1..];
            rows += 1;
        }
        assert_eq!(rows, 33);
        let heads: Vec<String> = fresh
            .read(&format!("content/reports/{year}/report.md"))
            .lines()
            .filter_map(|line| line.strip_prefix("## ").map(str::to_owned))
            .collect();
        assert_eq!(
            heads,
            [
                "一、总体情况",
                "五、存在的主要问题及改进情况",
                "六、其他需要报告的事项"
            ]
        );
    }
    assert_eq!(
        FORMS.len(),
        3,
        "a new form: does `new` begin reports of it?"
    );
}

/// Every row may be uncommented as it stands: the keys are right.
#[test]
fn uncommented_rows_are_read_and_stay_blank() {
    let fresh = Fresh::site(&[]);
    for year in [2020, 2024] {
        fresh.gongkai(&["new", &year.to_string()]).clean();
        let text = fresh.read(&yaml(year));
        let lines = text.lines().map(|line| match line.trim_start() {
            rest if rest.starts_with("#其余为零") => String::new(),
            rest if rest.starts_with('#') && !rest.starts_with("# ") => line.replacen('#', "", 1),
            _ => line.to_owned(),
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let file = gongkai::path::SourcePath::new(&yaml(year)).expect("a path");
        let (doc, said) = gongkai::parse::report::read(&text, &file, year);
        assert_eq!(said, [], "{text}");
        let parts = doc.expect("a report").parts;
        let cells = parts.iter().flatten().flat_map(|part| part.tables.concat());
        let stated: Vec<_> = cells.flatten().collect();
        assert!(stated.len() > 140);
        assert!(
            stated
                .iter()
                .all(|value| *value == gongkai::form::Value::Blank)
        );
    }
}

#[test]
fn what_was_left_over_is_carried_by_column_and_blank_is_not_zero() {
    let fresh = with_2021(
        "表二: {其余为零: true}\n表三:\n  本年新收: {自然人: 9}\n  结转下年度: {自然人: 2, 商业企业: , 科研机构: 不适用, 其他: 1, 社会公益组织: 0}\n表四:\n",
    );
    let run = fresh.gongkai(&["new", "2022"]).clean().for_a_clerk();
    let text = fresh.read(&yaml(2022));
    assert!(
        text.contains("\n  上年结转: {自然人: 2, 社会公益组织: 0, 其他: 1}  #"),
        "{text}"
    );
    assert!(
        run.stdout.contains("上年结转 3 件（自然人 2、其他 1）"),
        "{}",
        run.stdout
    );
    let check = fresh.gongkai(&["check", "2022", "--drafts"]);
    assert!(!check.stdout.contains("X01"), "{}", check.stdout);
}

#[test]
fn a_declared_rest_is_carried_as_zero() {
    let fresh = with_2021(
        "表二: {其余为零: true}\n表三:\n  结转下年度: {商业企业: 4}\n  其余为零: true\n表四: {其余为零: true}\n",
    );
    fresh.gongkai(&["new", "2022"]).clean();
    let carried = "  上年结转: {自然人: 0, 商业企业: 4, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}";
    assert!(fresh.read(&yaml(2022)).contains(carried));
}

#[test]
fn an_all_blank_year_leaves_nothing() {
    let fresh = with_2021("表二:\n表三: {结转下年度: {总计: 3}}\n表四:\n");
    let run = fresh.gongkai(&["new", "2022"]).clean();
    assert!(run.stdout.contains("是空白"), "{}", run.stdout);
    assert!(fresh.read(&yaml(2022)).contains("\n  #上年结转: {"));
}

#[test]
fn a_broken_year_is_named_and_leaves_nothing() {
    for (tables, words) in [
        (
            "表二:\n表三:\n  结转下年度: {自然人: 3件}\n表四:\n",
            "第 5 行",
        ),
        ("表三: {结转下年度: {自然人: 3\n", "report.yaml"),
    ] {
        let fresh = with_2021(tables);
        let run = fresh.gongkai(&["new", "2022"]).clean().for_a_clerk();
        assert!(
            run.stdout.contains("上年结转没有带入") && run.stdout.contains(words),
            "{}",
            run.stdout
        );
        assert!(
            run.stdout.contains("content/reports/2021/report.yaml"),
            "{}",
            run.stdout
        );
        assert!(fresh.read(&yaml(2022)).contains("\n  #上年结转: {"));
    }
}

#[test]
fn a_draft_does_not_disturb_the_site_and_no_date_is_made_up() {
    let fresh = Fresh::filled(2021);
    fresh.gongkai(&["build"]).clean();
    let (last, now) = (this_year() - 1, this_year());
    for year in [2022, last, now, now + 1] {
        fresh.gongkai(&["new", &year.to_string()]).clean();
        let text = fresh.read(&yaml(year));
        assert!(
            text.contains("\n草稿: true") && text.contains("\n#成文日期:   #"),
            "{text}"
        );
        assert!(text.contains("\n#公开日期:   #"), "{text}");
    }
    let run = fresh.gongkai(&["build"]).clean();
    assert!(run.stdout.contains("1 份报告"), "{}", run.stdout);
    let check = fresh.gongkai(&["check"]).clean();
    assert!(!check.stdout.contains("必须改"), "{}", check.stdout);
}

/// What is not filled in is named, each thing once, and nothing else is.
#[test]
fn what_is_still_blank_in_a_draft_is_named() {
    let fresh = Fresh::filled(2021);
    fresh.gongkai(&["new", "2022"]).clean();
    let text = fresh.read(&yaml(2022));
    let dates = text
        .replace("#成文日期:", "成文日期:")
        .replace("#公开日期:", "公开日期:");
    for text in [text, dates] {
        fresh.write(&yaml(2022), &text);
        let check = fresh.gongkai(&["check", "--drafts", "2022"]).ended_with(1);
        let said = |rule: &str| check.stdout.matches(rule).count();
        let counts = ["CEL07", "CEL01", "DAT03", "YAML", "KEY"].map(said);
        assert_eq!(counts, [1, 0, 1, 0, 0], "{}", check.stdout);
        let hints = fresh.read("content/reports/2022/report.md");
        let hints = hints.lines().filter(|line| line.contains("待写")).count();
        assert_eq!(said("TPL01"), hints, "{}", check.stdout);
    }
}

#[test]
fn nothing_is_ever_overwritten() {
    let fresh = Fresh::site(&[]);
    fresh.write("content/reports/2022/report.md", "旧");
    let before = fresh.tree();
    let run = fresh.gongkai(&["new", "2022"]);
    run.ended_with(2)
        .for_a_clerk()
        .says(&["没有新建", "report.md"]);
    assert_same(&before, &fresh.tree(), "a refused report changed files");
}

#[test]
fn units_have_reports_of_their_own() {
    let fresh = Fresh::site(&["--name", "示例县人民政府", "--kind", "县级政府"]);
    let unit = "名称: \"青禾镇: 人民政府\"\n类型: 乡镇\n联系方式:\n  工作机构: 党政办\n  联系电话: 0123-4567890\n";
    fresh.write("content/units/qinghe/unit.yaml", unit);
    let before =
        "年度: 2021\n成文日期: 2022-01-10\n表二:\n表三: {结转下年度: {自然人: 1}}\n表四:\n";
    fresh.write("content/units/qinghe/reports/2021/report.yaml", before);
    fresh
        .gongkai(&["new", "2022", "--unit", "qinghe"])
        .clean()
        .for_a_clerk();
    let data = fresh.read("content/units/qinghe/reports/2022/report.yaml");
    assert!(data.contains("\n  上年结转: {自然人: 1}  #"), "{data}");
    let text = fresh.read("content/units/qinghe/reports/2022/report.md");
    assert!(
        text.contains("请与党政办联系") && text.contains("0123-4567890"),
        "{text}"
    );
    for (unit, words) in [
        ("qinhe", "是不是 qinghe"),
        ("baiqiao", "已有的代号：qinghe"),
        ("../x", "写成 x？"),
        ("青禾", "如 qinghe"),
        ("con", "小写英文字母"),
        ("QINGHE", "是不是 qinghe"),
    ] {
        let run = fresh.gongkai(&["new", "2022", "--unit", unit]);
        run.ended_with(2).for_a_clerk().says(&["没有新建", words]);
    }
    let run = fresh.gongkai(&["new", "2023", "--unit", "qinghe", "--name", "青禾镇"]);
    run.ended_with(2)
        .for_a_clerk()
        .says(&["unit.yaml 已经有了", "--name"]);
}

#[test]
fn a_new_unit_is_begun_with_what_is_known_of_it() {
    let fresh = Fresh::site(&["--name", "示例县人民政府", "--kind", "县级政府"]);
    let file = "content/units/baiqiao/unit.yaml";
    let new = ["new", "2025", "--unit", "baiqiao"];
    let known = [
        "--name",
        "示例县白桥镇人民政府",
        "--kind",
        "1",
        "--phone",
        "0123-4567890",
    ];
    let run = fresh.gongkai(&[&new[..], &known].concat());
    run.clean().for_a_clerk();
    let text = fresh.read(file);
    let path = gongkai::path::SourcePath::new(file).expect("a path");
    let (doc, said) = gongkai::parse::organization::read(&text, &path);
    let doc = doc.expect("a unit");
    assert_eq!(said, [], "{text}");
    assert_eq!(doc.name, "示例县白桥镇人民政府");
    assert_eq!(doc.kind.as_deref(), Some("township"));
    assert_eq!(doc.contact, [("phone", "0123-4567890".to_owned())]);
    assert_eq!((doc.short_name, doc.county), (None, None));
    assert_eq!(
        doc.place,
        gongkai::parse::organization::UnitPlace::default()
    );
    // Every line that waits to be filled in is one that the parser knows.
    let open =
        |line: &str| line.trim_start().starts_with('#') && !line.trim_start().starts_with("# ");
    let lines = text.lines().map(|line| match open(line) {
        true => line.replacen('#', "", 1),
        false => line.to_owned(),
    });
    let filled = lines.collect::<Vec<_>>().join("\n");
    assert!(filled.matches(": ").count() > 12, "{filled}");
    assert_eq!(gongkai::parse::organization::read(&filled, &path).1, []);
    let hints = text.lines().filter_map(|line| line.split_once("   # "));
    let hints: Vec<&str> = hints.map(|(_, hint)| hint).collect();
    let distinct: std::collections::BTreeSet<&str> = hints.iter().copied().collect();
    assert!(hints.len() >= 7 && distinct.len() == hints.len(), "{text}");
    let report = fresh.read("content/units/baiqiao/reports/2025/report.md");
    assert!(report.contains("0123-4567890"), "{report}");
    let check = fresh.gongkai(&["check", "content/units/baiqiao"]);
    assert!(!check.stdout.contains("必须改["), "{}", check.stdout);
}

#[test]
fn a_unit_is_not_begun_by_a_slip_and_not_named_by_guess() {
    let fresh = Fresh::site(&["--name", "示例县人民政府", "--kind", "县级政府"]);
    let before = fresh.tree();
    let run = fresh.gongkai(&["new", "2025", "--unit", "baiqiao"]);
    run.ended_with(2).for_a_clerk().says(&["--name 单位全称"]);
    let run = fresh.gongkai(&["new", "2025", "--name", "白桥镇"]);
    run.ended_with(2).for_a_clerk().says(&["--unit"]);
    assert_same(&before, &fresh.tree(), "nothing is begun");
    let run = fresh.gongkai(&["new", "2025", "--unit", "baiqiao", "--yes"]);
    let run = run.clean().for_a_clerk();
    assert!(run.stdout.contains("没有填单位全称"), "{}", run.stdout);
    let text = fresh.read("content/units/baiqiao/unit.yaml");
    assert!(text.contains("名称: （请填写单位全称）\n"), "{text}");
    let check = fresh.gongkai(&["check", "content/units/baiqiao"]);
    let check = check.ended_with(1);
    assert!(check.stdout.contains("必须改[TPL01]"), "{}", check.stdout);
    // One that is there by its name alone is not a slip of another.
    let unit = ["--unit", "baiqiao2", "--name", "白桥街道"];
    fresh
        .gongkai(&[&["new", "2025"], &unit[..]].concat())
        .clean();
}

#[test]
fn unreasonable_years_and_folders_are_refused() {
    let fresh = Fresh::site(&[]);
    let far = (this_year() + 2).to_string();
    for (year, words) in [
        ("2018", "还没有统一的表格"),
        (far.as_str(), "检查年份"),
        ("二〇二五", "不能是"),
    ] {
        let run = fresh.gongkai(&["new", year]);
        run.ended_with(2).for_a_clerk().says(&[words]);
    }
    let nothing = Fresh::nothing();
    let run = nothing.gongkai(&["new", "2022"]);
    run.ended_with(2)
        .for_a_clerk()
        .says(&["site.toml", "gongkai init"]);
    assert!(!nothing.root().exists());
}

#[test]
fn what_is_still_to_do_is_numbered() {
    let fresh = Fresh::site(&[]);
    let run = fresh.gongkai(&["new", "2022"]).clean();
    let steps = run.stdout.lines().filter(|line| line.starts_with("  "));
    let starts: Vec<&str> = steps.map(|line| &line[2..4]).collect();
    assert_eq!(starts, ["1.", "2.", "3.", "4."], "{}", run.stdout);
}
