//! In which columns of the form the values of a row stand.

use super::chain::Pick;
use super::labels::{Labels, Mark};
use super::stream::Stream;
use crate::form::{Layout, Table};

/// What the heads of a table say of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Columns {
    /// They are not those of the form, and nobody can say which is which.
    Unknown,
    /// They stand as the form has them.
    AsPrinted,
    /// In this order, one entry a value of a row.
    Placed(Vec<Slot>),
}

/// What stands above one value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// The head of this column of the form.
    Column(usize),
    /// The head of a column that the form does not have.
    Other,
    /// Nothing.
    Empty,
}

/// A label among the heads of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Head {
    begin: usize,
    end: usize,
    /// Its column if it is the head of one.
    leaf: Option<usize>,
    /// Whether it is the caption or corner of the table.
    title: bool,
}

/// The columns of a table. A table of many rows is known without heads; a block of one or
/// two rows is not, for its labels are words of any text. Linear in the occurrences.
pub fn columns(
    stream: &Stream<'_>,
    labels: &Labels,
    chain: &[Pick],
    occurrences: &[Pick],
    number: usize,
    table: &'static Table,
) -> Columns {
    let own: Vec<&Pick> = (chain.iter())
        .filter(|pick| labels.all[pick.label].mark.table() == Some(number))
        .collect();
    let expected = (labels.all.iter())
        .filter(|label| label.mark.table() == Some(number))
        .count();
    if own.is_empty() {
        return Columns::Unknown;
    }
    if matches!(table.layout, Layout::SingleRow) {
        return Columns::AsPrinted;
    }
    let (heads, end) = heads(labels, occurrences, &own, number);
    let width = table.leaf_columns().len();
    let found = by_column(stream, &heads);
    let mut sorted = found.clone();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() != found.len() {
        return Columns::Unknown;
    }
    if found.is_empty() {
        let known = matches!(table.layout, Layout::Matrix { .. }) && own.len() * 2 > expected;
        return if known {
            Columns::AsPrinted
        } else {
            Columns::Unknown
        };
    }
    if found.len() * 3 < width * 2 {
        return Columns::Unknown;
    }
    let in_order = found == sorted || found == printed(labels, number, &sorted);
    match placed(stream, &heads, end) {
        Some(placed) => in_cells(placed, width, found == sorted),
        None if in_order && !has_others(stream, &heads, end) => Columns::AsPrinted,
        None => Columns::Unknown,
    }
}

/// In which grid, and from which of its columns on, the values of a table stand; `None` if
/// its heads stand in no grid, or in several.
pub fn begin_of_values(
    stream: &Stream<'_>,
    labels: &Labels,
    chain: &[Pick],
    occurrences: &[Pick],
    number: usize,
) -> Option<(usize, usize)> {
    let own: Vec<&Pick> = (chain.iter())
        .filter(|pick| labels.all[pick.label].mark.table() == Some(number))
        .collect();
    let (heads, _) = heads(labels, occurrences, &own, number);
    let segment = |head: &Head| stream.letters[head.begin].at.segment;
    let leaves = heads.iter().filter(|head| head.leaf.is_some());
    let first = leaves.map(segment).min()?;
    let piece = stream.segments[first].piece;
    let all: Vec<&Head> = heads.iter().collect();
    let same = |head: &&Head| stream.segments[segment(head)].piece == piece;
    if !all.iter().all(same) {
        return None;
    }
    corner_of_values(stream, &all, first).map(|(column, _)| (piece, column))
}

/// What cells of heads, from left to right, say.
fn in_cells(mut placed: Vec<Slot>, width: usize, in_order: bool) -> Columns {
    while placed.last() == Some(&Slot::Empty) {
        placed.pop();
    }
    let known = placed.iter().filter(|slot| matches!(slot, Slot::Column(_)));
    let known = known.count();
    if in_order && (known == placed.len() || placed.len() == width) {
        return Columns::AsPrinted;
    }
    match known == width {
        true => Columns::Placed(placed),
        false => Columns::Unknown,
    }
}

/// These columns in the order in which a table prints them, level by level.
fn printed(labels: &Labels, number: usize, found: &[usize]) -> Vec<usize> {
    let leaves = labels.all.iter().filter_map(|label| match label.mark {
        Mark::Column { table, leaf } if table == number => leaf,
        _ => None,
    });
    leaves.filter(|leaf| found.contains(leaf)).collect()
}

