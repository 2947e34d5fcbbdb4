//! How texts and queries are made alike.
//!
//! What is published is shown as well, so it is folded only as far as a browser could not:
//! [`prepared`] leaves full-width punctuation, capitals and single spaces, which the browser
//! folds letter by letter, as [`folded`] does.

use unicode_normalization::UnicodeNormalization;

use crate::prose::{is_cjk, is_cjk_punctuation};

/// How far a full-width sign is from its twin in ASCII.
const WIDE: u32 = 0xFEE0;

/// The longest letter of a browser's text that is one unit of UTF-16.
const LAST_OF_PLANE: char = '\u{ffff}';

/// A text as it is published for the search: compatible forms are one, invisible letters
/// gone, white space between Chinese letters too. A line break ends a block, in which
/// alone a phrase is looked for. Linear in the text.
pub fn prepared(text: &str) -> String {
    let mut out = Prepared {
        text: String::with_capacity(text.len()),
        space: false,
    };
    if text.chars().all(is_plain) {
        text.chars().for_each(|letter| out.push(narrow(letter)));
        return out.text;
    }
    for part in text.split_inclusive(|letter| is_kept(letter) || letter == '\n') {
        // The normal form of a full-width mark would be ASCII.
        let kept = part.chars().next_back().filter(|letter| is_kept(*letter));
        let rest = kept.map_or(part, |kept| &part[..part.len() - kept.len_utf8()]);
        rest.nfkc().for_each(|letter| out.push(letter));
        kept.into_iter().for_each(|letter| out.push(letter));
    }
    out.text
}

/// Ordinary Chinese and ASCII, whose normal form is itself but for full-width letters.
fn is_plain(letter: char) -> bool {
    matches!(letter, '\n' | ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{3002}'
        | '《' | '》' | '“' | '”' | '\u{ff01}'..='\u{ff5e}')
}

/// Whether a sign is shown in full width although ASCII has its twin.
fn is_kept(letter: char) -> bool {
    matches!(letter, '\u{ff01}'..='\u{ff5e}') && !to_ascii(letter).is_ascii_alphanumeric()
}

fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' if !is_kept(letter) => to_ascii(letter),
        _ => letter,
    }
}

fn to_ascii(letter: char) -> char {
    char::from_u32(letter as u32 - WIDE).unwrap_or(letter)
}

struct Prepared {
    text: String,
    /// Whether white space stood before the next letter.
    space: bool,
}

impl Prepared {
    fn push(&mut self, letter: char) {
        if letter == '\n' {
            self.space = false;
            self.text.push('\n');
        } else if letter.is_whitespace() {
            self.space = true;
        } else if !is_dropped(letter) {
            if std::mem::take(&mut self.space) && self.keeps_space(letter) {
                self.text.push(' ');
            }
            self.push_letter(letter);
        }
    }

    /// White space is shown unless it begins a block or Chinese stands on both sides of it.
    fn keeps_space(&self, next: char) -> bool {
        let chinese = |letter: char| is_cjk(letter) || is_cjk_punctuation(letter);
        match self.text.chars().next_back() {
            None | Some('\n') => false,
            Some(last) => !(chinese(last) && chinese(next)),
        }
    }

    /// Capitals whose small letter is not one unit of a browser's text are made small here.
    fn push_letter(&mut self, letter: char) {
        if letter.is_ascii() || is_plain(letter) {
            self.text.push(letter);
            return;
        }
        let mut small = letter.to_lowercase();
        let first = small.next().filter(|small| *small <= LAST_OF_PLANE);
        match (letter, first) {
            ('ς', _) => self.text.push('σ'),
            (_, Some(_)) if small.next().is_none() => self.text.push(letter),
            _ => self.text.extend(letter.to_lowercase()),
        }
    }
}

/// Whether a letter is invisible, or only says how others look. A browser drops the same
/// from a query.
fn is_dropped(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// What a browser compares of a prepared text: without spaces, in half width and small.
pub fn folded(prepared: &str) -> impl Iterator<Item = char> + '_ {
    let letters = prepared.chars().filter(|letter| *letter != ' ');
    letters.map(|letter| match letter {
        '\u{4e00}'..='\u{9fff}' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        '\u{ff01}'..='\u{ff5e}' => to_ascii(letter).to_ascii_lowercase(),
        '\0'..='\u{7f}' => letter,
        // Prepared letters have one small letter.
        _ => letter.to_lowercase().next().unwrap_or(letter),
    })
}

/// Whether terms are made of a folded letter; what is none only divides them.
pub fn is_term(letter: char) -> bool {
    match letter {
        '\u{4e00}'..='\u{9fff}' | '0'..='9' | 'a'..='z' => true,
        '\0'..='\u{bf}' | '\u{2000}'..='\u{2bff}' => false,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' => false,
        '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffff}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        folded(&prepared(text)).collect()
    }

    #[test]
    fn texts_stay_readable_and_fold_to_one_form() {
        let text = "　根据《条例》，２０２４ 年\u{3000}ＡＢ 公\u{200b} 开。\n 第 ⼀ 项（①）";
        let shown = "根据《条例》，2024 年 AB 公开。\n第一项（1）";
        assert_eq!(prepared(text), shown);
        assert_eq!(fold(text), "根据《条例》,2024年ab公开。\n第一项(1)");
        assert_eq!(prepared(&prepared(text)), shown);
    }

    #[test]
    fn plain_letters_are_prepared_as_all_others_are() {
        for letter in ('\0'..='\u{ffff}').filter(|letter| is_plain(*letter)) {
            let quick = prepared(&format!("甲{letter}a"));
            // The last letter sends the text the other way.
            let other = prepared(&format!("甲{letter}aé"));
            assert_eq!(Some(quick.as_str()), other.strip_suffix('é'), "{letter:?}");
        }
    }

    #[test]
    fn every_letter_folds_to_one_that_folds_to_itself() {
        for letter in '\0'..=char::MAX {
            let once = fold(&letter.to_string());
            assert_eq!(fold(&once), once, "{letter:?}");
            let shown = prepared(&letter.to_string());
            for one in shown.chars() {
                let small: Vec<char> = one.to_lowercase().collect();
                let units = |letter: char| letter.len_utf16();
                assert!(
                    small.len() == 1 && units(small[0]) == units(one),
                    "{letter:?}"
                );
                assert!(one.len_utf16() == 1 || small[0] == one, "{letter:?}");
            }
        }
    }
}
