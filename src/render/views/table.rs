//! A statutory table, for any form: its heads and cells as they are printed.
//!
//! Heads carry `scope`, and every number of tables three and four carries
//! `headers`: more than two heads relate to it, which `scope` cannot say.

use serde::Serialize;

use crate::form::{Form, Head, Layout, Over, Table};
use crate::report::Grid;

use super::cells::{CellView, RowView, data, head, several, state_columns};

/// A table of a report at its place on the page.
pub struct PlacedTable<'r> {
    pub grid: &'r Grid,
    pub form: &'static Form,
    /// The id of the heading above.
    pub section: String,
    /// The table's own id on the page, with which its cells' ids begin.
    pub id: String,
    /// The id of the sentence that says that every number is zero.
    pub described_by: Option<String>,
}

/// One captioned table.
#[derive(Debug, Default, Serialize)]
pub struct TableView {
    /// The finished table.
    pub html: String,
    pub id: String,
    /// `t2`, `t3` or `t4`: which layout it has.
    pub kind: &'static str,
    pub caption: &'static str,
    pub unit: Option<&'static str>,
    /// Whether it may be wider than a phone and scrolls in its own region.
    pub scroll: bool,
    /// Whether its head may stay in sight while one scrolls: it has many rows.
    pub fit: bool,
    /// Whether every number is zero, so that phones may fold it.
    pub zero: bool,
    /// What its region is called: 表三. The heading above and the caption say the
    /// title already.
    pub name: &'static str,
    /// The id of the heading above.
    pub labelled_by: String,
    /// The id of the sentence that says that every number is zero.
    pub described_by: Option<String>,
    /// The cells are there only for a site that writes its tables itself: each
    /// has ten fields, and a page has 250 cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub colgroups: Vec<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub head: Vec<Vec<CellView>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Vec<RowView>>,
}

impl TableView {
    /// The table with its cells.
    pub fn whole(placed: &PlacedTable<'_>) -> Self {
        let mut view = Self::without_cells(placed);
        let grid = placed.grid;
        match grid.table.layout {
            Layout::Block { header, .. } => view.block(grid, header),
            Layout::Matrix { label_columns } => view.matrix(grid, usize::from(label_columns)),
            Layout::SingleRow => view.single_row(grid),
        }
        state_columns(view.head.iter_mut());
        for body in &mut view.bodies {
            state_columns(body.iter_mut().map(|row| &mut row.cells));
        }
        view
    }

    /// The table without its cells.
    pub fn without_cells(placed: &PlacedTable<'_>) -> Self {
        let table = placed.grid.table;
        let (kind, scroll, fit) = match table.layout {
            Layout::Block { .. } => ("t2", false, false),
            Layout::Matrix { .. } => ("t3", true, true),
            Layout::SingleRow => ("t4", true, false),
        };
        Self {
            id: placed.id.clone(),
            kind,
            caption: table.caption,
            unit: table.unit,
            scroll,
            fit,
            zero: placed.grid.all_zero(),
            name: placed.form.part_of(table).map_or("", |part| part.name),
            labelled_by: placed.section.clone(),
            described_by: placed.described_by.clone(),
            ..Self::default()
        }
    }

    fn block(&mut self, grid: &Grid, header: &[u8]) {
        let whole: u8 = header.iter().sum();
        self.colgroups = vec![
            header
                .iter()
                .map(|part| format!("w{part}of{whole}"))
                .collect(),
        ];
        let column = |text: &str| CellView {
            scope: Some("col"),
            ..head(text)
        };
        let columns = grid.table.leaf_columns();
        let labels = columns.iter().map(|leaf| column(leaf.head.label));
        self.head = vec![
            std::iter::once(column(grid.table.corner))
                .chain(labels)
                .collect(),
        ];
        let rows = grid.table.leaf_rows();
        let body = rows.iter().enumerate().map(|(row, leaf)| {
            let label = CellView {
                scope: Some("row"),
                ..head(leaf.head.label)
            };
            let cells = (0..grid.width()).map(|column| data(&grid.get(row, column).value, None));
            RowView {
                sum: false,
                cells: std::iter::once(label).chain(cells).collect(),
            }
        });
        self.bodies = vec![body.collect()];
    }

    fn matrix(&mut self, grid: &Grid, label_columns: usize) {
        let table = grid.table;
        let columns = ColumnHeads::of(table.columns, &self.id);
        let labels = (1..=label_columns).map(|n| format!("c{n}")).collect();
        let numbers = columns
            .groups
            .iter()
            .map(|width| vec!["n".to_owned(); *width]);
        self.colgroups = std::iter::once(labels).chain(numbers).collect();
        let corner = CellView {
            head: false,
            headers: columns.rows[0].first().and_then(|cell| cell.id.clone()),
            colspan: several(label_columns),
            rowspan: several(columns.rows.len()),
            note: true,
            ..head(table.corner)
        };
        let mut rows = columns.rows;
        rows[0].insert(0, corner);
        self.head = rows;
        let sums = sum_rows(table);
        let mut walk = RowWalk {
            grid,
            id: &self.id,
            label_columns,
            columns: &columns.chains,
            sums,
            next_row: 0,
            next_group: 0,
        };
        let mut open = false;
        for top in table.rows {
            // A row group's head must not reach beyond its own body.
            if !top.children.is_empty() || !open {
                self.bodies.push(Vec::new());
            }
            open = top.children.is_empty();
            if let Some(body) = self.bodies.last_mut() {
                walk.add(top, &[], Vec::new(), body);
            }
        }
    }

