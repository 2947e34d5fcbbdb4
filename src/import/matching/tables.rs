//! The tables of a form, filled in with what stands behind the labels of a chain.

use super::cells::cells;
use super::chain::Pick;
use super::columns::{Columns, begin_of_values, columns};
use super::habits::Habits;
use super::labels::{Labels, Mark};
use super::left_over::{left, repeated_heads, unknown};
use super::placing::{
    has_values, in_columns, is_before_values, is_cut, may_be_its_number, own_row,
};
use super::repeated;
use super::row::{self, Row};
use super::solve::solve;
use super::split::LineSum;
use super::stood::{Cells, Stood};
use super::stream::{Position, Stream};
use super::tokens::{Token, TokenKind, tokens};
use crate::form::{Kind, Layout, Over, Table};
use crate::import::reading::{CellReading, LeftOver, TableReading};
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
    /// The cells of a printed row, and the sums along it.
    kinds: Vec<Kind>,
    sums: Vec<LineSum>,
    /// What stands in each row, as often as it is there; of a table that is printed as one
    /// row, the first holds all.
    rows: Vec<Vec<Stood>>,
}

/// What a file holds: its labels, and all places at which a label may stand.
struct File<'a> {
    stream: &'a Stream<'a>,
    labels: &'a Labels,
    occurrences: &'a [Pick],
}

/// Reads all tables by the labels of a chain. At most linear in the file, times what
/// `split::ways` and `solve::solve` are bounded by.
pub fn read(stream: &Stream<'_>, labels: &Labels, chain: &[Pick], occurrences: &[Pick]) -> Tables {
    let file = File {
        stream,
        labels,
        occurrences,
    };
    let mut done = Tables::default();
    let mut works: Vec<Work> = labels.form.tables().map(Work::new).collect();
    file.gather(chain, &mut works, &|_| true, &mut done);
    // A table that stands there once more says the same, or has to be asked about.
    let again = repeated::again(stream, labels, chain, occurrences);
    let tables: Vec<&'static Table> = labels.form.tables().collect();
    let is_again = |number: usize| repeated::has_rows(labels, &again, number, tables[number]);
    let mut copies = Tables::default();
    file.gather(&again, &mut works, &is_again, &mut copies);
    done.zones.extend(copies.zones);
    done.left_over.extend(copies.left_over);
    done.zones.sort_by_key(|zone| zone.begin);
    let mut habits: Vec<Habits> = works.iter().map(Work::habits).collect();
    let mut all = Habits::default();
    habits.iter().for_each(|own| all.join(own));
    for (own, work) in habits.iter_mut().zip(&works) {
        own.settings_of(&all);
        done.tables.push(finish(stream, work, own));
    }
    done
}

