//! Which readings of the rows of a table go together: the sums down its columns.

use super::row::Row;
use super::split::Line;
use crate::form::{Over, Value};
use crate::report::Shape;
use crate::report::shape::Sum;

/// The most combinations of readings that are tried.
const COMBINATIONS: usize = 50_000;

/// Leaves those readings of each row that occur in a combination in which all sums down
/// the columns hold. If there is no such combination, or there are too many to try, all
/// stay. `rows` has one entry a row of the table. Linear in the combinations times the
/// sums.
pub fn solve(shape: &Shape, width: usize, rows: &mut [Option<Row>]) {
    let open: Vec<usize> = (0..rows.len())
        .filter(|row| lines(rows, *row).len() > 1)
        .collect();
    let counts = open.iter().map(|row| lines(rows, *row).len());
    let combinations = counts.clone().fold(1usize, usize::saturating_mul);
    if open.is_empty() || combinations > COMBINATIONS {
        return;
    }
    let sums: Vec<&Sum> = (shape.sums.iter())
        .filter(|sum| sum.identity.over == Over::Columns)
        .collect();
    // What all certain rows add to each sum, then what each reading of the others adds.
    let mut certain = vec![Term::default(); sums.len()];
    for row in (0..rows.len()).filter(|row| !open.contains(row)) {
        let nothing = vec![None; width];
        let line = lines(rows, row).first().unwrap_or(&nothing);
        for (term, sum) in certain.iter_mut().zip(&sums) {
            *term = term.and(of(line, row, width, sum));
        }
    }
    let terms = open.iter().map(|row| -> Vec<Vec<Term>> {
        let of_line = |line| sums.iter().map(|sum| of(line, *row, width, sum)).collect();
        lines(rows, *row).iter().map(of_line).collect()
    });
    let terms: Vec<Vec<Vec<Term>>> = terms.collect();
    let mut kept: Vec<Vec<bool>> = counts.map(|count| vec![false; count]).collect();
    let mut chosen = vec![0; open.len()];
    for _ in 0..combinations {
        let holds = |sum: usize| {
            let parts = terms
                .iter()
                .zip(&chosen)
                .map(|(terms, one)| terms[*one][sum]);
            parts.fold(certain[sum], Term::and).may_be_zero()
        };
        if (0..sums.len()).all(holds) {
            for (kept, one) in kept.iter_mut().zip(&chosen) {
                kept[*one] = true;
            }
        }
        advance(&mut chosen, &terms);
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

/// The next combination.
fn advance(chosen: &mut [usize], terms: &[Vec<Vec<Term>>]) {
    for (one, terms) in chosen.iter_mut().zip(terms) {
        *one += 1;
        if *one < terms.len() {
            return;
        }
        *one = 0;
    }
}

/// What some cells add to a sum: its left side less its right side.
#[derive(Clone, Copy, Debug, Default)]
struct Term {
    count: i64,
    /// Whether one of the cells has no count.
    unknown: bool,
}

impl Term {
    fn and(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            unknown: self.unknown || other.unknown,
        }
    }

    fn may_be_zero(self) -> bool {
        self.unknown || self.count == 0
    }
}

fn of(line: &Line, row: usize, width: usize, sum: &Sum) -> Term {
    let mut term = Term::default();
    for (cells, sign) in [(&sum.left, 1), (&sum.right, -1)] {
        for cell in cells.iter().filter(|cell| **cell / width == row) {
            match &line[cell % width] {
                Some(Value::NotApplicable(_)) => {}
                Some(Value::Count(count)) => term.count += sign * count,
                _ => term.unknown = true,
            }
        }
    }
    term
}

fn lines(rows: &[Option<Row>], row: usize) -> &[Line] {
    rows[row].as_ref().map_or(&[], |row| &row.lines)
}
