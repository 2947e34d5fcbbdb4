//! What the files of units say of other units: whom they stand below, and whom they
//! became part of. Whether that can be shows when all units are known.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::clean::{Clean, Syntax};
use crate::parse::organization::{UnitPlace, field_place};
use crate::parse::source::readable;
use crate::path::is_id;
use crate::prose::closest;
use crate::snapshot::Sources;

use super::Unit;
use super::docs::unit_file;
use super::facts::UnitFacts;
use super::tree::{Tree, TreeFault};

/// Where a unit's file names other units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedUnits {
    pub parent: Option<Place>,
    pub merged_into: Option<Place>,
}

impl NamedUnits {
    /// The places in `unit.yaml`; of what it does not say, and of the owner, none.
    pub fn of(unit: &Unit, sources: &Sources) -> Self {
        let place = |key: &str| {
            let file = unit_file(unit.id.as_deref()?);
            let text = sources.bytes(&file).and_then(readable)?;
            let find = |text: &str| field_place(text, &file, key);
            let span = Clean::locate(text, Syntax::Data, find)?;
            Some(Place::span(&file, span))
        };
        let UnitPlace {
            parent,
            merged_into,
            ..
        } = &unit.organization.place;
        Self {
            parent: parent.as_ref().and_then(|_| place("parent")),
            merged_into: merged_into.as_ref().and_then(|_| place("merged_into")),
        }
    }
}

/// A unit with what its file says of others.
#[derive(Clone, Copy)]
pub struct NamingUnit<'u> {
    pub id: Option<&'u str>,
    /// `None` if it could not be read: it is there, and nobody knows whom it stands
    /// below.
    pub facts: Option<&'u UnitFacts>,
    pub named: &'u NamedUnits,
}

/// What is wrong with what units say of one another; the owner is the first of them.
/// Linear in units, but for those that are at fault.
pub fn faults_of_names(units: &[NamingUnit<'_>]) -> Vec<Diagnostic> {
    let Some((owner, hosted)) = units.split_first() else {
        return Vec::new();
    };
    let units = Units {
        owner: owner.facts,
        hosted,
        known: hosted.iter().filter_map(|unit| unit.id).zip(0..).collect(),
    };
    let tree = tree(hosted);
    let mut found: Vec<Diagnostic> = tree.faults.iter().map(|fault| units.told(fault)).collect();
    found.extend(hosted.iter().filter_map(|unit| units.merged(*unit)));
    found
}

fn tree(hosted: &[NamingUnit<'_>]) -> Tree {
    static UNKNOWN: UnitPlace = UnitPlace::UNKNOWN;
    let places = hosted.iter().map(|unit| {
        let place = unit.facts.map_or(&UNKNOWN, |facts| &facts.place);
        (unit.id.unwrap_or_default(), place)
    });
    Tree::of(places)
}

/// The units as they are looked up.
struct Units<'u> {
    owner: Option<&'u UnitFacts>,
    hosted: &'u [NamingUnit<'u>],
    known: HashMap<&'u str, usize>,
}

impl Units<'_> {
    /// What to say of a fault of the tree, whose first hosted unit is 1.
    fn told(&self, fault: &TreeFault) -> Diagnostic {
        let unit = |at: usize| self.hosted[at - 1];
        match fault {
            TreeFault::UnknownParent { unit: at } => {
                let unit = unit(*at);
                let named = unit.facts.and_then(|facts| facts.place.parent.as_deref());
                self.unknown(
                    "上级",
                    named.unwrap_or_default(),
                    place(unit, |places| &places.parent),
                )
            }
            TreeFault::Circle { units } => {
                let parent = |at: usize| place(unit(at), |places| &places.parent);
                let mut places = units.iter().map(|at| parent(*at));
                let first = places.next().unwrap_or_else(|| parent(1));
                let mut names: Vec<&str> = units.iter().map(|at| name(unit(*at))).collect();
                let message = if let [_] = names.as_slice() {
                    "上级写的是它自己".to_owned()
                } else {
                    names.extend(names.first().copied());
                    format!("上级绕成了一圈：{}", names.join(" → "))
                };
                let help =
                    "把写错的“上级”改成真正的上级；归主办本站的单位直接管的，删掉“上级”这一行";
                let mut said = Diagnostic::error(&codes::ORG, first, message).help(help);
                said.also = places.map(|place| (place, "这里也是".to_owned())).collect();
                said
            }
        }
    }

    /// What is wrong with the unit that another became part of.
    fn merged(&self, unit: NamingUnit<'_>) -> Option<Diagnostic> {
        let facts = unit.facts?;
        let into = facts.place.merged_into.as_deref()?;
        let at = place(unit, |places| &places.merged_into);
        if unit.id == Some(into) {
            let said = Diagnostic::error(&codes::ORG, at, "并入的单位写的是它自己");
            return Some(said.help("写并入的那个单位的代号；不知道就删掉这一行"));
        }
        (!self.known.contains_key(into)).then(|| self.unknown("并入", into, at))
    }

    /// That there is no unit of an id, and which one may be meant.
    fn unknown(&self, key: &str, id: &str, place: Place) -> Diagnostic {
        let is_called = |facts: &&UnitFacts| facts.name == id || facts.short_name == id;
        let hosted = || self.hosted.iter().filter_map(|unit| unit.facts);
        let meant = hosted()
            .find(is_called)
            .and_then(|facts| facts.id.as_deref());
        let meant = meant.or_else(|| closest(id, self.known.keys().copied()));
        let owner = self.owner.filter(is_called);
        let help = match (owner, meant) {
            (Some(_), _) => format!("这是主办本站的单位，没有代号：删掉“{key}”这一行"),
            (None, Some(meant)) if is_id(id) => format!("是不是“{meant}”？是就改成  {meant}"),
            (None, Some(meant)) => format!("写代号：改成  {meant}"),
            (None, None) => {
                "写那个单位在 content/units/ 里的文件夹名；没有它的文件夹就先建一个".to_owned()
            }
        };
        let message = match is_id(id) {
            true => format!("{key}写的“{id}”，content/units/ 里没有这个单位"),
            false => format!("{key}要写单位的代号，“{id}”不是代号"),
        };
        Diagnostic::error(&codes::ORG, place, message).help(help)
    }
}

fn name<'u>(unit: NamingUnit<'u>) -> &'u str {
    let name = unit.facts.map(|facts| facts.short_name.as_str());
    name.or(unit.id).unwrap_or_default()
}

/// Where a unit's file says something; the file, if that is not known.
fn place(unit: NamingUnit<'_>, find: fn(&NamedUnits) -> &Option<Place>) -> Place {
    let stated = find(unit.named).clone();
    stated.unwrap_or_else(|| Place::file(&unit_file(unit.id.unwrap_or_default())))
}
