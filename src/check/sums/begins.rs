//! Seeing at once that no list begins in a text.

use crate::check::char_set::{Haystack, Word, words};
use crate::prose::digit;
use crate::prose::sentences::ends_clause;

/// Where none of these stands, no list begins; `中` stands for 其中 too.
static SIGNS: [Word; 9] = words([
    "中",
    "（",
    "(",
    "包括",
    "涵盖",
    "分别",
    "含",
    "分为",
    "具体为",
]);

/// Those of the signs that stand in a block.
pub(super) fn signs_of(block: &Haystack<'_>) -> Vec<&'static str> {
    let signs = SIGNS.iter().filter(|sign| block.says(*sign));
    signs.map(|sign| sign.text).collect()
}

/// Whether a list may begin in a text, in which at most these signs
/// stand; `false` is certain.
pub(super) fn may_begin(text: &str, signs: &[&str]) -> bool {
    // 中 says so only in 其中, and where a clause or the words before a number
    // end in it. Most often it is a letter of 集中 or 中心.
    let ends = |at: usize| {
        let behind = text[at + "中".len()..].trim_start();
        behind.starts_with(|c| ends_clause(c) || digit(c).is_some()) || behind.is_empty()
    };
    signs.iter().any(|sign| match *sign {
        "中" => {
            let mut hits = text.match_indices('中');
            hits.any(|(at, _)| text[..at].ends_with('其') || ends(at))
        }
        sign => text.contains(sign),
    })
}
