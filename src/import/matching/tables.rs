//! The tables of a form, filled in with what stands behind the labels of a chain.

use super::cells::cells;
use super::chain::Pick;
use super::header;
use super::labels::{Labels, Mark};
use super::row::{self, Row};
use super::solve::solve;
use super::split::LineSum;
use super::stream::{Position, Stream};
use super::tokens::{Token, TokenKind, tokens};
use crate::form::{Kind, Layout, Over, Table};
use crate::import::reading::{CellReading, LeftOver, TableReading};
use crate::import::source::Place;
use crate::prose::digit;
use crate::report::Shape;

/// What was made of the tables.
#[derive(Debug, Default)]
pub struct Tables {
    pub tables: Vec<TableReading>,
    pub left_over: Vec<LeftOver>,
    /// The stretches of the stream that the tables take, in order.
    pub zones: Vec<Zone>,
}

/// A stretch of the stream that belongs to a table.
#[derive(Clone, Copy, Debug)]
pub struct Zone {
    pub table: usize,
    pub begin: Position,
    pub end: Position,
}

/// What is known of one table while the file is read.
struct Work {
    table: &'static Table,
    /// One entry a row; of a table that is printed as one row, the first holds all.
    rows: Vec<Option<Row>>,
    places: Vec<Option<Place>>,
}

/// Reads all tables by the labels of a chain.
pub fn read(stream: &Stream<'_>, labels: &Labels, chain: &[Pick], occurrences: &[Pick]) -> Tables {
    let mut done = Tables::default();
    let all: Vec<&'static Table> = labels.form.tables().collect();
    for (number, table) in all.iter().enumerate() {
        let whole = matches!(table.layout, Layout::SingleRow);
        let rows = if whole { 1 } else { table.leaf_rows().len() };
        let mut work = Work {
            table,
            rows: vec![None; rows],
            places: vec![None; rows],
        };
        let known = header::fits(stream, labels, chain, occurrences, number, table);
        for (at, pick) in chain.iter().enumerate() {
            if labels.all[pick.label].mark.table() != Some(number) {
                continue;
            }
            extend(stream, number, pick, &mut done.zones);
            let next = chain.get(at + 1);
            behind(stream, labels, pick, next, &mut work, known, &mut done);
        }
        done.tables.push(finish(stream, work));
    }
    done.zones.sort_by_key(|zone| zone.begin);
    done
}

/// The table reaches to the end of this label at least.
fn extend(stream: &Stream<'_>, table: usize, pick: &Pick, zones: &mut Vec<Zone>) {
    let end = stream.end_before(pick.end);
    match zones.iter_mut().find(|zone| zone.table == table) {
        Some(zone) => zone.end = zone.end.max(end),
        None => zones.push(Zone {
            table,
            begin: stream.begin(pick.begin),
            end,
        }),
    }
}

/// Reads what stands between a label and the next one.
fn behind(
    stream: &Stream<'_>,
    labels: &Labels,
    pick: &Pick,
    next: Option<&Pick>,
    work: &mut Work,
    known: bool,
    done: &mut Tables,
) {
    let mark = labels.all[pick.label].mark;
    let from = stream.end_before(pick.end);
    let to = next.map_or(stream.end(), |next| stream.begin(next.begin));
    let (found, words) = tokens(stream, from, to);
    let inside = next.is_some_and(|next| labels.all[next.label].mark.table() == mark.table());
    if let (Some(words), true) = (words, inside) {
        done.left_over.extend(unknown(stream, words, to));
    }
    let Some(row) = work.row(mark, inside) else {
        if matches!(mark, Mark::Group(_)) && has_values(&found) {
            let why = "这些数在表格里没有自己的格子";
            done.left_over.push(left(stream, pick, &found, why));
        }
        return;
    };
    let (mut own, others) = own_row(stream, from, found, work.is_whole());
    if has_values(&others) {
        let why = "这里的数不在表格的任何一行";
        done.left_over.push(left(stream, pick, &others, why));
    }
    if !known && has_values(&own) {
        let why = "表头和表格不一样，不知道这些数在哪一列";
        done.left_over.push(left(stream, pick, &own, why));
        own.clear();
    }
    if let (Some(last), Some(zone)) = (own.last(), done.zone(mark.table())) {
        let end = Position {
            segment: last.segment,
            byte: last.range.end,
        };
        zone.end = zone.end.max(end);
    }
    let kinds = work.kinds();
    let sums = row_sums(work.table, kinds.len());
    work.rows[row] = Some(row::read(own, &kinds, &sums));
    work.places[row] = Some(stream.place(from.segment));
}

