//! Plain and pasted text.

use super::refusal::Refusal;
use super::{Format, Line, LineKind, Piece, Place, Source};

/// Each line that is not empty, with its number in the file.
pub fn read(text: &str) -> Result<Source, Refusal> {
    let lines = text.lines().enumerate().filter_map(|(number, line)| {
        let text = trimmed(line);
        // Tabs alone part cells of which none has anything.
        (!text.trim().is_empty()).then(|| {
            Piece::Line(Line {
                text: text.to_owned(),
                kind: LineKind::Paragraph,
                place: Place::Line(number + 1),
            })
        })
    });
    let pieces: Vec<Piece> = lines.collect();
    match pieces.is_empty() {
        true => Err(Refusal::Empty),
        false => Ok(Source {
            format: Format::Text,
            metadata: Vec::new(),
            pieces,
        }),
    }
}

/// A line without the spaces around it. Tabs stay where they part cells: a pasted row
/// may begin and end with blank ones. Those that indent a line of prose are left out.
pub fn trimmed(line: &str) -> &str {
    let is_space = |c: char| c != '\t' && (c.is_whitespace() || c == '\u{FEFF}');
    let line = line.trim_matches(is_space);
    match line.trim().contains('\t') || line.ends_with('\t') {
        true => line,
        false => line.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_and_the_tabs_between_cells() {
        let source = read("\u{FEFF}甲\r\n\r\n\u{3000}\u{3000}乙 丙  \n\t丁\n行\t1\t\t\n\t\t\n")
            .expect("text");
        let lines: Vec<(String, Place)> = source
            .pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Line(line) => Some((line.text, line.place)),
                _ => None,
            })
            .collect();
        assert_eq!(
            lines,
            [
                ("甲".to_owned(), Place::Line(1)),
                ("乙 丙".to_owned(), Place::Line(3)),
                ("丁".to_owned(), Place::Line(4)),
                ("行\t1\t\t".to_owned(), Place::Line(5)),
            ]
        );
        assert_eq!(read(" \r\n\t\n"), Err(Refusal::Empty));
    }
}
