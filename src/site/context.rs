//! What all pages of a site share: the site's identity, the templates,
//! the settings of the checks, and the files that belong to no unit.

use std::sync::Arc;

use anyhow::Result;

use crate::check::codes::settings;
use crate::check::scope::PageScope;
use crate::check::settings::Settings;
use crate::check::{audit_site, check_page};
use crate::diag::{self, Diagnostic, Place};
use crate::export::data::DataUnit;
use crate::outputs::{Makers, Makes, SiteInputs, SiteScope, UnitInputs};
use crate::parse::config::{ConfigDoc, Target};
use crate::parse::palette::Palette;
use crate::plan::{Output, Subject};
use crate::portal::docs::{Docs, configuration, site_file};
use crate::portal::{Copy, LinkPlace, Naming, Unit, UnitId, lost_logo};
use crate::render::views::ICON;
use crate::render::{EMBED, Embedding, Prepared, RelatedUnit, Rendered, Renderer, links};
use crate::search::SiteSearch;
use crate::snapshot::{Listing, SITE, Snapshot};

use super::files::{UnitFiles, add};
use super::options::Options;

/// The folders and the file that the context is made from.
const LISTINGS: [&str; 4] = [SITE, "templates", "static", EMBED];

pub struct SiteContext {
    pub config: ConfigDoc,
    pub settings: Settings,
    pub makers: Makers,
    /// Whether attachments are published under names of ASCII letters.
    ascii_names: bool,
    /// What the site publishes beside its units, in the order of the paths.
    pub outputs: Vec<Output>,
    pub diagnostics: Vec<Diagnostic>,
    /// What was found in `site.toml` and may be decided about.
    pub findings: Arc<Vec<Diagnostic>>,
    templates: Arc<Templates>,
    /// Whether there is a `static/favicon.ico`.
    has_icon: bool,
    /// What of a portal is set into the pages.
    embedding: Embedding,
    /// The hash of everything here that a page can show.
    digest: blake3::Hash,
    listings: [Arc<Listing>; 4],
}

/// The compiled templates, or what is wrong with them.
struct Templates {
    renderer: Option<Renderer>,
    diagnostics: Vec<Diagnostic>,
    digest: blake3::Hash,
    /// The colours that the style was made with.
    palette: Palette,
}

impl Templates {
    /// The templates on a listing: those of `last` if the listing is the same.
    fn again(
        snapshot: &Snapshot,
        listing: &Arc<Listing>,
        palette: Palette,
        last: Option<(&Arc<Listing>, &Arc<Self>)>,
    ) -> Result<Arc<Self>> {
        match last {
            Some((known, last)) if Arc::ptr_eq(known, listing) && last.palette == palette => {
                Ok(Arc::clone(last))
            }
            _ => Self::read(snapshot, listing, palette, last.map(|(_, last)| last)),
        }
    }

    /// Compiles the templates on a listing, unless they are those of `last`.
    fn read(
        snapshot: &Snapshot,
        listing: &Listing,
        palette: Palette,
        last: Option<&Arc<Self>>,
    ) -> Result<Arc<Self>> {
        let read = UnitFiles::listing(snapshot, listing)?;
        if let Some(last) =
            last.filter(|last| last.digest == read.digest && last.palette == palette)
        {
            return Ok(Arc::clone(last));
        }
        let mut diagnostics = read.faults;
        let renderer = match Renderer::load(&read.sources, &palette) {
            Ok(renderer) => {
                diagnostics.extend_from_slice(renderer.warnings());
                Some(renderer)
            }
            Err(said) => {
                diagnostics.extend(said);
                None
            }
        };
        Ok(Arc::new(Self {
            renderer,
            diagnostics,
            digest: read.digest,
            palette,
        }))
    }
}

/// What of a portal is set into the pages. Nothing is read where nothing is embedded.
fn read_embedding(
    snapshot: &Snapshot,
    listing: &Listing,
    config: &ConfigDoc,
    hasher: &mut blake3::Hasher,
) -> Result<(Embedding, Vec<Diagnostic>)> {
    let read = UnitFiles::listing(snapshot, listing)?;
    let (embedding, mut said) = Embedding::read(config, &read.sources);
    if config.embed.files().next().is_some() {
        hasher.update(read.digest.as_bytes());
        said.extend(read.faults);
    }
    Ok((embedding, said))
}

