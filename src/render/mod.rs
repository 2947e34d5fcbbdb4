//! Pages: a view of the portal, a template, the fewest bytes that say it.
//!
//! Rendering is pure: the same view and templates give the same bytes.

mod assets;
mod budget;
mod charts;
mod csp;
mod embedding;
mod engine;
mod fault_names;
mod fault_words;
mod faults;
mod host;
mod host_names;
mod inserts;
mod limits;
pub mod links;
mod meter;
pub mod minify;
mod own;
mod refused;
mod shrink;
mod tables;
mod template_tags;
mod texts;
mod theme;
mod variables;
pub mod views;

use std::sync::Arc;

use crate::diag::{Diagnostic, Place};
use crate::html::facts::Facts;
use crate::parse::palette::Palette;
use crate::plan::{Output, Subject};
use crate::snapshot::Sources;

use assets::{FIRST, SCRIPT, STYLE};
use engine::Engine;
use links::Links;
use tables::{TableWriter, WrittenTable};
use views::{RenderContext, View};

pub use embedding::{Embedding, FOLDER as EMBED};
pub use theme::THEME;
pub use views::{RelatedUnit, RenderInputs};

/// Turns the outputs of a plan into bytes.
pub struct Renderer {
    engine: Engine,
    tables: TableWriter,
}

/// An output that is ready to be made, and the hash of all that it will show.
pub struct Prepared<'i> {
    pub shown: blake3::Hash,
    make: Box<dyn FnOnce() -> Result<Rendered, Diagnostic> + 'i>,
}

/// A finished page.
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub links: Links,
    /// The page before pieces were set in, and what is known of those.
    written: Vec<u8>,
    pieces: Vec<Arc<Facts>>,
}

impl<'i> Prepared<'i> {
    /// Finished bytes that no template makes, and in which no links are looked up.
    pub fn plain(bytes: Vec<u8>) -> Self {
        Self {
            shown: blake3::hash(&bytes),
            make: Box::new(|| Ok(Rendered::plain(bytes))),
        }
    }

    /// Finished bytes like these, of which only the hash of all that they say is known yet.
    pub fn later(shown: blake3::Hash, make: impl FnOnce() -> Vec<u8> + 'i) -> Prepared<'i> {
        Prepared {
            shown,
            make: Box::new(|| Ok(Rendered::plain(make()))),
        }
    }

    /// Makes it. Linear in the output.
    pub fn make(self) -> Result<Rendered, Diagnostic> {
        (self.make)()
    }
}

impl Rendered {
    /// Finished bytes that no template made, and in which no links are looked up.
    pub fn plain(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            links: Links::default(),
            written: Vec::new(),
            pieces: Vec::new(),
        }
    }

    /// What the rules ask of the page. Linear in what its template wrote.
    pub fn facts(&self) -> Facts {
        Facts::of_parts(&self.written, |words, facts| {
            let pieces = inserts::numbers(words.written());
            let pieces = pieces.filter_map(|number| self.pieces.get(number.checked_sub(FIRST)?));
            pieces.for_each(|piece| facts.add(piece));
        })
    }
}

impl Renderer {
    /// Takes the embedded theme and what the site's `templates/` override, in these
    /// colours.
    pub fn load(templates: &Sources, palette: &Palette) -> Result<Self, Vec<Diagnostic>> {
        let engine = Engine::load(templates, palette)?;
        Ok(Self {
            engine,
            tables: TableWriter::default(),
        })
    }

    /// What is wrong with the site's own templates although they can be used.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.engine.warnings
    }

    /// How many bytes style and script are in every page.
    pub fn weights(&self) -> (usize, usize) {
        let assets = &self.engine.assets;
        (assets.style.len(), assets.script.len())
    }

    /// The script of the page where readers search the site.
    pub fn search_script(&self) -> &str {
        &self.engine.assets.search
    }

    /// Whether the site overrides any template, style or script.
    pub fn has_own_templates(&self) -> bool {
        self.engine.overridden
    }

    /// Where the first of these texts stands in the site's own templates that make a
    /// page; `None` if in none.
    pub fn in_own_templates(&self, output: &Output, texts: &[&str]) -> Option<Place> {
        let template = View::template(output.subject);
        self.engine.in_own(template, texts)
    }

    /// The hash of everything that rendering is given beside the content: templates,
    /// minifier, and this very program.
    pub fn digest(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.engine.digest.as_bytes());
        hasher.update(env!("GONGKAI_SOURCE").as_bytes());
        hasher.update(minify::SETTINGS.as_bytes());
        hasher.finalize()
    }

    /// Prepares a page that was planned for the unit of `inputs`. Linear in the page.
    pub fn prepare<'r>(&'r self, output: &'r Output, inputs: &RenderInputs<'r>) -> Prepared<'r> {
        let RenderInputs {
            config,
            related,
            has_icon,
            embedding,
        } = *inputs;
        let RelatedUnit {
            unit, relations, ..
        } = related;
        let context = RenderContext {
            config,
            unit,
            above: &relations.above,
            children: &relations.children,
            related,
            has_icon,
            embedding,
            assets: &self.engine.assets,
            with_cells: self.engine.has_own_tables,
            own_templates: self.engine.overridden,
        };
        let view = View::of(output, &context);
        let tables = match output.subject {
            Subject::Report { year } => views::tables(&unit.reports[&year]),
            Subject::Superseded { year, version } => unit
                .superseded(year, version)
                .map(views::tables)
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        let tables = tables.iter().map(|placed| self.tables.write(placed));
        let tables: Vec<WrittenTable> = tables.collect();
        Prepared {
            shown: shown(&view, &tables),
            make: Box::new(move || self.finish(output, &view, &tables, config.base_url.as_deref())),
        }
    }

    fn finish(
        &self,
        output: &Output,
        view: &View,
        tables: &[WrittenTable],
        base: Option<&str>,
    ) -> Result<Rendered, Diagnostic> {
        let template = View::template(output.subject);
        let page = self.engine.render(template, view, &output.source)?;
        let mut links = links::read(&page, &output.path, base);
        links.inserted = tables.iter().map(|table| Arc::clone(&table.ids)).collect();
        Ok(Rendered {
            bytes: inserts::fill(&page, |number| self.insert(tables, number)),
            links,
            written: page,
            pieces: tables
                .iter()
                .map(|table| Arc::clone(&table.facts))
                .collect(),
        })
    }

    fn insert<'i>(&'i self, tables: &'i [WrittenTable], number: usize) -> Option<&'i str> {
        match number {
            STYLE => Some(&self.engine.assets.style),
            SCRIPT => Some(&self.engine.assets.script),
            _ => Some(&tables.get(number - FIRST)?.html),
        }
    }
}

/// The hash of a view and of the tables that are set into its page.
fn shown(view: &View, tables: &[WrittenTable]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    // A view is plain data, which postcard encodes whatever it holds.
    hasher.update(&postcard::to_stdvec(view).expect("a view is plain data"));
    for table in tables {
        hasher.update(&(table.html.len() as u64).to_le_bytes());
        hasher.update(table.html.as_bytes());
    }
    hasher.finalize()
}
