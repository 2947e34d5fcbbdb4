//! One pass over the units of a site: each is read, taken over if it is as it was,
//! else composed, and at once made into what the pass keeps of it. So no more units
//! are in memory than there are threads, unless the pass keeps them.
//!
//! A unit comes after those below it, because its pages show what became of them; the
//! owner comes last. Units of one depth go in parallel.

use std::iter;
use std::sync::Arc;

use anyhow::Result;
use blake3::OUT_LEN;
use rayon::prelude::*;

use crate::outputs::LastScope;
use crate::plan::{Output, Subject, is_planned_last};
use crate::portal::{Outline, Relations, UnitFacts, UnitId};
use crate::snapshot::{Listing, Snapshot};

use super::context::SiteContext;
use super::directory::Directory;
use super::files::{UnitFiles, add, listings};
use super::options::Options;
use super::unit::{CheckedUnit, ComposeScope, UnitSummary};

/// What all units of a pass are composed under.
pub struct Sweep<'s> {
    pub snapshot: &'s Snapshot,
    pub context: &'s SiteContext,
    pub options: &'s Options,
    /// The units before any of them is composed.
    pub directory: Directory,
    outline: Outline<'s>,
}

/// What a pass is for: what it may take over, and what it keeps of a unit.
pub trait Pass: Sync {
    /// A unit that is taken over from an earlier pass.
    type Known: Kept;
    /// What is kept of a unit.
    type Kept: Kept + Send + Sync;

    /// What is kept of a unit that is left as it was, whatever its files are now.
    fn left(&self, _: &UnitId) -> Result<Option<Self::Kept>> {
        Ok(None)
    }

    /// The unit of an earlier pass, if its listing alone shows that it is the same.
    fn same_listing(&self, _: &UnitId, _: &Arc<Listing>) -> Option<Self::Known> {
        None
    }

    /// The unit of an earlier pass, if it is the same with these files. Whether what
    /// it shows of others is the same, the sweep asks.
    fn same_files(&self, _: &UnitId, _: &UnitFiles) -> Option<Self::Known> {
        None
    }

    /// Hands over what an earlier pass found in the unit's attachments, for those that
    /// did not change.
    fn hand_over_looked(&self, _: &UnitId, _: &mut UnitFiles) {}

    /// What is kept of a unit; `None` ends the pass.
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

impl<K: Kept> SweptUnit<K> {
    pub fn summary(&self) -> &UnitSummary {
        match self {
            Self::Known(known) => known.summary(),
            Self::Composed(checked) => &checked.summary,
        }
    }
}

/// What a unit may know of others.
pub struct Others<'o, K> {
    /// What was kept of all other units, if it is the owner's turn.
    kept: &'o [Option<K>],
    pub relations: Relations<'o>,
    /// The hash of all that its pages may show of others.
    seen: [u8; OUT_LEN],
}

impl<'o, K: Kept> Others<'o, K> {
    /// `kept` are the units by their place among all.
    fn of(sweep: &Sweep<'_>, at: usize, kept: &'o [Option<K>]) -> Self {
        let summary = |at: usize| kept[at].as_ref().map(Kept::summary);
        let tree = &sweep.directory.tree;
        let id = tree.id(at);
        let facts = |at: usize| summary(at)?.facts.as_ref();
        let relations = sweep.directory.relations(id, facts);
        let mut hasher = blake3::Hasher::new();
        for unit in &relations.above {
            add(&mut hasher, unit.id.as_deref().unwrap_or_default());
            add(&mut hasher, &unit.name);
            add(&mut hasher, &unit.short_name);
        }
        for child in tree.children(at) {
            let facts = summary(*child).map(|summary| summary.facts_hash);
            hasher.update(&facts.unwrap_or_default());
        }
        Self {
            kept: if id.is_none() { kept } else { &[] },
            relations,
            seen: *hasher.finalize().as_bytes(),
        }
    }

    /// What was kept of all other units, if it is the owner's turn.
    pub fn kept(&self) -> impl Iterator<Item = &'o K> + Clone {
        self.kept.iter().flatten()
    }
}

