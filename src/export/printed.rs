//! The tables of a form as the official sheets print them: every cell with its place and
//! its spans. What is drawn on paper, in a workbook or into another system follows this.

use crate::form::{Form, Head, Layout, Part, Table};

/// One sheet of the form: 表二 with all its blocks in one grid, 表三 or 表四.
#[derive(Debug)]
pub struct PrintedPart {
    pub part: &'static Part,
    /// How wide the grid is.
    pub columns: usize,
    /// How many of the rows are heads that every further page repeats.
    pub heads: usize,
    /// The cells of each row that begin there, from left to right.
    pub rows: Vec<Vec<PrintedCell>>,
}

/// A cell at its place in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedCell {
    /// The column that it begins in, counted from 0.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers, this one included.
    pub rows: usize,
    pub content: Content,
}

/// What is printed in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// The name of a block, across the grid.
    Title(&'static str),
    /// The head of a column or of a group of columns.
    Column(&'static str),
    /// The head of a row or of a group of rows.
    Row(&'static str),
    /// The official note in the corner.
    Note(&'static str),
    /// A number: the table by its position in the form, and the cell in its grid.
    Value { table: usize, cell: usize },
}

/// All parts of a form as they are printed. Linear in the cells.
pub fn printed(form: &'static Form) -> Vec<PrintedPart> {
    let mut first = 0;
    let parts = form.parts.iter().map(|part| {
        let printed = print(part, first);
        first += part.tables.len();
        printed
    });
    parts.collect()
}

fn print(part: &'static Part, first: usize) -> PrintedPart {
    let mut sheet = PrintedPart {
        part,
        columns: 0,
        heads: 0,
        rows: Vec::new(),
    };
    for (at, table) in part.tables.iter().enumerate() {
        let number = first + at;
        match table.layout {
            Layout::Block { header, body } => sheet.block(table, number, header, body),
            Layout::Matrix { label_columns } => {
                sheet.matrix(table, number, usize::from(label_columns));
            }
            Layout::SingleRow => sheet.single_row(table, number),
        }
    }
    sheet
}

impl PrintedPart {
    fn block(&mut self, table: &'static Table, number: usize, header: &[u8], body: &[u8]) {
        self.columns = header.iter().map(|span| usize::from(*span)).sum();
        let title = cell(0, self.columns, 1, Content::Title(table.caption));
        self.rows.push(vec![title]);
        let columns = table.leaf_columns();
        let heads = columns.iter().map(|leaf| Content::Column(leaf.head.label));
        let heads = std::iter::once(Content::Column(table.corner)).chain(heads);
        self.rows.push(spread(heads, header));
        for (row, leaf) in table.leaf_rows().iter().enumerate() {
            let values = (0..columns.len()).map(|column| Content::Value {
                table: number,
                cell: row * columns.len() + column,
            });
            let cells = std::iter::once(Content::Row(leaf.head.label)).chain(values);
            self.rows.push(spread(cells, body));
        }
    }

    fn matrix(&mut self, table: &'static Table, number: usize, label_columns: usize) {
        let width = table.kinds.len();
        let depth = depth(table.columns);
        self.columns = label_columns + width;
        self.heads = depth;
        self.rows = vec![Vec::new(); depth];
        let note = Content::Note(table.corner);
        self.rows[0].push(cell(0, label_columns, depth, note));
        place_columns(table.columns, 0, depth, label_columns, &mut self.rows);
        let mut next = 0;
        let mut place = RowHeads {
            rows: &mut self.rows,
            label_columns,
            next: &mut next,
            value: |cell| Content::Value {
                table: number,
                cell,
            },
            width,
        };
        table.rows.iter().for_each(|head| place.add(head, 0, true));
    }

    /// Table four: the rows of the model stand side by side as groups of columns.
    fn single_row(&mut self, table: &'static Table, number: usize) {
        let width = table.kinds.len();
        let groups = depth(table.rows);
        self.heads = groups + 1;
        self.rows = vec![Vec::new(); self.heads];
        let mut column = 0;
        let mut place = GroupHeads {
            rows: &mut self.rows,
            columns: table.columns,
            depth: groups + 1,
            next: &mut column,
        };
        table.rows.iter().for_each(|head| place.add(head, 0));
        self.columns = column;
        let values = (0..table.rows.iter().map(Head::width).sum::<usize>() * width).map(|at| {
            let content = Content::Value {
                table: number,
                cell: at,
            };
            cell(at, 1, 1, content)
        });
        self.rows.push(values.collect());
    }
}

/// Sets cells one after another, each over as many columns as is said.
fn spread(contents: impl Iterator<Item = Content>, spans: &[u8]) -> Vec<PrintedCell> {
    let mut column = 0;
    let cells = contents.zip(spans).map(|(content, span)| {
        let columns = usize::from(*span);
        column += columns;
        cell(column - columns, columns, 1, content)
    });
    cells.collect()
}

fn cell(column: usize, columns: usize, rows: usize, content: Content) -> PrintedCell {
    PrintedCell {
        column,
        columns,
        rows,
        content,
    }
}

fn depth(heads: &[Head]) -> usize {
    heads.iter().map(Head::depth).max().unwrap_or(0)
}

/// Sets nested column heads from a column on; one without any below it reaches down to
/// the numbers.
fn place_columns(
    heads: &'static [Head],
    level: usize,
    depth: usize,
    first: usize,
    rows: &mut [Vec<PrintedCell>],
) {
    let mut column = first;
    for head in heads {
        let height = if head.children.is_empty() {
            depth - level
        } else {
            1
        };
        let content = Content::Column(head.label);
        rows[level].push(cell(column, head.width(), height, content));
        place_columns(head.children, level + 1, depth, column, rows);
        column += head.width();
    }
}

/// Sets nested row heads with the numbers behind them.
struct RowHeads<'p, V: Fn(usize) -> Content> {
    rows: &'p mut Vec<Vec<PrintedCell>>,
    label_columns: usize,
    /// The next row of numbers.
    next: &'p mut usize,
    value: V,
    width: usize,
}

impl<V: Fn(usize) -> Content> RowHeads<'_, V> {
    /// A head begins a row unless its group's head, beside it, has begun it.
    fn add(&mut self, head: &'static Head, level: usize, begins: bool) {
        if begins {
            self.rows.push(Vec::new());
        }
        let row = self.rows.len() - 1;
        let content = Content::Row(head.label);
        if head.children.is_empty() {
            let labels = cell(level, self.label_columns - level, 1, content);
            let values = (0..self.width).map(|column| {
                let value = (self.value)(*self.next * self.width + column);
                cell(self.label_columns + column, 1, 1, value)
            });
            self.rows[row].push(labels);
            self.rows[row].extend(values);
            *self.next += 1;
            return;
        }
        self.rows[row].push(cell(level, 1, head.width(), content));
        for (at, child) in head.children.iter().enumerate() {
            self.add(child, level + 1, at > 0);
        }
    }
}

/// Sets the rows of a model as groups of columns, with the model's columns below each.
struct GroupHeads<'p> {
    rows: &'p mut Vec<Vec<PrintedCell>>,
    columns: &'static [Head],
    /// How many rows of heads there are in all.
    depth: usize,
    next: &'p mut usize,
}

