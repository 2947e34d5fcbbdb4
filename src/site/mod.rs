//! The site: a context, a unit a unit, and what was found in them.
//!
//! All who need the units go through them by one `sweep`. `Site` keeps every unit, for
//! looking at any page; `CheckedSite` keeps what there is to say; `build` keeps what
//! the next build can take over.

pub mod checked;
pub mod context;
pub mod directory;
pub mod files;
pub mod findings;
mod folders;
mod moved;
mod named_units;
mod options;
mod proof;
pub mod sweep;
pub mod texts;
pub mod unit;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use anyhow::Result;

use crate::diag::Diagnostic;
use crate::export::data::DataUnit;
use crate::outputs::Makes;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{Relations, Unit, UnitId, body_of};
use crate::render::{RelatedUnit, Rendered};
use crate::search::{Index, SiteSearch, Words};
use crate::snapshot::{Listing, Snapshot};

use context::SiteContext;
use directory::Directory;
use files::{UnitFiles, listing_name};
use findings::{SiteFindings, conclude_site};
use sweep::{Kept, Others, Pass, Sweep, SweptUnit};
use unit::{CheckedUnit, UnitSummary};

pub use files::listings;
pub use options::Options;

/// A whole site in memory. It never changes; a change makes a new one.
pub struct Site {
    pub snapshot: Snapshot,
    pub context: SiteContext,
    /// The owner first, then the hosted units by id.
    pub checked_units: Vec<Arc<CheckedUnit>>,
    pub found: SiteFindings,
    /// The index of the search, once a file of it was asked for.
    index: OnceLock<Index>,
    directory: Directory,
    options: Options,
}

/// One output of a site.
#[derive(Clone, Copy)]
pub struct PlannedOutput<'e> {
    site: &'e Site,
    pub output: &'e Output,
    /// The unit that it belongs to; the owner for what the site as a whole
    /// publishes.
    unit: &'e Unit,
}

impl Site {
    /// Composes a site. Only what the machine refuses to read is an error.
    pub fn compose(snapshot: Snapshot, options: &Options) -> Result<Self> {
        Self::after(None, snapshot, options)
    }

    /// The site of a later snapshot, on a day that may be a later one too.
    /// Units none of whose files changed are taken over as they are: what
    /// comes out is the same as a fresh site.
    pub fn again(&self, snapshot: Snapshot, today: Option<jiff::civil::Date>) -> Result<Self> {
        let options = Options {
            today,
            ..self.options.clone()
        };
        Self::after(Some(self), snapshot, &options)
    }

    fn after(last: Option<&Self>, snapshot: Snapshot, options: &Options) -> Result<Self> {
        let context = SiteContext::read(&snapshot, options, last.map(|last| &last.context))?;
        let last = last.filter(|last| last.context.reads_like(&context));
        let known = Unchanged {
            last,
            same_names: last.is_some_and(|last| snapshot.has_names_of(&last.snapshot)),
        };
        let sweep = Sweep::new(&snapshot, &context, options);
        let checked_units = sweep.run(&known)?.unwrap_or_default();
        let directory = sweep.directory;
        let summaries: Vec<&UnitSummary> = checked_units.iter().map(Kept::summary).collect();
        let found = conclude_site(&context, &summaries);
        Ok(Self {
            snapshot,
            context,
            checked_units,
            found,
            index: OnceLock::new(),
            directory,
            options: options.clone(),
        })
    }

    /// Whether every page and every finding is the same. Linear in units.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let mut checked_units = self.checked_units.iter().zip(&other.checked_units);
        self.checked_units.len() == other.checked_units.len()
            && self.context.says_the_same(&other.context)
            && checked_units.all(|(one, other)| Arc::ptr_eq(one, other))
    }

    fn checked(&self, id: &UnitId) -> Option<&Arc<CheckedUnit>> {
        let at = self
            .checked_units
            .binary_search_by(|checked| checked.summary.id.cmp(id))
            .ok()?;
        Some(&self.checked_units[at])
    }

    /// What the pages of a unit show of others. Linear in its children.
    fn relations(&self, id: &UnitId) -> Relations<'_> {
        let facts = |at: usize| self.checked_units[at].summary.facts.as_ref();
        self.directory.relations(id, facts)
    }

    /// What the files of the search are made from.
    fn search(&self) -> SiteSearch<'_> {
        let units = self.checked_units.iter();
        let units = units.filter_map(|one| one.summary.search(Words::In(one.unit.as_ref()?)));
        SiteSearch::of(units.collect(), &self.index)
    }

    /// The unit that owns the site.
    fn owner(&self) -> Option<&Unit> {
        self.checked_units.first()?.unit.as_ref()
    }

    /// Every output: those of the site, then unit by unit.
    pub fn outputs(&self) -> impl Iterator<Item = PlannedOutput<'_>> {
        self.checked_units.iter().flat_map(move |checked| {
            let UnitSummary { id, outputs, .. } = &checked.summary;
            let planned = move |unit| {
                let outputs = self.context.outputs_with(id, outputs);
                outputs.map(move |output| PlannedOutput {
                    site: self,
                    output,
                    unit,
                })
            };
            checked.unit.as_ref().into_iter().flat_map(planned)
        })
    }

    /// The output of this path. Logarithmic in the outputs.
    pub fn output(&self, path: &OutPath) -> Option<PlannedOutput<'_>> {
        let site = &self.context.outputs;
        let (output, unit) = match site.binary_search_by(|output| output.path.cmp(path)) {
            Ok(at) => (&site[at], self.owner()?),
            Err(_) => {
                let body = self.checked(&body_of(path));
                let found = |checked: &'_ Arc<CheckedUnit>| checked.summary.find(path).is_some();
                // An address that a unit had before may lie in any folder, and is planned
                // with the owner.
                let checked = body
                    .filter(|one| found(one))
                    .or(self.checked_units.first())?;
                (checked.summary.find(path)?, checked.unit.as_ref()?)
            }
        };
        Some(PlannedOutput {
            site: self,
            output,
            unit,
        })
    }
}

