//! What every view is made from: a unit, and what its pages know of others.

use crate::parse::config::ConfigDoc;
use crate::path::OutPath;
use crate::portal::{Front, Unit, UnitFacts, index_of};

use super::super::assets::Assets;
use super::names::front_name;

/// What the pages of a unit are made from, beside templates.
#[derive(Clone, Copy)]
pub struct RenderInputs<'s> {
    pub config: &'s ConfigDoc,
    /// The unit whose page it is.
    pub unit: &'s Unit,
    /// The hosted units, for the owner's index.
    pub units: &'s [UnitFacts],
    /// Whether the site has an icon of its own.
    pub has_icon: bool,
}

/// What every view is made from, beside its own part of the portal.
pub struct RenderContext<'s> {
    pub config: &'s ConfigDoc,
    /// The unit whose page it is.
    pub unit: &'s Unit,
    /// The hosted units, for the owner's index.
    pub units: &'s [UnitFacts],
    pub has_icon: bool,
    pub assets: &'s Assets,
    /// Whether the site writes its tables itself and needs their cells.
    pub with_cells: bool,
}

impl RenderContext<'_> {
    /// The units directly below this one, in the order of the site.
    pub fn children(&self) -> impl Iterator<Item = &UnitFacts> {
        let units = self.units.iter();
        units.filter(|_| self.unit.id.is_none())
    }

    /// The units above this one with what their front pages are called, the host first.
    /// They have children, so each has a home.
    pub fn above(&self) -> Vec<(String, OutPath)> {
        let owner = self.config.organization.short();
        let owner = (front_name(owner, Front::Home), index_of(&None));
        let hosted = self.unit.id.is_some();
        hosted.then_some(owner).into_iter().collect()
    }

    /// What the unit's front page is.
    pub fn front(&self) -> Front {
        Front::of(self.unit.has_columns(), self.children().count())
    }

    /// The list of the unit's reports, if there is one: beside a home an empty column
    /// is never made.
    pub fn reports_list(&self) -> Option<OutPath> {
        let front = self.front();
        let is_made = front == Front::Reports || !self.unit.reports.is_empty();
        is_made.then(|| front.reports(&self.unit.id))
    }
}