/// The files of `static/`.
fn copies(docs: Docs) -> Vec<Copy> {
    let copies = docs.copies.into_iter().map(|copy| Copy {
        file: copy.file,
        out: copy.out,
        size: copy.size,
    });
    copies.collect()
}

impl SiteContext {
    /// Reads the context. What is the same in `last` is taken from there.
    pub fn read(snapshot: &Snapshot, options: &Options, last: Option<&Self>) -> Result<Self> {
        let listings = LISTINGS.map(|name| snapshot.listing(name));
        let [site, templates, fixed, embed] = &listings;
        let read = UnitFiles::listing(snapshot, site)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(read.digest.as_bytes());
        add(&mut hasher, options.base_url.as_deref().unwrap_or_default());
        hasher.update(&[u8::from(options.drafts), u8::from(options.ascii_names)]);
        for maker in options.makers.0 {
            add(&mut hasher, maker.name);
        }
        let mut found = read.faults;
        let (mut config, said) = configuration(&read.sources);
        config.base_url = options.base_url.clone().or(config.base_url);
        let (settings, more) = settings(&config.check, options.today);
        found.extend(said);
        found.extend(more);
        found.extend(audit_site(&config, &read.sources, &settings));
        let (sources, said) = snapshot.read(fixed)?;
        found.extend(said);
        let (docs, said) = Docs::read(&sources, Naming::of(&config.columns));
        found.extend(said);
        let last = last.map(|last| (&last.listings[1], &last.templates));
        let templates = Templates::again(snapshot, templates, config.theme.palette, last)?;
        found.extend_from_slice(&templates.diagnostics);
        if let Some(renderer) = &templates.renderer {
            hasher.update(renderer.digest().as_bytes());
        }
        let (embedding, said) = read_embedding(snapshot, embed, &config, &mut hasher)?;
        found.extend(said);
        let copies = copies(docs);
        let logo = config.theme.logo.as_ref();
        found.extend(logo.and_then(|logo| lost_logo(logo, &copies)));
        let has_icon = copies.iter().any(|copy| copy.out.as_str() == ICON);
        hasher.update(&[u8::from(has_icon)]);
        let (diagnostics, mut findings) = settings.decide(found);
        diag::sort(&mut findings);
        let scope = SiteScope {
            config: &config,
            copies: &copies,
        };
        Ok(Self {
            ascii_names: options.ascii_names,
            outputs: options.makers.plan_site(&scope),
            config,
            settings,
            makers: options.makers,
            diagnostics,
            findings: Arc::new(findings),
            templates,
            has_icon,
            embedding,
            digest: hasher.finalize(),
            listings,
        })
    }

