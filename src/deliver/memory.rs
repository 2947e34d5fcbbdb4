//! What came of each body the last time, for the bodies to which nothing
//! happened since.
//!
//! It is the memo of a pure function: a body is looked up by a hash of all that
//! composing and checking it is given, and there is nothing to keep up to date.
//! What cannot be read here is composed, so a record that is missing, damaged
//! or made by another program costs time and nothing else.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use blake3::{Hash, Hasher, OUT_LEN};

use crate::edition::chapter::{Chapter, Summary};
use crate::edition::masthead::Masthead;
use crate::edition::note;
use crate::portal::UnitId;
use crate::snapshot::Snapshot;

use super::Made;

/// The record of the last delivery. Only where each body stands in it is kept
/// apart; a body is decoded when its turn comes.
pub struct Memory<'m> {
    record: &'m [u8],
    bodies: BTreeMap<UnitId, Range<usize>>,
    /// What the record as a whole depends on, and the same but for the day.
    conditions: Hash,
    lasting: Hash,
    /// Whether the record was made on this day.
    is_of_today: bool,
    snapshot: &'m Snapshot,
    /// What stands for the names of all files, worked out when the first body
    /// depends on them.
    names: OnceLock<Hash>,
}

/// A body as it came out the last time.
pub struct Remembered<'m> {
    pub summary: Summary,
    /// See [`Chapter::words`].
    pub words: Hash,
    /// It as it stands in the record.
    pub note: &'m [u8],
}

impl<'m> Memory<'m> {
    /// Finds the bodies in a record of the last delivery; none where it was
    /// made under other conditions. Of another day's record only what was found
    /// in attachments is taken. Linear in the bodies.
    pub fn open(record: Option<&'m [u8]>, masthead: &Masthead, snapshot: &'m Snapshot) -> Self {
        let mut memory = Self {
            record: record.unwrap_or_default(),
            bodies: BTreeMap::new(),
            conditions: masthead.conditions(),
            lasting: masthead.lasting(),
            is_of_today: false,
            snapshot,
            names: OnceLock::new(),
        };
        memory.bodies = memory.contents().unwrap_or_default();
        memory
    }

    fn contents(&mut self) -> Option<BTreeMap<UnitId, Range<usize>>> {
        let mut bodies = BTreeMap::new();
        let (conditions, rest) = self.record.split_first_chunk()?;
        let mut rest = rest.strip_prefix(self.lasting.as_bytes())?;
        self.is_of_today = self.conditions == Hash::from_bytes(*conditions);
        while !rest.is_empty() {
            let id = take_sized(&mut rest)?;
            let note = take_sized(&mut rest)?;
            let end = self.record.len() - rest.len();
            // The owner has no id, and no folder has the empty name.
            let id = Some(str::from_utf8(id).ok()?.to_owned()).filter(|id| !id.is_empty());
            bodies.insert(id, end - note.len()..end);
        }
        Some(bodies)
    }

    /// What came of a body that was made from the files that `digest` stands
    /// for, if they and all else are as they were.
    pub fn recall(&self, id: &UnitId, digest: &Hash) -> Option<Remembered<'m>> {
        let note = self.note_of(id).filter(|_| self.is_of_today)?;
        let (given, rest) = note.split_first_chunk()?;
        let (words, rest) = rest.split_first_chunk()?;
        let ([looks_out], summary) = rest.split_first_chunk()?;
        (self.given(digest, *looks_out != 0) == *given).then_some(())?;
        Some(Remembered {
            summary: note::read(summary).filter(|summary| summary.id == *id)?,
            words: Hash::from_bytes(*words),
            note,
        })
    }

    /// What came of a body the last time, from whatever files.
    pub fn last(&self, id: &UnitId) -> Option<Summary> {
        let note = self.note_of(id)?;
        note::read(note.get(2 * OUT_LEN + 1..)?)
    }

    fn note_of(&self, id: &UnitId) -> Option<&'m [u8]> {
        self.record.get(self.bodies.get(id)?.clone())
    }

    /// Puts a body in writing; `None` where it says what cannot be.
    pub fn note(&self, chapter: &Chapter) -> Option<Vec<u8>> {
        let summary = note::write(&chapter.summary)?;
        let given = self.given(&chapter.digest, chapter.looks_out);
        let mut note = Vec::with_capacity(2 * OUT_LEN + 1 + summary.len());
        note.extend_from_slice(&given);
        note.extend_from_slice(chapter.words.as_bytes());
        note.push(u8::from(chapter.looks_out));
        note.extend_from_slice(&summary);
        Some(note)
    }

    /// The record of this delivery. Linear in the bodies.
    pub fn record(&self, made: &[Made<'_>]) -> Vec<u8> {
        let mut record = self.conditions.as_bytes().to_vec();
        record.extend_from_slice(self.lasting.as_bytes());
        for made in made {
            if let Some(note) = &made.note {
                let id = made.summary.id.as_deref().unwrap_or_default();
                put_sized(&mut record, id.as_bytes());
                put_sized(&mut record, note);
            }
        }
        record
    }

    /// What stands for all that composing a body is given beside the
    /// conditions that all share.
    fn given(&self, digest: &Hash, looks_out: bool) -> [u8; OUT_LEN] {
        if !looks_out {
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
