//! The units of a site as a tree: each stands below the unit that its `unit.yaml`
//! names, or below the owner.

use std::collections::HashMap;

use crate::parse::organization::UnitPlace;

use super::layout::UnitId;

/// The place of the owner, whose children have no parent of their own.
const OWNER: usize = 0;

/// The units of a site by their position: the owner is 0, the hosted units follow as
/// they were given. A unit whose parent cannot be stands below the owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    ids: Vec<UnitId>,
    positions: HashMap<String, usize>,
    /// That of the owner is its own.
    parents: Vec<usize>,
    /// In the order of the site: by their number, then by id.
    children: Vec<Vec<usize>>,
    depths: Vec<usize>,
    /// What is wrong with the parents, in the order of the units.
    pub faults: Vec<TreeFault>,
}

/// Why a unit cannot stand where its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeFault {
    /// There is no unit of the id that it names as its parent.
    UnknownParent { unit: usize },
    /// They stand below one another: each names the next as its parent, and the last
    /// one the first.
    Circle { units: Vec<usize> },
}

impl Tree {
    /// The tree of the hosted units. Linear in them, but for the order of siblings.
    pub fn of<'u>(hosted: impl IntoIterator<Item = (&'u str, &'u UnitPlace)>) -> Self {
        let mut tree = Self {
            ids: vec![None],
            ..Self::default()
        };
        let mut places: Vec<Option<&UnitPlace>> = vec![None];
        for (id, place) in hosted {
            tree.positions.insert(id.to_owned(), tree.ids.len());
            tree.ids.push(Some(id.to_owned()));
            places.push(Some(place));
        }
        tree.parents = vec![OWNER; tree.ids.len()];
        for (unit, place) in places.iter().enumerate() {
            let Some(parent) = place.and_then(|place| place.parent.as_ref()) else {
                continue;
            };
            match tree.positions.get(parent) {
                Some(parent) => tree.parents[unit] = *parent,
                None => tree.faults.push(TreeFault::UnknownParent { unit }),
            }
        }
        tree.break_circles();
        tree.count_depths();
        tree.children = vec![Vec::new(); tree.ids.len()];
        for unit in 1..tree.ids.len() {
            tree.children[tree.parents[unit]].push(unit);
        }
        let rank = |unit: usize| {
            let order = places[unit].and_then(|place| place.order);
            (order.is_none(), order)
        };
        for siblings in &mut tree.children {
            siblings.sort_by(|a, b| {
                let ids = || tree.ids[*a].cmp(&tree.ids[*b]);
                rank(*a).cmp(&rank(*b)).then_with(ids)
            });
        }
        tree
    }

    /// Makes the units of each circle children of the owner.
    fn break_circles(&mut self) {
        /// No walk came here yet. A unit is marked with the start of the first that does.
        const NONE: usize = usize::MAX;
        let mut seen_by = vec![NONE; self.ids.len()];
        seen_by[OWNER] = OWNER;
        let mut circles = Vec::new();
        for start in 1..self.ids.len() {
            let mut unit = start;
            while seen_by[unit] == NONE {
                seen_by[unit] = start;
                unit = self.parents[unit];
            }
            if seen_by[unit] != start {
                continue;
            }
            // The walk met itself; what leads to the circle is not in it.
            let mut units = vec![unit];
            let mut next = self.parents[unit];
            while next != unit {
                units.push(next);
                next = self.parents[next];
            }
            let least = (0..units.len()).min_by_key(|at| units[*at]);
            units.rotate_left(least.unwrap_or_default());
            circles.push(units);
        }
        for units in circles {
            for unit in &units {
                self.parents[*unit] = OWNER;
            }
            self.faults.push(TreeFault::Circle { units });
        }
        self.faults.sort_by_key(TreeFault::unit);
    }

    fn count_depths(&mut self) {
        self.depths = vec![0; self.ids.len()];
        let mut way = Vec::new();
        for start in 1..self.ids.len() {
            let mut unit = start;
            while unit != OWNER && self.depths[unit] == 0 {
                way.push(unit);
                unit = self.parents[unit];
            }
            let mut depth = self.depths[unit];
            for unit in way.drain(..).rev() {
                depth += 1;
                self.depths[unit] = depth;
            }
        }
    }

    /// The position of a unit.
    pub fn position(&self, id: &UnitId) -> Option<usize> {
        match id {
            None => Some(OWNER),
            Some(id) => self.positions.get(id).copied(),
        }
    }

    pub fn id(&self, unit: usize) -> &UnitId {
        &self.ids[unit]
    }

    /// The unit above; `None` for the owner.
    pub fn parent(&self, unit: usize) -> Option<usize> {
        (unit != OWNER).then(|| self.parents[unit])
    }

    /// The units directly below, in the order of the site.
    pub fn children(&self, unit: usize) -> &[usize] {
        &self.children[unit]
    }

    /// How many units are above.
    pub fn depth(&self, unit: usize) -> usize {
        self.depths[unit]
    }

    /// The units above, the owner first.
    pub fn way(&self, unit: usize) -> Vec<usize> {
        let mut way = Vec::with_capacity(self.depths[unit]);
        let mut unit = unit;
        while let Some(parent) = self.parent(unit) {
            way.push(parent);
            unit = parent;
        }
        way.reverse();
        way
    }

    /// All units by their depth, the deepest first and the owner last, so that each
    /// comes after those below it.
    pub fn levels(&self) -> Vec<Vec<usize>> {
        let deepest = self.depths.iter().copied().max().unwrap_or_default();
        let mut levels = vec![Vec::new(); deepest + 1];
        for (unit, depth) in self.depths.iter().enumerate() {
            levels[deepest - depth].push(unit);
        }
        levels
    }
}

