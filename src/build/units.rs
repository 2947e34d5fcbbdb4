//! One body made ready: taken over as it was, or composed and its pages
//! rendered or kept; its files copied.

use std::borrow::Cow;
use std::sync::atomic::Ordering;

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::{Diagnostic, any_error, codes};
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::{Unit, UnitId, UnitListing};
use crate::publish::ledger::Entry;
use crate::site::unit::{CheckedUnit, UnitFiles, UnitSummary};
use crate::snapshot::Listing;

use super::cache::Remembered;
use super::links::{PageLinks, outside};
use super::{Build, BuiltUnit};

/// What came of one output.
#[derive(Default)]
struct Page {
    links: PageLinks,
    /// What makes the page unfit to be published.
    said: Option<Diagnostic>,
    /// What the rules found in it.
    findings: Vec<Diagnostic>,
}

/// A unit at the beginning of its turn.
pub(super) enum Start<'w> {
    /// As it came out the last time, with a page to every output.
    Remembered(Box<Remembered<'w>>),
    Composed(Box<CheckedUnit>),
}

impl Start<'_> {
    pub fn summary(&self) -> &UnitSummary {
        match self {
            Self::Remembered(remembered) => &remembered.summary,
            Self::Composed(checked) => &checked.summary,
        }
    }
}

