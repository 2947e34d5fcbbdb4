//! The terms of one unit, found in its turn and kept until all units are known.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use blake3::OUT_LEN;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::articles::{Article, UnitArticles};
use super::contents::OTHERS;
use super::fold::folded;
use super::gram::{Gram, each_gram};
use super::packed::{self, BATCH, Places};

/// A term that stands so often in an article is what the article is about.
const OFTEN: u8 = 4;

/// The terms of a unit's articles, packed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitTerms {
    /// The articles in batches of eight, in the order of their numbers.
    #[serde(serialize_with = "write_bytes", deserialize_with = "read_bytes")]
    pub(super) packed: Vec<u8>,
    /// The years of the articles that are no reports; 0 of one without a date.
    pub(super) years: Vec<u16>,
    /// The hash of all this.
    pub hash: [u8; OUT_LEN],
}

/// A term of a batch while it is found.
#[derive(Clone, Copy, Default)]
struct Found {
    places: Places,
    /// How often it stands in the last of the articles.
    count: u8,
}

pub(super) type GramMap<V> = HashMap<Gram, V, BuildHasherDefault<GramHasher>>;

impl UnitTerms {
    /// Linear in the words.
    pub fn of(unit: &UnitArticles) -> Self {
        let mut packed = Vec::new();
        let mut found = GramMap::default();
        for batch in unit.articles.chunks(BATCH) {
            find(batch, &unit.names, &mut found);
            let terms = found.drain().map(|(gram, found)| (gram, found.places));
            let mut terms: Vec<(Gram, Places)> = terms.collect();
            terms.sort_unstable_by_key(|(gram, _)| *gram);
            packed::write(&terms, &mut packed);
        }
        packed.shrink_to_fit();
        let others = unit.articles.iter().filter(|one| one.number >= OTHERS);
        let years = others.map(|one| one.day.as_ref().map_or(0, |day| day.date.year() as u16));
        let years: Vec<u16> = years.collect();
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(packed.len() as u64).to_le_bytes());
        hasher.update(&packed);
        for year in &years {
            hasher.update(&year.to_le_bytes());
        }
        Self {
            packed,
            years,
            hash: *hasher.finalize().as_bytes(),
        }
    }
}

/// Finds the terms of a batch.
fn find(batch: &[Article], names: &str, found: &mut GramMap<Found>) {
    for (at, article) in batch.iter().enumerate() {
        let bit = 1 << at;
        each_gram(folded(&article.text), |gram| {
            let found = found.entry(gram).or_default();
            if found.places.all & bit == 0 {
                found.places.all |= bit;
                found.count = 0;
            }
            found.count = found.count.saturating_add(1);
            if found.count == OFTEN {
                found.places.frequent |= bit;
            }
        });
        for title in [article.title.as_str(), names] {
            each_gram(folded(title), |gram| {
                let places = &mut found.entry(gram).or_default().places;
                places.all |= bit;
                places.title |= bit;
            });
        }
    }
}

/// Spreads the keys of grams, which are no random numbers.
#[derive(Default)]
pub struct GramHasher(u64);

impl Hasher for GramHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}

fn write_bytes<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}

/// Takes bytes as a whole, not one by one.
fn read_bytes<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<u8>, D::Error> {
    struct Whole;
    impl Visitor<'_> for Whole {
        type Value = Vec<u8>;

        fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            to.write_str("bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
    }
    from.deserialize_bytes(Whole)
}
