//! What came of each unit the last time, for the units to which nothing
//! happened since.
//!
//! It is the memo of a pure function: a unit is looked up by a hash of all that
//! composing and checking it is given, and there is nothing to keep up to date.
//! What cannot be read here is composed, so a record that is missing, damaged
//! or made by another program costs time and nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use blake3::{Hash, Hasher, OUT_LEN};
use serde::{Deserialize, Serialize, Serializer};

use crate::portal::UnitId;
use crate::publish::TakePiece;
use crate::publish::entry::Key;
use crate::publish::fault::Fault;
use crate::search::UnitTerms;
use crate::site::context::SiteContext;
use crate::site::unit::{CheckedUnit, UnitSummary};
use crate::snapshot::Snapshot;

/// The version of the encoding. It need not change when a field of a summary
/// does: a cache of a program with other sources is not read at all.
/// 3: the terms of a unit stand beside its summary.
const VERSION: u32 = 3;

/// The hash of the sources of this program.
const PROGRAM: &str = env!("GONGKAI_SOURCE");

/// The cache of the last build. A unit is decoded when its turn comes.
pub struct Cache<'m> {
    units: BTreeMap<UnitId, &'m [u8]>,
    /// Hash of what the cache as a whole depends on, and of the same but for
    /// the day.
    conditions: Hash,
    lasting: Hash,
    /// Whether the cache was made under the same conditions but for the day.
    is_lasting: bool,
    /// Whether the cache was made on this day as well.
    is_of_today: bool,
    /// Whether drafts are published.
    with_drafts: bool,
    snapshot: &'m Snapshot,
    /// Hash of the names of all files, computed when the first unit depends on
    /// them.
    names: OnceLock<Hash>,
}

/// A unit as it came out the last time.
pub struct Remembered<'m> {
    pub summary: UnitSummary,
    /// The hash of the keys of all that was made from it, in the order of its outputs.
    pub keys: Hash,
    /// The unit as it is encoded in the cache.
    pub note: &'m [u8],
}

/// The cache as a whole, but for the encoded units, which follow by their ids.
#[derive(Serialize, Deserialize)]
struct Head<'r> {
    version: u32,
    /// The hash of the sources of the program that wrote it.
    program: &'r str,
    conditions: [u8; OUT_LEN],
    lasting: [u8; OUT_LEN],
    units: usize,
}

/// One encoded unit.
type IdAndNote<'r> = (Option<&'r str>, Bytes<'r>);

/// One unit: what it was made from, and what came of it.
#[derive(Serialize, Deserialize)]
struct Note<'n> {
    /// Whether a build may take the unit over; else the note serves only to leave it as
    /// it was published.
    recallable: bool,
    /// Whether drafts of it were published.
    shows_drafts: bool,
    given: [u8; OUT_LEN],
    keys: [u8; OUT_LEN],
    links_to_other_units: bool,
    /// The encoded [`UnitSummary`].
    #[serde(borrow)]
    summary: Bytes<'n>,
    /// The encoded [`UnitTerms`].
    #[serde(borrow)]
    terms: Bytes<'n>,
}

/// Bytes that are written as a whole, not one by one.
#[derive(Deserialize)]
struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

/// The hash of the keys of some outputs, in their order.
pub fn hash_of_keys(keys: &[Key]) -> Hash {
    let mut hasher = Hasher::new();
    // All keys are of one length.
    for key in keys {
        hasher.update(key.as_bytes());
    }
    hasher.finalize()
}

/// Decodes a value that fills all of these bytes.
fn decode<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    let (value, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(value)
}

