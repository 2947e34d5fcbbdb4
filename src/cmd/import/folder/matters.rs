//! What each unit has to be told.

use std::collections::BTreeMap;

use crate::cmd::import::outcome::Outcome;
use crate::diag::codes::IMP01;
use crate::diag::{Diagnostic, Level};
use crate::formats::quote::one_line;
use crate::import::county::letter::Matter;
use crate::import::county::mending::{Mend, mends};
use crate::import::county::standing::Standing;
use crate::submissions::Submissions;

use super::sort::Cause;
use super::{Collection, Fate};

/// What is to be mended in the file of a number, if it was read: what its reading shows,
/// and what else the rules call an error.
pub fn mends_of(fate: &Fate, submissions: &Submissions, at: usize) -> Vec<Mend> {
    let Fate::Taken {
        outcome: Outcome::Read(read),
        ..
    } = fate
    else {
        return Vec::new();
    };
    let receipt = &read.imported.receipt;
    let told = |code: &str| {
        let mut broken = receipt.relations.broken.iter();
        code == IMP01.id || broken.any(|one| one.rule == code)
    };
    let errors = submissions.files[at].found.iter();
    let errors = errors.filter(|one| one.level == Level::Error && !told(one.code.id));
    let mut all = mends(receipt);
    all.extend(errors.map(|one| Mend {
        what: one.message.clone(),
        place: submissions.place(&one.place).map(ToString::to_string),
        cure: cure(one),
    }));
    all
}

/// What to do about a finding, in one line without a full stop.
fn cure(found: &Diagnostic) -> String {
    let said = found.help.as_deref().unwrap_or("照规定改");
    one_line(said).trim_end_matches('。').to_owned()
}

/// What there is to tell each unit, by its number; units without anything are not there.
pub fn matters(
    collection: &Collection<'_>,
    year: Option<u16>,
    standings: &[Standing],
) -> BTreeMap<usize, Vec<Matter>> {
    let mut all: BTreeMap<usize, Vec<Matter>> = BTreeMap::new();
    let is_received = |unit: usize| standings.get(unit) == Some(&Standing::Received);
    for (at, entry) in collection.entries.iter().enumerate() {
        let file = entry.file.name.clone();
        let found = match &entry.fate {
            Fate::Taken {
                unit,
                outcome: Outcome::Read(read),
            } => {
                let mends = entry.mends.clone();
                let year = read.imported.year;
                (!mends.is_empty()).then_some((*unit, Matter::Mend { file, year, mends }))
            }
            Fate::Left(left) => match (left.units.as_slice(), &left.to_sender) {
                // What cannot be read is nothing to mend where another file of it was.
                ([unit], Some(_)) if is_received(*unit) && left.cause == Cause::Refused => None,
                ([unit], Some(why)) => {
                    let why = why.clone();
                    Some((*unit, Matter::Open { file, why }))
                }
                _ => None,
            },
            Fate::Rival {
                unit,
                year,
                all,
                differences,
            } if all.first() == Some(&at) => {
                let names = all.iter();
                let files = names.map(|one| collection.entries[*one].file.name.clone());
                let matter = Matter::Rivals {
                    year: *year,
                    files: files.collect(),
                    differences: differences.clone(),
                };
                Some((*unit, matter))
            }
            _ => None,
        };
        if let Some((unit, matter)) = found {
            all.entry(unit).or_default().push(matter);
        }
    }
    if let Some(year) = year {
        for (unit, standing) in standings.iter().enumerate() {
            let is_hosted = collection.units.all[unit].id.is_some();
            if is_hosted && matches!(standing, Standing::Missing | Standing::Draft) {
                all.entry(unit)
                    .or_default()
                    .insert(0, Matter::Missing { year });
            }
        }
    }
    all
}
