//! Names of cells: A1 for the first row and column.

use std::collections::BTreeSet;

/// The letters of a column, from 0: A to Z, AA …
pub fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => letters(more - 1) + &letter.to_string(),
    }
}

/// The name of a cell; row and column from 0.
pub fn name((row, column): (usize, usize)) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// Cells as few names: `D6:J9` for all between two corners.
pub fn ranges(cells: &[(usize, usize)]) -> Vec<String> {
    let mut left: BTreeSet<(usize, usize)> = cells.iter().copied().collect();
    let mut names = Vec::new();
    while let Some((top, first)) = left.first().copied() {
        let has = |row, columns: std::ops::RangeInclusive<usize>| {
            columns
                .into_iter()
                .all(|column| left.contains(&(row, column)))
        };
        let last = (first..)
            .take_while(|column| has(top, *column..=*column))
            .last();
        let last = last.unwrap_or(first);
        let bottom = (top..).take_while(|row| has(*row, first..=last)).last();
        let bottom = bottom.unwrap_or(top);
        left.retain(|(row, column)| {
            !((top..=bottom).contains(row) && (first..=last).contains(column))
        });
        names.push(match (top, first) == (bottom, last) {
            true => name((top, first)),
            false => format!("{}:{}", name((top, first)), name((bottom, last))),
        });
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_names_and_neighbours_have_one() {
        assert_eq!(name((0, 0)), "A1");
        assert_eq!(name((9, 27)), "AB10");
        let cells = [(5, 3), (5, 4), (6, 3), (6, 4), (8, 3), (8, 5)];
        assert_eq!(ranges(&cells), ["D6:E7", "D9", "F9"]);
    }
}
