//! A table for a terminal: columns side by side, cells of several lines where the
//! screen is too narrow.

use crate::prose::{cells, padded};

use super::wrap::wrap;

/// Between two columns.
const GAP: &str = "  ";

/// The lines of a table whose first row is its head.
pub(super) fn table(rows: &[Vec<String>], width: usize) -> Vec<String> {
    let widths = widths(rows, width);
    let wrapped: Vec<Vec<Vec<String>>> = rows
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&widths);
            cells.map(|(cell, width)| wrap(cell, *width)).collect()
        })
        .collect();
    // Where a cell goes on in the next line, only an empty line tells the rows apart.
    let is_tall = |row: &Vec<Vec<String>>| row.iter().any(|cell| cell.len() > 1);
    let apart = wrapped.iter().skip(1).any(is_tall);
    let mut lines = Vec::new();
    for (at, row) in wrapped.iter().enumerate() {
        if apart && at > 1 {
            lines.push(String::new());
        }
        let height = row.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let cells = row.iter().zip(&widths);
            let cells = cells.map(|(cell, width)| {
                let words = cell.get(line).map_or("", String::as_str);
                padded(words, *width)
            });
            let cells: Vec<String> = cells.collect();
            lines.push(cells.join(GAP).trim_end().to_owned());
        }
        if at == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            lines.push(rules.join(GAP));
        }
    }
    lines
}

/// How wide each column is: as its longest cell, or, where that is too much for the
/// screen, as all wide ones alike can be.
fn widths(rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let longest = |column: usize| {
        let column = rows.iter().filter_map(|row| row.get(column));
        column.map(|cell| cells(cell)).max().unwrap_or(0).max(1)
    };
    let natural: Vec<usize> = (0..count).map(longest).collect();
    let free = width.saturating_sub(GAP.len() * count.saturating_sub(1));
    let widest = natural.iter().copied().max().unwrap_or(0);
    let sum = |most: usize| natural.iter().map(|width| *width.min(&most)).sum::<usize>();
    // A Chinese character takes two.
    let most = (2..=widest).rev().find(|most| sum(*most) <= free);
    let most = most.unwrap_or(2);
    let mut widths: Vec<usize> = natural.iter().map(|width| *width.min(&most)).collect();
    // What the division leaves over goes to the last of those that were cut.
    let left = free.saturating_sub(widths.iter().sum());
    if let Some(at) = (0..count).rev().find(|at| widths[*at] < natural[*at]) {
        widths[at] = (widths[at] + left).min(natural[at]);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let cells = |line: &str| line.split('|').map(str::to_owned).collect();
        text.lines().map(cells).collect()
    }

    #[test]
    fn columns_are_aligned_by_cells() {
        let lines = table(&rows("编号|说明\nA01|对不上\nCEL02|“数”"), 80);
        assert_eq!(
            lines,
            [
                "编号   说明",
                "-----  ------",
                "A01    对不上",
                "CEL02  “数”"
            ]
        );
    }

    #[test]
    fn long_cells_go_on_below_and_rows_are_then_apart() {
        let lines = table(&rows("甲|乙\n一|甲乙丙丁戊己\n二|丙"), 12);
        assert_eq!(
            lines,
            [
                "甲  乙",
                "--  --------",
                "一  甲乙丙丁",
                "    戊己",
                "",
                "二  丙"
            ]
        );
        let narrow = table(&rows("甲甲甲|乙乙乙|丙丙丙"), 3);
        assert!(narrow.iter().all(|line| cells(line) <= 10), "{narrow:?}");
    }
}
