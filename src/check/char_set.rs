//! Seeing at once that a word is not there.
//!
//! Rules look for hundreds of words, and in most texts none of them stands.
//! The letters of a text are gathered once; a word that has another letter
//! need not be looked for.

/// The letters of a text as a small set. ASCII has a bit each, other letters
/// share theirs: "no" is certain, "yes" means that it is worth looking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharSet([u64; 18]);

// What is asked of every letter of a report is marked to be put in line, also
// where the program is compiled in pieces.
impl CharSet {
    pub fn of(text: &str) -> Self {
        struct Gather;
        impl Walker for Gather {
            fn han(&mut self, _: usize, _: u16) -> bool {
                true
            }
            fn sign(&mut self, _: usize, _: char) {}
        }
        Self::walk(text, &mut Gather)
    }

    /// The letters of a text, each told to the walker on the way.
    pub fn walk(text: &str, walker: &mut impl Walker) -> Self {
        let mut letters = Self::default();
        let mut rest = text.as_bytes();
        loop {
            let at = text.len() - rest.len();
            // Most letters are Han and take three bytes: they need no decoding.
            if let [0xE4..=0xE9, second, third, behind @ ..] = rest {
                let slot = han_slot(*second, *third);
                if walker.han(at, slot) {
                    letters.put(slot);
                }
                rest = behind;
                continue;
            }
            let Some(c) = text[at..].chars().next() else {
                return letters;
            };
            letters.put(slot(c as u32));
            walker.sign(at, c);
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Takes in the letters of another text.
    pub fn join(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own |= more;
        }
    }

    /// Whether a letter may stand in the text; `false` is certain.
    #[inline]
    pub fn have(&self, c: char) -> bool {
        self.has(slot(c as u32))
    }

    /// Whether a word may stand in the text; `false` is certain.
    pub fn spell(&self, word: &str) -> bool {
        word.chars().all(|c| self.have(c))
    }

    /// Whether a letter may stand in both texts; `false` is certain.
    #[inline]
    pub fn meet(&self, other: &Self) -> bool {
        let both = self.0.iter().zip(other.0).map(|(own, more)| own & more);
        // Without an early end, so that many are compared at once.
        both.fold(0, |all, both| all | both) != 0
    }

    #[inline]
    const fn put(&mut self, slot: u16) {
        self.0[slot as usize / 64] |= 1 << (slot % 64);
    }

    #[inline]
    fn has(&self, slot: u16) -> bool {
        self.0[usize::from(slot / 64)] & (1 << (slot % 64)) != 0
    }
}

/// Sees all letters of a text go by, with the bytes at which they begin.
pub trait Walker {
    /// A Han letter (U+4000 to U+9FFF) by its place in a set of letters.
    /// Answers whether it may be new in this text.
    fn han(&mut self, at: usize, slot: u16) -> bool;

    /// Any other letter: a mark, a digit and the like, as in `text::signs`.
    fn sign(&mut self, at: usize, c: char);
}

/// How many places there are.
pub const SLOTS: usize = 128 + 1024;

/// The place of a letter in the set. CharSet that share one lie a multiple of
/// 1,024 code points apart.
#[inline]
pub const fn slot(code: u32) -> u16 {
    if code < 128 {
        code as u16
    } else {
        128 + (code % 1024) as u16
    }
}

/// The place of a letter of three bytes: its first byte says nothing of it.
#[inline]
fn han_slot(second: u8, third: u8) -> u16 {
    128 + (u16::from(second & 0x0F) << 6 | u16::from(third & 0x3F))
}

/// The code point of the letter that begins at a byte of a text, and how many
/// bytes it has: `str::chars` for when the program is built.
const fn code(text: &[u8], at: usize) -> (u32, usize) {
    const fn low(text: &[u8], at: usize) -> u32 {
        (text[at] & 0x3F) as u32
    }
    let first = text[at] as u32;
    match text[at] {
        0..=0x7F => (first, 1),
        0x80..=0xDF => ((first & 0x1F) << 6 | low(text, at + 1), 2),
        0xE0..=0xEF => {
            let high = (first & 0x0F) << 12 | low(text, at + 1) << 6;
            (high | low(text, at + 2), 3)
        }
        0xF0..=0xFF => {
            let high = (first & 0x07) << 18 | low(text, at + 1) << 12;
            (high | low(text, at + 2) << 6 | low(text, at + 3), 4)
        }
    }
}

/// What can be looked for in a text.
pub trait Sought {
    fn text(&self) -> &str;

    /// Whether it may stand where these letters are; `false` is certain.
    fn may_stand(&self, letters: &CharSet) -> bool;
}

impl Sought for str {
    fn text(&self) -> &str {
        self
    }

    fn may_stand(&self, letters: &CharSet) -> bool {
        letters.spell(self)
    }
}

impl<W: Sought + ?Sized> Sought for &W {
    fn text(&self) -> &str {
        (*self).text()
    }

    #[inline]
    fn may_stand(&self, letters: &CharSet) -> bool {
        (*self).may_stand(letters)
    }
}

/// A word of a rule. Where its letters are in a set is worked out when the
/// program is built, because such words are looked for in every text.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub text: &'static str,
    /// Of its first letters; a shorter word says its last one again.
    slots: [u16; 4],
}

