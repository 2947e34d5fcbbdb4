//! A text as the reader of plain text makes it, for tests of what comes behind.

use gongkai::import::source::{Format, Line, LineKind, Piece, Place, Source};

pub fn plain(text: &str) -> Source {
    let lines = text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    Source {
        format: Format::Text,
        metadata: Vec::new(),
        pieces: lines
            .map(|(number, line)| {
                Piece::Line(Line {
                    text: line.trim().to_owned(),
                    kind: LineKind::Paragraph,
                    place: Place::Line(number + 1),
                })
            })
            .collect(),
    }
}
