//! Web pages: as a portal publishes them, an editor makes them, Word saves them.

mod element;
mod grid;
mod lists;
mod metadata;
mod page;
mod survey;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use super::refusal::Refusal;
use super::{Format, Piece, Place, Source};

/// Reads a page.
pub fn read(text: &str) -> Result<Source, Refusal> {
    let page = page::parse(text)?;
    let survey = survey::Survey::of(&page);
    let mut pieces = walk::walk(page.tree.root(), &survey)?;
    if pieces.is_empty() {
        return Err(Refusal::Empty);
    }
    number(&mut pieces);
    Ok(Source {
        format: Format::Web,
        metadata: metadata::metadata(&page),
        pieces,
    })
}

/// Says of each piece the how manieth it is.
fn number(pieces: &mut [Piece]) {
    let (mut lines, mut grids) = (0, 0);
    for piece in pieces {
        match piece {
            Piece::Line(line) => {
                lines += 1;
                line.place = Place::Paragraph(lines);
            }
            Piece::Grid(grid) => {
                grids += 1;
                grid.place = Place::Table(grids);
            }
            // It stands behind the line, or before the first.
            Piece::Picture { place, .. } => *place = Place::Paragraph(lines.max(1)),
        }
    }
}
