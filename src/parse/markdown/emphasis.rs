//! Which `*` and `_` may make words bold, and which are characters.
//!
//! The parser's own rule asks whether a space or a mark stands beside a run.
//! Chinese writes no spaces and puts marks everywhere, so by that rule bold
//! words fail beside `。`, and `（____）`, `“*”` and `138****1234` lose their
//! signs. Here the marks themselves tell: nothing begins before `，` and
//! nothing ends after `（`.

use std::ops::Range;

use super::prepare::Prepared;
use super::stand_ins::{JOINT, LOW_LINE, STAR};
use crate::prose::{is_cjk, is_cjk_punctuation};

/// What stands on one side of a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// White space, or the end of the line.
    Space,
    Word,
    Opening,
    Closing,
    Other,
}

impl Side {
    fn of(c: Option<char>) -> Self {
        match c {
            None => Self::Space,
            Some(c) if c.is_whitespace() => Self::Space,
            Some(c) if c.is_alphanumeric() => Self::Word,
            Some('（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '［' | '｛' | '“' | '‘') => {
                Self::Opening
            }
            Some('(' | '[' | '{' | '<') => Self::Opening,
            Some('）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '］' | '｝' | '”' | '’') => {
                Self::Closing
            }
            Some('。' | '，' | '、' | '；' | '：' | '？' | '！' | '％' | '…') => {
                Self::Closing
            }
            Some(')' | ']' | '}' | '>' | ',' | '.' | ';' | ':' | '?' | '!' | '%') => Self::Closing,
            Some(_) => Self::Other,
        }
    }

    fn may_follow_opener(self) -> bool {
        matches!(self, Self::Word | Self::Opening | Self::Other)
    }

    fn may_precede_closer(self) -> bool {
        matches!(self, Self::Word | Self::Closing | Self::Other)
    }

    fn is_mark(self) -> bool {
        !matches!(self, Self::Space | Self::Word)
    }
}

impl Prepared {
    /// Writes a run of `*` or `_` so that the parser reads it as it is meant.
    pub(super) fn emphasis(
        &mut self,
        sign: char,
        run: Range<usize>,
        before: Option<char>,
        after: Option<char>,
    ) {
        let (left, right) = (Side::of(before), Side::of(after));
        if is_literal(sign, run.len(), left, right, [before, after]) {
            let stand_in = if sign == '*' { STAR } else { LOW_LINE };
            return run.for_each(|at| self.replace(stand_in, at..at + 1));
        }
        let chinese = |c: Option<char>| c.is_some_and(|c| is_cjk(c) || is_cjk_punctuation(c));
        // Between marks of Western text the parser's own rule holds.
        let any = chinese(before) || chinese(after);
        let (opens, closes) = (right.may_follow_opener(), left.may_precede_closer());
        // What is joined on one side counts as lying on the other.
        let join_left = left.is_mark() && (closes || !opens) && before != Some('\\');
        let join_right = right.is_mark() && (opens || !closes) && after != Some('\\');
        let bold = run.len() > 1;
        let joint = JOINT.to_string();
        if any && join_left && sign == '*' && (bold || !opens) {
            self.insert(&joint, run.start);
        }
        self.text.extend(std::iter::repeat_n(sign, run.len()));
        if any && join_right && sign == '*' && (bold || !closes) {
            self.insert(&joint, run.end);
        }
    }
}

/// Whether no emphasis is meant by a run.
fn is_literal(
    sign: char,
    length: usize,
    left: Side,
    right: Side,
    [before, after]: [Option<char>; 2],
) -> bool {
    let (opens, closes) = (right.may_follow_opener(), left.may_precede_closer());
    let alone = left == Side::Space && right == Side::Space;
    let inside = left == Side::Word && right == Side::Word;
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match sign {
        // A blank to fill in; three alone in a line are a rule.
        '_' if length > 2 => !(alone && length == 3),
        // `_` in a word never is emphasis.
        // Nor does it end after a mark that something must follow.
        '_' if !opens && before.is_some_and(|c| "：，、；:,;".contains(c)) => true,
        // A rule, or the bullet of a list.
        _ if alone => false,
        // What is masked: 138****1234, ***公司.
        '*' if length > 3 => true,
        // `5*6` and `2022年*和` are text; Chinese has no italics to lose.
        '*' if inside && length != 2 => true,
        '*' if inside && ascii(before) && ascii(after) => true,
        _ => !opens && !closes,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn bold_words_begin_and_end_beside_any_mark() {
        check("（**重点**）", "<p>（<strong>重点</strong>）</p>");
        check("，**重点**，", "<p>，<strong>重点</strong>，</p>");
        check(
            "**地址：**大街1号，**电话：**无",
            "<p><strong>地址：</strong>大街1号，<strong>电话：</strong>无</p>",
        );
        check(
            "“**甲**”、“**乙**”",
            "<p>“<strong>甲</strong>”、“<strong>乙</strong>”</p>",
        );
        check("__重点__，后", "<p><strong>重点</strong>，后</p>");
        check("a **b** c", "<p>a <strong>b</strong> c</p>");
    }

    #[test]
    fn signs_without_a_partner_stay() {
        for text in [
            "地址：____，电话：____。",
            "（____）和（____）",
            "第____条，第____条",
            "____年____月____日",
            "“*”和“*”",
            "（*）、（*）",
            "（**）和（**）",
            "甲：*，乙：*。",
            "张**、李**。",
            "138****1234，139****5678",
            "****局和****局",
            "***公司和***公司",
            "3**12和32**12",
            "甲：__，乙：__。",
            "____",
            "（_）和（_）",
        ] {
            check(text, &format!("<p>{text}</p>"));
        }
        check("___", "<hr>");
        check("***", "<hr>");
        check("* 甲", "<ul>\n<li>甲</li>\n</ul>");
    }
}
