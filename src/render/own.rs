//! What is wrong with a site's own templates although pages can be made with them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::palette::Palette;
use crate::path::SourcePath;
use crate::prose::closest;

use super::refused::{self, Refused};
use super::template_tags::named;
use super::texts::{Texts, parents, resolve};
use super::theme::{EXTRA, PREFIX, THEME, template_file};
use super::variables::declared;

/// The endings of files that are meant to be templates, styles or scripts.
const ENDINGS: [&str; 6] = [".html", ".htm", ".css", ".js", ".tera", ".jinja"];

/// So many further places of one kind are shown.
const SHOWN: usize = 10;

/// What is found in the site's own files, by their names below `templates/`;
/// `texts` are all templates. Linear, but for the names.
pub fn findings(
    own: &BTreeMap<&str, &str>,
    texts: &Texts<&str>,
    palette: &Palette,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let used = used(own);
    for (name, text) in own {
        let embedded = THEME.contains(&(*name, *text));
        if embedded || name.starts_with(PREFIX) {
            continue;
        }
        found.extend(unused(name, text, &used));
        let refused = match *name {
            "site.css" | EXTRA => refused::in_style(text),
            _ if texts.contains_key(*name) && has_policy(name, texts) => refused::in_template(text),
            _ => Vec::new(),
        };
        found.extend(told(&template_file(name), refused));
        if name.ends_with(".css") {
            found.extend(without_effect(name, text, palette));
        }
        if texts.contains_key(*name) {
            found.extend(without_content(name, text, texts));
        }
    }
    found
}

/// Whether the pages that a template is a part of have the policy: all, but for
/// those whose outermost template is the site's own and leaves it out.
fn has_policy(name: &str, texts: &Texts<&str>) -> bool {
    let above = parents(name, texts);
    let outermost = above.last().copied().or_else(|| texts.get(name).copied());
    let whole = |text: &str| text.to_ascii_lowercase().contains("<html");
    let outermost = outermost
        .filter(|text| whole(text))
        .or_else(|| resolve("base.html", texts));
    outermost.is_none_or(|text| text.contains("page.csp"))
}

/// Colours of the theme that a style sheet declares otherwise than `site.toml`: they
/// are decided there alone, where their contrast is computed.
fn without_effect(name: &str, style: &str, palette: &Palette) -> Vec<Diagnostic> {
    // An exported sheet declares the default, whatever the site has chosen.
    let default = Palette::default();
    let known = |color| [palette.get(color), default.get(color)].map(Some);
    let other = declared(style).into_iter();
    let other = other.filter(|one| !known(one.color).contains(&one.value));
    let told = other.map(|one| {
        let message = format!("{} 写在这里不起作用", one.color.variable());
        let id = one.color.id();
        let help = match one.value {
            Some(value) => format!("删去；在 site.toml 的 [theme] 里写  {id} = \"{value}\""),
            None => format!("删去；在 site.toml 的 [theme] 里写  {id}，颜色如 \"#0b3d7a\""),
        };
        let place = Place::span(&template_file(name), one.span);
        Diagnostic::warning(&codes::TPL, place, message).help(help)
    });
    told.collect()
}

/// What is refused, each kind once with its first place and how often.
fn told(file: &SourcePath, refused: Vec<Refused>) -> Vec<Diagnostic> {
    let mut kinds: Vec<(Refused, Vec<Range<usize>>)> = Vec::new();
    for one in refused {
        match kinds
            .iter_mut()
            .find(|(first, _)| first.message == one.message)
        {
            Some((_, more)) => more.push(one.span),
            None => kinds.push((one, Vec::new())),
        }
    }
    let told = kinds.into_iter().map(|(first, more)| {
        let count = match more.len() {
            0 => String::new(),
            more => format!("（一共 {} 处）", more + 1),
        };
        let place = Place::span(file, first.span);
        let mut said =
            Diagnostic::warning(&codes::TPL, place, first.message + &count).help(first.help);
        for span in more.into_iter().take(SHOWN) {
            said = said.also(Place::span(file, span), "这里也是");
        }
        said
    });
    told.collect()
}

/// The names of all files that another one extends or includes.
fn used<'t>(own: &BTreeMap<&str, &'t str>) -> BTreeSet<&'t str> {
    let mut used = BTreeSet::new();
    for (file, text) in own.iter().filter(|(name, _)| name.ends_with(".html")) {
        let words = ["extends", "include"].into_iter();
        let names = words.flat_map(|word| named(text, word)).map(|one| one.name);
        used.extend(names.filter(|name| name != file));
    }
    used
}

/// A file that takes the place of no built-in one, that no other file names, and
/// that has no component.
fn unused(name: &str, text: &str, used: &BTreeSet<&str>) -> Option<Diagnostic> {
    let known = THEME.iter().any(|(known, _)| *known == name);
    if known
        || name == EXTRA
        || !ENDINGS.iter().any(|end| name.ends_with(end))
        || !named(text, "component").is_empty()
    {
        return None;
    }
    if used.contains(name) {
        return None;
    }
    let names = || THEME.iter().map(|(known, _)| *known).chain([EXTRA]);
    let file = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let elsewhere = names().find(|known| file(known) == file(name));
    let near = elsewhere.or_else(|| closest(name, names()));
    let help = match near {
        Some(near) => format!("要代替内置的 {near}，把文件改名为 templates/{near}"),
        None => format!(
            "要代替内置的，文件名用：{}；要放进别的模板，在那里写 {{% include \"{name}\" %}}",
            names().collect::<Vec<_>>().join("、")
        ),
    };
    let message = format!("templates/{name} 没有起作用：没有叫这个名字的内置模板，也没有模板用它");
    Some(Diagnostic::warning(&codes::TPL, Place::file(&template_file(name)), message).help(help))
}

/// Includes of templates that extend others: what they say is in blocks, and an
/// include has none to put them into.
fn without_content(name: &str, text: &str, texts: &Texts<&str>) -> Vec<Diagnostic> {
    let extends =
        |other: &str| resolve(other, texts).is_some_and(|text| !named(text, "extends").is_empty());
    let included = named(text, "include")
        .into_iter()
        .filter(|one| extends(one.name));
    let told = included.map(|one| {
        let message = format!("{} 写了 {{% extends %}}，不能放进别的模板", one.name);
        let help = "把要用的内容另存成没有 {% extends %} 的文件，再 include 它";
        Diagnostic::error(
            &codes::TPL,
            Place::span(&template_file(name), one.span),
            message,
        )
        .help(help)
    });
    told.collect()
}
