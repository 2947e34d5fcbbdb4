//! The texts of a unit's articles, in which a browser checks what it found.

use serde_json::to_string;

use crate::portal::{Unit, folder};

use super::articles::{Article, UnitArticles};
use super::contents::Contents;
use super::forms;

/// The file of this position among those of a unit. Linear in its articles.
pub fn texts(unit: &Unit, articles: &UnitArticles, contents: &Contents, file: usize) -> Vec<u8> {
    let held = articles.articles.iter();
    let held = held.filter(|one| contents.is_in(file, one.number));
    let written: Vec<String> = held.map(article).collect();
    let folder = quoted(&folder(&unit.id));
    let script = format!("gk.texts({folder},{file},[\n{}\n]);\n", written.join(",\n"));
    script.into_bytes()
}

fn article(article: &Article) -> String {
    let day = article.day.as_ref().map(|day| day.date.to_string());
    let form = article.form.map_or("", |form| forms::all()[form].id);
    format!(
        "[{},{},{},{},{},{}]",
        article.number,
        quoted(article.path.as_str()),
        quoted(&article.title),
        quoted(&day.unwrap_or_default()),
        quoted(form),
        quoted(&article.text),
    )
}

/// A text as a string of a script.
pub fn quoted(text: &str) -> String {
    let json = to_string(text).expect("a text is always JSON");
    // Old browsers take both for the end of a line.
    match json.contains(['\u{2028}', '\u{2029}']) {
        true => json
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029"),
        false => json,
    }
}