impl Tables {
    fn zone(&mut self, table: Option<usize>) -> Option<&mut Zone> {
        let mut zones = self.zones.iter_mut();
        zones.find(|zone| Some(zone.table) == table)
    }
}

impl Work {
    /// Whether all rows are printed as one.
    fn is_whole(&self) -> bool {
        matches!(self.table.layout, Layout::SingleRow)
    }

    /// The row whose values stand behind a label, if any do; `inside` if another label of
    /// the table comes next.
    fn row(&self, mark: Mark, inside: bool) -> Option<usize> {
        match mark {
            Mark::Row { row, .. } => Some(row),
            Mark::Group(_) if self.is_whole() && !inside => Some(0),
            _ => None,
        }
    }

    /// The kinds of the cells of a printed row.
    fn kinds(&self) -> Vec<Kind> {
        let kinds = self.table.kinds;
        let rows = if self.is_whole() {
            self.table.size() / kinds.len()
        } else {
            1
        };
        kinds.repeat(rows)
    }
}

/// Words between two labels of a table that are no value: a note, or a row that the form
/// does not have.
fn unknown(stream: &Stream<'_>, from: Position, to: Position) -> Option<LeftOver> {
    let text = joined(stream, from, to);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().any(|c| digit(c).is_some());
    let unit = text.trim_start_matches(['（', '(']).starts_with("单位");
    (digits || letters > STRAY && !unit).then(|| LeftOver {
        text,
        place: stream.place(from.segment),
        why: "表格里多出来的文字".to_owned(),
    })
}

/// So many letters between labels are slips of a copy, such as `三三、本年度办理结果`.
const STRAY: usize = 2;

fn joined(stream: &Stream<'_>, from: Position, to: Position) -> String {
    let parts = stream.between(from, to).map(|(_, _, text)| text.trim());
    let parts: Vec<&str> = parts.filter(|text| !text.is_empty()).collect();
    parts.join(" ")
}

fn has_values(tokens: &[Token]) -> bool {
    let value = |token: &Token| !matches!(token.kind, TokenKind::Blank | TokenKind::Words);
    tokens.iter().any(value)
}

/// Those values that stand in the row of the label, where the file says what a row is, and
/// the others. The values of a table that is printed as one row stand below its labels.
fn own_row(
    stream: &Stream<'_>,
    label: Position,
    found: Vec<Token>,
    below: bool,
) -> (Vec<Token>, Vec<Token>) {
    let segment = &stream.segments[label.segment];
    if !segment.bounded {
        return (found, Vec::new());
    }
    let row = |number: usize| {
        let segment = &stream.segments[number];
        (segment.piece, segment.cell.map(|(row, _)| row))
    };
    let own = row(label.segment);
    let (beside, others) = found
        .into_iter()
        .partition(|token| row(token.segment) == own);
    match below {
        true => (others, beside),
        false => (beside, others),
    }
}

fn left(stream: &Stream<'_>, pick: &Pick, tokens: &[Token], why: &str) -> LeftOver {
    let from = stream.begin(pick.begin);
    let last = tokens.last().map_or(from, |token| Position {
        segment: token.segment,
        byte: token.range.end,
    });
    LeftOver {
        text: joined(stream, from, last),
        place: stream.place(from.segment),
        why: why.to_owned(),
    }
}

/// The sums along a printed row, by the places of its cells.
fn row_sums(table: &'static Table, width: usize) -> Vec<LineSum> {
    let along = Shape::of(table)
        .sums
        .iter()
        .filter(|sum| sum.identity.over == Over::Rows);
    let printed = along.filter(|sum| {
        let own = table.kinds.len();
        width > own || sum.line == 0
    });
    let sums = printed.map(|sum| LineSum {
        left: sum.left.clone(),
        right: sum.right.clone(),
    });
    sums.collect()
}

fn finish(stream: &Stream<'_>, mut work: Work) -> TableReading {
    let (size, width) = (work.table.size(), work.table.kinds.len());
    let whole = work.rows.len() == 1 && size > width;
    let length = if whole { size } else { width };
    if !whole {
        solve(Shape::of(work.table), width, &mut work.rows);
    }
    let mut reading = TableReading {
        table: work.table,
        cells: Vec::with_capacity(size),
        undecided: Vec::new(),
    };
    for (number, (row, place)) in work.rows.iter().zip(&work.places).enumerate() {
        let (Some(row), Some(place)) = (row, place) else {
            let missing = (0..length).map(|_| CellReading::missing());
            reading.cells.extend(missing);
            continue;
        };
        let range = number * length..(number + 1) * length;
        let (cells, undecided) = cells(stream, row, range, place);
        reading.cells.extend(cells);
        reading.undecided.extend(undecided);
    }
    reading
}
