//! An edition onto the disk: renders what changed, checks every link, and
//! only then lets the new site replace the old one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::diag::{self, Diagnostic, Place};
use crate::edition::Edition;
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::LinkPlace;
use crate::publish::Publisher;
use crate::publish::deliver::Outcome;
use crate::publish::guard::Guard;
use crate::render::links::address;
use crate::snapshot::FOLDERS;

/// What came of a delivery.
#[derive(Debug)]
pub enum Delivery {
    Done(Receipt),
    /// The content has faults that only the finished pages show.
    Refused(Vec<Diagnostic>),
    /// Somebody asked to stop; nothing was changed.
    Interrupted,
}

/// What a finished delivery did.
#[derive(Debug)]
pub struct Receipt {
    pub outcome: Outcome,
    /// How many pages were rendered, not counting those that stood.
    pub rendered: usize,
    /// How many pages the site has.
    pub pages: usize,
    pub links: usize,
    /// What the rules found in finished pages.
    pub findings: Vec<Diagnostic>,
    /// The largest page that was rendered or stood, in bytes.
    pub largest: Option<(OutPath, u64)>,
}

/// What a delivery tells while it runs, and asks.
pub struct Watch<'w> {
    /// Told how many outputs of how many are ready.
    pub progress: &'w (dyn Fn(usize, usize) + Sync),
    pub interrupted: &'w (dyn Fn() -> bool + Sync),
    /// Whether pages in which the rules find errors are delivered too.
    pub force: bool,
}

/// A link into the site: where it leads, how the page writes it (unknown for
/// a page that was not rendered this time).
type PageLinks = Vec<(String, Option<String>)>;

/// Delivers an edition into `out`. Pages are rendered in parallel, and no
/// more of them are in memory than there are threads.
pub fn deliver(edition: &Edition, out: &Path, watch: &Watch<'_>) -> anyhow::Result<Delivery> {
    let root = edition.snapshot.root();
    let sources = FOLDERS
        .iter()
        .chain(&["site.toml"])
        .map(|name| root.join(name))
        .collect();
    let publisher = Publisher::open(
        out,
        &Guard {
            root: root.to_path_buf(),
            sources,
        },
    )?;
    let work = Work {
        edition,
        publisher: &publisher,
        watch,
        ready: AtomicUsize::new(0),
        rendered: AtomicUsize::new(0),
        largest: Mutex::default(),
        findings: Mutex::default(),
    };
    let made: Vec<(PageLinks, Vec<Diagnostic>)> = edition
        .plan
        .outputs
        .par_iter()
        .map(|output| work.make(output))
        .collect::<anyhow::Result<_>>()?;
    if (watch.interrupted)() {
        return Ok(Delivery::Interrupted);
    }
    let (links, said): (Vec<PageLinks>, Vec<Vec<Diagnostic>>) = made.into_iter().unzip();
    let mut diagnostics = said.concat();
    if diagnostics.is_empty() {
        diagnostics.extend(work.dead_links(&links));
    }
    let findings = work
        .findings
        .lock()
        .map(|findings| findings.clone())
        .unwrap_or_default();
    if diag::any_error(&diagnostics) || (diag::any_error(&findings) && !watch.force) {
        diagnostics.extend(findings);
        diag::sort(&mut diagnostics);
        return Ok(Delivery::Refused(diagnostics));
    }
    let rendered = work.rendered.load(Ordering::Relaxed);
    let largest = work.largest.into_inner().unwrap_or_default();
    let outcome = publisher.commit(watch.interrupted)?;
    Ok(Delivery::Done(Receipt {
        outcome,
        rendered,
        pages: edition
            .plan
            .outputs
            .iter()
            .filter(|output| output.kind.is_page())
            .count(),
        links: links.iter().map(Vec::len).sum(),
        findings,
        largest,
    }))
}

struct Work<'w> {
    edition: &'w Edition,
    publisher: &'w Publisher,
    watch: &'w Watch<'w>,
    ready: AtomicUsize,
    rendered: AtomicUsize,
    largest: Mutex<Option<(OutPath, u64)>>,
    findings: Mutex<Vec<Diagnostic>>,
}

