//! Reports in the formats that people reuse: one file a format, from a report to bytes.
//!
//! Everything here is pure and deterministic: no clock, no file system, and containers
//! carry no time. No format computes a number; each prints the cells of the report's grids,
//! so none can disagree with the page.

pub mod csv;
mod downloads;
pub mod json;
mod markdown;
mod package;
mod printed;
pub mod schema;
mod template;
pub mod xlsx;
mod xml;

pub use downloads::Downloads;
pub use printed::{Content, PrintedCell, PrintedPart, printed};

use crate::path::OutPath;
use crate::portal::{Report, Unit, folder};

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
pub static FORMATS: &[&Format] = &[&xlsx::XLSX, &csv::CSV, &json::JSON];

impl Format {
    /// The format of this name.
    pub fn find(id: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.id == id).copied()
    }

    /// Whether a report is offered in it.
    pub fn offers(&self, report: &Report) -> bool {
        self.is_for_free_text || !report.form.parts.is_empty()
    }

    /// Where it is published: beside the report's page.
    pub fn path(&self, report: &Report) -> OutPath {
        let page = report.out.as_str();
        let folder = page.rfind('/').map_or("", |slash| &page[..=slash]);
        let path = format!("{folder}report.{}", self.id);
        OutPath::new(&path).expect("beside a valid path is another")
    }

    /// What a reader's copy of the file is called.
    pub fn file_name(&self, report: &Report) -> String {
        format!("{}.{}", report.title, self.id)
    }
}

/// The folder of a unit's data, which describes its downloads.
pub fn data_folder(unit: &Unit) -> String {
    format!("{}data/", folder(&unit.id))
}
