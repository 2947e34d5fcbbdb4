//! A statutory table filled in: every cell has a value, totals are added up.

use crate::form::{Identity, Table, Value};
use crate::parse::tables::Written;

use super::shape::{Shape, Sum};

/// A table's cells, row by row.
#[derive(Clone, Debug)]
pub struct Grid {
    pub table: &'static Table,
    pub cells: Vec<Cell>,
    /// Cells whose value was reported as no number, and is blank here.
    pub refused: Vec<usize>,
    /// What the file says of the table could not all be read: the cells that
    /// it does not mention are not known, whatever stands here.
    pub unread: bool,
    /// Whether the file says that all it does not mention is zero.
    pub rest_is_zero: bool,
    shape: &'static Shape,
}

/// One cell: what is printed, and whether we added it up ourselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub value: Value,
    /// The value stands for what the file left out and we computed.
    pub computed: bool,
}

/// One equation over one column or one row of a grid.
#[derive(Clone, Copy)]
pub struct Equation<'g> {
    sum: &'static Sum,
    grid: &'g Grid,
}

impl Grid {
    /// Fills in a table: what the file leaves out is zero where it says
    /// `其余为零`, else blank; totals that it leaves out are added up. A typed
    /// total stays as typed. Linear in the cells.
    pub fn fill(table: &'static Table, written: &Written, rest_is_zero: bool) -> Self {
        let shape = Shape::of(table);
        let cells = written.iter().enumerate().map(|(at, value)| match value {
            Some(value) => Cell {
                value: value.clone(),
                computed: false,
            },
            None if shape.totals[at] => Cell {
                value: Value::Blank,
                computed: true,
            },
            None if rest_is_zero => Cell {
                value: Value::Count(0),
                computed: false,
            },
            None => Cell {
                value: Value::Blank,
                computed: false,
            },
        });
        let mut grid = Self {
            table,
            cells: cells.collect(),
            refused: Vec::new(),
            unread: false,
            rest_is_zero,
            shape,
        };
        grid.add_up();
        grid
    }

    /// A table about which the file says nothing at all.
    pub fn blank(table: &'static Table) -> Self {
        Self::fill(table, &vec![None; table.size()], false)
    }

    /// Whether nobody filled in any of its cells.
    pub fn is_blank(&self) -> bool {
        let blank = |cell: &Cell| cell.computed || cell.value == Value::Blank;
        self.cells.iter().all(blank)
    }

    /// Whether nobody filled in any of its cells but what last year left over,
    /// which `new` fills in.
    pub fn is_unfilled(&self) -> bool {
        let filled = |cell: &Cell| !cell.computed && cell.value != Value::Blank;
        let row = |cell: usize| cell / self.width();
        let first = self.cells.iter().position(filled).map(row);
        let last = self.cells.iter().rposition(filled).map(row);
        first == last && first.is_none_or(|row| self.shape.carried_in == Some(row))
    }

    #[inline]
    pub fn width(&self) -> usize {
        self.table.kinds.len()
    }

    pub fn get(&self, row: usize, column: usize) -> &Cell {
        &self.cells[row * self.width() + column]
    }

    pub fn row(&self, row: usize) -> &[Cell] {
        &self.cells[row * self.width()..(row + 1) * self.width()]
    }

    /// A column by its id.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.shape.column(id)
    }

    pub fn column_id(&self, column: usize) -> &'static str {
        self.shape.column_id(column)
    }

    /// The address of a cell, such as `requests.new_received.total`.
    pub fn address(&self, cell: usize) -> String {
        self.shape.address(self.table, cell)
    }

    /// Whether every cell states zero.
    pub fn all_zero(&self) -> bool {
        self.cells.iter().all(|cell| cell.value.is_zero())
    }

    /// Every equation that the form states over this table.
    pub fn equations(&self) -> impl Iterator<Item = Equation<'_>> {
        let sums = self.shape.sums.iter();
        sums.map(move |sum| Equation { sum, grid: self })
    }

    /// Computes the totals that were left out, in the order of the form's
    /// equations: first （七）总计 down each column, then 总计 along each row.
    fn add_up(&mut self) {
        let shape = self.shape;
        // Twice, because the total of a total row needs the row, and the
        // total column of （七）总计 needs the column: either may come first.
        let computing = || shape.sums.iter().filter(|sum| sum.identity.computes);
        for sum in computing().chain(computing()) {
            let total = sum.left[0];
            if self.cells[total].computed {
                self.cells[total].value = self.sum(&sum.right);
            }
        }
    }

    /// A blank among the terms leaves the sum blank: it is not known. What
    /// does not apply adds nothing; where nothing applies, neither does the sum.
    fn sum(&self, terms: &[usize]) -> Value {
        let values = || terms.iter().map(|at| &self.cells[*at].value);
        if values().all(|value| matches!(value, Value::NotApplicable(_))) {
            return values().next().cloned().unwrap_or(Value::Blank);
        }
        let known =
            values().all(|value| matches!(value, Value::Count(_) | Value::NotApplicable(_)));
        if known {
            Value::Count(values().filter_map(Value::count).sum())
        } else {
            Value::Blank
        }
    }
}

