//! The units of a site before any of them is composed: what they are called and how
//! they stand to one another, from their `unit.yaml` alone.

use rayon::prelude::*;

use crate::parse::config::ConfigDoc;
use crate::parse::organization::OrganizationDoc;
use crate::portal::docs::{organization, unit_file_in};
use crate::portal::{Relations, Tree, UnitFacts, UnitId, UnitName};
use crate::snapshot::Snapshot;

/// The units of a site by their position, the owner first and then by id.
#[derive(Clone, Debug)]
pub struct Directory {
    names: Vec<UnitName>,
    pub tree: Tree,
}

impl Directory {
    /// Reads the `unit.yaml` of every hosted unit; one that cannot be read makes a
    /// unit without a name, of which its own turn tells. Of a unit that is left as it
    /// was, `left` has the facts. Linear in the units.
    pub fn read(
        snapshot: &Snapshot,
        config: &ConfigDoc,
        left: impl Fn(&str) -> Option<UnitFacts> + Sync,
    ) -> Self {
        let ids: Vec<&str> = snapshot.units().map(|(id, _)| id).collect();
        let docs = ids
            .par_iter()
            .map(|id| left(id).map_or_else(|| stated(snapshot, id), known));
        let docs: Vec<OrganizationDoc> = docs.collect();
        let hosted = || ids.iter().copied().zip(&docs);
        let named = hosted().map(|(id, doc)| name(Some(id.to_owned()), doc));
        let owner = std::iter::once(name(None, &config.organization));
        Self {
            names: owner.chain(named).collect(),
            tree: Tree::of(hosted().map(|(id, doc)| (id, &doc.place))),
        }
    }

    /// What the pages of a unit show of others, with `facts` for what became of those
    /// below it, by their position.
    pub fn relations<'f>(
        &self,
        id: &UnitId,
        facts: impl Fn(usize) -> Option<&'f UnitFacts>,
    ) -> Relations<'f> {
        let Some(unit) = self.tree.position(id) else {
            return Relations::default();
        };
        let above = self.tree.way(unit).into_iter();
        let children = self.tree.children(unit).iter();
        Relations {
            above: above.map(|one| self.names[one].clone()).collect(),
            children: children.filter_map(|child| facts(*child)).collect(),
        }
    }
}

/// What is known of a unit that is left as it was.
fn known(facts: UnitFacts) -> OrganizationDoc {
    OrganizationDoc {
        name: facts.name,
        short_name: Some(facts.short_name),
        kind: facts.kind,
        place: facts.place,
        ..OrganizationDoc::default()
    }
}

/// What the `unit.yaml` of a hosted unit says, as far as it can be read.
pub fn stated(snapshot: &Snapshot, id: &str) -> OrganizationDoc {
    let read = || {
        let file = unit_file_in(id)?;
        organization(&snapshot.bytes(&file)?, &file)
    };
    read().unwrap_or_default()
}

fn name(id: UnitId, doc: &OrganizationDoc) -> UnitName {
    UnitName {
        id,
        name: doc.name.clone(),
        short_name: doc.short().to_owned(),
    }
}
