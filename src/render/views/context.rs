//! What every view is made from: a unit, and what its pages know of others.

use crate::export::data::{data_path, feed_path, has_data};
use crate::parse::config::ConfigDoc;
use crate::path::OutPath;
use crate::portal::{
    Front, ShownColumn, Unit, UnitFacts, UnitName, corrections_of, matrix_of, search_page,
};

use super::super::assets::Assets;
use super::super::embedding::Embedding;
use super::related::RelatedUnit;

/// What the pages of a unit are made from, beside templates.
#[derive(Clone, Copy)]
pub struct RenderInputs<'s> {
    pub config: &'s ConfigDoc,
    /// The unit whose page it is, and what its pages show of others.
    pub related: &'s RelatedUnit<'s>,
    /// Whether the site has an icon of its own.
    pub has_icon: bool,
    /// What of a portal is set into the pages.
    pub embedding: &'s Embedding,
}

/// What every view is made from, beside its own part of the portal.
pub struct RenderContext<'s> {
    pub config: &'s ConfigDoc,
    /// The unit whose page it is.
    pub unit: &'s Unit,
    /// The units above it, the owner of the site first.
    pub above: &'s [UnitName],
    /// The units directly below it, in the order of the site.
    pub children: &'s [&'s UnitFacts],
    /// The unit with what its pages say alike of its children.
    pub related: &'s RelatedUnit<'s>,
    pub has_icon: bool,
    pub embedding: &'s Embedding,
    pub assets: &'s Assets,
    /// Whether the site writes its tables itself and needs their cells.
    pub with_cells: bool,
    /// Whether the site overrides any template, style or script.
    pub own_templates: bool,
}

impl RenderContext<'_> {
    /// What the unit's front page is.
    pub fn front(&self) -> Front {
        Front::of(self.unit, self.children.len())
    }

    /// The list of the unit's reports, if there is one: beside a home an empty column
    /// is never made.
    pub fn reports_list(&self) -> Option<OutPath> {
        let front = self.front();
        let is_made = front == Front::Reports || !self.unit.reports.is_empty();
        is_made.then(|| front.reports(self.unit))
    }

    /// The children by years, if there is anything to tell of them.
    pub fn matrix(&self) -> Option<OutPath> {
        if self.children.is_empty() {
            return None;
        }
        let pages = self.related.children.pages();
        (pages > 0).then(|| matrix_of(&self.unit.id, 1))
    }

    /// The page of the unit's data, if there is one.
    pub fn data(&self) -> Option<OutPath> {
        let offered = self.config.downloads.data && has_data(self.unit, self.children);
        offered.then(|| data_path(&self.unit.id, "index.html"))
    }

    /// What was corrected in the unit and those below it, if anything was.
    pub fn corrections(&self) -> Option<OutPath> {
        let own = self.unit.reports.values();
        let has_own = own.into_iter().any(|report| !report.corrections.is_empty());
        let has_below = || self.children.iter().any(|one| !one.corrections.is_empty());
        (has_own || has_below()).then(|| corrections_of(&self.unit.id, 1))
    }

    /// The feed of the unit, if there is one.
    pub fn feed(&self) -> Option<OutPath> {
        let has_address = self.config.base_url.is_some();
        let feed = self.data().filter(|_| has_address);
        feed.map(|_| feed_path(&self.unit.id))
    }

    /// The page where readers search the site, if there is one.
    pub fn search(&self) -> Option<OutPath> {
        self.config.search.enabled.then(search_page)
    }

    /// The columns of the unit. That of the reports leads to its own, else to those of
    /// its children.
    pub fn columns(&self) -> Vec<ShownColumn<'_>> {
        let reports = self.reports_list().or_else(|| self.matrix());
        self.unit.columns(&self.config.columns, reports)
    }
}
