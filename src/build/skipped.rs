//! Hosted units with errors, which do not keep the others from being published: each is
//! left as it was published the last time, its files and what others show of it alike.
//!
//! Which they are is known when all units are checked, and what others show of a unit
//! is decided before. So a build that finds some begins again with these left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::path::is_id;
use crate::plan::Output;
use crate::portal::{UnitFacts, UnitId};
use crate::publish::Publisher;
use crate::site::context::SiteContext;
use crate::site::directory::stated;
use crate::site::unit::UnitSummary;
use crate::snapshot::Snapshot;

use super::cache::Cache;

/// Units that are left as they were, by their ids.
pub type SkippedUnits = BTreeMap<UnitId, SkippedUnit>;

/// A unit that was left as it was.
#[derive(Clone, Debug)]
pub struct SkippedUnit {
    pub id: String,
    /// `None` if nothing says what it is called.
    pub name: Option<String>,
    /// Whether an earlier build published it. Else nothing of it is in the site.
    pub is_published: bool,
    /// The errors for which it is left.
    pub errors: Vec<Diagnostic>,
}

/// A unit as the last build published it, and its note for the next one. `None` if
/// nothing of it is known or not all its files lie there.
pub fn published(
    publisher: &Publisher,
    cache: &Cache<'_>,
    context: &SiteContext,
    id: &UnitId,
) -> Option<(UnitSummary, Vec<u8>)> {
    let (mut summary, note) = cache.published(id)?;
    let mut outputs = summary.outputs.iter();
    let lies_there =
        |output: &Output| context.makers.includes(output) && publisher.stands(&output.path);
    if !outputs.all(lies_there) {
        return None;
    }
    summary.forget_findings();
    Some((summary, note))
}

/// A unit that was never published: others show it as one without reports, if its
/// file says what it is called.
pub fn unpublished(snapshot: &Snapshot, id: &UnitId) -> UnitSummary {
    let mut summary = UnitSummary {
        id: id.clone(),
        ..UnitSummary::default()
    };
    let Some(known) = id.as_deref().filter(|id| is_id(id)) else {
        return summary;
    };
    let doc = stated(snapshot, known);
    if !doc.name.is_empty() {
        summary.state(UnitFacts {
            id: id.clone(),
            short_name: doc.short().to_owned(),
            name: doc.name,
            kind: doc.kind,
            place: doc.place,
            reports: Vec::new(),
            publishes: false,
            forms: BTreeSet::new(),
            corrections: Vec::new(),
        });
    }
    summary
}