/// The units of the last site that are the same in the next.
struct Unchanged<'l> {
    last: Option<&'l Site>,
    /// Whether all files have the names that they had.
    same_names: bool,
}

impl Pass for Unchanged<'_> {
    type Known = Arc<CheckedUnit>;
    type Kept = Arc<CheckedUnit>;

    fn same_listing(&self, id: &UnitId, listing: &Arc<Listing>) -> Option<Self::Known> {
        let before = self.last?.snapshot.listing(&listing_name(id));
        let known = self.known(id)?;
        Arc::ptr_eq(&before, listing).then(|| Arc::clone(known))
    }

    fn same_files(&self, id: &UnitId, files: &UnitFiles) -> Option<Self::Known> {
        let known = self.known(id)?;
        (known.digest == files.digest).then(|| Arc::clone(known))
    }

    fn hand_over_looked(&self, id: &UnitId, files: &mut UnitFiles) {
        if let Some(known) = self.last.and_then(|last| last.checked(id)) {
            files.take_over_looked(known.summary.audit.looked.clone());
        }
    }

    fn keep(
        &self,
        unit: SweptUnit<Self::Known>,
        _: &Others<'_, Self::Kept>,
    ) -> Result<Option<Self::Kept>> {
        Ok(Some(match unit {
            SweptUnit::Known(known) => known,
            SweptUnit::Composed(checked) => Arc::from(checked),
        }))
    }
}

impl<'l> Unchanged<'l> {
    /// The unit as it was, if what it says of others may still be so: it says that of
    /// the names of their files.
    fn known(&self, id: &UnitId) -> Option<&'l Arc<CheckedUnit>> {
        let known = self.last?.checked(id)?;
        (self.same_names || !known.links_to_other_units).then_some(known)
    }
}

impl Kept for Arc<CheckedUnit> {
    fn summary(&self) -> &UnitSummary {
        &self.summary
    }
}

impl PlannedOutput<'_> {
    /// Makes it; `None` for a copied file, and if the templates cannot be read.
    pub fn render(&self) -> Option<Result<Rendered, Diagnostic>> {
        let context = &self.site.context;
        match context.makers.makes(self.output) {
            Makes::Copy { .. } => None,
            Makes::FromUnit { .. } => {
                let relations = self.site.relations(&self.unit.id);
                context.make(self.output, &RelatedUnit::of(self.unit, &relations))
            }
            Makes::FromSite { .. } => {
                let outputs: Vec<&Output> = self.site.outputs().map(|one| one.output).collect();
                let units = self.site.checked_units.iter();
                let units: Vec<DataUnit<'_>> = units.filter_map(|one| one.summary.data()).collect();
                let search = self.site.search();
                let prepared = context.prepare_from_site(self.output, &outputs, &units, &search)?;
                Some(prepared.make())
            }
        }
    }

    /// Checks it once it is made.
    pub fn check(&self, page: &Rendered) -> Vec<Diagnostic> {
        self.site.context.check_page(page, self.output, self.unit)
    }

    /// Whether it is a file of the sources as it is.
    pub fn is_copy(&self) -> bool {
        matches!(
            self.site.context.makers.makes(self.output),
            Makes::Copy { .. }
        )
    }

    /// Whether it is made from all units.
    pub fn is_from_site(&self) -> bool {
        matches!(
            self.site.context.makers.makes(self.output),
            Makes::FromSite { .. }
        )
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.site.context.makers.is_page(self.output)
    }

    pub fn media_type(&self) -> Cow<'static, str> {
        self.site.context.makers.media_type(self.output)
    }
}
