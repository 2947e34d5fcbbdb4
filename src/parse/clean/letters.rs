//! Greek and Cyrillic letters that stand for Latin ones: `ОА` typed with two
//! Cyrillic letters looks like `OA`, and nobody who searches for it finds it.
//!
//! The page shows them as they are typed: unlike characters that nobody sees,
//! they are letters that somebody wrote, and only a person knows which were
//! meant.

use crate::prose::in_address;
use crate::prose::odd::latin;

/// A letter of another script where a Latin one must be meant.
#[derive(Debug)]
pub(super) struct Letter {
    pub at: usize,
    pub c: char,
    pub latin: char,
    /// Whether it may be replaced: not in addresses and code, where every
    /// character counts.
    pub plain: bool,
}

/// All of them, in order. Linear.
pub(super) fn find(text: &str) -> Vec<Letter> {
    // Nearly no text has a letter of these scripts.
    if !text.bytes().any(|byte| matches!(byte, 0xCE..=0xD4)) {
        return Vec::new();
    }
    let is_russian = text.chars().any(|c| is_cyrillic(c) && latin(c).is_none());
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let start = at + rest.find(is_letter).unwrap_or(rest.len());
        let rest = &text[start..];
        let end = start + rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        at = end;
        if stands_for_latin(&text[start..end], is_russian) {
            let plain = !may_be_code(&text[..start]) && !in_address(text, start);
            let word = text[start..end].char_indices();
            found.extend(word.filter_map(|(at, c)| {
                Some(Letter {
                    at: start + at,
                    c,
                    latin: latin(c)?,
                    plain,
                })
            }));
        }
    }
    found
}

/// Whether what follows may be code: a backtick stands before it in its
/// paragraph, which spans of code may go through line by line, or a fence is
/// open. Linear in the text before; only the rare letters found here ask.
fn may_be_code(before: &str) -> bool {
    let is_fence = |line: &&str| {
        let line = line.trim_start_matches(is_prefix);
        line.starts_with("```") || line.starts_with("~~~")
    };
    let mut lines = before.rsplit('\n');
    let line = lines.next().unwrap_or_default();
    let mut paragraph = lines.take_while(|line| !line.trim().is_empty());
    let open = before.split('\n').filter(is_fence).count() % 2 == 1;
    open || line.contains('`') || paragraph.any(|line| line.contains('`'))
}

/// Whether it may stand before the fence of code in a quote or a list.
fn is_prefix(c: char) -> bool {
    c.is_ascii_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')')
}

/// Whether a word can only be meant as a Latin one: all its letters are drawn
/// like Latin ones, and some are Latin, or none is of a language's own.
fn stands_for_latin(word: &str, is_russian: bool) -> bool {
    let drawn_alike = word.chars().all(|c| c.is_ascii() || latin(c).is_some());
    let mixed = word.contains(|c: char| c.is_ascii_alphabetic());
    let foreign = word.chars().filter(|c| !c.is_ascii()).count();
    let cyrillic = word.chars().all(is_cyrillic);
    drawn_alike && foreign > 0 && (mixed || !is_russian && (cyrillic || foreign > 1))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{370}'..='\u{3ff}') || is_cyrillic(c)
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_that_must_be_meant_as_latin_are_found() {
        let found =
            |text: &str| -> String { find(text).iter().map(|letter| letter.latin).collect() };
        for (text, latin) in [
            ("使用ОА系统", "OA"),
            ("使用OА系统", "A"),
            ("Еxcel 表", "E"),
            ("ΑPP", "A"),
            ("ΑΤΜ机", "ATM"),
        ] {
            assert_eq!(found(text), latin, "{text}");
        }
        for text in [
            "α、β 射线",
            "Α类",
            "50kΩ",
            "ΔT",
            "μg/m",
            "Россия",
            "на русском ОС",
            "OA",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
        assert!(find("见 а.pdf").iter().all(|letter| !letter.plain));
        for code in [
            "`ОА`",
            "`\nОА`",
            "``ОА``",
            "```\n\nОА\n```",
            "- ~~~\n  甲\n\n  ОА",
        ] {
            assert!(find(code).iter().all(|letter| !letter.plain), "{code}");
        }
        for plain in ["ОА", "`甲`\n\nОА", "```\n甲\n```\n\nОА"] {
            assert!(find(plain).iter().all(|letter| letter.plain), "{plain}");
        }
    }
}
