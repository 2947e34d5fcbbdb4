//! The tables as CSV after RFC 4180: lines end in CRLF, and what holds a comma, a quote
//! or a line break stands in quotes.

use super::columns::{FIXED, columns};
use super::set::DataSet;
use crate::parse::date::Stamp;

/// Tells spreadsheet programs that the text is UTF-8; Chinese ones guess wrongly without.
const MARK: &str = "\u{FEFF}";

/// The columns of the list of units.
pub const UNIT_COLUMNS: [(&str, &str); 9] = [
    ("unit_id", "单位代号"),
    ("name", "单位名称"),
    ("short_name", "单位简称"),
    ("kind", "单位类型"),
    ("county", "所属县（市、区）"),
    ("parent", "上级单位代号"),
    ("first_year", "最早的报告年度"),
    ("last_year", "最近的报告年度"),
    ("url", "单位首页"),
];

/// Every report with all its cells, one line a report.
pub fn all(set: &DataSet<'_>) -> Vec<u8> {
    written(set, "").into_bytes()
}

/// The same with a byte order mark.
pub fn all_with_mark(set: &DataSet<'_>) -> Vec<u8> {
    written(set, MARK).into_bytes()
}

fn written(set: &DataSet<'_>, mark: &str) -> String {
    let columns = columns();
    let mut text = String::from(mark);
    let ids = FIXED.iter().map(|one| one.id);
    line(
        &mut text,
        ids.chain(columns.cells.iter().map(|one| &one.id[..])),
    );
    let mut cells = Vec::new();
    for row in set.rows() {
        let year = row.report.year.to_string();
        let day = |stamp: &Option<Stamp>| stamp.as_ref().map(Stamp::iso);
        let (signed, published) = (day(&row.report.signed), day(&row.report.published));
        let fixed = [
            row.unit_id,
            &row.unit.name,
            &row.unit.short_name,
            row.unit.kind.as_deref().unwrap_or_default(),
            row.county,
            &year,
            &row.report.form,
            &row.report.title,
            signed.as_deref().unwrap_or_default(),
            published.as_deref().unwrap_or_default(),
            &row.url,
        ];
        row.fill(columns, &mut cells);
        line(&mut text, fixed.into_iter().chain(cells.iter().copied()));
    }
    text
}

/// Every unit, also one that never reported.
pub fn units(set: &DataSet<'_>) -> Vec<u8> {
    let mut text = String::new();
    line(&mut text, UNIT_COLUMNS.iter().map(|(id, _)| *id));
    for unit in &set.units {
        let facts = unit.facts;
        let years = facts.reports.first().zip(facts.reports.last());
        let year = |year: Option<u16>| year.map_or(String::new(), |year| year.to_string());
        let first = year(years.map(|(first, _)| first.year));
        let last = year(years.map(|(_, last)| last.year));
        let url = set.url(&facts.index());
        let fields = [
            set.id_of(facts),
            &facts.name,
            &facts.short_name,
            facts.kind.as_deref().unwrap_or_default(),
            unit.table.county.as_deref().unwrap_or_default(),
            set.parent_of(facts),
            &first,
            &last,
            &url,
        ];
        line(&mut text, fields.into_iter());
    }
    text.into_bytes()
}

fn line<'f>(text: &mut String, fields: impl Iterator<Item = &'f str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(',');
        }
        add(text, field);
    }
    text.push_str("\r\n");
}

fn add(text: &mut String, field: &str) {
    let is_plain = |byte: u8| !matches!(byte, b'"' | b',' | b'\r' | b'\n');
    if field.bytes().all(is_plain) {
        text.push_str(field);
        return;
    }
    text.push('"');
    text.push_str(&field.replace('"', "\"\""));
    text.push('"');
}
