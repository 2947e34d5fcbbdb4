//! A site onto the disk: body by body, so that no more than one unit a
//! thread is in memory; renders what changed, checks every link, and only then
//! lets the new site replace the old one.

mod cache;
mod links;
mod units;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::{self, Diagnostic, any_error};
use crate::path::{OutPath, SourcePath};
use crate::portal::{Draft, Outline, UnitListing};
use crate::publish::Publisher;
use crate::publish::deliver::Outcome;
use crate::publish::guard::Guard;
use crate::site::context::SiteContext;
use crate::site::findings::{SiteFindings, clashes, conclude_site};
use crate::site::unit::UnitSummary;
use crate::site::{Options, listings};
use crate::snapshot::{FOLDERS, SITE, Snapshot};

use cache::Cache;
use links::OutsideLink;

/// What came of a build.
pub enum Built {
    Done(Box<Receipt>),
    /// The content has errors; the old site stands.
    Refused {
        diagnostics: Vec<Diagnostic>,
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
    /// What is wrong with the files, and what the rules found in them and in
    /// the finished pages.
    pub found: SiteFindings,
    /// The largest page that was rendered or stood, in bytes.
    pub largest: Option<(OutPath, u64)>,
}

/// The two parts of a build that may take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Units are checked and their pages made.
    Units,
    /// Finished files move into place.
    Files,
}

/// What a build tells while it runs, and asks.
pub struct Control<'w> {
    /// Told how much of how much is done, see [`Phase`].
    pub progress: &'w (dyn Fn(Phase, usize, usize) + Sync),
    pub interrupted: &'w (dyn Fn() -> bool + Sync),
    /// Whether pages in which the rules find errors are published too.
    pub force: bool,
    /// Whether everything is made anew and every published file is read.
    pub afresh: bool,
}

/// The counts that grow while units are made in parallel.
#[derive(Default)]
struct Counts {
    ready: AtomicUsize,
    composed: AtomicUsize,
    rendered: AtomicUsize,
    pages: AtomicUsize,
    links: AtomicUsize,
    largest: Mutex<Option<(OutPath, u64)>>,
    /// Whether an error was found that makes rendering the rest pointless.
    stop_rendering: AtomicBool,
    /// Whether a page took more than it may. Others of its template would too,
    /// each as long, so no more are made.
    over_limit: AtomicBool,
}

struct Build<'w> {
    snapshot: &'w Snapshot,
    context: &'w SiteContext,
    outline: &'w Outline<'w>,
    options: &'w Options,
    publisher: &'w Publisher,
    cache: &'w Cache<'w>,
    watch: &'w Control<'w>,
    tally: Counts,
}

/// A unit that has been made ready.
struct BuiltUnit<'m> {
    summary: UnitSummary,
    /// Errors that only finished pages show.
    said: Vec<Diagnostic>,
    /// What the rules found in finished pages.
    findings: Vec<Diagnostic>,
    outside: Vec<OutsideLink>,
    /// It in writing, for the next build, if that can be.
    note: Option<Cow<'m, [u8]>>,
}

impl BuiltUnit<'_> {
    /// A unit of which nothing was made.
    fn of(summary: UnitSummary) -> Self {
        Self {
            summary,
            said: Vec::new(),
            findings: Vec::new(),
            outside: Vec::new(),
            note: None,
        }
    }
}

