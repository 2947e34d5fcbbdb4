//! The groups of a list: by the items of the law, then by the folders inside it.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::category::Category;

use super::{Group, Page};

/// The pages of a list by their folders, as positions among the unit's pages.
pub(super) type Folders<'p> = BTreeMap<&'p str, Vec<usize>>;

/// What the rest is called where other groups stand before it.
const REST: &str = "其他内容";

/// The pages of a list under headings, newest first: with `by_law` those that state an
/// item of the law under its words, in the law's order; then those of folders that have a
/// head, under its title. What is left stands without a heading before these, or under
/// one of its own where it would be taken for a part of the group above it.
pub(super) fn grouped(
    folders: &Folders<'_>,
    pages: &[Page],
    heads: &BTreeMap<String, Page>,
    by_law: bool,
) -> Vec<Group> {
    let sorted = |mut members: Vec<usize>| {
        members.sort_by(|a, b| pages[*a].newer_than(&pages[*b]));
        members
    };
    let category = |at: &usize| pages[*at].category.filter(|_| by_law);
    let stated: BTreeSet<Category> = folders.values().flatten().filter_map(category).collect();
    let of_item = |item: Category| {
        let members = folders.values().flatten().copied();
        Group {
            heading: Some(item.words().to_owned()),
            source: None,
            category: Some(item),
            pages: sorted(members.filter(|at| category(at) == Some(item)).collect()),
        }
    };
    let mut groups: Vec<Group> = stated.into_iter().map(of_item).collect();
    let (mut rest, mut headed) = (Vec::new(), Vec::new());
    for (folder, members) in folders {
        let members = members.iter().copied();
        let members: Vec<usize> = members.filter(|at| category(at).is_none()).collect();
        match heads.get(*folder) {
            Some(head) if !members.is_empty() => headed.push(Group {
                heading: Some(head.title.clone()),
                source: Some(head.source.clone()),
                category: None,
                pages: sorted(members),
            }),
            _ => rest.extend(members),
        }
    }
    if groups.is_empty() {
        groups.extend(the_rest(None, sorted(rest)));
        groups.extend(headed);
    } else {
        groups.extend(headed);
        groups.extend(the_rest(Some(REST.to_owned()), sorted(rest)));
    }
    groups
}

/// The group of the pages that stand in no other, if there are any.
fn the_rest(heading: Option<String>, pages: Vec<usize>) -> Option<Group> {
    (!pages.is_empty()).then_some(Group {
        heading,
        source: None,
        category: None,
        pages,
    })
}
