//! `report.csv`: one row a cell (`formats::tidy`).

use crate::form::Form;
use crate::formats::tidy::{
    COLUMN, COLUMN_ID, COLUMNS, FORM, ROW, ROW_ID, STATUS, Status, TABLE, UNIT, UNIT_ID, VALUE,
    YEAR, value,
};
use crate::import::source::Place;
use crate::import::source::csv::rows;
use crate::import::text::Text;
use crate::import::wording::shown;

use super::{Cells, Report};

/// The columns without which no cell can be told; the others may have been deleted.
const NEEDED: [&str; 7] = [YEAR, FORM, TABLE, ROW_ID, COLUMN_ID, VALUE, STATUS];

/// How many bytes are looked at to know a file: the names of the columns have 110.
const BEGINNING: usize = 512;

/// A row of the file, by the names of its columns.
struct Row<'t> {
    heads: &'t [String],
    fields: &'t [String],
    /// Its line as a spreadsheet counts, from 1.
    number: usize,
}

impl<'t> Row<'t> {
    /// What stands in a column; empty if the row has none.
    fn get(&self, column: &str) -> &'t str {
        let mut heads = self.heads.iter();
        let at = heads.position(|head| head == column);
        let field = at.and_then(|at| self.fields.get(at));
        field.map_or("", String::as_str)
    }

    /// Whether the report is the same in both rows.
    fn is_of_the_report_of(&self, other: &Row<'_>) -> bool {
        [UNIT_ID, UNIT, YEAR, FORM]
            .iter()
            .all(|column| self.get(column) == other.get(column))
    }

    fn wrong(&self, why: &str) -> String {
        format!("第 {} 行{why}；请导入程序生成的原文件", self.number)
    }
}

/// Reads a table; `None` if its columns are not ours.
pub fn read(bytes: &[u8]) -> Option<Result<Report, String>> {
    let beginning = rows(&bytes[..bytes.len().min(BEGINNING)]).ok()?;
    let known = |head: &&String| COLUMNS.contains(&head.as_str());
    // One of another kind may have a column or two of these names.
    if beginning.first()?.iter().filter(known).count() <= COLUMNS.len() / 2 {
        return None;
    }
    let rows = rows(bytes).ok()?;
    let (heads, rows) = rows.split_first()?;
    Some(report(heads, rows))
}

fn report(heads: &[String], rows: &[Vec<String>]) -> Result<Report, String> {
    if let Some(column) = NEEDED
        .iter()
        .find(|column| !heads.iter().any(|head| head == *column))
    {
        return Err(format!(
            "这份 CSV 少了 {column} 一列；请导入程序生成的原文件"
        ));
    }
    let rows = rows.iter().enumerate().map(|(at, fields)| Row {
        heads,
        fields,
        number: at + 2,
    });
    let rows: Vec<Row<'_>> = rows
        .filter(|row| row.fields.iter().any(|field| !field.is_empty()))
        .collect();
    let first = rows.first().ok_or("这份 CSV 里只有列名，没有数")?;
    if let Some(other) = rows.iter().find(|row| !row.is_of_the_report_of(first)) {
        return Err(other.wrong("是另一份年报的数；一个文件只放一份年报，多余的行先删掉"));
    }
    let (year, form) = year_and_form(first)?;
    let mut cells = Cells::of(form);
    for row in &rows {
        cell(row, &mut cells)?;
    }
    let name = first.get(UNIT);
    // It is put there so that a spreadsheet takes the name for no formula.
    let name = name.strip_prefix('\'').unwrap_or(name);
    let text = Text {
        year: Some(year),
        organization: Some(name.to_owned()).filter(|name| !name.is_empty()),
        ..Text::default()
    };
    Ok((cells.reading(), text))
}

fn year_and_form(row: &Row<'_>) -> Result<(u16, &'static Form), String> {
    let year: Option<u16> = row.get(YEAR).parse().ok();
    let year =
        year.ok_or_else(|| row.wrong(&format!("的年度“{}”不是年份", shown(row.get(YEAR)))))?;
    let form = Form::choose(Some(row.get(FORM)), year);
    let known = form.filter(|form| !form.parts.is_empty());
    let unknown = || row.wrong(&format!("的格式“{}”程序不认识", shown(row.get(FORM))));
    Ok((year, known.ok_or_else(unknown)?))
}

/// Takes over the cell of a row.
fn cell(row: &Row<'_>, cells: &mut Cells) -> Result<(), String> {
    let unknown =
        |what: &str, name: &str| row.wrong(&format!("的{what}“{}”在年报格式里没有", shown(name)));
    let id = row.get(TABLE);
    let table = cells.table(id).ok_or_else(|| unknown("表", id))?;
    let entry = &cells.entries[table];
    let mut numbers = [0; 2];
    let lines = [
        ("行", &entry.rows, ROW_ID, ROW),
        ("列", &entry.columns, COLUMN_ID, COLUMN),
    ];
    for (number, (what, lines, id, label)) in numbers.iter_mut().zip(lines) {
        let (id, label) = (row.get(id), row.get(label));
        let found = lines.iter().position(|line| line.id == id);
        *number = found.ok_or_else(|| unknown(what, id))?;
        if !label.is_empty() && label != lines[*number].path {
            return Err(row.wrong(&format!("的{what}名“{}”和编号不符", shown(label))));
        }
    }
    let cell = numbers[0] * entry.columns.len() + numbers[1];
    let (text, status) = (row.get(VALUE), row.get(STATUS));
    let status = Status::find(status)
        .ok_or_else(|| row.wrong(&format!("的 {STATUS}“{}”程序不认识", shown(status))))?;
    let value = value(text, status, entry.kind_of(cell)).ok_or_else(|| {
        let said = format!("写着 {}，数却是“{}”，对不上", status.id(), shown(text));
        row.wrong(&said)
    })?;
    match cells.put(table, cell, value, Place::Line(row.number)) {
        true => Ok(()),
        false => Err(row.wrong("的格子前面已经有了")),
    }
}
