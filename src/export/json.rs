//! `report.json`: a whole report for programs, with stable ids and printed labels.
//!
//! `schema` describes it. A cell without a number is null and says why; a number that JSON
//! would print otherwise, such as 12.50, keeps its own digits beside it.

use serde::{Serialize, Serializer};

use crate::form::{Form, Value};
use crate::parse::date::Stamp;
use crate::parse::markdown::Piece as Words;
use crate::path::OutPath;
use crate::portal::{Attachment, LinkPlace, Report};
use crate::report::Grid;

use super::codebook::{Codebook, LineEntry, TableEntry};
use super::markdown::paragraphs;
use super::{Format, ReportInputs, data_folder};

pub static JSON: Format = Format {
    id: "json",
    name: "JSON",
    media_type: "application/json",
    is_for_free_text: true,
    make,
};

/// Rises when a reader of an earlier file would misread a new one.
pub const VERSION: u32 = 1;

/// The file. Fields that say nothing are left out, but for those of a table.
#[derive(Serialize)]
struct ReportFile<'r> {
    #[serde(rename = "$schema")]
    schema: String,
    format_version: u32,
    unit: UnitFields<'r>,
    year: u16,
    form: FormFields,
    title: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index_number: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_number: Option<&'r str>,
    #[serde(skip_serializing_if = "is_false")]
    draft: bool,
    tables: Vec<TableFields<'r>>,
    /// The words before the first section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    preamble: Vec<String>,
    sections: Vec<SectionFields<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<AttachmentFields<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allowed: Vec<AllowedFields<'r>>,
}

#[derive(Serialize)]
struct UnitFields<'r> {
    /// `None` for the owner of the site.
    id: Option<&'r str>,
    /// As the report has it, which in an early year may be a former name.
    name: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    county: Option<&'r str>,
}

#[derive(Serialize)]
struct FormFields {
    id: &'static str,
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
}

#[derive(Serialize)]
struct TableFields<'r> {
    id: &'static str,
    part: PartFields,
    caption: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    rows: Vec<LineFields>,
    columns: Vec<LineFields>,
    cells: Vec<CellFields<'r>>,
}

#[derive(Serialize)]
struct PartFields {
    id: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct LineFields {
    id: &'static str,
    label: &'static str,
    #[serde(skip_serializing_if = "is_empty")]
    groups: &'static [&'static str],
}

#[derive(Serialize)]
struct CellFields<'r> {
    id: &'static str,
    row: &'static str,
    column: &'static str,
    value: ValueField<'r>,
    /// The digits as they are printed, where `value` has others.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<&'r str>,
    /// Why there is no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// What is printed instead of a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_of_measure: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    computed: bool,
}

/// A value as JSON has it.
struct ValueField<'r>(&'r Value);

#[derive(Serialize)]
struct SectionFields<'r> {
    number: usize,
    heading: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    /// Paragraphs in Markdown.
    text: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text_after_tables: Vec<String>,
}

#[derive(Serialize)]
struct AttachmentFields<'r> {
    name: &'r str,
    href: String,
    size: u64,
}

#[derive(Serialize)]
struct AllowedFields<'r> {
    rule: &'r str,
    reason: &'r str,
}

fn make(inputs: &ReportInputs<'_>) -> Vec<u8> {
    let report = inputs.report;
    let file = ReportFile {
        schema: schema_address(inputs),
        format_version: VERSION,
        unit: unit(inputs),
        year: report.year,
        form: form(report.form),
        title: &report.title,
        signed: report.signed.as_ref().map(day),
        published: report.published.as_ref().map(day),
        index_number: report.index_number.as_deref(),
        document_number: report.document_number.as_deref(),
        draft: report.draft,
        tables: tables(report),
        preamble: words(&report.narrative.preamble, &report.links),
        sections: sections(report),
        attachments: attachments(&report.attachments, &JSON.path(report)),
        allowed: allowed(report),
    };
    let mut out = serde_json::to_vec(&file).expect("names and values are plain JSON");
    out.push(b'\n');
    out
}

/// Where the schema lies: with the data of the unit.
fn schema_address(inputs: &ReportInputs<'_>) -> String {
    let path = format!("{}schema.json", data_folder(inputs.unit));
    let schema = OutPath::new(&path).expect("a unit's folder with a plain name is a path");
    JSON.path(inputs.report).href(&schema)
}

fn unit<'r>(inputs: &ReportInputs<'r>) -> UnitFields<'r> {
    let organization = &inputs.unit.organization;
    UnitFields {
        id: inputs.unit.id.as_deref(),
        name: &inputs.report.organization,
        short_name: organization.short_name.as_deref(),
        kind: organization.kind.as_deref(),
        county: organization.county.as_deref(),
    }
}

