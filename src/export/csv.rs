//! `report.csv`: one row a number, for whoever counts with it (tidy data).
//!
//! UTF-8 with a BOM, because Excel takes it for GBK otherwise; lines end as RFC 4180 has it.
//! A cell without a number is a row like any other, and its status says why it has none.

use crate::formats::codebook::Codebook;
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

/// About how many bytes a row takes.
const ROW: usize = 200;

fn make(inputs: &ReportInputs<'_>) -> Vec<u8> {
    let report = inputs.report;
    let mut out = String::from("\u{FEFF}");
    let mut beginning = String::new();
    field(OWN_ID, &mut beginning);
    field(&harmless(&report.organization), &mut beginning);
    field(&report.year.to_string(), &mut beginning);
    field(report.form.id, &mut beginning);
    out.reserve(
        report
            .grids
            .iter()
            .map(|grid| grid.cells.len())
            .sum::<usize>()
            * ROW,
    );
    COLUMNS.iter().for_each(|name| field(name, &mut out));
    end_row(&mut out);
    let tables = Codebook::of(report.form).tables.iter().zip(&report.grids);
    for (entry, grid) in tables {
        for (at, cell) in grid.cells.iter().enumerate() {
            let (row, column) = entry.lines(at);
            out.push_str(&beginning);
            for text in [
                entry.table.id,
                row.id,
                &row.path,
                column.id,
                &column.path,
                &cell.value.to_string(),
                Status::of(&cell.value).id(),
                entry.unit_of(at),
            ] {
                field(text, &mut out);
            }
            end_row(&mut out);
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
