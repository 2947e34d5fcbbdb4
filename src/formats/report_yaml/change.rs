//! The next change that a file needs to say what a report says.

use crate::form::Part;
use crate::parse::names::Names;
use crate::parse::report::ReportDoc;
use crate::parse::tables::{PartDoc, REST};

use super::cells::entry;
use super::fields::{self, CORRECTIONS, Entry, FIELDS, MAPS};
use super::rows::Inside;
use super::splice::{self, ODD, Outcome};
use super::target::Target;
use super::writer;

/// A file, and the report that it should say.
pub struct Change<'c> {
    pub target: Target<'c>,
    pub wanted: &'c ReportDoc,
}

const FORM: &str = "格式不同，要另写一份";

impl Change<'_> {
    /// The first change that is needed; `None` if the file says all of it.
    pub fn next(&self) -> Option<Outcome> {
        if self.target.reading.doc.form != self.wanted.form {
            return Some(Err(FORM));
        }
        self.field()
            .or_else(|| self.correction())
            .or_else(|| MAPS.into_iter().find_map(|id| self.map(id)))
            .or_else(|| self.part())
    }

    fn field(&self) -> Option<Outcome> {
        let text = |doc: &ReportDoc, id: &str| fields::text(doc, id);
        let mut ids = FIELDS.iter().copied();
        let id = ids.find(|id| text(&self.target.reading.doc, id) != text(self.wanted, id))?;
        Some(match text(self.wanted, id) {
            Some(text) => self.set_field(id, &text),
            None => self
                .target
                .remove_key(&[], |key| fields::id(key) == Some(id)),
        })
    }

    /// Sets a field of the root, where it stands or where it belongs.
    fn set_field(&self, id: &'static str, text: &str) -> Outcome {
        if let Some(way) = self
            .target
            .reading
            .below(&[], |key| fields::id(key) == Some(id))
        {
            return self.target.set_at(&way, text);
        }
        self.insert_root(id, &entry(fields::key(id), text))
    }

    /// Puts an entry into the root behind the last that comes before it.
    fn insert_root(&self, id: &str, entry: &str) -> Outcome {
        let parts = self.wanted.form.parts.iter().map(|part| part.id);
        let order = FIELDS.into_iter().chain([CORRECTIONS]).chain(MAPS);
        let order: Vec<&str> = order.chain(parts).collect();
        let rank = |id: &str| order.iter().position(|other| *other == id);
        let earlier = |key: &str| fields::id(key).is_some_and(|other| rank(other) < rank(id));
        let behind = self.target.last(&[], earlier);
        self.target.insert_at(&[], behind, entry)
    }

    /// The next correction that the file does not list yet. Those that it lists stay.
    fn correction(&self) -> Option<Outcome> {
        let has = fields::corrections(&self.target.reading.doc);
        let wanted = fields::corrections(self.wanted);
        if has == wanted {
            return None;
        }
        let Some(next) = wanted.get(has.len()).filter(|_| wanted.starts_with(&has)) else {
            return Some(Err(ODD));
        };
        let is_list = |key: &str| fields::id(key) == Some(CORRECTIONS);
        let Some(way) = self.target.reading.below(&[], is_list) else {
            let all = format!("{}:\n  - {next}", fields::key(CORRECTIONS));
            return Some(self.insert_root(CORRECTIONS, &all));
        };
        let list = match self.target.value(&way) {
            Ok(list) => list,
            Err(odd) => return Some(Err(odd)),
        };
        Some(match has.is_empty() {
            true => self.target.insert_at(&way, None, &format!("- {next}")),
            false => splice::push(self.target.text, list, next),
        })
    }

    /// One of the fields that are maps of words.
    fn map(&self, id: &'static str) -> Option<Outcome> {
        let has = fields::entries(&self.target.reading.doc, id);
        let wanted = fields::entries(self.wanted, id);
        let here = || {
            self.target
                .reading
                .below(&[], |key| fields::id(key) == Some(id))
        };
        for one in &wanted {
            match has.iter().find(|other| other.name == one.name) {
                Some(other) if other.words == one.words => continue,
                _ => {}
            }
            let Some(map) = here() else {
                let all = format!("{}: {{{}}}", fields::key(id), entry(&one.key, &one.words));
                return Some(self.insert_root(id, &all));
            };
            return Some(
                match self.target.reading.below(&map, |key| key == one.name) {
                    Some(way) => self.target.set_at(&way, &one.words),
                    None => {
                        let behind = self.target.reading.entries(&map).len().checked_sub(1);
                        self.target
                            .insert_at(&map, behind, &entry(&one.key, &one.words))
                    }
                },
            );
        }
        let known = |one: &Entry| wanted.iter().any(|other| other.name == one.name);
        let one = has.iter().find(|one| !known(one))?;
        let map = here()?;
        Some(match self.target.reading.entries(&map).len() {
            1 => self
                .target
                .remove_key(&[], |key| fields::id(key) == Some(id)),
            _ => self.target.remove_key(&map, |key| key == one.name),
        })
    }

    fn part(&self) -> Option<Outcome> {
        let docs = self.target.reading.doc.parts.iter().zip(&self.wanted.parts);
        let mut parts = self.wanted.form.parts.iter().zip(docs);
        parts.find_map(|(part, docs)| match docs {
            (None, None) => None,
            (Some(_), None) => Some(self.target.remove_key(&[], |key| is_part(part, key))),
            (None, Some(doc)) => {
                Some(self.insert_root(part.id, writer::part(part, doc).trim_end()))
            }
            (Some(has), Some(doc)) => self.rest(part, has, doc).or_else(|| {
                let names = Names::get(self.wanted.form.id, part.id)?;
                let root = self.target.reading.below(&[], |key| is_part(part, key))?;
                let inside = Inside {
                    target: self.target,
                    part,
                    names,
                    root,
                    rest_is_zero: has.rest_is_zero,
                };
                inside.next(has, doc)
            }),
        })
    }

    /// `其余为零`, where it is wanted otherwise.
    fn rest(&self, part: &'static Part, has: &PartDoc, wanted: &PartDoc) -> Option<Outcome> {
        if has.rest_is_zero == wanted.rest_is_zero {
            return None;
        }
        let root = self.target.reading.below(&[], |key| is_part(part, key))?;
        let here = self.target.reading.below(&root, |key| REST.contains(&key));
        Some(match (here, wanted.rest_is_zero) {
            (Some(way), true) => self.target.set_at(&way, "true"),
            (Some(_), false) => self.target.remove_key(&root, |key| REST.contains(&key)),
            (None, _) => {
                let behind = self.target.reading.entries(&root).len().checked_sub(1);
                self.target
                    .insert_at(&root, behind, &entry(REST[0], "true"))
            }
        })
    }
}

fn is_part(part: &Part, key: &str) -> bool {
    key == part.id || key == part.name
}
