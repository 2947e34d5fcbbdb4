//! One immutable issue of the site: a context, a unit a unit, and what
//! was found in them.
//!
//! `Site` holds a whole issue, for looking at any page of it; `deliver`
//! goes through the same units one by one and holds none of them.

pub mod context;
pub mod findings;
pub mod texts;
pub mod unit;

use std::mem::{self, Discriminant};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::{Diagnostic, codes};
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::{Draft, Outline, Report, Unit, UnitId, UnitListing, body_of};
use crate::render::Rendered;
use crate::snapshot::{Listing, Snapshot, UNITS};

use context::SiteContext;
use findings::{SiteFindings, conclude_site};
use unit::{CheckedUnit, UnitFiles, UnitSummary};

/// What a command may ask beyond what the files say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Replaces `base_url` of `site.toml`; ends in `/`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// The day of the checks, an input like any other.
    pub today: Option<jiff::civil::Date>,
}

/// An issue of the site. It never changes; a change makes a new one.
pub struct Site {
    pub snapshot: Snapshot,
    pub context: SiteContext,
    /// The owner first, then the hosted units by id.
    pub checked_units: Vec<Arc<CheckedUnit>>,
    pub found: SiteFindings,
    units: Vec<UnitListing>,
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
        let same_names = last.is_some_and(|last| snapshot.has_names_of(&last.snapshot));
        let outline = Outline::new(&snapshot);
        let listings: Vec<(UnitId, Arc<Listing>)> = listings(&snapshot).collect();
        let checked_units = listings.par_iter().map(|(id, listing)| {
            // What a unit says of others, it says of their listing.
            let known = last
                .and_then(|last| last.checked(id))
                .filter(|known| same_names || !known.links_to_other_units);
            if let Some((last, known)) = last.zip(known)
                && Arc::ptr_eq(&last.snapshot.listing(&listing_name(id)), listing)
            {
                return Ok(Arc::clone(known));
            }
            let mut read = UnitFiles::listing(&snapshot, listing)?;
            if let Some(known) = known.filter(|known| known.digest == read.digest) {
                return Ok(Arc::clone(known));
            }
            if let Some(known) = last.and_then(|last| last.checked(id)) {
                read.take_over_looked(&known.summary);
            }
            let checked = CheckedUnit::compose(id.clone(), read, &context, &outline, options);
            Ok(Arc::new(checked))
        });
        let checked_units: Vec<Arc<CheckedUnit>> = checked_units.collect::<Result<_>>()?;
        let summaries: Vec<&UnitSummary> = checked_units
            .iter()
            .map(|checked| &checked.summary)
            .collect();
        let found = conclude_site(&context, &summaries);
        let hosted = summaries.iter().skip(1);
        let units = hosted
            .filter_map(|summary| summary.listing.clone())
            .collect();
        Ok(Self {
            snapshot,
            context,
            checked_units,
            found,
            units,
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

    /// The unit that owns the site.
    fn owner(&self) -> Option<&Unit> {
        self.checked_units.first()?.unit.as_ref()
    }

    /// The units with all that they publish.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.checked_units
            .iter()
            .filter_map(|checked| checked.unit.as_ref())
    }

    /// Every report, body by body, oldest first.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        self.units().flat_map(|unit| unit.reports.values())
    }

    /// Every draft, and what is held back with them, body by body.
    pub fn drafts(&self) -> impl Iterator<Item = &Draft> {
        self.checked_units
            .iter()
            .flat_map(|checked| &checked.summary.drafts)
    }

    /// Every output: those of the site, then body by body.
    pub fn outputs(&self) -> impl Iterator<Item = PlannedOutput<'_>> {
        let site = self.owner().into_iter().flat_map(move |unit| {
            self.context
                .outputs
                .iter()
                .map(move |output| PlannedOutput {
                    site: self,
                    output,
                    unit,
                })
        });
        let units = self.checked_units.iter().flat_map(move |checked| {
            let unit = checked.unit.as_ref();
            unit.into_iter().flat_map(move |unit| {
                checked
                    .summary
                    .outputs
                    .iter()
                    .map(move |output| PlannedOutput {
                        site: self,
                        output,
                        unit,
                    })
            })
        });
        site.chain(units)
    }

    /// The output of this path. Logarithmic in the outputs.
    pub fn output(&self, path: &OutPath) -> Option<PlannedOutput<'_>> {
        let site = &self.context.outputs;
        let (output, unit) = match site.binary_search_by(|output| output.path.cmp(path)) {
            Ok(at) => (&site[at], self.owner()?),
            Err(_) => {
                let checked = self.checked(&body_of(path))?;
                (checked.summary.find(path)?, checked.unit.as_ref()?)
            }
        };
        Some(PlannedOutput {
            site: self,
            output,
            unit,
        })
    }

    /// Renders one page of each kind, and says what its template gets wrong.
    pub fn prove_templates(&self) -> Vec<Diagnostic> {
        let mut kinds: Vec<Discriminant<Kind>> = Vec::new();
        let mut faults = Vec::new();
        for output in self.outputs() {
            let kind = mem::discriminant(&output.output.kind);
            if !kinds.contains(&kind) {
                kinds.push(kind);
                faults.extend(output.render().and_then(Result::err));
                if faults
                    .last()
                    .is_some_and(|fault| *fault.code == codes::LIMIT)
                {
                    break;
                }
            }
        }
        faults
    }

    /// Checks the finished pages that can have a fault.
    pub fn check_pages(&self) -> Vec<Diagnostic> {
        let outputs: Vec<PlannedOutput<'_>> = self
            .outputs()
            .filter(|output| self.context.needs_a_look(output.output, output.unit))
            .collect();
        // Where one page takes too much, others of its template would as well.
        let endless = AtomicBool::new(false);
        let check = |output: &PlannedOutput<'_>| {
            if endless.load(Ordering::Relaxed) {
                return None;
            }
            match output.render()? {
                Ok(page) => Some(output.check(&page)),
                Err(diagnostic) => {
                    endless.fetch_or(*diagnostic.code == codes::LIMIT, Ordering::Relaxed);
                    Some(vec![diagnostic])
                }
            }
        };
        let found: Vec<Vec<Diagnostic>> = outputs.par_iter().filter_map(check).collect();
        found.concat()
    }
}

impl PlannedOutput<'_> {
    /// Renders it; `None` for copied files and what no template makes, and when
    /// the templates cannot be read.
    pub fn render(&self) -> Option<Result<Rendered, Diagnostic>> {
        let Site { context, units, .. } = self.site;
        match self.output.kind {
            Kind::Copy => None,
            Kind::Sitemap => {
                let text = context.sitemap(self.site.outputs().map(|output| output.output))?;
                Some(Ok(Rendered::text(text)))
            }
            _ => context.render(self.output, self.unit, units),
        }
    }

    /// Checks the finished page, if it can have a fault.
    pub fn check(&self, page: &Rendered) -> Vec<Diagnostic> {
        let context = &self.site.context;
        context.check_page(page, self.output, self.unit)
    }
}

/// The listings of the units, the owner first and then by id.
pub fn listings(snapshot: &Snapshot) -> impl Iterator<Item = (UnitId, Arc<Listing>)> {
    let owner = (None, snapshot.listing(&listing_name(&None)));
    let hosted = snapshot
        .units()
        .map(|(folder, listing)| (Some(folder.to_owned()), Arc::clone(listing)));
    std::iter::once(owner).chain(hosted)
}

fn listing_name(id: &UnitId) -> String {
    match id {
        Some(id) => format!("{UNITS}/{id}"),
        None => "content".to_owned(),
    }
}
