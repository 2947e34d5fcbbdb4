//! Tables among the words: grids that hold none of the numbers of the form.

use crate::formats::quote::{markdown, one_line};
use crate::import::source::{Grid, Line, Piece, Place, Source};

/// The most cells of a table that is written into the text.
const MOST: usize = 400;

/// The table whose rows these lines begin with, as Markdown, and how many lines it takes.
/// `None` if they are no rows, not all rows of the grid, or too many.
pub fn at_start(lines: &[Line], source: &Source) -> Option<(usize, String)> {
    let place = grid_of(&lines.first()?.place)?;
    let own = |line: &&Line| grid_of(&line.place).as_ref() == Some(&place);
    let count = lines.iter().take_while(own).count();
    let grid = source.pieces.iter().find_map(|piece| match piece {
        Piece::Grid(grid) if grid.place == place => Some(grid),
        _ => None,
    })?;
    let rows = rows(grid)?;
    let letters = |texts: &mut dyn Iterator<Item = &str>| -> String {
        let all = texts.flat_map(str::chars);
        all.filter(|c| c.is_alphanumeric()).collect()
    };
    let all = letters(&mut rows.iter().flatten().map(String::as_str));
    let here = letters(&mut lines[..count].iter().map(|line| line.text.as_str()));
    (all == here).then(|| (count, written(&rows)))
}

fn grid_of(place: &Place) -> Option<Place> {
    match place {
        Place::TableCell { table, .. } => Some(Place::Table(*table)),
        Place::SheetCell { sheet, .. } => Some(Place::Sheet(sheet.clone())),
        _ => None,
    }
}

/// The cells row by row, each where it begins; `None` if the grid is large or a list.
fn rows(grid: &Grid) -> Option<Vec<Vec<String>>> {
    let (rows, columns) = grid.extent();
    let size = rows.checked_mul(columns)?;
    if size > MOST || rows < 2 || columns < 2 {
        return None;
    }
    let mut all = vec![vec![String::new(); columns]; rows];
    for cell in &grid.cells {
        all[cell.row][cell.column] = one_line(&cell.text);
    }
    Some(all)
}

fn written(rows: &[Vec<String>]) -> String {
    let mut lines = Vec::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| markdown(cell)).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", " --- |".repeat(row.len())));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::{Cell, Format, LineKind};

    #[test]
    fn a_small_grid_of_words_becomes_a_table() {
        let cell = |row, column, columns, text: &str| Cell {
            row,
            column,
            rows: 1,
            columns,
            text: text.to_owned(),
        };
        let grid = Grid {
            cells: vec![
                cell(0, 0, 1, "渠道"),
                cell(0, 1, 1, "条数"),
                cell(1, 0, 1, "网|站"),
                cell(1, 1, 1, "12"),
                cell(2, 0, 2, "合计\n12"),
            ],
            place: Place::Table(4),
        };
        let source = Source {
            format: Format::Web,
            metadata: Vec::new(),
            pieces: vec![Piece::Grid(grid)],
        };
        let line = |row, text: &str| Line {
            text: text.to_owned(),
            kind: LineKind::Paragraph,
            place: Place::Table(4).cell(row, 0),
        };
        let lines = [
            line(0, "渠道 | 条数"),
            line(1, "网|站 | 12"),
            line(2, "合计 12"),
        ];
        let table = "| 渠道 | 条数 |\n| --- | --- |\n| 网\\|站 | 12 |\n| 合计 12 |  |";
        assert_eq!(at_start(&lines, &source), Some((3, table.to_owned())));
        assert_eq!(at_start(&lines[1..], &source), None);
    }
}
