//! Reports in the formats that people reuse: one file a format, from a report to bytes.
//!
//! Everything here is pure and deterministic: no clock, no file system, and containers
//! carry no time. No format computes a number; each prints the cells of the report's grids,
//! so none can disagree with the page.

pub mod cms;
pub mod csv;
pub mod data;
pub mod docx;
mod downloads;
pub mod json;
mod markdown;
mod package;
mod printed;
pub mod schema;
mod summary;
mod template;
pub mod xlsx;
mod xml;

pub use downloads::Downloads;
pub use printed::{Content, PrintedCell, PrintedPart, printed};
pub use summary::summary;

use crate::form::Form;
use crate::path::OutPath;
use crate::portal::{Report, Unit, beside};

/// A format that a report is offered in beside its page.
pub struct Format {
    /// Its name in `site.toml` and on the command line, and the ending of its files.
    pub id: &'static str,
    /// What people call it: Word, Excel.
    pub name: &'static str,
    pub media_type: &'static str,
    /// Whether a report without tables is offered in it.
    pub is_for_free_text: bool,
    /// Linear in the report.
    pub make: fn(&ReportInputs<'_>) -> Vec<u8>,
}

/// What every format is made from.
#[derive(Clone, Copy)]
pub struct ReportInputs<'r> {
    /// Whose report it is.
    pub unit: &'r Unit,
    pub report: &'r Report,
}

/// Every format, in the order in which they are offered.
pub static FORMATS: &[&Format] = &[&docx::DOCX, &xlsx::XLSX, &csv::CSV, &json::JSON];

impl Format {
    /// The format of this name.
    pub fn find(id: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.id == id).copied()
    }

    /// Whether a report is offered in it.
    pub fn offers(&self, report: &Report) -> bool {
        self.offers_form(report.form)
    }

    /// Whether reports of a form are offered in it.
    pub fn offers_form(&self, form: &Form) -> bool {
        self.is_for_free_text || !form.parts.is_empty()
    }

    /// Where it is published: beside the report's page.
    pub fn path(&self, report: &Report) -> OutPath {
        self.beside(&report.out)
    }

    /// The same, by the address of the page.
    pub fn beside(&self, page: &OutPath) -> OutPath {
        beside(page, &format!("report.{}", self.id))
    }

    /// What a reader's copy of the file is called.
    pub fn file_name(&self, report: &Report) -> String {
        format!("{}.{}", in_a_name(&report.title), self.id)
    }
}

/// How many characters of a title stand in the name of a file: systems allow 255 bytes.
const NAME: usize = 60;

/// A title without the characters that no file name may have.
pub fn in_a_name(title: &str) -> String {
    let forbidden = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let kept = title.chars().filter(|c| !forbidden(*c)).take(NAME);
    kept.collect::<String>().trim().to_owned()
}
