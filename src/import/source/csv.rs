//! Tables as text: cells parted by commas, tabs or semicolons, quoted where they hold
//! such a sign or an end of a line (RFC 4180).

use super::lines::trimmed;
use super::refusal::Refusal;
use super::{Cell, Format, Grid, Piece, Place, Source, encoding};

/// The largest table that is read, in bytes; that of a report has 30,000.
const MOST: usize = 4 << 20;

/// Reads a table. Its first line says by what the cells are parted.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let mut cells = Vec::new();
    for (row, fields) in rows(bytes)?.into_iter().enumerate() {
        cells.extend(fields.into_iter().enumerate().map(|(column, text)| Cell {
            row,
            column,
            rows: 1,
            columns: 1,
            text,
        }));
    }
    if cells.iter().all(|cell| cell.text.is_empty()) {
        return Err(Refusal::Empty);
    }
    Ok(Source {
        format: Format::Sheet,
        metadata: Vec::new(),
        pieces: vec![Piece::Grid(Grid {
            cells,
            place: Place::Table(1),
        })],
    })
}

/// The rows of a table, each with its cells.
pub fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Refusal> {
    if bytes.len() > MOST {
        return Err(Refusal::TooMuch);
    }
    let text = encoding::text(bytes)?;
    let separator = separator(&text);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = &*text;
    while !rest.is_empty() {
        let (words, end, after) = cell(rest, separator);
        row.push(content(&words));
        if matches!(end, End::Row) {
            rows.push(std::mem::take(&mut row));
        }
        rest = after;
    }
    rows.extend((!row.is_empty()).then_some(row));
    Ok(rows)
}

/// What parts the cells: that of which the first line with any has the most.
fn separator(text: &str) -> char {
    let counts = text.lines().map(|line| {
        let count = |one: char| line.matches(one).count();
        [',', '\t', ';'].map(|one| (count(one), one))
    });
    let most = counts.map(|counts| counts.into_iter().rev().max_by_key(|(count, _)| *count));
    let first = most.flatten().find(|(count, _)| *count > 0);
    first.map_or(',', |(_, separator)| separator)
}

/// What ends a cell.
enum End {
    Cell,
    Row,
}

/// The first cell of a text, what ends it, and what stands behind.
fn cell(text: &str, separator: char) -> (String, End, &str) {
    let mut words = String::new();
    let mut rest = text;
    if let Some(quoted) = text.strip_prefix('"') {
        rest = quoted;
        let mut is_open = true;
        while is_open && let Some((before, after)) = rest.split_once('"') {
            words.push_str(before);
            let twice = after.strip_prefix('"');
            is_open = twice.is_some();
            if is_open {
                words.push('"');
            }
            rest = twice.unwrap_or(after);
        }
        // Where the second quote is missing, the first is one of the words.
        if is_open {
            words.insert(0, '"');
        }
    }
    let is_end = |c: char| c == separator || c == '\n' || c == '\r';
    let end = rest.find(is_end).unwrap_or(rest.len());
    words.push_str(&rest[..end]);
    let after = &rest[end..];
    match after.strip_prefix(separator) {
        // A separator at the very end has a blank cell behind it, which nobody misses.
        Some(after) => (words, End::Cell, after),
        None => {
            let after = after.strip_prefix('\r').unwrap_or(after);
            (words, End::Row, after.strip_prefix('\n').unwrap_or(after))
        }
    }
}

fn content(words: &str) -> String {
    let lines: Vec<&str> = words.lines().filter_map(trimmed).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let source = read(text.as_bytes()).expect("a table");
        let Piece::Grid(grid) = &source.pieces[0] else {
            panic!("no grid");
        };
        let mut rows = vec![Vec::new(); grid.extent().0];
        for cell in &grid.cells {
            assert_eq!(rows[cell.row].len(), cell.column);
            rows[cell.row].push(cell.text.clone());
        }
        rows
    }

    #[test]
    fn cells_are_parted_and_quotes_hold_them_together() {
        assert_eq!(
            rows("规章,\"1,000\",\"他说\"\"好\"\"\r\n的\"\r\n,,\n"),
            [vec!["规章", "1,000", "他说\"好\"\n的"], vec!["", "", ""]]
        );
        assert_eq!(
            rows("表\n甲\t1\r乙\t2"),
            [vec!["表"], vec!["甲", "1"], vec!["乙", "2"]]
        );
        assert_eq!(rows("甲;1,5;2"), [["甲", "1,5", "2"]]);
        assert_eq!(rows("\"甲,乙\n丙"), [vec!["\"甲", "乙"], vec!["丙"]]);
    }
}
