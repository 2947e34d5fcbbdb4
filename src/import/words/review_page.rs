//! The page that a draft for approval has behind the report.

use crate::import::source::{Piece, Source};
use crate::import::text::Dropped;
use crate::prose::alike;
use crate::report::narrative::REVIEW_PAGE;

/// Takes the page out of a file, before the labels of the form that its findings name are
/// looked for. What stood on it is told, line by line. Linear in the pieces.
pub fn cut(source: &mut Source) -> Vec<Dropped> {
    let opens =
        |piece: &Piece| matches!(piece, Piece::Line(line) if alike(&line.text, REVIEW_PAGE));
    let begin = source.pieces.iter().position(opens);
    let begin = begin.unwrap_or(source.pieces.len());
    let pieces = source.pieces.drain(begin..);
    let dropped = pieces.map(|piece| {
        let (text, place) = match piece {
            Piece::Line(line) => (line.text, line.place),
            Piece::Picture { description, place } => (description, place),
            Piece::Grid(grid) => {
                let cells = grid.cells.iter().map(|cell| cell.text.as_str());
                (cells.collect::<Vec<_>>().join(" "), grid.place)
            }
        };
        Dropped {
            text,
            place,
            why: "送审时附的自查情况".to_owned(),
        }
    });
    dropped.collect()
}
