//! White space in Chinese text: what somebody typed, and what a layout left.

use crate::prose::numerals::is_chinese;
use crate::prose::odd::{self, Odd};
use crate::prose::{is_cjk, is_wide_punctuation};

/// A text without white space beside Han characters: for titles and names, which are
/// broken over lines and padded.
pub fn joined(text: &str) -> String {
    without(text, |before, after| beside(before) || beside(after))
}

/// A paragraph as it is written: odd spaces are ordinary ones, characters that take no
/// room are gone, and before a mark of Chinese text there is no space.
pub fn tidy(text: &str) -> String {
    let mut ordinary = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match odd::odd(c) {
            Some(Odd::Space) => ordinary.push(' '),
            Some(Odd::Invisible) => {
                if odd::belongs(ordinary.chars().next_back(), c, letters.peek().copied()) {
                    ordinary.push(c);
                }
            }
            _ if c.is_whitespace() => ordinary.push(' '),
            _ => ordinary.push(c),
        }
    }
    without(&ordinary, |before, after| {
        let numeral = "(（".contains(before) && is_chinese(after);
        let marked = is_wide_punctuation(after) && is_cjk(before);
        numeral || marked || is_wide_punctuation(before) && is_cjk(after)
    })
}

/// A text in which single spaces stand for white space, but for that between two
/// characters of which `drop` says so.
fn without(text: &str, drop: impl Fn(char, char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.trim().chars() {
        if c.is_whitespace() || c == '\u{a0}' {
            space = true;
            continue;
        }
        if let (true, Some(before)) = (space, out.chars().next_back())
            && !drop(before, c)
        {
            out.push(' ');
        }
        space = false;
        out.push(c);
    }
    out
}

fn beside(c: char) -> bool {
    is_cjk(c) || is_wide_punctuation(c)
}

/// Whether a character ends a sentence, or closes one.
pub fn ends_sentence(c: char) -> bool {
    "。！？；：!?;…".contains(c)
}

/// The text without closing quotes and brackets ends a sentence.
pub fn is_ended(text: &str) -> bool {
    let text = text.trim_end();
    let inner = text.trim_end_matches(['”', '’', '）', ')', '》', '"']);
    inner.ends_with(ends_sentence) || inner.ends_with('〕')
}

/// Whether a text is a sentence or a part of one, and not a name or a label.
pub fn is_sentence(text: &str) -> bool {
    text.chars().count() > 40 || text.contains(['。', '，', '；', '！', '？', ',', ';', '〕'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_kept_where_somebody_may_mean_it() {
        assert_eq!(
            joined("甲局2022年度 政府信息 公开"),
            "甲局2022年度政府信息公开"
        );
        assert_eq!(
            tidy("　收到 1件 。\u{200b} 张三 李四"),
            "收到 1件。张三 李四"
        );
        assert_eq!(tidy("A\u{a0}\u{a0}B"), "A B");
        assert!(is_ended("完成。”") && !is_ended("完成，"));
    }
}
