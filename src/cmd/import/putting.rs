//! A report that was read, into the site.

use crate::cmd::Exit;
use crate::formats::report_yaml::agree;
use crate::import::difference::differences;
use crate::import::draft::Imported;
use crate::publish::create::create;
use crate::publish::refusal::Refusal;
use crate::publish::source::Repairer;

use super::Args;
use super::outcome::{State, Undone, refused};
use super::target::{Existing, Target};

/// Puts what was read into the site, unless something else is there.
pub fn put(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    existing: &Existing,
) -> Result<State, Undone> {
    let state = match existing.is_there() {
        true if existing.is_half_of(imported) => State::Dry,
        true => state_beside(args, imported, existing),
        false => State::Dry,
    };
    Ok(match (args.dry_run, state) {
        (false, State::Dry) => {
            // A run that was cut short may have written one of the two files.
            let missing = [!existing.has_data, !existing.has_text];
            make(args, target, imported, missing)?;
            State::Written
        }
        (false, State::DryReplace(all, words)) => {
            replace(args, target, imported, existing)?;
            State::Replaced(all, words)
        }
        (_, state) => state,
    })
}

/// What would become of a report beside the one that is there.
fn state_beside(args: &Args, imported: &Imported, existing: &Existing) -> State {
    let doc = existing.doc.as_ref();
    let words = existing.text.as_ref() != Some(&imported.markdown);
    if doc.is_some_and(|doc| agree(doc, &imported.doc)) && !words {
        return State::Same;
    }
    let all = doc.map(|doc| differences(doc, &imported.doc));
    match args.replace {
        true => State::DryReplace(all.unwrap_or_default(), words),
        false => State::Occupied(all.unwrap_or_default(), words),
    }
}

/// Makes the files that are not there.
fn make(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    [data, text]: [bool; 2],
) -> Result<(), Undone> {
    let mut files = Vec::new();
    if data {
        let file = target.file(imported.year, "report.yaml");
        files.push((file, imported.yaml.clone()));
    }
    if text {
        let file = target.file(imported.year, "report.md");
        files.push((file, imported.markdown.clone()));
    }
    create(&args.root, &files).map_err(|error| {
        let exit = match error.downcast_ref::<Refusal>() {
            Some(_) => Exit::Usage,
            None => Exit::Machine,
        };
        refused(error.to_string(), exit)
    })
}

/// Replaces the files that are there, and makes the others.
fn replace(
    args: &Args,
    target: &Target<'_>,
    imported: &Imported,
    existing: &Existing,
) -> Result<(), Undone> {
    let repairer = Repairer::default();
    let files = [
        (existing.has_data, "report.yaml", &imported.yaml),
        (existing.has_text, "report.md", &imported.markdown),
    ];
    for (_, name, text) in files.into_iter().filter(|(has, ..)| *has) {
        let path = target.snapshot.locate(&target.file(imported.year, name));
        let done = repairer.rewrite(&path, text.as_bytes());
        done.map_err(|error| refused(error.to_string(), Exit::Machine))?;
    }
    match (existing.has_data, existing.has_text) {
        (true, true) => Ok(()),
        (data, text) => make(args, target, imported, [!data, !text]),
    }
}
