//! Which reader reads which bytes. Their names are not asked: many a `.doc` is a page.

use crate::parse::office::Package;

use super::refusal::Refusal;
use super::word;
use super::{Piece, Source};

/// The most that is unpacked of one file, in bytes.
const MOST: usize = 40 << 20;
/// The most cells that a table has with all spans spread out; a report has 500.
const MOST_CELLS: usize = 1_000_000;

/// Reads a file of any kind.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let source = word::read(&mut Package::open(bytes, MOST)?)?;
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
