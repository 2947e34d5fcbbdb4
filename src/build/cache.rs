//! What came of each unit the last time, for the units to which nothing
//! happened since.
//!
//! It is the memo of a pure function: a unit is looked up by a hash of all that
//! composing and checking it is given, and there is nothing to keep up to date.
//! What cannot be read here is composed, so a record that is missing, damaged
//! or made by another program costs time and nothing else.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use blake3::{Hash, Hasher, OUT_LEN};

use crate::portal::UnitId;
use crate::site::context::SiteContext;
use crate::site::note;
use crate::site::unit::{CheckedUnit, UnitSummary};
use crate::snapshot::Snapshot;

/// The record of the last build. Only where each unit stands in it is kept
/// apart; a unit is decoded when its turn comes.
pub struct Cache<'m> {
    record: &'m [u8],
    units: BTreeMap<UnitId, Range<usize>>,
    /// What the record as a whole depends on, and the same but for the day.
    conditions: Hash,
    lasting: Hash,
    /// Whether the record was made on this day.
    is_of_today: bool,
    snapshot: &'m Snapshot,
    /// The hash of the names of all files, worked out when the first unit
    /// depends on them.
    names: OnceLock<Hash>,
}

/// A unit as it came out the last time.
pub struct Remembered<'m> {
    pub summary: UnitSummary,
    /// See [`CheckedUnit::page_inputs_hash`].
    pub page_inputs_hash: Hash,
    /// Its bytes in the record.
    pub note: &'m [u8],
}

impl<'m> Cache<'m> {
    /// Finds the units in a record of the last build; none where it was
    /// made under other conditions. Of another day's record only what was found
    /// in attachments is taken. Linear in the units.
    pub fn open(record: Option<&'m [u8]>, context: &SiteContext, snapshot: &'m Snapshot) -> Self {
        let mut cache = Self {
            record: record.unwrap_or_default(),
            units: BTreeMap::new(),
            conditions: context.conditions(),
            lasting: context.lasting(),
            is_of_today: false,
            snapshot,
            names: OnceLock::new(),
        };
        cache.units = cache.contents().unwrap_or_default();
        cache
    }

    fn contents(&mut self) -> Option<BTreeMap<UnitId, Range<usize>>> {
        let mut units = BTreeMap::new();
        let (conditions, rest) = self.record.split_first_chunk()?;
        let mut rest = rest.strip_prefix(self.lasting.as_bytes())?;
        self.is_of_today = self.conditions == Hash::from_bytes(*conditions);
        while !rest.is_empty() {
            let id = take_sized(&mut rest)?;
            let note = take_sized(&mut rest)?;
            let end = self.record.len() - rest.len();
            // The owner has no id, and no folder has the empty name.
            let id = Some(str::from_utf8(id).ok()?.to_owned()).filter(|id| !id.is_empty());
            units.insert(id, end - note.len()..end);
        }
        Some(units)
    }

    /// What came of a unit that was made from the files that `digest` stands
    /// for, if they and all else are as they were.
    pub fn recall(&self, id: &UnitId, digest: &Hash) -> Option<Remembered<'m>> {
        let note = self.note_of(id).filter(|_| self.is_of_today)?;
        let (given, rest) = note.split_first_chunk()?;
        let (page_inputs_hash, rest) = rest.split_first_chunk()?;
        let ([links_to_other_units], summary) = rest.split_first_chunk()?;
        (self.given(digest, *links_to_other_units != 0) == *given).then_some(())?;
        Some(Remembered {
            summary: note::read(summary).filter(|summary| summary.id == *id)?,
            page_inputs_hash: Hash::from_bytes(*page_inputs_hash),
            note,
        })
    }

    /// What came of a unit the last time, from whatever files.
    pub fn last(&self, id: &UnitId) -> Option<UnitSummary> {
        let note = self.note_of(id)?;
        note::read(note.get(2 * OUT_LEN + 1..)?)
    }

    fn note_of(&self, id: &UnitId) -> Option<&'m [u8]> {
        self.record.get(self.units.get(id)?.clone())
    }

    /// Puts a unit in writing; `None` where it says what cannot be.
    pub fn note(&self, checked: &CheckedUnit) -> Option<Vec<u8>> {
        let summary = note::write(&checked.summary)?;
        let given = self.given(&checked.digest, checked.links_to_other_units);
        let mut note = Vec::with_capacity(2 * OUT_LEN + 1 + summary.len());
        note.extend_from_slice(&given);
        note.extend_from_slice(checked.page_inputs_hash.as_bytes());
        note.push(u8::from(checked.links_to_other_units));
        note.extend_from_slice(&summary);
        Some(note)
    }

    /// The record of this build. Linear in the units.
    pub fn record<'n>(&self, units: impl Iterator<Item = (&'n UnitId, &'n [u8])>) -> Vec<u8> {
        let mut record = self.conditions.as_bytes().to_vec();
        record.extend_from_slice(self.lasting.as_bytes());
        for (id, note) in units {
            put_sized(&mut record, id.as_deref().unwrap_or_default().as_bytes());
            put_sized(&mut record, note);
        }
        record
    }

    /// The hash of all that composing a unit is given beside the
    /// conditions that all share.
    fn given(&self, digest: &Hash, links_to_other_units: bool) -> [u8; OUT_LEN] {
        if !links_to_other_units {
            return *digest.as_bytes();
        }
        let names = self.names.get_or_init(|| {
            let mut hasher = Hasher::new();
            for file in self.snapshot.files() {
                hasher.update(file.as_str().as_bytes());
                // No path holds it.
                hasher.update(b"\0");
            }
            hasher.finalize()
        });
        let mut hasher = Hasher::new();
        hasher.update(digest.as_bytes());
        hasher.update(names.as_bytes());
        *hasher.finalize().as_bytes()
    }
}

fn put_sized(record: &mut Vec<u8>, bytes: &[u8]) {
    record.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    record.extend_from_slice(bytes);
}

fn take_sized<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (size, after) = rest.split_first_chunk()?;
    let size = usize::try_from(u64::from_le_bytes(*size)).ok()?;
    let (bytes, after) = after.split_at_checked(size)?;
    *rest = after;
    Some(bytes)
}
