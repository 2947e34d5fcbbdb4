//! Telephone numbers of a template, which nobody has: 0710-0000000,
//! 0710-1234567.

use std::ops::Range;

use super::Sought;
use super::around::{after, before, is_alphanumeric};

/// What stands for the number behind an area code.
const LOCAL: [&str; 4] = ["0000000", "00000000", "1234567", "12345678"];

pub(super) fn first(sought: &Sought<'_>) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let mut signs = sought.signs.iter().copied().peekable();
    while let Some((start, sign)) = signs.next() {
        if !sign.is_ascii_digit() {
            continue;
        }
        let mut end = start + 1;
        while let Some((at, sign)) = signs.next_if(|(at, c)| *at == end && is_part(*c)) {
            end = at + sign.len_utf8();
        }
        let alone = !is_alphanumeric(before(text, start)) && !is_alphanumeric(after(text, end));
        if alone && is_made_up(&text[start..end]) {
            return Some(start..end);
        }
    }
    None
}

fn is_part(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '－' | '—')
}

fn is_made_up(number: &str) -> bool {
    let Some((area, local)) = number.split_once(['-', '－', '—']) else {
        return false;
    };
    let area = area.starts_with('0') && (3..=4).contains(&area.len());
    area && LOCAL.contains(&local.trim_start_matches(['-', '－', '—']))
}
