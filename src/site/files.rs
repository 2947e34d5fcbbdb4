//! What lies on one listing, read and hashed.

use std::iter;
use std::sync::Arc;

use anyhow::Result;

use crate::check::attachments::Looked;
use crate::diag::Diagnostic;
use crate::portal::UnitId;
use crate::snapshot::{Listing, Snapshot, Sources, UNITS};

/// The files of one listing, read.
pub struct UnitFiles {
    pub(super) sources: Sources,
    pub(super) faults: Vec<Diagnostic>,
    /// The hash of all that is known of it: names, bytes, sizes of attachments, and the
    /// times of change of those whose words are looked at.
    pub digest: blake3::Hash,
    /// What was found in attachments the last time.
    pub(super) looked: Vec<Looked>,
}

impl UnitFiles {
    /// Reads a listing. Only what the machine refuses to read is an error.
    pub fn listing(snapshot: &Snapshot, listing: &Listing) -> Result<Self> {
        let (sources, faults) = snapshot.read(listing)?;
        let mut hasher = blake3::Hasher::new();
        sources.add_to(&mut hasher);
        for fault in &faults {
            hasher.update(fault.place.file.as_str().as_bytes());
            hasher.update(fault.message.as_bytes());
        }
        sources.add_times_to(&mut hasher);
        Ok(Self {
            digest: hasher.finalize(),
            sources,
            faults,
            looked: Vec::new(),
        })
    }

    /// Takes over what was found in attachments the last time, for those that
    /// have not changed.
    pub fn take_over_looked(&mut self, last: Vec<Looked>) {
        self.looked = last;
    }

    /// Whether it has attachments whose words are looked at.
    pub fn has_legible(&self) -> bool {
        self.sources.any_legible()
    }
}

/// Adds a text so that no two lists of texts run together to the same.
pub(super) fn add(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

/// The listings of the units, the owner first and then by id.
pub fn listings(snapshot: &Snapshot) -> impl Iterator<Item = (UnitId, Arc<Listing>)> {
    let owner = (None, snapshot.listing(&listing_name(&None)));
    let hosted = snapshot
        .units()
        .map(|(folder, listing)| (Some(folder.to_owned()), Arc::clone(listing)));
    iter::once(owner).chain(hosted)
}

/// The name of a unit's listing.
pub fn listing_name(id: &UnitId) -> String {
    match id {
        Some(id) => format!("{UNITS}/{id}"),
        None => "content".to_owned(),
    }
}