impl<'s> Sweep<'s> {
    pub fn new(snapshot: &'s Snapshot, context: &'s SiteContext, options: &'s Options) -> Self {
        Self::leaving(snapshot, context, options, |_| None)
    }

    /// A sweep in which some units are left as they were: `left` has their facts of then.
    pub fn leaving(
        snapshot: &'s Snapshot,
        context: &'s SiteContext,
        options: &'s Options,
        left: impl Fn(&str) -> Option<UnitFacts> + Sync,
    ) -> Self {
        Self {
            snapshot,
            context,
            options,
            directory: Directory::read(snapshot, &context.config, left),
            outline: Outline::new(snapshot, context.naming()),
        }
    }

    /// What the pass keeps of each unit, the owner first and then by id; `None` if
    /// the pass ended early. Linear in the units that are not taken over.
    pub fn run<P: Pass>(&self, pass: &P) -> Result<Option<Vec<P::Kept>>> {
        let (ids, listings): (Vec<UnitId>, Vec<Arc<Listing>>) = listings(self.snapshot).unzip();
        let mut kept: Vec<Option<P::Kept>> = ids.iter().map(|_| None).collect();
        for level in self.directory.tree.levels() {
            let of_level = level.par_iter().map(|at| {
                let others = Others::of(self, *at, &kept);
                self.unit(pass, &ids[*at], &listings[*at], &others)
            });
            let of_level: Result<Option<Vec<P::Kept>>> = of_level.collect();
            let Some(of_level) = of_level? else {
                return Ok(None);
            };
            for (at, one) in level.iter().zip(of_level) {
                kept[*at] = Some(one);
            }
        }
        Ok(kept.into_iter().collect())
    }

    fn unit<P: Pass>(
        &self,
        pass: &P,
        id: &UnitId,
        listing: &Arc<Listing>,
        others: &Others<'_, P::Kept>,
    ) -> Result<Option<P::Kept>> {
        if let Some(left) = pass.left(id)? {
            return Ok(Some(left));
        }
        let is_same = |known: &P::Known| {
            let summary = known.summary();
            summary.seen == others.seen && (id.is_some() || self.is_planned(summary, others))
        };
        let unit = match pass.same_listing(id, listing).filter(is_same) {
            Some(known) => SweptUnit::Known(known),
            None => {
                let mut files = UnitFiles::listing(self.snapshot, listing)?;
                match pass.same_files(id, &files).filter(is_same) {
                    Some(known) => SweptUnit::Known(known),
                    None => {
                        pass.hand_over_looked(id, &mut files);
                        let mut checked = self.compose(id.clone(), files, &others.relations);
                        checked.summary.seen = others.seen;
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
        let hosted = others.kept().flat_map(|one| &one.summary().outputs);
        makers.plan_last(&LastScope {
            makers,
            addresses: own.chain(hosted).filter(|one| makers.is_named(one)).count(),
            has_address: self.context.config.base_url.is_some(),
            has_data: !others.relations.children.is_empty()
                && owner.outputs.iter().any(|one| one.subject == Subject::Data),
            search: self.searched(owner, others),
            reports: others
                .kept()
                .filter_map(|one| one.summary().facts.as_ref())
                .chain([facts])
                .map(|one| one.reports.len())
                .sum(),
        })
    }

    /// How many articles of how many units can be searched.
    fn searched<K: Kept>(
        &self,
        owner: &UnitSummary,
        others: &Others<'_, K>,
    ) -> Option<(usize, usize)> {
        let hosted = others.kept().map(Kept::summary);
        let units = iter::once(owner).chain(hosted);
        let units = units.filter(|unit| unit.facts.is_some());
        let articles = units.clone().map(|unit| unit.contents.articles()).sum();
        let enabled = self.context.config.search.enabled;
        enabled.then(|| (articles, units.count()))
    }

    /// Composes a unit of its files.
    pub fn compose(&self, id: UnitId, files: UnitFiles, relations: &Relations<'_>) -> CheckedUnit {
        let scope = ComposeScope {
            context: self.context,
            outline: &self.outline,
            options: self.options,
            relations,
        };
        CheckedUnit::compose(id, files, &scope)
    }
}
