//! What is recorded of one published file. A large site has a million of them in memory,
//! so nothing in an entry has a piece of memory of its own but its links.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The hash of everything the page was made from; `None` for a copied file, and where
    /// somebody wrote something else into the record: then the page is made anew.
    #[serde(deserialize_with = "key_or_none")]
    pub key: Option<Key>,
    /// BLAKE3 of the bytes.
    pub hash: Digest,
    /// How many bytes there are.
    pub size: u64,
    /// Where the page links to, for checks of pages that are not made anew.
    pub links: Links,
}

/// The beginning of a hash, long enough to tell two outputs apart.
pub type Key = Hex<16>;

/// A whole hash.
pub type Digest = Hex<{ blake3::OUT_LEN }>;

/// Bytes of a hash, which records have in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hex<const N: usize>([u8; N]);

impl<const N: usize> Hex<N> {
    /// The beginning of a hash.
    pub fn of(hash: &blake3::Hash) -> Self {
        Self(std::array::from_fn(|at| hash.as_bytes()[at]))
    }

    pub fn as_bytes(&self) -> &[u8; N] {
        &self.0
    }

    /// Reads the hexadecimal of exactly so many bytes.
    fn read(text: &str) -> Option<Self> {
        let mut digits = [b'0'; 2 * blake3::OUT_LEN];
        let place = digits.get_mut(..2 * N)?;
        if text.len() != place.len() {
            return None;
        }
        place.copy_from_slice(text.as_bytes());
        blake3::Hash::from_hex(digits)
            .ok()
            .map(|hash| Self::of(&hash))
    }

    /// Calls `write` with the hexadecimal.
    fn written<T>(&self, write: impl FnOnce(&str) -> T) -> T {
        let mut bytes = [0; blake3::OUT_LEN];
        bytes[..N].copy_from_slice(&self.0);
        write(&blake3::Hash::from_bytes(bytes).to_hex()[..2 * N])
    }
}

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written(|text| formatter.write_str(text))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.written(|text| to.serialize_str(text))
    }
}

impl<'d, const N: usize> Deserialize<'d> for Hex<N> {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<'d, str>::deserialize(from)?;
        Self::read(&text).ok_or_else(|| D::Error::custom("no hash of this length"))
    }
}

fn key_or_none<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Key>, D::Error> {
    let text = Option::<Cow<'d, str>>::deserialize(from)?;
    Ok(text.and_then(|text| Key::read(&text)))
}

/// Where a page links to.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// All of them, one behind the other.
    text: Box<str>,
    /// Where each of them ends.
    ends: Box<[u32]>,
}

impl Links {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| &self.text[start as usize..*end as usize])
    }
}

impl<T: AsRef<str>> FromIterator<T> for Links {
    fn from_iter<I: IntoIterator<Item = T>>(links: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for link in links {
            text.push_str(link.as_ref());
            ends.push(u32::try_from(text.len()).expect("a page is smaller than 4 GiB"));
        }
        Self {
            text: text.into(),
            ends: ends.into(),
        }
    }
}

impl fmt::Debug for Links {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<'d> Deserialize<'d> for Links {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Self, D::Error> {
        Vec::<String>::deserialize(from).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let hash = blake3::hash(b"x");
        let entry = Entry {
            key: Some(Key::of(&hash)),
            hash: Digest::of(&hash),
            size: 1,
            links: ["a\"b", "", "\n\0公#开"].into_iter().collect(),
        };
        let text = serde_json::to_string(&entry).expect("plain data");
        let hex = hash.to_hex();
        let expected = format!(
            r#"{{"key":"{}","hash":"{hex}","size":1,"links":["a\"b","","\n\u0000公#开"]}}"#,
            &hex[..32]
        );
        assert_eq!(text, expected);
        let read: Entry = serde_json::from_str(&text).expect("our own writing");
        assert_eq!(read, entry);
        assert_eq!(read.hash.to_string(), hex.as_str());
        for key in ["null", "\"\"", "\"0\""] {
            let forged = text.replace(&format!("\"{}\"", &hex[..32]), key);
            let read: Entry = serde_json::from_str(&forged).expect("a record without a key");
            assert_eq!(read.key, None, "{key}");
        }
        for wrong in [
            "",
            "0",
            &hex[1..],
            &format!("g{}", &hex[1..]),
            &hex.replace('a', "é"),
        ] {
            assert_eq!(Digest::read(wrong), None, "{wrong}");
        }
    }
}