/// Encodes a value; `None` never happens to the values of this file.
fn encode(value: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

impl<'m> Cache<'m> {
    /// Finds the units in the cache of the last build. If it was made under other
    /// conditions, none is taken over; of another day's cache only what was found in
    /// attachments is. Linear in the units.
    pub fn open(
        bytes: Option<&'m [u8]>,
        context: &SiteContext,
        snapshot: &'m Snapshot,
        with_drafts: bool,
    ) -> Self {
        let (conditions, lasting) = (context.conditions(), context.lasting());
        let record = bytes.and_then(read);
        let (head, units) = record.unzip();
        Self {
            is_lasting: head.as_ref().is_some_and(|head| lasting == head.lasting),
            is_of_today: head.is_some_and(|head| conditions == head.conditions),
            units: units.unwrap_or_default(),
            conditions,
            lasting,
            with_drafts,
            snapshot,
            names: OnceLock::new(),
        }
    }

    /// What came of a unit, if its files, of which `digest` is the hash, and
    /// all else that it was made from are as they were.
    pub fn recall(&self, id: &UnitId, digest: &Hash) -> Option<Remembered<'m>> {
        let note = *self.units.get(id).filter(|_| self.is_of_today)?;
        let Note {
            recallable,
            given,
            keys,
            links_to_other_units,
            summary,
            ..
        } = decode(note)?;
        if !recallable || self.given(digest, links_to_other_units) != given {
            return None;
        }
        Some(Remembered {
            summary: decode(summary.0).filter(|summary: &UnitSummary| summary.id == *id)?,
            keys: keys.into(),
            note,
        })
    }

    /// What came of a unit the last time, from whatever files.
    pub fn last(&self, id: &UnitId) -> Option<UnitSummary> {
        let note: Note<'_> = decode(self.units.get(id).filter(|_| self.is_lasting)?)?;
        decode(note.summary.0).filter(|_| note.recallable)
    }

    /// A unit as it was published the last time, whatever the conditions were, and the
    /// note by which the next build finds it again. No build takes the unit over by that
    /// note, because it does not say under which conditions it was made. `None` also if
    /// drafts of it were published and are not to be now.
    pub fn published(&self, id: &UnitId) -> Option<(UnitSummary, Vec<u8>)> {
        let mut note: Note<'_> = decode(self.units.get(id)?)?;
        if note.shows_drafts && !self.with_drafts {
            return None;
        }
        note.recallable = false;
        Some((decode(note.summary.0)?, encode(&note)?))
    }

    /// Encodes a unit, with the hash of the keys of all that was made from it.
    pub fn note(
        &self,
        checked: &CheckedUnit,
        terms: &UnitTerms,
        keys: &Hash,
        recallable: bool,
    ) -> Option<Vec<u8>> {
        let (summary, terms) = (encode(&checked.summary)?, encode(terms)?);
        encode(&Note {
            recallable,
            shows_drafts: self.with_drafts && !checked.summary.drafts.is_empty(),
            given: self.given(&checked.digest, checked.links_to_other_units),
            keys: *keys.as_bytes(),
            links_to_other_units: checked.links_to_other_units,
            summary: Bytes(&summary),
            terms: Bytes(&terms),
        })
    }

    /// Tells the cache of this build, of units by their ids, piece by piece. Linear in the
    /// units.
    pub fn tell<'n>(
        &self,
        notes: impl ExactSizeIterator<Item = (&'n UnitId, Cow<'n, [u8]>)>,
        take: &mut TakePiece<'_>,
    ) -> Result<(), Fault> {
        let head = Head {
            version: VERSION,
            program: PROGRAM,
            conditions: *self.conditions.as_bytes(),
            lasting: *self.lasting.as_bytes(),
            units: notes.len(),
        };
        take(&encode(&head).unwrap_or_default())?;
        for (id, note) in notes {
            let one: IdAndNote<'_> = (id.as_deref(), Bytes(&note));
            take(&encode(&one).unwrap_or_default())?;
        }
        Ok(())
    }

    /// Hash of all that composing a unit depends on beside the conditions that
    /// all share.
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

/// Reads a cache that a program with the same sources wrote. Linear in the units.
fn read(bytes: &[u8]) -> Option<(Head<'_>, BTreeMap<UnitId, &[u8]>)> {
    let (head, mut rest) = postcard::take_from_bytes::<Head<'_>>(bytes).ok()?;
    if head.version != VERSION || head.program != PROGRAM {
        return None;
    }
    let mut units = BTreeMap::new();
    for _ in 0..head.units {
        let (id, note): IdAndNote<'_>;
        ((id, note), rest) = postcard::take_from_bytes(rest).ok()?;
        units.insert(id.map(str::to_owned), note.0);
    }
    rest.is_empty().then_some((head, units))
}

/// The terms of the unit of a note.
pub fn terms_in(note: &[u8]) -> Option<UnitTerms> {
    let note: Note<'_> = decode(note)?;
    decode(note.terms.0)
}

#[cfg(test)]
mod tests;
