//! Several files that are the report of one unit for one year.

use std::collections::BTreeMap;

use crate::formats::report_yaml::agree;
use crate::import::draft::Imported;

/// What stands against a file that could be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    Free,
    /// It says the same, to the last number and letter, as an earlier file.
    Copy(usize),
    /// These files say something else of the same report; its own number is one of them.
    Rivals(Vec<usize>),
}

/// One entry a file: `files` are the unit, and the report as it would be written.
pub fn claims(files: &[(usize, &Imported)]) -> Vec<Claim> {
    let mut groups: BTreeMap<(usize, u16), Vec<usize>> = BTreeMap::new();
    for (at, (unit, imported)) in files.iter().enumerate() {
        groups.entry((*unit, imported.year)).or_default().push(at);
    }
    let mut claims = vec![Claim::Free; files.len()];
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let first = group[0];
        let is_copy = |at: &usize| same(files[first].1, files[*at].1);
        let all_same = group.iter().all(is_copy);
        for at in group.iter().copied() {
            claims[at] = match (all_same, at == first) {
                (true, true) => Claim::Free,
                (true, false) => Claim::Copy(first),
                (false, _) => Claim::Rivals(group.clone()),
            };
        }
    }
    claims
}

fn same(one: &Imported, other: &Imported) -> bool {
    agree(&one.doc, &other.doc) && one.markdown == other.markdown
}
