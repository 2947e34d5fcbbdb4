//! What stands in a table and has no place in the form.

use super::chain::Pick;
use super::labels::{Labels, Mark};
use super::stream::{Position, Stream};
use super::tokens::Token;
use crate::import::reading::LeftOver;
use crate::prose::digit;

/// Words between two labels of a table that are no value: a note, or a row that the form
/// does not have.
pub fn unknown(stream: &Stream<'_>, from: Position, to: Position) -> Option<LeftOver> {
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

/// Whether these words are the heads of the table, printed once more on a new page.
pub fn repeated_heads(
    stream: &Stream<'_>,
    occurrences: &[Pick],
    labels: &Labels,
    mark: Mark,
    (from, to): (Position, Position),
) -> bool {
    let letter = |at: Position| stream.letters.partition_point(|letter| letter.at < at);
    let (begin, end) = (letter(from), letter(to));
    // They are sorted by their ends.
    let first = occurrences.partition_point(|pick| pick.end <= begin);
    let inside = occurrences[first..]
        .iter()
        .take_while(|pick| pick.end <= end);
    let heads = inside.filter(|pick| {
        let own = labels.all[pick.label].mark;
        let head = matches!(own, Mark::Title(_) | Mark::Column { .. });
        head && own.table() == mark.table() && pick.begin >= begin
    });
    let mut heads: Vec<(usize, usize)> = heads.map(|pick| (pick.begin, pick.end)).collect();
    heads.sort_unstable();
    let mut reach = begin;
    for (begin, end) in heads {
        if begin > reach {
            return false;
        }
        reach = reach.max(end);
    }
    reach == end
}

/// The values behind a label as they stand in the file, with why they have no place.
pub fn left(stream: &Stream<'_>, pick: &Pick, tokens: &[Token], why: &str) -> LeftOver {
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
