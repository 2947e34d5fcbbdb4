//! One unit made ready: taken over as it was, or composed and its outputs made or
//! kept; its files copied.

use std::iter;
use std::sync::atomic::Ordering;

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::{Diagnostic, any_error, codes};
use crate::outputs::Makes;
use crate::plan::Output;
use crate::portal::{Relations, UnitId};
use crate::publish::Publisher;
use crate::publish::entry::{Entry, Key, Links};
use crate::render::RelatedUnit;
use crate::search::{SearchUnit, UnitTerms, Words};
use crate::site::files::UnitFiles;
use crate::site::findings::clashes;
use crate::site::sweep::{Kept, Others, Pass, Sweep, SweptUnit};
use crate::site::unit::{CheckedUnit, UnitSummary};

use super::cache::{Cache, Remembered, hash_of_keys};
use super::control::{Control, Phase};
use super::counts::Counts;
use super::links::{Ids, OutsideLink, PageLinks, outside, settle};
use super::note::KeptNote;
use super::skipped::{SkippedUnits, published, unpublished};

/// The pass of a build: it takes over what the cache has and the disk still holds,
/// and keeps of a unit what the rest of the build needs.
pub struct Build<'w> {
    pub sweep: &'w Sweep<'w>,
    pub publisher: &'w Publisher,
    pub cache: &'w Cache<'w>,
    pub control: &'w Control<'w>,
    /// The units that are left as they were published.
    pub skipped: &'w SkippedUnits,
    /// How many units the site has.
    pub units: usize,
    pub counts: Counts,
}

/// A unit that has been made ready.
pub struct BuiltUnit<'m> {
    pub summary: UnitSummary,
    /// Errors that only finished pages show.
    pub errors: Vec<Diagnostic>,
    /// What the rules found in finished pages.
    pub findings: Vec<Diagnostic>,
    pub outside: Vec<OutsideLink>,
    /// It encoded for the next build, if the next build can take it over.
    note: Option<KeptNote<'m>>,
}

/// What came of one output.
#[derive(Default)]
struct Made {
    links: PageLinks,
    /// Its key, if it has one.
    key: Option<Key>,
    /// What makes it unfit to be published.
    error: Option<Diagnostic>,
    /// What the rules found in it.
    findings: Vec<Diagnostic>,
}

impl BuiltUnit<'_> {
    /// A unit of which nothing was made.
    fn of(summary: UnitSummary) -> Self {
        Self {
            summary,
            errors: Vec::new(),
            findings: Vec::new(),
            outside: Vec::new(),
            note: None,
        }
    }

    /// Forgets what was found in its files and pages, once that was told.
    pub fn forget_findings(&mut self) {
        self.summary.forget_findings();
        (self.errors, self.findings, self.outside) = Default::default();
    }

    /// What the next build can take over.
    pub fn record(&self) -> Option<(&UnitId, &KeptNote<'_>)> {
        Some((&self.summary.id, self.note.as_ref()?))
    }

    /// What the index of the whole site says of it; nothing if its note was not made,
    /// because then nothing is published.
    pub fn search(&self) -> Option<SearchUnit<'_>> {
        let words = Words::Kept(&self.summary.terms_hash, self.note.as_ref()?);
        self.summary.search(words)
    }
}

impl Kept for BuiltUnit<'_> {
    fn summary(&self) -> &UnitSummary {
        &self.summary
    }
}

impl Kept for Remembered<'_> {
    fn summary(&self) -> &UnitSummary {
        &self.summary
    }
}

impl<'w> Pass for Build<'w> {
    type Known = Remembered<'w>;
    type Kept = BuiltUnit<'w>;

