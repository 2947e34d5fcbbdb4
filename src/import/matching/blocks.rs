//! Which labels of a chain stand in a table, and which are words of the text.

use super::chain::{Pick, is_heading};
use super::labels::{Labels, Mark};
use super::stream::Stream;
use crate::form::{Layout, Table};

/// The most letters that are no label between two labels of one block.
const BETWEEN: usize = 60;

/// The chain without mentions: a heading needs its number or a line of its own, a label
/// of a table stands among others of its table, with the heads of its columns or with most
/// of its labels. Linear in the chain and the occurrences.
pub fn without_mentions(
    stream: &Stream<'_>,
    labels: &Labels,
    chain: &[Pick],
    occurrences: &[Pick],
) -> Vec<Pick> {
    let tables: Vec<&'static Table> = labels.form.tables().collect();
    let others = others(stream, labels, occurrences);
    let headings = chain.iter().filter(|pick| is_heading(stream, labels, pick));
    let sound: Vec<Pick> = headings.copied().collect();
    let mut kept = Vec::with_capacity(sound.len());
    let mut start = 0;
    while start < sound.len() {
        let mut end = start + 1;
        while end < sound.len() && near(stream, &others, &sound[end - 1], &sound[end]) {
            end += 1;
        }
        let block = &sound[start..end];
        kept.extend(block.iter().filter(|pick| {
            let mark = labels.all[pick.label].mark;
            mark.table()
                .is_none_or(|table| stands(labels, block, table, tables[table]))
        }));
        start = end;
    }
    kept
}

/// How many letters before each are no part of the heads of a table, which a new page
/// repeats.
fn others(stream: &Stream<'_>, labels: &Labels, occurrences: &[Pick]) -> Vec<usize> {
    let mut heads = vec![false; stream.letters.len()];
    let head = |pick: &&Pick| {
        let mark = labels.all[pick.label].mark;
        matches!(mark, Mark::Title(_) | Mark::Column { .. })
    };
    for pick in occurrences.iter().filter(head) {
        heads[pick.begin..pick.end].fill(true);
    }
    let mut counts = vec![0];
    for head in heads {
        counts.push(counts[counts.len() - 1] + usize::from(!head));
    }
    counts
}

/// Whether little stands between two labels but values, heads and notes in brackets.
fn near(stream: &Stream<'_>, others: &[usize], before: &Pick, after: &Pick) -> bool {
    if others[after.begin] - others[before.end.min(after.begin)] <= BETWEEN {
        return true;
    }
    let mut depth = 0usize;
    let mut count = 0;
    let (from, to) = (stream.end_before(before.end), stream.begin(after.begin));
    for (_, _, text) in stream.between(from, to) {
        for c in text.chars() {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => depth = depth.saturating_sub(1),
                c if depth == 0 && c.is_alphabetic() => count += 1,
                _ => {}
            }
            if count > BETWEEN {
                return false;
            }
        }
    }
    true
}

fn stands(labels: &Labels, block: &[Pick], table: usize, about: &'static Table) -> bool {
    let of_table = |mark: &Mark| mark.table() == Some(table);
    let own = block.iter().map(|pick| labels.all[pick.label].mark);
    let own: Vec<Mark> = own.filter(of_table).collect();
    let all = labels.all.iter().map(|label| label.mark);
    let expected = all.filter(of_table).count();
    let row = |mark: &Mark| matches!(mark, Mark::Row { .. });
    let column = |mark: &&Mark| matches!(mark, Mark::Column { leaf: Some(_), .. });
    let columns = own.iter().filter(column).count();
    match about.layout {
        Layout::Block { .. } => {
            let title = own.iter().any(|mark| matches!(mark, Mark::Title(_)));
            own.iter().any(row) && (title || columns * 3 >= about.kinds.len() * 2)
        }
        // Many a text tells of requests in the words of the rows.
        Layout::Matrix { .. } => columns >= 3 || own.len() * 2 > expected,
        Layout::SingleRow => own.len() * 2 > expected,
    }
}