impl Work<'_> {
    /// Makes one output ready: its links, and what is wrong with it.
    fn make(&self, output: &Output) -> anyhow::Result<(PageLinks, Vec<Diagnostic>)> {
        if (self.watch.interrupted)() {
            return Ok(Default::default());
        }
        let made = match self.edition.prepare(output) {
            None => {
                let from = self.edition.snapshot.locate(&output.source);
                self.publisher.stage_copy(&output.path, &from)?;
                (Vec::new(), Vec::new())
            }
            Some(prepared) => self.page(output, &prepared)?,
        };
        let ready = self.ready.fetch_add(1, Ordering::Relaxed) + 1;
        (self.watch.progress)(ready, self.edition.plan.outputs.len());
        Ok(made)
    }

    fn page(
        &self,
        output: &Output,
        prepared: &crate::render::Prepared,
    ) -> anyhow::Result<(PageLinks, Vec<Diagnostic>)> {
        if let Some(entry) = self.publisher.standing(&output.path, &prepared.key) {
            let links = entry
                .links
                .iter()
                .map(|target| (target.clone(), None))
                .collect();
            self.measure(output, entry.size);
            self.publisher.keep(&output.path)?;
            return Ok((links, Vec::new()));
        }
        let rendered = match self.edition.render(output, prepared) {
            Some(Ok(rendered)) => rendered,
            Some(Err(said)) => return Ok((Vec::new(), vec![said])),
            None => return Ok(Default::default()),
        };
        if output.kind.is_page() {
            self.rendered.fetch_add(1, Ordering::Relaxed);
        }
        self.measure(output, rendered.bytes.len() as u64);
        let mut said: Vec<Diagnostic> = rendered
            .links
            .outside
            .iter()
            .map(|href| self.dead(output, Some(href), "指到了站点外面"))
            .collect();
        // A page's own anchors are known now, and only now.
        let own = format!("{}#", address(output.path.as_str()));
        let mut links = PageLinks::new();
        for (target, href) in rendered.links.internal {
            match target.strip_prefix(&own) {
                Some(anchor) if anchor.is_empty() || rendered.links.ids.contains(anchor) => {}
                Some(_) => said.push(self.dead(output, Some(&href), "指到的位置不存在")),
                None => links.push((target, Some(href))),
            }
        }
        let found = self.edition.check_page(&rendered.bytes, output);
        // A page with a finding gets no key: it is made and looked at anew
        // each time, so that what --force let pass is said again.
        let key = found.is_empty().then(|| prepared.key.clone());
        if let Ok(mut findings) = self.findings.lock() {
            findings.extend(found);
        }
        let targets = links.iter().map(|(target, _)| target.clone()).collect();
        self.publisher
            .stage(&output.path, key, targets, &rendered.bytes)?;
        Ok((links, said))
    }

    /// Links that lead to no output, or to an anchor that its page lacks.
    /// Pages with anchors that others name are rendered once more: rendering
    /// is pure, and such links are few.
    fn dead_links(&self, links: &[PageLinks]) -> Vec<Diagnostic> {
        let outputs = &self.edition.plan.outputs;
        let known: BTreeMap<String, &Output> = outputs
            .iter()
            .map(|output| (address(output.path.as_str()), output))
            .collect();
        let mut anchors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut dead = Vec::new();
        for (output, links) in outputs.iter().zip(links) {
            for (target, href) in links {
                let (path, anchor) = match target.split_once('#') {
                    Some((path, anchor)) => (path, Some(anchor)),
                    None => (target.as_str(), None),
                };
                let Some((path, page)) = known.get_key_value(path) else {
                    dead.push(self.dead(
                        output,
                        href.as_ref().or(Some(target)),
                        "指到的页面或文件不存在",
                    ));
                    continue;
                };
                let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else {
                    continue;
                };
                let ids = anchors.entry(path).or_insert_with(|| self.ids(page));
                if !ids.contains(anchor) {
                    dead.push(self.dead(
                        output,
                        href.as_ref().or(Some(target)),
                        "指到的位置不存在",
                    ));
                }
            }
        }
        dead
    }

    fn ids(&self, output: &Output) -> BTreeSet<String> {
        let prepared = self.edition.prepare(output);
        let rendered = prepared.and_then(|prepared| self.edition.render(output, &prepared));
        rendered
            .and_then(Result::ok)
            .map(|rendered| rendered.links.ids)
            .unwrap_or_default()
    }

    /// A dead link, at its place in the source where the source wrote it.
    fn dead(&self, output: &Output, href: Option<&String>, why: &str) -> Diagnostic {
        let href = href.map_or("", String::as_str);
        let written = self.written(output).iter().find(|link| link.href == href);
        let place = match written {
            Some(link) => Place::span(&link.file, link.span.clone()),
            None => Place::file(&output.source),
        };
        let help = if written.is_some() {
            "检查链接里的文件名和 # 后面的名字"
        } else {
            "这个链接是模板写的，检查 templates/ 里的模板"
        };
        let message = format!("页面 {} 里的链接“{href}”{why}", output.path);
        Diagnostic::error("LNK01", place, message).help(help)
    }

    fn written(&self, output: &Output) -> &[LinkPlace] {
        let unit = |at: usize| &self.edition.portal.units[at];
        match output.kind {
            Kind::Report { unit: at, year } => unit(at)
                .reports
                .get(&year)
                .map_or(&[], |report| &report.links),
            Kind::Page { unit: at, page } => &unit(at).pages[page].links,
            Kind::List { unit: at, list } => &unit(at).lists[list].links,
            _ => &[],
        }
    }

    fn measure(&self, output: &Output, size: u64) {
        if output.kind.is_page()
            && let Ok(mut largest) = self.largest.lock()
            && largest
                .as_ref()
                .is_none_or(|(path, most)| (size, &output.path) > (*most, path))
        {
            *largest = Some((output.path.clone(), size));
        }
    }
}
