//! The texts of the files that something is said about.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::parse::source::readable;
use crate::path::SourcePath;
use crate::snapshot::Snapshot;

/// Texts for showing places in them, read once.
pub struct Texts(BTreeMap<SourcePath, Vec<u8>>);

impl Texts {
    /// Reads every file that these diagnostics name.
    pub fn of<'d>(
        snapshot: &Snapshot,
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    ) -> Self {
        let mut texts = BTreeMap::new();
        for one in diagnostics {
            let others = one.also.iter().map(|(place, _)| place);
            for place in others.chain([&one.place]) {
                if !texts.contains_key(&place.file)
                    && let Some(bytes) = snapshot.bytes(&place.file)
                {
                    texts.insert(place.file.clone(), bytes);
                }
            }
        }
        Self(texts)
    }

    /// The text after a byte order mark, as places count it.
    pub fn get(&self, file: &SourcePath) -> Option<&str> {
        readable(self.0.get(file)?)
    }

    /// The bytes as they lie on disk.
    pub fn bytes(&self, file: &SourcePath) -> Option<&[u8]> {
        self.0.get(file).map(Vec::as_slice)
    }
}
