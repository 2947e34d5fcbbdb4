//! The units of the site, and those that are to be made.

use std::collections::BTreeSet;

use crate::cmd::import::Args;
use crate::cmd::import::target::{self, Target};
use crate::cmd::new::units;
use crate::cmd::new_unit::meant;
use crate::import::county::Unit;
use crate::import::county::names::{own_name, places_above};
use crate::import::county::new_units::NewUnit;
use crate::import::county::standing::There;
use crate::path::SourcePath;
use crate::prose::place_names::{Group, place};
use crate::snapshot::Snapshot;
use crate::starter::site::{Answers, NO_NAME};
use crate::starter::unit;

use super::files::File;

/// All units that a report may belong to, and where they are.
pub struct Units {
    /// The owner first, unless one unit was named.
    pub all: Vec<Unit>,
    /// Places that they belong to, such as 示例县.
    pub around: Vec<String>,
    /// The county that the site is of, if it is one's.
    pub county: Option<String>,
    /// Who sends reports back: the owner.
    pub owner: Option<String>,
}

impl Units {
    /// Reads the units; `Err` says why nobody can tell whose a report is.
    pub fn of(snapshot: &Snapshot, args: &Args) -> Result<Self, String> {
        let mut owner = target::owner(snapshot, args)?;
        if owner.name == NO_NAME {
            owner.name.clear();
        }
        let name = Some(owner.name.clone()).filter(|name| !name.is_empty());
        let mut around: Vec<String> = owner.county.iter().cloned().collect();
        let mut county = None;
        if let Some(name) = &name {
            let group = place(name).map(|place| place.group);
            if group != Some(Group::Grassroots) {
                around.push(own_name(name));
            }
            around.push(places_above(name));
            county = (group == Some(Group::County)).then(|| own_name(name));
        }
        around.retain(|place| !place.is_empty());
        let all = match &args.unit {
            Some(id) => vec![hosted(snapshot, id)?],
            None => {
                let hosted = ids(snapshot)?;
                let hosted = hosted.iter().map(|id| hosted_named(snapshot, id));
                let hosted = hosted.collect::<Result<Vec<Unit>, String>>()?;
                let owner = Unit {
                    id: None,
                    organization: owner,
                };
                [owner].into_iter().chain(hosted).collect()
            }
        };
        Ok(Self {
            all,
            around,
            county,
            owner: name,
        })
    }

    pub fn around(&self) -> Vec<&str> {
        self.around.iter().map(String::as_str).collect()
    }

    pub fn target<'s>(&self, snapshot: &'s Snapshot, unit: usize) -> Target<'s> {
        let unit = &self.all[unit];
        Target::known(snapshot, unit.id.as_deref(), &unit.organization)
    }
}

/// The ids of the units; a folder without a `unit.yaml` is some body's that nobody knows.
fn ids(snapshot: &Snapshot) -> Result<Vec<String>, String> {
    let known = units(snapshot);
    let folders = snapshot.units().filter(|(_, listing)| !listing.is_empty());
    for (id, _) in folders {
        if !known.contains(&id) {
            return Err(format!(
                "没有导入：content/units/{id}/ 里没有 unit.yaml，不知道是哪个单位。补上以后再导入"
            ));
        }
    }
    Ok(known.into_iter().map(str::to_owned).collect())
}

fn hosted(snapshot: &Snapshot, id: &str) -> Result<Unit, String> {
    let (_, organization) = target::unit(snapshot, id)?;
    Ok(Unit {
        id: Some(id.to_owned()),
        organization,
    })
}

/// The same, and its name has to be known: a body without one would be made once more.
fn hosted_named(snapshot: &Snapshot, id: &str) -> Result<Unit, String> {
    let unit = hosted(snapshot, id)?;
    match unit.organization.name.is_empty() {
        false => Ok(unit),
        true => Err(format!(
            "没有导入：content/units/{id}/unit.yaml 读不出单位名称。运行 gongkai check 看怎么改，改好再导入"
        )),
    }
}

/// What the site has of a unit for a year.
pub fn there(target: &Target<'_>, year: u16) -> Option<There> {
    let existing = target.existing(year);
    match (existing.is_there(), &existing.doc) {
        (false, _) => None,
        (true, Some(doc)) if !doc.draft => Some(There::Report),
        (true, _) => Some(There::Draft),
    }
}

/// Whether the owner of a site has a report of any year.
pub fn owner_reports(snapshot: &Snapshot) -> bool {
    let mut files = snapshot.files();
    files.any(|file| file.as_str().starts_with("content/reports/"))
}

/// Words in names of files that name no body.
const COMMON: [&str; 14] = [
    "annual", "report", "reports", "nianbao", "nb", "doc", "docx", "word", "new", "scan", "file",
    "index", "final", "test",
];

/// Ids for new units: the English names of their files where these agree, else numbers.
pub fn new_ids(new: &[NewUnit], files: &[File], snapshot: &Snapshot) -> Vec<String> {
    let mut taken: BTreeSet<String> = snapshot
        .units()
        .filter(|(_, listing)| !listing.is_empty())
        .map(|(id, _)| id.to_owned())
        .collect();
    let mut ids = Vec::new();
    for unit in new {
        let named: BTreeSet<String> = unit
            .files
            .iter()
            .filter_map(|at| id_in(files[*at].stem()))
            .collect();
        let named = named.into_iter().collect::<Vec<_>>();
        let id = match named.as_slice() {
            [one] if !taken.contains(one) => one.clone(),
            _ => free_number(&taken),
        };
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

fn free_number(taken: &BTreeSet<String>) -> String {
    let mut numbers = (1..).map(|number| format!("unit-{number}"));
    let free = numbers.find(|id| !taken.contains(id));
    free.expect("there are more numbers than units")
}

/// The id that the name of a file is, without years and words that name nobody.
fn id_in(stem: &str) -> Option<String> {
    if !stem.is_ascii() {
        return None;
    }
    let lower = stem.to_lowercase();
    let parts = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let parts = parts.map(|part| part.trim_matches(|c: char| c.is_ascii_digit()));
    let parts: Vec<&str> = parts
        .filter(|part| part.len() > 1 && !COMMON.contains(part))
        .collect();
    meant(&parts.join("-"))
}

/// The `unit.yaml` of a new unit.
pub fn unit_file(new: &Unit) -> (SourcePath, String) {
    let organization = &new.organization;
    let answers = Answers {
        name: organization.name.clone(),
        kind: organization.kind.clone().unwrap_or_default(),
        county: organization.county.clone().unwrap_or_default(),
        ..Answers::default()
    };
    let id = new.id.as_deref().unwrap_or_default();
    unit::file(&format!("content/units/{id}/"), &answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_that_name_a_body_are_ids() {
        for (stem, id) in [
            ("baiyang", Some("baiyang")),
            ("BaiYang2022", Some("baiyang")),
            ("2022_bai-yang report", Some("bai-yang")),
            ("2022", None),
            ("annual report (1)", None),
            ("con", None),
            ("白杨镇", None),
        ] {
            assert_eq!(id_in(stem).as_deref(), id, "{stem}");
        }
    }
}
