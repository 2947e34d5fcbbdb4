//! The links between units, looked up when all units are known.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::diag::{Diagnostic, Place, codes};
use crate::outputs::Makes;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::docs::unit_file_in;
use crate::portal::{Relations, Unit, UnitId};
use crate::render::RelatedUnit;
use crate::render::links::{self, path_of};
use crate::site::files::UnitFiles;
use crate::site::findings::find;
use crate::site::listings;
use crate::site::unit::UnitSummary;

use super::links::{Ids, OutsideLink, PageLinks, parts, settle};
use super::units::{Build, BuiltUnit};

/// Everything that only finished pages show to be wrong. Linear in the links out of
/// units, but for sorted look-ups.
pub fn page_errors(build: &Build<'_>, units: &[BuiltUnit<'_>]) -> Result<Vec<Diagnostic>> {
    let mut errors: Vec<Diagnostic> = units.iter().flat_map(|unit| unit.errors.clone()).collect();
    if !errors.is_empty() {
        return Ok(errors);
    }
    let mut site = PublishedSite {
        build,
        summaries: units.iter().map(|unit| &unit.summary).collect(),
        ids: BTreeMap::new(),
    };
    for unit in units {
        let dead = match site.dead(&unit.outside)? {
            Some(dead) => dead,
            None if build.skipped.contains_key(&unit.summary.id) => site.left(unit)?,
            None => site.read_again(&unit.summary)?,
        };
        errors.extend(dead);
    }
    Ok(errors)
}

/// The finished site, for looking up the links between units.
struct PublishedSite<'s> {
    build: &'s Build<'s>,
    summaries: Vec<&'s UnitSummary>,
    /// The anchors of the pages that a link named one of.
    ids: BTreeMap<OutPath, Ids>,
}

impl PublishedSite<'_> {
    /// Those of the links that lead nowhere; `None` if one is on a page that was not
    /// rendered, so that nobody knows how it is written.
    fn dead(&mut self, links: &[OutsideLink]) -> Result<Option<Vec<Diagnostic>>> {
        let mut dead = Vec::new();
        for link in links {
            let Some(why) = self.fault(link)? else {
                continue;
            };
            let Some(words) = &link.words else {
                return Ok(None);
            };
            dead.push(words.dead(&link.page, why));
        }
        Ok(Some(dead))
    }

    /// Why a link leads nowhere, if it does.
    fn fault(&mut self, link: &OutsideLink) -> Result<Option<&'static str>> {
        let (path, anchor) = parts(&link.target);
        let context = self.build.sweep.context;
        let found = path_of(path).and_then(|path| find(context, &self.summaries, &path));
        let Some(output) = found else {
            return Ok(Some("指到的页面或文件不存在"));
        };
        let Some(anchor) = anchor else {
            return Ok(None);
        };
        // A page that is kept was checked against the published site.
        if link.words.is_none() && self.build.publisher.is_unchanged(&output.path) {
            return Ok(None);
        }
        if !self.ids.contains_key(&output.path) {
            let known = self.ids_of(output)?;
            self.ids.insert(output.path.clone(), known);
        }
        let lives = self.ids[&output.path].contains(anchor);
        Ok((!lives).then_some("指到的位置不存在"))
    }

    /// The anchors of a page whose unit is no longer in memory. It is composed
    /// once more; links from one unit to a place in another are few.
    fn ids_of(&self, output: &Output) -> Result<Ids> {
        let holds = |summary: &&&UnitSummary| summary.find(&output.path).is_some();
        // What belongs to no unit is made with the owner's.
        let holder = self.summaries.iter().find(holds);
        let id = holder.and_then(|summary| summary.id.clone());
        if self.build.skipped.contains_key(&id) {
            return self.ids_left(output);
        }
        let (unit, relations) = (self.unit(&id)?, self.relations(&id));
        let ids = |unit: Unit| self.build.ids(output, &RelatedUnit::of(&unit, &relations));
        Ok(unit.map_or_else(Ids::default, ids))
    }

    /// The anchors of a page that is left as it was, whatever its sources are now.
    fn ids_left(&self, output: &Output) -> Result<Ids> {
        let context = self.build.sweep.context;
        if matches!(context.makers.makes(output), Makes::Copy { .. }) {
            return Ok(Ids::any());
        }
        let html = self.build.publisher.read_published(&output.path)?;
        let base = context.config.base_url.as_deref();
        Ok(Ids::of(&links::read(&html, &output.path, base)))
    }

    /// Those of the links of a unit that is left as it was that lead nowhere now. Where
    /// they are written its sources need not say any more.
    fn left(&mut self, unit: &BuiltUnit<'_>) -> Result<Vec<Diagnostic>> {
        let mut dead = Vec::new();
        for link in &unit.outside {
            if let Some(why) = self.fault(link)? {
                let OutsideLink { target, page, .. } = link;
                let id = unit.summary.id.as_deref().unwrap_or_default();
                let Some(file) = unit_file_in(id) else {
                    continue;
                };
                let place = Place::file(&file);
                let message = format!(
                    "这个单位有错误，要留在上一次发布的样子，可是它的页面 {page} 里的链接“{target}”{why}"
                );
                let one = Diagnostic::error(&codes::LNK01, place, message);
                dead.push(one.help("先把这个单位改好，再运行 gongkai build"));
            }
        }
        Ok(dead)
    }

    /// Those of the links of a unit that was taken over that lead nowhere: all its
    /// pages are rendered once more, to know how and where they are written.
    fn read_again(&mut self, summary: &UnitSummary) -> Result<Vec<Diagnostic>> {
        let Some(unit) = self.unit(&summary.id)? else {
            return Ok(Vec::new());
        };
        let (build, relations) = (self.build, self.relations(&summary.id));
        let related = RelatedUnit::of(&unit, &relations);
        let outputs = build.outputs(summary);
        let links = outputs.iter().map(|output| {
            let made = build.sweep.context.make(output, &related);
            let page = made.and_then(Result::ok);
            page.map_or_else(PageLinks::default, |page| {
                PageLinks::read(page.links, &output.path)
            })
        });
        let links: Vec<PageLinks> = links.collect();
        let ids = |output: &Output| build.ids(output, &related);
        let settled = settle(&unit, &outputs, &links, ids, build.sweep.context);
        let mut dead = settled.dead;
        dead.extend(self.dead(&settled.outside)?.unwrap_or_default());
        Ok(dead)
    }

    fn unit(&self, id: &UnitId) -> Result<Option<Unit>> {
        let sweep = self.build.sweep;
        let Some((id, listing)) = listings(sweep.snapshot).find(|(known, _)| known == id) else {
            return Ok(None);
        };
        let files = UnitFiles::listing(sweep.snapshot, &listing)?;
        let relations = self.relations(&id);
        Ok(sweep.compose(id, files, &relations).unit)
    }

    fn relations(&self, id: &UnitId) -> Relations<'_> {
        let facts = |at: usize| self.summaries[at].facts.as_ref();
        self.build.sweep.directory.relations(id, facts)
    }
}
