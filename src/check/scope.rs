//! What rules look at: a report with its words, a unit, a finished page.

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::diag::{Place, line_column};
use crate::form::Measure;
use crate::html::facts::Facts;
use crate::parse::clean::{Clean, Syntax};
use crate::parse::report::{self, CellPlaces, cell_places};
use crate::parse::source::readable;
use crate::path::{OutPath, SourcePath};
use crate::portal::{LinkPlace, Report, Unit};
use crate::report::{Grid, Measured};
use crate::snapshot::Sources;

use super::arithmetic::{Cause, causes};
use super::claims::{Claim, claims};
use super::finding::Finding;
use super::fingerprints::Copied;
use super::narrative::Words;
use super::settings::Settings;

/// One report, with all that a rule may ask about it.
pub struct ReportScope<'s> {
    pub unit: &'s Unit,
    pub report: &'s Report,
    /// The same unit's report of the year before.
    pub before: Option<&'s Report>,
    pub words: &'s Words<'s>,
    pub settings: &'s Settings,
    sources: &'s Sources,
    places: OnceCell<CellPlaces>,
    claims: OnceCell<Vec<Claim>>,
    causes: OnceCell<Vec<(&'s Grid, Cause<'s>)>>,
}

/// One body with all its years and pages.
pub struct UnitScope<'s> {
    pub unit: &'s Unit,
    /// What of each report's words may be copied, oldest first.
    pub copied: &'s [Copied<'s>],
}

/// A finished page.
pub struct PageScope<'s> {
    pub facts: &'s Facts,
    pub out: &'s OutPath,
    /// The file that the page was made for.
    pub source: &'s SourcePath,
    /// Whether the page is an annual report.
    pub is_report: bool,
    /// Whether the page belongs to a column: all do but the one for a wrong address.
    pub is_in_column: bool,
    /// What the page's author linked, as the page has it.
    pub links: &'s [LinkPlace],
    /// The first of these texts in the site's own templates that make the page.
    pub in_templates: &'s dyn Fn(&[&str]) -> Option<Place>,
}

impl PageScope<'_> {
    /// A finding about the page. If the site's own templates have one of these texts,
    /// they are what is to be changed, and it points there.
    pub fn finding(&self, causes: &[&str], message: &str, help: &str) -> Finding {
        match (self.in_templates)(causes) {
            Some(place) => Finding::new(place, message, help)
                .also(Place::file(self.source), "生成这个文件的页面时"),
            None => {
                let message = format!("页面 {}：{message}", self.out);
                Finding::new(Place::file(self.source), message, help)
            }
        }
    }
}

impl<'s> ReportScope<'s> {
    pub fn new(
        unit: &'s Unit,
        report: &'s Report,
        words: &'s Words<'s>,
        settings: &'s Settings,
        sources: &'s Sources,
    ) -> Self {
        let before = report
            .year
            .checked_sub(1)
            .and_then(|year| unit.reports.get(&year));
        Self {
            unit,
            report,
            before,
            words,
            settings,
            sources,
            places: OnceCell::new(),
            claims: OnceCell::new(),
            causes: OnceCell::new(),
        }
    }

    /// What the words claim about the tables; read once, when first asked.
    pub fn claims(&self) -> &[Claim] {
        self.claims
            .get_or_init(|| claims(self.unit, self.report, self.words))
    }

    /// Why equations of the report's tables do not hold; worked out once, for
    /// all the rules that report a share of it.
    pub fn causes(&self) -> &[(&'s Grid, Cause<'s>)] {
        self.causes.get_or_init(|| {
            let of = |grid: &'s Grid| causes(grid).into_iter().map(move |cause| (grid, cause));
            let read = self.report.grids.iter().filter(|grid| !grid.unread);
            read.flat_map(of).collect()
        })
    }

    /// The cells that hold a measure, if all of their table could be read: what
    /// was not read is reported, and what follows from it would be said twice.
    pub fn measure(&self, measure: Measure) -> Option<Measured<'s>> {
        let measured = self.report.measure(measure);
        measured.filter(|measured| !measured.grid.unread)
    }

    /// Whether a file of the unit is there, legible or not.
    pub fn has_file(&self, file: &SourcePath) -> bool {
        self.sources.bytes(file).is_some()
    }

    /// The bytes of a file of the unit.
    pub fn bytes(&self, file: &SourcePath) -> Option<&'s [u8]> {
        self.sources.bytes(file)
    }

    /// The number of the line on which a place begins, and the line. Reads the file
    /// anew, so only a finding asks for it.
    pub fn line(&self, place: &Place) -> Option<(usize, &'s str)> {
        let start = place.span.as_ref()?.start;
        let text = self.sources.bytes(&place.file).and_then(readable)?;
        let (number, _) = line_column(text, start);
        Some((number, text.lines().nth(number - 1)?))
    }

    /// What a measure counts; `None` where that is not known.
    pub fn count(&self, measure: Measure) -> Option<i64> {
        self.measure(measure)?.count()
    }

    /// Where a cell stands in `report.yaml`; where the file does not state
    /// it, the file. Reads the file anew, once, when first asked.
    pub fn cell_place(&self, grid: &Grid, cell: usize) -> Place {
        self.stated(grid, cell)
            .unwrap_or_else(|| Place::file(&self.report.source))
    }

    /// Where a cell stands, if the file states it.
    pub fn stated(&self, grid: &Grid, cell: usize) -> Option<Place> {
        let places = self.places.get_or_init(|| {
            cell_places(
                self.data_text().unwrap_or_default(),
                &self.report.source,
                self.report.year,
            )
        });
        let span = places.get(&(grid.table.id, cell))?;
        Some(Place::span(&self.report.source, span.clone()))
    }

    /// Where `report.yaml` states a field, such as `title`; where it does not,
    /// the file. Reads the file anew, so only a finding asks for it.
    pub fn field_place(&self, field: &str) -> Place {
        let file = &self.report.source;
        let text = self.sources.bytes(file).and_then(readable);
        let find = |text: &str| report::field_place(text, file, field);
        match text.and_then(|text| Clean::locate(text, Syntax::Data, find)) {
            Some(span) => Place::span(file, span),
            None => Place::file(file),
        }
    }

    /// Where `report.yaml` has the key of a field; where it does not, the file.
    pub fn key_place(&self, field: &str) -> Place {
        let file = &self.report.source;
        let text = self.sources.bytes(file).and_then(readable);
        match text.and_then(|text| crate::parse::report::key_place(text, file, field)) {
            Some(span) => Place::span(file, span),
            None => Place::file(file),
        }
    }

    /// Whether `report.yaml` gives a field a value, readable or not. Reads the
    /// file anew, so only a finding asks for it.
    pub fn states(&self, field: &str) -> bool {
        let file = &self.report.source;
        let text = self.sources.bytes(file).and_then(readable);
        text.is_some_and(|text| crate::parse::report::states(text, file, field))
    }

    /// The text of `report.yaml`, if it is legible.
    pub fn data_text(&self) -> Option<&'s str> {
        self.sources.bytes(&self.report.source).and_then(readable)
    }

    /// The file of the tables as a whole.
    pub fn data_file(&self) -> Place {
        Place::file(&self.report.source)
    }

    /// The last day that the report covers.
    pub fn period_end(&self) -> Option<Date> {
        Date::new(i16::try_from(self.report.year).ok()?, 12, 31).ok()
    }
}
