//! One immutable issue of the site: from a snapshot of the sources to every
//! page that can be asked for.

use rayon::prelude::*;

use crate::check::settings::Settings;
use crate::check::{check, check_page};
use crate::diag::{self, Diagnostic};
use crate::parse::source::readable;
use crate::path::SourcePath;
use crate::plan::{Kind, Output, Plan, plan};
use crate::portal::docs::{Docs, site_file};
use crate::portal::{Portal, link};
use crate::render::{Prepared, Rendered, Renderer};
use crate::snapshot::Snapshot;

/// What a command may ask beyond what the files say.
#[derive(Clone, Debug, Default)]
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
    pub portal: Portal,
    pub plan: Plan,
    /// What is wrong with the files themselves, in reading order. An error
    /// here means that something could not be read, and nothing can be built.
    pub diagnostics: Vec<Diagnostic>,
    /// What the rules found in what was read, in reading order.
    pub findings: Vec<Diagnostic>,
    settings: Settings,
    renderer: Option<Renderer>,
}

impl Edition {
    /// Composes an edition from a snapshot and what was found in taking it.
    pub fn compose(snapshot: Snapshot, found: Vec<Diagnostic>, options: &Options) -> Self {
        let (mut docs, parsing) = Docs::read(&snapshot);
        docs.config.base_url = options.base_url.clone().or(docs.config.base_url);
        let (portal, linking) = link(docs, options.drafts);
        let (plan, planning) = plan(&portal, &site_file());
        let (renderer, loading) = split(Renderer::load(&snapshot));
        let (settings, setting) = Settings::new(&portal.config.check, options.today);
        let mut findings = check(&portal, &snapshot, &settings);
        let mut diagnostics = [found, parsing, linking, planning, loading, setting].concat();
        diag::sort(&mut diagnostics);
        diag::sort(&mut findings);
        Self {
            snapshot,
            portal,
            plan,
            diagnostics,
            findings,
            settings,
            renderer,
        }
    }

    /// Everything that rendering an output needs; `None` for copied files,
    /// and when the templates cannot be read.
    pub fn prepare(&self, output: &Output) -> Option<Prepared> {
        self.renderer
            .as_ref()?
            .prepare(output, &self.portal, &self.plan)
    }

    /// Renders what was prepared; `None` when the templates cannot be read.
    pub fn render(
        &self,
        output: &Output,
        prepared: &Prepared,
    ) -> Option<Result<Rendered, Diagnostic>> {
        let base = self.portal.config.base_url.as_deref();
        self.renderer
            .as_ref()
            .map(|renderer| renderer.render(output, prepared, base))
    }

    /// Checks the finished pages. The embedded templates are proved by the
    /// conformance suite, so with them only pages with pictures are looked
    /// at; a site's own templates are checked on every page.
    pub fn check_pages(&self) -> Vec<Diagnostic> {
        let outputs = self.plan.outputs.par_iter();
        let outputs = outputs.filter(|output| self.needs_a_look(output));
        let check = |output: &Output| {
            let prepared = self.prepare(output)?;
            match self.render(output, &prepared)? {
                Ok(page) => Some(self.check_page(&page.bytes, output)),
                Err(diagnostic) => Some(vec![diagnostic]),
            }
        };
        let found: Vec<Vec<Diagnostic>> = outputs.filter_map(check).collect();
        found.concat()
    }

    fn has_pictures(&self, output: &Output) -> bool {
        let unit = |at: usize| &self.portal.units[at];
        match output.kind {
            Kind::Report { unit: at, year } => unit(at)
                .reports
                .get(&year)
                .is_some_and(|report| report.narrative.has_pictures()),
            Kind::Page { unit: at, page } => {
                unit(at).pages[page].body.links().any(|link| link.image)
            }
            _ => false,
        }
    }

    /// Checks one finished page, if it can have a fault.
    pub fn check_page(&self, html: &[u8], output: &Output) -> Vec<Diagnostic> {
        if self.needs_a_look(output) {
            check_page(html, output, &self.settings)
        } else {
            Vec::new()
        }
    }

    fn needs_a_look(&self, output: &Output) -> bool {
        let own = self
            .renderer
            .as_ref()
            .is_some_and(Renderer::has_own_templates);
        output.kind.is_page() && (own || self.has_pictures(output))
    }

    /// Everything that was found, in reading order.
    pub fn all_diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = [self.diagnostics.as_slice(), &self.findings].concat();
        diag::sort(&mut all);
        all
    }

    /// The text of a source, for showing a place in it.
    pub fn text(&self, file: &SourcePath) -> Option<&str> {
        self.snapshot.bytes(file).and_then(readable)
    }
}

fn split(loaded: Result<Renderer, Vec<Diagnostic>>) -> (Option<Renderer>, Vec<Diagnostic>) {
    match loaded {
        Ok(renderer) => (Some(renderer), Vec::new()),
        Err(diagnostics) => (None, diagnostics),
    }
}