    fn left(&self, id: &UnitId) -> Result<Option<BuiltUnit<'w>>> {
        if !self.skipped.contains_key(id) {
            return Ok(None);
        }
        self.tell_ready();
        let context = self.sweep.context;
        Ok(Some(
            match published(self.publisher, self.cache, context, id) {
                None => BuiltUnit::of(unpublished(self.sweep.snapshot, id)),
                Some((summary, note)) => {
                    let note = KeptNote::aside(self.publisher, note)?;
                    self.keep_all(summary, note, true)?
                }
            },
        ))
    }

    /// A unit is taken over if the very same was made of it the last time and all
    /// that was made of it is still published.
    fn same_files(&self, id: &UnitId, files: &UnitFiles) -> Option<Remembered<'w>> {
        let remembered = self.cache.recall(id, &files.digest);
        remembered.filter(|one| self.is_published(one))
    }

    fn hand_over_looked(&self, id: &UnitId, files: &mut UnitFiles) {
        if files.has_legible()
            && let Some(last) = self.cache.last(id)
        {
            files.take_over_looked(last.audit.looked);
        }
    }

    /// Makes a unit ready, and with the owner what belongs to no unit. If errors were
    /// found nothing is rendered any more, because nothing will be published.
    fn keep(
        &self,
        unit: SweptUnit<Remembered<'w>>,
        others: &Others<'_, BuiltUnit<'w>>,
    ) -> Result<Option<BuiltUnit<'w>>> {
        if (self.control.interrupted)() {
            return Ok(None);
        }
        if matches!(unit, SweptUnit::Composed(_)) {
            self.counts.composed.fetch_add(1, Ordering::Relaxed);
        }
        if self.stops_rendering(unit.summary(), others) {
            self.counts.stop_rendering.store(true, Ordering::Relaxed);
        }
        let stop_rendering = self.counts.stop_rendering.load(Ordering::Relaxed);
        let built = match unit {
            SweptUnit::Known(remembered) if stop_rendering => BuiltUnit::of(remembered.summary),
            SweptUnit::Composed(checked) if stop_rendering => BuiltUnit::of(checked.summary),
            SweptUnit::Known(Remembered { summary, note, .. }) => {
                self.keep_all(summary, KeptNote::Known(note), false)?
            }
            SweptUnit::Composed(checked) => self.make(*checked, &others.relations)?,
        };
        if (self.control.interrupted)() {
            return Ok(None);
        }
        self.tell_ready();
        Ok(Some(built))
    }
}

impl<'w> Build<'w> {
    fn tell_ready(&self) {
        let ready = self.counts.ready.fetch_add(1, Ordering::Relaxed) + 1;
        (self.control.progress)(Phase::Units, ready, self.units);
    }

    /// Whether what was found in a unit, or between the owner and the others, keeps
    /// the site from being published.
    fn stops_rendering(&self, summary: &UnitSummary, others: &Others<'_, BuiltUnit<'_>>) -> bool {
        let context = self.sweep.context;
        let found = [&summary.audit.findings, &context.findings];
        let in_files = [&summary.diagnostics, &context.diagnostics];
        let mut in_files = in_files.into_iter();
        found.into_iter().any(|found| any_error(found)) && !self.control.force
            || in_files.any(|found| any_error(found))
            || summary.id.is_none() && {
                let others = others.kept().map(Kept::summary);
                let summaries: Vec<&UnitSummary> = iter::once(summary).chain(others).collect();
                !clashes(context, &summaries).is_empty()
            }
    }

