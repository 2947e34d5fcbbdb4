//! The texts of a unit's documents, in which a browser checks what it found.

use serde_json::to_string;

use crate::portal::{Unit, folder};

use super::contents::Contents;
use super::documents::{Document, UnitDocuments};
use super::forms;

/// The file of this position among those of a unit. Linear in its documents.
pub fn texts(unit: &Unit, documents: &UnitDocuments, contents: &Contents, file: usize) -> Vec<u8> {
    let held = documents.documents.iter();
    let held = held.filter(|one| contents.is_in(file, one.number));
    let written: Vec<String> = held.map(document).collect();
    let folder = quoted(&folder(&unit.id));
    let script = format!("gk.texts({folder},{file},[\n{}\n]);\n", written.join(",\n"));
    script.into_bytes()
}

fn document(document: &Document) -> String {
    let day = document.day.as_ref().map(|day| day.date.to_string());
    let form = document.form.map_or("", |form| forms::all()[form].id);
    format!(
        "[{},{},{},{},{},{}]",
        document.number,
        quoted(document.path.as_str()),
        quoted(&document.title),
        quoted(&day.unwrap_or_default()),
        quoted(form),
        quoted(&document.text),
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
