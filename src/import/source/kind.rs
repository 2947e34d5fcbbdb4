//! Which reader reads which bytes. Their names are not asked: many a `.doc` is a page.

use crate::parse::office::Package;

use super::refusal::Refusal;
use super::{Piece, Source};
use super::{encoding, plain, web, word};

/// The most that is unpacked of one file, in bytes.
const MOST: usize = 40 << 20;
/// The most cells that a table has with all spans spread out; a report has 500.
const MOST_CELLS: usize = 1_000_000;

/// How the packages of the office formats begin.
const PACKAGE: &[u8] = b"PK";
/// How far from its beginning a page is recognised, in bytes.
const RECOGNISED_WITHIN: usize = 4096;

/// Reads a file of any kind.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let source = match bytes.starts_with(PACKAGE) {
        true => word::read(&mut Package::open(bytes, MOST)?)?,
        false => text(bytes)?,
    };
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

fn text(bytes: &[u8]) -> Result<Source, Refusal> {
    let text = encoding::text(bytes).ok_or(Refusal::Unknown)?;
    match is_page(&text) {
        true => web::read(&text),
        false => plain::read(&text),
    }
}

/// Whether it is HTML, also a part of a page as it is pasted.
fn is_page(text: &str) -> bool {
    let text = text.trim_start();
    let head = &text[..text.floor_char_boundary(RECOGNISED_WITHIN)];
    let head = head.to_ascii_lowercase();
    let is_tag =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?');
    head.strip_prefix('<').is_some_and(is_tag)
        || ["<!doctype html", "<html", "<body"]
            .iter()
            .any(|tag| head.contains(tag))
}
