//! One immutable issue of the site: a masthead, a chapter a body, and what
//! was found in them.
//!
//! `Edition` holds a whole issue, for looking at any page of it; `deliver`
//! goes through the same chapters one by one and holds none of them.

pub mod chapter;
pub mod masthead;
pub mod note;
mod pen;
pub mod texts;
pub mod whole;

use std::mem::{self, Discriminant};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::path::OutPath;
use crate::plan::{Kind, Output};
use crate::portal::{Body, Draft, Outline, Report, Unit, UnitId, body_of};
use crate::render::{LIMIT, Rendered};
use crate::snapshot::{Shelf, Snapshot, UNITS};

use chapter::{Chapter, Read, Summary};
use masthead::Masthead;
use whole::{Found, conclude_all};

/// What a command may ask beyond what the files say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Replaces `base_url` of `site.toml`; ends in `/`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the edition.
    pub drafts: bool,
    /// The day of the checks, an input like any other.
    pub today: Option<jiff::civil::Date>,
}

/// An issue of the site. It never changes; a change makes a new one.
pub struct Edition {
    pub snapshot: Snapshot,
    pub masthead: Masthead,
    /// The owner first, then the hosted bodies by id.
    pub chapters: Vec<Arc<Chapter>>,
    pub found: Found,
    bodies: Vec<Body>,
    options: Options,
}

/// One output of an edition.
#[derive(Clone, Copy)]
pub struct Leaf<'e> {
    edition: &'e Edition,
    pub output: &'e Output,
    /// The body that it belongs to; the owner for what the site as a whole
    /// publishes.
    unit: &'e Unit,
}

impl Edition {
    /// Composes an edition. Only what the machine refuses to read is an error.
    pub fn compose(snapshot: Snapshot, options: &Options) -> Result<Self> {
        Self::after(None, snapshot, options)
    }

    /// The edition of a later snapshot, on a day that may be a later one too.
    /// Bodies none of whose files changed are taken over as they are: what
    /// comes out is the same as a fresh edition.
    pub fn again(&self, snapshot: Snapshot, today: Option<jiff::civil::Date>) -> Result<Self> {
        let options = Options {
            today,
            ..self.options.clone()
        };
        Self::after(Some(self), snapshot, &options)
    }

    fn after(last: Option<&Self>, snapshot: Snapshot, options: &Options) -> Result<Self> {
        let masthead = Masthead::read(&snapshot, options, last.map(|last| &last.masthead))?;
        let last = last.filter(|last| last.masthead.reads_like(&masthead));
        let same_names = last.is_some_and(|last| snapshot.has_names_of(&last.snapshot));
        let outline = Outline::new(&snapshot);
        let shelves: Vec<(UnitId, Arc<Shelf>)> = shelves(&snapshot).collect();
        let chapters = shelves.par_iter().map(|(id, shelf)| {
            // What a body says of others, it says of their listing.
            let known = last
                .and_then(|last| last.chapter(id))
                .filter(|known| same_names || !known.looks_out);
            if let Some((last, known)) = last.zip(known)
                && Arc::ptr_eq(&last.snapshot.shelf(&shelf_name(id)), shelf)
            {
                return Ok(Arc::clone(known));
            }
            let mut read = Read::shelf(&snapshot, shelf)?;
            if let Some(known) = known.filter(|known| known.digest == read.digest) {
                return Ok(Arc::clone(known));
            }
            if let Some(known) = last.and_then(|last| last.chapter(id)) {
                read.knows(&known.summary);
            }
            let chapter = Chapter::compose(id.clone(), read, &masthead, &outline, options);
            Ok(Arc::new(chapter))
        });
        let chapters: Vec<Arc<Chapter>> = chapters.collect::<Result<_>>()?;
        let summaries: Vec<&Summary> = chapters.iter().map(|chapter| &chapter.summary).collect();
        let found = conclude_all(&masthead, &summaries);
        let hosted = summaries.iter().skip(1);
        let bodies = hosted.filter_map(|summary| summary.body.clone()).collect();
        Ok(Self {
            snapshot,
            masthead,
            chapters,
            found,
            bodies,
            options: options.clone(),
        })
    }

