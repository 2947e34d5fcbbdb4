//! Totals as formulas, where the form says that they are sums.

use crate::form::{Table, Value};
use crate::report::{Grid, Shape};

use super::place::ranges;

/// A sum that a cell may be.
pub struct Sum {
    /// The cells that are added up.
    terms: &'static [usize],
    formula: String,
}

/// What the cells of a table may be the sums of; `place` says where each stands. A sum
/// with a blank in it is blank, not less.
pub fn sums(table: &'static Table, place: &dyn Fn(usize) -> (usize, usize)) -> Vec<Vec<Sum>> {
    let mut sums: Vec<Vec<Sum>> = (0..table.size()).map(|_| Vec::new()).collect();
    for sum in &Shape::of(table).sums {
        if let ([total], true) = (&sum.left[..], sum.identity.computes) {
            let terms: Vec<_> = sum.right.iter().map(|cell| place(*cell)).collect();
            let ranges = ranges(&terms);
            let blanks = ranges.iter().map(|range| format!("COUNTBLANK({range})"));
            let blanks: Vec<String> = blanks.collect();
            sums[*total].push(Sum {
                terms: &sum.right,
                formula: format!(
                    "IF({}&gt;0,\"\",SUM({}))",
                    blanks.join("+"),
                    ranges.join(",")
                ),
            });
        }
    }
    sums
}

impl Sum {
    /// The formula, if it has the value that the cell has: a typed total that is not the
    /// sum stays as it is.
    pub fn formula(&self, grid: &Grid, cell: usize) -> Option<&str> {
        let terms = || self.terms.iter().map(|term| &grid.cells[*term].value);
        let shown = match terms().any(|term| *term == Value::Blank) {
            true => Value::Blank,
            false => Value::Count(terms().filter_map(Value::count).sum()),
        };
        let held = &grid.cells[cell];
        let is_open = held.computed || held.value != Value::Blank;
        (shown == held.value && is_open).then_some(&self.formula)
    }
}
