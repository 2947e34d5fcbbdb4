//! A site that is checked and not shown: unit by unit, and of each only what there is
//! to say about it remains.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use rayon::prelude::*;

use crate::check::settings::Settings;
use crate::diag::{self, Diagnostic, Place, codes};
use crate::parse::config::{Target, ThemeDoc};
use crate::path::{SourcePath, host};
use crate::plan::Output;
use crate::portal::docs::site_file;
use crate::portal::{Draft, LinkPlace, Relations, Unit};
use crate::render::RelatedUnit;
use crate::snapshot::Snapshot;

use super::context::SiteContext;
use super::findings::{UnitEntry, conclude_site};
use super::options::Options;
use super::sweep::{Kept, Others, Pass, Sweep, SweptUnit};
use super::unit::UnitSummary;

/// What a check of a site shows.
pub struct CheckedSite {
    pub snapshot: Snapshot,
    /// Everything found in the files and in the finished pages, in reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// The file of each report that was checked.
    pub reports: BTreeSet<SourcePath>,
    /// The units of the site, the owner first and then by id.
    pub units: Vec<UnitEntry>,
    /// Every draft, and what is held back with them, unit by unit.
    pub drafts: Vec<Draft>,
    /// Everything that would be published.
    pub outputs: Vec<Output>,
    /// Every link to another site that an author wrote: of the footer, then unit by unit.
    pub outside_links: Vec<OutsideLink>,
    settings: Settings,
}

/// A link to another site, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideLink {
    pub address: String,
    pub place: Place,
}

/// What is kept of a unit.
struct Checked {
    summary: UnitSummary,
    reports: Vec<SourcePath>,
    outside_links: Vec<OutsideLink>,
    /// What was found in its finished pages.
    in_pages: Vec<Diagnostic>,
}

impl Kept for Checked {
    fn summary(&self) -> &UnitSummary {
        &self.summary
    }
}

/// The pass of a check; it takes nothing over.
struct Check<'c> {
    context: &'c SiteContext,
    /// Whether a page took more than it may. Others of its template would as well.
    over_limit: AtomicBool,
}

impl CheckedSite {
    /// Checks a site. Only what the machine refuses to read is an error.
    pub fn check(snapshot: Snapshot, options: &Options) -> Result<Self> {
        let context = SiteContext::read(&snapshot, options, None)?;
        let check = Check {
            context: &context,
            over_limit: AtomicBool::new(false),
        };
        let kept = Sweep::new(&snapshot, &context, options).run(&check)?;
        let mut kept = kept.unwrap_or_default();
        let summaries: Vec<&UnitSummary> = kept.iter().map(|one| &one.summary).collect();
        let mut found = conclude_site(&context, &summaries);
        let mut outside_links = in_footer(&context.config.theme);
        let mut outputs = context.outputs;
        let (mut reports, mut drafts, mut in_pages) = (BTreeSet::new(), Vec::new(), Vec::new());
        for one in &mut kept {
            outputs.append(&mut one.summary.outputs);
            drafts.append(&mut one.summary.drafts);
            reports.extend(mem::take(&mut one.reports));
            in_pages.append(&mut one.in_pages);
            outside_links.append(&mut one.outside_links);
        }
        found.add_pages(in_pages, &context.settings, true);
        Ok(Self {
            snapshot,
            diagnostics: found.all(),
            units: found.units,
            reports,
            drafts,
            outputs,
            outside_links,
            settings: context.settings,
        })
    }

    /// Adds what was found otherwise, with the levels that the site states.
    pub fn add(&mut self, found: Vec<Diagnostic>) {
        let (faults, findings) = self.settings.decide(found);
        self.diagnostics.extend(faults);
        self.diagnostics.extend(findings);
        diag::sort(&mut self.diagnostics);
    }
}

/// The links of the footer that `site.toml` states.
fn in_footer(theme: &ThemeDoc) -> Vec<OutsideLink> {
    let lines = theme.footer.iter().filter_map(|line| match &line.target {
        Some(Target::Web(address)) => Some(OutsideLink {
            address: address.clone(),
            place: Place::span(&site_file(), line.span.clone()),
        }),
        Some(Target::Own(_)) | None => None,
    });
    lines.collect()
}

impl OutsideLink {
    fn of(link: &LinkPlace) -> Option<Self> {
        host(&link.target).is_some().then(|| Self {
            address: link.target.clone(),
            place: Place::span(&link.file, link.span.clone()),
        })
    }
}

impl Kept for Infallible {
    fn summary(&self) -> &UnitSummary {
        match *self {}
    }
}

impl Pass for Check<'_> {
    type Known = Infallible;
    type Kept = Checked;

    fn keep(
        &self,
        unit: SweptUnit<Infallible>,
        others: &Others<'_, Checked>,
    ) -> Result<Option<Checked>> {
        let checked = match unit {
            SweptUnit::Known(never) => match never {},
            SweptUnit::Composed(checked) => *checked,
        };
        let (mut reports, mut in_pages) = (Vec::new(), Vec::new());
        let mut outside_links = Vec::new();
        if let Some(unit) = &checked.unit {
            reports.extend(unit.reports.values().map(|report| report.source.clone()));
            outside_links.extend(unit.links().filter_map(OutsideLink::of));
            in_pages = self.pages(unit, &checked.summary, &others.relations);
        }
        Ok(Some(Checked {
            summary: checked.summary,
            reports,
            outside_links,
            in_pages,
        }))
    }
}

impl Check<'_> {
    /// Makes the pages that can have a fault, and checks them.
    fn pages(
        &self,
        unit: &Unit,
        summary: &UnitSummary,
        relations: &Relations<'_>,
    ) -> Vec<Diagnostic> {
        let outputs = self.context.outputs_with(&summary.id, &summary.outputs);
        let outputs = outputs.filter(|output| self.context.needs_a_look(output, unit));
        let outputs: Vec<&Output> = outputs.collect();
        let related = RelatedUnit::of(unit, relations);
        let found = outputs.par_iter().filter_map(|output| {
            if self.over_limit.load(Ordering::Relaxed) {
                return None;
            }
            match self.context.make(output, &related)? {
                Ok(page) => Some(self.context.check_page(&page, output, unit)),
                Err(fault) => {
                    let over_limit = *fault.code == codes::LIMIT;
                    self.over_limit.fetch_or(over_limit, Ordering::Relaxed);
                    Some(vec![fault])
                }
            }
        });
        let found: Vec<Vec<Diagnostic>> = found.collect();
        found.concat()
    }
}
