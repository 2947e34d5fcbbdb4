//! The schemas that `init` writes say what the parsers say.

mod common;
#[path = "starter/fresh.rs"]
mod fresh;
#[path = "starter/validator.rs"]
mod validator;

use std::path::Path;

use fresh::{Fresh, this_year};
use gongkai::diag::any_error;
use gongkai::form::{FORMS, Head};
use gongkai::parse::names::keys;
use gongkai::parse::{organization, report};
use gongkai::path::SourcePath;
use gongkai::starter::schema;
use serde_json::Value;
use validator::faults;

fn json(text: &str) -> Value {
    let value: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    serde_json::to_value(value).expect("keys that are text")
}

/// The year that a text states, for the parser asks for its folder.
fn year(text: &str) -> u16 {
    let value = json(text);
    let year = value.get("年度").or(value.get("year"));
    let year = year.and_then(|year| year.as_u64().or_else(|| year.as_str()?.parse().ok()));
    u16::try_from(year.unwrap_or(2022)).unwrap_or(2022)
}

fn parses(text: &str) -> bool {
    let file = SourcePath::new("content/reports/2022/report.yaml").expect("a path");
    let (doc, said) = report::read(text, &file, year(text));
    doc.is_some() && !any_error(&said)
}

const REST: &str = "表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n";

#[test]
fn real_reports_and_fixtures_are_accepted() {
    let schema = schema::report();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for folder in ["content", "tests/fixtures/portal/content"] {
        for entry in walkdir::WalkDir::new(root.join(folder)) {
            let entry = entry.expect("readable");
            let name = entry.file_name().to_string_lossy();
            let schema = match name.as_ref() {
                "report.yaml" => schema.clone(),
                "unit.yaml" => schema::unit(),
                _ => continue,
            };
            let text = std::fs::read_to_string(entry.path()).expect("text");
            let found = faults(&schema, &json(&text));
            assert_eq!(found, [""; 0], "{}", entry.path().display());
            read += 1;
        }
    }
    assert!(read > 8, "{read}");
}

