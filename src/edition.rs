//! One immutable issue of the site: from a snapshot of the sources to every
//! page that can be asked for.

use crate::check::check;
use crate::check::settings::Settings;
use crate::diag::{self, Diagnostic};
use crate::parse::source::readable;
use crate::path::SourcePath;
use crate::plan::{Output, Plan, plan};
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
