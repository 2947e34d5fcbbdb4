//! Placeholders: what stands where somebody was to write a word or a number.
//!
//! Each file knows one kind. What is true somewhere is not said to be one: a
//! masked name in a case, a form that applicants fill in, a size such as XXL.

mod around;
mod gaps;
mod labels;
mod marks;
mod phones;
mod slots;
mod words;

use std::ops::Range;

use crate::prose::sign_kinds::{SignKinds, Signs};

use super::char_set::Haystack;

/// Who reads a text, which decides what in it may be meant as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A report: nobody is asked to fill in anything.
    Report,
    /// Another page: it may tell people what to write, and mask their names.
    Page,
    /// How to apply: it may show a form with its blanks.
    Applicant,
    /// A field: a name, a number, a way to reach the unit.
    Field,
}

/// A text in which placeholders are looked for.
pub struct Sought<'t> {
    pub phrase: &'t Haystack<'t>,
    pub signs: &'t Signs,
    pub reader: Reader,
    /// Whether it is a cell: what it announces stands in the next one.
    pub cell: bool,
    /// The block after it, which may be what it announces.
    pub next: Option<&'t str>,
    /// Whether a picture stands in it, which may be what it announces.
    pub pictured: bool,
}

/// The first placeholder of a text. Linear in the text.
pub fn first(sought: &Sought<'_>) -> Option<Range<usize>> {
    // Most texts have no sign but points, commas and short numbers.
    let if_any = |kind: SignKinds, look: fn(&Sought<'_>) -> Option<Range<usize>>| {
        let may = sought.signs.kinds.have(kind);
        may.then(|| look(sought)).flatten()
    };
    let found = [
        words::first(sought),
        if_any(SignKinds::GAP, gaps::closed),
        if_any(SignKinds::COLON, labels::first),
        if_any(SignKinds::BLANK, marks::first),
        if_any(SignKinds::SPACE, gaps::open),
        if_any(SignKinds::SLOT, slots::first),
        if_any(SignKinds::LONG_NUMBER, phones::first),
    ];
    found.into_iter().flatten().min_by_key(|range| range.start)
}

#[cfg(test)]
mod tests;
