//! One body of the edition: read, linked, planned and checked from its own
//! files, so that bodies can be worked on one by one.

use anyhow::Result;

use crate::check::attachments::Looked;
use crate::check::settings::is_weighed;
use crate::check::{Audit, audit};
use crate::diag::Diagnostic;
use crate::path::{OutPath, is_id};
use crate::plan::{Output, collisions, plan};
use crate::portal::docs::{Docs, site_file};
use crate::portal::{Body, Draft, LinkPlace, Linked, Outline, Reach, Unit, UnitId, link};
use crate::snapshot::{Shelf, Snapshot, Sources};

use super::Options;
use super::masthead::{Masthead, add};

/// A body with all that it says.
pub struct Chapter {
    /// None where nothing says whose files these are.
    pub unit: Option<Unit>,
    pub summary: Summary,
    /// What stands for the files it was read from.
    pub digest: blake3::Hash,
    /// What stands for its files and for where their links lead: all that its
    /// own pages show of it.
    pub words: blake3::Hash,
    /// Whether it depends on what other bodies have for files.
    pub looks_out: bool,
}

/// What remains of a body when its words are no longer in memory.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub id: UnitId,
    pub body: Option<Body>,
    /// In the order of the paths.
    pub outputs: Vec<Output>,
    /// What is wrong with its files.
    pub diagnostics: Vec<Diagnostic>,
    pub audit: Audit,
    /// Its links to what it does not publish itself.
    pub reaches: Vec<Reach>,
    pub drafts_only: bool,
    /// Its drafts and what is held back with them.
    pub drafts: Vec<Draft>,
}

/// The files of one body, read.
pub struct Read {
    pub(super) sources: Sources,
    pub(super) faults: Vec<Diagnostic>,
    /// What stands for all that pages can show of it: names, bytes, sizes of
    /// attachments.
    pub(super) shown: blake3::Hash,
    /// The same, with when attachments were changed: their words are looked at.
    pub digest: blake3::Hash,
    /// What was found in attachments the last time.
    looked: Vec<Looked>,
}

impl Read {
    /// Reads a shelf. Only what the machine refuses to read is an error.
    pub fn shelf(snapshot: &Snapshot, shelf: &Shelf) -> Result<Self> {
        let (sources, faults) = snapshot.read(shelf)?;
        let mut hasher = blake3::Hasher::new();
        sources.add_to(&mut hasher);
        for fault in &faults {
            hasher.update(fault.place.file.as_str().as_bytes());
            hasher.update(fault.message.as_bytes());
        }
        let shown = hasher.finalize();
        sources.add_times_to(&mut hasher);
        Ok(Self {
            shown,
            digest: hasher.finalize(),
            sources,
            faults,
            looked: Vec::new(),
        })
    }

    /// Takes over what was found in attachments the last time, for those that
    /// have not changed.
    pub fn knows(&mut self, last: &Summary) {
        self.looked.clone_from(&last.audit.looked);
    }

    /// Whether it has attachments whose words are looked at.
    pub fn has_legible(&self) -> bool {
        self.sources.any_legible()
    }
}

impl Chapter {
    /// Composes the body of these files; the owner has no id. Linear in them.
    pub fn compose(
        id: UnitId,
        read: Read,
        masthead: &Masthead,
        outline: &Outline<'_>,
        options: &Options,
    ) -> Self {
        let Read {
            sources,
            faults: mut diagnostics,
            shown,
            digest,
            looked,
        } = read;
        let (docs, said) = Docs::read(&sources);
        diagnostics.extend(said);
        let mut chapter = Self {
            unit: None,
            summary: Summary {
                id: id.clone(),
                ..Summary::default()
            },
            digest,
            words: shown,
            looks_out: false,
        };
        if id.as_deref().is_some_and(|id| !is_id(id)) {
            chapter.summary.diagnostics = diagnostics;
            return chapter;
        }
        let owner = id.is_none().then_some(&masthead.config.organization);
        let linked = link(id, docs, owner, outline, options.drafts);
        let Linked {
            unit,
            diagnostics: said,
            looks_out,
            drafts_only,
            drafts,
        } = linked;
        diagnostics.extend(said);
        let summary = &mut chapter.summary;
        if let Some(unit) = &unit {
            summary.outputs = plan(unit, &site_file());
            diagnostics.extend(collisions(summary.outputs.iter()));
            let read = diagnostics.extract_if(.., |one| is_weighed(one)).collect();
            summary.audit = audit(unit, &sources, &masthead.settings, read, &looked);
            summary.body = Some(unit.body());
            summary.reaches = unit.links().filter_map(LinkPlace::reach).collect();
            let mut hasher = blake3::Hasher::new();
            hasher.update(shown.as_bytes());
            for link in unit.links() {
                add(&mut hasher, &link.href);
            }
            chapter.words = hasher.finalize();
        }
        summary.diagnostics = diagnostics;
        summary.drafts_only = drafts_only;
        summary.drafts = drafts;
        chapter.unit = unit;
        chapter.looks_out = looks_out;
        chapter
    }
}

impl Summary {
    /// The output of this path, if the body publishes it.
    pub fn find(&self, path: &OutPath) -> Option<&Output> {
        let at = self
            .outputs
            .binary_search_by(|output| output.path.cmp(path))
            .ok()?;
        Some(&self.outputs[at])
    }
}