impl TreeFault {
    /// The first unit that is at fault.
    pub fn unit(&self) -> usize {
        match self {
            Self::UnknownParent { unit } => *unit,
            Self::Circle { units } => units[0],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of units as `id`, `id<parent` or `id<parent#order`.
    fn tree(units: &[&str]) -> Tree {
        let place = |unit: &&str| {
            let (rest, order) = match unit.split_once('#') {
                Some((rest, order)) => (rest, order.parse().ok()),
                None => (*unit, None),
            };
            let (id, parent) = match rest.split_once('<') {
                Some((id, parent)) => (id, Some(parent.to_owned())),
                None => (rest, None),
            };
            let place = UnitPlace {
                parent,
                order,
                ..UnitPlace::default()
            };
            (id.to_owned(), place)
        };
        let places: Vec<_> = units.iter().map(place).collect();
        Tree::of(places.iter().map(|(id, place)| (id.as_str(), place)))
    }

    fn names(tree: &Tree, units: &[usize]) -> String {
        let names = units.iter().map(|unit| tree.id(*unit).as_deref());
        names
            .map(|name| name.unwrap_or("-"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn children(tree: &Tree, id: &str) -> String {
        let id = (id != "-").then(|| id.to_owned());
        let unit = tree.position(&id).expect("a unit of the tree");
        names(tree, tree.children(unit))
    }

    #[test]
    fn siblings_stand_by_their_number_and_then_by_id() {
        let tree = tree(&["d", "c#2", "b#10", "a<d", "e<d#1", "f<e"]);
        assert_eq!(children(&tree, "-"), "c b d");
        assert_eq!(children(&tree, "d"), "e a");
        assert_eq!(children(&tree, "f"), "");
        let f = tree.position(&Some("f".to_owned())).expect("a unit");
        assert_eq!(names(&tree, &tree.way(f)), "- d e");
        assert_eq!(tree.depth(f), 3);
        let levels = tree.levels();
        let levels: Vec<String> = levels.iter().map(|level| names(&tree, level)).collect();
        assert_eq!(levels, ["f", "a e", "d c b", "-"]);
        assert_eq!(tree.faults, []);
    }

    #[test]
    fn who_names_nobody_stands_below_the_owner() {
        let tree = tree(&["a<b", "c<x"]);
        assert_eq!(children(&tree, "-"), "a c");
        let unknown = |unit| TreeFault::UnknownParent { unit };
        assert_eq!(tree.faults, [unknown(1), unknown(2)]);
    }

    #[test]
    fn a_circle_is_told_once_and_broken_up() {
        // 1 leads to the circle of 2, 3 and 4; 5 names itself.
        let tree = tree(&["a<d", "b<d", "c<b", "d<c", "e<e", "f<e"]);
        let circle = |units: &[usize]| TreeFault::Circle {
            units: units.to_vec(),
        };
        assert_eq!(tree.faults, [circle(&[2, 4, 3]), circle(&[5])]);
        assert_eq!(children(&tree, "-"), "b c d e");
        assert_eq!(children(&tree, "d"), "a");
        assert_eq!(children(&tree, "e"), "f");
        assert_eq!(tree.depth(1), 2);
    }

    #[test]
    fn a_long_chain_takes_no_longer_than_it_is() {
        let ids: Vec<String> = (0..100_000).map(|at| format!("u{at}")).collect();
        let place = |at: usize| UnitPlace {
            parent: at.checked_sub(1).map(|above| ids[above].clone()),
            ..UnitPlace::default()
        };
        let places: Vec<UnitPlace> = (0..ids.len()).map(place).collect();
        let tree = Tree::of(ids.iter().map(String::as_str).zip(&places));
        assert_eq!(tree.depth(ids.len()), ids.len());
        assert_eq!(tree.faults, []);
    }
}
