//! A form printed with numbers in it: rows of cells with spans, as the official sheet
//! has them.

use gongkai::form::{Form, Head, Layout, Table, Value};
use gongkai::report::Grid;

/// A cell of a printed table.
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub rows: usize,
    pub columns: usize,
}

/// A table as it is printed, each cell once.
pub type Rows = Vec<Vec<Cell>>;

fn cell(text: &str, rows: usize, columns: usize) -> Cell {
    Cell {
        text: text.to_owned(),
        rows,
        columns,
    }
}

/// Numbers from a seed, the same on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// Mostly 0, else of one to three digits.
    fn count(&mut self) -> i64 {
        match self.below(10) {
            0..=5 => 0,
            6..=7 => self.below(10) as i64,
            8 => self.below(100) as i64,
            _ => self.below(1000) as i64,
        }
    }
}

/// All tables of a form with numbers whose totals are right.
pub fn filled(form: &'static Form, dice: &mut Dice) -> Vec<Grid> {
    let tables = form.tables();
    tables.map(|table| grid(table, dice)).collect()
}

fn grid(table: &'static Table, dice: &mut Dice) -> Grid {
    let width = table.kinds.len();
    let mut written: Vec<Option<Value>> = Vec::new();
    let empty = Grid::blank(table);
    for (at, cell) in empty.cells.iter().enumerate() {
        written.push((!cell.computed).then(|| value(table, at % width, dice)));
    }
    Grid::fill(table, &written, false)
}

fn value(table: &Table, column: usize, dice: &mut Dice) -> Value {
    use gongkai::form::{Amount, Kind};
    match table.kinds[column] {
        Kind::Count => Value::Count(dice.count()),
        Kind::Change => Value::Count(dice.count() * if dice.below(3) == 0 { -1 } else { 1 }),
        Kind::Amount | Kind::AmountText => {
            let text = match dice.below(3) {
                0 => "0".to_owned(),
                1 => dice.count().to_string(),
                // A workbook keeps no zero at the end.
                _ => format!(
                    "{}.{}{}",
                    dice.below(9000) + 1,
                    dice.below(10),
                    dice.below(9) + 1
                ),
            };
            Value::Amount(Amount::parse(&text).expect("an amount"))
        }
    }
}

/// A table as the official sheet prints it.
pub fn printed(grid: &Grid) -> Rows {
    let table = grid.table;
    let shown = |at: usize| cell(&grid.cells[at].value.to_string(), 1, 1);
    match table.layout {
        Layout::Block { .. } => {
            let mut head = vec![cell(table.corner, 1, 1)];
            head.extend(
                table
                    .leaf_columns()
                    .iter()
                    .map(|leaf| cell(leaf.head.label, 1, 1)),
            );
            let mut rows = vec![vec![cell(table.caption, 1, head.len())], head];
            for (row, leaf) in table.leaf_rows().iter().enumerate() {
                let width = table.kinds.len();
                let mut line = vec![cell(leaf.head.label, 1, 1)];
                line.extend((0..width).map(|column| shown(row * width + column)));
                rows.push(line);
            }
            rows
        }
        Layout::Matrix { label_columns } => matrix(grid, usize::from(label_columns)),
        Layout::SingleRow => single(grid),
    }
}

fn matrix(grid: &Grid, labels: usize) -> Rows {
    let table = grid.table;
    let depth = table.columns.iter().map(Head::depth).max().unwrap_or(1);
    let mut rows = Vec::new();
    let mut level: Vec<&Head> = table.columns.iter().collect();
    for at in 0..depth {
        let mut line = Vec::new();
        if at == 0 {
            line.push(cell(table.corner, depth, labels));
        }
        for head in &level {
            let down = if head.children.is_empty() {
                depth - at
            } else {
                1
            };
            line.push(cell(head.label, down, head.width()));
        }
        level = level.iter().flat_map(|head| head.children).collect();
        rows.push(line);
    }
    let mut row = 0;
    for head in table.rows {
        body(grid, head, labels, Vec::new(), &mut row, &mut rows);
    }
    rows
}

fn body(
    grid: &Grid,
    head: &Head,
    labels: usize,
    mut before: Vec<Cell>,
    row: &mut usize,
    rows: &mut Rows,
) {
    if head.children.is_empty() {
        before.push(cell(head.label, 1, labels));
        let width = grid.table.kinds.len();
        let values = (0..width).map(|column| {
            let value = &grid.cells[*row * width + column].value;
            cell(&value.to_string(), 1, 1)
        });
        before.extend(values);
        *row += 1;
        rows.push(before);
        return;
    }
    before.push(cell(head.label, head.width(), 1));
    for (at, child) in head.children.iter().enumerate() {
        let before = if at == 0 { before.clone() } else { Vec::new() };
        body(
            grid,
            child,
            labels.saturating_sub(1).max(1),
            before,
            row,
            rows,
        );
    }
}

/// Rows beside one another: the heads level by level, then one line of values.
fn single(grid: &Grid) -> Rows {
    let table = grid.table;
    let columns = table.columns.len();
    let depth = 1 + table.rows.iter().map(Head::depth).max().unwrap_or(1);
    let mut rows = Vec::new();
    let mut level: Vec<(&Head, bool)> = table.rows.iter().map(|head| (head, false)).collect();
    for at in 0..depth {
        let mut line = Vec::new();
        let mut next = Vec::new();
        for (head, is_column) in level {
            let down = if is_column { depth - at } else { 1 };
            let across = if is_column { 1 } else { head.width() * columns };
            line.push(cell(head.label, down, across));
            match (is_column, head.children) {
                (true, _) => {}
                (false, []) => next.extend(table.columns.iter().map(|column| (column, true))),
                (false, children) => next.extend(children.iter().map(|child| (child, false))),
            }
        }
        level = next;
        rows.push(line);
    }
    let values = grid
        .cells
        .iter()
        .map(|one| cell(&one.value.to_string(), 1, 1));
    rows.push(values.collect());
    rows
}
