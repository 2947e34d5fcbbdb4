//! The hosted units that alone keep a site from being published.

use crate::diag::{Diagnostic, Level, Place, codes};
use crate::path::unit_of;
use crate::portal::{UnitId, folder};
use crate::site::findings::SiteFindings;

use super::skipped::{SkippedUnit, SkippedUnits, published};
use super::units::Build;

/// Those units with their errors. `None` if something
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
        let unit = unit.or_insert_with_key(|key| skipped(build, id, key, found));
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
    let place = Place::file(&unit.errors.first()?.place.file);
    let message = "这个单位有错误，又不能留在上一次发布的样子：上一次的记录认不出来，或者连草稿一起发布了，或者它的网页被人改动、删除过";
    let help =
        "改好这个单位，再运行 gongkai build；换了新版的程序，第一次生成时每个单位都要没有错误";
    Some(Diagnostic::error(&codes::SITE, place, message).help(help))
}

/// A unit that is to be left as it was.
fn skipped(build: &Build<'_>, id: &str, key: &UnitId, found: &SiteFindings) -> SkippedUnit {
    let published = published(build.publisher, build.cache, build.sweep.context, key);
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