    /// What the addresses of files depend on beside their paths.
    pub fn naming(&self) -> Naming<'_> {
        Naming {
            columns: &self.config.columns,
            ascii: self.ascii_names,
            config: Some(&self.config),
        }
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
            && self.embedding == other.embedding
            && self.diagnostics == other.diagnostics
            && self.findings == other.findings
    }

    /// What is published in the turn of a unit with these outputs: with the owner's,
    /// what belongs to no unit.
    pub fn outputs_with<'o>(
        &'o self,
        id: &UnitId,
        own: &'o [Output],
    ) -> impl Iterator<Item = &'o Output> {
        let site: &[Output] = match id {
            None => &self.outputs,
            Some(_) => &[],
        };
        site.iter().chain(own)
    }

    /// Prepares an output from a unit and what it shows of others; `None` for one that
    /// is not made from a unit, and if the templates cannot be read, which the
    /// context's diagnostics say.
    pub fn prepare<'i>(
        &'i self,
        output: &'i Output,
        related: &'i RelatedUnit<'i>,
    ) -> Option<Prepared<'i>> {
        match self.makers.makes(output) {
            Makes::FromUnit { prepare, .. } => {
                let inputs = UnitInputs {
                    renderer: self.templates.renderer.as_ref()?,
                    config: &self.config,
                    related,
                    has_icon: self.has_icon,
                    embedding: &self.embedding,
                };
                Some(prepare(output, &inputs))
            }
            Makes::Copy { .. } | Makes::FromSite { .. } => None,
        }
    }

    /// The same, and makes it.
    pub fn make(
        &self,
        output: &Output,
        related: &RelatedUnit<'_>,
    ) -> Option<Result<Rendered, Diagnostic>> {
        Some(self.prepare(output, related)?.make())
    }

    /// Prepares an output from all outputs and what is known of all units; `None` for one
    /// that is not made from them.
    pub fn prepare_from_site<'i>(
        &'i self,
        output: &'i Output,
        outputs: &'i [&'i Output],
        units: &'i [DataUnit<'i>],
        search: &'i SiteSearch<'i>,
    ) -> Option<Prepared<'i>> {
        match self.makers.makes(output) {
            Makes::FromSite { prepare, .. } => {
                let inputs = SiteInputs {
                    makers: self.makers,
                    config: &self.config,
                    outputs,
                    units,
                    search,
                };
                Some(prepare(output, &inputs))
            }
            Makes::Copy { .. } | Makes::FromUnit { .. } => None,
        }
    }

    /// The same as [`Self::conditions`] but for the day.
    pub fn lasting(&self) -> blake3::Hash {
        self.digest
    }

    /// The hash of everything that composing a unit and making its pages is given
    /// beside its own files: the templates and this very program, the site's
    /// identity, the options, the settings of the checks and their day.
    pub fn conditions(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.digest.as_bytes());
        let today = self.settings.today.map(|today| today.to_string());
        add(&mut hasher, &today.unwrap_or_default());
        hasher.finalize()
    }

    /// The key of an output that shows this: the hash of it and of all that outputs
    /// are made with.
    pub fn key(&self, shown: &blake3::Hash) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.digest.as_bytes());
        hasher.update(shown.as_bytes());
        hasher.finalize()
    }

    /// Checks a finished page, if it can have a fault. The embedded templates
    /// are proved by the conformance suite, so with them only pages with
    /// pictures are looked at; a site's own templates are checked on every page.
    pub fn check_page(&self, page: &Rendered, output: &Output, unit: &Unit) -> Vec<Diagnostic> {
        if !self.needs_a_look(output, unit) {
            return Vec::new();
        }
        let in_templates = |texts: &[&str]| self.in_templates(output, texts);
        let scope = PageScope {
            facts: &page.facts(),
            out: &output.path,
            source: &output.source,
            is_report: matches!(output.subject, Subject::Report { .. }),
            is_in_column: output.subject != Subject::Site,
            links: links_of(output, unit),
            in_templates: &in_templates,
        };
        check_page(&scope, &self.settings)
    }

    /// Where the first of these texts stands in the site's own templates that make a
    /// page.
    pub fn in_templates(&self, output: &Output, texts: &[&str]) -> Option<Place> {
        let renderer = self.templates.renderer.as_ref()?;
        renderer.in_own_templates(output, texts)
    }

    /// Where `site.toml` states that the footer leads to this address.
    pub fn in_footer(&self, address: &str) -> Option<Place> {
        let mut lines = self.config.theme.footer.iter();
        let line = lines.find(|line| match &line.target {
            Some(Target::Own(page)) => links::address(page.as_str()) == address,
            Some(Target::Web(_)) | None => false,
        })?;
        Some(Place::span(&site_file(), line.span.clone()))
    }

    /// Whether a finished page can have a fault.
    pub fn needs_a_look(&self, output: &Output, unit: &Unit) -> bool {
        let renderer = self.templates.renderer.as_ref();
        let own = renderer.is_some_and(|renderer| renderer.has_own_templates());
        let is_shown = self.makers.is_page(output) && output.subject != Subject::Moved;
        is_shown && (own || has_pictures(output, unit))
    }
}

/// The links that the page's author wrote; what the program makes has none.
pub fn links_of<'u>(output: &Output, unit: &'u Unit) -> &'u [LinkPlace] {
    match output.subject {
        Subject::Report { year } => unit.reports.get(&year).map_or(&[], |report| &report.links),
        Subject::Page { page } => unit.pages.get(page).map_or(&[], |page| &page.links),
        Subject::List { list, .. } => unit.lists.get(list).map_or(&[], |list| &list.links),
        _ => &[],
    }
}

fn has_pictures(output: &Output, unit: &Unit) -> bool {
    match output.subject {
        Subject::Report { year } => unit.reports[&year].narrative.has_pictures(),
        // What was wrong with it was told before it was published, and it is not mended.
        Subject::Superseded { .. } => false,
        Subject::Page { page } => unit.pages[page].body.links().any(|link| link.image),
        Subject::List { list, .. } => {
            let intro = unit.lists[list].intro.as_ref();
            intro.is_some_and(|intro| intro.links().any(|link| link.image))
        }
        _ => false,
    }
}
