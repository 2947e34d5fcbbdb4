//! The template engine: the embedded theme under the site's own files.

use std::collections::BTreeMap;

use tera::{Context, Tera};

use crate::diag::{Diagnostic, Place, any_error, codes};
use crate::html::depth::Depth;
use crate::parse::palette::Palette;
use crate::parse::source::{TEXT_LIMIT, decode};
use crate::path::SourcePath;
use crate::snapshot::Sources;

use super::assets::Assets;
use super::budget::{self, End};
use super::faults::{Fault, Missing};
use super::limits::{Limit, over_the_limit};
use super::meter::{Spot, metered};
use super::minify::{self, minify};
use super::own;
use super::shrink::shrink;
use super::template_tags::named;
use super::texts::{Texts, parents};
use super::theme::{EXTRA, PREFIX, THEME, template_file};
use super::views::View;

/// The component that prints a statutory table. A site that has its own gets
/// the cells of its tables.
const TABLE: &str = "components/stat_table.html";

/// All templates of a site. Templates are pure: the engine is given no
/// function that reads a file, the clock or the environment.
pub struct Engine {
    tera: Tera,
    /// The same templates made small; `None` if one of them does not allow
    /// it, and then every page is minified by itself.
    small: Option<Tera>,
    /// The same templates with meters in them, if the site has some of its
    /// own: pages made from them are held to a limit. `small` has meters then too.
    metered: Option<(Tera, Vec<Spot>)>,
    /// All templates as they were written, for showing places in them.
    texts: Texts<String>,
    /// What is wrong with the site's own, although they can be used.
    pub warnings: Vec<Diagnostic>,
    pub assets: Assets,
    /// Whether the site overrides any template, style or script.
    pub overridden: bool,
    /// A hash over every template, style and script.
    pub digest: blake3::Hash,
    /// Whether the site writes its tables itself.
    pub has_own_tables: bool,
}

impl Engine {
    /// Takes the embedded theme and what the site overrides of it, in these colours.
    /// All templates that cannot be read are reported at once.
    pub fn load(templates: &Sources, palette: &Palette) -> Result<Self, Vec<Diagnostic>> {
        let (own, mut diagnostics) = own_files(templates);
        let styles = ["site.css", EXTRA].map(|name| text_of(&own, name));
        let [script, search] = ["site.js", "search.js"].map(|name| text_of(&own, name));
        let assets = Assets::new(&styles, script, search, palette);
        let templates = all_templates(&own);
        let digest = digest(&templates, &assets);
        let has_own = own.keys().any(|name| is_template(name));
        let (with_meters, spots) = if has_own {
            metered(&templates)
        } else {
            Default::default()
        };
        let small = minify::ACTIVE.then(|| match has_own {
            true => shrunk(&with_meters, &spots),
            false => shrunk(&templates, &spots),
        });
        // Where meters do not fit in, the templates do without.
        let metered = has_own.then(|| together(&with_meters, &spots).ok());
        let texts = templates
            .iter()
            .map(|(name, text)| (name.clone(), (*text).to_owned()));
        let texts = texts.collect();
        diagnostics.extend(own::findings(&own, &templates, palette));
        let tera = compile(templates, &mut diagnostics);
        match tera {
            Some(tera) if !any_error(&diagnostics) => Ok(Self {
                tera,
                small: small.flatten(),
                metered: metered.flatten().zip(Some(spots)),
                texts,
                warnings: diagnostics,
                overridden: own.iter().any(|(name, text)| overrides(name, text)),
                assets,
                digest,
                has_own_tables: own.contains_key(TABLE),
            }),
            _ => Err(diagnostics),
        }
    }

