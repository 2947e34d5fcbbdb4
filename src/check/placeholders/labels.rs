//! Ways to reach the unit that are named and not told: `电话：，邮编：。`

use std::ops::Range;

use crate::prose::is_cjk;

use super::Sought;
use super::around::is_space;

const LABELS: [&str; 9] = [
    "电话",
    "传真",
    "邮编",
    "邮政编码",
    "邮箱",
    "地址",
    "网址",
    "联系人",
    "办公时间",
];

/// Looks at colons: a text has few of them, and a label ends with one.
pub(super) fn first(sought: &Sought<'_>) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let mut colons = sought.signs.iter().filter(|(_, c)| is_colon(*c));
    colons.find_map(|(at, colon)| {
        let start = text[..*at].trim_end_matches(is_space).len();
        let start = start - label(&text[..start])?.len();
        let rest = &text[at + colon.len_utf8()..];
        nothing(sought, rest, start).then(|| start..text.len() - rest.len())
    })
}

fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':')
}

/// The label that a text ends with, and 号码 where that is part of it.
fn label(text: &str) -> Option<&str> {
    let name = text.trim_end_matches("号码");
    let label = LABELS.iter().find(|label| name.ends_with(**label))?;
    Some(&text[name.len() - label.len()..])
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
    let words = text.trim_start_matches(is_cjk);
    words.starts_with(is_colon) && label(&text[..text.len() - words.len()]).is_some()
}