impl GroupHeads<'_> {
    fn add(&mut self, head: &'static Head, level: usize) {
        let width = head.width() * self.columns.len();
        let content = Content::Column(head.label);
        self.rows[level].push(cell(*self.next, width, 1, content));
        for child in head.children {
            self.add(child, level + 1);
        }
        if head.children.is_empty() {
            let below = level + 1;
            place_columns(self.columns, below, self.depth, *self.next, self.rows);
            *self.next += self.columns.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::form::FORMS;

    /// How often each place of a grid is covered, which is to be once.
    fn covered(part: &PrintedPart) -> BTreeSet<(usize, usize)> {
        let mut places = BTreeSet::new();
        for (row, cells) in part.rows.iter().enumerate() {
            for cell in cells {
                for down in 0..cell.rows {
                    for right in 0..cell.columns {
                        let place = (row + down, cell.column + right);
                        assert!(places.insert(place), "{place:?} twice in {}", part.part.id);
                    }
                }
            }
        }
        places
    }

    #[test]
    fn every_place_of_every_sheet_is_covered_once_and_every_number_is_there() {
        for form in FORMS {
            let mut numbers = Vec::new();
            for part in printed(form) {
                assert_eq!(covered(&part).len(), part.rows.len() * part.columns);
                let cells = part.rows.iter().flatten();
                numbers.extend(cells.filter_map(|cell| match cell.content {
                    Content::Value { table, cell } => Some((table, cell)),
                    _ => None,
                }));
            }
            let tables = form.tables().enumerate();
            let all = tables.flat_map(|(at, table)| (0..table.size()).map(move |cell| (at, cell)));
            assert_eq!(numbers, all.collect::<Vec<_>>(), "{}", form.id);
        }
    }

    #[test]
    fn the_sheets_have_the_spans_that_the_form_prints() {
        let form = Form::choose(Some("2021"), 2022).expect("a form");
        let [two, three, four] = &printed(form)[..] else {
            panic!("three sheets");
        };
        assert_eq!((two.columns, two.rows.len()), (4, 14));
        assert_eq!((three.columns, three.heads, three.rows.len()), (10, 3, 28));
        let concluded = three.rows[5].first().map(|cell| (cell.columns, cell.rows));
        assert_eq!(concluded, Some((1, 22)));
        assert_eq!((four.columns, four.heads, four.rows.len()), (15, 3, 4));
        let spans = four.rows[1].iter().map(|cell| (cell.columns, cell.rows));
        let upright = [(1, 2); 5];
        assert_eq!(
            spans.collect::<Vec<_>>(),
            [&upright[..], &[(5, 1); 2]].concat()
        );
    }
}
