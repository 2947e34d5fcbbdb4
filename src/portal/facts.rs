//! What pages of other units may show of a unit: a small value that is kept when the
//! texts of the unit are no longer in memory.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::form::Form;
use crate::parse::date::Stamp;
use crate::parse::organization::UnitPlace;
use crate::path::OutPath;
use crate::report::Figures;

use super::layout::UnitId;
use super::{Report, Unit};

/// What the rest of the site may know of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFacts {
    pub id: UnitId,
    pub name: String,
    pub short_name: String,
    /// The id of its kind, such as `township`.
    pub kind: Option<String>,
    pub place: UnitPlace,
    /// By year.
    pub reports: Vec<ReportFacts>,
    /// Whether it publishes anything.
    pub publishes: bool,
    /// The ids of the forms that its reports follow, and those of all units below it.
    pub forms: BTreeSet<String>,
    /// What was corrected in its reports, and, in what the units above see of it, in those of
    /// all units below it.
    pub corrections: Vec<CorrectionFacts>,
}

/// What the rest of the site may know of a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionFacts {
    /// Whose report it is: the unit's id and name.
    pub unit: UnitId,
    pub unit_name: String,
    /// The year, the page and the title of the report.
    pub year: u16,
    pub out: OutPath,
    pub title: String,
    pub date: Stamp,
    pub reason: String,
    /// The version that it led to.
    pub version: u16,
    /// How much says something else than before.
    pub changes: usize,
}

/// What the rest of the site may know of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFacts {
    pub year: u16,
    /// The id of its form.
    pub form: String,
    pub title: String,
    pub out: OutPath,
    pub published: Option<Stamp>,
    pub signed: Option<Stamp>,
    /// Whether it is here only because drafts were asked for.
    pub draft: bool,
    pub figures: Figures,
}

impl UnitFacts {
    pub fn of(unit: &Unit) -> Self {
        let forms = unit.reports.values().map(|report| report.form);
        Self {
            id: unit.id.clone(),
            name: unit.organization.name.clone(),
            short_name: unit.short_name().to_owned(),
            kind: unit.organization.kind.clone(),
            place: unit.organization.place.clone(),
            reports: unit.reports.values().map(ReportFacts::of).collect(),
            publishes: !unit.reports.is_empty() || !unit.pages.is_empty(),
            forms: forms.map(|form| form.id.to_owned()).collect(),
            corrections: corrections(unit),
        }
    }

    /// The same, with what is to be known of the units below it. Linear in their corrections.
    pub fn above(mut self, children: &[&Self]) -> Self {
        let forms = children.iter().flat_map(|child| &child.forms);
        self.forms.extend(forms.cloned());
        let below = children.iter().flat_map(|child| &child.corrections);
        self.corrections.extend(below.cloned());
        self
    }

    /// What was corrected in its own reports.
    pub fn own_corrections(&self) -> impl Iterator<Item = &CorrectionFacts> {
        self.corrections.iter().filter(|one| one.unit == self.id)
    }

    /// The unit's front page.
    pub fn index(&self) -> OutPath {
        super::index_of(&self.id)
    }

    /// 历年变化, if there are two reports or more to compare.
    pub fn years_page(&self) -> Option<OutPath> {
        let forms = self.reports.iter().filter_map(ReportFacts::form_used);
        super::addresses::years_of(&self.id, forms)
    }

    /// Its report of a year.
    pub fn report(&self, year: u16) -> Option<&ReportFacts> {
        let at = self.reports.binary_search_by_key(&year, |one| one.year);
        Some(&self.reports[at.ok()?])
    }

    /// The years from the first report to the last one.
    pub fn span(&self) -> Range<u16> {
        let ends = self.reports.first().zip(self.reports.last());
        ends.map_or(0..0, |(first, last)| first.year..last.year + 1)
    }
}

fn corrections(unit: &Unit) -> Vec<CorrectionFacts> {
    let of_report = |report: &Report| {
        let corrections = report.corrections.iter().map(|one| CorrectionFacts {
            unit: unit.id.clone(),
            unit_name: unit.organization.name.clone(),
            year: report.year,
            out: report.out.clone(),
            title: report.title.clone(),
            date: one.date.clone(),
            reason: one.reason.clone(),
            version: one.version,
            changes: one.changes.len(),
        });
        corrections.collect::<Vec<_>>()
    };
    unit.reports.values().flat_map(of_report).collect()
}

impl ReportFacts {
    pub fn of(report: &Report) -> Self {
        Self {
            year: report.year,
            form: report.form.id.to_owned(),
            title: report.title.clone(),
            out: report.out.clone(),
            published: report.published.clone(),
            signed: report.signed.clone(),
            draft: report.draft,
            figures: Figures::of(|measure| report.measure(measure)?.figure()),
        }
    }

    /// The form that it follows.
    pub fn form_used(&self) -> Option<&'static Form> {
        Form::choose(Some(&self.form), self.year)
    }

    /// The day of publication, else the day of signing.
    pub fn day(&self) -> Option<&Stamp> {
        self.published.as_ref().or(self.signed.as_ref())
    }
}