impl Word {
    pub const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let (mut slots, mut count, mut at) = ([0; 4], 0, 0);
        while count < slots.len() {
            if at < bytes.len() {
                let (code, length) = code(bytes, at);
                slots[count] = slot(code);
                at += length;
            } else {
                slots[count] = slots[count - 1];
            }
            count += 1;
        }
        Self { text, slots }
    }
}

impl Sought for Word {
    #[inline]
    fn text(&self) -> &str {
        self.text
    }

    #[inline]
    fn may_stand(&self, letters: &CharSet) -> bool {
        self.slots.iter().all(|slot| letters.has(*slot))
    }
}

/// A list of words of a rule.
pub const fn words<const N: usize>(texts: [&'static str; N]) -> [Word; N] {
    let mut words = [Word::new(" "); N];
    let mut at = 0;
    while at < N {
        words[at] = Word::new(texts[at]);
        at += 1;
    }
    words
}

/// Many words of a rule that mostly are looked for in a few words of a text,
/// where no letter is one that any of them begins with.
#[derive(Debug)]
pub struct List<const N: usize> {
    pub words: [Word; N],
    heads: CharSet,
}

impl<const N: usize> List<N> {
    pub const fn new(texts: [&'static str; N]) -> Self {
        let words = words(texts);
        let mut heads = CharSet([0; 18]);
        let mut at = 0;
        while at < N {
            heads.put(words[at].slots[0]);
            at += 1;
        }
        Self { words, heads }
    }

    /// Those of the words that may stand where these letters are.
    pub fn among(&self, letters: &CharSet) -> impl Iterator<Item = &Word> {
        let words: &[Word] = if letters.meet(&self.heads) {
            &self.words
        } else {
            &[]
        };
        words.iter().filter(|word| word.may_stand(letters))
    }
}

/// A stretch of text in which many words are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Haystack<'t> {
    pub text: &'t str,
    pub letters: CharSet,
}

impl<'t> Haystack<'t> {
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            letters: CharSet::of(text),
        }
    }

    pub fn says(&self, word: &(impl Sought + ?Sized)) -> bool {
        word.may_stand(&self.letters) && self.text.contains(word.text())
    }

    /// Whether any of the words stands in it.
    pub fn says_any(&self, words: &[impl Sought]) -> bool {
        words.iter().any(|word| self.says(word))
    }

    /// Whether any word of a list stands in it.
    pub fn says_one<const N: usize>(&self, list: &List<N>) -> bool {
        let mut may = list.among(&self.letters);
        may.any(|word| self.text.contains(word.text))
    }

    /// Where a word first stands.
    pub fn find(&self, word: &(impl Sought + ?Sized)) -> Option<usize> {
        let at = || self.text.find(word.text());
        word.may_stand(&self.letters).then(at).flatten()
    }

    /// Every place where a word stands, without overlaps.
    pub fn hits(&self, word: &Word) -> impl Iterator<Item = usize> {
        let hits = || self.text.match_indices(word.text).map(|(at, _)| at);
        word.may_stand(&self.letters)
            .then(hits)
            .into_iter()
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_missing_letter_is_seen() {
        let phrase = Haystack::new("全年收到申请3件");
        assert!(phrase.says("收到申请") && phrase.says_any(&["复议", "3件"]));
        assert!(!phrase.letters.spell("<") && !phrase.letters.spell("申请4件"));
        // All letters are there, the word is not.
        assert!(phrase.letters.spell("请申") && !phrase.says("请申"));
        let at = "全年收到".len();
        assert_eq!((phrase.find("申请"), phrase.find("复议")), (Some(at), None));
        assert_eq!(phrase.hits(&Word::new("申请")).collect::<Vec<_>>(), [at]);
    }

    #[test]
    fn places_are_worked_out_as_for_any_letter() {
        for text in ["a", "é", "年", "𠮷", "规范性文件", "a年𠮷é", "—件"] {
            let mut slots: Vec<u16> = text.chars().map(|c| slot(c as u32)).collect();
            let last = *slots.last().expect("no word is empty");
            slots.resize(slots.len().max(4), last);
            assert_eq!(Word::new(text).slots, slots[..4], "{text}");
        }
        let [first, second] = words(["甲", "乙"]);
        assert_eq!((first.text, second.text), ("甲", "乙"));
    }

    proptest! {
        #[test]
        fn no_word_of_a_text_is_ever_missed(before in "[甲乙1\\PC]{0,40}", word in "\\PC{1,8}", after in "\\PC{0,40}") {
            let text = format!("{before}{word}{after}");
            static LIST: List<3> = List::new(["甲乙", "1", "乙"]);
            let phrase = Haystack::new(&text);
            prop_assert_eq!(phrase.says_one(&LIST), LIST.words.iter().any(|one| text.contains(one.text)));
            let mut joined = CharSet::of(&before);
            joined.join(&CharSet::of(&word));
            prop_assert!(Haystack::new(&text).says(word.as_str()) && joined.spell(&word));
            prop_assert_eq!(CharSet::of(&text), text.chars().fold(joined, |mut letters, c| {
                letters.put(slot(c as u32));
                letters
            }));
        }
    }
}
