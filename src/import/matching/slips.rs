//! Labels that are not letter for letter those of the form: mistyped, cut short,
//! lengthened. They are looked for only where the chain leaves room for them.

use super::chain::{Pick, is_heading, pick, within_one_cell};
use super::labels::{Labels, Mark};
use super::stream::Stream;

/// How many letters of a gap are looked at from its beginning and, again, at most.
const GAP: usize = 400;

/// At how many places of a gap a label is looked for. No report has as many lines.
const TRIES: usize = 3_000;

/// The chain with those labels that stand in its gaps with a slip. At most linear in the
/// labels times the letters of a gap.
pub fn with_slips(stream: &Stream<'_>, labels: &Labels, chain: &[Pick]) -> Vec<Pick> {
    let mut all: Vec<Pick> = Vec::with_capacity(chain.len());
    let mut from = 0;
    let mut next_label = 0;
    let ends = chain.iter().map(Some).chain([None]);
    for next in ends {
        let (to, label) = match next {
            Some(next) => (next.begin, next.label),
            None => (stream.letters.len(), labels.all.len()),
        };
        for wanted in next_label..label {
            if let Some(found) = search(stream, labels, wanted, from..to) {
                from = found.end;
                all.push(found);
            }
        }
        if let Some(next) = next {
            all.push(*next);
            from = next.end;
            next_label = next.label + 1;
        }
    }
    all
}

/// The best place of a label in a gap, if one is near enough.
fn search(
    stream: &Stream<'_>,
    labels: &Labels,
    label: usize,
    gap: std::ops::Range<usize>,
) -> Option<Pick> {
    let heading = matches!(labels.all[label].mark, Mark::Heading(_));
    // A heading may stand anywhere behind a long text, a label of a table near the others.
    let end = if heading {
        gap.end
    } else {
        gap.end.min(gap.start + GAP)
    };
    let mut best: Option<Pick> = None;
    let starts = (gap.start..end).filter(|at| begins(stream, labels, label, *at));
    for at in starts.take(TRIES) {
        for wording in &labels.all[label].wordings {
            let Some((length, slips)) = near(stream, wording, at, gap.end) else {
                continue;
            };
            if !within_one_cell(stream, at, at + length) {
                continue;
            }
            let found = pick(stream, labels, label, at, at + length, slips);
            if is_heading(stream, labels, &found)
                && best.is_none_or(|best| found.weight > best.weight)
            {
                best = Some(found);
            }
        }
    }
    best
}

/// Whether a word can begin here: at an edge, or behind the label's own number.
fn begins(stream: &Stream<'_>, labels: &Labels, label: usize, at: usize) -> bool {
    let letter = &stream.letters[at];
    if letter.c.is_ascii_digit() {
        return false;
    }
    let numbered = labels.all[label].ordinal.is_some_and(|ordinal| {
        at > 0 && !ordinal.is_ascii_digit() && stream.letters[at - 1].c == ordinal && letter.parted
    });
    match labels.all[label].mark {
        Mark::Heading(_) => numbered || letter.at.byte == 0,
        _ => numbered || letter.parted || at > 0 && stream.letters[at - 1].c.is_ascii_digit(),
    }
}

/// How many letters from here are the wording, and with how many slips: one letter more,
/// less or another. At most one in four, but one, and none in a word of two letters.
fn near(stream: &Stream<'_>, wording: &[char], at: usize, end: usize) -> Option<(usize, usize)> {
    let allowed = match wording.len() {
        0..3 => return None,
        length => (length / 4).clamp(1, 6),
    };
    let here = &stream.letters[at..end.min(at + wording.len() + allowed)];
    // Distances of the wording's beginnings to what has been read so far.
    let mut row: Vec<usize> = (0..=wording.len()).collect();
    let mut best: Option<(usize, usize)> = None;
    for (read, letter) in here.iter().enumerate() {
        let mut corner = row[0];
        row[0] = read + 1;
        for (column, wanted) in wording.iter().enumerate() {
            let changed = corner + usize::from(letter.c != *wanted);
            corner = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(corner + 1);
        }
        // No way on is near enough any more.
        if row.iter().all(|slips| *slips > allowed) {
            break;
        }
        let slips = row[wording.len()];
        if slips <= allowed && best.is_none_or(|(_, least)| slips < least) {
            best = Some((read + 1, slips));
        }
    }
    best
}
