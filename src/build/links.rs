//! Every link of every finished page: those that stay in their body are looked
//! up while it is in memory, the others when all units are known.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use anyhow::Result;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::{LinkPlace, Unit, UnitId, UnitListing};
use crate::render::links::{Links, address, path_of};
use crate::site::findings::find;
use crate::site::listings;
use crate::site::unit::{UnitFiles, UnitSummary};

use super::{Build, BuiltUnit};

/// What links can lead to on one page.
#[derive(Default)]
struct Ids(Vec<Arc<BTreeSet<String>>>);

impl Ids {
    fn of(links: &Links) -> Self {
        let own = [Arc::new(links.ids.clone())];
        Self(own.into_iter().chain(links.inserted.clone()).collect())
    }

    fn contains(&self, id: &str) -> bool {
        self.0.iter().any(|ids| ids.contains(id))
    }
}

/// The links of one page.
#[derive(Default)]
pub struct PageLinks {
    /// Where each leads, and how the page writes it (unknown for a page that
    /// was not rendered this time).
    internal: Vec<(String, Option<String>)>,
    /// Links that lead out of the site's folder.
    astray: Vec<String>,
    /// What links can lead to on the page itself; unknown like the writing.
    ids: Option<Ids>,
}

/// A link to a page of another unit, or of the site as a whole.
pub struct OutsideLink {
    target: String,
    page: OutPath,
    /// None for a page that was not rendered this time.
    words: Option<Words>,
}

/// How a page writes a link, and where its source does.
struct Words {
    href: String,
    place: Place,
    by_author: bool,
}

/// What came of the links of a unit's pages.
pub struct Settled {
    pub dead: Vec<Diagnostic>,
    pub outside: Vec<OutsideLink>,
}

impl PageLinks {
    /// The links of a page as it was read back. Those to a place on the page
    /// itself are looked up here and kept only if they are dead.
    pub fn read(links: Links, page: &OutPath) -> Self {
        let ids = Ids::of(&links);
        let own = format!("{}#", address(page.as_str()));
        let lives = |target: &String| {
            let anchor = target.strip_prefix(&own);
            anchor.is_some_and(|anchor| anchor.is_empty() || ids.contains(anchor))
        };
        let internal = links.internal.into_iter();
        Self {
            internal: internal
                .filter(|(target, _)| !lives(target))
                .map(|(target, href)| (target, Some(href)))
                .collect(),
            astray: links.outside.into_iter().collect(),
            ids: Some(ids),
        }
    }

    /// The links of a page that stands, as the record has them.
    pub fn recorded(targets: &[String]) -> Self {
        Self {
            internal: targets
                .iter()
                .map(|target| (target.clone(), None))
                .collect(),
            ..Self::default()
        }
    }

    pub fn targets(&self) -> Vec<String> {
        let targets = self.internal.iter();
        targets.map(|(target, _)| target.clone()).collect()
    }

    pub fn len(&self) -> usize {
        self.internal.len()
    }
}

/// The links that lead out of a unit all of whose pages stand, each once.
/// Those that stay in it lead where they led before.
pub fn outside<'l>(
    outputs: &[&Output],
    links: impl Iterator<Item = (&'l OutPath, &'l [String])>,
) -> Vec<OutsideLink> {
    let at = addresses(outputs);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut outside = Vec::new();
    for (page, targets) in links {
        for target in targets {
            if !at.contains_key(parts(target).0) && told.insert(target) {
                outside.push(OutsideLink {
                    target: target.clone(),
                    page: page.clone(),
                    words: None,
                });
            }
        }
    }
    outside
}

impl Build<'_> {
    /// Looks up the links of a unit's pages. Linear in the links.
    pub(super) fn settle(
        &self,
        unit: &Unit,
        outputs: &[&Output],
        links: Vec<PageLinks>,
        units: &[UnitListing],
    ) -> Settled {
        let at = addresses(outputs);
        let mut settled = Settled {
            dead: Vec::new(),
            outside: Vec::new(),
        };
        let mut read: BTreeMap<usize, Ids> = BTreeMap::new();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (output, page) in outputs.iter().zip(&links) {
            for href in &page.astray {
                let words = Words::of(output, unit, href);
                let why = "指到了站点外面";
                settled.dead.push(words.dead(&output.path, why));
            }
            for (target, href) in &page.internal {
                let (path, anchor) = parts(target);
                let Some(number) = at.get(path) else {
                    if told.insert(target) {
                        let words = href.as_ref().map(|href| Words::of(output, unit, href));
                        settled.outside.push(OutsideLink {
                            target: target.clone(),
                            page: output.path.clone(),
                            words,
                        });
                    }
                    continue;
                };
                let Some(anchor) = anchor else { continue };
                let ids = match &links[*number].ids {
                    Some(ids) => ids,
                    // A page that stands is rendered for its anchors only if
                    // another names one: rendering is pure, and such are few.
                    None => read
                        .entry(*number)
                        .or_insert_with(|| self.ids(outputs[*number], unit, units)),
                };
                if !ids.contains(anchor) {
                    let words = Words::of(output, unit, href.as_ref().unwrap_or(target));
                    let why = "指到的位置不存在";
                    settled.dead.push(words.dead(&output.path, why));
                }
            }
        }
        settled
    }

    fn ids(&self, output: &Output, unit: &Unit, units: &[UnitListing]) -> Ids {
        let rendered = self.context.render(output, unit, units);
        let page = rendered.and_then(Result::ok);
        page.map(|page| Ids::of(&page.links)).unwrap_or_default()
    }

    /// Everything that only finished pages show to be wrong. Linear in the
    /// links out of units, but for sorted look-ups.
    pub(super) fn page_errors(&self, made: &[BuiltUnit<'_>]) -> Result<Vec<Diagnostic>> {
        let mut errors: Vec<Diagnostic> = made.iter().flat_map(|made| made.said.clone()).collect();
        if !errors.is_empty() {
            return Ok(errors);
        }
        let mut site = PublishedSite {
            work: self,
            summaries: made.iter().map(|made| &made.summary).collect(),
            ids: BTreeMap::new(),
        };
        for made in made {
            let Some(said) = site.look_up(&made.outside)? else {
                errors.extend(site.read_again(&made.summary)?);
                continue;
            };
            errors.extend(said);
        }
        Ok(errors)
    }
}

