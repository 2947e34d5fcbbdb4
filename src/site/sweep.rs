//! One pass over the units of a site: each is read, taken over if it is as it was,
//! else composed, and at once made into what the pass keeps of it. So no more units
//! are in memory than there are threads, unless the pass keeps them.
//!
//! Hosted units go in parallel; the owner comes last, because its pages name them.

use std::iter;
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;

use crate::outputs::LastScope;
use crate::plan::{Output, is_planned_last};
use crate::portal::{Outline, UnitFacts, UnitId};
use crate::snapshot::{Listing, Snapshot};

use super::context::SiteContext;
use super::files::{UnitFiles, listings};
use super::options::Options;
use super::unit::{CheckedUnit, UnitSummary};

/// What all units of a pass are composed under.
pub struct Sweep<'s> {
    pub snapshot: &'s Snapshot,
    pub context: &'s SiteContext,
    pub options: &'s Options,
    outline: Outline<'s>,
}

/// What a pass is for: what it may take over, and what it keeps of a unit.
pub trait Pass: Sync {
    /// A unit that is taken over from an earlier pass.
    type Known: Kept;
    /// What is kept of a unit.
    type Kept: Kept + Send + Sync;

    /// The unit of an earlier pass, if its listing alone shows that it is the same.
    fn same_listing(&self, _: &UnitId, _: &Arc<Listing>) -> Option<Self::Known> {
        None
    }

    /// The unit of an earlier pass, if it is the same with these files. `hosted` are
    /// the units that the owner's pages name.
    fn same_files(&self, _: &UnitId, _: &UnitFiles, _hosted: &[UnitFacts]) -> Option<Self::Known> {
        None
    }

    /// Hands over what an earlier pass found in the unit's attachments, for those that
    /// did not change.
    fn hand_over_looked(&self, _: &UnitId, _: &mut UnitFiles) {}

    /// What is kept of a unit; `None` ends the pass. `others` are empty for a hosted
    /// unit.
    fn keep(
        &self,
        unit: SweptUnit<Self::Known>,
        others: &Others<'_, Self::Kept>,
    ) -> Result<Option<Self::Kept>>;
}

/// What is kept of a unit names what the site must know of it.
pub trait Kept {
    fn summary(&self) -> &UnitSummary;
}

/// A unit whose turn it is.
pub enum SweptUnit<K> {
    Known(K),
    Composed(Box<CheckedUnit>),
}

/// The hosted units, as the owner sees them.
pub struct Others<'o, K> {
    pub kept: &'o [K],
    pub listings: Vec<UnitFacts>,
}

impl<K: Kept> Others<'_, K> {
    fn of(kept: &[K]) -> Others<'_, K> {
        let listings = kept.iter().filter_map(|one| one.summary().facts.clone());
        Others {
            kept,
            listings: listings.collect(),
        }
    }
}

impl<'s> Sweep<'s> {
    pub fn new(snapshot: &'s Snapshot, context: &'s SiteContext, options: &'s Options) -> Self {
        Self {
            snapshot,
            context,
            options,
            outline: Outline::new(snapshot),
        }
    }

    /// What the pass keeps of each unit, the owner first and then by id; `None` if
    /// the pass ended early. Linear in the units that are not taken over.
    pub fn run<P: Pass>(&self, pass: &P) -> Result<Option<Vec<P::Kept>>> {
        let listings: Vec<(UnitId, Arc<Listing>)> = listings(self.snapshot).collect();
        let none = Others::of(&[]);
        let hosted = listings[1..]
            .par_iter()
            .map(|(id, listing)| self.unit(pass, id, listing, &none));
        let hosted: Result<Option<Vec<P::Kept>>> = hosted.collect::<Result<_>>();
        let Some(hosted) = hosted? else {
            return Ok(None);
        };
        let (id, listing) = &listings[0];
        let owner = self.unit(pass, id, listing, &Others::of(&hosted))?;
        Ok(owner.map(|owner| iter::once(owner).chain(hosted).collect()))
    }

    fn unit<P: Pass>(
        &self,
        pass: &P,
        id: &UnitId,
        listing: &Arc<Listing>,
        others: &Others<'_, P::Kept>,
    ) -> Result<Option<P::Kept>> {
        let is_planned =
            |known: &P::Known| id.is_some() || self.is_planned(known.summary(), others);
        let unit = match pass.same_listing(id, listing).filter(is_planned) {
            Some(known) => SweptUnit::Known(known),
            None => {
                let mut files = UnitFiles::listing(self.snapshot, listing)?;
                let known = pass.same_files(id, &files, &others.listings);
                match known.filter(is_planned) {
                    Some(known) => SweptUnit::Known(known),
                    None => {
                        pass.hand_over_looked(id, &mut files);
                        let mut checked = self.compose(id.clone(), files);
                        if id.is_none() {
                            checked.add_outputs(self.last_outputs(&checked.summary, others));
                        }
                        SweptUnit::Composed(Box::new(checked))
                    }
                }
            }
        };
        pass.keep(unit, others)
    }

    /// Whether as much is planned of the owner as the other units ask for.
    fn is_planned<K: Kept>(&self, owner: &UnitSummary, others: &Others<'_, K>) -> bool {
        let planned = owner.outputs.iter().filter(|one| is_planned_last(one));
        self.last_outputs(owner, others).iter().eq(planned)
    }

    /// What is published with the owner because of how much the site has. Linear in
    /// the outputs of the site.
    fn last_outputs<K: Kept>(&self, owner: &UnitSummary, others: &Others<'_, K>) -> Vec<Output> {
        let makers = self.context.makers;
        let Some(facts) = &owner.facts else {
            return Vec::new();
        };
        let own = owner.outputs.iter().filter(|one| !is_planned_last(one));
        let hosted = others.kept.iter().flat_map(|one| &one.summary().outputs);
        makers.plan_last(&LastScope {
            makers,
            years: facts.span().len(),
            has_columns: facts.has_columns,
            units: others.listings.len(),
            addresses: own.chain(hosted).filter(|one| makers.is_named(one)).count(),
            has_address: self.context.config.base_url.is_some(),
        })
    }

    /// Composes a unit of its files.
    pub fn compose(&self, id: UnitId, files: UnitFiles) -> CheckedUnit {
        CheckedUnit::compose(id, files, self.context, &self.outline, self.options)
    }
}
