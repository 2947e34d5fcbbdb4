//! One body made ready: its pages rendered or kept, its files copied.

use std::sync::atomic::Ordering;

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::{Diagnostic, any_error};
use crate::edition::chapter::Chapter;
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::{Body, Unit};
use crate::render::Prepared;

use super::links::PageLinks;
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

impl Work<'_> {
    /// Makes a chapter ready, and with the owner's what the site as a whole
    /// publishes but the sitemap. Where errors were found nothing is rendered
    /// any more, because nothing will be delivered.
    pub(super) fn body(&self, chapter: Chapter, bodies: &[Body]) -> Result<Made> {
        let Chapter { unit, summary, .. } = chapter;
        let mut made = Made {
            summary,
            said: Vec::new(),
            findings: Vec::new(),
            outside: Vec::new(),
        };
        let summary = &made.summary;
        let faulty = any_error(&summary.audit.findings) && !self.watch.force;
        if faulty || any_error(&summary.diagnostics) || any_error(&self.masthead.diagnostics) {
            self.tally.hopeless.store(true, Ordering::Relaxed);
        }
        let Some(unit) = unit else {
            return Ok(made);
        };
        if self.tally.hopeless.load(Ordering::Relaxed) {
            return Ok(made);
        }
        let site: &[Output] = if unit.id.is_none() {
            &self.masthead.outputs
        } else {
            &[]
        };
        let outputs: Vec<&Output> = site.iter().chain(&summary.outputs).collect();
        let pages = outputs.par_iter().map(|output| match output.kind {
            Kind::Copy => {
                let from = self.snapshot.locate(&output.source);
                self.publisher.stage_copy(&output.path, &from)?;
                Ok(Page::default())
            }
            Kind::Sitemap => Ok(Page::default()),
            _ => self.page(output, &unit, bodies),
        });
        let pages: Vec<Page> = pages.collect::<Result<_>>()?;
        let mut links = Vec::new();
        for page in pages {
            made.said.extend(page.said);
            made.findings.extend(page.findings);
            links.push(page.links);
        }
        let settled = self.settle(&unit, &outputs, links, bodies);
        made.said.extend(settled.dead);
        made.outside = settled.outside;
        Ok(made)
    }

    fn page(&self, output: &Output, unit: &Unit, bodies: &[Body]) -> Result<Page> {
        let tally = &self.tally;
        let Some(prepared) = self.masthead.prepare(output, unit, bodies) else {
            return Ok(Page::default());
        };
        tally.pages.fetch_add(1, Ordering::Relaxed);
        if let Some(entry) = self.publisher.standing(&output.path, &prepared.key) {
            self.measure(&output.path, entry.size);
            self.publisher.keep(&output.path)?;
            let links = PageLinks::recorded(&entry.links);
            tally.links.fetch_add(links.len(), Ordering::Relaxed);
            return Ok(Page {
                links,
                ..Page::default()
            });
        }
        let rendered = match self.masthead.render(output, &prepared) {
            Some(Ok(rendered)) => rendered,
            Some(Err(said)) => {
                return Ok(Page {
                    said: Some(said),
                    ..Page::default()
                });
            }
            None => return Ok(Page::default()),
        };
        tally.rendered.fetch_add(1, Ordering::Relaxed);
        self.measure(&output.path, rendered.bytes.len() as u64);
        let findings = self.masthead.check_page(&rendered.bytes, output, unit);
        // A page with a finding gets no key: it is made and looked at anew
        // each time, so that what force let pass is said again.
        let key = findings.is_empty().then_some(prepared.key);
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
    pub(super) fn sitemap(&self, owner: &mut Made, hosted: &[Made]) -> Result<()> {
        let site = &self.masthead.outputs;
        let Some(output) = site.iter().find(|output| output.kind == Kind::Sitemap) else {
            return Ok(());
        };
        let hosted = hosted.iter().flat_map(|made| &made.summary.outputs);
        let outputs = site.iter().chain(&owner.summary.outputs).chain(hosted);
        match self.masthead.prepare_sitemap(outputs) {
            Some(prepared) => self.text(output, prepared, owner),
            None => Ok(()),
        }
    }

    fn text(&self, output: &Output, prepared: Prepared, owner: &mut Made) -> Result<()> {
        if self
            .publisher
            .standing(&output.path, &prepared.key)
            .is_some()
        {
            return self.publisher.keep(&output.path);
        }
        match self.masthead.render(output, &prepared) {
            Some(Ok(rendered)) => {
                let key = Some(prepared.key);
                self.publisher
                    .stage(&output.path, key, Vec::new(), &rendered.bytes)?;
            }
            Some(Err(said)) => owner.said.push(said),
            None => {}
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
