//! Labels that stand outside the order of the form: rows in another order, rows that stand
//! twice, a whole table that stands twice.

use super::blocks;
use super::chain::{Pick, heaviest};
use super::labels::{Labels, Mark};
use super::stream::Stream;
use crate::form::{Layout, Table};

/// The fewest letters of a label that is known by itself, without its neighbours or number.
const LETTERS: usize = 4;

/// The letters between the first and the last label of each table.
fn spans(labels: &Labels, chain: &[Pick]) -> Vec<Option<(usize, usize)>> {
    let mut spans = vec![None; labels.form.tables().count()];
    for pick in chain {
        if let Some(table) = labels.all[pick.label].mark.table() {
            let (begin, end) = spans[table].unwrap_or((pick.begin, pick.end));
            spans[table] = Some((begin.min(pick.begin), end.max(pick.end)));
        }
    }
    spans
}

/// The chain with those labels of rows that stand in their table outside its order.
/// Linear in the occurrences, but for a sort.
pub fn with_loose_rows(
    stream: &Stream<'_>,
    labels: &Labels,
    chain: &[Pick],
    occurrences: &[Pick],
) -> Vec<Pick> {
    let tables: Vec<&'static Table> = labels.form.tables().collect();
    let spans = spans(labels, chain);
    // The last row may stand behind what the chain knows of its table.
    let inside = |table: usize, pick: &Pick| {
        let next = |end: usize| chain.iter().find(|one| one.begin >= end);
        spans[table].is_some_and(|(begin, end)| {
            let until = next(end).map_or(end + AFTER, |next| next.begin.min(end + AFTER));
            pick.begin >= begin && pick.end <= until
        })
    };
    let row = |pick: &&Pick| match labels.all[pick.label].mark {
        Mark::Row { table, .. } => {
            !matches!(tables[table].layout, Layout::SingleRow) && inside(table, pick)
        }
        _ => false,
    };
    let mut found: Vec<Pick> = (occurrences.iter().filter(row))
        .filter(|pick| (pick.end - pick.core >= LETTERS || pick.numbered) && stands(stream, pick))
        .copied()
        .collect();
    found.sort_by_key(|pick| (pick.begin, std::cmp::Reverse(pick.end)));
    let mut all: Vec<Pick> = Vec::with_capacity(chain.len());
    let mut chain = chain.iter().copied().peekable();
    let mut reach = 0;
    for pick in found {
        while let Some(one) = chain.next_if(|one| one.begin < pick.end) {
            reach = reach.max(one.end);
            all.push(one);
        }
        if pick.begin >= reach {
            reach = pick.end;
            all.push(pick);
        }
    }
    all.extend(chain);
    all.sort_by_key(|pick| pick.begin);
    all
}

/// How many letters behind the last known label of a table another row of it may stand.
const AFTER: usize = 80;

/// Whether a label stands by itself and is no part of other words.
fn stands(stream: &Stream<'_>, pick: &Pick) -> bool {
    let begins = pick.begin == 0
        || stream.letters[pick.begin].parted
        || stream.letters[pick.begin - 1].c.is_ascii_digit();
    let ends = stream
        .letters
        .get(pick.end)
        .is_none_or(|next| next.parted || next.c.is_ascii_digit());
    begins && ends
}

/// The labels of the tables that stand once more outside those of a chain. Linear in the
/// occurrences.
pub fn again(
    stream: &Stream<'_>,
    labels: &Labels,
    chain: &[Pick],
    occurrences: &[Pick],
) -> Vec<Pick> {
    let spans = spans(labels, chain);
    let mut taken: Vec<(usize, usize)> = spans.into_iter().flatten().collect();
    taken.extend(chain.iter().map(|pick| (pick.begin, pick.end)));
    taken.sort_unstable();
    let mut reaches = Vec::with_capacity(taken.len());
    for (_, end) in &taken {
        reaches.push(reaches.last().map_or(*end, |last: &usize| *last.max(end)));
    }
    let free = |pick: &&Pick| {
        let before = taken.partition_point(|(begin, _)| *begin < pick.end);
        before == 0 || reaches[before - 1] <= pick.begin
    };
    let of_tables = |pick: &&Pick| labels.all[pick.label].mark.table().is_some();
    let rest: Vec<Pick> = occurrences
        .iter()
        .filter(of_tables)
        .filter(free)
        .copied()
        .collect();
    let again = heaviest(stream, labels, &rest);
    blocks::without_mentions(stream, labels, &again, &rest)
}

/// Whether most rows of a table are among these labels.
pub fn has_rows(labels: &Labels, chain: &[Pick], number: usize, table: &'static Table) -> bool {
    let single = matches!(table.layout, Layout::SingleRow);
    let row = |mark: Mark| match mark {
        Mark::Row { table, .. } => table == number,
        Mark::Group(table) => table == number && single,
        _ => false,
    };
    let rows = labels.all.iter().filter(|label| row(label.mark)).count();
    let found = chain.iter().filter(|pick| row(labels.all[pick.label].mark));
    found.count() * 2 > rows
}
