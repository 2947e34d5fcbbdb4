//! The words of one line, with white space as a browser shows it.

use crate::import::source::plain;
use crate::prose::{is_cjk, is_cjk_punctuation};

/// A line that is being put together.
#[derive(Default)]
pub struct Words {
    text: String,
    gap: Option<Gap>,
    preformatted: bool,
}

/// White space that is shown if something follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    /// The page's source goes on in its next line.
    Break,
}

impl Words {
    /// Adds words of the source in which white space means no more than a space.
    pub fn flow(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '\n' | '\r' if self.gap.is_none() => self.gap = Some(Gap::Break),
                '\n' | '\r' => {}
                ' ' | '\t' | '\u{C}' if self.gap == Some(Gap::Break) => {}
                ' ' | '\t' | '\u{C}' => self.gap = Some(Gap::Space),
                c => {
                    self.close_gap(c);
                    self.text.push(if c == '\u{A0}' { ' ' } else { c });
                }
            }
        }
    }

    /// Adds words as they stand, without line ends.
    pub fn exactly(&mut self, words: &str) {
        self.preformatted = true;
        if let Some(first) = words.chars().next() {
            self.close_gap(first);
            self.text.push_str(words);
        }
    }

    fn close_gap(&mut self, next: char) {
        let is_wide = |c: char| is_cjk(c) || is_cjk_punctuation(c);
        let Some(last) = self.text.chars().next_back() else {
            self.gap = None;
            return;
        };
        match self.gap.take() {
            // Word breaks the lines of its pages between any two characters.
            Some(Gap::Break) if is_wide(last) && is_wide(next) => {}
            Some(_) if last != ' ' => self.text.push(' '),
            _ => {}
        }
    }

    /// The line, which ends here; `None` if there is nothing to see in it.
    pub fn take(&mut self) -> Option<String> {
        let words = std::mem::take(self);
        let text = match words.preformatted {
            true => plain::trimmed(&words.text),
            false => words.text.trim(),
        };
        (!text.trim().is_empty()).then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_what_a_browser_shows() {
        let line = |parts: &[&str]| {
            let mut words = Words::default();
            parts.iter().for_each(|part| words.flow(part));
            words.take()
        };
        assert_eq!(
            line(&["  甲\n", "  乙 ", " 丙"]).as_deref(),
            Some("甲乙 丙")
        );
        assert_eq!(
            line(&["a\r\n", "b", "\u{A0}\u{A0}c\u{A0}"]).as_deref(),
            Some("a b  c")
        );
        assert_eq!(line(&["1", "2 ", "3"]).as_deref(), Some("12 3"));
        assert_eq!(line(&["\u{3000}\u{A0} ", "\n"]), None);
    }
}
