//! Seeing at once that a word is not there.
//!
//! Rules look for hundreds of words, and in most texts none of them stands.
//! The letters of a text are gathered once; a word that has another letter
//! need not be looked for.

/// The letters of a text as a small set. ASCII has a bit each, other letters
/// share theirs: "no" is certain, "yes" means that it is worth looking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters([u64; 18]);

impl Letters {
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            let (word, bit) = slot(c);
            letters.0[word] |= bit;
        }
        letters
    }

    /// Takes in the letters of another text.
    pub fn join(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own |= more;
        }
    }

    /// Whether a letter may stand in the text; `false` is certain.
    pub fn have(&self, c: char) -> bool {
        let (word, bit) = slot(c);
        self.0[word] & bit != 0
    }

    /// Whether a word may stand in the text; `false` is certain.
    pub fn spell(&self, word: &str) -> bool {
        word.chars().all(|c| self.have(c))
    }
}

/// The place of a letter in the set: which of its numbers, and the bit.
fn slot(c: char) -> (usize, u64) {
    let code = c as u32;
    let at = if code < 128 {
        code
    } else {
        128 + (code.wrapping_mul(0x9E37_79B1) >> 22)
    };
    ((at / 64) as usize, 1 << (at % 64))
}

/// A stretch of text in which many words are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Phrase<'t> {
    pub text: &'t str,
    pub letters: Letters,
}

impl<'t> Phrase<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            letters: Letters::of(text),
        }
    }

    pub fn says(&self, word: &str) -> bool {
        self.letters.spell(word) && self.text.contains(word)
    }

    /// Whether any of the words stands in it.
    pub fn says_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.says(word))
    }

    /// Where a word first stands.
    pub fn find(&self, word: &str) -> Option<usize> {
        let at = || self.text.find(word);
        self.letters.spell(word).then(at).flatten()
    }

    /// Every place where a word stands, without overlaps.
    pub fn hits(&self, word: &str) -> impl Iterator<Item = usize> {
        let hits = || self.text.match_indices(word).map(|(at, _)| at);
        self.letters.spell(word).then(hits).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_missing_letter_is_seen() {
        let phrase = Phrase::new("全年收到申请3件");
        assert!(phrase.says("收到申请") && phrase.says_any(&["复议", "3件"]));
        assert!(!phrase.letters.spell("<") && !phrase.letters.spell("申请4件"));
        // All letters are there, the word is not.
        assert!(phrase.letters.spell("请申") && !phrase.says("请申"));
        let at = "全年收到".len();
        assert_eq!((phrase.find("申请"), phrase.find("复议")), (Some(at), None));
        assert_eq!(phrase.hits("申请").collect::<Vec<_>>(), [at]);
    }

    proptest! {
        #[test]
        fn no_word_of_a_text_is_ever_missed(before in "\\PC{0,40}", word in "\\PC{1,8}", after in "\\PC{0,40}") {
            let text = format!("{before}{word}{after}");
            let mut joined = Letters::of(&before);
            joined.join(&Letters::of(&word));
            prop_assert!(Phrase::new(&text).says(&word) && joined.spell(&word));
        }
    }
}
