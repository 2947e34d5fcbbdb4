//! `report.json` (`formats::report_json`): numbers, words, and what the report states of
//! itself.

use serde_json::Value as Json;

use crate::form::Form;
use crate::formats::codebook::LineEntry;
use crate::formats::report_json::{LineFields, ReportFile, SectionFields, TableFields, VERSION};
use crate::import::source::Place;
use crate::import::text::Text;
use crate::import::wording::shown;
use crate::parse::date;

use super::{Cells, Report};

/// The largest file that is read, in bytes; that of a report has 30,000.
const MOST: usize = 4 << 20;

const OTHER: &str = "这是 JSON，但不是程序生成的 report.json；请导入年报的网页、文档或者表格";

/// Reads a file; `None` if it is no JSON.
pub fn read(bytes: &[u8]) -> Option<Result<Report, String>> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let first = bytes.trim_ascii_start();
    // Words in brackets begin a text as well.
    let begins = |bracket: u8, next: &[u8]| {
        let inside = first.strip_prefix(&[bracket]).map(<[u8]>::trim_ascii_start);
        inside.is_some_and(|inside| inside.first().is_some_and(|sign| next.contains(sign)))
    };
    if !begins(b'{', b"\"}") && !begins(b'[', b"{\"[]") {
        return None;
    }
    if bytes.len() > MOST {
        return Some(Err(
            "文件大得不像一份年报，没有读。看看是不是放错了文件".to_owned()
        ));
    }
    let Ok(json) = serde_json::from_slice::<Json>(bytes) else {
        // A text may begin so all the same, but not one that closes as JSON does.
        let damaged = "文件开头像 JSON，后面不完整，读不了；请导入程序生成的原文件";
        return first.starts_with(b"{\"").then(|| Err(damaged.to_owned()));
    };
    Some(report(json))
}

fn report(json: Json) -> Result<Report, String> {
    let version = json.get("format_version").and_then(Json::as_u64);
    let version = version.ok_or(OTHER)?;
    if version > u64::from(VERSION) {
        return Err("这份 report.json 是更新的程序生成的；请先更新 gongkai 再导入".to_owned());
    }
    let file: ReportFile<'_> = serde_json::from_value(json)
        .map_err(|_| "这份 report.json 缺了东西，读不了；请导入程序生成的原文件")?;
    let form = Form::choose(Some(&file.form.id), file.year);
    let form = form.ok_or_else(|| {
        let id = shown(&file.form.id);
        format!("年报格式“{id}”程序不认识；请导入程序生成的原文件")
    })?;
    let mut cells = Cells::of(form);
    for table in &file.tables {
        take(table, &mut cells)?;
    }
    let text = text(&file)?;
    Ok((cells.reading(), text))
}

/// Takes over the cells of a table.
fn take(fields: &TableFields<'_>, cells: &mut Cells) -> Result<(), String> {
    let wrong = |name: &str, why: &str| format!("“{}”{why}；请导入程序生成的原文件", shown(name));
    let table = cells.table(&fields.id);
    let table = table.ok_or_else(|| wrong(&fields.id, "这个表在年报格式里没有"))?;
    let entry = &cells.entries[table];
    if !are_lines(&fields.rows, &entry.rows) || !are_lines(&fields.columns, &entry.columns) {
        return Err(wrong(&fields.caption, "的行名、列名和年报格式不同"));
    }
    for one in &fields.cells {
        let cell = entry.addresses.iter().position(|id| *id == one.id);
        let cell = cell.ok_or_else(|| wrong(&one.id, "这一格在年报格式里没有"))?;
        let value = one.value(entry.kind_of(cell));
        let value = value.ok_or_else(|| wrong(&one.id, "的值对不上，或者不是这一格能填的"))?;
        let width = entry.columns.len();
        let place = Place::Table(table + 1).cell(cell / width, cell % width);
        if !cells.put(table, cell, value, place) {
            return Err(wrong(&one.id, "写了两次"));
        }
    }
    Ok(())
}

/// Whether the lines are those of the form, under the same labels and in the same order.
fn are_lines(fields: &[LineFields<'_>], entries: &[LineEntry]) -> bool {
    let same = |(one, entry): (&LineFields<'_>, &LineEntry)| {
        one.id == entry.id && one.label == entry.label && one.groups == entry.groups
    };
    fields.len() == entries.len() && fields.iter().zip(entries).all(same)
}

fn text(file: &ReportFile<'_>) -> Result<Text, String> {
    let day = |text: &Option<String>| match text.as_deref() {
        None => Ok(None),
        Some(text) => date::parse(text)
            .map(Some)
            .ok_or_else(|| format!("日期“{}”读不了；请导入程序生成的原文件", shown(text))),
    };
    let words = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(str::to_owned);
    Ok(Text {
        title: Some(file.title.to_string()),
        year: Some(file.year),
        organization: Some(file.unit.name.to_string()),
        signed: day(&file.signed)?,
        published: day(&file.published)?,
        index_number: words(&file.index_number),
        document_number: words(&file.document_number),
        markdown: markdown(&file.preamble, &file.sections),
        ..Text::default()
    })
}

/// `report.md`: what stands before a section's tables, a rule, and what stands behind them.
fn markdown(preamble: &[String], sections: &[SectionFields<'_>]) -> String {
    let mut blocks: Vec<String> = preamble.to_vec();
    for section in sections {
        blocks.push(format!("## {}", section.heading));
        blocks.extend(section.text.iter().cloned());
        if !section.text_after_tables.is_empty() {
            blocks.push("---".to_owned());
            blocks.extend(section.text_after_tables.iter().cloned());
        }
    }
    format!("{}\n", blocks.join("\n\n"))
}
