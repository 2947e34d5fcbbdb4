//! Text that is the same in every file but for the places where values stand.
//!
//! The text is put together once; to fill it is to copy its stretches and to write the
//! values between them, so it takes no longer than copying.

/// A text with marks, each of which says which value stands there.
#[derive(Clone, Debug)]
pub struct Template<M> {
    /// A stretch of text and the mark behind it.
    stretches: Vec<(String, M)>,
    /// The text behind the last mark.
    tail: String,
}

impl<M: Copy> Template<M> {
    /// A template that is put together by `text` and `mark`.
    pub fn new() -> Self {
        Self {
            stretches: Vec::new(),
            tail: String::new(),
        }
    }

    /// Splits a text at marks, each written as it is to be found and told apart. Marks
    /// that the text does not hold make no difference.
    pub fn split(text: &str, marks: &[(&str, M)]) -> Self {
        let mut template = Self::new();
        let mut rest = text;
        let next = |rest: &str| {
            let found = marks.iter();
            let found =
                found.filter_map(|(written, mark)| Some((rest.find(written)?, written, *mark)));
            found
                .map(|(at, written, mark)| (at, written.len(), mark))
                .min_by_key(|(at, ..)| *at)
        };
        while let Some((at, length, mark)) = next(rest) {
            template.text(&rest[..at]);
            template.mark(mark);
            rest = &rest[at + length..];
        }
        template.text(rest);
        template
    }

    pub fn text(&mut self, text: &str) {
        self.tail.push_str(text);
    }

    pub fn mark(&mut self, mark: M) {
        let stretch = std::mem::take(&mut self.tail);
        self.stretches.push((stretch, mark));
    }

    /// Writes the text with the values that `write` gives for its marks.
    pub fn fill(&self, out: &mut String, mut write: impl FnMut(M, &mut String)) {
        for (stretch, mark) in &self.stretches {
            out.push_str(stretch);
            write(*mark, out);
        }
        out.push_str(&self.tail);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_at_their_marks_and_all_else_as_it_was() {
        let template = Template::split("<a>{1}</a>{2}{1}", &[("{1}", 'x'), ("{2}", 'y')]);
        let mut out = String::from("before ");
        template.fill(&mut out, |mark, out| out.push(mark));
        assert_eq!(out, "before <a>x</a>yx");
    }
}
