//! A unit with those that its pages show, and what many of its pages show alike.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::export::Downloads;
use crate::export::data::{DataSet, KINDS, Own, OwnData, offered};
use crate::parse::config::ConfigDoc;
use crate::portal::{Children, Relations, Unit, UnitFacts};
use crate::search::UnitArticles;

use super::compare::ComparedYear;
use super::matrix::MatrixSummary;

/// A unit with those that its pages show. A parent of many children has many pages that
/// say the same of all of them, such as their totals: that is worked out once, when the
/// first of its pages asks, so that all pages together are linear in the children.
pub struct RelatedUnit<'s> {
    pub unit: &'s Unit,
    pub relations: &'s Relations<'s>,
    /// Its reports in other formats, made when they are asked for.
    pub downloads: Downloads<'s>,
    data: OnceLock<OwnData>,
    articles: OnceLock<UnitArticles>,
    pub(super) children: Children<'s>,
    matrix: OnceLock<MatrixSummary>,
    years: BTreeMap<u16, OnceLock<ComparedYear>>,
}

impl<'s> RelatedUnit<'s> {
    /// Linear in the children.
    pub fn of(unit: &'s Unit, relations: &'s Relations<'s>) -> Self {
        let children = Children::of(UnitFacts::of(unit), &relations.children);
        let years = children.compared_years().iter();
        Self {
            unit,
            relations,
            downloads: Downloads::of(unit),
            data: OnceLock::new(),
            articles: OnceLock::new(),
            matrix: OnceLock::new(),
            years: years.map(|year| (*year, OnceLock::new())).collect(),
            children,
        }
    }

    /// What the files of the unit's own data are made from.
    pub fn data_set<'d>(&'d self, config: &'d ConfigDoc) -> DataSet<'d> {
        let data = self.data.get_or_init(|| OwnData::of(self.unit, &KINDS));
        DataSet {
            owner: &self.unit.id,
            units: vec![data.unit()],
            base_url: config.base_url.as_deref(),
            formats: offered(config),
            kinds: &KINDS,
            is_alone: self.unit.id.is_some() || self.relations.children.is_empty(),
            own: Some(Own {
                data,
                downloads: &self.downloads,
            }),
        }
    }

    /// What readers can search.
    pub fn articles(&self) -> &UnitArticles {
        self.articles.get_or_init(|| UnitArticles::of(self.unit))
    }

    /// What all pages of the children by years say alike; `set` is the month and day of
    /// the site's deadline.
    pub(super) fn matrix(&self, set: (i8, i8)) -> &MatrixSummary {
        let matrix = || MatrixSummary::of(&self.children, set);
        self.matrix.get_or_init(matrix)
    }

    /// What all pages of a year that is compared say alike.
    pub(super) fn compared(&self, year: u16) -> Option<&ComparedYear> {
        let aggregate = self.unit.organization.aggregate;
        let year_of = || ComparedYear::of(&self.children, year, aggregate);
        Some(self.years.get(&year)?.get_or_init(year_of))
    }
}
