//! Hosted units with errors, which do not keep the others from being published: each is
//! left as it was published the last time, its files and what others show of it alike.
//!
//! Which they are is known when all units are checked, and what others show of a unit
//! is decided before. So a build that finds some begins again with these left out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use anyhow::Result;

use crate::diag::{Diagnostic, Level, Place, codes};
use crate::path::{is_id, unit_of};
use crate::plan::Output;
use crate::portal::docs::unit_file;
use crate::portal::{UnitFacts, UnitId, folder};
use crate::publish::Publisher;
use crate::site::context::SiteContext;
use crate::site::directory::stated;
use crate::site::findings::SiteFindings;
use crate::site::unit::UnitSummary;

use super::cache::Cache;
use super::control::Phase;
use super::links::outside;
use super::units::{Build, BuiltUnit};

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

/// The hosted units that alone keep the site from being published. `None` if something
/// else does, or if one of them is left already.
pub fn broken(build: &Build<'_>, found: &SiteFindings) -> Option<SkippedUnits> {
    if found.between_units {
        return None;
    }
    let decided = found.findings().filter(|_| !build.control.force);
    let errors = found.diagnostics.iter().chain(decided);
    let errors = errors.filter(|one| one.level == Level::Error && one.allowed.is_none());
    let mut broken = SkippedUnits::new();
    for error in errors {
        let id = unit_of(error.place.file.as_str())?;
        let key = Some(id.to_owned());
        if build.skipped.contains_key(&key) {
            return None;
        }
        let unit = broken.entry(key);
        let unit = unit.or_insert_with_key(|key| build.skipped(id, key, found));
        unit.errors.push(error.clone());
    }
    (!broken.is_empty()).then_some(broken)
}

/// What is said of a unit that a build published and that cannot be left as it was.
pub fn unknown(build: &Build<'_>, unit: &SkippedUnit) -> Option<Diagnostic> {
    let id = Some(unit.id.clone());
    if unit.is_published || !build.publisher.owns_in(&folder(&id)) {
        return None;
    }
    let place = Place::file(&unit_file(&unit.id));
    let message = "这个单位有错误，又不能留在上一次发布的样子：上一次的记录认不出来，或者它的网页被人改动、删除过";
    let help =
        "改好这个单位，再运行 gongkai build；换了新版的程序，第一次生成时每个单位都要没有错误";
    Some(Diagnostic::error(&codes::SITE, place, message).help(help))
}

impl<'w> Build<'w> {
    fn published(&self, id: &UnitId) -> Option<(UnitSummary, Vec<u8>)> {
        published(self.publisher, self.cache, self.sweep.context, id)
    }

    fn skipped(&self, id: &str, key: &UnitId, found: &SiteFindings) -> SkippedUnit {
        let published = self.published(key);
        let named = found.units.iter().find(|unit| unit.id == *key);
        let facts = published.as_ref().and_then(|(last, _)| last.facts.as_ref());
        let name = named.and_then(|unit| unit.name.clone());
        SkippedUnit {
            id: id.to_owned(),
            name: name.or_else(|| Some(facts?.name.clone())),
            is_published: published.is_some(),
            errors: Vec::new(),
        }
    }

    /// A unit as it was published: its files stay as they are.
    pub fn leave(&self, id: &UnitId) -> Result<BuiltUnit<'w>> {
        let built = match self.published(id) {
            None => BuiltUnit::of(self.unpublished(id)),
            Some((summary, note)) => {
                let outputs: Vec<&Output> = summary.outputs.iter().collect();
                let mut links = Vec::new();
                for output in &outputs {
                    let entry = self.publish_again(output)?;
                    links.push((&output.path, &entry.links[..]));
                }
                BuiltUnit {
                    outside: outside(&outputs, links.into_iter()),
                    note: Some(Cow::Owned(note)),
                    ..BuiltUnit::of(summary)
                }
            }
        };
        let ready = self.counts.ready.fetch_add(1, Ordering::Relaxed) + 1;
        (self.control.progress)(Phase::Units, ready, self.units);
        Ok(built)
    }

    /// A unit that was never published: others show it as one without reports, if its
    /// file says what it is called.
    fn unpublished(&self, id: &UnitId) -> UnitSummary {
        let mut summary = UnitSummary {
            id: id.clone(),
            ..UnitSummary::default()
        };
        let Some(known) = id.as_deref().filter(|id| is_id(id)) else {
            return summary;
        };
        let doc = stated(self.sweep.snapshot, known);
        if !doc.name.is_empty() {
            summary.state(UnitFacts {
                id: id.clone(),
                short_name: doc.short().to_owned(),
                name: doc.name,
                kind: doc.kind,
                place: doc.place,
                reports: Vec::new(),
                publishes: false,
            });
        }
        summary
    }
}
