//! The units of a site before any of them is composed: what they are called and how
//! they stand to one another, from their `unit.yaml` alone.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::parse::config::ConfigDoc;
use crate::parse::organization::{OrganizationDoc, UnitPlace};
use crate::portal::docs::{organization, unit_file};
use crate::portal::{Relations, Tree, UnitFacts, UnitId, UnitName};
use crate::snapshot::Snapshot;

/// Every unit of a site by its id, the owner first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    names: BTreeMap<UnitId, UnitName>,
    pub tree: Tree,
}

impl Directory {
    /// Reads the `unit.yaml` of every hosted unit; one that cannot be read makes a
    /// unit without a name, of which its own turn tells. Linear in the units.
    pub fn read(snapshot: &Snapshot, config: &ConfigDoc) -> Self {
        let ids: Vec<&str> = snapshot.units().map(|(id, _)| id).collect();
        let hosted = ids.par_iter().map(|id| {
            let file = unit_file(id);
            let bytes = snapshot.bytes(&file).unwrap_or_default();
            let doc = organization(&bytes, &file).unwrap_or_default();
            ((*id).to_owned(), doc)
        });
        let hosted: Vec<(String, OrganizationDoc)> = hosted.collect();
        let places = hosted.iter().map(|(id, doc)| (id.as_str(), &doc.place));
        let places: Vec<(&str, &UnitPlace)> = places.collect();
        let tree = Tree::of(&places);
        let hosted = hosted.iter().map(|(id, doc)| name(Some(id.clone()), doc));
        let names = std::iter::once(name(None, &config.organization)).chain(hosted);
        Self {
            names: names.map(|one| (one.id.clone(), one)).collect(),
            tree,
        }
    }

    /// What the pages of a unit show of others, with `facts` for what became of those
    /// below it.
    pub fn relations<'f>(
        &self,
        id: &UnitId,
        facts: impl Fn(&UnitId) -> Option<&'f UnitFacts>,
    ) -> Relations<'f> {
        let children = self.tree.children(id).iter();
        Relations {
            above: self.above(id),
            children: children.filter_map(|id| facts(&Some(id.clone()))).collect(),
        }
    }

    /// The units above one, the owner first.
    pub fn above(&self, id: &UnitId) -> Vec<UnitName> {
        let mut above: Vec<UnitName> = Vec::new();
        let mut at = id.clone();
        while let Some(id) = at {
            at = self.tree.parent(&id).map(str::to_owned);
            above.extend(self.names.get(&at).cloned());
        }
        above.reverse();
        above
    }
}

fn name(id: UnitId, doc: &OrganizationDoc) -> UnitName {
    UnitName {
        id,
        name: doc.name.clone(),
        short_name: doc.short().to_owned(),
    }
}