impl<'g> Equation<'g> {
    pub fn identity(&self) -> &'static Identity {
        self.sum.identity
    }

    /// The column or row it runs along.
    pub fn line(&self) -> usize {
        self.sum.line
    }

    /// The cells of its left side.
    pub fn left(&self) -> &'static [usize] {
        &self.sum.left
    }

    /// The cells of its right side.
    pub fn right(&self) -> &'static [usize] {
        &self.sum.right
    }

    pub fn grid(&self) -> &'g Grid {
        self.grid
    }

    /// Both sides, where every term states a number; an equation with a blank
    /// or a mark in it says nothing.
    pub fn sides(&self) -> Option<(i64, i64)> {
        // A plain loop, because this is asked some forty times a report.
        let side = |cells: &[usize]| {
            let mut sum = 0;
            for at in cells {
                sum += self.grid.cells[*at].value.count()?;
            }
            Some(sum)
        };
        Option::zip(side(self.left()), side(self.right()))
    }

    /// Whether both sides are known and differ.
    pub fn fails(&self) -> bool {
        self.sides().is_some_and(|(left, right)| left != right)
    }
}

#[cfg(test)]
mod tests {
    use crate::form::Form;

    use super::*;

    fn requests() -> &'static Table {
        let form = Form::choose(Some("2021"), 2022).expect("a known form");
        form.tables()
            .find(|table| table.id == "requests")
            .expect("table three")
    }

    fn filled(cells: &[(usize, i64)], rest_is_zero: bool) -> Grid {
        let mut written = vec![None; requests().size()];
        for (at, count) in cells {
            written[*at] = Some(Value::Count(*count));
        }
        Grid::fill(requests(), &written, rest_is_zero)
    }

    /// The cell at an address in the table.
    fn at<'g>(grid: &'g Grid, row: &str, column: &str) -> Option<&'g Cell> {
        let address = format!("requests.{row}.{column}");
        let cell = (0..grid.cells.len()).find(|cell| grid.address(*cell) == address)?;
        Some(&grid.cells[cell])
    }

    #[test]
    fn totals_are_added_up_in_both_directions() {
        // One natural person and two companies asked; all were answered.
        let grid = filled(&[(0, 1), (1, 2), (14, 1), (15, 2)], true);
        let shown = |row, column| at(&grid, row, column).map(|cell| cell.value.to_string());
        assert_eq!(shown("new_received", "total").as_deref(), Some("3"));
        assert_eq!(
            shown("concluded_total", "commercial_enterprise").as_deref(),
            Some("2")
        );
        assert_eq!(shown("concluded_total", "total").as_deref(), Some("3"));
        assert!(!grid.equations().any(|equation| equation.fails()));
    }

    #[test]
    fn a_typed_total_stays_and_is_compared() {
        let grid = filled(&[(0, 3), (6, 4)], true);
        assert_eq!(
            at(&grid, "new_received", "total").map(|cell| &cell.value),
            Some(&Value::Count(4))
        );
        let failing: Vec<_> = grid
            .equations()
            .filter(Equation::fails)
            .map(|one| (one.identity().rule, one.line()))
            .collect();
        assert!(failing.contains(&("A03", 0)), "{failing:?}");
    }

    #[test]
    fn a_blank_makes_no_zero() {
        let grid = filled(&[(0, 3)], false);
        assert_eq!(
            at(&grid, "new_received", "total").map(|cell| &cell.value),
            Some(&Value::Blank)
        );
        assert!(!grid.equations().any(|equation| equation.fails()));
        assert!(!Grid::blank(requests()).all_zero());
    }
}
