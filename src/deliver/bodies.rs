//! One body made ready: taken over as it was, or composed and its pages
//! rendered or kept; its files copied.

use std::borrow::Cow;
use std::sync::atomic::Ordering;

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::{Diagnostic, any_error};
use crate::edition::chapter::{Chapter, Read, Summary};
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::{Body, Unit, UnitId};
use crate::publish::ledger::Entry;
use crate::render::LIMIT;
use crate::snapshot::Shelf;

use super::links::{PageLinks, outside};
use super::memory::Remembered;
use super::{Made, Work};

/// What came of one output.
#[derive(Default)]
struct Page {
    links: PageLinks,
    /// What makes the page unfit to be delivered.
    said: Option<Diagnostic>,
    /// What the rules found in it.
    findings: Vec<Diagnostic>,
}

/// A body at the beginning of its turn.
pub(super) enum Start<'w> {
    /// As it came out the last time, with a page to every output.
    Remembered(Box<Remembered<'w>>),
    Composed(Box<Chapter>),
}

impl Start<'_> {
    pub fn summary(&self) -> &Summary {
        match self {
            Self::Remembered(remembered) => &remembered.summary,
            Self::Composed(chapter) => &chapter.summary,
        }
    }
}

impl<'w> Work<'w> {
    /// Reads a body and begins its turn. It is composed unless the very same
    /// was made of it the last time and all of its pages stand.
    pub(super) fn begin(&self, id: &UnitId, shelf: &Shelf, bodies: &[Body]) -> Result<Start<'w>> {
        let mut read = Read::shelf(self.snapshot, shelf)?;
        let remembered = self.memory.recall(id, &read.digest);
        if let Some(remembered) = remembered.filter(|one| self.stands(one, bodies)) {
            return Ok(Start::Remembered(Box::new(remembered)));
        }
        if read.has_legible()
            && let Some(last) = self.memory.last(id)
        {
            read.knows(&last);
        }
        self.tally.composed.fetch_add(1, Ordering::Relaxed);
        let chapter = self.compose(id.clone(), read);
        Ok(Start::Composed(Box::new(chapter)))
    }

    pub(super) fn compose(&self, id: UnitId, read: Read) -> Chapter {
        Chapter::compose(id, read, self.masthead, self.outline, self.options)
    }

    /// Makes a body ready, and with the owner what the site as a whole
    /// publishes but the sitemap. Where errors were found nothing is rendered
    /// any more, because nothing will be delivered.
    pub(super) fn body(&self, start: Start<'w>, bodies: &[Body]) -> Result<Made<'w>> {
        let summary = start.summary();
        let found = [&summary.audit.findings, &self.masthead.findings];
        let faulty = found.into_iter().any(|found| any_error(found)) && !self.watch.force;
        if faulty || any_error(&summary.diagnostics) || any_error(&self.masthead.diagnostics) {
            self.tally.hopeless.store(true, Ordering::Relaxed);
        }
        let hopeless = self.tally.hopeless.load(Ordering::Relaxed);
        match start {
            Start::Remembered(remembered) if hopeless => Ok(Made::of(remembered.summary)),
            Start::Composed(chapter) if hopeless => Ok(Made::of(chapter.summary)),
            Start::Remembered(remembered) => self.take_over(*remembered),
            Start::Composed(chapter) => self.make(*chapter, bodies),
        }
    }

    /// What a body publishes; the owner publishes what belongs to the site.
    pub(super) fn outputs<'s>(&'s self, summary: &'s Summary) -> Vec<&'s Output> {
        let site: &[Output] = match summary.id {
            None => &self.masthead.outputs,
            Some(_) => &[],
        };
        site.iter().chain(&summary.outputs).collect()
    }

    /// Whether a remembered body would render nothing, and copies only files
    /// that are listed.
    fn stands(&self, remembered: &Remembered<'_>, bodies: &[Body]) -> bool {
        let key = self.masthead.page_key(&remembered.words, bodies);
        let outputs = self.outputs(&remembered.summary);
        let mut copies = outputs.iter().filter(|output| output.kind == Kind::Copy);
        let pages = outputs.iter().filter(|output| output.kind.is_page());
        copies.all(|copy| self.snapshot.has(&copy.source))
            && self.publisher.all_stand(pages.map(|page| &page.path), &key)
    }

    /// Keeps the pages of a body that was not composed.
    fn take_over(&self, remembered: Remembered<'w>) -> Result<Made<'w>> {
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
        Ok(Made {
            outside,
            note: Some(Cow::Borrowed(note)),
            ..Made::of(summary)
        })
    }

    /// Makes the pages of a body that was composed.
    fn make(&self, chapter: Chapter, bodies: &[Body]) -> Result<Made<'w>> {
        let Some(unit) = &chapter.unit else {
            return Ok(Made::of(chapter.summary));
        };
        let key = self.masthead.page_key(&chapter.words, bodies);
        let outputs = self.outputs(&chapter.summary);
        let pages = outputs.par_iter().map(|output| match output.kind {
            Kind::Copy => self.copy(output).map(|()| Page::default()),
            Kind::Sitemap => Ok(Page::default()),
            _ => self.page(output, unit, bodies, &key),
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
            return Ok(Made {
                said,
                findings,
                ..Made::of(chapter.summary)
            });
        }
        let settled = self.settle(unit, &outputs, links, bodies);
        said.extend(settled.dead);
        // What is found in pages is found by making them again.
        let clean = said.is_empty() && findings.is_empty();
        let note = clean.then(|| self.memory.note(&chapter)).flatten();
        Ok(Made {
            said,
            findings,
            outside: settled.outside,
            note: note.map(Cow::Owned),
            ..Made::of(chapter.summary)
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

    fn page(&self, output: &Output, unit: &Unit, bodies: &[Body], key: &str) -> Result<Page> {
        // Nothing is delivered any more, and a body may have many pages.
        if (self.watch.interrupted)() || self.tally.endless.load(Ordering::Relaxed) {
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
        let rendered = match self.masthead.render(output, unit, bodies) {
            Some(Ok(rendered)) => rendered,
            Some(Err(said)) => {
                let endless = said.rule == LIMIT;
                tally.endless.fetch_or(endless, Ordering::Relaxed);
                return Ok(Page {
                    said: Some(said),
                    ..Page::default()
                });
            }
            None => return Ok(Page::default()),
        };
        tally.rendered.fetch_add(1, Ordering::Relaxed);
        self.measure(&output.path, rendered.bytes.len() as u64);
        let findings = self.masthead.check_page(&rendered, output, unit);
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

    /// Makes the sitemap ready, which names the pages of all bodies.
    pub(super) fn sitemap(&self, owner: &Made<'_>, hosted: &[Made<'_>]) -> Result<()> {
        let site = &self.masthead.outputs;
        let Some(output) = site.iter().find(|output| output.kind == Kind::Sitemap) else {
            return Ok(());
        };
        let hosted = hosted.iter().flat_map(|made| &made.summary.outputs);
        let outputs = site.iter().chain(&owner.summary.outputs).chain(hosted);
        if let Some(text) = self.masthead.sitemap(outputs) {
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
