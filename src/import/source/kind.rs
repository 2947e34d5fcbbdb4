//! Which reader reads which bytes. Their names are not asked: many a `.doc` is a page.

mod text;

use crate::parse::office::Package;

use self::text::Text;
use super::compound::{self, Compound};
use super::refusal::Refusal;
use super::{Piece, Source};
use super::{csv, markdown, mhtml, plain, sheet, web, word};

/// The most that is unpacked of one file, in bytes.
const MOST: usize = 40 << 20;
/// The most cells that a table has with all spans spread out; a report has 500.
const MOST_CELLS: usize = 1_000_000;

/// How files begin that are not read, and why they are not.
const REFUSED: [(&[u8], Refusal); 15] = [
    (b"%PDF", Refusal::Pdf),
    (b"{\\rtf", Refusal::OtherDocument),
    (b"\x89PNG", Refusal::Picture),
    (b"\xFF\xD8\xFF", Refusal::Picture),
    (b"GIF8", Refusal::Picture),
    (b"BM", Refusal::Picture),
    (b"II*\0", Refusal::Picture),
    (b"MM\0*", Refusal::Picture),
    (b"RIFF", Refusal::Picture),
    (b"Rar!", Refusal::Archive),
    (b"7z\xBC\xAF\x27\x1C", Refusal::Archive),
    (b"\x1F\x8B", Refusal::Archive),
    (b"PK\x05\x06", Refusal::Empty),
    // Workbooks of 1987 to 1995 without a compound file around them.
    (b"\x09\x04\x06\x00", Refusal::OldSheet),
    (b"\x09\x08\x08\x00", Refusal::OldSheet),
];

/// Reads a file of any kind.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let source = dispatch(bytes)?;
    let too_large = |piece: &Piece| match piece {
        Piece::Grid(grid) => {
            let (rows, columns) = grid.extent();
            rows.saturating_mul(columns) > MOST_CELLS
        }
        _ => false,
    };
    match source.pieces.iter().any(too_large) {
        true => Err(Refusal::TooMuch),
        false => Ok(source),
    }
}

fn dispatch(bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    if bytes.starts_with(compound::MAGIC) {
        return compound(bytes);
    }
    if let Some(refusal) = refused(bytes) {
        return Err(refusal);
    }
    if mhtml::is_archive(bytes) {
        return mhtml::read(bytes);
    }
    match text::of(bytes)? {
        Text::Page => web::read(bytes),
        Text::Markdown => markdown::read(bytes),
        Text::Table => csv::read(bytes),
        Text::Plain => plain::read(bytes),
    }
}

/// Why a file is not read, if its beginning says it.
fn refused(bytes: &[u8]) -> Option<Refusal> {
    let brand = bytes
        .get(4..12)
        .and_then(|brand| brand.strip_prefix(b"ftyp"));
    if brand.is_some_and(|brand| matches!(brand, b"heic" | b"heix" | b"mif1" | b"avif")) {
        return Some(Refusal::Picture);
    }
    let mut refused = REFUSED.iter();
    // Letters alone could begin a text.
    let is_so = |begin: &[u8]| match begin {
        b"BM" => bytes.iter().take(64).any(|byte| *byte == 0),
        b"RIFF" => bytes.get(8..12).is_some_and(|kind| kind == b"WEBP"),
        _ => true,
    };
    let begun = refused.find(|(begin, _)| bytes.starts_with(begin) && is_so(begin));
    begun.map(|(_, refusal)| *refusal)
}

/// Zips: the documents of office programs, and others.
fn packed(bytes: &[u8]) -> Result<Source, Refusal> {
    let mut package = Package::open(bytes, MOST)?;
    let names = package.names();
    let folder = |folder: &str| {
        let begins = |name: &String| {
            let start = name.get(..folder.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(folder))
        };
        names.iter().any(begins)
    };
    let has = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part));
    if has("[Content_Types].xml") || has("_rels/.rels") || folder("word/") || folder("xl/") {
        return if folder("word/") {
            word::read(&mut package)
        } else if has("xl/workbook.bin") {
            Err(Refusal::OldSheet)
        } else if folder("xl/") {
            sheet::xlsx(&mut package)
        } else if folder("ppt/") {
            Err(Refusal::Slides)
        } else {
            Err(Refusal::Unknown)
        };
    }
    if has("OFD.xml") {
        return Err(Refusal::Ofd);
    }
    let Some(kind) = package.text("mimetype")? else {
        return Err(Refusal::Archive);
    };
    match kind
        .trim()
        .strip_prefix("application/vnd.oasis.opendocument.")
    {
        Some(kind) if kind.starts_with("spreadsheet") => sheet::ods(&mut package),
        Some(kind) if kind.starts_with("presentation") => Err(Refusal::Slides),
        Some(_) => Err(Refusal::OtherDocument),
        None => Err(Refusal::Archive),
    }
}

/// Files of office programs before 2007, and new ones behind a password.
fn compound(bytes: &[u8]) -> Result<Source, Refusal> {
    let file = Compound::open(bytes).ok_or(Refusal::Damaged)?;
    if file.has("Workbook") {
        sheet::xls(&file)
    } else if file.has("Book") {
        Err(Refusal::OldSheet)
    } else if file.has("EncryptedPackage") {
        Err(Refusal::Locked)
    } else if file.has("PowerPoint Document") {
        Err(Refusal::Slides)
    } else {
        Err(Refusal::OldDocument)
    }
}

#[cfg(test)]
mod tests;
