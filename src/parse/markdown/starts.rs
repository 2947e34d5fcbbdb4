//! What lines begin with: marks of enumerations, the bullets of word
//! processors, and signs before numbers that are no Markdown.

use std::ops::Range;

use super::stand_ins::{JOINT, STAR};
use crate::prose::is_cjk;
use crate::prose::numerals::numeral;
use crate::prose::ordinals::{Style, leading};

/// A mark that sets a line apart from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `一、`, `（一）`, `第一章`
    Heading,
    /// `1.`, `（1）`, `①`, `•`, `－`
    Item,
    /// What may also stand in a sentence: `1、2024年`, `第一，`.
    Doubtful,
}

/// What has to be done where a line begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// These bytes are a bullet, with the white space after it.
    Bullet(Range<usize>),
    /// What begins here is no Markdown, whatever it looks like.
    Text(usize),
    /// An item of a list as Markdown knows it.
    Item,
}

impl Start {
    /// The same, with its places counted from `at` bytes earlier.
    pub fn after(self, at: usize) -> Self {
        match self {
            Self::Bullet(range) => Self::Bullet(range.start + at..range.end + at),
            Self::Text(start) => Self::Text(start + at),
            Self::Item => Self::Item,
        }
    }
}

/// Bullets of word processors that say nothing; a list shows its own.
const BULLETS: [char; 21] = [
    '•', '●', '○', '◆', '◇', '■', '▪', '▫', '➢', '➤', '►', '▶', '▸', '◦', '‣', '⁃', '∙', '·', '❖',
    '\u{2666}', '\u{25aa}',
];
/// Letters that bullets of symbol fonts become when only text is copied;
/// a tab follows them.
const LETTERS: [char; 12] = ['l', 'n', 'o', 'p', 'q', 'u', 'v', 'w', 'Ø', 'ü', '§', '□'];
/// Signs that set lines apart and say something, so that they stay as typed.
const SIGNS: [char; 15] = [
    '□', '☑', '☒', '☐', '√', '✓', '✔', '★', '☆', '※', '◎', '＊', '＋', '△', '▲',
];

/// The mark that a line begins with.
pub(super) fn mark(line: &str) -> Option<Mark> {
    // `*姓名`, where a list was meant.
    if let Some(words) = line.strip_prefix(['*', STAR])
        && words.starts_with(is_cjk)
        && !words.contains(['*', STAR])
    {
        return Some(Mark::Item);
    }
    let text = line.trim_start_matches(['*', JOINT]);
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    match first {
        '[' | '［' | '【' | '〔' => citation(rest),
        // Most lines begin with a letter.
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '（' | '(' => {
            ordinal(text)
        }
        '0'..='9' | '０'..='９' => number(text),
        '第' => article(rest),
        _ if is_circled(first) => (!rest.starts_with(is_more)).then_some(Mark::Item),
        '－' | '—' | '–' | '-' | '+' => dash(rest).then_some(Mark::Item),
        _ if BULLETS.contains(&first) || SIGNS.contains(&first) || is_private(first) => {
            (!rest.is_empty()).then_some(Mark::Item)
        }
        _ => None,
    }
}

/// Whether a character is one of those that only a font of Word's has a
/// picture for.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// Whether a colon after these words ends the label of a footnote: `[^1]`.
pub(super) fn is_label(before: &str) -> bool {
    let label = before
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once("[^"));
    label.is_some_and(|(_, label)| {
        let odd = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '\\');
        !label.is_empty() && label.len() < 100 && !label.contains(odd)
    })
}

/// What to do where a line begins; `alone` answers whether the lines around it
/// begin otherwise.
pub(super) fn start(line: &str, alone: impl FnOnce(char) -> bool) -> Option<Start> {
    let mut at = 0;
    loop {
        at = line.len() - line[at..].trim_start_matches([' ', '\t']).len();
        let rest = &line[at..];
        let first = rest.chars().next()?;
        // Most lines begin with a letter.
        if is_cjk(first) {
            return None;
        }
        let after = &rest[first.len_utf8()..];
        let spaced = after.starts_with([' ', '\t']);
        match first {
            '>' | '-' | '+' if quantity(after, spaced) => {
                let sign = if spaced { alone(first) } else { first == '>' };
                return if sign {
                    Some(Start::Text(at))
                } else if spaced && first != '>' {
                    Some(Start::Item)
                } else {
                    None
                };
            }
            '>' => at += 1,
            '-' | '+' | '*' if spaced => {
                return match nested(&line[at + 1..]) {
                    Some(text) => Some(Start::Text(at + 1 + text)),
                    None => Some(Start::Item),
                };
            }
            '0'..='9' => return listed(rest, at),
            _ => return bullet(rest, first, after).map(|end| Start::Bullet(at..at + end)),
        }
    }
}

/// Whether what follows a sign is an amount: `90%`, ` 5 件`. After a space only
/// what is nothing else, because `- 2024年，…` is an item.
fn quantity(after: &str, spaced: bool) -> bool {
    let body = after.trim_start_matches([' ', '\t', '=', '＝']);
    let digits = body
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '０'..='９'));
    let number = &body[..body.len() - digits.len()];
    if !number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９')) {
        return body.starts_with(['%', '％']);
    }
    if !spaced {
        return true;
    }
    const LONGEST_UNIT: usize = 4;
    let unit = digits.trim().trim_end_matches(['。', '；', '，', '、']);
    let year = number.len() == 4 && unit.starts_with('年');
    let ends = number.ends_with(['.', ',']);
    !year && !ends && unit.chars().count() <= LONGEST_UNIT && !unit.starts_with(['、', '）', ')'])
}