    /// Table four: each row of the model becomes a group of columns.
    fn single_row(&mut self, grid: &Grid) {
        let (rows, columns) = (grid.table.leaf_rows(), grid.table.leaf_columns());
        let mut heads = ColumnHeads::of(grid.table.rows, &self.id);
        // The model's rows head several columns each, so they become groups.
        for cell in heads.rows.iter_mut().flatten() {
            cell.vertical = false;
            let width = cell.colspan.unwrap_or(1) * columns.len();
            cell.colspan = several(width);
            cell.scope = (width == columns.len()).then_some("colgroup");
        }
        let mut last = Vec::new();
        let mut cells = Vec::new();
        for (row, chain) in heads.chains.iter().enumerate() {
            for (column, leaf) in columns.iter().enumerate() {
                let id = format!("{}-v{}", self.id, row * columns.len() + column);
                last.push(CellView {
                    scope: Some("col"),
                    vertical: true,
                    id: Some(id.clone()),
                    headers: Some(chain.clone()),
                    ..head(leaf.head.label)
                });
                cells.push(data(
                    &grid.get(row, column).value,
                    Some(format!("{chain} {id}")),
                ));
            }
        }
        self.colgroups = rows
            .iter()
            .map(|_| vec!["n".to_owned(); columns.len()])
            .collect();
        heads.rows.push(last);
        self.head = heads.rows;
        self.bodies = vec![vec![RowView { sum: false, cells }]];
    }
}

/// Nested column heads: their rows of cells, and for each leaf the ids of all
/// heads above it and its own.
struct ColumnHeads {
    rows: Vec<Vec<CellView>>,
    chains: Vec<String>,
    /// The widths of the column groups on the second level.
    groups: Vec<usize>,
}

impl ColumnHeads {
    fn of(heads: &'static [Head], id: &str) -> Self {
        let depth = heads.iter().map(Head::depth).max().unwrap_or(1);
        let mut found = Self {
            rows: (0..depth).map(|_| Vec::new()).collect(),
            chains: Vec::new(),
            groups: Vec::new(),
        };
        for top in heads {
            let below = if top.children.is_empty() {
                std::slice::from_ref(top)
            } else {
                top.children
            };
            found.groups.extend(below.iter().map(Head::width));
            found.add(top, id, 0, "");
        }
        found
    }

    fn add(&mut self, top: &'static Head, id: &str, level: usize, above: &str) {
        let leaf = top.children.is_empty();
        let own = if leaf {
            format!("{id}-c{}", self.chains.len())
        } else {
            format!(
                "{id}-h{}",
                self.rows
                    .iter()
                    .flatten()
                    .filter(|cell| cell.scope == Some("colgroup"))
                    .count()
            )
        };
        let rows_left = self.rows.len() - level;
        self.rows[level].push(CellView {
            vertical: leaf,
            id: Some(own.clone()),
            headers: (!above.is_empty()).then(|| above.to_owned()),
            scope: Some(if leaf { "col" } else { "colgroup" }),
            colspan: several(top.width()),
            rowspan: if leaf { several(rows_left) } else { None },
            ..head(top.label)
        });
        let chain = if above.is_empty() {
            own
        } else {
            format!("{above} {own}")
        };
        if leaf {
            self.chains.push(chain);
        } else {
            top.children
                .iter()
                .for_each(|child| self.add(child, id, level + 1, &chain));
        }
    }
}

/// Walks the nested row heads of table three.
struct RowWalk<'w> {
    grid: &'w Grid,
    id: &'w str,
    label_columns: usize,
    columns: &'w [String],
    sums: Vec<bool>,
    next_row: usize,
    next_group: usize,
}

impl RowWalk<'_> {
    /// `above` holds the ids of the groups around, `waiting` the group cells
    /// that begin in the next printed row.
    fn add(
        &mut self,
        top: &'static Head,
        above: &[String],
        mut waiting: Vec<CellView>,
        body: &mut Vec<RowView>,
    ) {
        let headers = (!above.is_empty()).then(|| above.join(" "));
        if top.children.is_empty() {
            let row = self.next_row;
            self.next_row += 1;
            let own = format!("{}-r{row}", self.id);
            let chain = above.iter().map(|id| format!("{id} ")).collect::<String>() + &own;
            waiting.push(CellView {
                id: Some(own),
                headers,
                scope: Some("row"),
                colspan: several(self.label_columns - above.len()),
                ..head(top.label)
            });
            // The heads of the columns first: what is the same in every row then stands
            // together, and the compressed page is half a percent smaller.
            let numbers = self.columns.iter().enumerate().map(|(column, heads)| {
                data(
                    &self.grid.get(row, column).value,
                    Some(format!("{heads} {chain}")),
                )
            });
            waiting.extend(numbers);
            body.push(RowView {
                sum: self.sums[row],
                cells: waiting,
            });
            return;
        }
        let own = format!("{}-g{}", self.id, self.next_group);
        self.next_group += 1;
        waiting.push(CellView {
            vertical: true,
            id: Some(own.clone()),
            headers,
            // A second level of row groups cannot be said with scope.
            scope: above.is_empty().then_some("rowgroup"),
            rowspan: several(top.width()),
            ..head(top.label)
        });
        let inside: Vec<String> = above.iter().cloned().chain([own]).collect();
        for child in top.children {
            self.add(child, &inside, std::mem::take(&mut waiting), body);
        }
    }
}

/// Which rows are totals over other rows.
fn sum_rows(table: &'static Table) -> Vec<bool> {
    let totals = table
        .identities
        .iter()
        .filter(|identity| identity.computes && identity.over == Over::Columns);
    let ids: Vec<&str> = totals.flat_map(|identity| identity.left).copied().collect();
    table
        .leaf_rows()
        .iter()
        .map(|leaf| ids.contains(&leaf.head.id))
        .collect()
}
