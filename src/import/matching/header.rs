//! Whether a table's columns are those of the form, in the form's order.

use super::chain::Pick;
use super::labels::{Labels, Mark};
use super::stream::Stream;
use crate::form::{Layout, Table};

/// Whether the heads of the columns are there and stand as the form has them. A table of
/// many rows is known without them; a block of one or two rows is not, for its labels
/// are words of any text.
pub fn fits(
    stream: &Stream<'_>,
    labels: &Labels,
    chain: &[Pick],
    occurrences: &[Pick],
    number: usize,
    table: &'static Table,
) -> bool {
    let own: Vec<&Pick> = (chain.iter())
        .filter(|pick| labels.all[pick.label].mark.table() == Some(number))
        .collect();
    if own.is_empty() {
        return false;
    }
    let expected = labels
        .all
        .iter()
        .filter(|label| label.mark.table() == Some(number))
        .count();
    if matches!(table.layout, Layout::SingleRow) {
        return true;
    }
    let heads = heads(labels, occurrences, &own, number);
    let columns = table.leaf_columns().len();
    let found = by_column(stream, &heads);
    let mut sorted = found.clone();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() != found.len() {
        return false;
    }
    if found.is_empty() {
        return matches!(table.layout, Layout::Matrix { .. }) && own.len() * 2 > expected;
    }
    let enough = found.len() * 3 >= columns * 2;
    let printed: Vec<usize> = (labels.all.iter())
        .filter_map(|label| match label.mark {
            Mark::Column {
                table,
                leaf: Some(leaf),
            } if table == number => Some(leaf),
            _ => None,
        })
        .filter(|leaf| sorted.contains(leaf))
        .collect();
    enough && (found == sorted || found == printed)
}

/// A label among the heads of the columns: its letters, and its column if it is the head of
/// one.
type Head = (usize, usize, Option<usize>);

/// All labels before the first row, in reading order. A word inside a longer head is none
/// of its own.
fn heads(labels: &Labels, occurrences: &[Pick], own: &[&Pick], number: usize) -> Vec<Head> {
    let row = |pick: &&&Pick| {
        let mark = labels.all[pick.label].mark;
        matches!(mark, Mark::Row { .. } | Mark::Group(_))
    };
    let begin = own.first().map_or(0, |pick| pick.begin);
    let last = own.last().map_or(0, |pick| pick.end);
    let end = own.iter().find(row).map_or(last, |pick| pick.begin);
    let of_table = |pick: &&Pick| labels.all[pick.label].mark.table() == Some(number);
    let mut heads: Vec<Head> = (occurrences.iter().filter(of_table))
        .chain(own.iter().copied())
        .filter(|pick| pick.begin >= begin && pick.end <= end)
        .map(|pick| match labels.all[pick.label].mark {
            Mark::Column { leaf, .. } => (pick.begin, pick.end, leaf),
            _ => (pick.begin, pick.end, None),
        })
        .collect();
    heads.sort_by_key(|(begin, end, _)| (*begin, std::cmp::Reverse(*end)));
    heads.dedup();
    let mut reach = 0;
    heads.retain(|(begin, end, _)| {
        let outer = *begin >= reach;
        reach = reach.max(*end);
        outer
    });
    heads
}

/// The columns in the order in which they stand: in a grid from left to right, else one
/// after the other.
fn by_column(stream: &Stream<'_>, heads: &[Head]) -> Vec<usize> {
    let placed = heads.iter().filter_map(|(begin, _, leaf)| {
        let segment = stream.letters[*begin].at.segment;
        let cell = stream.segments[segment].cell;
        Some((cell.map(|(_, column)| column), (*leaf)?))
    });
    let mut placed: Vec<(Option<usize>, usize)> = placed.collect();
    if placed.iter().all(|(column, _)| column.is_some()) {
        placed.sort_by_key(|(column, _)| *column);
    }
    placed.into_iter().map(|(_, leaf)| leaf).collect()
}
