//! Ways to reach the body that are named and not told: `电话：，邮编：。`

use std::ops::Range;

use crate::check::letters::List;

use crate::text::is_cjk;

use super::{Sought, is_space};

static LABELS: List<9> = List::new([
    "电话",
    "传真",
    "邮编",
    "邮政编码",
    "邮箱",
    "地址",
    "网址",
    "联系人",
    "办公时间",
]);

pub(super) fn first(sought: &Sought<'_>) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let found = LABELS.among(&sought.phrase.letters).filter_map(|label| {
        let mut hits = sought.phrase.hits(label);
        let empty = |at: usize| {
            let rest = text[at + label.text.len()..].trim_start_matches("号码");
            let rest = rest
                .trim_start_matches(is_space)
                .strip_prefix(['：', ':'])?;
            nothing(sought, rest, at).then(|| at..text.len() - rest.len())
        };
        hits.find_map(empty)
    });
    found.min_by_key(|range| range.start)
}

/// Whether nothing is told behind a label.
fn nothing(sought: &Sought<'_>, rest: &str, label: usize) -> bool {
    let told = rest.trim_start_matches(|c| is_space(c) || c == '\n');
    let Some(first) = told.chars().next() else {
        if sought.pictured {
            return false;
        }
        let last_of_many = sought.phrase.text[..label].contains(['：', ':']);
        return last_of_many || !sought.cell && sought.next.is_none_or(labelled);
    };
    labelled(told) || "，。；、）,;)".contains(first)
}

/// Whether a text begins with a label of its own.
fn labelled(text: &str) -> bool {
    let ends = ["：", ":"].iter().filter_map(|colon| text.find(colon));
    let label = ends.min().map(|end| text[..end].trim_end_matches("号码"));
    let known = |label: &str| LABELS.words.iter().any(|word| label.ends_with(word.text));
    label.is_some_and(|label| label.chars().all(is_cjk) && known(label))
}
