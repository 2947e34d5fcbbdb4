//! A report that was understood, as the two files of a site.

mod guide;
mod narrative;
mod normal;
mod values;

use std::collections::BTreeSet;

use crate::form::Form;
use crate::formats::report_yaml::write_with;
use crate::parse::date::Stamp;
use crate::parse::organization::OrganizationDoc;
use crate::parse::report::{ReportDoc, Undecided};
use crate::prose::alike;

use super::county::names::{Fit, fit};
use super::reading::Reading;
use super::receipt::Receipt;
use super::text::Text;
use super::wording::{self, shown};
use guide::Notes;
pub use normal::normal;

/// What is known beside the file.
#[derive(Clone, Copy, Debug)]
pub struct Given<'g> {
    /// The name of the file.
    pub file: &'g str,
    /// The year, if somebody stated it: the file may have another, or none.
    pub year: Option<u16>,
    /// Whose report it is.
    pub unit: &'g OrganizationDoc,
    /// Whether it is a draft, whatever was read.
    pub is_draft: bool,
    /// The report that is to be replaced: what people decided about it stays.
    pub before: Option<&'g ReportDoc>,
}

/// A report as it is written, and what there is to say of it.
#[derive(Clone, Debug)]
pub struct Imported {
    pub year: u16,
    /// What `report.yaml` says.
    pub doc: ReportDoc,
    /// `report.yaml`.
    pub yaml: String,
    /// `report.md`.
    pub markdown: String,
    pub receipt: Receipt,
}

/// Neither the file nor anybody says of which year it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoYear;

/// Writes a report that was understood. What is not certain is left blank and said.
pub fn draft(reading: &Reading, text: &Text, given: &Given<'_>) -> Result<Imported, NoYear> {
    let year = given.year.or(text.year).ok_or(NoYear)?;
    let reading = normal(reading);
    let mut disagreements = text.disagreements.clone();
    disagreements.extend(against_year(&reading, text, year));
    let other = other_body(text, given.unit, year);
    disagreements.extend(other.clone());
    let mut receipt = Receipt::of(&reading, text, year, disagreements);
    receipt.is_draft = given.is_draft || other.is_some() || !receipt.is_settled();
    let doc = report(&reading, text, given, &receipt);
    let notes = Notes::of(&reading, &doc, given.file);
    Ok(Imported {
        year,
        yaml: write_with(&doc, &notes),
        markdown: narrative::with_rest(text, &reading),
        doc,
        receipt,
    })
}

fn report(reading: &Reading, text: &Text, given: &Given<'_>, receipt: &Receipt) -> ReportDoc {
    let (form, year) = (reading.form, receipt.year);
    let organization = organization(text, given.unit, year);
    let name = organization.as_deref();
    let own = match given.unit.name_in(year) {
        "" => text.organization.as_deref().unwrap_or_default(),
        own => own,
    };
    let name = name.unwrap_or(own);
    let composed = format!("{name}{year}年政府信息公开工作年度报告");
    let title = text.title.as_ref();
    let before = given.before.filter(|before| before.year == year);
    let or = |text: &Option<String>, field: fn(&ReportDoc) -> &Option<String>| {
        text.clone().or_else(|| field(before?).clone())
    };
    let or_day = |day: &Option<Stamp>, field: fn(&ReportDoc) -> &Option<Stamp>| {
        day.clone().or_else(|| field(before?).clone())
    };
    ReportDoc {
        year,
        form,
        title: title.filter(|title| !alike(title, &composed)).cloned(),
        organization,
        signed: or_day(&text.signed, |doc| &doc.signed),
        published: or_day(&text.published, |doc| &doc.published),
        index_number: or(&text.index_number, |doc| &doc.index_number),
        document_number: or(&text.document_number, |doc| &doc.document_number),
        former_addresses: before
            .map(|doc| doc.former_addresses.clone())
            .unwrap_or_default(),
        draft: receipt.is_draft,
        frozen: before.is_some_and(|doc| doc.frozen),
        corrections: before
            .map(|doc| doc.corrections.clone())
            .unwrap_or_default(),
        allow: before.map(|doc| doc.allow.clone()).unwrap_or_default(),
        undecided: undecided(receipt),
        parts: values::parts(reading).into_iter().map(Some).collect(),
    }
}

/// The entries of `待定`, each of another name.
fn undecided(receipt: &Receipt) -> Vec<Undecided> {
    let mut taken = BTreeSet::new();
    let entries = receipt.undecided.iter().map(|one| {
        let mut cells = one.cells.clone();
        while !taken.insert(cells.clone()) {
            cells.push_str("（另一处）");
        }
        Undecided {
            cells,
            stood: wording::stood(&one.stood, &one.readings),
            span: 0..0,
        }
    });
    entries.collect()
}

/// The name of the body in the file, if it is not a name of the unit.
fn organization(text: &Text, unit: &OrganizationDoc, year: u16) -> Option<String> {
    let name = text.organization.as_ref()?;
    if unit.name.is_empty() {
        return None;
    }
    let same = fit(name, unit, year, &[]) >= Fit::Wider;
    (!same).then(|| name.clone())
}

/// What is said of a report that somebody else made.
fn other_body(text: &Text, unit: &OrganizationDoc, year: u16) -> Option<String> {
    let name = organization(text, unit, year)?;
    let own = unit.name_in(year);
    Some(format!(
        "原件的机关是“{}”，这里是“{}”；是别的单位的年报，就不要导入到这里",
        shown(&name),
        shown(own)
    ))
}

/// Where the file contradicts the year.
fn against_year(reading: &Reading, text: &Text, year: u16) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(own) = text.year.filter(|own| *own != year) {
        said.push(format!("原件写的是 {own} 年，照要求导入成 {year} 年"));
    }
    let form = Form::choose(None, year);
    if let Some(form) = form.filter(|form| *form != reading.form) {
        said.push(format!(
            "原件用的是{}，{year} 年应当用{}",
            reading.form.name, form.name
        ));
    }
    said
}

#[cfg(test)]
mod tests;