impl File<'_> {
    /// Adds what stands behind the labels of a chain to those tables that are wanted.
    fn gather(
        &self,
        chain: &[Pick],
        works: &mut [Work],
        wanted: &dyn Fn(usize) -> bool,
        done: &mut Tables,
    ) {
        let (stream, labels) = (self.stream, self.labels);
        let columns = |(number, work): (usize, &Work)| {
            columns(stream, labels, chain, self.occurrences, number, work.table)
        };
        let columns: Vec<Columns> = works.iter().enumerate().map(columns).collect();
        let begin = |number| begin_of_values(stream, labels, chain, self.occurrences, number);
        let begins: Vec<_> = (0..works.len()).map(begin).collect();
        let all = repeated::with_loose_rows(stream, labels, chain, self.occurrences);
        for (at, pick) in all.iter().enumerate() {
            let Some(number) = labels.all[pick.label]
                .mark
                .table()
                .filter(|one| wanted(*one))
            else {
                continue;
            };
            extend(stream, number, pick, &mut done.zones);
            let next = all.get(at + 1);
            let heads = (&columns[number], begins[number]);
            self.behind(pick, next, &mut works[number], heads, done);
        }
    }

    /// Reads what stands between a label and the next one.
    fn behind(
        &self,
        pick: &Pick,
        next: Option<&Pick>,
        work: &mut Work,
        (columns, begin): (&Columns, Option<(usize, usize)>),
        done: &mut Tables,
    ) {
        let (stream, labels) = (self.stream, self.labels);
        let mark = labels.all[pick.label].mark;
        let from = stream.end_before(pick.end);
        let to = next.map_or(stream.end(), |next| stream.begin(next.begin));
        let (mut found, words) = tokens(stream, from, to);
        let inside = next.is_some_and(|next| labels.all[next.label].mark.table() == mark.table());
        if let (Some(words), true) = (words, inside) {
            let heads = repeated_heads(stream, self.occurrences, labels, mark, (words, to));
            done.left_over
                .extend(unknown(stream, words, to).filter(|_| !heads));
        }
        if next.is_some_and(|next| may_be_its_number(stream, labels, next))
            && let Some(last) = found.last_mut()
        {
            last.kind = TokenKind::Words;
        }
        let Some(row) = work.row(mark, inside) else {
            if matches!(mark, Mark::Group(_)) && has_values(&found) {
                let why = "这些数在表格里没有自己的格子";
                done.left_over.push(left(stream, pick, &found, why));
            }
            return;
        };
        let (mut own, others) = own_row(stream, from, found, work.is_whole());
        if let Some(begin) = begin.filter(|_| !work.is_whole()) {
            own.retain(|token| !is_before_values(stream, token, begin));
        }
        self.tell(pick, &others, "这里的数不在表格的任何一行", done);
        let (mut own, more, readable) = in_columns(own, columns, work.kinds.len());
        self.tell(pick, &more, "这里的数不在表格的任何一列", done);
        if *columns == Columns::Unknown {
            let why = "表头和表格不一样，不知道这些数在哪一列";
            self.tell(pick, &own, why, done);
            own.clear();
        }
        if let (Some(last), Some(zone)) = (own.last(), done.zone(mark.table())) {
            let end = Position {
                segment: last.segment,
                byte: last.range.end,
            };
            zone.end = zone.end.max(end);
        }
        let cut = own.len() < work.kinds.len()
            && words.is_some_and(|words| is_cut(stream, &own, words, to, inside));
        let readable = readable && !cut;
        let place = stream.place(from.segment);
        work.rows[row].push(Stood::new(stream, own, place, readable));
    }

    /// Tells of values that stand behind a label and have no place; else of words there
    /// that are not the heads of the table again.
    fn tell(&self, pick: &Pick, tokens: &[Token], why: &str, done: &mut Tables) {
        let (stream, labels) = (self.stream, self.labels);
        if has_values(tokens) {
            done.left_over.push(left(stream, pick, tokens, why));
            return;
        }
        let mark = labels.all[pick.label].mark;
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Words);
        for token in words {
            let at = |byte| Position {
                segment: token.segment,
                byte,
            };
            let (from, to) = (at(token.range.start), at(token.range.end));
            if !repeated_heads(stream, self.occurrences, labels, mark, (from, to)) {
                done.left_over.extend(unknown(stream, from, to));
            }
        }
    }
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

impl Tables {
    fn zone(&mut self, table: Option<usize>) -> Option<&mut Zone> {
        let mut zones = self.zones.iter_mut();
        zones.find(|zone| Some(zone.table) == table)
    }
}

impl Work {
    fn new(table: &'static Table) -> Self {
        let whole = matches!(table.layout, Layout::SingleRow);
        let rows = if whole { 1 } else { table.leaf_rows().len() };
        let kinds = table.kinds.repeat(table.size() / table.kinds.len() / rows);
        Self {
            table,
            sums: row_sums(table, kinds.len()),
            kinds,
            rows: vec![Vec::new(); rows],
        }
    }

    fn cells(&self) -> Cells<'_> {
        Cells {
            kinds: &self.kinds,
            sums: &self.sums,
        }
    }

    /// What the rows of this table show.
    fn habits(&self) -> Habits {
        let mut habits = Habits::default();
        for stood in self.rows.iter().flatten() {
            habits.add(stood, self.cells());
        }
        habits
    }

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

fn finish(stream: &Stream<'_>, work: &Work, habits: &Habits) -> TableReading {
    let (width, length) = (work.table.kinds.len(), work.kinds.len());
    let rows = work.rows.iter();
    let mut rows: Vec<Option<Row>> = rows
        .map(|all| row::read(all, work.cells(), habits))
        .collect();
    if !work.is_whole() {
        solve(Shape::of(work.table), width, &mut rows);
    }
    let mut reading = TableReading {
        table: work.table,
        cells: Vec::with_capacity(work.table.size()),
        undecided: Vec::new(),
    };
    for (number, row) in rows.iter().enumerate() {
        let Some(row) = row else {
            let missing = (0..length).map(|_| CellReading::missing());
            reading.cells.extend(missing);
            continue;
        };
        let range = number * length..(number + 1) * length;
        let (cells, undecided) = cells(stream, row, range);
        reading.cells.extend(cells);
        reading.undecided.extend(undecided);
    }
    reading
}