/// The finished site, for looking up the links between units.
struct PublishedSite<'s> {
    work: &'s Build<'s>,
    summaries: Vec<&'s UnitSummary>,
    /// The anchors of the pages that a link named one of.
    ids: BTreeMap<OutPath, Ids>,
}

impl PublishedSite<'_> {
    /// What is to be said of these links; `None` if there is something to be
    /// said of a page that was not rendered, and so nobody knows its words.
    fn look_up(&mut self, links: &[OutsideLink]) -> Result<Option<Vec<Diagnostic>>> {
        let mut said = Vec::new();
        for link in links {
            let Some(why) = self.fault(link)? else {
                continue;
            };
            let Some(words) = &link.words else {
                return Ok(None);
            };
            said.push(words.dead(&link.page, why));
        }
        Ok(Some(said))
    }

    /// Why a link leads nowhere, if it does.
    fn fault(&mut self, link: &OutsideLink) -> Result<Option<&'static str>> {
        let (path, anchor) = parts(&link.target);
        let found = path_of(path).and_then(|path| find(self.work.context, &self.summaries, &path));
        let Some(output) = found else {
            return Ok(Some("指到的页面或文件不存在"));
        };
        let Some(anchor) = anchor else {
            return Ok(None);
        };
        // A page that stands was checked against the published site.
        if link.words.is_none() && self.work.publisher.is_unchanged(&output.path) {
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
        let unit = self.unit(holder.and_then(|summary| summary.id.clone()))?;
        let units = self.units();
        let ids = |unit: Unit| self.work.ids(output, &unit, &units);
        Ok(unit.map_or_else(Ids::default, ids))
    }

    /// What is to be said of the links of a unit that was taken over: all its
    /// pages are rendered once more, to know how and where they are written.
    fn read_again(&mut self, summary: &UnitSummary) -> Result<Vec<Diagnostic>> {
        let Some(unit) = self.unit(summary.id.clone())? else {
            return Ok(Vec::new());
        };
        let (work, units) = (self.work, self.units());
        let outputs = work.outputs(summary);
        let links = outputs.iter().map(|output| {
            let rendered = work.context.render(output, &unit, &units);
            let page = rendered.and_then(Result::ok);
            page.map_or_else(PageLinks::default, |page| {
                PageLinks::read(page.links, &output.path)
            })
        });
        let settled = work.settle(&unit, &outputs, links.collect(), &units);
        let mut said = settled.dead;
        said.extend(self.look_up(&settled.outside)?.unwrap_or_default());
        Ok(said)
    }

    fn unit(&self, id: UnitId) -> Result<Option<Unit>> {
        let snapshot = self.work.snapshot;
        let Some((id, listing)) = listings(snapshot).find(|(known, _)| *known == id) else {
            return Ok(None);
        };
        let read = UnitFiles::listing(snapshot, &listing)?;
        Ok(self.work.compose(id, read).unit)
    }

    fn units(&self) -> Vec<UnitListing> {
        let hosted = self.summaries.iter().skip(1);
        hosted.filter_map(|one| one.listing.clone()).collect()
    }
}

/// The outputs by their addresses.
fn addresses(outputs: &[&Output]) -> HashMap<String, usize> {
    let outputs = outputs.iter().enumerate();
    outputs
        .map(|(number, output)| (address(output.path.as_str()), number))
        .collect()
}

/// A link without its anchor, and the anchor if it names one.
fn parts(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
        None => (target, None),
    }
}

impl Words {
    /// The file as a whole is the place of a link that a template writes.
    fn of(output: &Output, unit: &Unit, href: &str) -> Self {
        let links: &[LinkPlace] = match output.kind {
            Kind::Report { year } => unit.reports.get(&year).map_or(&[], |report| &report.links),
            Kind::Page { page } => &unit.pages[page].links,
            Kind::List { list } => &unit.lists[list].links,
            _ => &[],
        };
        let written = links.iter().find(|link| link.href == href);
        let place = match written {
            Some(link) => Place::span(&link.file, link.span.clone()),
            None => Place::file(&output.source),
        };
        Self {
            href: href.to_owned(),
            place,
            by_author: written.is_some(),
        }
    }

    fn dead(&self, page: &OutPath, why: &str) -> Diagnostic {
        let help = if self.by_author {
            "检查链接里的文件名和 # 后面的名字"
        } else {
            "这个链接是模板写的，检查 templates/ 里的模板"
        };
        let message = format!("页面 {page} 里的链接“{}”{why}", self.href);
        Diagnostic::error(&codes::LNK01, self.place.clone(), message).help(help)
    }
}
