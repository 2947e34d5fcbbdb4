//! The parts of an Office package: a zip of XML files.

use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use zip::ZipArchive;

use super::Unread;

/// More parts than any document of an office has.
const PARTS: usize = 10_000;

pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: usize,
}

impl<'b> Package<'b> {
    /// `most` is how many bytes may be unpacked of it in all.
    pub fn open(bytes: &'b [u8], most: usize) -> Result<Self, Unread> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Damaged)?;
        if archive.len() > PARTS {
            return Err(Unread::TooMuch);
        }
        Ok(Self {
            archive,
            left: most,
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
        let Some(at) = self.find(name) else {
            return Ok(None);
        };
        let part = self.archive.by_index(at).map_err(|_| Unread::Damaged)?;
        let mut bytes = Vec::new();
        let read = part.take(self.left as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|_| Unread::Damaged)?;
        self.left = self.left.checked_sub(bytes.len()).ok_or(Unread::TooMuch)?;
        let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((encoding_rs::UTF_8, 0));
        bytes.drain(..mark);
        let text = String::from_utf8(bytes).or_else(|error| {
            let (text, _) = encoding.decode_without_bom_handling(error.as_bytes());
            Ok(text.into_owned())
        });
        text.map(Some)
    }

    /// Some writers part folders by `\`, and names are the same in any case.
    fn find(&self, name: &str) -> Option<usize> {
        let same = |other: &str| {
            let mut pairs = other.bytes().zip(name.bytes());
            other.len() == name.len()
                && pairs.all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a, b) == (b'\\', b'/'))
        };
        let mut names = self.archive.file_names();
        self.archive
            .index_for_name(name)
            .or_else(|| names.position(|other| other.is_ok_and(|other| same(&other))))
    }
}
