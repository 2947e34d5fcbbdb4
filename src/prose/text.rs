//! A text that is read once: what several rules ask of it is worked out when
//! the first one asks, and kept for the others.

use std::cell::OnceCell;
use std::ops::{Deref, Range};

use super::dates::{Dated, Period, dated, periods};
use super::figures::{Figure, figures};
use super::numbers::{Number, numbers};
use super::sentences::{Ends, Extent, sentences, split, statement_around};
use super::sign_kinds::Signs;
use super::spelt::spelt;

/// What has been read of a text so far. It holds places only, so it can stand
/// beside the text in one value.
#[derive(Default)]
pub struct Parts {
    signs: OnceCell<Signs>,
    sentences: OnceCell<Vec<SentenceParts>>,
    statements: OnceCell<Vec<Range<usize>>>,
    dates: OnceCell<Vec<Dated>>,
}

struct SentenceParts {
    extent: Extent,
    numbers: OnceCell<Vec<Number>>,
}

/// A text with its parts.
#[derive(Clone, Copy)]
pub struct Text<'t> {
    text: &'t str,
    parts: &'t Parts,
}

/// A sentence with its figures.
#[derive(Clone, Copy)]
pub struct Sentence<'t> {
    pub text: &'t str,
    /// Where it begins in its text.
    pub start: usize,
    /// The text was cut here, so what follows is not known.
    pub cut: bool,
    numbers: &'t OnceCell<Vec<Number>>,
}

impl Parts {
    /// For a text whose signs are known already.
    pub fn with_signs(signs: Signs) -> Self {
        Self {
            signs: OnceCell::from(signs),
            ..Self::default()
        }
    }
}

impl<'t> Text<'t> {
    /// `parts` are those of this text, or new.
    pub fn new(text: &'t str, parts: &'t Parts) -> Self {
        Self { text, parts }
    }

    pub fn as_str(self) -> &'t str {
        self.text
    }

    /// All but its Han letters, with their places.
    pub fn signs(self) -> &'t Signs {
        self.parts.signs.get_or_init(|| Signs::of(self.text))
    }

    /// Its sentences, each with all its figures.
    pub fn sentences(self) -> impl ExactSizeIterator<Item = Sentence<'t>> {
        let read = || {
            let extents = sentences(self.text, self.signs()).into_iter();
            let parts = extents.map(|extent| SentenceParts {
                extent,
                numbers: OnceCell::new(),
            });
            parts.collect()
        };
        let parts = self.parts.sentences.get_or_init(read).iter();
        parts.map(move |SentenceParts { extent, numbers }| Sentence {
            text: &self.text[extent.range.clone()],
            start: extent.range.start,
            cut: extent.cut,
            numbers,
        })
    }

    /// Its parts that state something for themselves ([`Ends::Statement`]).
    pub fn statements(self) -> &'t [Range<usize>] {
        let read = || self.split(Ends::Statement).collect();
        self.parts.statements.get_or_init(read)
    }

    /// The statement in which a place lies.
    pub fn statement_around(self, at: usize) -> Range<usize> {
        statement_around(self.text, at)
    }

    /// Its parts, without the marks that end them.
    pub fn split(self, ends: Ends) -> impl Iterator<Item = Range<usize>> + 't {
        split(self.text, self.signs().iter().copied(), ends)
    }

    /// The dates and years in it.
    pub fn dates(self) -> &'t [Dated] {
        let read = || dated(self.text, self.signs().iter().copied());
        self.parts.dates.get_or_init(read)
    }

    /// The dates that begin in a range of it.
    pub fn dates_in(self, range: &Range<usize>) -> &'t [Dated] {
        let dates = self.dates();
        let first = dates.partition_point(|date| date.range.start < range.start);
        let end = dates.partition_point(|date| date.range.start < range.end);
        &dates[first..end.max(first)]
    }

    /// The periods that begin and end in a range of it.
    pub fn periods_in(self, range: &Range<usize>) -> Vec<Period> {
        periods(self.dates_in(range), self.text)
    }

    pub fn periods(self) -> Vec<Period> {
        periods(self.dates(), self.text)
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl<'t> Sentence<'t> {
    /// Its numbers in digits and its counts that are spelt out, in reading
    /// order, in bytes of the sentence.
    pub fn numbers(self) -> &'t [Number] {
        self.numbers.get_or_init(|| {
            let mut all = numbers(self.text);
            let spelt = spelt(self.text);
            if !spelt.is_empty() {
                all.extend(spelt);
                all.sort_by_key(|number| number.range.start);
            }
            all
        })
    }

    pub fn figures(self) -> Vec<Figure<'t>> {
        figures(self.text, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_read_with_its_places() {
        let parts = Parts::default();
        let text = Text::new("自2025年1月1日至12月31日；收到3件。办结２ 件", &parts);
        let found: Vec<(usize, i64)> = text
            .sentences()
            .flat_map(|one| one.figures().into_iter().map(move |figure| (one, figure)))
            .map(|(one, figure)| (one.start + figure.range.start, figure.count))
            .collect();
        let [three, two] =
            ["3件", "２ 件"].map(|figure| text.find(figure).expect("it stands there"));
        assert_eq!(found, [(three, 3), (two, 2)]);
        assert_eq!(text.periods_in(&text.statements()[0]).len(), 1);
        assert_eq!(text.dates_in(&text.statements()[1]), []);
        assert_eq!(&text[text.statement_around(three)], "收到3件");
    }

    proptest! {
        #[test]
        fn every_part_lies_in_its_text(text in "[甲0-9２年月日件。；！，、〔略〕 \\n.-]{0,40}") {
            let parts = Parts::default();
            let read = Text::new(&text, &parts);
            for sentence in read.sentences() {
                prop_assert!(read[sentence.start..].starts_with(sentence.text));
                for figure in sentence.figures() {
                    prop_assert!(sentence.text.get(figure.range).is_some());
                }
            }
            for date in read.dates() {
                prop_assert!(read.get(date.range.clone()).is_some());
            }
            for part in read.statements() {
                prop_assert!(!read[part.clone()].contains(['。', '；', '\n']));
            }
        }
    }
}
