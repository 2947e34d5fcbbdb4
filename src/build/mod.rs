//! A site onto the disk: unit by unit, so that no more than one unit a thread is in
//! memory; makes what changed, checks every link, and only then lets the new site
//! replace the old one.

mod broken;
mod cache;
mod control;
mod counts;
mod links;
mod note;
mod published;
mod skipped;
mod units;
mod whole;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use crate::diag::{self, Diagnostic, any_error};
use crate::path::{OutPath, SourcePath};
use crate::portal::Draft;
use crate::publish::Publisher;
use crate::publish::deliver::Outcome;
use crate::publish::guard::Guard;
use crate::site::Options;
use crate::site::context::SiteContext;
use crate::site::findings::{SiteFindings, UnitEntry, conclude_site};
use crate::site::sweep::Sweep;
use crate::site::unit::UnitSummary;
use crate::snapshot::{FOLDERS, SITE, Snapshot};

use broken::{broken, unknown};
use cache::Cache;
use counts::Counts;
use published::page_errors;
use skipped::{SkippedUnits, published};
use units::{Build, BuiltUnit};

pub use control::{Control, Phase};
pub use skipped::SkippedUnit;

/// What came of a build.
pub enum Built {
    Done(Box<Receipt>),
    /// The content has errors; the old site stays.
    Refused {
        diagnostics: Vec<Diagnostic>,
        /// The units of the site.
        units: Vec<UnitEntry>,
        /// Whether force would have published it.
        forceable: bool,
    },
    /// Somebody asked to stop; nothing was changed.
    Interrupted,
}

/// What a finished build did.
#[derive(Debug)]
pub struct Receipt {
    pub outcome: Outcome,
    /// How many units were composed; the others were taken over as they came
    /// out the last time.
    pub composed: usize,
    /// How many pages were rendered, not counting those that stood.
    pub rendered: usize,
    /// How many pages the site has.
    pub pages: usize,
    pub links: usize,
    pub reports: usize,
    pub years: BTreeSet<u16>,
    /// The drafts, and what only they use: left out, or in if asked for.
    pub drafts: Vec<Draft>,
    /// The units that are left as they were because there are errors in them.
    pub skipped: Vec<SkippedUnit>,
    /// What is wrong with the files, and what the rules found in them and in
    /// the finished pages.
    pub found: SiteFindings,
    /// The largest page that was rendered or stood, in bytes.
    pub largest: Option<(OutPath, u64)>,
}

/// What came of one pass over the units.
enum Attempt {
    Ended(Built),
    /// Some units alone keep the site from being published.
    Broken(SkippedUnits),
}

/// Builds a site into `out`.
pub fn build(
    snapshot: &Snapshot,
    options: &Options,
    out: &Path,
    control: &Control<'_>,
) -> Result<Built> {
    let context = SiteContext::read(snapshot, options, None)?;
    let mut skipped = SkippedUnits::new();
    loop {
        match attempt(snapshot, &context, options, out, control, &skipped)? {
            Attempt::Ended(built) => return Ok(built),
            // Each is new, so this ends.
            Attempt::Broken(more) => skipped.extend(more),
        }
    }
}

/// Builds a site in which these units are left as they were.
fn attempt(
    snapshot: &Snapshot,
    context: &SiteContext,
    options: &Options,
    out: &Path,
    control: &Control<'_>,
    skipped: &SkippedUnits,
) -> Result<Attempt> {
    let guard = guard(snapshot.root());
    let publisher = if control.afresh {
        Publisher::open_afresh(out, &guard)?
    } else {
        Publisher::open(out, &guard)?
    };
    let cache = Cache::open(publisher.cache(), context, snapshot, options.drafts);
    let sweep = Sweep::leaving(snapshot, context, options, |id| {
        let id = Some(id.to_owned());
        let unit = skipped.get(&id).filter(|unit| unit.is_published);
        unit.and_then(|_| published(&publisher, &cache, context, &id)?.0.facts)
    });
    let build = Build {
        sweep: &sweep,
        publisher: &publisher,
        cache: &cache,
        control,
        skipped,
        units: snapshot.units().count() + 1,
        counts: Counts::default(),
    };
    let Some(units) = sweep.run(&build)? else {
        return Ok(Attempt::Ended(Built::Interrupted));
    };
    let mut receipt = match make_rest(build, units)? {
        Ok(receipt) => receipt,
        Err(attempt) => return Ok(attempt),
    };
    let moved = |ready, all| (control.progress)(Phase::Files, ready, all);
    receipt.outcome = publisher.commit_telling(control.interrupted, &moved)?;
    Ok(Attempt::Ended(Built::Done(Box::new(receipt))))
}