/// Builds a site into `out`.
pub fn build(
    snapshot: &Snapshot,
    options: &Options,
    out: &Path,
    watch: &Control<'_>,
) -> Result<Built> {
    let context = SiteContext::read(snapshot, options, None)?;
    let guard = guard(snapshot.root());
    let publisher = if watch.afresh {
        Publisher::open_afresh(out, &guard)?
    } else {
        Publisher::open(out, &guard)?
    };
    let outline = Outline::new(snapshot);
    let cache = Cache::open(publisher.cache(), &context, snapshot);
    let work = Build {
        snapshot,
        context: &context,
        outline: &outline,
        options,
        publisher: &publisher,
        cache: &cache,
        watch,
        tally: Counts::default(),
    };
    let Some(made) = work.all_units()? else {
        return Ok(Built::Interrupted);
    };
    let summaries: Vec<&UnitSummary> = made.iter().map(|made| &made.summary).collect();
    let mut found = conclude_site(&context, &summaries);
    let mut dead = work.page_errors(&made)?;
    if !dead.is_empty() {
        // A link that leads nowhere is seen in its source and again in the page.
        let known: BTreeSet<_> = found.diagnostics.iter().map(place_of).collect();
        dead.retain(|one| !known.contains(&place_of(one)));
    }
    found.diagnostics.extend(dead);
    let in_pages = made.iter().flat_map(|made| &made.findings);
    found.by_unit.push(Arc::new(in_pages.cloned().collect()));
    diag::sort(&mut found.diagnostics);
    let forceable = !any_error(&found.diagnostics);
    if !forceable || (found.has_open_error() && !watch.force) {
        let diagnostics = found.all();
        return Ok(Built::Refused {
            diagnostics,
            forceable,
        });
    }
    let units = summaries.iter().filter_map(|one| one.listing.as_ref());
    let years = units.flat_map(|body| &body.years).copied();
    let years: Vec<u16> = years.collect();
    let drafts = summaries
        .iter()
        .flat_map(|one| one.drafts.clone())
        .collect();
    let tally = work.tally;
    let record = cache.record(&made);
    publisher.remember(record);
    let moved = |ready, all| (watch.progress)(Phase::Files, ready, all);
    let outcome = publisher.commit_telling(watch.interrupted, &moved)?;
    Ok(Built::Done(Box::new(Receipt {
        outcome,
        composed: tally.composed.into_inner(),
        rendered: tally.rendered.into_inner(),
        pages: tally.pages.into_inner(),
        links: tally.links.into_inner(),
        reports: years.len(),
        years: years.into_iter().collect(),
        drafts,
        found,
        largest: tally.largest.into_inner().unwrap_or_default(),
    })))
}

impl<'w> Build<'w> {
    /// Makes the hosted units in parallel and then the owner, whose index
    /// names them all; `None` when somebody asked to stop.
    fn all_units(&self) -> Result<Option<Vec<BuiltUnit<'w>>>> {
        let listings: Vec<_> = listings(self.snapshot).collect();
        let all = listings.len();
        let ready = || {
            let ready = self.tally.ready.fetch_add(1, Ordering::Relaxed) + 1;
            (self.watch.progress)(Phase::Units, ready, all);
        };
        let hosted = listings[1..].par_iter().map(|(id, listing)| {
            if (self.watch.interrupted)() {
                return Ok(None);
            }
            let made = self.body(self.begin(id, listing, &[])?, &[])?;
            ready();
            Ok(Some(made))
        });
        let hosted: Result<Option<Vec<BuiltUnit<'w>>>> = hosted.collect::<Result<_>>();
        let Some(hosted) = hosted? else {
            return Ok(None);
        };
        let others = hosted.iter().map(|made| &made.summary);
        let units: Vec<UnitListing> = others
            .clone()
            .filter_map(|one| one.listing.clone())
            .collect();
        let (id, listing) = &listings[0];
        let owner = self.begin(id, listing, &units)?;
        let summaries: Vec<&UnitSummary> = iter::once(owner.summary()).chain(others).collect();
        if !clashes(self.context, &summaries).is_empty() {
            self.tally.stop_rendering.store(true, Ordering::Relaxed);
        }
        let owner = self.body(owner, &units)?;
        if (self.watch.interrupted)() {
            return Ok(None);
        }
        ready();
        self.sitemap(&owner, &hosted)?;
        let mut made = vec![owner];
        made.extend(hosted);
        Ok(Some(made))
    }
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
