//! Bodies that are no units of the site: each once, with what is known of it.

use crate::formats::quote::yaml;
use crate::parse::organization::{KINDS, OrganizationDoc};
use crate::prose::department_names;
use crate::prose::fold;
use crate::prose::place_names::place;

use super::Unit;
use super::names::{own_name, places_above};
use super::sorting::{Whose, by_name};

/// A body that is no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    pub organization: OrganizationDoc,
    /// The numbers of its files, in order.
    pub files: Vec<usize>,
}

/// Bodies that no unit is, and files of which nobody can tell which of them they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewUnits {
    /// In the order of their first files.
    pub all: Vec<NewUnit>,
    /// The number of a file, and the bodies that it may be of.
    pub doubtful: Vec<(usize, Vec<usize>)>,
}

/// Gathers the bodies that files name: the number of each file, the name and the year.
/// `county` is where they are, if their names say so. Quadratic in the names.
pub fn new_units(files: &[(usize, &str, u16)], around: &[&str], county: Option<&str>) -> NewUnits {
    // Full names come first, so that short ones find what they stand for.
    let mut order: Vec<&(usize, &str, u16)> = files.iter().collect();
    order.sort_by_key(|(file, name, _)| (std::cmp::Reverse(name.chars().count()), *file));
    let mut units: Vec<Unit> = Vec::new();
    let mut of: Vec<Vec<usize>> = Vec::new();
    let mut doubtful = Vec::new();
    for (file, name, year) in order {
        match by_name(name, *year, &units, around) {
            Whose::Unit(at) => of[at].push(*file),
            Whose::Several(all) => doubtful.push((*file, all)),
            // Two bodies whose names are much alike are two, unless only places tell them
            // apart that one of them does not state.
            Whose::Near(all) if all.iter().any(|at| one_may_be(name, &units[*at])) => {
                doubtful.push((*file, all));
            }
            _ => {
                units.push(Unit {
                    id: None,
                    organization: stated(name, county),
                });
                of.push(vec![*file]);
            }
        }
    }
    in_order(units, of, doubtful)
}

/// Whether the own names are one, and one of them does not say where it is.
fn one_may_be(name: &str, unit: &Unit) -> bool {
    let known = &unit.organization.name;
    let is_open = places_above(name).is_empty() || places_above(known).is_empty();
    own_name(name) == own_name(known) && is_open
}

/// Puts the bodies in the order of their first files.
fn in_order(units: Vec<Unit>, of: Vec<Vec<usize>>, doubtful: Vec<(usize, Vec<usize>)>) -> NewUnits {
    let pairs = units.into_iter().zip(of);
    let mut all: Vec<(usize, NewUnit)> = pairs
        .map(|(unit, mut files)| {
            files.sort_unstable();
            let organization = unit.organization;
            NewUnit {
                organization,
                files,
            }
        })
        .enumerate()
        .collect();
    all.sort_by_key(|(_, unit)| unit.files.first().copied());
    let position = |old: &usize| all.iter().position(|(at, _)| at == old);
    let mut doubtful: Vec<(usize, Vec<usize>)> = doubtful
        .into_iter()
        .map(|(file, units)| (file, units.iter().filter_map(position).collect()))
        .collect();
    doubtful.sort();
    NewUnits {
        all: all.into_iter().map(|(_, unit)| unit).collect(),
        doubtful,
    }
}

/// What the name of a body says of it, and no more.
fn stated(name: &str, county: Option<&str>) -> OrganizationDoc {
    let folded = fold(name);
    let county = county.filter(|county| places_above(&folded).ends_with(&fold(county)));
    OrganizationDoc {
        name: name.trim().to_owned(),
        kind: kind(&folded).map(str::to_owned),
        county: county.map(str::to_owned),
        ..OrganizationDoc::default()
    }
}

/// The kind that the last words of a name state.
fn kind(name: &str) -> Option<&'static str> {
    let id = match place(name).map(|place| place.class) {
        Some("镇" | "乡") => "township",
        Some("街道") => "subdistrict",
        _ if department_names::own_part(name).is_some() => "department",
        _ => return None,
    };
    let kind = KINDS.iter().find(|kind| kind.id == id)?;
    Some(kind.id)
}

/// A `unit.yaml` that can be used as it is.
pub fn unit_yaml(unit: &OrganizationDoc) -> String {
    let kind = unit.kind.as_deref();
    let kind = KINDS.iter().find(|one| Some(one.id) == kind);
    let fields = [
        ("名称", Some(unit.name.as_str())),
        ("类型", kind.map(|kind| kind.name)),
        ("所属", unit.county.as_deref()),
    ];
    let lines = fields.into_iter().filter_map(|(key, value)| {
        let value = value?;
        Some(format!("{key}: {}\n", yaml(value)))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_one_unit_however_its_files_call_it() {
        let files = [
            (0, "红岩镇", 2021),
            (1, "示例县新安乡人民政府", 2022),
            (2, "示例县红岩镇人民政府", 2022),
            (4, "示例县民政局", 2022),
            (5, "示例县东风镇人民政府", 2022),
            (6, "示例县东升镇人民政府", 2022),
        ];
        let found = new_units(&files, &["示例县"], Some("示例县"));
        let told: Vec<(&str, &[usize])> = found
            .all
            .iter()
            .map(|one| (one.organization.name.as_str(), one.files.as_slice()))
            .collect();
        let expected: [(&str, &[usize]); 5] = [
            ("示例县红岩镇人民政府", &[0, 2]),
            ("示例县新安乡人民政府", &[1]),
            ("示例县民政局", &[4]),
            ("示例县东风镇人民政府", &[5]),
            ("示例县东升镇人民政府", &[6]),
        ];
        assert_eq!(told, expected);
        assert_eq!(found.doubtful, []);
        let yaml = unit_yaml(&found.all[0].organization);
        assert_eq!(
            yaml,
            "名称: 示例县红岩镇人民政府\n类型: 乡镇\n所属: 示例县\n"
        );
        assert_eq!(
            unit_yaml(&found.all[2].organization),
            "名称: 示例县民政局\n类型: 部门\n所属: 示例县\n"
        );
    }

    #[test]
    fn what_may_be_either_of_two_bodies_is_neither() {
        let files = [
            (0, "甲县红岩镇人民政府", 2022),
            (1, "乙县红岩镇人民政府", 2022),
            (2, "红岩镇", 2022),
        ];
        let found = new_units(&files, &[], None);
        assert_eq!(found.all.len(), 2);
        assert_eq!(found.doubtful, [(2, vec![0, 1])]);
    }
}
