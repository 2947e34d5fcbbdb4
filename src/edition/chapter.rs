//! One body of the edition: read, linked, planned and checked from its own
//! files, so that bodies can be worked on one by one.

use std::sync::Arc;

use anyhow::Result;

use crate::check::{Audit, audit};
use crate::diag::Diagnostic;
use crate::path::{OutPath, is_id};
use crate::plan::{Output, collisions, plan};
use crate::portal::docs::{Docs, site_file};
use crate::portal::{Body, Linked, Outline, Unit, UnitId, link};
use crate::snapshot::{Shelf, Snapshot};

use super::Options;
use super::masthead::Masthead;

/// A body with all that it says.
pub struct Chapter {
    /// None where nothing says whose files these are.
    pub unit: Option<Unit>,
    pub summary: Summary,
    pub(super) shelf: Arc<Shelf>,
    /// Whether it depends on what other bodies have for files.
    pub(super) looks_out: bool,
}

/// What remains of a body when its words are no longer in memory.
#[derive(Default)]
pub struct Summary {
    pub id: UnitId,
    pub body: Option<Body>,
    /// In the order of the paths.
    pub outputs: Vec<Output>,
    /// What is wrong with its files.
    pub diagnostics: Vec<Diagnostic>,
    pub audit: Audit,
    /// Pages of other bodies that it links to, each with what to say if that
    /// page is not published.
    pub reaches: Vec<(OutPath, Diagnostic)>,
    pub drafts_only: bool,
}

impl Chapter {
    /// Composes the body whose files stand on `shelf`; the owner has no id.
    /// Linear in its files.
    pub fn compose(
        id: UnitId,
        shelf: &Arc<Shelf>,
        snapshot: &Snapshot,
        masthead: &Masthead,
        outline: &Outline<'_>,
        options: &Options,
    ) -> Result<Self> {
        let (sources, mut diagnostics) = snapshot.read(shelf)?;
        let (docs, said) = Docs::read(&sources);
        diagnostics.extend(said);
        let mut chapter = Self {
            unit: None,
            summary: Summary {
                id: id.clone(),
                ..Summary::default()
            },
            shelf: Arc::clone(shelf),
            looks_out: false,
        };
        if id.as_deref().is_some_and(|id| !is_id(id)) {
            chapter.summary.diagnostics = diagnostics;
            return Ok(chapter);
        }
        let owner = id.is_none().then_some(&masthead.config.organization);
        let linked = link(id, docs, owner, outline, options.drafts);
        let Linked {
            unit,
            diagnostics: said,
            looks_out,
            drafts_only,
        } = linked;
        diagnostics.extend(said);
        let summary = &mut chapter.summary;
        if let Some(unit) = &unit {
            summary.outputs = plan(unit, &site_file());
            diagnostics.extend(collisions(summary.outputs.iter()));
            summary.audit = audit(unit, &sources, &masthead.settings);
            summary.body = Some(unit.body());
            let reaches = unit.links().filter_map(|link| {
                let page = link.reaches.clone()?;
                Some((page, link.unpublished()))
            });
            summary.reaches = reaches.collect();
        }
        summary.diagnostics = diagnostics;
        summary.drafts_only = drafts_only;
        chapter.unit = unit;
        chapter.looks_out = looks_out;
        Ok(chapter)
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