    /// What is published in the turn of a unit.
    pub fn outputs<'s>(&self, summary: &'s UnitSummary) -> Vec<&'s Output>
    where
        'w: 's,
    {
        let context = self.sweep.context;
        context
            .outputs_with(&summary.id, &summary.outputs)
            .collect()
    }

    /// Whether nothing would have to be made of a remembered unit, and only files that
    /// are listed would be copied.
    fn is_published(&self, remembered: &Remembered<'_>) -> bool {
        let context = self.sweep.context;
        let mut made = Vec::new();
        for output in self.outputs(&remembered.summary) {
            let listed = context.makers.includes(output)
                && match context.makers.makes(output) {
                    Makes::Copy { .. } => self.sweep.snapshot.has(&output.source),
                    Makes::FromUnit { .. } => {
                        made.push(&output.path);
                        true
                    }
                    Makes::FromSite { .. } => true,
                };
            if !listed {
                return false;
            }
        }
        let keys = self.publisher.standing_keys(made.into_iter());
        keys.is_some_and(|keys| hash_of_keys(&keys) == remembered.keys)
    }

    /// Keeps what is published of a unit that was not composed; if it `is_left` as it
    /// was, its copied files too, whatever its own files are now.
    fn keep_all(
        &self,
        summary: UnitSummary,
        note: KeptNote<'w>,
        is_left: bool,
    ) -> Result<BuiltUnit<'w>> {
        let outputs = self.outputs(&summary);
        let mut links: Vec<(&Output, &Links)> = Vec::new();
        for output in &outputs {
            match self.sweep.context.makers.makes(output) {
                Makes::Copy { .. } if !is_left => self.copy(output)?,
                Makes::Copy { .. } | Makes::FromUnit { .. } => {
                    links.push((*output, &self.publish_again(output)?.links))
                }
                Makes::FromSite { .. } => {}
            }
        }
        let outside = outside(&outputs, links.into_iter());
        Ok(BuiltUnit {
            outside,
            note: Some(note),
            ..BuiltUnit::of(summary)
        })
    }

    /// Makes what is published of a unit that was composed.
    fn make(&self, mut checked: CheckedUnit, relations: &Relations<'_>) -> Result<BuiltUnit<'w>> {
        let Some(unit) = &checked.unit else {
            return Ok(BuiltUnit::of(checked.summary));
        };
        let context = self.sweep.context;
        let outputs = self.outputs(&checked.summary);
        let related = RelatedUnit::of(unit, relations);
        let made = outputs
            .par_iter()
            .map(|output| match context.makers.makes(output) {
                Makes::Copy { .. } => self.copy(output).map(|()| Made::default()),
                Makes::FromUnit { .. } => self.output(output, &related),
                Makes::FromSite { .. } => Ok(Made::default()),
            });
        let made: Vec<Made> = made.collect::<Result<_>>()?;
        let searched = context.config.search.enabled;
        let terms = searched.then(|| UnitTerms::of(related.articles()));
        let (mut errors, mut findings, mut links) = (Vec::new(), Vec::new(), Vec::new());
        let mut keys = Vec::new();
        for made in made {
            errors.extend(made.error);
            findings.extend(made.findings);
            links.push(made.links);
            keys.extend(made.key);
        }
        // Without all pages nobody knows what links lead to.
        let mut outside = Vec::new();
        if errors.is_empty() {
            let ids = |output: &Output| self.ids(output, &related);
            let settled = settle(unit, &outputs, &links, ids, context);
            (errors, outside) = (settled.dead, settled.outside);
        }
        let terms = terms.unwrap_or_default();
        checked.summary.terms_hash = terms.hash;
        // What is found in pages is found by making them again.
        let clean = findings.is_empty();
        let keys = hash_of_keys(&keys);
        let note = || self.cache.note(&checked, &terms, &keys, clean);
        let note = errors.is_empty().then(note).flatten();
        let note = note.map(|note| KeptNote::aside(self.publisher, note));
        Ok(BuiltUnit {
            summary: checked.summary,
            errors,
            findings,
            outside,
            note: note.transpose()?,
        })
    }

    fn copy(&self, output: &Output) -> Result<()> {
        let from = self.sweep.snapshot.locate(&output.source);
        self.publisher.stage_copy(&output.path, &from)?;
        Ok(())
    }

    /// Keeps an output as it is published.
    pub fn publish_again(&self, output: &Output) -> Result<&'w Entry> {
        let entry = self.publisher.keep(&output.path)?;
        self.count(output, entry.links.len(), entry.size);
        Ok(entry)
    }

    /// Makes an output of a unit, unless it is published with the same key.
    fn output(&self, output: &Output, related: &RelatedUnit<'_>) -> Result<Made> {
        // Nothing is published any more, and a unit may have many pages.
        if (self.control.interrupted)() || self.counts.over_limit.load(Ordering::Relaxed) {
            return Ok(Made::default());
        }
        let context = self.sweep.context;
        // If the templates cannot be read, that is an error of the site already.
        let Some(prepared) = context.prepare(output, related) else {
            return Ok(Made::default());
        };
        let key = Key::of(&context.key(&prepared.shown));
        if self.publisher.standing(&output.path, &key).is_some() {
            return Ok(Made {
                links: PageLinks::recorded(&self.publish_again(output)?.links),
                key: Some(key),
                ..Made::default()
            });
        }
        let rendered = match prepared.make() {
            Ok(rendered) => rendered,
            Err(fault) => {
                let over_limit = *fault.code == codes::LIMIT;
                self.counts
                    .over_limit
                    .fetch_or(over_limit, Ordering::Relaxed);
                return Ok(Made {
                    error: Some(fault),
                    ..Made::default()
                });
            }
        };
        let findings = context.check_page(&rendered, output, related.unit);
        // A page with a finding gets no key: it is made and looked at anew
        // each time, so that what force let pass is found again.
        let key = findings.is_empty().then_some(key);
        let links = PageLinks::read(rendered.links, &output.path);
        self.count(output, links.len(), rendered.bytes.len() as u64);
        if context.makers.is_page(output) {
            self.counts.rendered.fetch_add(1, Ordering::Relaxed);
        }
        self.publisher
            .stage(&output.path, key, links.targets(), &rendered.bytes)?;
        Ok(Made {
            links,
            key,
            error: None,
            findings,
        })
    }

    /// The places that links can lead to on an output of a unit.
    pub fn ids(&self, output: &Output, related: &RelatedUnit<'_>) -> Ids {
        let context = self.sweep.context;
        if matches!(context.makers.makes(output), Makes::Copy { .. }) {
            return Ids::any();
        }
        let made = context.make(output, related);
        let page = made.and_then(Result::ok);
        page.map(|page| Ids::of(&page.links)).unwrap_or_default()
    }

    /// Counts a page that will be published.
    fn count(&self, output: &Output, links: usize, size: u64) {
        if !self.sweep.context.makers.is_page(output) {
            return;
        }
        self.counts.add(&output.path, links, size);
    }
}