/// All labels before the first row, in reading order, and the letter at which that begins.
/// A word inside a longer head is none of its own.
fn heads(
    labels: &Labels,
    occurrences: &[Pick],
    own: &[&Pick],
    number: usize,
) -> (Vec<Head>, usize) {
    let row = |pick: &&&Pick| {
        let mark = labels.all[pick.label].mark;
        matches!(mark, Mark::Row { .. } | Mark::Group(_))
    };
    let begin = own.first().map_or(0, |pick| pick.begin);
    let last = own.last().map_or(0, |pick| pick.end);
    let end = own.iter().find(row).map_or(last, |pick| pick.begin);
    let of_table = |pick: &&Pick| {
        let mark = labels.all[pick.label].mark;
        mark.table() == Some(number) && !matches!(mark, Mark::Row { .. })
    };
    let mut heads: Vec<Head> = (occurrences.iter().filter(of_table))
        .chain(own.iter().copied())
        .filter(|pick| pick.begin >= begin && pick.end <= end)
        .map(|pick| {
            let mark = labels.all[pick.label].mark;
            Head {
                begin: pick.begin,
                end: pick.end,
                leaf: match mark {
                    Mark::Column { leaf, .. } => leaf,
                    _ => None,
                },
                title: matches!(mark, Mark::Title(_)),
            }
        })
        .collect();
    heads.sort_by_key(|head| (head.begin, std::cmp::Reverse(head.end), head.leaf.is_none()));
    heads.dedup();
    let mut reach = 0;
    heads.retain(|head| {
        let outer = head.begin >= reach;
        reach = reach.max(head.end);
        outer
    });
    (heads, end)
}

/// The columns in the order in which they stand: in a grid from left to right, else one
/// after the other.
fn by_column(stream: &Stream<'_>, heads: &[Head]) -> Vec<usize> {
    let placed = heads.iter().filter_map(|head| {
        let segment = stream.letters[head.begin].at.segment;
        let cell = stream.segments[segment].cell;
        Some((cell.map(|(_, column)| column), head.leaf?))
    });
    let mut placed: Vec<(Option<usize>, usize)> = placed.collect();
    if placed.iter().all(|(column, _)| column.is_some()) {
        placed.sort_by_key(|(column, _)| *column);
    }
    placed.into_iter().map(|(_, leaf)| leaf).collect()
}

/// Where the heads stand in cells: those above the columns of values, from left to right.
/// `None` if they do not, or not in one table.
fn placed(stream: &Stream<'_>, heads: &[Head], end: usize) -> Option<Vec<Slot>> {
    let segment = |head: &Head| stream.letters[head.begin].at.segment;
    let leaves = || heads.iter().filter(|head| head.leaf.is_some());
    let first = leaves().map(segment).min()?;
    let piece = stream.segments[first].piece;
    let same = |head: &&Head| {
        let segment = &stream.segments[segment(head)];
        segment.bounded && segment.piece == piece
    };
    if !leaves().all(|head| same(&head)) {
        return None;
    }
    let until = stream.begin(end).segment;
    let own: Vec<&Head> = heads.iter().filter(same).collect();
    let cells = match stream.cell(first) {
        Some(_) => above_values(stream, &own, first, until)?,
        None => {
            // A line of cells: all of them behind the corner.
            let corner = own.iter().filter(|head| head.leaf.is_none());
            let corner = corner.map(|head| segment(head)).filter(|at| *at < first);
            let from = corner.max().map_or(first, |corner| corner + 1);
            let line = (from..until).take_while(|at| stream.segments[*at].piece == piece);
            line.collect()
        }
    };
    let slots = cells.into_iter().map(|at| match named(stream, &own, at) {
        Some(column) => Slot::Column(column),
        None if stream.segments[at].text.trim().is_empty() => Slot::Empty,
        None => Slot::Other,
    });
    Some(slots.collect())
}

