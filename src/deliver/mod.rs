//! An edition onto the disk: body by body, so that no more than one body a
//! thread is in memory; renders what changed, checks every link, and only then
//! lets the new site replace the old one.

mod bodies;
mod links;
mod memory;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::{self, Diagnostic, any_error};
use crate::edition::chapter::Summary;
use crate::edition::masthead::Masthead;
use crate::edition::whole::{Found, clashes, conclude_all};
use crate::edition::{Options, shelves};
use crate::path::{OutPath, SourcePath};
use crate::portal::{Body, Draft, Outline};
use crate::publish::Publisher;
use crate::publish::deliver::Outcome;
use crate::publish::guard::Guard;
use crate::snapshot::{FOLDERS, SITE, Snapshot};

use links::OutsideLink;
use memory::Memory;

/// What came of a delivery.
pub enum Delivery {
    Done(Box<Receipt>),
    /// The content has errors; the old site stands.
    Refused {
        diagnostics: Vec<Diagnostic>,
        /// Whether force would have delivered it.
        forceable: bool,
    },
    /// Somebody asked to stop; nothing was changed.
    Interrupted,
}

/// What a finished delivery did.
#[derive(Debug)]
pub struct Receipt {
    pub outcome: Outcome,
    /// How many bodies were composed; the others were taken over as they came
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
    pub found: Found,
    /// The largest page that was rendered or stood, in bytes.
    pub largest: Option<(OutPath, u64)>,
}

/// The two parts of a delivery that may take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Bodies are checked and their pages made.
    Bodies,
    /// Finished files move into place.
    Files,
}

/// What a delivery tells while it runs, and asks.
pub struct Watch<'w> {
    /// Told how much of how much is done, see [`Phase`].
    pub progress: &'w (dyn Fn(Phase, usize, usize) + Sync),
    pub interrupted: &'w (dyn Fn() -> bool + Sync),
    /// Whether pages in which the rules find errors are delivered too.
    pub force: bool,
    /// Whether everything is made anew and every published file is read.
    pub afresh: bool,
}

/// The counts that grow while bodies are made in parallel.
#[derive(Default)]
struct Tally {
    ready: AtomicUsize,
    composed: AtomicUsize,
    rendered: AtomicUsize,
    pages: AtomicUsize,
    links: AtomicUsize,
    largest: Mutex<Option<(OutPath, u64)>>,
    /// Whether an error was found that makes rendering the rest pointless.
    hopeless: AtomicBool,
    /// Whether a page took more than it may. Others of its template would too,
    /// each as long, so no more are made.
    endless: AtomicBool,
}

struct Work<'w> {
    snapshot: &'w Snapshot,
    masthead: &'w Masthead,
    outline: &'w Outline<'w>,
    options: &'w Options,
    publisher: &'w Publisher,
    memory: &'w Memory<'w>,
    watch: &'w Watch<'w>,
    tally: Tally,
}

/// A body that has been made ready.
struct Made<'m> {
    summary: Summary,
    /// Errors that only finished pages show.
    said: Vec<Diagnostic>,
    /// What the rules found in finished pages.
    findings: Vec<Diagnostic>,
    outside: Vec<OutsideLink>,
    /// It in writing, for the next delivery, if that can be.
    note: Option<Cow<'m, [u8]>>,
}

impl Made<'_> {
    /// A body of which nothing was made.
    fn of(summary: Summary) -> Self {
        Self {
            summary,
            said: Vec::new(),
            findings: Vec::new(),
            outside: Vec::new(),
            note: None,
        }
    }
}

