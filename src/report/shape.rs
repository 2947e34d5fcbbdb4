//! What follows from a form's table alone, worked out once: where its rows
//! and columns stand, which cells are totals, which cells its equations join.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::form::{FORMS, Form, Identity, Measure, Over, Table};

/// A table's rows, columns, totals and equations as cell numbers.
#[derive(Debug)]
pub struct Shape {
    rows: Vec<&'static str>,
    columns: Vec<&'static str>,
    /// For each cell, whether it is a total that can be computed.
    pub totals: Vec<bool>,
    pub sums: Vec<Sum>,
    /// The row of what last year left over, if the table has one.
    pub carried_in: Option<usize>,
}

/// One equation over one column or one row.
#[derive(Debug)]
pub struct Sum {
    pub identity: &'static Identity,
    /// The column or row it runs along.
    pub line: usize,
    pub left: Vec<usize>,
    pub right: Vec<usize>,
}

/// By the address of the table: forms are static, and two forms may hold
/// different tables under one id.
static SHAPES: LazyLock<HashMap<usize, Shape>> = LazyLock::new(|| {
    let shapes = |form: &&'static Form| {
        let form = *form;
        let tables = form.tables();
        tables.map(|table| (address(table), Shape::new(form, table)))
    };
    FORMS.iter().flat_map(shapes).collect()
});

impl Shape {
    /// The shape of a form's table.
    pub fn of(table: &'static Table) -> &'static Shape {
        SHAPES
            .get(&address(table))
            .expect("every table belongs to a form")
    }

    pub fn row(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| *row == id)
    }

    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == id)
    }

    pub fn column_id(&self, column: usize) -> &'static str {
        self.columns[column]
    }

    /// The address of a cell in words, such as
    /// `requests.new_received.natural_person`.
    pub fn address(&self, table: &'static Table, cell: usize) -> String {
        let (row, column) = (cell / self.columns.len(), cell % self.columns.len());
        format!("{}.{}.{}", table.id, self.rows[row], self.columns[column])
    }

    fn new(form: &Form, table: &'static Table) -> Self {
        let ids = |leaves: Vec<crate::form::Leaf>| leaves.iter().map(|leaf| leaf.head.id).collect();
        let mut shape = Self {
            rows: ids(table.leaf_rows()),
            columns: ids(table.leaf_columns()),
            totals: vec![false; table.size()],
            sums: Vec::new(),
            carried_in: None,
        };
        shape.carried_in = form
            .find(Measure::CarriedIn)
            .filter(|found| std::ptr::eq(found.table, table))
            .map(|found| found.cells[0] / shape.columns.len());
        for identity in table.identities {
            let lines = match identity.over {
                Over::Columns => shape.columns.len(),
                Over::Rows => shape.rows.len(),
            };
            for line in 0..lines {
                let (left, right) = (
                    shape.cells(identity, identity.left, line),
                    shape.cells(identity, identity.right, line),
                );
                if identity.computes {
                    left.iter().for_each(|cell| shape.totals[*cell] = true);
                }
                shape.sums.push(Sum {
                    identity,
                    line,
                    left,
                    right,
                });
            }
        }
        shape
    }

    fn cells(&self, identity: &Identity, ids: &[&str], line: usize) -> Vec<usize> {
        let width = self.columns.len();
        let cell = |id: &&str| match identity.over {
            Over::Columns => Some(self.row(id)? * width + line),
            Over::Rows => Some(line * width + self.column(id)?),
        };
        ids.iter().filter_map(cell).collect()
    }
}

fn address(table: &'static Table) -> usize {
    std::ptr::from_ref(table).addr()
}
