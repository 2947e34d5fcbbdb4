//! Pages: a view of the portal, a template, the fewest bytes that say it.
//!
//! Rendering is pure: the same view and templates give the same bytes. A
//! page's key is the hash of exactly what rendering is given, so a page whose
//! key stands need not be rendered.

mod assets;
mod csp;
mod engine;
mod faults;
pub mod links;
pub mod minify;
mod sitemap;
mod theme;
pub mod views;

use crate::diag::Diagnostic;
use crate::parse::config::ConfigDoc;
use crate::plan::Output;
use crate::portal::{Body, Unit};
use crate::snapshot::Sources;

use engine::Engine;
use links::Links;
use views::{Stage, View};

/// Turns the outputs of a plan into bytes.
pub struct Renderer {
    engine: Engine,
}

/// A finished page.
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub links: Links,
}

/// What a page will be made from, and the key that stands for it.
pub struct Prepared {
    pub key: String,
    view: Option<View>,
    /// For outputs that no template makes.
    text: Option<String>,
}

impl Renderer {
    /// Takes the embedded theme and what the site's `templates/` override.
    pub fn load(templates: &Sources) -> Result<Self, Vec<Diagnostic>> {
        Engine::load(templates).map(|engine| Self { engine })
    }

    /// Whether the site overrides any template, style or script.
    pub fn has_own_templates(&self) -> bool {
        self.engine.overridden
    }

    /// What stands for everything that rendering is given beside the views.
    pub fn digest(&self) -> blake3::Hash {
        self.hasher().finalize()
    }

    /// Everything that rendering a page of `unit` needs; `None` for outputs
    /// that no template makes. `bodies` are the hosted ones, for the index.
    pub fn prepare(
        &self,
        output: &Output,
        config: &ConfigDoc,
        unit: &Unit,
        bodies: &[Body],
    ) -> Option<Prepared> {
        let stage = Stage {
            config,
            unit,
            bodies,
            assets: &self.engine.assets,
        };
        let view = View::of(output, &stage)?;
        let mut hasher = self.hasher();
        serde_json::to_writer(&mut hasher, &view).ok()?;
        Some(Prepared {
            key: hasher.finalize().to_hex().to_string(),
            view: Some(view),
            text: None,
        })
    }

    /// The sitemap of these outputs.
    pub fn prepare_sitemap<'o>(
        &self,
        outputs: impl Iterator<Item = &'o Output>,
        base: &str,
    ) -> Prepared {
        let text = sitemap::sitemap(outputs, base);
        let mut hasher = self.hasher();
        hasher.update(text.as_bytes());
        Prepared {
            key: hasher.finalize().to_hex().to_string(),
            view: None,
            text: Some(text),
        }
    }

    fn hasher(&self) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.engine.digest.as_bytes());
        hasher.update(env!("GONGKAI_SOURCE").as_bytes());
        hasher.update(minify::SETTINGS.as_bytes());
        hasher
    }

    /// Renders what was prepared.
    pub fn render(
        &self,
        output: &Output,
        prepared: &Prepared,
        base: Option<&str>,
    ) -> Result<Rendered, Diagnostic> {
        let Some(view) = &prepared.view else {
            let bytes = prepared.text.clone().unwrap_or_default().into_bytes();
            return Ok(Rendered {
                bytes,
                links: Links::default(),
            });
        };
        let html = self
            .engine
            .render(View::template(&output.kind), view, &output.source)?;
        let bytes = minify::minify(&html);
        let links = links::read(&bytes, &output.path, base);
        Ok(Rendered { bytes, links })
    }
}
