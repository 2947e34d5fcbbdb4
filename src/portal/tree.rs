//! How units stand to one another: a placeholder until the real one.
use super::layout::UnitId;
use crate::parse::organization::UnitPlace;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    parents: BTreeMap<String, String>,
    children: BTreeMap<UnitId, Vec<String>>,
}

impl Tree {
    pub fn of(units: &[(&str, &UnitPlace)]) -> Self {
        let mut tree = Self::default();
        for (id, place) in units {
            let known = place
                .parent
                .as_deref()
                .filter(|one| units.iter().any(|(id, _)| id == one));
            if let Some(parent) = known {
                tree.parents.insert((*id).to_owned(), parent.to_owned());
            }
            tree.children
                .entry(known.map(str::to_owned))
                .or_default()
                .push((*id).to_owned());
        }
        tree
    }

    pub fn parent(&self, id: &str) -> Option<&str> {
        self.parents.get(id).map(String::as_str)
    }

    pub fn children(&self, id: &UnitId) -> &[String] {
        self.children.get(id).map_or(&[], Vec::as_slice)
    }

    pub fn depth(&self, id: &str) -> usize {
        self.parent(id).map_or(1, |parent| 1 + self.depth(parent))
    }
}
