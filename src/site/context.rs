//! What all pages of a site share: the site's identity, the templates,
//! the settings of the checks, and the files that belong to no unit.

use std::sync::Arc;

use anyhow::Result;

use crate::check::codes::settings;
use crate::check::settings::Settings;
use crate::check::{audit_site, check_page};
use crate::diag::{self, Diagnostic};
use crate::parse::config::ConfigDoc;
use crate::plan::{Kind, Output, plan_site};
use crate::portal::docs::{Docs, configuration, site_file};
use crate::portal::{Copy, Unit, UnitListing};
use crate::render::{Rendered, Renderer, sitemap};
use crate::snapshot::{Listing, SITE, Snapshot};

use super::Options;
use super::unit::UnitFiles;

/// The folders and the file that the context is made from.
const LISTINGS: [&str; 3] = [SITE, "templates", "static"];

/// How many hexadecimal digits of a hash stand for a page's sources.
const KEY: usize = 32;

pub struct SiteContext {
    pub config: ConfigDoc,
    pub settings: Settings,
    /// What the site publishes beside its units, in the order of the paths.
    pub outputs: Vec<Output>,
    pub diagnostics: Vec<Diagnostic>,
    /// What was found in `site.toml` and may be decided about.
    pub findings: Arc<Vec<Diagnostic>>,
    templates: Arc<Templates>,
    /// What stands for everything here that a page can show.
    digest: blake3::Hash,
    listings: [Arc<Listing>; 3],
}

/// The compiled templates, or what is wrong with them.
struct Templates {
    renderer: Option<Renderer>,
    diagnostics: Vec<Diagnostic>,
    digest: blake3::Hash,
}

impl Templates {
    /// Compiles the templates on a listing, unless they are those of `last`.
    fn read(snapshot: &Snapshot, listing: &Listing, last: Option<&Arc<Self>>) -> Result<Arc<Self>> {
        let read = UnitFiles::listing(snapshot, listing)?;
        if let Some(last) = last.filter(|last| last.digest == read.digest) {
            return Ok(Arc::clone(last));
        }
        let mut diagnostics = read.faults;
        let renderer = match Renderer::load(&read.sources) {
            Ok(renderer) => Some(renderer),
            Err(said) => {
                diagnostics.extend(said);
                None
            }
        };
        Ok(Arc::new(Self {
            renderer,
            diagnostics,
            digest: read.digest,
        }))
    }
}

impl SiteContext {
    /// Reads the context. What is the same in `last` is taken from there.
    pub fn read(snapshot: &Snapshot, options: &Options, last: Option<&Self>) -> Result<Self> {
        let listings = LISTINGS.map(|name| snapshot.listing(name));
        let [site, templates, fixed] = &listings;
        let read = UnitFiles::listing(snapshot, site)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(read.digest.as_bytes());
        add(&mut hasher, options.base_url.as_deref().unwrap_or_default());
        hasher.update(&[u8::from(options.drafts)]);
        let mut found = read.faults;
        let (mut config, said) = configuration(&read.sources);
        config.base_url = options.base_url.clone().or(config.base_url);
        let (settings, more) = settings(&config.check, options.today);
        found.extend(said);
        found.extend(more);
        found.extend(audit_site(&config, &read.sources, &settings));
        let (sources, said) = snapshot.read(fixed)?;
        found.extend(said);
        let (docs, said) = Docs::read(&sources);
        found.extend(said);
        let templates = match last {
            Some(last) if Arc::ptr_eq(&last.listings[1], templates) => Arc::clone(&last.templates),
            _ => Templates::read(snapshot, templates, last.map(|last| &last.templates))?,
        };
        found.extend_from_slice(&templates.diagnostics);
        let (diagnostics, mut findings) = settings.decide(found);
        diag::sort(&mut findings);
        if let Some(renderer) = &templates.renderer {
            hasher.update(renderer.digest().as_bytes());
        }
        let copies = docs.copies.into_iter();
        let copies: Vec<Copy> = copies
            .map(|copy| Copy {
                file: copy.file,
                out: copy.out,
                size: copy.size,
            })
            .collect();
        Ok(Self {
            outputs: plan_site(&copies, &site_file(), config.base_url.is_some()),
            config,
            settings,
            diagnostics,
            findings: Arc::new(findings),
            templates,
            digest: hasher.finalize(),
            listings,
        })
    }

