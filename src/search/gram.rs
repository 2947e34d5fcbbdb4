//! The terms of a text: pairs of neighbouring letters, and numbers and words of ASCII in
//! threes and fours.

use super::fold::is_term;

/// A term. Pairs compare by their letters; the order of others means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(u64);

/// How many bits a code point takes.
const POINT: u32 = 21;

/// Stands above the letters of three or four of ASCII.
const ASCII: u64 = 1 << (2 * POINT);

impl Gram {
    /// Two neighbours.
    pub fn pair(first: char, second: char) -> Self {
        Self((first as u64) << POINT | second as u64)
    }

    /// A letter that ends its run, which no browser asks for: with the pairs it tells
    /// where the letter stands.
    pub fn last(letter: char) -> Self {
        Self((letter as u64) << POINT)
    }

    /// Three or four letters of ASCII.
    fn ascii(letters: &[u8]) -> Self {
        let packed = letters
            .iter()
            .fold(0, |all, one| all << 8 | u64::from(*one));
        Self(ASCII | packed)
    }

    pub fn from_key(key: u64) -> Self {
        Self(key)
    }

    pub fn key(self) -> u64 {
        self.0
    }

    /// The first of a pair, or a last letter; `None` of others.
    pub fn first(self) -> Option<char> {
        (self.0 < ASCII).then(|| point(self.0 >> POINT))
    }

    /// Whether it is a last letter.
    pub fn is_last(self) -> bool {
        self.0 < ASCII && self.0 & ((1 << POINT) - 1) == 0
    }

    /// Adds its letters.
    pub fn write(self, out: &mut String) {
        if self.0 < ASCII {
            out.push(point(self.0 >> POINT));
            out.push(point(self.0 & ((1 << POINT) - 1)));
        } else {
            let bytes = (self.0 as u32).to_be_bytes();
            out.extend(
                bytes
                    .iter()
                    .filter(|byte| **byte > 0)
                    .map(|byte| char::from(*byte)),
            );
        }
    }
}

/// A code point of a gram.
fn point(bits: u64) -> char {
    char::from_u32(bits as u32).unwrap_or('\0')
}

/// Which of so many shards has a term; their number is a power of two. Every product is
/// below 2^53, so that a browser computes the same in its numbers.
pub fn shard(letters: impl Iterator<Item = char>, shards: usize) -> usize {
    let times = |hash: u32, factor: u64| (u64::from(hash) * factor) as u32;
    let mut hash = letters.fold(2_166_136_261, |hash: u32, letter| {
        times(hash ^ letter as u32, 1_979_815)
    });
    hash ^= hash >> 15;
    hash = times(hash, 1_540_483);
    hash ^= hash >> 13;
    hash as usize & (shards - 1)
}

/// Tells of every term of a folded text, as often as it stands there. Linear in the text.
pub fn each_gram(folded: impl Iterator<Item = char>, mut tell: impl FnMut(Gram)) {
    let mut last: Option<char> = None;
    // The letters of ASCII that the run ends in, the newest in the lowest bits.
    let mut stretch = 0_u32;
    for letter in folded {
        if !is_term(letter) {
            last.take()
                .into_iter()
                .for_each(|last| tell(Gram::last(last)));
            stretch = 0;
            continue;
        }
        if let Some(last) = last {
            tell(Gram::pair(last, letter));
        }
        last = Some(letter);
        if !letter.is_ascii() {
            stretch = 0;
            continue;
        }
        stretch = stretch << 8 | letter as u32;
        let bytes = stretch.to_be_bytes();
        if bytes[1] > 0 {
            tell(Gram::ascii(&bytes[1..]));
        }
        if bytes[0] > 0 {
            tell(Gram::ascii(&bytes));
        }
    }
    last.into_iter().for_each(|last| tell(Gram::last(last)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut told = Vec::new();
        each_gram(text.chars(), |gram| {
            assert_eq!(Gram::from_key(gram.key()), gram);
            let mut text = String::new();
            match gram.first().filter(|_| gram.is_last()) {
                Some(letter) => text.extend([letter, '|']),
                None => gram.write(&mut text),
            }
            told.push(text);
        });
        told
    }

    #[test]
    fn pairs_cross_kinds_and_no_marks() {
        assert_eq!(told("𠮷林。省"), ["𠮷林", "林|", "省|"]);
        assert_eq!(told("12a年,5"), ["12", "2a", "12a", "a年", "年|", "5|"]);
        assert_eq!(told("2024"), ["20", "02", "202", "24", "024", "2024", "4|"]);
        assert_eq!(told("甲\n乙"), ["甲|", "乙|"]);
    }

    #[test]
    fn shards_are_those_of_the_format() {
        let of = |term: &str| shard(term.chars(), 512);
        assert_eq!(
            ["公开", "𠮷", "2024", "4年", "=2024", "="].map(of),
            [395, 462, 392, 4, 242, 68]
        );
        assert_eq!(shard("公开".chars(), 1), 0);
    }
}
