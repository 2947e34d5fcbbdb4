//! Which readings of the rows of a table go together: the sums down its columns.

use super::row::Row;
use super::split::{Line, LineSum, holds};
use crate::form::Over;
use crate::report::Shape;

/// The most combinations of readings that are tried.
const COMBINATIONS: usize = 100_000;

/// Leaves those readings of each row that occur in a combination in which all sums down
/// the columns hold. If there is no such combination, or there are too many to try, all
/// stay. `rows` has one entry a row of the table.
pub fn solve(shape: &Shape, width: usize, rows: &mut [Option<Row>]) {
    let open: Vec<usize> = (0..rows.len())
        .filter(|row| rows[*row].as_ref().is_some_and(|row| row.lines.len() > 1))
        .collect();
    let counts = open.iter().map(|row| lines(rows, *row).len());
    let combinations = counts.fold(1usize, usize::saturating_mul);
    if open.is_empty() || combinations > COMBINATIONS {
        return;
    }
    let sums: Vec<LineSum> = (shape.sums.iter())
        .filter(|sum| sum.identity.over == Over::Columns)
        .map(|sum| LineSum {
            left: sum.left.clone(),
            right: sum.right.clone(),
        })
        .collect();
    // Every cell of the table, as far as it is certain.
    let mut cells: Line = vec![None; rows.len() * width];
    for (number, row) in rows.iter().enumerate() {
        if let Some([line]) = row.as_ref().map(|row| row.lines.as_slice()) {
            cells[number * width..][..width].clone_from_slice(line);
        }
    }
    let mut kept: Vec<Vec<bool>> = open
        .iter()
        .map(|row| vec![false; lines(rows, *row).len()])
        .collect();
    for combination in 0..combinations {
        let mut rest = combination;
        let mut chosen = Vec::with_capacity(open.len());
        for row in &open {
            let lines = lines(rows, *row);
            let one = rest % lines.len();
            rest /= lines.len();
            cells[row * width..][..width].clone_from_slice(&lines[one]);
            chosen.push(one);
        }
        if sums.iter().all(|sum| holds(&cells, sum)) {
            for (kept, one) in kept.iter_mut().zip(chosen) {
                kept[one] = true;
            }
        }
    }
    for (row, kept) in open.into_iter().zip(kept) {
        if kept.iter().any(|kept| *kept)
            && let Some(row) = &mut rows[row]
        {
            let mut kept = kept.into_iter();
            row.lines.retain(|_| kept.next().unwrap_or(true));
        }
    }
}

fn lines(rows: &[Option<Row>], row: usize) -> &[Line] {
    rows[row].as_ref().map_or(&[], |row| &row.lines)
}
