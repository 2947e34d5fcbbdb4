//! What is known of all units, and the index that is made of it when a file asks.

use std::sync::OnceLock;

use super::index::Index;
use super::units::{SearchUnit, Words};

/// What the files of the search are made from.
pub struct SiteSearch<'s> {
    /// The owner first and then by id.
    pub units: Vec<SearchUnit<'s>>,
    /// Keeps the index, which is made once for all files.
    pub kept: &'s OnceLock<Index>,
    hash: OnceLock<blake3::Hash>,
}

impl<'s> SiteSearch<'s> {
    pub fn of(units: Vec<SearchUnit<'s>>, kept: &'s OnceLock<Index>) -> Self {
        Self {
            units,
            kept,
            hash: OnceLock::new(),
        }
    }

    /// The index, made when it is first asked for. Linear in the terms.
    pub fn index(&self) -> &'s Index {
        self.kept.get_or_init(|| Index::of(&self.units))
    }

    /// The hash of all that the files say. Units that are still in memory add no terms to
    /// it: what is made of them is not compared by its hash. Linear in the units.
    pub fn hash(&self) -> blake3::Hash {
        *self.hash.get_or_init(|| {
            let mut hasher = blake3::Hasher::new();
            let mut add = |text: &str| {
                hasher.update(&(text.len() as u64).to_le_bytes());
                hasher.update(text.as_bytes());
            };
            for unit in &self.units {
                add(unit.facts.id.as_deref().unwrap_or_default());
                add(&unit.facts.name);
            }
            for unit in &self.units {
                for number in unit.contents.reports.iter().chain(&unit.contents.starts) {
                    hasher.update(&number.to_le_bytes());
                }
                // No number of an article is so small.
                hasher.update(&[0, 0]);
                hasher.update(&unit.contents.others.to_le_bytes());
                for report in &unit.facts.reports {
                    hasher.update(report.form.as_bytes());
                }
                if let Words::Kept(hash, _) = unit.words {
                    hasher.update(hash);
                }
            }
            hasher.finalize()
        })
    }
}
