//! A unit that exists only to be checked: the foreign reports of one body.

use jiff::civil::Date;

use crate::check::settings::Settings;
use crate::check::{Audit, audit};
use crate::diag::Diagnostic;
use crate::form::Form;
use crate::formats::quote::markdown;
use crate::formats::report_yaml::write;
use crate::import::reading::Status;
use crate::import::receipt::Receipt;
use crate::parse::organization::OrganizationDoc;
use crate::parse::report::ReportDoc;
use crate::path::SourcePath;
use crate::portal::docs::Docs;
use crate::portal::{Naming, Outline, Unit, link};
use crate::prose::alike;
use crate::report::Grid;
use crate::snapshot::{Snapshot, Source};

use super::inspected::Foreign;
use super::scope::Shown;

/// A report in the unit, and the two files that it would be.
pub struct Placed<'f> {
    pub foreign: &'f Foreign,
    pub shown: Shown,
    pub data: Written,
    pub text: Written,
}

/// A file that nobody wrote to the disk.
pub struct Written {
    pub file: SourcePath,
    pub text: String,
}

impl Placed<'_> {
    /// Whether both are of one body and year.
    pub fn is_same(&self, other: &Self) -> bool {
        let (one, other) = (self.foreign, other.foreign);
        let names = one
            .text
            .organization
            .as_ref()
            .zip(other.text.organization.as_ref());
        one.year == other.year && names.is_some_and(|(one, other)| alike(one, other))
    }
}

/// The settings under which foreign reports are checked.
pub fn settings(today: Option<Date>) -> Settings {
    let mut settings = Settings::default();
    settings.today = today;
    settings
}

/// Puts a report in the unit with this number.
pub fn placed(foreign: &Foreign, unit: usize, shown: Shown) -> Placed<'_> {
    let folder = format!("content/units/u{unit}/reports/{}", foreign.imported.year);
    let written = |name: &str, text: String| {
        let file = SourcePath::new(&format!("{folder}/{name}"));
        Written {
            file: file.expect("numbers and fixed names are a path"),
            text,
        }
    };
    let doc = ReportDoc {
        draft: false,
        // What was not decided is told of the file itself.
        undecided: Vec::new(),
        ..foreign.imported.doc.clone()
    };
    let text = match shown {
        Shown::Report => foreign.text.markdown.clone(),
        Shown::Rest => foreign.rest().map(|line| markdown(line) + "\n\n").collect(),
    };
    Placed {
        foreign,
        shown,
        data: written("report.yaml", write(&doc)),
        text: written("report.md", text),
    }
}

/// Checks the reports of one body, each of another year: what was found and cannot be
/// adjusted, and all else.
pub fn check(reports: &[Placed<'_>], unit: usize, settings: &Settings) -> (Vec<Diagnostic>, Audit) {
    let written = reports.iter().flat_map(|one| [&one.data, &one.text]);
    let files = written.map(|one| {
        let source = Source::Held(one.text.clone().into_bytes());
        (one.file.clone(), source)
    });
    let snapshot = Snapshot::of(files);
    let listing = snapshot.listing(&format!("content/units/u{unit}"));
    let Ok((sources, _)) = snapshot.read(&listing) else {
        return Default::default();
    };
    let (mut docs, mut found) = Docs::read(&sources, Naming::default());
    let mut names = reports
        .iter()
        .filter_map(|one| one.foreign.text.organization.clone());
    docs.organization = Some(OrganizationDoc {
        name: names.next_back().unwrap_or_default(),
        ..OrganizationDoc::default()
    });
    let outline = Outline::new(&snapshot, Naming::default());
    let linked = link(Some(format!("u{unit}")), docs, None, &outline, true);
    found.extend(linked.diagnostics);
    let Some(mut linked) = linked.unit else {
        return Default::default();
    };
    for one in reports {
        note_open(&mut linked, &one.foreign.imported.receipt);
    }
    audit(&linked, &sources, settings, found, &[])
}

/// Tells the grids of a report which cells say nothing because they were not understood:
/// that is told already, and is no blank.
fn note_open(unit: &mut Unit, receipt: &Receipt) {
    let Some(report) = unit.reports.get_mut(&receipt.year) else {
        return;
    };
    for grid in &mut report.grids {
        let mut tables = receipt.tables.iter();
        let Some(read) = tables.find(|one| std::ptr::eq(one.table, grid.table)) else {
            continue;
        };
        let open = read.cells.iter().enumerate();
        let open =
            open.filter(|(_, cell)| matches!(cell.status, Status::Missing | Status::Ambiguous));
        grid.refused = open.map(|(at, _)| at).collect();
        grid.unread = grid.refused.len() == grid.cells.len();
    }
}

/// The table and the cell of an address such as `requests.new_received.total`.
pub fn cell_at(form: &'static Form, address: &str) -> Option<(&'static str, usize)> {
    let id = address.split('.').next()?;
    let table = form.tables().find(|table| table.id == id)?;
    let grid = Grid::blank(table);
    let cell = (0..table.size()).find(|cell| grid.address(*cell) == address)?;
    Some((table.id, cell))
}
