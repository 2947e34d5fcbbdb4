//! `report.csv`: one row a number, for whoever counts with it (tidy data).
//!
//! UTF-8 with a BOM, because Excel takes it for GBK otherwise; lines end as RFC 4180 has it.
//! A cell without a number is a row like any other, and its status says why it has none.

use std::fmt::Write;
use std::sync::LazyLock;

use crate::form::{FORMS, Form};
use crate::formats::codebook::{Codebook, TableEntry};
use crate::formats::tidy::{COLUMNS, Status};

use super::data::OWN_ID;
use super::{Format, ReportInputs};

pub static CSV: Format = Format {
    id: "csv",
    name: "CSV",
    media_type: "text/csv; charset=utf-8",
    is_for_free_text: false,
    make,
};

/// What is the same in the rows of all reports of a form.
struct Sheet {
    form: &'static Form,
    /// By table and cell: the fields before the value and behind the status.
    rows: Vec<Vec<(String, String)>>,
}

static SHEETS: LazyLock<Vec<Sheet>> =
    LazyLock::new(|| FORMS.iter().map(|form| Sheet::of(form)).collect());

impl Sheet {
    fn of(form: &'static Form) -> Self {
        let tables = Codebook::of(form).tables.iter();
        let rows = tables.map(|entry| {
            let cells = 0..entry.addresses.len();
            cells.map(|cell| fixed(entry, cell)).collect()
        });
        Self {
            form,
            rows: rows.collect(),
        }
    }
}

/// The fields of a cell before its value and behind its status.
fn fixed(entry: &TableEntry, cell: usize) -> (String, String) {
    let (row, column) = entry.lines(cell);
    let names = [entry.table.id, row.id, &row.path, column.id, &column.path];
    let (mut before, mut behind) = (String::new(), String::new());
    names.iter().for_each(|name| field(name, &mut before));
    field(entry.unit_of(cell), &mut behind);
    end_row(&mut behind);
    (before, behind)
}

/// About how many bytes a row takes.
const ROW: usize = 250;

fn make(inputs: &ReportInputs<'_>) -> Vec<u8> {
    let report = inputs.report;
    let mut beginning = String::new();
    field(OWN_ID, &mut beginning);
    field(&harmless(&report.organization), &mut beginning);
    field(&report.year.to_string(), &mut beginning);
    field(report.form.id, &mut beginning);
    let mut sheets = SHEETS.iter();
    let sheet = sheets.find(|sheet| std::ptr::eq(sheet.form, report.form));
    let sheet = sheet.expect("every form is one of FORMS");
    let rows: usize = sheet.rows.iter().map(Vec::len).sum();
    let mut out = String::with_capacity((rows + 1) * ROW);
    out.push('\u{FEFF}');
    COLUMNS.iter().for_each(|name| field(name, &mut out));
    end_row(&mut out);
    let mut printed = String::new();
    for (rows, grid) in sheet.rows.iter().zip(&report.grids) {
        for ((before, behind), cell) in rows.iter().zip(&grid.cells) {
            printed.clear();
            // Writing to a string cannot fail.
            _ = write!(printed, "{}", cell.value);
            out.push_str(&beginning);
            out.push_str(before);
            field(&printed, &mut out);
            field(Status::of(&cell.value).id(), &mut out);
            out.push_str(behind);
        }
    }
    out.into_bytes()
}

/// A field and the comma behind it; quoted only where it must be.
fn field(text: &str, out: &mut String) {
    let has = |sign: fn(char) -> bool| text.contains(sign);
    if has(|c| matches!(c, ',' | '"' | '\r' | '\n')) || text.trim() != text {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
    out.push(',');
}

fn end_row(out: &mut String) {
    out.pop();
    out.push_str("\r\n");
}

/// A name that a spreadsheet does not take for a formula. Names are the only words here
/// that somebody types freely: a cell's text begins with a digit or is one of a few marks.
fn harmless(name: &str) -> String {
    match name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{name}"),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (text, written) in [
            ("甲", "甲,"),
            ("-3", "-3,"),
            ("1,200万元", "\"1,200万元\","),
            ("甲\"乙", "\"甲\"\"乙\","),
            ("甲\n乙", "\"甲\n乙\","),
            (" 甲", "\" 甲\","),
        ] {
            let mut out = String::new();
            field(text, &mut out);
            assert_eq!(out, written);
        }
    }

    #[test]
    fn a_name_is_no_formula() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("清河镇"), "清河镇");
    }
}