    /// Renders a page of the site's own templates within its budget; `None` if
    /// only the templates as they were written can tell what is wrong.
    fn within_limits(
        &self,
        template: &str,
        context: &Context,
    ) -> Option<Result<Vec<u8>, Diagnostic>> {
        let (tera, spots) = self.metered.as_ref()?;
        let fast = self.small.as_ref().unwrap_or(tera);
        let page = match budget::render(fast, template, context) {
            Ok(page) => page,
            Err(End::Fault) => return None,
            Err(end) => return Some(Err(over_the_limit(template, limit(&end, spots)))),
        };
        if Depth::of(&page).is_too_deep() {
            return Some(Err(over_the_limit(template, Limit::TooDeep)));
        }
        Some(Ok(match &self.small {
            Some(_) => page,
            None => minify(String::from_utf8(page).ok()?).into_bytes(),
        }))
    }

    /// Where the first of these texts stands in the site's own templates: in the one
    /// that makes the page, in those it extends, then in any.
    pub fn in_own(&self, template: &str, texts: &[&str]) -> Option<Place> {
        let theme = |name: &str| self.texts.get(&format!("{PREFIX}{name}"));
        let own = self
            .texts
            .iter()
            .filter(|(name, text)| !name.starts_with(PREFIX) && theme(name) != Some(*text));
        let mut own: Vec<(&str, &str)> = own
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let above = parents(template, &self.texts);
        let far = |(name, text): &(&str, &str)| match *name == template {
            true => 0,
            false => {
                1 + above
                    .iter()
                    .position(|parent| parent == text)
                    .unwrap_or(above.len())
            }
        };
        own.sort_by_key(far);
        texts.iter().find_map(|wanted| {
            let found = own
                .iter()
                .find_map(|(name, text)| Some((name, text.find(wanted)?)));
            found.map(|(name, at)| Place::span(&template_file(name), at..at + wanted.len()))
        })
    }

    fn explain(&self, error: &tera::Error, template: &str) -> Diagnostic {
        let faults = Fault::all(error, &self.texts);
        let fault = faults.into_iter().next();
        let fault = fault.unwrap_or_else(|| Fault::new("模板运行出错", "对照内置模板检查"));
        fault.diagnostic(template)
    }

    /// Renders a view as a small page in UTF-8; `source` is the file that the
    /// page is made for.
    pub fn render(
        &self,
        template: &str,
        view: &View,
        source: &SourcePath,
    ) -> Result<Vec<u8>, Diagnostic> {
        let made_for =
            |diagnostic: Diagnostic| diagnostic.also(Place::file(source), "生成这个文件的页面时");
        let faulty = |error: tera::Error| made_for(self.explain(&error, template));
        let context = Context::from_serialize(view).map_err(faulty)?;
        if let Some(page) = self.within_limits(template, &context) {
            return page.map_err(made_for);
        }
        if let Some(small) = self.small.as_ref().filter(|_| self.metered.is_none()) {
            let mut page = Vec::new();
            if small.render_to(template, &context, &mut page).is_ok() {
                return Ok(page);
            }
        }
        // Only the templates as they were written can tell where a fault is.
        let rendered = self.tera.render(template, &context);
        rendered
            .map(|page| minify(page).into_bytes())
            .map_err(faulty)
    }
}

/// Which limit it was.
fn limit<'s>(end: &End, spots: &'s [Spot]) -> Limit<'s> {
    match end {
        End::Endless(spot) => Limit::Endless(spot.and_then(|spot| spots.get(spot))),
        _ => Limit::TooLarge,
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
            diagnostics.push(
                Diagnostic::error(&codes::TPL, Place::file(file), "这个文件夹名不能用").help(help),
            );
        }
        match decode(templates.bytes(file).unwrap_or_default(), file, TEXT_LIMIT) {
            Ok(text) => {
                own.insert(name, text);
            }
            Err(said) if is_template(name) || name == EXTRA || is_built_in(name) => {
                diagnostics.push(said);
            }
            Err(_) => {}
        }
    }
    (own, diagnostics)
}

/// The text of a style or a script, the site's own if there is one; empty for one
/// that neither the site nor the theme has.
fn text_of<'t>(own: &BTreeMap<&str, &'t str>, name: &str) -> &'t str {
    let embedded = THEME.iter().find(|(known, _)| *known == name);
    let embedded = embedded.map_or("", |(_, text)| text);
    own.get(name).copied().unwrap_or(embedded)
}