impl<'w> Build<'w> {
    /// Reads a unit and begins its turn. It is composed unless the very same
    /// was made of it the last time and all of its pages stand.
    pub(super) fn begin(
        &self,
        id: &UnitId,
        listing: &Listing,
        units: &[UnitListing],
    ) -> Result<Start<'w>> {
        let mut read = UnitFiles::listing(self.snapshot, listing)?;
        let remembered = self.cache.recall(id, &read.digest);
        if let Some(remembered) = remembered.filter(|one| self.stands(one, units)) {
            return Ok(Start::Remembered(Box::new(remembered)));
        }
        if read.has_legible()
            && let Some(last) = self.cache.last(id)
        {
            read.take_over_looked(&last);
        }
        self.tally.composed.fetch_add(1, Ordering::Relaxed);
        let checked = self.compose(id.clone(), read);
        Ok(Start::Composed(Box::new(checked)))
    }

    pub(super) fn compose(&self, id: UnitId, read: UnitFiles) -> CheckedUnit {
        CheckedUnit::compose(id, read, self.context, self.outline, self.options)
    }

    /// Makes a unit ready, and with the owner what the site as a whole
    /// publishes but the sitemap. Where errors were found nothing is rendered
    /// any more, because nothing will be published.
    pub(super) fn body(&self, start: Start<'w>, units: &[UnitListing]) -> Result<BuiltUnit<'w>> {
        let summary = start.summary();
        let found = [&summary.audit.findings, &self.context.findings];
        let faulty = found.into_iter().any(|found| any_error(found)) && !self.watch.force;
        if faulty || any_error(&summary.diagnostics) || any_error(&self.context.diagnostics) {
            self.tally.stop_rendering.store(true, Ordering::Relaxed);
        }
        let stop_rendering = self.tally.stop_rendering.load(Ordering::Relaxed);
        match start {
            Start::Remembered(remembered) if stop_rendering => {
                Ok(BuiltUnit::of(remembered.summary))
            }
            Start::Composed(checked) if stop_rendering => Ok(BuiltUnit::of(checked.summary)),
            Start::Remembered(remembered) => self.take_over(*remembered),
            Start::Composed(checked) => self.make(*checked, units),
        }
    }

    /// What a unit publishes; the owner publishes what belongs to the site.
    pub(super) fn outputs<'s>(&'s self, summary: &'s UnitSummary) -> Vec<&'s Output> {
        let site: &[Output] = match summary.id {
            None => &self.context.outputs,
            Some(_) => &[],
        };
        site.iter().chain(&summary.outputs).collect()
    }

    /// Whether a remembered body would render nothing, and copies only files
    /// that are listed.
    fn stands(&self, remembered: &Remembered<'_>, units: &[UnitListing]) -> bool {
        let key = self.context.page_key(&remembered.page_inputs_hash, units);
        let outputs = self.outputs(&remembered.summary);
        let mut copies = outputs.iter().filter(|output| output.kind == Kind::Copy);
        let pages = outputs.iter().filter(|output| output.kind.is_page());
        copies.all(|copy| self.snapshot.has(&copy.source))
            && self.publisher.all_stand(pages.map(|page| &page.path), &key)
    }

    /// Keeps the pages of a unit that was not composed.
    fn take_over(&self, remembered: Remembered<'w>) -> Result<BuiltUnit<'w>> {
        let Remembered { summary, note, .. } = remembered;
        let outputs = self.outputs(&summary);
        let mut links: Vec<(&OutPath, &[String])> = Vec::new();
        for output in &outputs {
            match output.kind {
                Kind::Copy => self.copy(output)?,
                Kind::Sitemap => {}
                _ => links.push((&output.path, &self.keep(&output.path)?.links)),
            }
        }
        let outside = outside(&outputs, links.into_iter());
        Ok(BuiltUnit {
            outside,
            note: Some(Cow::Borrowed(note)),
            ..BuiltUnit::of(summary)
        })
    }

    /// Makes the pages of a unit that was composed.
    fn make(&self, checked: CheckedUnit, units: &[UnitListing]) -> Result<BuiltUnit<'w>> {
        let Some(unit) = &checked.unit else {
            return Ok(BuiltUnit::of(checked.summary));
        };
        let key = self.context.page_key(&checked.page_inputs_hash, units);
        let outputs = self.outputs(&checked.summary);
        let pages = outputs.par_iter().map(|output| match output.kind {
            Kind::Copy => self.copy(output).map(|()| Page::default()),
            Kind::Sitemap => Ok(Page::default()),
            _ => self.page(output, unit, units, &key),
        });
        let pages: Vec<Page> = pages.collect::<Result<_>>()?;
        let (mut said, mut findings, mut links) = (Vec::new(), Vec::new(), Vec::new());
        for page in pages {
            said.extend(page.said);
            findings.extend(page.findings);
            links.push(page.links);
        }
        if !said.is_empty() {
            // Without all pages nobody knows what is in them.
            return Ok(BuiltUnit {
                said,
                findings,
                ..BuiltUnit::of(checked.summary)
            });
        }
        let settled = self.settle(unit, &outputs, links, units);
        said.extend(settled.dead);
        // What is found in pages is found by making them again.
        let clean = said.is_empty() && findings.is_empty();
        let note = clean.then(|| self.cache.note(&checked)).flatten();
        Ok(BuiltUnit {
            said,
            findings,
            outside: settled.outside,
            note: note.map(Cow::Owned),
            ..BuiltUnit::of(checked.summary)
        })
    }

    fn copy(&self, output: &Output) -> Result<()> {
        let from = self.snapshot.locate(&output.source);
        self.publisher.stage_copy(&output.path, &from)?;
        Ok(())
    }

    /// Keeps a page that stands.
    fn keep(&self, path: &OutPath) -> Result<&'w Entry> {
        let entry = self.publisher.keep(path)?;
        self.tally.pages.fetch_add(1, Ordering::Relaxed);
        let links = entry.links.len();
        self.tally.links.fetch_add(links, Ordering::Relaxed);
        self.measure(path, entry.size);
        Ok(entry)
    }

    fn page(&self, output: &Output, unit: &Unit, units: &[UnitListing], key: &str) -> Result<Page> {
        // Nothing is published any more, and a unit may have many pages.
        if (self.watch.interrupted)() || self.tally.over_limit.load(Ordering::Relaxed) {
            return Ok(Page::default());
        }
        if self.publisher.standing(&output.path, key).is_some() {
            return Ok(Page {
                links: PageLinks::recorded(&self.keep(&output.path)?.links),
                ..Page::default()
            });
        }
        let tally = &self.tally;
        tally.pages.fetch_add(1, Ordering::Relaxed);
        let rendered = match self.context.render(output, unit, units) {
            Some(Ok(rendered)) => rendered,
            Some(Err(said)) => {
                let over_limit = *said.code == codes::LIMIT;
                tally.over_limit.fetch_or(over_limit, Ordering::Relaxed);
                return Ok(Page {
                    said: Some(said),
                    ..Page::default()
                });
            }
            None => return Ok(Page::default()),
        };
        tally.rendered.fetch_add(1, Ordering::Relaxed);
        self.measure(&output.path, rendered.bytes.len() as u64);
        let findings = self.context.check_page(&rendered, output, unit);
        // A page with a finding gets no key: it is made and looked at anew
        // each time, so that what force let pass is said again.
        let key = findings.is_empty().then(|| key.to_owned());
        let links = PageLinks::read(rendered.links, &output.path);
        tally.links.fetch_add(links.len(), Ordering::Relaxed);
        self.publisher
            .stage(&output.path, key, links.targets(), &rendered.bytes)?;
        Ok(Page {
            links,
            said: None,
            findings,
        })
    }

    /// Makes the sitemap ready, which names the pages of all units.
    pub(super) fn sitemap(&self, owner: &BuiltUnit<'_>, hosted: &[BuiltUnit<'_>]) -> Result<()> {
        let site = &self.context.outputs;
        let Some(output) = site.iter().find(|output| output.kind == Kind::Sitemap) else {
            return Ok(());
        };
        let hosted = hosted.iter().flat_map(|made| &made.summary.outputs);
        let outputs = site.iter().chain(&owner.summary.outputs).chain(hosted);
        if let Some(text) = self.context.sitemap(outputs) {
            let (path, bytes) = (&output.path, text.as_bytes());
            self.publisher.stage(path, None, Vec::new(), bytes)?;
        }
        Ok(())
    }

    fn measure(&self, path: &OutPath, size: u64) {
        if let Ok(mut largest) = self.tally.largest.lock()
            && largest
                .as_ref()
                .is_none_or(|(known, most)| (size, path) > (*most, known))
        {
            *largest = Some((path.clone(), size));
        }
    }
}
