//! Web pages: as a portal publishes them, an editor makes them, Word saves them.

mod element;
mod grid;
mod lists;
mod metadata;
mod own;
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
    let own = own::report(&page);
    let article = own.as_ref().and_then(|own| page.tree.get(own.article));
    let mut pieces = walk::walk(article.unwrap_or(page.tree.root()), &survey)?;
    if pieces.is_empty() {
        return Err(Refusal::Empty);
    }
    number(&mut pieces);
    let mut metadata = metadata::metadata(&page);
    metadata.extend(own.into_iter().flat_map(|own| own.details));
    Ok(Source {
        format: Format::Web,
        metadata,
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
