//! What a report's numbers mean: its cells, asked for by measure.

use std::sync::LazyLock;

use crate::form::{FORMS, Form, Found, Head, Meaning, Measure, Part};

use super::figure::Figure;
use super::grid::Grid;

/// Where each form has its measures, worked out once.
static PLACES: LazyLock<Vec<Places>> = LazyLock::new(|| {
    let places = |form: &&'static Form| {
        let mut found = vec![None; Measure::COUNT];
        for meaning in form.meanings() {
            found[meaning.measure.index()] = form.find(meaning.measure);
        }
        Places { form, found }
    };
    FORMS.iter().map(places).collect()
});

struct Places {
    form: &'static Form,
    /// By `Measure::index`.
    found: Vec<Option<Found>>,
}

/// The cells of a report that hold a measure.
#[derive(Clone, Copy)]
pub struct Measured<'r> {
    pub grid: &'r Grid,
    found: &'static Found,
}

impl<'r> Measured<'r> {
    /// `None` if the form does not ask for the measure. `grids` are those of
    /// all the form's tables, in printed order.
    pub fn of(form: &'static Form, grids: &'r [Grid], measure: Measure) -> Option<Self> {
        let own = |places: &&Places| std::ptr::eq(places.form, form);
        let places = PLACES.iter().find(own)?;
        let found = places.found[measure.index()].as_ref()?;
        Some(Self {
            grid: grids.get(found.table_index)?,
            found,
        })
    }

    /// What it counts; `None` where one of its cells states no number, because
    /// blank is not zero.
    pub fn count(&self) -> Option<i64> {
        let cells = self.found.cells.iter();
        cells.map(|cell| self.grid.cells[*cell].value.count()).sum()
    }

    /// The same with its decimals.
    pub fn figure(&self) -> Option<Figure> {
        let cells = self.found.cells.iter();
        let figures = cells.map(|cell| Figure::of(&self.grid.cells[*cell].value));
        figures.reduce(|sum, one| Some(sum? + one?)).flatten()
    }

    /// The rows that it is the sum of, each with its number where it states one.
    pub fn rows(&self) -> impl Iterator<Item = (&'static Head, Option<Figure>)> {
        let rows = self.grid.table.leaf_rows();
        let width = self.grid.width();
        self.found.cells.iter().map(move |cell| {
            let figure = Figure::of(&self.grid.cells[*cell].value);
            (rows[cell / width].head, figure)
        })
    }

    /// Its cell, the first where there are more than one.
    pub fn cell(&self) -> usize {
        self.found.cells[0]
    }

    /// The address of that cell, such as `requests.new_received.total`.
    pub fn address(&self) -> String {
        self.grid.address(self.cell())
    }

    /// The row of that cell.
    pub fn row(&self) -> usize {
        self.cell() / self.grid.width()
    }

    /// The column of that cell.
    pub fn column(&self) -> usize {
        self.cell() % self.grid.width()
    }

    /// The count in another column of the same row, by its id.
    pub fn beside(&self, column: &str) -> Option<i64> {
        let column = self.grid.column(column)?;
        self.grid.get(self.row(), column).value.count()
    }

    /// The label of that row.
    pub fn row_head(&self) -> &'static Head {
        self.grid.table.leaf_rows()[self.row()].head
    }

    /// The part of the report that it stands in, such as 表三.
    pub fn part(&self) -> &'static Part {
        self.found.part
    }

    pub fn meaning(&self) -> &'static Meaning {
        self.found.meaning
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_that_is_not_known_is_not_zero() {
        for form in FORMS {
            let mut grids: Vec<Grid> = form.tables().map(Grid::blank).collect();
            for meaning in form.meanings() {
                let measured = |grids| Measured::of(form, grids, meaning.measure);
                let blank = measured(&grids).expect("a measure of the form");
                assert_eq!(blank.count(), None, "{} {:?}", form.id, meaning.measure);
            }
            for grid in &mut grids {
                *grid = Grid::fill(grid.table, &vec![None; grid.table.size()], true);
            }
            for meaning in form.meanings() {
                let zero = Measured::of(form, &grids, meaning.measure);
                let zero = zero.and_then(|measured| measured.count());
                assert_eq!(zero, Some(0), "{} {:?}", form.id, meaning.measure);
            }
        }
    }
}