/// Where, after a bullet, a number is that is no number of a list.
fn nested(after: &str) -> Option<usize> {
    let rest = after.trim_start_matches([' ', '\t']);
    match listed(rest, after.len() - rest.len())? {
        Start::Text(at) => Some(at),
        _ => None,
    }
}

/// A number with `. ` or `) ` after it, which Markdown takes for an item's.
/// It is one only if the list shows it as it was typed: no year, no
/// leading zero, no bracket.
fn listed(text: &str, at: usize) -> Option<Start> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut after = text[length..].chars();
    let mark = after.next().filter(|c| matches!(c, '.' | ')'))?;
    if after.next().is_some_and(|c| !matches!(c, ' ' | '\t')) {
        return None;
    }
    let plain = length <= 2 && !text.starts_with('0') && mark == '.';
    Some(if plain {
        Start::Item
    } else {
        Start::Text(at + length)
    })
}

/// The length of a bullet with the white space after it.
fn bullet(text: &str, first: char, after: &str) -> Option<usize> {
    let white = |c: char| {
        matches!(
            c,
            ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\u{2002}' | '\u{2003}'
        )
    };
    let words = after.trim_start_matches(white);
    let length = text.len() - words.len();
    let letter = LETTERS.contains(&first) && after.starts_with('\t') && words.starts_with(is_cjk);
    let other = |c: char| SIGNS.contains(&c) || BULLETS.contains(&c) || is_private(c);
    let sign = BULLETS.contains(&first) || is_private(first);
    // More such signs are boxes to tick, and a bar makes a row of a table.
    let list = letter || sign && !words.starts_with(other);
    let boxes = matches!(first, '■' | '○' | '●' | '□') || is_private(first);
    let odd = words.is_empty() || words.contains('|') || boxes && words.contains(other);
    (list && !odd).then_some(length)
}

fn ordinal(text: &str) -> Option<Mark> {
    let found = leading(text)?;
    let rest = text[found.range.end..].trim_start();
    let refers = match found.style {
        Style::ChineseParen => {
            let part = |word: char, whole: &[&str]| {
                rest.starts_with(word) && !whole.iter().any(|whole| rest.starts_with(whole))
            };
            part('项', &["项目"]) || part('款', &["款项"]) || part('目', &["目录", "目标"])
        }
        Style::ArabicParen => rest.starts_with(['号', '年', '月', '日', '条', '款', '项']),
        _ => false,
    };
    let shown = [
        "所示", "所列", "所述", "至（", "和（", "及（", "或（", "、（", "至(", "、(",
    ];
    let refers = refers || shown.iter().any(|word| rest.starts_with(word));
    let odd = rest.starts_with(['。', '，', '；', '）', ')']);
    if refers || odd {
        return None;
    }
    Some(match found.style {
        Style::Chinese | Style::ChineseParen => Mark::Heading,
        Style::Arabic | Style::ArabicParen => Mark::Item,
    })
}

/// `1.`, `1．`, `1、`, `1)` and `1）`.
fn number(text: &str) -> Option<Mark> {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let count = text[..text.len() - digits.len()].chars().count();
    let mut after = digits.trim_start_matches(JOINT).chars();
    let mark = after.next()?;
    let next = after.find(|c| !c.is_whitespace())?;
    let digit = next.is_ascii_digit() || matches!(next, '０'..='９');
    if matches!(next, '。' | '，' | '；' | '、' | '）' | ')') {
        return None;
    }
    match mark {
        // A year before a point and a space is escaped, so that it is shown as typed.
        '.' | '．' if digit || count > 4 => None,
        '、' if count > 2 => None,
        '、' if digit => Some(Mark::Doubtful),
        '.' | '．' | '、' => Some(Mark::Item),
        ')' | '）' if count <= 2 => Some(Mark::Item),
        _ => None,
    }
}

/// What follows 第: `一章`, `二条　`, `一，`.
fn article(rest: &str) -> Option<Mark> {
    let length = match numeral(rest) {
        Some((_, length)) => length,
        None => rest.bytes().take_while(u8::is_ascii_digit).count(),
    };
    let behind = &rest[length..];
    let mut after = behind.chars();
    match after.next()? {
        _ if length == 0 => None,
        '，' | '、' | '：' | ',' | ':' => Some(Mark::Doubtful),
        '章' | '节' | '编' => Some(Mark::Heading),
        '条' if after.next().is_some_and(char::is_whitespace) => Some(Mark::Item),
        _ => None,
    }
}

/// `[1] 甲`, an entry of a list of sources, without its first bracket.
fn citation(rest: &str) -> Option<Mark> {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let text = after.strip_prefix([']', '］', '】', '〕'])?;
    let next = text.chars().next()?;
    match next {
        _ if !(1..=3).contains(&digits) => None,
        _ if next.is_whitespace() => Some(Mark::Item),
        _ => next.is_alphanumeric().then_some(Mark::Doubtful),
    }
}

/// Whether a dash before this begins an item: no number, no second dash.
fn dash(rest: &str) -> bool {
    let next = rest.trim_start().chars().next();
    next.is_some_and(|c| {
        is_cjk(c) && !matches!(c, '０'..='９') || matches!(c, '《' | '“' | '（' | '【')
    })
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⒛' | '❶'..='➓' | '㈠'..='㈩' | '㊀'..='㊉' | '⓪'..='⓿')
}

/// Characters after a circled number that show that another follows.
fn is_more(c: char) -> bool {
    is_circled(c) || matches!(c, '、' | '，' | '。' | '；' | '）' | '～' | '~' | '-' | '—')
}
