//! The table of all reports as JSON, with its columns. A long one is in parts, so that
//! no program has to hold all of it: `all.json` then names them.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use super::columns::{Column, FIXED, Holds, columns};
use super::set::{DataSet, Row};
use crate::export::schema;
use crate::form::Amount;
use crate::parse::date::Stamp;

/// How many reports one file may have.
const LIMIT: usize = 1000;

/// The file that describes the others.
pub const SCHEMA: &str = "all.schema.json";

/// How many parts this many reports take: none where one file holds them.
pub fn parts_of(reports: usize) -> usize {
    match reports {
        0..=LIMIT => 0,
        _ => reports.div_ceil(LIMIT),
    }
}

/// The part of this number, counted from 1.
pub fn part_name(part: usize) -> String {
    format!("all-{part}.json")
}

/// All reports, or the names of the parts that hold them.
pub fn all(set: &DataSet<'_>) -> Vec<u8> {
    let reports = set.reports();
    match parts_of(reports) {
        0 => rows(set.rows()),
        parts => {
            let mut text = begin();
            let parts = (1..=parts).map(|part| {
                let rows = LIMIT.min(reports - (part - 1) * LIMIT);
                json!({"url": part_name(part), "reports": rows})
            });
            text += &format!(",\"parts\":{}}}\n", Json::from_iter(parts));
            text.into_bytes()
        }
    }
}

/// The part of this number, counted from 1.
pub fn part(set: &DataSet<'_>, part: usize) -> Vec<u8> {
    rows(set.rows().skip((part - 1) * LIMIT).take(LIMIT))
}

/// The JSON Schema of each report's own file, which names it by its address.
pub fn report_schema(_: &DataSet<'_>) -> Vec<u8> {
    // The same for all, and each unit has a copy.
    static SCHEMA: LazyLock<Vec<u8>> = LazyLock::new(schema::schema);
    SCHEMA.clone()
}

/// What a program may expect of these files: a JSON Schema of draft 7.
pub fn schema(_: &DataSet<'_>) -> Vec<u8> {
    let text = json!({"type": "string"});
    let cell = json!({"type": ["number", "string", "null"]});
    let column = json!({
        "type": "object",
        "required": ["id", "label", "type"],
        "properties": {"id": text, "label": text, "unit": text,
            "type": {"enum": ["integer", "number", "string", "date"]}},
    });
    let part = json!({
        "type": "object",
        "required": ["url", "reports"],
        "properties": {"url": text, "reports": {"type": "integer", "minimum": 1}},
    });
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "政府信息公开年报全部数据",
        "type": "object",
        "required": ["columns"],
        "oneOf": [{"required": ["rows"]}, {"required": ["parts"]}],
        "properties": {
            "$schema": text,
            "columns": {"type": "array", "items": column},
            "rows": {"type": "array", "items": {
                "type": "array",
                "minItems": FIXED.len() + columns().cells.len(),
                "maxItems": FIXED.len() + columns().cells.len(),
                "items": cell,
            }},
            "parts": {"type": "array", "minItems": 1, "items": part},
        },
        "additionalProperties": false,
    });
    format!("{schema}\n").into_bytes()
}

/// All that every file says before its rows.
fn begin() -> String {
    static BEGIN: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        let fixed = FIXED.iter().map(|one| {
            let kind = type_of(one.holds);
            json!({"id": one.id, "label": one.title, "type": kind})
        });
        let cells = columns().cells.iter().map(cell_column);
        let columns = Json::from_iter(fixed.chain(cells));
        format!("{{\"$schema\":\"{SCHEMA}\",\"columns\":{columns}")
    });
    BEGIN.clone()
}

fn cell_column(column: &Column) -> Json {
    let mut json = json!({
        "id": column.id, "label": column.title, "type": type_of(column.holds),
    });
    if let Some(unit) = column.unit {
        json["unit"] = unit.into();
    }
    json
}

/// What the texts of a column are called in data formats.
pub fn type_of(holds: Holds) -> &'static str {
    match holds {
        Holds::Count | Holds::Change | Holds::Year => "integer",
        Holds::Amount => "number",
        Holds::Text => "string",
        Holds::Date => "date",
    }
}

fn rows<'d>(rows: impl Iterator<Item = Row<'d>>) -> Vec<u8> {
    let columns = columns();
    let mut text = begin();
    text += ",\"rows\":[";
    let mut cells = Vec::new();
    for (at, row) in rows.enumerate() {
        text += if at > 0 { ",\n[" } else { "\n[" };
        fixed(&row, &mut text);
        row.fill(columns, &mut cells);
        for cell in &cells {
            text.push(',');
            add_cell(cell, &mut text);
        }
        text.push(']');
    }
    text += "\n]}\n";
    text.into_bytes()
}

fn fixed(row: &Row<'_>, text: &mut String) {
    let day = |stamp: &Option<Stamp>| Json::from(stamp.as_ref().map(Stamp::iso));
    let filled = |text: &str| {
        Some(text)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let values: [Json; FIXED.len()] = [
        row.unit_id.into(),
        row.unit.name.clone().into(),
        row.unit.short_name.clone().into(),
        row.unit.kind.clone().into(),
        filled(row.county).into(),
        row.report.year.into(),
        row.report.form.clone().into(),
        row.report.title.clone().into(),
        day(&row.report.signed),
        day(&row.report.published),
        row.url.clone().into(),
    ];
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        *text += &value.to_string();
    }
}

/// A blank is null, a number keeps its digits, all else is text.
fn add_cell(cell: &str, text: &mut String) {
    if cell.is_empty() {
        text.push_str("null");
    } else if is_number(cell) {
        let (sign, digits) = match cell.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", cell),
        };
        let whole = digits.find('.').unwrap_or(digits.len());
        // JSON allows no zero before other digits.
        let zeros = digits[..whole.saturating_sub(1)].bytes();
        let zeros = zeros.take_while(|byte| *byte == b'0').count();
        text.push_str(sign);
        text.push_str(&digits[zeros..]);
    } else {
        text.push_str(&Json::from(cell).to_string());
    }
}

fn is_number(cell: &str) -> bool {
    let is_whole = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_whole(cell.strip_prefix('-').unwrap_or(cell)) || Amount::parse(cell).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_number_a_text_or_null() {
        let written = |cell| {
            let mut text = String::new();
            add_cell(cell, &mut text);
            serde_json::from_str::<Json>(&text).expect("JSON");
            text
        };
        let cells = [
            ("", "null"),
            ("0", "0"),
            ("-12", "-12"),
            ("007.50", "7.50"),
            ("00", "0"),
            ("0.5", "0.5"),
            ("-", "\"-\""),
            ("/", "\"/\""),
            ("3165.2万元", "\"3165.2万元\""),
        ];
        for (cell, json) in cells {
            assert_eq!(written(cell), json);
        }
    }

    #[test]
    fn parts_begin_with_one_report_too_many() {
        assert_eq!((parts_of(LIMIT), parts_of(LIMIT + 1)), (0, 2));
        assert_eq!(parts_of(2 * LIMIT + 1), 3);
    }
}
