//! The path through a site: `当前位置：首页 > 政务公开 > 年报`.

use crate::prose::past_space;

use super::chrome::word_at;
use super::scan::begins_with_any;
use super::stops::stop;

/// What a path through the site begins with.
const CRUMBS: &[&str] = &[
    "当前位置",
    "您当前所在位置",
    "您当前的位置",
    "您当前位置",
    "您现在的位置",
    "您现在所在的位置",
    "您现在所在位置",
    "您所在的位置",
    "您所在位置",
    "您的位置",
    "您的当前位置",
    "你的位置",
    "当前所在位置",
    "当前的位置",
    "所在位置",
    "现在位置",
    "现在的位置",
    "你现在的位置",
    "你当前的位置",
];

/// The path through the site that begins at a place.
pub fn crumbs_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if let Some((_, end)) = begins_with_any(rest, CRUMBS.iter().copied()) {
        let behind = past_space(rest, end);
        return rest[behind..]
            .starts_with([':', '：', '>', '»', '|'])
            .then(|| {
                let begin = behind + rest[behind..].chars().next().map_or(0, char::len_utf8);
                at + begin + stop_of_crumbs(&rest[begin..])
            });
    }
    let home = ["网站首页", "首页", "Home"];
    let (_, end) = begins_with_any(rest, home.into_iter())?;
    let behind = rest[end..].trim_start();
    behind
        .starts_with(['>', '»', '›', '/', '＞', '→', '-'])
        .then(|| at + end + stop_of_crumbs(&rest[end..]))
}

fn stop_of_crumbs(text: &str) -> usize {
    // The first word may be a button: 首页.
    let begin = past_space(text, 0);
    let word = text[begin..]
        .find(char::is_whitespace)
        .map_or(text.len(), |at| begin + at);
    let mut from = word;
    loop {
        let end = from + stop(&text[from..], false);
        let before = text[..end].trim_end();
        // What stands behind an arrow is the next step of the path.
        let is_step = before.ends_with(['>', '»', '›', '/', '＞', '→']);
        let is_link = end < text.len() && word_at(text, end).is_some();
        if !(is_step && is_link) {
            return end;
        }
        from = word_at(text, end).map_or(text.len(), |(end, _)| end);
    }
}
