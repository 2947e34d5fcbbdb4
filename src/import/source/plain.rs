//! Plain text, from a file or pasted. What a browser copies of a table has a line a row
//! and a tab between the cells; which lines are rows is for others to find.

use super::lines::{lines, trimmed};
use super::refusal::Refusal;
use super::{Format, Line, LineKind, Piece, Place, Source, encoding};

/// The largest text that is read, in bytes; a report has 20,000.
const MOST: usize = 4 << 20;
/// The most lines; a report with a line a cell has 1,000. Each takes a hundred bytes.
const MOST_LINES: usize = 100_000;

/// Reads a text, whose lines that are not blank stay as they are.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.len() > MOST {
        return Err(Refusal::TooMuch);
    }
    let text = encoding::text(bytes)?;
    let pieces: Vec<Piece> = lines(&text)
        .enumerate()
        .filter_map(|(at, line)| {
            Some(Piece::Line(Line {
                text: trimmed(line)?.to_owned(),
                kind: LineKind::Paragraph,
                place: Place::Line(at + 1),
            }))
        })
        .take(MOST_LINES + 1)
        .collect();
    if pieces.len() > MOST_LINES {
        return Err(Refusal::TooMuch);
    }
    if pieces.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(Source {
        format: Format::Text,
        metadata: Vec::new(),
        pieces,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::tests::texts;

    #[test]
    fn lines_stay_and_are_counted_as_an_editor_counts() {
        let text = "\u{feff}　　一、总体情况 \r\n\r\n规章\t0\t\t\r\n| 甲 | |\r\n";
        let source = read(text.as_bytes()).expect("a text");
        assert_eq!(texts(&source), ["一、总体情况", "规章\t0\t\t", "| 甲 | |"]);
        let Piece::Line(last) = &source.pieces[2] else {
            panic!("no line");
        };
        assert_eq!(last.place, Place::Line(4));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let most = "a\n".repeat(MOST_LINES);
        assert!(read(most.as_bytes()).is_ok());
        assert_eq!(read((most + "a").as_bytes()), Err(Refusal::TooMuch));
        assert_eq!(read(b" \r\n\xE3\x80\x80"), Err(Refusal::Empty));
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0"), Err(Refusal::NoText));
    }
}
