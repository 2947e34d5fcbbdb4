//! The fields before the tables: their order, their keys and their texts.

use crate::form::Form;
use crate::formats::quote::{self, one_line};
use crate::parse::date::Stamp;
use crate::parse::former::FormerAddress;
use crate::parse::report::{Allowance, CorrectionDoc, PUBLISHED, ReportDoc, Undecided, keys};

/// The fields in the order in which they are written, before the allowances
/// and the parts.
pub const FIELDS: [&str; 11] = [
    "year",
    "form",
    "draft",
    "status",
    "title",
    "organization",
    "signed",
    "published",
    "index_number",
    "document_number",
    "former_addresses",
];

/// The field that holds the allowances.
pub const ALLOW: &str = "allow";

/// The field that holds the cells that nobody has decided about.
pub const UNDECIDED: &str = "undecided";

/// The Chinese key of a field or part.
pub fn key(id: &'static str) -> &'static str {
    let mut keys = keys().iter();
    keys.find(|key| key.id == id).map_or(id, |key| key.name)
}

/// The id of a field or part by one of its keys.
pub fn id(name: &str) -> Option<&'static str> {
    let mut keys = keys().iter();
    keys.find(|key| key.id == name || key.name == name)
        .map(|key| key.id)
}

/// The text of a field; `None` where the report leaves it out.
pub fn text(doc: &ReportDoc, id: &str) -> Option<String> {
    let words = |text: &Option<String>| text.as_deref().map(|text| quote::yaml(&one_line(text)));
    let chosen = Form::choose(None, doc.year);
    match id {
        "year" => Some(doc.year.to_string()),
        "form" => (chosen != Some(doc.form)).then(|| doc.form.id.to_owned()),
        "draft" => doc.draft.then(|| "true".to_owned()),
        "status" => doc.frozen.then(|| PUBLISHED.to_owned()),
        "title" => words(&doc.title),
        "organization" => words(&doc.organization),
        "signed" => doc.signed.as_ref().map(stamp),
        "published" => doc.published.as_ref().map(stamp),
        "index_number" => words(&doc.index_number),
        "document_number" => words(&doc.document_number),
        "former_addresses" => addresses(&doc.former_addresses),
        _ => None,
    }
}

/// One address, or a list of several.
fn addresses(list: &[FormerAddress]) -> Option<String> {
    // As in an address bar: a bare `%` begins the code of a character, a bare `#` a place.
    let typed = |path: &str| path.replace('%', "%25").replace('#', "%23");
    let written = list.iter().map(|one| quote::yaml(&typed(one.out.as_str())));
    match list {
        [] => None,
        [_] => Some(written.collect()),
        _ => Some(format!("[{}]", written.collect::<Vec<_>>().join(", "))),
    }
}

/// A date with its time, if it has one.
fn stamp(stamp: &Stamp) -> String {
    match stamp.time {
        Some(_) => stamp.minute(),
        None => stamp.iso(),
    }
}

/// The field that lists the corrections.
pub const CORRECTIONS: &str = "corrections";

/// The corrections, each as an item of a list.
pub fn corrections(doc: &ReportDoc) -> Vec<String> {
    doc.corrections.iter().map(correction).collect()
}

fn correction(one: &CorrectionDoc) -> String {
    let mut parts = Vec::new();
    parts.extend(
        one.date
            .as_ref()
            .map(|date| format!("日期: {}", stamp(date))),
    );
    parts.push(format!("原因: {}", quote::yaml(&one_line(&one.reason))));
    parts.extend(one.version.map(|version| format!("版本: {version}")));
    format!("{{{}}}", parts.join(", "))
}

/// An entry of a field that is a map of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its key, as it is read.
    pub name: String,
    /// Its key, as it is written.
    pub key: String,
    /// Its words, as they are written.
    pub words: String,
}

/// The fields that are maps of words.
pub const MAPS: [&str; 2] = [ALLOW, UNDECIDED];

/// The entries of one of [`MAPS`].
pub fn entries(doc: &ReportDoc, id: &str) -> Vec<Entry> {
    match id {
        ALLOW => doc.allow.iter().map(allowance).collect(),
        UNDECIDED => doc.undecided.iter().map(undecided).collect(),
        _ => Vec::new(),
    }
}

/// A rule is bare where it cannot be anything else.
fn allowance(one: &Allowance) -> Entry {
    let rule = &one.rule;
    let capital = rule.starts_with(|c: char| c.is_ascii_uppercase());
    let bare = rule.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let bare = capital && bare && rule.ends_with(|c: char| c.is_ascii_digit());
    Entry {
        name: rule.clone(),
        key: if bare {
            rule.clone()
        } else {
            quote::quoted(rule)
        },
        words: quote::yaml(&one_line(&one.reason)),
    }
}

/// So is an address of names that are bare each.
fn undecided(one: &Undecided) -> Entry {
    let mut names = one.cells.split('.');
    let bare = names.all(|name| quote::yaml(name) == name);
    Entry {
        name: one.cells.clone(),
        key: match bare {
            true => one.cells.clone(),
            false => quote::quoted(&one.cells),
        },
        words: quote::yaml(&one_line(&one.stood)),
    }
}