#[test]
fn what_new_writes_is_accepted_by_the_schema_beside_it() {
    let fresh = Fresh::site(&[]);
    let schema: Value =
        serde_json::from_str(&fresh.read(".vscode/report.schema.json")).expect("JSON");
    assert_eq!(schema, schema::report());
    for year in [2019, 2020, 2021, this_year()] {
        fresh.gongkai(&["new", &year.to_string()]).clean();
        let text = fresh.read(&format!("content/reports/{year}/report.yaml"));
        assert_eq!(faults(&schema, &json(&text)), [""; 0]);
        // As long as a part is there, slips in it are seen.
        let slip = text.replacen("表三:\n", "表三:\n  本年新受: {自然人: 1}\n", 1);
        assert_ne!(slip, text);
        assert_ne!(faults(&schema, &json(&slip)), [""; 0]);
    }
    let settings: Value = serde_json::from_str(&fresh.read(".vscode/settings.json")).expect("JSON");
    let schemas = settings["yaml.schemas"].as_object().expect("schemas");
    for file in schemas.keys() {
        let text = fresh.read(file.trim_start_matches("./"));
        let schema: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
}

#[test]
fn schema_and_parser_agree() {
    let schema = schema::report();
    let cases = [
        // Identity and dates.
        ("年度: 2022\n", true),
        ("year: \"2022\"\n", true),
        ("", false),
        ("年度: 二〇二二\n", false),
        (
            "年度: 2022\n成文日期: 2023-01-05\n公开日期: 2023-01-20 09:30\n",
            true,
        ),
        ("年度: 2022\n成文日期: 2023年1月5日\n", false),
        ("年度: 2022\n成文日期: 2023-1-5\n", false),
        ("年度: 2022\n成文日朝: 2023-01-05\n", false),
        ("年度: 2022\n成文日期:\n索引号: 12\n草稿: 是\n", true),
        ("年度: 2022\n草稿: 好\n", false),
        ("年度: 2022\n标题: [甲]\n", false),
        ("年度: 2022\n允许: {A01: 原件如此}\n", true),
        ("年度: 2022\n允许: {A01: }\n", false),
        // Forms.
        ("年度: 2020\n", true),
        ("年度: 2022\n格式: 2019\n", true),
        ("年度: 2022\n格式: \"2021\"\n", true),
        ("年度: 2022\n格式: 2020\n", false),
        ("年度: 2018\n", false),
        ("年度: 2018\n格式: 2021\n", true),
    ];
    for (text, sound) in cases {
        let text = format!("{text}{REST}");
        let found = faults(&schema, &json(&text));
        assert_eq!(found.is_empty(), sound, "schema: {text}{found:#?}");
        assert_eq!(parses(&text), sound, "parser: {text}");
    }
    for text in ["年度: 2018\n", "年度: 2022\n格式: free_text\n"] {
        assert!(parses(text) && faults(&schema, &json(text)).is_empty());
    }
    // A part that the form has must be there.
    let short = "年度: 2022\n表二: {其余为零: true}\n表四: {其余为零: true}\n";
    assert!(!parses(short) && !faults(&schema, &json(short)).is_empty());
}

#[test]
fn schema_and_parser_agree_on_tables() {
    let schema = schema::report();
    let cases = [
        (2022, "表二", "行政处罚: 60", true),
        (2022, "表二", "行政处罚: {处理决定数量: 60}", true),
        (2022, "表二", "行政处罚: [60]", true),
        (2022, "表二", "行政处罚:", true),
        (2022, "表二", "行政处罚: 不适用", true),
        (2022, "表二", "行政处罚: \"60\"", true),
        (2022, "表二", "行政处罚: 60件", false),
        (2022, "表二", "行政处罚: -1", false),
        (2022, "表二", "行政处罚: 1.5", false),
        (2022, "表二", "行政处罚: 1000000000", false),
        (2022, "表二", "行政处罚: \"007\"", false),
        (2022, "表二", "行政处罚: [1, 2]", false),
        (2022, "表二", "行政处法: 60", false),
        (2022, "表二", "行政事业性收费: 12.50", true),
        (2022, "表二", "行政事业性收费: -1", false),
        (2022, "表二", "行政事业性收费: 3万元", false),
        (2022, "表二", "规章: 3", false),
        (2022, "表二", "规章: [0, 0, 0]", true),
        (2022, "表二", "规章: {制发: 0, 废止: , 有效: 1}", true),
        (2022, "表二", "规章: {新制作: 0}", false),
        (2022, "表二", "集中采购: [1, 2]", false),
        (2020, "表二", "规章: {新制作: 0}", true),
        (
            2020,
            "表二",
            "行政许可: {本年增/减: -31, 上一年项目: 3}",
            true,
        ),
        (
            2020,
            "表二",
            "行政许可: {本年增减: -31, 上一年项目: -3}",
            false,
        ),
        (
            2020,
            "表二",
            "集中采购: {项目数量: 1, 总金额: 120.5万元}",
            true,
        ),
        (2020, "表二", "集中采购: {项目数量: 1, 总金额: 很多}", false),
        (2022, "表三", "本年新收: {自然人: 3, 总计: 3}", true),
        (2022, "表三", "本年新收: {自燃人: 3}", false),
        (2022, "表三", "本年新收: [1, 0, 0, 0, 0, 0]", true),
        (2022, "表三", "本年新收: [1, 0, 0, 0, 0, 0, 1]", true),
        (2022, "表三", "本年新收: [1, 0]", false),
        (2022, "表三", "不予公开: {国家秘密: {自然人: 1}}", true),
        (2022, "表三", "不予公开: {国家机密: {自然人: 1}}", false),
        (2022, "表三", "逾期不补正: {自然人: 1}", true),
        (2020, "表三", "逾期不补正: {自然人: 1}", false),
        (2020, "表三", "（六）其他处理: {自然人: 1}", true),
        (2022, "表三", "其余为零: 是", true),
        (2022, "表三", "其余为零: 1", false),
        (2022, "表四", "行政复议: {维持: 1}", true),
        (2022, "表四", "行政诉讼: {直接起诉: {维持: 1}}", true),
    ];
    for (year, part, row, sound) in cases {
        let others = ["表二", "表三", "表四"]
            .into_iter()
            .filter(|one| *one != part);
        let others: String = others
            .map(|one| format!("{one}: {{其余为零: true}}\n"))
            .collect();
        let text = format!("年度: {year}\n{others}{part}:\n  {row}\n");
        let found = faults(&schema, &json(&text));
        assert_eq!(found.is_empty(), sound, "schema: {text}{found:#?}");
        assert_eq!(parses(&text), sound, "parser: {text}");
    }
}

/// Every key of every form in every spelling that the parser declares.
#[test]
fn every_declared_spelling_is_accepted() {
    let schema = schema::report();
    let mut tried = 0;
    for form in FORMS {
        for part in form.parts {
            for table in part.tables {
                let (rows, columns) = (table.leaf_rows(), table.leaf_columns());
                let spellings = |head: &'static Head| keys(head).chain([head.label.to_owned()]);
                let all = rows.iter().flat_map(|row| {
                    spellings(row.head).map(|row| (row, columns[0].head.id.to_owned()))
                });
                let all = all.chain(columns.iter().flat_map(|column| {
                    spellings(column.head).map(|column| (rows[0].head.id.to_owned(), column))
                }));
                for (row, column) in all {
                    let text = format!(
                        "年度: 2022\n格式: \"{}\"\n{}: {{\"{row}\": {{\"{column}\": 1}}}}\n",
                        form.id, part.name
                    );
                    let rest = ["表二", "表三", "表四"]
                        .into_iter()
                        .filter(|one| *one != part.name);
                    let rest: String = rest.map(|one| format!("{one}:\n")).collect();
                    let text = format!("{text}{rest}");
                    assert!(parses(&text), "{text}");
                    assert_eq!(faults(&schema, &json(&text)), [""; 0], "{text}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn units_are_read_alike() {
    let file = SourcePath::new("content/units/a/unit.yaml").expect("a path");
    for (text, sound) in [
        (
            "名称: 青禾镇\n类型: 乡镇\n联系方式: {邮政编码: \"012345\", 联系电话: 123}\n",
            true,
        ),
        ("name: 青禾镇\nkind: township\ncontact:\n", true),
        ("类型: 乡镇\n", false),
        ("名称: 青禾镇\n类型: 村\n", false),
        ("名称: 青禾镇\n联系方式: {电话: 1}\n", false),
        ("名称: 青禾镇\n所在: 县\n", false),
        (
            "名称: 青禾镇\n上级: linjiang\n次序: 3\n曾用名: 青禾乡\n设立: 2019\n撤并: 2024-03-01\n并入: baiqiao\n",
            true,
        ),
        (
            "name: 青禾镇\nformer_names: [青禾公社, {name: 青禾乡, until: 2020}]\nestablished: 2019-07-01\nparent:\n",
            true,
        ),
        ("名称: 青禾镇\n曾用名: {名称: 青禾乡, 到: 2020}\n", true),
        ("名称: 青禾镇\n曾用名: [{到: 2020}]\n", false),
        (
            "名称: 青禾镇\n曾用名: [{名称: 青禾乡, 到: 二〇二〇}]\n",
            false,
        ),
        ("名称: 青禾镇\n上级: content/units/linjiang\n", false),
        ("名称: 青禾镇\n次序: -1\n", false),
        ("名称: 青禾镇\n次序: 第三\n", false),
        ("名称: 青禾镇\n设立: 2019年\n", false),
        ("名称: 青禾镇\n撤并: 2024-3-1\n", false),
    ] {
        let (doc, said) = organization::read(text, &file);
        assert_eq!(doc.is_some() && !any_error(&said), sound, "parser: {text}");
        let found = faults(&schema::unit(), &json(text));
        assert_eq!(found.is_empty(), sound, "schema: {text}{found:?}");
    }
}
