//! The parts of an Office package: a zip of XML files.

use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use zip::ZipArchive;

use super::{MOST, Unread};

/// More parts than any document of an office has.
const PARTS: usize = 10_000;

pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: usize,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unread> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Damaged)?;
        if archive.len() > PARTS {
            return Err(Unread::TooMuch);
        }
        Ok(Self {
            archive,
            left: MOST,
        })
    }

    /// The names of all parts, in the order of their numbers.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        let mut names: Vec<String> = names.map(|name| name.replace('\\', "/")).collect();
        names.sort_by_key(|name| (name.len(), name.clone()));
        names
    }

    /// The text of a part; `None` where there is no such part. What the zip
    /// says of its size is not believed.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Unread> {
        let Some(at) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let part = self.archive.by_index(at).map_err(|_| Unread::Damaged)?;
        let mut bytes = Vec::new();
        let read = part.take(self.left as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|_| Unread::Damaged)?;
        self.left = self.left.checked_sub(bytes.len()).ok_or(Unread::TooMuch)?;
        let (encoding, _) = Encoding::for_bom(&bytes).unwrap_or((encoding_rs::UTF_8, 0));
        let (text, _) = encoding.decode_with_bom_removal(&bytes);
        Ok(Some(text.into_owned()))
    }
}
