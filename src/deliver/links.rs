//! Every link of every finished page: those that stay in their body are looked
//! up while it is in memory, the others when all bodies are known.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Result;

use crate::diag::{Diagnostic, Place};
use crate::edition::chapter::{Chapter, Read, Summary};
use crate::edition::shelves;
use crate::edition::whole::find;
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::{Body, LinkPlace, Unit};
use crate::render::links::{Links, address, path_of};

use super::{Made, Work};

/// The links of one page.
#[derive(Default)]
pub struct PageLinks {
    /// Where each leads, and how the page writes it (unknown for a page that
    /// was not rendered this time).
    internal: Vec<(String, Option<String>)>,
    /// Links that lead out of the site's folder.
    astray: Vec<String>,
    /// What links can lead to on the page itself; unknown like the writing.
    ids: Option<BTreeSet<String>>,
}

/// A link to a page of another body, or of the site as a whole.
pub struct OutsideLink {
    target: String,
    href: String,
    page: OutPath,
    place: Place,
    by_author: bool,
}

/// What came of the links of a body's pages.
pub struct Settled {
    pub dead: Vec<Diagnostic>,
    pub outside: Vec<OutsideLink>,
}

impl PageLinks {
    /// The links of a page as it was read back. Those to a place on the page
    /// itself are looked up here and kept only if they are dead.
    pub fn read(links: Links, page: &OutPath) -> Self {
        let own = format!("{}#", address(page.as_str()));
        let lives = |target: &String| {
            let anchor = target.strip_prefix(&own);
            anchor.is_some_and(|anchor| anchor.is_empty() || links.ids.contains(anchor))
        };
        let internal = links.internal.into_iter();
        Self {
            internal: internal
                .filter(|(target, _)| !lives(target))
                .map(|(target, href)| (target, Some(href)))
                .collect(),
            astray: links.outside.into_iter().collect(),
            ids: Some(links.ids),
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

impl Work<'_> {
    /// Looks up the links of a body's pages. Linear in the links.
    pub(super) fn settle(
        &self,
        unit: &Unit,
        outputs: &[&Output],
        links: Vec<PageLinks>,
        bodies: &[Body],
    ) -> Settled {
        let at: HashMap<String, usize> = outputs
            .iter()
            .enumerate()
            .map(|(number, output)| (address(output.path.as_str()), number))
            .collect();
        let mut settled = Settled {
            dead: Vec::new(),
            outside: Vec::new(),
        };
        let mut read: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (output, page) in outputs.iter().zip(&links) {
            for href in &page.astray {
                let (place, by_author) = written(output, unit, href);
                let why = "指到了站点外面";
                settled
                    .dead
                    .push(dead(&output.path, href, place, by_author, why));
            }
            for (target, href) in &page.internal {
                let href = href.as_ref().unwrap_or(target);
                let (path, anchor) = parts(target);
                let Some(number) = at.get(path) else {
                    if told.insert(target) {
                        let (place, by_author) = written(output, unit, href);
                        settled.outside.push(OutsideLink {
                            target: target.clone(),
                            href: href.clone(),
                            page: output.path.clone(),
                            place,
                            by_author,
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
                        .or_insert_with(|| self.ids(outputs[*number], unit, bodies)),
                };
                if !ids.contains(anchor) {
                    let (place, by_author) = written(output, unit, href);
                    let why = "指到的位置不存在";
                    settled
                        .dead
                        .push(dead(&output.path, href, place, by_author, why));
                }
            }
        }
        settled
    }

    fn ids(&self, output: &Output, unit: &Unit, bodies: &[Body]) -> BTreeSet<String> {
        let prepared = self.masthead.prepare(output, unit, bodies);
        let rendered = prepared.and_then(|prepared| self.masthead.render(output, &prepared));
        let rendered = rendered.and_then(Result::ok);
        rendered.map(|page| page.links.ids).unwrap_or_default()
    }

    /// Everything that only finished pages show to be wrong.
    pub(super) fn page_errors(&self, made: &[Made]) -> Result<Vec<Diagnostic>> {
        let mut errors: Vec<Diagnostic> = made.iter().flat_map(|made| made.said.clone()).collect();
        if !errors.is_empty() {
            return Ok(errors);
        }
        let summaries: Vec<&Summary> = made.iter().map(|made| &made.summary).collect();
        let mut ids: BTreeMap<OutPath, BTreeSet<String>> = BTreeMap::new();
        for link in made.iter().flat_map(|made| &made.outside) {
            let (path, anchor) = parts(&link.target);
            let found = path_of(path).and_then(|path| find(self.masthead, &summaries, &path));
            let why = match (found, anchor) {
                (None, _) => "指到的页面或文件不存在",
                (Some(_), None) => continue,
                (Some(output), Some(anchor)) => {
                    if !ids.contains_key(&output.path) {
                        let known = self.ids_elsewhere(output, &summaries)?;
                        ids.insert(output.path.clone(), known);
                    }
                    if ids[&output.path].contains(anchor) {
                        continue;
                    }
                    "指到的位置不存在"
                }
            };
            let place = link.place.clone();
            errors.push(dead(&link.page, &link.href, place, link.by_author, why));
        }
        Ok(errors)
    }

    /// The anchors of a page whose body is no longer in memory. It is composed
    /// once more; links from one body to a place in another are few.
    fn ids_elsewhere(&self, output: &Output, summaries: &[&Summary]) -> Result<BTreeSet<String>> {
        let holds = |summary: &&&Summary| summary.find(&output.path).is_some();
        let holder = summaries.iter().find(holds).map(|summary| &summary.id);
        let id = holder.cloned().flatten();
        let Some((id, shelf)) = shelves(self.snapshot).find(|(known, _)| *known == id) else {
            return Ok(BTreeSet::new());
        };
        let read = Read::shelf(self.snapshot, &shelf)?;
        let chapter = Chapter::compose(id, read, self.masthead, self.outline, self.options);
        let bodies = summaries.iter().skip(1);
        let bodies: Vec<Body> = bodies.filter_map(|one| one.body.clone()).collect();
        let unit = chapter.unit.as_ref();
        Ok(unit.map_or_else(BTreeSet::new, |unit| self.ids(output, unit, &bodies)))
    }
}

/// A link without its anchor, and the anchor if it names one.
fn parts(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
        None => (target, None),
    }
}

/// Where the source writes a link of a page; the file as a whole where a
/// template writes it.
fn written(output: &Output, unit: &Unit, href: &str) -> (Place, bool) {
    let links: &[LinkPlace] = match output.kind {
        Kind::Report { year } => unit.reports.get(&year).map_or(&[], |report| &report.links),
        Kind::Page { page } => &unit.pages[page].links,
        Kind::List { list } => &unit.lists[list].links,
        _ => &[],
    };
    match links.iter().find(|link| link.href == href) {
        Some(link) => (Place::span(&link.file, link.span.clone()), true),
        None => (Place::file(&output.source), false),
    }
}

fn dead(page: &OutPath, href: &str, place: Place, by_author: bool, why: &str) -> Diagnostic {
    let help = if by_author {
        "检查链接里的文件名和 # 后面的名字"
    } else {
        "这个链接是模板写的，检查 templates/ 里的模板"
    };
    let message = format!("页面 {page} 里的链接“{href}”{why}");
    Diagnostic::error("LNK01", place, message).help(help)
}