/// Makes what remains to be made when all units are, if nothing is wrong with them: then
/// all that the receipt says but for the outcome.
fn make_rest(
    build: Build<'_>,
    mut units: Vec<BuiltUnit<'_>>,
) -> Result<std::result::Result<Receipt, Attempt>> {
    let found = findings(&build, &units)?;
    if any_error(&found.diagnostics) || (found.has_open_error() && !build.control.force) {
        return Ok(Err(refused(&build, found)));
    }
    // What is made last needs memory of its own for a large site.
    units.iter_mut().for_each(BuiltUnit::forget_findings);
    build.site_outputs(&units)?;
    let notes: Vec<_> = units.iter().filter_map(BuiltUnit::record).collect();
    build.publisher.remember(|take| {
        let notes = notes.iter();
        build
            .cache
            .tell(notes.map(|(id, note)| (*id, note.read())), take)
    })?;
    let (years, drafts, counts) = (years(&units), drafts(&units), build.counts);
    Ok(Ok(Receipt {
        outcome: Outcome::default(),
        composed: counts.composed.into_inner(),
        rendered: counts.rendered.into_inner(),
        pages: counts.pages.into_inner(),
        links: counts.links.into_inner(),
        reports: years.len(),
        years: years.into_iter().collect(),
        drafts,
        found,
        largest: counts.largest.into_inner().unwrap_or_default(),
        skipped: build.skipped.values().cloned().collect(),
    }))
}

/// The years of all reports, as often as there are reports.
fn years(units: &[BuiltUnit<'_>]) -> Vec<u16> {
    let facts = units.iter().filter_map(|unit| unit.summary.facts.as_ref());
    let reports = facts.flat_map(|unit| &unit.reports);
    reports.map(|report| report.year).collect()
}

fn drafts(units: &[BuiltUnit<'_>]) -> Vec<Draft> {
    let drafts = units.iter().map(|unit| unit.summary.drafts.clone());
    drafts.flatten().collect()
}

/// Whether the units that are broken can be left as they were; else why nothing is
/// published.
fn refused(build: &Build<'_>, found: SiteFindings) -> Attempt {
    let mut diagnostics = found.all();
    let mut forceable = !any_error(&found.diagnostics);
    let broken = build.control.skip_broken.then(|| broken(build, &found));
    if let Some(broken) = broken.flatten() {
        let unknown = broken.values().filter_map(|unit| unknown(build, unit));
        let unknown: Vec<Diagnostic> = unknown.collect();
        if unknown.is_empty() {
            return Attempt::Broken(broken);
        }
        forceable = false;
        diagnostics.extend(unknown);
    }
    let skipped = build.skipped.values();
    diagnostics.extend(skipped.flat_map(|unit| unit.errors.clone()));
    diag::sort(&mut diagnostics);
    Attempt::Ended(Built::Refused {
        diagnostics,
        units: found.units,
        forceable,
    })
}

/// What was found in the files, and in the finished pages.
fn findings(build: &Build<'_>, units: &[BuiltUnit<'_>]) -> Result<SiteFindings> {
    let summaries: Vec<&UnitSummary> = units.iter().map(|unit| &unit.summary).collect();
    let mut found = conclude_site(build.sweep.context, &summaries);
    let mut dead = page_errors(build, units)?;
    if !dead.is_empty() {
        // A link that leads nowhere is seen in its source and again in the page.
        let known: BTreeSet<_> = found.diagnostics.iter().map(place_of).collect();
        dead.retain(|one| !known.contains(&place_of(one)));
    }
    let in_pages = units.iter().flat_map(|unit| unit.findings.iter().cloned());
    let in_pages = dead.into_iter().chain(in_pages).collect();
    let is_open = found.has_open_error() && !build.control.force;
    let all_made = !is_open && !any_error(&found.diagnostics);
    found.add_pages(in_pages, &build.sweep.context.settings, all_made);
    Ok(found)
}

/// The rule of a finding and where its place begins.
fn place_of(one: &Diagnostic) -> (&'static str, SourcePath, Option<usize>) {
    let start = one.place.span.as_ref().map(|span| span.start);
    (one.code.id, one.place.file.clone(), start)
}

fn guard(root: &Path) -> Guard {
    let names = FOLDERS.iter().chain(&[SITE]);
    Guard {
        root: root.to_path_buf(),
        sources: names.map(|name| root.join(name)).collect(),
    }
}
