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
use crate::plan::{Kind, Output, Plan};
use crate::portal::Portal;
use crate::snapshot::Snapshot;

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
    pub fn load(snapshot: &Snapshot) -> Result<Self, Vec<Diagnostic>> {
        Engine::load(snapshot).map(|engine| Self { engine })
    }

    /// Whether the site overrides any template, style or script.
    pub fn has_own_templates(&self) -> bool {
        self.engine.overridden
    }

    /// Everything that rendering an output needs; `None` for copied files.
    pub fn prepare(&self, output: &Output, portal: &Portal, plan: &Plan) -> Option<Prepared> {
        let stage = Stage {
            portal,
            assets: &self.engine.assets,
        };
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.engine.digest.as_bytes());
        hasher.update(env!("GONGKAI_SOURCE").as_bytes());
        hasher.update(minify::SETTINGS.as_bytes());
        let mut prepared = Prepared {
            key: String::new(),
            view: None,
            text: None,
        };
        match &output.kind {
            Kind::Copy => return None,
            Kind::Sitemap => {
                let base = portal.config.base_url.as_deref().unwrap_or_default();
                let text = sitemap::sitemap(plan, portal, base);
                hasher.update(text.as_bytes());
                prepared.text = Some(text);
            }
            _ => {
                let view = View::of(output, &stage)?;
                serde_json::to_writer(&mut hasher, &view).ok()?;
                prepared.view = Some(view);
            }
        }
        prepared.key = hasher.finalize().to_hex().to_string();
        Some(prepared)
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
