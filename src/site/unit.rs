//! One unit of the site: read, linked, planned and checked from its own
//! files, so that units can be worked on one by one.

use std::sync::Arc;

use blake3::OUT_LEN;
use serde::{Deserialize, Serialize};

use crate::check::{Audit, audit, stored};
use crate::diag::Diagnostic;
use crate::export::data::{DataUnit, UnitTable};
use crate::outputs::UnitScope;
use crate::parse::config::ConfigDoc;
use crate::path::{OutPath, is_id};
use crate::plan::{Output, collisions};
use crate::portal::docs::Docs;
use crate::portal::{
    CrossUnitLink, Draft, LinkPlace, Linked, NamedUnits, Onward, Outline, Relations, Unit,
    UnitFacts, UnitId, link,
};
use crate::search::{Contents, SearchUnit, Words};

use super::context::SiteContext;
use super::files::UnitFiles;
use super::options::Options;

/// A unit with all that it says.
pub struct CheckedUnit {
    /// `None` if nothing says whose files these are.
    pub unit: Option<Unit>,
    pub summary: UnitSummary,
    /// The hash of the files it was read from.
    pub digest: blake3::Hash,
    /// Whether it depends on what other units have for files.
    pub links_to_other_units: bool,
}

/// What a unit is composed under.
pub struct ComposeScope<'s> {
    pub context: &'s SiteContext,
    pub outline: &'s Outline<'s>,
    pub options: &'s Options,
    pub relations: &'s Relations<'s>,
}

/// What remains of a unit when its texts are no longer in memory.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitSummary {
    pub id: UnitId,
    pub facts: Option<UnitFacts>,
    /// The cells of its reports, for the tables of the whole site. No page shows them, so
    /// they are no facts, and the pages of other units stand when they change.
    pub table: UnitTable,
    /// Which of its articles readers can search; none without a search.
    pub contents: Contents,
    /// The hash of the terms in them. Only a build finds them in the unit's turn, and keeps
    /// them elsewhere.
    pub terms_hash: [u8; OUT_LEN],
    /// What of it only leads on.
    pub onward: Onward,
    /// Where its file names other units.
    pub named: NamedUnits,
    /// The hash of these facts.
    pub facts_hash: [u8; OUT_LEN],
    /// The hash of all that its pages may show of other units.
    pub seen: [u8; OUT_LEN],
    /// In the order of the paths.
    pub outputs: Vec<Output>,
    /// What is wrong with its files and nobody can decide otherwise about.
    #[serde(with = "stored")]
    pub diagnostics: Vec<Diagnostic>,
    pub audit: Audit,
    /// Its links to what it does not publish itself.
    pub cross_unit_links: Vec<CrossUnitLink>,
    pub drafts_only: bool,
    /// Its drafts and what is held back with them.
    pub drafts: Vec<Draft>,
}

impl CheckedUnit {
    /// Composes the unit of these files; the owner has no id. Linear in them.
    pub fn compose(id: UnitId, read: UnitFiles, scope: &ComposeScope<'_>) -> Self {
        let context = scope.context;
        let UnitFiles {
            sources,
            faults: mut diagnostics,
            digest,
            looked,
        } = read;
        let (docs, said) = Docs::read(&sources, context.naming());
        diagnostics.extend(said);
        let mut checked = Self {
            unit: None,
            summary: UnitSummary {
                id: id.clone(),
                ..UnitSummary::default()
            },
            digest,
            links_to_other_units: false,
        };
        if id.as_deref().is_some_and(|id| !is_id(id)) {
            checked.summary.unread(diagnostics, context);
            return checked;
        }
        let owner = id.is_none().then_some(&context.config.organization);
        let Linked {
            mut unit,
            diagnostics: said,
            links_to_other_units,
            drafts_only,
            drafts,
        } = link(id, docs, owner, scope.outline, scope.options.drafts);
        diagnostics.extend(said);
        if let Some(unit) = &mut unit {
            unit.measure_pictures(&sources);
        }
        let summary = &mut checked.summary;
        if let Some(unit) = &unit {
            summary.outputs = context.makers.plan_unit(&UnitScope {
                config: &context.config,
                unit,
                relations: scope.relations,
            });
            diagnostics.extend(collisions(summary.outputs.iter()));
            (summary.diagnostics, summary.audit) =
                audit(unit, &sources, &context.settings, diagnostics, &looked);
            summary.state(UnitFacts::of(unit).above(&scope.relations.children));
            summary.keep(unit, &context.config);
            summary.named = NamedUnits::of(unit, &sources);
            summary.note_links(unit);
        } else {
            summary.unread(diagnostics, context);
        }
        (summary.drafts_only, summary.drafts) = (drafts_only, drafts);
        checked.unit = unit;
        checked.links_to_other_units = links_to_other_units;
        checked
    }
}

impl CheckedUnit {
    /// Adds what is published with the unit because of what others publish.
    pub fn add_outputs(&mut self, more: Vec<Output>) {
        if more.is_empty() {
            return;
        }
        let outputs = &mut self.summary.outputs;
        outputs.extend(more);
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
    }
}

impl UnitSummary {
    /// Forgets what was found in its files, because the files are other ones now.
    pub fn forget_findings(&mut self) {
        self.named = NamedUnits::default();
        self.onward.forget_places();
        self.cross_unit_links.clear();
        self.diagnostics.clear();
        self.audit = Audit::default();
    }

    /// Takes where its links and its former addresses lead.
    fn note_links(&mut self, unit: &Unit) {
        self.onward = Onward::of(unit);
        let cross_unit_links = unit.links().filter_map(LinkPlace::cross_unit_link);
        self.cross_unit_links = cross_unit_links.collect();
    }

    /// Takes these as its facts.
    pub fn state(&mut self, facts: UnitFacts) {
        // Facts are plain data, which postcard encodes whatever it holds.
        let encoded = postcard::to_stdvec(&facts).expect("facts are plain data");
        self.facts_hash = *blake3::hash(&encoded).as_bytes();
        self.facts = Some(facts);
    }

    /// What tables of the whole site say of it; nothing of files that make no unit.
    pub fn data(&self) -> Option<DataUnit<'_>> {
        Some(DataUnit {
            facts: self.facts.as_ref()?,
            table: &self.table,
            facts_hash: &self.facts_hash,
        })
    }

    /// Keeps what files of the whole site say of the unit, if the site has these.
    fn keep(&mut self, unit: &Unit, config: &ConfigDoc) {
        if config.downloads.data {
            self.table = UnitTable::of(unit);
        }
        if config.search.enabled {
            self.contents = Contents::of(unit);
        }
    }

    /// What the index of the whole site says of it.
    pub fn search<'s>(&'s self, words: Words<'s>) -> Option<SearchUnit<'s>> {
        Some(SearchUnit {
            facts: self.facts.as_ref()?,
            contents: &self.contents,
            words,
        })
    }

    /// Takes what was found in files that make no unit.
    fn unread(&mut self, found: Vec<Diagnostic>, context: &SiteContext) {
        let (faults, findings) = context.settings.decide(found);
        self.diagnostics = faults;
        self.audit.findings = Arc::new(findings);
    }

    /// The output of this path, if the unit publishes it.
    pub fn find(&self, path: &OutPath) -> Option<&Output> {
        let at = self
            .outputs
            .binary_search_by(|output| output.path.cmp(path))
            .ok()?;
        Some(&self.outputs[at])
    }
}
