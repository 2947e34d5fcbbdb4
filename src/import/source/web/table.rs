//! A table of a page as a grid, with its cells where a browser puts them.

use super::super::{Cell, LineKind};
use super::flow::{Shown, flow};
use super::survey::{Survey, is_hidden};
use super::tree::{Id, Tree};

/// The most rows or columns that a cell spans; browsers go no further.
const MOST_SPANNED: usize = 1000;
/// The most columns over which cells are spread.
const MOST_COLUMNS: usize = 4000;
/// A row that is one cell with more letters in a line is a paragraph, not data.
const PROSE: usize = 80;

/// A part of a table.
pub enum Part {
    Lines(Lines),
    Grid {
        cells: Vec<Cell>,
        /// Pictures, with row and column of their cells.
        pictures: Vec<(String, usize, usize)>,
    },
}

type Lines = Vec<(String, LineKind)>;

/// What is told of what is not shown.
type Aside<'a> = dyn FnMut(Shown) + 'a;

/// The caption and the cells of a table. Rows that are paragraphs part its grids.
pub fn parts(tree: &Tree, survey: &Survey, table: Id, aside: &mut Aside<'_>) -> Vec<Part> {
    let mut builder = Builder {
        tree,
        survey,
        aside,
        free: Vec::new(),
        row: 0,
        cells: Vec::new(),
    };
    let mut parts = Vec::new();
    for caption in tree.children(table) {
        if tree.name(caption) == "caption" && !is_hidden(tree, caption) {
            let (lines, _) = builder.content(caption);
            parts.push(Part::Lines(lines));
        }
    }
    for group in groups(tree, table) {
        builder.group(&group);
    }
    parts.extend(split(builder.cells));
    parts
}

/// The rows of each group of a table. The head is shown first and the foot last,
/// wherever they stand.
fn groups(tree: &Tree, table: Id) -> Vec<Vec<Id>> {
    let (mut head, mut foot, mut groups) = (None, None, Vec::new());
    let mut loose = Vec::new();
    for child in tree.children(table).filter(|one| !is_hidden(tree, *one)) {
        let name = tree.name(child);
        if name == "tr" {
            loose.push(child);
            continue;
        }
        let is_row = |one: &Id| tree.name(*one) == "tr" && !is_hidden(tree, *one);
        let rows: Vec<Id> = tree.children(child).filter(is_row).collect();
        if rows.is_empty() {
            continue;
        }
        groups.extend((!loose.is_empty()).then(|| std::mem::take(&mut loose)));
        match name {
            "thead" if head.is_none() => head = Some(rows),
            "tfoot" if foot.is_none() => foot = Some(rows),
            _ => groups.push(rows),
        }
    }
    groups.push(loose);
    head.into_iter().chain(groups).chain(foot).collect()
}

/// A cell with its lines.
struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    lines: Lines,
    pictures: Vec<String>,
}

struct Builder<'b, 'a> {
    tree: &'b Tree,
    survey: &'b Survey,
    aside: &'b mut Aside<'a>,
    /// For each column the first row in which no cell from above stands.
    free: Vec<usize>,
    row: usize,
    cells: Vec<Placed>,
}

impl Builder<'_, '_> {
    /// Cells do not span beyond their group.
    fn group(&mut self, rows: &[Id]) {
        let first = self.cells.len();
        for row in rows {
            self.row(*row);
        }
        for cell in &mut self.cells[first..] {
            cell.rows = cell.rows.min(self.row - cell.row);
        }
        for free in &mut self.free {
            *free = (*free).min(self.row);
        }
    }

    fn row(&mut self, row: Id) {
        let tree = self.tree;
        let mut column = 0;
        for cell in tree.children(row) {
            if !matches!(tree.name(cell), "td" | "th") || is_hidden(tree, cell) {
                continue;
            }
            while self.free.get(column).is_some_and(|free| *free > self.row) {
                column += 1;
            }
            let most = MOST_COLUMNS.saturating_sub(column).clamp(1, MOST_SPANNED);
            let columns = span(tree.attribute(cell, "colspan")).max(1).min(most);
            let rows = match span(tree.attribute(cell, "rowspan")) {
                // To the end of the group.
                0 => MOST_SPANNED,
                rows => rows,
            };
            let end = column + columns;
            if self.free.len() < end {
                self.free.resize(end, 0);
            }
            self.free[column..end].fill(self.row + rows);
            let (lines, pictures) = self.content(cell);
            self.cells.push(Placed {
                row: self.row,
                column,
                rows,
                columns,
                lines,
                pictures,
            });
            column = end;
        }
        self.row += 1;
    }

