//! The template engine: the embedded theme under the site's own files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, Tera};

use crate::diag::{Diagnostic, Place, codes};
use crate::html::depth::Depth;
use crate::parse::source::{TEXT_LIMIT, decode};
use crate::path::SourcePath;
use crate::report::Grid;
use crate::snapshot::Sources;

use super::assets::Assets;
use super::budget::{self, End};
use super::faults::{Fault, Limit, over_the_limit};
use super::inserts::Insert;
use super::meter::{Spot as Metered, metered};
use super::minify::{self, minify};
use super::shrink::shrink;
use super::skeletons::{Skeletons, Spot};
use super::theme::{PREFIX, THEME};
use super::views::table::TableView;
use super::views::{Tables, View};

/// The component that writes a statutory table.
const TABLE: &str = "components/stat_table.html";

/// A template that is a table and nothing else.
const ONE_TABLE: &str = "default/one_table.html";
const CALL_TABLE: &str = "{{ <stat_table table={table}/> }}";

/// All templates of a site. Templates are pure: the engine is given no
/// function that reads a file, the clock or the environment.
pub struct Engine {
    tera: Tera,
    /// The same templates made small; none where one of them does not allow
    /// it, and then every page is minified by itself.
    small: Option<Tera>,
    /// The same templates with meters in them, where the site has some of its
    /// own; what is made of them is held to a limit. So is `small` then.
    metered: Option<(Tera, Vec<Metered>)>,
    /// What is wrong with the component that writes tables, once it ran out of
    /// steps; every other table would take as long.
    endless_table: OnceLock<Diagnostic>,
    /// The site's own templates, for showing places in them.
    texts: BTreeMap<String, String>,
    pub assets: Assets,
    /// Whether the site overrides any template, style or script.
    pub overridden: bool,
    /// A hash over every template, style and script.
    pub digest: blake3::Hash,
    skeletons: Skeletons,
    /// Whether the site's own templates may write tables cell by cell.
    want_cells: bool,
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
        templates.insert(ONE_TABLE.to_owned(), CALL_TABLE);
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
        let want_cells = own.iter().any(|(name, text)| writes_tables(name, text));
        let has_own = own.keys().any(|name| is_template(name));
        let (with_meters, spots) = if has_own {
            metered(&templates)
        } else {
            Default::default()
        };
        let small = (minify::ACTIVE && !want_cells).then(|| match has_own {
            true => shrunk(&with_meters, &spots),
            false => shrunk(&templates, &spots),
        });
        // Where meters do not fit in, the templates do without.
        let metered = has_own.then(|| together(&with_meters, &spots).ok());
        let tera = compile(templates, &mut diagnostics);
        match tera {
            Some(tera) if diagnostics.is_empty() => Ok(Self {
                tera,
                small: small.flatten(),
                metered: metered.flatten().zip(Some(spots)),
                endless_table: OnceLock::new(),
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
                skeletons: Skeletons::default(),
                want_cells,
            }),
            _ => Err(diagnostics),
        }
    }

    /// A whole table, as the component writes it.
    fn write_table(&self, view: &TableView) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        context.insert("table", view);
        if let Some((tera, spots)) = &self.metered {
            if let Some(said) = self.endless_table.get() {
                return Err(said.clone());
            }
            match budget::render(tera, ONE_TABLE, &context) {
                Ok(table) if Depth::of(&table).is_too_deep() => {
                    return Err(over_the_limit(TABLE, Limit::TooDeep));
                }
                Ok(table) => return Ok(String::from_utf8_lossy(&table).into_owned()),
                Err(End::Fault) => {}
                Err(end) => {
                    let said = over_the_limit(TABLE, limit(&end, spots));
                    return Err(self.endless_table.get_or_init(|| said).clone());
                }
            }
        }
        let written = self.tera.render(ONE_TABLE, &context);
        written.map_err(|error| self.explain(&error, TABLE))
    }

    /// Renders a page of the site's own templates within its budget; nothing
    /// where only the templates as they were written can tell what is wrong.
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

    fn explain(&self, error: &tera::Error, template: &str) -> Diagnostic {
        let own = |name: &str| self.texts.get(name).map(String::as_str);
        Fault::of(error, own).diagnostic(template)
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
        if let Some(fault) = view.faults.first() {
            return Err(made_for(fault.clone()));
        }
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

impl Tables for Engine {
    fn table(
        &self,
        spot: &Spot,
        grid: &Grid,
        view: &dyn Fn() -> TableView,
    ) -> Result<Insert, Diagnostic> {
        let write = |view: &TableView| self.write_table(view);
        self.skeletons.table(spot, grid, view, &write)
    }

    fn want_cells(&self) -> bool {
        self.want_cells
    }
}

/// Which limit it was.
fn limit<'s>(end: &End, spots: &'s [Metered]) -> Limit<'s> {
    match end {
        End::Endless(spot) => Limit::Endless(spot.and_then(|spot| spots.get(spot))),
        _ => Limit::TooLarge,
    }
}

/// Whether a template of the site's own may look into the tables of a report.
/// The component that writes one is given all of it anyway.
fn writes_tables(name: &str, text: &str) -> bool {
    // `page.head_title` is another word.
    let ends = |rest: &str| !rest.starts_with(|c: char| c == '_' || c.is_ascii_alphanumeric());
    let says = |word: &str| text.split(word).skip(1).any(ends);
    is_template(name)
        && name != TABLE
        && ["stat_table", ".bodies", ".head", ".colgroups"]
            .iter()
            .any(|word| says(word))
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
        let error = match together(&templates, &[]) {
            Ok(tera) => return Some(tera),
            Err(error) => error,
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

/// The set with every template made small, if each allows it. The component
/// that writes tables is left out: what it writes is minified once a skeleton.
fn shrunk<T: AsRef<str>>(templates: &BTreeMap<String, T>, spots: &[Metered]) -> Option<Tera> {
    let shrunk = templates.iter().map(|(name, text)| {
        let is_table = name.ends_with(TABLE) || name == ONE_TABLE;
        let text = if is_table {
            text.as_ref().to_owned()
        } else {
            shrink(text.as_ref())?
        };
        Some((name.clone(), text))
    });
    let shrunk: BTreeMap<String, String> = shrunk.collect::<Option<_>>()?;
    together(&shrunk, spots).ok()
}

fn together<T: AsRef<str>>(
    templates: &BTreeMap<String, T>,
    spots: &[Metered],
) -> Result<Tera, tera::Error> {
    let mut tera = Tera::default();
    if !spots.is_empty() {
        budget::register(&mut tera, spots);
    }
    tera.set_fallback_prefixes([PREFIX])?;
    tera.add_raw_templates(templates.iter())?;
    Ok(tera)
}

fn is_template(name: &str) -> bool {
    name.ends_with(".html")
}
