//! The texts of the files that diagnostics name.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::parse::source::without_mark;
use crate::path::SourcePath;
use crate::snapshot::Snapshot;

/// Texts for showing places in them, read once.
pub struct Texts(BTreeMap<SourcePath, Text>);

/// Found out once: a file may be shown many thousand times.
enum Text {
    Readable(String),
    Other(Vec<u8>),
}

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
                    let text = match String::from_utf8(bytes) {
                        Ok(text) => Text::Readable(text),
                        Err(error) => Text::Other(error.into_bytes()),
                    };
                    texts.insert(place.file.clone(), text);
                }
            }
        }
        Self(texts)
    }

    /// The text after a byte order mark, as places count it.
    pub fn get(&self, file: &SourcePath) -> Option<&str> {
        match self.0.get(file)? {
            Text::Readable(text) => Some(without_mark(text)),
            Text::Other(_) => None,
        }
    }

    /// The bytes as they lie on disk.
    pub fn bytes(&self, file: &SourcePath) -> Option<&[u8]> {
        match self.0.get(file)? {
            Text::Readable(text) => Some(text.as_bytes()),
            Text::Other(bytes) => Some(bytes),
        }
    }
}
