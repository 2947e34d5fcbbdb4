//! What became of a collection, for programs: one object a file, then one about the whole
//! (`docs/reference/import.md`).

use serde_json::{Value as Json, json};

use crate::cmd::import::json::object;
use crate::cmd::import::outcome::Outcome;
use crate::import::county::letter::{Matter, brief, letter};
use crate::import::county::new_units::unit_yaml;
use crate::import::county::standing::Standing;

use super::summary::Summary;
use super::tell::said;
use super::{Collection, Entry, Fate};

/// All lines.
pub fn lines(collection: &Collection<'_>, summary: &Summary) -> String {
    let entries = collection
        .entries
        .iter()
        .map(|entry| line(collection, entry));
    let lines = entries.chain([whole(collection, summary)]);
    lines.map(|line| format!("{line}\n")).collect()
}

fn line(collection: &Collection<'_>, entry: &Entry<'_>) -> Json {
    let ids = |all: &[usize]| -> Vec<Json> { all.iter().map(|at| id(collection, *at)).collect() };
    let file = |at: &usize| collection.entries[*at].file.file.clone();
    let left = |result: &str| {
        json!({
            "file": entry.file.file,
            "result": result,
            "message": said(collection, entry),
            "year": entry.year(),
        })
    };
    match &entry.fate {
        Fate::Taken { unit, outcome } => {
            let target = collection.units.target(collection.snapshot, *unit);
            let mut line = object(collection.args, &target, &entry.file.file, outcome);
            if let Outcome::Refused(_) = outcome {
                line["unit"] = id(collection, *unit);
            }
            line
        }
        Fate::Left(one) => {
            let mut line = left(one.cause.word());
            line["message"] = json!(one.why);
            line["organization"] = json!(one.body);
            line["units"] = json!(ids(&one.units));
            line
        }
        Fate::Unknown { new, body, .. } => {
            let mut line = left("unknown");
            line["organization"] = json!(body);
            let known = collection.unknown.get(*new);
            line["unit_yaml"] = json!(known.map(|(unit, _)| unit_yaml(&unit.organization)));
            line
        }
        Fate::Copy { unit, of, .. } => {
            let mut line = left("copy");
            line["unit"] = id(collection, *unit);
            line["files"] = json!([file(of)]);
            line
        }
        Fate::Rival { unit, all, .. } => {
            let mut line = left("rivals");
            line["unit"] = id(collection, *unit);
            line["files"] = json!(all.iter().map(file).collect::<Vec<_>>());
            line
        }
    }
}

/// The id of a unit; null for the owner.
fn id(collection: &Collection<'_>, unit: usize) -> Json {
    json!(collection.units.all[unit].id)
}

fn whole(collection: &Collection<'_>, summary: &Summary) -> Json {
    let owner = collection.units.owner.as_deref();
    let none: Vec<Matter> = Vec::new();
    let units = collection.units.all.iter().enumerate().map(|(at, unit)| {
        let matters = summary.matters.get(&at).unwrap_or(&none);
        let letter = (!matters.is_empty()).then(|| letter(unit.name(), owner, matters));
        json!({
            "unit": unit.id,
            "name": unit.name(),
            "standing": summary.standings.get(at).map(|standing| word(*standing)),
            "to_mend": brief(matters),
            "letter": letter,
        })
    });
    let made = collection.made.iter().map(|at| id(collection, *at));
    json!({
        "result": "summary",
        "year": summary.year,
        "files": collection.entries.len(),
        "units": units.collect::<Vec<_>>(),
        "new_units": made.collect::<Vec<_>>(),
    })
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Received => "received",
        Standing::There => "there",
        Standing::Open => "open",
        Standing::Draft => "draft",
        Standing::Missing => "missing",
        Standing::Free => "free",
    }
}
