//! One walk over a text gathers what many rules ask of it: its letters, its
//! marks and digits, and whether a word may have been typed twice.

use crate::prose::sign_kinds::{GatherSigns, Signs};

use crate::check::char_set::{CharSet, Walker, slot};

/// The longest word that is looked for twice in a row, in letters.
pub const LONGEST: usize = 6;

/// Bytes of a Han letter.
const WIDTH: usize = 3;

/// What one walk over a text tells.
pub struct Reading {
    pub letters: CharSet,
    pub signs: Signs,
    /// A Han letter or a word of several may stand twice in a row, or 可 again
    /// soon behind 可; `false` is certain.
    pub echo: bool,
}

/// Remembers where each letter last stood; one for many texts, because it is
/// large and need not be emptied between them.
pub struct RepeatScan {
    last: Box<[usize; 1024]>,
    /// Where the next text begins, counted over all texts.
    begin: usize,
}

impl Default for RepeatScan {
    fn default() -> Self {
        Self {
            last: Box::new([0; 1024]),
            begin: WIDTH + 1,
        }
    }
}

impl RepeatScan {
    pub fn read(&mut self, text: &str) -> Reading {
        let mut walk = Walk {
            last: &mut self.last,
            begin: self.begin,
            bytes: text.as_bytes(),
            near: 0,
            echo: false,
            signs: GatherSigns::new(text),
        };
        let letters = CharSet::walk(text, &mut walk);
        let Walk { echo, signs, .. } = walk;
        self.begin += text.len();
        Reading {
            letters,
            signs: signs.signs,
            echo,
        }
    }
}

struct Walk<'w> {
    last: &'w mut [usize; 1024],
    begin: usize,
    bytes: &'w [u8],
    /// Where the last letter stood that had stood shortly before.
    near: usize,
    echo: bool,
    signs: GatherSigns<'w>,
}

impl Walker for Walk<'_> {
    #[inline]
    fn han(&mut self, at: usize, slot: u16) -> bool {
        const MAY: u16 = self::slot('可' as u32);
        let here = self.begin + at;
        let before = std::mem::replace(&mut self.last[usize::from(slot) % 1024], here);
        if before < self.begin {
            return true;
        }
        // The last two letters of a word that stands again both stood shortly
        // before.
        if here - before <= LONGEST * WIDTH {
            self.echo |= slot == MAY
                || here - before == WIDTH
                || self.near + WIDTH == here && again(&self.bytes[..at + WIDTH]);
            self.near = here;
        }
        false
    }

    #[inline]
    fn sign(&mut self, at: usize, c: char) {
        self.signs.sign(at, c);
    }
}

/// Whether a text ends in a word that stands twice in a row.
fn again(bytes: &[u8]) -> bool {
    (2..=LONGEST).any(|letters| {
        let width = letters * WIDTH;
        let start = bytes.len().checked_sub(2 * width);
        start.is_some_and(|start| {
            let (first, second) = bytes[start..].split_at(width);
            first == second
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::prose::signs;

    use super::*;

    proptest! {
        #[test]
        fn a_reading_tells_what_slower_ways_do(text in "([公开，1a（\u{4000}\u{9fff}é𠮷]|\\PC){0,40}") {
            let mut repeats = RepeatScan::default();
            for _ in 0..2 {
                let reading = repeats.read(&text);
                prop_assert_eq!(reading.letters, CharSet::of(&text));
                prop_assert!(signs(&text).eq(reading.signs.iter().copied()));
            }
        }
    }
}
