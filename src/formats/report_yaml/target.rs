//! A file that is to be changed, and changes of it by the way to a value.

use crate::parse::yaml::Node;

use super::locate::{Reading, Turn};
use super::splice::{self, ODD, Outcome};

/// A text, and what was read in it.
#[derive(Clone, Copy)]
pub struct Target<'t> {
    pub text: &'t str,
    pub reading: &'t Reading<'t>,
}

impl Target<'_> {
    /// The last entry of a map with a key for which this is so.
    pub fn last(&self, way: &[Turn], is: impl Fn(&str) -> bool) -> Option<usize> {
        let mut entries = self.reading.entries(way).iter();
        entries.rposition(|(key, _)| key.scalar().is_some_and(&is))
    }

    /// Takes an entry out of a map, if it is there.
    pub fn remove_key(&self, way: &[Turn], is: impl Fn(&str) -> bool) -> Outcome {
        let map = self.reading.held(way).ok_or(ODD)?;
        splice::remove(self.text, &map, self.reading.position(way, is).ok_or(ODD)?)
    }

    /// Puts a value in the place of another.
    pub fn set_at(&self, way: &[Turn], text: &str) -> Outcome {
        splice::set(self.text, &self.reading.held(way).ok_or(ODD)?, text)
    }

    /// Puts an entry into a map, behind one of its entries or before the first.
    pub fn insert_at(&self, way: &[Turn], behind: Option<usize>, entry: &str) -> Outcome {
        splice::insert(
            self.text,
            &self.reading.held(way).ok_or(ODD)?,
            behind,
            entry,
        )
    }

    /// The value at the end of a way.
    pub fn value(&self, way: &[Turn]) -> Result<&Node, &'static str> {
        Ok(self.reading.held(way).ok_or(ODD)?.value)
    }
}
