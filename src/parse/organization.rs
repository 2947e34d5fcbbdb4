//! An organization: `unit.yaml`, and the same facts wherever they are stated.

use std::ops::Range;

use crate::diag::{Diagnostic, codes};
use crate::path::SourcePath;

use super::former::{self, FormerAddress, Stood};
use super::unit_place;
use super::yaml::{On, Spot, Yaml};

pub use super::keys::{CONTACT, FORMER, KINDS, UNIT};
pub use super::unit_place::{DayOrYear, FormerName, UnitPlace};

/// An organization as its file states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationDoc {
    pub name: String,
    pub short_name: Option<String>,
    /// `township`, `subdistrict`, `department`, `county`, `city`, `province`.
    pub kind: Option<String>,
    pub county: Option<String>,
    pub contact: Contact,
    /// Whether the numbers of its children are added up.
    pub aggregate: bool,
    pub place: UnitPlace,
    /// The folders that a hosted unit had before.
    pub former_addresses: Vec<FormerAddress>,
}

impl OrganizationDoc {
    /// What it was called in a year.
    pub fn name_in(&self, year: u16) -> &str {
        self.place.former_name(year).unwrap_or(&self.name)
    }

    /// All that it may be called in a report of a year.
    pub fn names_in(&self, year: u16) -> impl Iterator<Item = &str> {
        let names = [self.name.as_str()].into_iter();
        let names = names.chain(self.short_name.as_deref());
        names.chain(self.place.former_names_in(year))
    }

    /// Its name where space is short.
    pub fn short(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// How to reach its disclosure office; in the order of `CONTACT`.
pub type Contact = Vec<(&'static str, String)>;

/// Reads `unit.yaml`.
pub fn read(text: &str, file: &SourcePath) -> (Option<OrganizationDoc>, Vec<Diagnostic>) {
    match Yaml::parse(text, 0, file) {
        Ok(yaml) => {
            let doc = walk(&yaml.root());
            (doc, yaml.into_diagnostics())
        }
        Err(diagnostics) => (None, diagnostics),
    }
}

/// Where `unit.yaml` states a field, or a way to reach it, such as
/// `phone`.
pub fn field_place(text: &str, file: &SourcePath, id: &str) -> Option<Range<usize>> {
    let yaml = Yaml::parse(text, 0, file).ok()?;
    let root = yaml.root();
    let fields = root.fields(UNIT);
    let field = |id: &str| fields.iter().find(|(key, _)| *key == id);
    if let Some((_, spot)) = field(id) {
        return Some(spot.file_span(On::Value));
    }
    let ways = field("contact")?.1.fields(CONTACT);
    let (_, spot) = ways.iter().find(|(key, _)| *key == id)?;
    Some(spot.file_span(On::Value))
}

/// The id of a kind in either language.
pub fn kind_id(text: &str) -> Option<&'static str> {
    KINDS
        .iter()
        .find(|kind| kind.id == text || kind.name == text)
        .map(|kind| kind.id)
}

fn walk(root: &Spot<'_>) -> Option<OrganizationDoc> {
    let mut doc = OrganizationDoc::default();
    let fields = root.fields(UNIT);
    for (key, spot) in &fields {
        match *key {
            "name" => doc.name = spot.text().unwrap_or_default(),
            "short_name" => doc.short_name = spot.text(),
            "county" => doc.county = spot.text(),
            "kind" => doc.kind = kind(spot),
            "aggregate" => doc.aggregate = spot.flag(),
            "contact" => doc.contact = contact(spot),
            "former_addresses" => doc.former_addresses = former::read(spot, Stood::Folder),
            key => unit_place::read(&mut doc.place, key, spot),
        }
    }
    unit_place::check(&doc.place, &fields);
    if doc.name.is_empty() {
        root.error(
            &codes::ORG,
            On::Value,
            "没有写单位名称",
            "加一行  名称: 单位全称",
        );
        return None;
    }
    Some(doc)
}

fn kind(spot: &Spot<'_>) -> Option<String> {
    let text = spot.word()?;
    let id = kind_id(&text);
    if id.is_none() {
        let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        spot.error(
            &codes::ORG,
            On::Value,
            format!("没有“{text}”这种单位"),
            format!("可以写：{}", known.join("、")),
        );
    }
    id.map(str::to_owned)
}

fn contact(spot: &Spot<'_>) -> Contact {
    let mut given: Vec<(&str, String)> = spot
        .fields(CONTACT)
        .iter()
        .filter_map(|(key, spot)| Some((*key, spot.stated()?)))
        .collect();
    given.sort_by_key(|(key, _)| CONTACT.iter().position(|known| known.id == *key));
    given
}