    /// The lines and pictures of a cell or caption.
    fn content(&mut self, id: Id) -> (Lines, Vec<String>) {
        let (mut lines, mut pictures) = (Lines::new(), Vec::new());
        let aside = &mut *self.aside;
        flow(self.tree, self.survey, id, &mut |shown| match shown {
            Shown::Line(text, kind) => lines.push((text, kind)),
            Shown::Picture(description) => pictures.push(description),
            other => aside(other),
        });
        (lines, pictures)
    }
}

/// What `rowspan` and `colspan` say: digits, whatever stands behind them.
fn span(value: Option<&str>) -> usize {
    let digits = value.unwrap_or_default().trim_start();
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let end = digits.find(|c: char| !c.is_ascii_digit());
    match &digits[..end.unwrap_or(digits.len())] {
        "" => 1,
        // What is too long for a number is more than any table has.
        digits => digits.parse().unwrap_or(MOST_SPANNED).min(MOST_SPANNED),
    }
}

/// The parts of a table: rows that are paragraphs, and grids of the rows between them.
fn split(cells: Vec<Placed>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut grid: Vec<Placed> = Vec::new();
    // The first row that no cell so far reaches.
    let mut reach = 0;
    let mut cells = cells.into_iter().peekable();
    while let Some(cell) = cells.next() {
        let is_alone = reach <= cell.row
            && cell.rows == 1
            && cells.peek().is_none_or(|next| next.row > cell.row);
        reach = reach.max(cell.row + cell.rows);
        if is_alone && cell.lines.iter().any(|(line, _)| is_prose(line)) {
            parts.extend(part_of(std::mem::take(&mut grid)));
            let pictures = cell.pictures;
            parts.push(Part::Lines(cell.lines));
            parts.extend(pictures_of(pictures));
        } else {
            grid.push(cell);
        }
    }
    parts.extend(part_of(grid));
    parts
}

fn is_prose(line: &str) -> bool {
    line.chars().nth(PROSE).is_some()
}

/// Pictures without a cell.
fn pictures_of(pictures: Vec<String>) -> Option<Part> {
    let pictures: Vec<_> = pictures.into_iter().map(|one| (one, 0, 0)).collect();
    (!pictures.is_empty()).then(|| Part::Grid {
        cells: Vec::new(),
        pictures,
    })
}

/// The part that these cells are: lines if they stand one below the other, nothing but
/// pictures if they are all blank.
fn part_of(placed: Vec<Placed>) -> Vec<Part> {
    let Some(first) = placed.first() else {
        return Vec::new();
    };
    let first = first.row;
    let is_column = placed.windows(2).all(|pair| pair[0].row < pair[1].row)
        && placed.iter().all(|cell| cell.column == placed[0].column);
    let is_blank = placed.iter().all(|cell| cell.lines.is_empty());
    if is_column || is_blank {
        let cells = placed.into_iter();
        let parts = cells.flat_map(|cell| {
            let lines = (!cell.lines.is_empty()).then_some(Part::Lines(cell.lines));
            lines.into_iter().chain(pictures_of(cell.pictures))
        });
        return parts.collect();
    }
    let mut pictures = Vec::new();
    let mut cells = Vec::with_capacity(placed.len());
    for cell in placed {
        let row = cell.row - first;
        for description in cell.pictures {
            pictures.push((description, row, cell.column));
        }
        let lines: Vec<String> = cell.lines.into_iter().map(|(line, _)| line).collect();
        cells.push(Cell {
            row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
            text: lines.join("\n"),
        });
    }
    vec![Part::Grid { cells, pictures }]
}
