//! The template engine: the embedded theme under the site's own files.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, Tera};

use crate::diag::{Diagnostic, Place};
use crate::parse::source::{TEXT_LIMIT, decode};
use crate::path::SourcePath;
use crate::snapshot::Snapshot;

use super::assets::Assets;
use super::theme::{PREFIX, THEME};
use super::views::View;

/// All templates of a site. Templates are pure: the engine is given no
/// function that reads a file, the clock or the environment.
pub struct Engine {
    tera: Tera,
    pub assets: Assets,
    /// Whether the site overrides any template, style or script.
    pub overridden: bool,
    /// A hash over every template, style and script.
    pub digest: blake3::Hash,
}

impl Engine {
    /// Takes the embedded theme and what the site overrides of it. All
    /// templates that cannot be read are reported at once.
    pub fn load(snapshot: &Snapshot) -> Result<Self, Vec<Diagnostic>> {
        let (own, mut diagnostics) = own_files(snapshot);
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
        let context =
            Context::from_serialize(view).map_err(|error| made_for(explain(&error, template)))?;
        self.tera
            .render(template, &context)
            .map_err(|error| made_for(explain(&error, template)))
    }
}

/// The site's own templates, by their names below `templates/`.
fn own_files(snapshot: &Snapshot) -> (BTreeMap<&str, &str>, Vec<Diagnostic>) {
    let mut own = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (file, _) in snapshot.files() {
        let Some(name) = file.as_str().strip_prefix("templates/") else {
            continue;
        };
        if name.starts_with(PREFIX) {
            let help = "把文件移到 templates/ 下面；default/ 是内置模板的名字";
            diagnostics
                .push(Diagnostic::error("TPL", Place::file(file), "这个文件夹名不能用").help(help));
        }
        match decode(snapshot.bytes(file).unwrap_or_default(), file, TEXT_LIMIT) {
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
    loop {
        let mut tera = Tera::default();
        if tera.set_fallback_prefixes([PREFIX]).is_err() {
            return None;
        }
        let Err(error) = tera.add_raw_templates(templates.iter()) else {
            return Some(tera);
        };
        let name = file_of(&error).unwrap_or_default();
        diagnostics.push(explain(&error, &name));
        if name.starts_with(PREFIX) || templates.remove(&name).is_none() {
            return None;
        }
    }
}

fn file_of(error: &tera::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some(report.filename().to_owned())
        }
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Some(tpl.clone())
        }
        _ => None,
    }
}

/// A template's fault in our own words and our own face.
fn explain(error: &tera::Error, template: &str) -> Diagnostic {
    let name = file_of(error)
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| template.to_owned());
    let place = |span| {
        let file = SourcePath::new(&format!("templates/{name}")).unwrap_or_else(templates_folder);
        Place { file, span }
    };
    let (message, help, span) = match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let help = format!(
                "检查 {{{{ }}}} 和 {{% %}} 是否成对。模板引擎的原话：{}",
                report.message()
            );
            (
                "模板的写法不对".to_owned(),
                help,
                Some(report.span().range.clone()),
            )
        }
        ErrorKind::RenderingError(report) => {
            let (message, help) = missing(report.message());
            (message, help, Some(report.span().range.clone()))
        }
        ErrorKind::MissingParent { parent, .. } => (
            format!("要继承的模板“{parent}”不存在"),
            "内置模板写作 default/文件名，如 default/report.html".to_owned(),
            None,
        ),
        ErrorKind::CircularExtend { .. } | ErrorKind::CircularInclude { .. } => {
            let help = "要改内置模板的一块，写 {% extends \"default/文件名\" %}";
            ("模板互相继承，绕成了一圈".to_owned(), help.to_owned(), None)
        }
        ErrorKind::TemplateNotFound(wanted) => (
            format!("没有模板“{wanted}”"),
            "检查 templates/ 里的文件名".to_owned(),
            None,
        ),
        _ => (
            "模板不能用".to_owned(),
            format!("模板引擎的原话：{error}"),
            None,
        ),
    };
    Diagnostic::error("TPL", place(span), message).help(help)
}

/// Says which field is missing, and which there are.
fn missing(said: &str) -> (String, String) {
    let (what, there) = said.split_once(" is not defined.").unwrap_or((said, ""));
    let kinds = [("Field `", "字段"), ("Variable `", "变量")];
    for (start, kind) in kinds {
        if let Some(name) = what.strip_prefix(start) {
            let listed = there.split_once(": ").map_or("", |(_, names)| names);
            let help = if listed.is_empty() {
                "这里什么也没有；检查前面的名字".to_owned()
            } else {
                format!("这里有：{}", listed.replace(", ", "、"))
            };
            return (
                format!("模板用了没有的{kind} {}", name.trim_end_matches('`')),
                help,
            );
        }
    }
    ("模板运行出错".to_owned(), format!("模板引擎的原话：{said}"))
}

fn is_template(name: &str) -> bool {
    name.ends_with(".html")
}

fn templates_folder() -> SourcePath {
    SourcePath::new("templates").expect("a fixed name is a valid path")
}
