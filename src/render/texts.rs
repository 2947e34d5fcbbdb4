//! The texts of all templates, and how they name one another.

use std::collections::BTreeMap;

use super::template_tags::named;
use super::theme::PREFIX;

/// Templates by their names, as the engine knows them.
pub type Texts<T> = BTreeMap<String, T>;

/// The text of a template; empty if there is none.
pub fn text_of<'t, T: AsRef<str>>(texts: &'t Texts<T>, name: &str) -> &'t str {
    texts.get(name).map_or("", AsRef::as_ref)
}

/// The blocks of all templates that one extends, in the order of the outermost.
pub fn blocks_above<'t, T: AsRef<str>>(template: &str, texts: &'t Texts<T>) -> Vec<&'t str> {
    let mut blocks = Vec::new();
    for text in parents(template, texts) {
        for block in named(text, "block") {
            if !blocks.contains(&block.name) {
                blocks.push(block.name);
            }
        }
    }
    blocks
}

/// The texts of all templates that one extends, the nearest first.
pub fn parents<'t, T: AsRef<str>>(template: &str, texts: &'t Texts<T>) -> Vec<&'t str> {
    let mut above: Vec<&str> = Vec::new();
    let mut text = text_of(texts, template);
    while let Some(parent) = named(text, "extends").first() {
        let Some(found) = resolve(parent.name, texts) else {
            break;
        };
        if above.iter().any(|known| std::ptr::eq(*known, found)) {
            break;
        }
        above.push(found);
        text = found;
    }
    above
}

/// A template as another names it: the site's own before the built-in one.
pub fn resolve<'t, T: AsRef<str>>(name: &str, texts: &'t Texts<T>) -> Option<&'t str> {
    let found = texts
        .get(name)
        .or_else(|| texts.get(&format!("{PREFIX}{name}")));
    found.map(AsRef::as_ref)
}

/// All names that templates give after a word such as `component`, in order.
pub fn all_named<'t, T: AsRef<str>>(word: &str, texts: &'t Texts<T>) -> Vec<&'t str> {
    let named = texts.values().flat_map(|text| named(text.as_ref(), word));
    let mut names: Vec<&str> = named.map(|one| one.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}
