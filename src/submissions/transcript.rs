//! A foreign file written out as plain text, so that places in it are ranges of bytes.

use std::ops::Range;

use crate::import::source::{Piece, Place, Source};

/// All that a file says: a line each for a paragraph, a table and a cell. What stands at one
/// place stands on one line.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    text: String,
    /// In the order of the text, one a line of it.
    lines: Vec<Line>,
}

/// One line of the text.
#[derive(Clone, Debug)]
struct Line {
    start: usize,
    place: Place,
}

/// Between cells that stand at one place, such as those of a line of text.
const BETWEEN: &str = "  ";

impl Transcript {
    /// Linear in the size of the file's text.
    pub fn of(source: &Source) -> Self {
        let mut transcript = Self::default();
        for piece in &source.pieces {
            match piece {
                Piece::Line(line) => transcript.add(&line.text, &line.place),
                Piece::Grid(grid) => {
                    transcript.add("", &grid.place);
                    for cell in &grid.cells {
                        transcript.add(&cell.text, &grid.place.cell(cell.row, cell.column));
                    }
                }
                Piece::Picture { description, place } => transcript.add(description, place),
            }
        }
        transcript
    }

    fn add(&mut self, text: &str, place: &Place) {
        let is_same = self.lines.last().is_some_and(|last| last.place == *place);
        if is_same {
            let bare = self.text.pop();
            debug_assert_eq!(bare, Some('\n'), "every line ends");
            if !text.is_empty() && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push_str(BETWEEN);
            }
        } else {
            self.lines.push(Line {
                start: self.text.len(),
                place: place.clone(),
            });
        }
        // Every character stays as long as it is, and no line ends early.
        self.text.extend(text.chars().map(|c| match c {
            '\n' | '\r' => ' ',
            c => c,
        }));
        self.text.push('\n');
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte of the text; `None` if there is no text.
    pub fn place(&self, offset: usize) -> Option<&Place> {
        let at = self.lines.partition_point(|line| line.start <= offset);
        Some(&self.lines.get(at.checked_sub(1)?)?.place)
    }

    /// What stands at a place: these words if they are there, else all. `None` if the file
    /// has no such place.
    pub fn find(&self, place: &Place, stood: &str) -> Option<Range<usize>> {
        let at = self.lines.iter().position(|line| line.place == *place)?;
        let start = self.lines[at].start;
        let next = self.lines.get(at + 1);
        let end = next.map_or(self.text.len(), |line| line.start) - 1;
        let own = &self.text[start..end];
        let stood = stood.trim();
        let found = (!stood.is_empty()).then(|| own.find(stood)).flatten();
        Some(match found {
            Some(at) => start + at..start + at + stood.len(),
            None => start..end,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::{Cell, Format, Grid, Line, LineKind};

    fn line(text: &str, number: usize) -> Piece {
        Piece::Line(Line {
            text: text.to_owned(),
            kind: LineKind::Paragraph,
            place: Place::Line(number),
        })
    }

    fn grid(place: Place, texts: &[&str]) -> Piece {
        let cells = texts.iter().enumerate().map(|(column, text)| Cell {
            row: 0,
            column,
            rows: 1,
            columns: 1,
            text: (*text).to_owned(),
        });
        Piece::Grid(Grid {
            cells: cells.collect(),
            place,
        })
    }

    #[test]
    fn every_line_has_its_place_and_every_place_its_words() {
        let transcript = Transcript::of(&Source {
            format: Format::Text,
            metadata: Vec::new(),
            pieces: vec![
                line("甲乙", 3),
                grid(Place::Table(1), &["", "行政\n许可", "5"]),
                grid(Place::Line(9), &["行政处罚", "7"]),
            ],
        });
        assert_eq!(transcript.text(), "甲乙\n\n\n行政 许可\n5\n行政处罚  7\n");
        let found = |place: &Place, stood| {
            let range = transcript.find(place, stood).expect("a place");
            assert_eq!(transcript.place(range.start), Some(place));
            &transcript.text()[range]
        };
        assert_eq!(found(&Place::Line(3), "乙"), "乙");
        assert_eq!(found(&Place::Table(1).cell(0, 1), ""), "行政 许可");
        assert_eq!(found(&Place::Table(1).cell(0, 0), "没有"), "");
        assert_eq!(found(&Place::Line(9), "7"), "7");
        assert_eq!(transcript.find(&Place::Line(4), ""), None);
    }
}
