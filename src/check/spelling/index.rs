//! Many words that are looked for in one walk over a text.

use crate::check::char_set::{SLOTS, slot};

/// Words by the place of their first letter among the places of letters.
pub struct Index {
    /// Where the words of a place begin in `words`, and behind the last where they end.
    starts: Vec<usize>,
    /// Each with its number in the list it was made of.
    words: Vec<(&'static str, usize)>,
}

impl Index {
    /// `words` are not empty.
    pub fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let place = |word: &str| {
            let first = word.chars().next().unwrap_or_default();
            usize::from(slot(first as u32))
        };
        let mut words: Vec<_> = words.enumerate().map(|(at, word)| (word, at)).collect();
        words.sort_by_key(|(word, at)| (place(word), *at));
        let first = |wanted| words.partition_point(|(word, _)| place(word) < wanted);
        Self {
            starts: (0..=SLOTS).map(first).collect(),
            words,
        }
    }

    /// Every place where a word stands and the word's number, in reading order.
    /// Linear in the text, however many words there are.
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        text.char_indices().flat_map(move |(at, c)| {
            let place = usize::from(slot(c as u32));
            let words = &self.words[self.starts[place]..self.starts[place + 1]];
            let here = words
                .iter()
                .filter(move |(word, _)| text[at..].starts_with(word));
            here.map(move |(_, number)| (at, *number))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_where_it_stands() {
        let words = ["述求", "诉求", "做为", "述", "a求"];
        let text = "网络述求做为a求，诉求";
        let found: Vec<_> = Index::new(words.into_iter()).hits(text).collect();
        let mut expected: Vec<_> = words
            .iter()
            .enumerate()
            .flat_map(|(number, word)| text.match_indices(word).map(move |(at, _)| (at, number)))
            .collect();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }
}