    /// Whether units read and checked under `other` are the same under this.
    pub fn reads_like(&self, other: &Self) -> bool {
        self.config == other.config && self.settings == other.settings
    }

    /// Whether the templates are the very same.
    pub fn has_templates_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.templates, &other.templates)
    }

    /// Whether every page beside the units and every finding is the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.reads_like(other)
            && self.has_templates_of(other)
            && self.outputs == other.outputs
            && self.diagnostics == other.diagnostics
            && self.findings == other.findings
    }

    /// Renders a page of `unit`; `None` for outputs that no template makes, and
    /// when the templates cannot be read. `units` are the hosted ones.
    pub fn render(
        &self,
        output: &Output,
        unit: &Unit,
        units: &[UnitListing],
    ) -> Option<Result<Rendered, Diagnostic>> {
        let renderer = self.templates.renderer.as_ref()?;
        renderer.render(output, &self.config, unit, units)
    }

    /// The sitemap of the site's outputs; `None` for a site without an address.
    pub fn sitemap<'o>(&self, outputs: impl Iterator<Item = &'o Output>) -> Option<String> {
        let base = self.config.base_url.as_deref()?;
        Some(sitemap(outputs, base))
    }

    /// The same as [`Self::conditions`] but for the day.
    pub fn lasting(&self) -> blake3::Hash {
        self.digest
    }

    /// What stands for everything that composing a unit and making its pages is
    /// given beside its own files: the templates and this very program, the
    /// site's identity, the options, the settings of the checks and their day.
    pub fn conditions(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.digest.as_bytes());
        let today = self.settings.today.map(|today| today.to_string());
        add(&mut hasher, &today.unwrap_or_default());
        hasher.finalize()
    }

    /// What stands for everything that the pages of a unit are made from: its
    /// words, the templates, the site's identity and, for the owner, the hosted
    /// units that its pages name.
    pub fn page_key(&self, words: &blake3::Hash, units: &[UnitListing]) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.digest.as_bytes());
        hasher.update(words.as_bytes());
        for body in units {
            add(&mut hasher, &body.name);
            add(&mut hasher, body.index.as_str());
            for year in &body.years {
                hasher.update(&year.to_le_bytes());
                hasher.update(&[u8::from(body.draft_years.contains(year))]);
            }
            hasher.update(&[u8::from(body.publishes)]);
        }
        hasher.finalize().to_hex()[..KEY].to_owned()
    }

    /// Checks a finished page, if it can have a fault. The embedded templates
    /// are proved by the conformance suite, so with them only pages with
    /// pictures are looked at; a site's own templates are checked on every page.
    pub fn check_page(&self, page: &Rendered, output: &Output, unit: &Unit) -> Vec<Diagnostic> {
        if self.needs_a_look(output, unit) {
            check_page(&page.facts(), output, &self.settings)
        } else {
            Vec::new()
        }
    }

    /// Whether a finished page can have a fault.
    pub fn needs_a_look(&self, output: &Output, unit: &Unit) -> bool {
        let renderer = self.templates.renderer.as_ref();
        let own = renderer.is_some_and(|renderer| renderer.has_own_templates());
        output.kind.is_page() && (own || has_pictures(output, unit))
    }
}

/// Adds a text so that no two lists of texts run together to the same.
pub(super) fn add(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

fn has_pictures(output: &Output, unit: &Unit) -> bool {
    match output.kind {
        Kind::Report { year } => unit
            .reports
            .get(&year)
            .is_some_and(|report| report.narrative.has_pictures()),
        Kind::Page { page } => unit.pages[page].body.links().any(|link| link.image),
        _ => false,
    }
}
