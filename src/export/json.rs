//! `report.json`: a whole report for programs, with stable ids and printed labels.
//!
//! `formats::report_json` says what the file holds, and `schema` describes it.

use std::borrow::Cow;

use crate::formats::codebook::Codebook;
use crate::formats::report_json::{
    AllowedFields, AttachmentFields, FormFields, ReportFile, SectionFields, TableFields,
    UnitFields, VERSION,
};
use crate::parse::date::Stamp;
use crate::parse::markdown::Piece;
use crate::path::OutPath;
use crate::portal::{LinkPlace, Report};

use super::data::{OWN_ID, data_path};
use super::markdown::paragraphs;
use super::{Format, ReportInputs};

pub static JSON: Format = Format {
    id: "json",
    name: "JSON",
    media_type: "application/json",
    is_for_free_text: true,
    make,
};

/// All in one line: programs read it, and a browser lays it out for people.
fn make(inputs: &ReportInputs<'_>) -> Vec<u8> {
    let report = inputs.report;
    let path = JSON.path(report);
    let tables = Codebook::of(report.form).tables.iter().zip(&report.grids);
    let file = ReportFile {
        schema: schema_address(inputs, &path).into(),
        format_version: VERSION,
        unit: unit(inputs),
        year: report.year,
        form: FormFields::of(report.form),
        title: words(&report.title),
        signed: report.signed.as_ref().map(moment),
        published: report.published.as_ref().map(moment),
        index_number: report.index_number.as_deref().map(Cow::from),
        document_number: report.document_number.as_deref().map(Cow::from),
        draft: report.draft,
        version: report.version,
        tables: (tables.map(|(entry, grid)| TableFields::of(entry, grid))).collect(),
        preamble: text(&report.narrative.preamble, &report.links),
        sections: sections(report),
        attachments: attachments(report, &path),
        allowed: allowed(report),
    };
    let mut out = serde_json::to_vec(&file).expect("names and values are plain JSON");
    out.push(b'\n');
    out
}

fn words(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Where the schema lies: with the data of the unit.
fn schema_address(inputs: &ReportInputs<'_>, from: &OutPath) -> String {
    from.href(&data_path(&inputs.unit.id, "schema.json"))
}

fn unit<'r>(inputs: &ReportInputs<'r>) -> UnitFields<'r> {
    let organization = &inputs.unit.organization;
    UnitFields {
        id: Some(words(OWN_ID)),
        name: words(&inputs.report.organization),
        short_name: organization.short_name.as_deref().map(words),
        kind: organization.kind.as_deref().map(words),
        county: organization.county.as_deref().map(words),
    }
}

/// A day, or a day with its time, as ISO 8601 has it.
fn moment(stamp: &Stamp) -> String {
    match &stamp.time {
        Some(time) => format!("{}T{time}", stamp.date),
        None => stamp.date.to_string(),
    }
}

fn sections(report: &Report) -> Vec<SectionFields<'_>> {
    let pieces = report.narrative.pieces.iter();
    let sections = pieces.map(|piece| SectionFields {
        number: piece.number,
        heading: words(&piece.heading),
        part: piece.part.map(words),
        text: text(&piece.before, &report.links),
        text_after_tables: text(&piece.after, &report.links),
    });
    sections.collect()
}

/// Paragraphs of Markdown, whose links lead where they do on the page.
fn text(piece: &Piece, links: &[LinkPlace]) -> Vec<String> {
    let address = |target: &str| {
        let settled = links.iter().find(|link| link.target == target);
        settled.map(|link| link.href.clone())
    };
    paragraphs(&piece.blocks(), &address)
}

fn attachments<'r>(report: &'r Report, from: &OutPath) -> Vec<AttachmentFields<'r>> {
    let attachments = report.attachments.iter();
    let fields = attachments.map(|attachment| AttachmentFields {
        name: words(&attachment.name),
        href: from.href(&attachment.out),
        size: attachment.size,
    });
    fields.collect()
}

fn allowed(report: &Report) -> Vec<AllowedFields<'_>> {
    let fields = report.allow.iter().map(|allowance| AllowedFields {
        rule: words(&allowance.rule),
        reason: words(&allowance.reason),
    });
    fields.collect()
}