/// Delivers a site into `out`.
pub fn deliver(
    snapshot: &Snapshot,
    options: &Options,
    out: &Path,
    watch: &Watch<'_>,
) -> Result<Delivery> {
    let masthead = Masthead::read(snapshot, options, None)?;
    let guard = guard(snapshot.root());
    let publisher = if watch.afresh {
        Publisher::open_afresh(out, &guard)?
    } else {
        Publisher::open(out, &guard)?
    };
    let outline = Outline::new(snapshot);
    let memory = Memory::open(publisher.memo(), &masthead, snapshot);
    let work = Work {
        snapshot,
        masthead: &masthead,
        outline: &outline,
        options,
        publisher: &publisher,
        memory: &memory,
        watch,
        tally: Tally::default(),
    };
    let Some(made) = work.all_bodies()? else {
        return Ok(Delivery::Interrupted);
    };
    let summaries: Vec<&Summary> = made.iter().map(|made| &made.summary).collect();
    let mut found = conclude_all(&masthead, &summaries);
    let mut dead = work.page_errors(&made)?;
    if !dead.is_empty() {
        // A link that leads nowhere is seen in its source and again in the page.
        let known: BTreeSet<_> = found.diagnostics.iter().map(place_of).collect();
        dead.retain(|one| !known.contains(&place_of(one)));
    }
    found.diagnostics.extend(dead);
    let in_pages = made.iter().flat_map(|made| &made.findings);
    found.by_body.push(Arc::new(in_pages.cloned().collect()));
    diag::sort(&mut found.diagnostics);
    let forceable = !any_error(&found.diagnostics);
    if !forceable || (found.has_open_error() && !watch.force) {
        let diagnostics = found.all();
        return Ok(Delivery::Refused {
            diagnostics,
            forceable,
        });
    }
    let bodies = summaries.iter().filter_map(|one| one.body.as_ref());
    let years = bodies.flat_map(|body| &body.years).copied();
    let years: Vec<u16> = years.collect();
    let drafts = summaries
        .iter()
        .flat_map(|one| one.drafts.clone())
        .collect();
    let tally = work.tally;
    let record = memory.record(&made);
    publisher.remember(record);
    let moved = |ready, all| (watch.progress)(Phase::Files, ready, all);
    let outcome = publisher.commit_telling(watch.interrupted, &moved)?;
    Ok(Delivery::Done(Box::new(Receipt {
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

impl<'w> Work<'w> {
    /// Makes the hosted bodies in parallel and then the owner, whose index
    /// names them all; `None` when somebody asked to stop.
    fn all_bodies(&self) -> Result<Option<Vec<Made<'w>>>> {
        let shelves: Vec<_> = shelves(self.snapshot).collect();
        let all = shelves.len();
        let ready = || {
            let ready = self.tally.ready.fetch_add(1, Ordering::Relaxed) + 1;
            (self.watch.progress)(Phase::Bodies, ready, all);
        };
        let hosted = shelves[1..].par_iter().map(|(id, shelf)| {
            if (self.watch.interrupted)() {
                return Ok(None);
            }
            let made = self.body(self.begin(id, shelf, &[])?, &[])?;
            ready();
            Ok(Some(made))
        });
        let hosted: Result<Option<Vec<Made<'w>>>> = hosted.collect::<Result<_>>();
        let Some(hosted) = hosted? else {
            return Ok(None);
        };
        let others = hosted.iter().map(|made| &made.summary);
        let bodies: Vec<Body> = others.clone().filter_map(|one| one.body.clone()).collect();
        let (id, shelf) = &shelves[0];
        let owner = self.begin(id, shelf, &bodies)?;
        let summaries: Vec<&Summary> = iter::once(owner.summary()).chain(others).collect();
        if !clashes(self.masthead, &summaries).is_empty() {
            self.tally.hopeless.store(true, Ordering::Relaxed);
        }
        let owner = self.body(owner, &bodies)?;
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
    (one.rule, one.place.file.clone(), start)
}

fn guard(root: &Path) -> Guard {
    let names = FOLDERS.iter().chain(&[SITE]);
    Guard {
        root: root.to_path_buf(),
        sources: names.map(|name| root.join(name)).collect(),
    }
}
