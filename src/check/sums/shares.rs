//! Percentages beside a list: `占 25%` follows from the numbers before it.

use std::ops::Range;

use crate::prose::figures::{Figure, plain};

use super::{List, Read};

/// A share that does not follow from the numbers beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongShare {
    /// Bytes of the block.
    pub range: Range<usize>,
    pub stated: String,
    pub part: i64,
    pub whole: i64,
}

/// The wrong shares of one sentence, each against the list that it follows.
pub(super) fn shares(one: &Read<'_>, sentence: usize, lists: &[List<'_>]) -> Vec<WrongShare> {
    let mut found = Vec::new();
    for (at, figure) in one.figures().iter().enumerate() {
        let Some((subject, _)) = figure.lead.split_once('占') else {
            continue;
        };
        if figure.measure != "%"
            || figure.rough
            || figure.lead_has(&["同比", "较上", "比上", "提高"])
        {
            continue;
        }
        // Lists stand in the order of their sentences.
        let from = lists.partition_point(|list| list.sentence + 1 < sentence);
        let near = lists[from..]
            .iter()
            .take_while(|list| list.sentence <= sentence);
        let mut wrong = None;
        for list in near {
            let parts = subjects(list, plain(subject), one.figures()[..at].last());
            let sum: i64 = parts.iter().sum();
            if parts.is_empty() || list.open && list.parts.len() < 2 {
                continue;
            }
            let mut wholes = vec![list.total.count, list.sum()];
            wholes.extend(&list.before);
            if wholes.iter().any(|whole| fits(figure, sum, *whole)) {
                wrong = None;
                break;
            }
            wrong.get_or_insert(WrongShare {
                range: one.sentence.start + figure.range.start
                    ..one.sentence.start + figure.range.end,
                stated: one.sentence.text[figure.range.clone()].to_owned(),
                part: sum,
                whole: list.total.count,
            });
        }
        found.extend(wrong);
    }
    found
}

/// The parts that a share's subject names; with no subject of its own, the
/// figure right before it.
fn subjects(list: &List<'_>, subject: &str, last: Option<&Figure<'_>>) -> Vec<i64> {
    let parts = list.parts.iter();
    if subject.is_empty() {
        let same = |part: &&Figure<'_>| last.is_some_and(|last| last == *part);
        return parts.filter(same).map(|part| part.count).collect();
    }
    let named = |part: &&Figure<'_>| {
        let words = plain(part.lead);
        let end = ["政府信息", "信息", "数"]
            .iter()
            .filter_map(|word| words.find(word))
            .min();
        let key = words[..end.unwrap_or(words.len())].trim_start_matches("作为");
        key.chars().count() >= 2 && subject.contains(key)
    };
    parts.filter(named).map(|part| part.count).collect()
}

/// Whether a percentage is what its numbers give, to what it is rounded to.
fn fits(share: &Figure<'_>, part: i64, whole: i64) -> bool {
    let rounding = if share.decimals == 0 { 0.5 } else { 0.05 };
    whole > 0 && (100.0 * part as f64 / whole as f64 - share.value).abs() <= rounding + 1e-6
}
