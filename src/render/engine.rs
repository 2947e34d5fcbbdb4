//! The template engine: the embedded theme under the site's own files.

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::diag::{Diagnostic, Place};
use crate::parse::source::{TEXT_LIMIT, decode};
use crate::path::SourcePath;
use crate::snapshot::Sources;

use super::assets::Assets;
use super::faults::Fault;
use super::theme::{PREFIX, THEME};
use super::views::View;

/// All templates of a site. Templates are pure: the engine is given no
/// function that reads a file, the clock or the environment.
pub struct Engine {
    tera: Tera,
    /// The site's own templates, for showing places in them.
    texts: BTreeMap<String, String>,
    pub assets: Assets,
    /// Whether the site overrides any template, style or script.
    pub overridden: bool,
    /// A hash over every template, style and script.
    pub digest: blake3::Hash,
}

impl Engine {
    /// Takes the embedded theme and what the site overrides of it. All
    /// templates that cannot be read are reported at once.
    pub fn load(templates: &Sources) -> Result<Self, Vec<Diagnostic>> {
        let (own, mut diagnostics) = own_files(templates);
        let file = |name: &str| {
            let embedded = THEME
                .iter()
                .find(|(known, _)| *known == name)
                .map_or("", |(_, text)| text);
            own.get(name).copied().unwrap_or(embedded)
        };
        let mut templates: BTreeMap<String, &str> = BTreeMap::new();
        for (name, text) in THEME.iter().filter(|(name, _)| is_template(name)) {
            templates.insert(format!("{PREFIX}{name}"), text);
        }
        templates.extend(
            own.iter()
                .filter(|(name, _)| is_template(name))
                .map(|(name, text)| ((*name).to_owned(), *text)),
        );
        let mut hasher = blake3::Hasher::new();
        for (name, text) in templates
            .iter()
            .map(|(name, text)| (name.as_str(), *text))
            .chain([("css", file("site.css")), ("js", file("site.js"))])
        {
            hasher
                .update(name.as_bytes())
                .update(&[0])
                .update(text.as_bytes())
                .update(&[0]);
        }
        let tera = compile(templates, &mut diagnostics);
        match tera {
            Some(tera) if diagnostics.is_empty() => Ok(Self {
                tera,
                texts: own
                    .iter()
                    .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                    .collect(),
                overridden: own.iter().any(|(name, text)| {
                    THEME.iter().all(|embedded| *embedded != (*name, *text))
                        && !name.ends_with(".yaml")
                }),
                assets: Assets::new(file("site.css"), file("site.js")),
                digest: hasher.finalize(),
            }),
            _ => Err(diagnostics),
        }
    }

    /// Renders a view; `source` is the file that the page is made for.
    pub fn render(
        &self,
        template: &str,
        view: &View,
        source: &SourcePath,
    ) -> Result<String, Diagnostic> {
        let made_for =
            |diagnostic: Diagnostic| diagnostic.also(Place::file(source), "生成这个文件的页面时");
        let explain = |error: &tera::Error| {
            let own = |name: &str| self.texts.get(name).map(String::as_str);
            Fault::of(error, own).diagnostic(template)
        };
        let context = Context::from_serialize(view).map_err(|error| made_for(explain(&error)))?;
        self.tera
            .render(template, &context)
            .map_err(|error| made_for(explain(&error)))
    }
}

/// The site's own templates, by their names below `templates/`.
fn own_files(templates: &Sources) -> (BTreeMap<&str, &str>, Vec<Diagnostic>) {
    let mut own = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (file, _) in templates.files() {
        let Some(name) = file.as_str().strip_prefix("templates/") else {
            continue;
        };
        if name.starts_with(PREFIX) {
            let help = "把文件移到 templates/ 下面；default/ 是内置模板的名字";
            diagnostics
                .push(Diagnostic::error("TPL", Place::file(file), "这个文件夹名不能用").help(help));
        }
        match decode(templates.bytes(file).unwrap_or_default(), file, TEXT_LIMIT) {
            Ok(text) => {
                own.insert(name, text);
            }
            Err(said) if is_template(name) => diagnostics.push(said),
            Err(_) => {}
        }
    }
    (own, diagnostics)
}

/// Compiles the set; a template that cannot be read is reported and left
/// out, so that the next one has its turn. At most one try a template.
fn compile(
    mut templates: BTreeMap<String, &str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut left_out: Vec<String> = Vec::new();
    loop {
        let mut tera = Tera::default();
        if tera.set_fallback_prefixes([PREFIX]).is_err() {
            return None;
        }
        let Err(error) = tera.add_raw_templates(templates.iter()) else {
            return Some(tera);
        };
        let fault = Fault::of(&error, |name| templates.get(name).copied());
        // A child of what was just left out has no fault of its own.
        if fault
            .parent()
            .is_none_or(|parent| !left_out.iter().any(|name| name == parent))
        {
            diagnostics.push(fault.diagnostic(""));
        }
        let name = fault.template().unwrap_or_default().to_owned();
        if name.starts_with(PREFIX) || templates.remove(&name).is_none() {
            return None;
        }
        left_out.push(name);
    }
}

fn is_template(name: &str) -> bool {
    name.ends_with(".html")
}