fn form(form: &'static Form) -> FormFields {
    FormFields {
        id: form.id,
        name: form.name,
        basis: form.basis,
    }
}

/// A day, with its time of day if it has one: `2023-01-20 09:30`.
fn day(stamp: &Stamp) -> String {
    match &stamp.time {
        Some(time) => format!("{} {time}", stamp.date),
        None => stamp.date.to_string(),
    }
}

fn tables(report: &Report) -> Vec<TableFields<'_>> {
    let entries = Codebook::of(report.form).tables.iter();
    let tables = entries.zip(&report.grids).map(|(entry, grid)| TableFields {
        id: entry.table.id,
        part: PartFields {
            id: entry.part.id,
            name: entry.part.name,
        },
        caption: entry.table.caption,
        unit: entry.table.unit,
        rows: entry.rows.iter().map(line).collect(),
        columns: entry.columns.iter().map(line).collect(),
        cells: cells(entry, grid),
    });
    tables.collect()
}

fn line(entry: &'static LineEntry) -> LineFields {
    LineFields {
        id: entry.id,
        label: entry.label,
        groups: &entry.groups,
    }
}

fn cells<'r>(entry: &'static TableEntry, grid: &'r Grid) -> Vec<CellFields<'r>> {
    let width = entry.columns.len();
    let cells = entry.cells.iter().zip(&grid.cells).enumerate();
    let cells = cells.map(|(at, (cell, held))| CellFields {
        id: &cell.address,
        row: entry.rows[at / width].id,
        column: entry.columns[at % width].id,
        value: ValueField(&held.value),
        printed: digits_that_json_loses(&held.value),
        reason: match held.value {
            Value::Blank => Some("blank"),
            Value::NotApplicable(_) => Some("not_applicable"),
            Value::Count(_) | Value::Amount(_) | Value::Text(_) => None,
        },
        mark: match &held.value {
            Value::NotApplicable(mark) => Some(mark),
            _ => None,
        },
        unit_of_measure: Some(cell.unit_of_measure).filter(|unit| !unit.is_empty()),
        computed: held.computed && held.value != Value::Blank,
    });
    cells.collect()
}

impl Serialize for ValueField<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Blank | Value::NotApplicable(_) => serializer.serialize_none(),
            Value::Count(count) => serializer.serialize_i64(*count),
            Value::Amount(amount) => match amount.typed().parse::<i64>() {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => serializer.serialize_f64(nearest(amount.typed())),
            },
            Value::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// The nearest number that programs compute with.
fn nearest(digits: &str) -> f64 {
    digits.parse().expect("an amount is digits and a point")
}

/// How an amount is printed, if its number in JSON has other digits.
fn digits_that_json_loses(value: &Value) -> Option<&str> {
    let Value::Amount(amount) = value else {
        return None;
    };
    let typed = amount.typed();
    let number = match typed.parse::<i64>() {
        Ok(whole) => whole.to_string(),
        Err(_) => nearest(typed).to_string(),
    };
    (number != typed).then_some(typed)
}

fn sections(report: &Report) -> Vec<SectionFields<'_>> {
    let pieces = report.narrative.pieces.iter();
    let sections = pieces.map(|piece| SectionFields {
        number: piece.number,
        heading: &piece.heading,
        part: piece.part,
        text: words(&piece.before, &report.links),
        text_after_tables: words(&piece.after, &report.links),
    });
    sections.collect()
}

/// Paragraphs in Markdown, whose links lead where they do on the page.
fn words(piece: &Words, links: &[LinkPlace]) -> Vec<String> {
    let address = |target: &str| {
        let settled = links.iter().find(|link| link.target == target);
        settled.map(|link| link.href.clone())
    };
    paragraphs(&piece.blocks(), &address)
}

fn attachments<'r>(attachments: &'r [Attachment], from: &OutPath) -> Vec<AttachmentFields<'r>> {
    let fields = attachments.iter().map(|attachment| AttachmentFields {
        name: &attachment.name,
        href: from.href(&attachment.out),
        size: attachment.size,
    });
    fields.collect()
}

fn allowed(report: &Report) -> Vec<AllowedFields<'_>> {
    let fields = report.allow.iter().map(|allowance| AllowedFields {
        rule: &allowance.rule,
        reason: &allowance.reason,
    });
    fields.collect()
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_empty(groups: &&[&str]) -> bool {
    groups.is_empty()
}