/// The embedded templates below their folder, and the site's own.
fn all_templates<'t>(own: &BTreeMap<&str, &'t str>) -> Texts<&'t str> {
    let embedded = THEME.iter().filter(|(name, _)| is_template(name));
    let embedded = embedded.map(|(name, text)| (format!("{PREFIX}{name}"), *text));
    let own = own.iter().filter(|(name, _)| is_template(name));
    embedded
        .chain(own.map(|(name, text)| ((*name).to_owned(), *text)))
        .collect()
}

/// A hash over every template, style and script.
fn digest(templates: &Texts<&str>, assets: &Assets) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let templates = templates.iter().map(|(name, text)| (name.as_str(), *text));
    let assets = [
        ("css", assets.style.as_str()),
        ("js", &assets.script),
        ("search", &assets.search),
    ];
    for (name, text) in templates.chain(assets) {
        hasher
            .update(name.as_bytes())
            .update(&[0])
            .update(text.as_bytes())
            .update(&[0]);
    }
    hasher.finalize()
}

/// Whether a file of the site is not one of the theme as it is; YAML is no part of a theme.
fn overrides(name: &str, text: &str) -> bool {
    THEME.iter().all(|embedded| *embedded != (name, text)) && !name.ends_with(".yaml")
}

/// Compiles the set; a template that cannot be read is reported and left
/// out, so that the next one has its turn. At most one try a template.
fn compile(mut templates: Texts<&str>, diagnostics: &mut Vec<Diagnostic>) -> Option<Tera> {
    let mut left_out: Vec<(String, &str)> = Vec::new();
    loop {
        let error = match together(&templates, &[]) {
            Ok(tera) => return Some(tera),
            Err(error) => error,
        };
        let faults = Fault::all(&error, &templates);
        let name = faults
            .first()
            .and_then(Fault::template)
            .unwrap_or_default()
            .to_owned();
        // What lacks something of what was just left out has no fault of its own.
        let own = faults.iter().filter(|fault| !lacks(fault, &left_out));
        diagnostics.extend(own.map(|fault| fault.diagnostic("")));
        let text = templates.get(&name).copied().unwrap_or_default();
        if name.starts_with(PREFIX) || templates.remove(&name).is_none() {
            return None;
        }
        left_out.push((name, text));
    }
}

/// Whether what a template lacks is in one that was left out.
fn lacks(fault: &Fault, left_out: &[(String, &str)]) -> bool {
    let defines = |word: &str, name: &str| {
        let named = left_out.iter().flat_map(|(_, text)| named(text, word));
        named.into_iter().any(|one| one.name == name)
    };
    match fault.missing() {
        Some(Missing::Template(name)) => left_out.iter().any(|(known, _)| known == name),
        Some(Missing::Component(name)) => defines("component", name),
        Some(Missing::Block(name)) => defines("block", name),
        None => false,
    }
}

/// The set with every template made small, if each allows it.
fn shrunk<T: AsRef<str>>(templates: &BTreeMap<String, T>, spots: &[Spot]) -> Option<Tera> {
    let shrunk = templates
        .iter()
        .map(|(name, text)| Some((name.clone(), shrink(text.as_ref())?)));
    let shrunk: BTreeMap<String, String> = shrunk.collect::<Option<_>>()?;
    together(&shrunk, spots).ok()
}

fn together<T: AsRef<str>>(
    templates: &BTreeMap<String, T>,
    spots: &[Spot],
) -> Result<Tera, tera::Error> {
    let mut tera = Tera::default();
    if !spots.is_empty() {
        budget::register(&mut tera, spots);
    }
    tera.set_fallback_prefixes([PREFIX])?;
    tera.add_raw_templates(templates.iter())?;
    Ok(tera)
}

fn is_built_in(name: &str) -> bool {
    THEME.iter().any(|(known, _)| *known == name)
}

fn is_template(name: &str) -> bool {
    name.ends_with(".html")
}