/// The column that the head in this cell names, with at most two letters before its label
/// and not more others than it has.
fn named(stream: &Stream<'_>, heads: &[&Head], at: usize) -> Option<usize> {
    let inside = |letter: usize| stream.letters[letter].at.segment == at;
    let mut leaves = heads.iter().filter(|head| head.leaf.is_some());
    let head = leaves.find(|head| inside(head.begin))?;
    let before = (0..head.begin).rev().take_while(|one| inside(*one)).count();
    let behind = (head.end..stream.letters.len()).take_while(|one| inside(*one));
    let others = before + behind.count();
    let sound = before <= 2 && others <= head.end - head.begin;
    head.leaf.filter(|_| sound)
}

/// The lowest cell of each column of a grid that is a column of values.
fn above_values(
    stream: &Stream<'_>,
    heads: &[&Head],
    first: usize,
    until: usize,
) -> Option<Vec<usize>> {
    let (from, top) = corner_of_values(stream, heads, first)?;
    let piece = stream.segments[first].piece;
    let mut lowest: Vec<(usize, usize, usize)> = Vec::new();
    let numbers = (0..until).filter(|at| stream.segments[*at].piece == piece);
    for at in numbers {
        let cell = stream.cell(at)?;
        if cell.column < from || cell.row < top {
            continue;
        }
        // Where no cells are merged, as in a text with commas, blank ones stand below a head
        // that reaches over several rows.
        let is_blank = |at: usize| stream.segments[at].text.trim().is_empty();
        let same = |(column, width, head): &(usize, usize, usize)| {
            (*column, *width) == (cell.column, cell.columns) && !is_blank(*head)
        };
        if is_blank(at) && lowest.iter().any(same) {
            continue;
        }
        lowest.retain(|(column, width, _)| {
            cell.column >= column + width || *column >= cell.column + cell.columns
        });
        lowest.push((cell.column, cell.columns, at));
    }
    lowest.sort_unstable();
    Some(lowest.into_iter().map(|(_, _, at)| at).collect())
}

/// The first column and the first row of a grid that may hold heads of values.
fn corner_of_values(stream: &Stream<'_>, heads: &[&Head], first: usize) -> Option<(usize, usize)> {
    let cell = |head: &&&Head| stream.cell(stream.letters[head.begin].at.segment);
    let row = stream.cell(first)?.row;
    // The values begin behind the corner, or below the first head.
    let corners = heads
        .iter()
        .filter(|head| head.title)
        .filter_map(|one| cell(&one));
    let corners = corners.filter(|cell| cell.row + cell.rows > row);
    let corner = corners.map(|cell| cell.column + cell.columns).max();
    let others = || {
        heads
            .iter()
            .filter(|head| !head.title)
            .filter_map(|one| cell(&one))
    };
    let leftmost = others().map(|cell| cell.column).min()?;
    let top = others().map(|cell| cell.row).min()?;
    let from = corner
        .filter(|corner| *corner <= leftmost)
        .unwrap_or(leftmost);
    Some((from, top))
}

/// Whether words that are no heads of the form stand among the heads, behind the corner.
fn has_others(stream: &Stream<'_>, heads: &[Head], end: usize) -> bool {
    let title = heads.iter().rfind(|head| head.title);
    let first = heads.iter().find(|head| head.leaf.is_some());
    let (Some(first), Some(last)) = (title.or(first), heads.last()) else {
        return false;
    };
    let mut at = first.end;
    let mut others = 0;
    let ends = heads.iter().filter(|head| head.begin >= first.end);
    for next in ends.map(|head| head.begin).chain([end.max(last.end)]) {
        others += other_letters(stream, at, next);
        let head = heads.iter().find(|head| head.begin == next);
        at = head.map_or(next, |head| head.end);
    }
    others >= 2
}

/// How many letters stand between two, but notes in brackets and the unit of the table.
fn other_letters(stream: &Stream<'_>, from: usize, to: usize) -> usize {
    if from >= to {
        return 0;
    }
    let mut depth = 0usize;
    let mut text = String::new();
    let between = stream.between(stream.end_before(from), stream.begin(to));
    for c in between.flat_map(|(_, _, text)| text.chars().chain([' '])) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => text.push(c),
            _ => {}
        }
    }
    let words = text.split_whitespace();
    let words = words.filter(|word| !word.trim_start_matches(['|', '《']).starts_with("单位"));
    words
        .map(|word| word.chars().filter(|c| c.is_alphabetic()).count())
        .sum()
}
