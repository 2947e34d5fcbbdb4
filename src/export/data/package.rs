//! `datapackage.json` after Data Package v2: the tables with every column, what blanks and
//! marks mean, and how the tables belong together.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use super::columns::{Column, FIXED, Holds, columns};
use super::csv::UNIT_COLUMNS;
use super::json::type_of;
use super::set::DataSet;
use super::sums::sha256;
use crate::parse::cell::NOT_APPLICABLE;

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// What the law gives, in the words of the page; it names no licence, so none is stated.
pub const RIGHTS: &str =
    "这些数据是行政机关主动公开的政府信息，任何人都可以免费查阅、复制，不需要申请。";

/// The schema of each table as text, worked out once: it is long, and every unit has it.
static REPORTS: LazyLock<String> = LazyLock::new(|| reports().to_string());
static UNITS: LazyLock<String> = LazyLock::new(|| units().to_string());

/// The file. Linear in the columns.
pub fn package(set: &DataSet<'_>) -> Vec<u8> {
    let title = format!("{}政府信息公开年报数据", set.name());
    let package = json!({
        "$schema": PROFILE,
        "name": "disclosure-reports",
        "title": title,
        "description": format!("政府信息公开工作年度报告的全部统计表，一份报告一行。{RIGHTS}"),
        "homepage": set.url_of("index.html"),
        "sources": [{"title": set.name(), "path": set.front()}],
    });
    let reports = resource(set, "reports", "all.nobom.csv", "全部年报", &REPORTS);
    let units = resource(set, "units", "units.csv", "单位名录", &UNITS);
    let resources = format!("[{reports},\n{units}]");
    format!("{}\n", with(&package, "resources", &resources)).into_bytes()
}

/// An object with one more field, whose value is JSON already.
fn with(object: &Json, name: &str, value: &str) -> String {
    let mut text = object.to_string();
    text.pop();
    text + &format!(",\n\"{name}\":{value}}}")
}

fn resource(set: &DataSet<'_>, name: &str, file: &str, title: &str, schema: &str) -> String {
    let mut resource = json!({
        "name": name,
        "path": file,
        "title": title,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    });
    if let Some(bytes) = set.file(file) {
        resource["bytes"] = bytes.len().into();
        resource["hash"] = format!("sha256:{}", sha256(bytes)).into();
    }
    with(&resource, "schema", schema)
}

/// A mark says that a number does not apply; it is no number either.
fn missing() -> Json {
    let marks = NOT_APPLICABLE.iter().copied();
    Json::from_iter([""].into_iter().chain(marks))
}

fn reports() -> Json {
    let fixed = FIXED.iter().map(|one| {
        let is_key = matches!(one.id, "unit_id" | "year");
        let mut field = json!({"name": one.id, "title": one.title, "type": type_of(one.holds)});
        if is_key {
            field["constraints"] = json!({"required": true});
        }
        field
    });
    let cells = columns().cells.iter().map(field);
    json!({
        "fields": Json::from_iter(fixed.chain(cells)),
        "missingValues": missing(),
        "primaryKey": ["unit_id", "year"],
        "foreignKeys": [{
            "fields": ["unit_id"],
            "reference": {"resource": "units", "fields": ["unit_id"]},
        }],
    })
}

fn field(column: &Column) -> Json {
    let mut field = json!({
        "name": column.id,
        "title": column.title,
        "type": type_of(column.holds),
    });
    if matches!(column.holds, Holds::Count | Holds::Amount) {
        field["constraints"] = json!({"minimum": 0});
    }
    if let Some(unit) = column.unit {
        field["description"] = format!("单位：{unit}").into();
    }
    field
}

fn units() -> Json {
    let fields = UNIT_COLUMNS.iter().map(|(id, title)| {
        let kind = if id.ends_with("_year") {
            "integer"
        } else {
            "string"
        };
        json!({"name": id, "title": title, "type": kind})
    });
    json!({
        "fields": Json::from_iter(fields),
        "missingValues": [""],
        "primaryKey": ["unit_id"],
    })
}