    /// Whether every page and every finding is the same. Linear in bodies.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let mut chapters = self.chapters.iter().zip(&other.chapters);
        self.chapters.len() == other.chapters.len()
            && self.masthead.says_the_same(&other.masthead)
            && chapters.all(|(one, other)| Arc::ptr_eq(one, other))
    }

    fn chapter(&self, id: &UnitId) -> Option<&Arc<Chapter>> {
        let at = self
            .chapters
            .binary_search_by(|chapter| chapter.summary.id.cmp(id))
            .ok()?;
        Some(&self.chapters[at])
    }

    /// The body that owns the site.
    fn owner(&self) -> Option<&Unit> {
        self.chapters.first()?.unit.as_ref()
    }

    /// The bodies with all that they publish.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.chapters
            .iter()
            .filter_map(|chapter| chapter.unit.as_ref())
    }

    /// Every report, body by body, oldest first.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        self.units().flat_map(|unit| unit.reports.values())
    }

    /// Every draft, and what is held back with them, body by body.
    pub fn drafts(&self) -> impl Iterator<Item = &Draft> {
        self.chapters
            .iter()
            .flat_map(|chapter| &chapter.summary.drafts)
    }

    /// Every output: those of the site, then body by body.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf<'_>> {
        let site = self.owner().into_iter().flat_map(move |unit| {
            self.masthead.outputs.iter().map(move |output| Leaf {
                edition: self,
                output,
                unit,
            })
        });
        let bodies = self.chapters.iter().flat_map(move |chapter| {
            let unit = chapter.unit.as_ref();
            unit.into_iter().flat_map(move |unit| {
                chapter.summary.outputs.iter().map(move |output| Leaf {
                    edition: self,
                    output,
                    unit,
                })
            })
        });
        site.chain(bodies)
    }

    /// The output of this path. Logarithmic in the outputs.
    pub fn leaf(&self, path: &OutPath) -> Option<Leaf<'_>> {
        let site = &self.masthead.outputs;
        let (output, unit) = match site.binary_search_by(|output| output.path.cmp(path)) {
            Ok(at) => (&site[at], self.owner()?),
            Err(_) => {
                let chapter = self.chapter(&body_of(path))?;
                (chapter.summary.find(path)?, chapter.unit.as_ref()?)
            }
        };
        Some(Leaf {
            edition: self,
            output,
            unit,
        })
    }

    /// Renders one page of each kind, and says what its template gets wrong.
    pub fn prove_templates(&self) -> Vec<Diagnostic> {
        let mut kinds: Vec<Discriminant<Kind>> = Vec::new();
        let mut faults = Vec::new();
        for leaf in self.leaves() {
            let kind = mem::discriminant(&leaf.output.kind);
            if !kinds.contains(&kind) {
                kinds.push(kind);
                faults.extend(leaf.render().and_then(Result::err));
                if faults.last().is_some_and(|fault| fault.rule == LIMIT) {
                    break;
                }
            }
        }
        faults
    }

    /// Checks the finished pages that can have a fault.
    pub fn check_pages(&self) -> Vec<Diagnostic> {
        let leaves: Vec<Leaf<'_>> = self
            .leaves()
            .filter(|leaf| self.masthead.needs_a_look(leaf.output, leaf.unit))
            .collect();
        // Where one page takes too much, others of its template would as well.
        let endless = AtomicBool::new(false);
        let check = |leaf: &Leaf<'_>| {
            if endless.load(Ordering::Relaxed) {
                return None;
            }
            match leaf.render()? {
                Ok(page) => Some(leaf.check(&page)),
                Err(diagnostic) => {
                    endless.fetch_or(diagnostic.rule == LIMIT, Ordering::Relaxed);
                    Some(vec![diagnostic])
                }
            }
        };
        let found: Vec<Vec<Diagnostic>> = leaves.par_iter().filter_map(check).collect();
        found.concat()
    }
}

impl Leaf<'_> {
    /// Renders it; `None` for copied files and what no template makes, and when
    /// the templates cannot be read.
    pub fn render(&self) -> Option<Result<Rendered, Diagnostic>> {
        let Edition {
            masthead, bodies, ..
        } = self.edition;
        match self.output.kind {
            Kind::Copy => None,
            Kind::Sitemap => {
                let text = masthead.sitemap(self.edition.leaves().map(|leaf| leaf.output))?;
                Some(Ok(Rendered::text(text)))
            }
            _ => masthead.render(self.output, self.unit, bodies),
        }
    }

    /// Checks the finished page, if it can have a fault.
    pub fn check(&self, page: &Rendered) -> Vec<Diagnostic> {
        let masthead = &self.edition.masthead;
        masthead.check_page(page, self.output, self.unit)
    }
}

/// The shelves of the bodies, the owner first and then by id.
pub fn shelves(snapshot: &Snapshot) -> impl Iterator<Item = (UnitId, Arc<Shelf>)> {
    let owner = (None, snapshot.shelf(&shelf_name(&None)));
    let hosted = snapshot
        .units()
        .map(|(folder, shelf)| (Some(folder.to_owned()), Arc::clone(shelf)));
    std::iter::once(owner).chain(hosted)
}

fn shelf_name(id: &UnitId) -> String {
    match id {
        Some(id) => format!("{UNITS}/{id}"),
        None => "content".to_owned(),
    }
}
