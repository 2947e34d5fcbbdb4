//! A package of Office Open XML that is prepared once: most of its parts are the same in
//! every file, so they are deflated once and copied with their checksums.
//!
//! Nothing in it tells when or where it was made. Every part is of 1980-01-01, the first
//! day that the format of the container knows.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

/// What makes up a package.
pub enum Part {
    /// The same text in every file.
    Fixed(&'static str, String),
    /// Its text is given for every file.
    Filled(&'static str),
    /// Its text is given for every file, and in most of them it is this one.
    Mostly(&'static str, String),
}

/// A package with room for the parts that are filled in.
pub struct Package {
    parts: Vec<Prepared>,
}

/// A part with its path in the package.
struct Prepared {
    name: &'static str,
    text: Text,
}

/// What is known of the text of a part before a file is made.
enum Text {
    Fixed(Packed),
    Filled,
    Mostly(String, Packed),
}

/// A part as it stands in the container.
struct Packed {
    method: u16,
    bytes: Vec<u8>,
    /// Bytes of the part itself.
    size: u32,
    checksum: u32,
}

/// How a part is packed, the version of the container (2.0) and the first day it knows.
const STORE: u16 = 0;
const DEFLATE: u16 = 8;
const VERSION: u16 = 20;
const FIRST_DAY: u16 = 0x21;

/// What stands once in a container, whatever its parts are.
const LOCAL_HEADER: usize = 30;
const CENTRAL_HEADER: usize = 46;
const END: usize = 22;

/// How hard to deflate: what is copied into every file is worth any effort, what is made
/// for each is not.
const ONCE: Compression = Compression::best();
const EACH: Compression = Compression::fast();

/// A part that is made for each file and is smaller is stored as it is: to begin a
/// deflate stream takes longer than to copy so many bytes.
const SMALL: usize = 1024;

thread_local! {
    /// What deflates takes a quarter of a megabyte, so it is kept from file to file.
    static COMPRESS: RefCell<Compress> = RefCell::new(Compress::new(EACH, false));
}

impl Package {
    /// A package of these parts, in this order. Their names are paths in ASCII, which are
    /// the same in every encoding.
    pub fn of(parts: Vec<Part>) -> Self {
        let mut compress = Compress::new(ONCE, false);
        let mut once = |text: &str| deflate(&mut compress, text.as_bytes());
        let parts = parts.into_iter().map(|part| {
            let (name, text) = match part {
                Part::Fixed(name, text) => (name, Text::Fixed(once(&text))),
                Part::Filled(name) => (name, Text::Filled),
                Part::Mostly(name, text) => {
                    let packed = once(&text);
                    (name, Text::Mostly(text, packed))
                }
            };
            Prepared { name, text }
        });
        Self {
            parts: parts.collect(),
        }
    }

    /// The file with the texts of the parts that are filled in, in the order of the parts.
    /// Linear in the parts; a part is smaller than 4 GiB because the words of a report are.
    pub fn file(&self, filled: &[&str]) -> Vec<u8> {
        let mut filled = filled.iter();
        let made = self.parts.iter().map(|part| match &part.text {
            Text::Fixed(_) => None,
            Text::Filled => filled.next().map(|text| each(text)),
            Text::Mostly(usual, _) => {
                let text = filled.next().filter(|text| **text != usual.as_str());
                text.map(|text| each(text))
            }
        });
        let made: Vec<Option<Packed>> = made.collect();
        let parts = self.parts.iter().zip(&made);
        let parts = parts.filter_map(|(part, made)| {
            let known = match &part.text {
                Text::Fixed(packed) | Text::Mostly(_, packed) => Some(packed),
                Text::Filled => None,
            };
            Some((part.name, made.as_ref().or(known)?))
        });
        container(&parts.collect::<Vec<_>>())
    }
}

/// A part that is made for one file.
fn each(text: &str) -> Packed {
    if text.len() < SMALL {
        return Packed {
            method: STORE,
            bytes: text.as_bytes().to_vec(),
            size: u32_of(text.len()),
            checksum: crc32fast::hash(text.as_bytes()),
        };
    }
    COMPRESS.with_borrow_mut(|compress| deflate(compress, text.as_bytes()))
}

/// The bytes of a container with these parts.
fn container(parts: &[(&str, &Packed)]) -> Vec<u8> {
    let sizes = parts
        .iter()
        .map(|(name, part)| LOCAL_HEADER + CENTRAL_HEADER + 2 * name.len() + part.bytes.len());
    let mut out = Vec::with_capacity(END + sizes.sum::<usize>());
    let mut directory = Vec::new();
    for (name, part) in parts {
        let offset = out.len();
        out.extend(b"PK\x03\x04");
        describe(name, part, &mut out);
        out.extend(name.as_bytes());
        out.extend(&part.bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        describe(name, part, &mut directory);
        // No comment, on the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(u32_of(offset).to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let offset = out.len();
    let count = u16::try_from(parts.len()).expect("a package has a few parts");
    out.extend(&directory);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(u32_of(directory.len()).to_le_bytes());
    out.extend(u32_of(offset).to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What both headers of a part say of it.
fn describe(name: &str, part: &Packed, out: &mut Vec<u8>) {
    let flags = 0_u16;
    let midnight = 0_u16;
    for word in [VERSION, flags, part.method, midnight, FIRST_DAY] {
        out.extend(word.to_le_bytes());
    }
    for number in [part.checksum, u32_of(part.bytes.len()), part.size] {
        out.extend(number.to_le_bytes());
    }
    let length = u16::try_from(name.len()).expect("the name of a part is short");
    out.extend(length.to_le_bytes());
    // Nothing more is said of it.
    out.extend([0; 2]);
}

fn deflate(compress: &mut Compress, text: &[u8]) -> Packed {
    compress.reset();
    let mut bytes = Vec::with_capacity(text.len() / 4 + 64);
    loop {
        let read = usize::try_from(compress.total_in()).expect("it was read from memory");
        let status = compress.compress_vec(&text[read..], &mut bytes, FlushCompress::Finish);
        match status.expect("deflating bytes in memory does not fail") {
            Status::StreamEnd => break,
            Status::Ok | Status::BufError => bytes.reserve(bytes.capacity()),
        }
    }
    Packed {
        method: DEFLATE,
        bytes,
        size: u32_of(text.len()),
        checksum: crc32fast::hash(text),
    }
}

fn u32_of(size: usize) -> u32 {
    u32::try_from(size).expect("a report is smaller than 4 GiB")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;

    fn read(file: &[u8]) -> Vec<(String, String)> {
        let mut archive = ZipArchive::new(Cursor::new(file)).expect("a container");
        let parts = (0..archive.len()).map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("its text");
            (part.name().expect("a name").into_owned(), text)
        });
        parts.collect()
    }

    #[test]
    fn every_part_is_read_back_in_its_order() {
        let long = "多次".repeat(100_000);
        let package = Package::of(vec![
            Part::Fixed("a.xml", "<a/>".to_owned()),
            Part::Filled("b/b.xml"),
            Part::Fixed("c.xml", String::new()),
            Part::Mostly("d.xml", "丁".to_owned()),
        ]);
        let part = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        for (b, d) in [("乙", long.as_str()), ("", "丁")] {
            let expected = [
                part("a.xml", "<a/>"),
                part("b/b.xml", b),
                part("c.xml", ""),
                part("d.xml", d),
            ];
            let file = package.file(&[b, d]);
            assert_eq!(read(&file), expected);
            assert_eq!(file, package.file(&[b, d]));
        }
    }
}
