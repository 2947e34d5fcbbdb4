//! Characters that nobody sees, spelled as entities: `&#8203;`.

use std::ops::Range;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;
use crate::prose::odd::{Odd, belongs, name, odd};

/// Text whose entities were undone, as a person sees it. What is spelled
/// `&nbsp;` is a space; of what is dropped the first in a file is reported.
pub(super) fn seen(
    text: &str,
    file: &SourcePath,
    place: &Range<usize>,
    said: &mut Vec<Diagnostic>,
) -> String {
    let mut seen = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        match odd(c) {
            Some(Odd::Space) => seen.push(' '),
            Some(Odd::Invisible) if !belongs(seen.chars().next_back(), c, after) => {
                if said.iter().all(|one| *one.code != codes::TXT09) {
                    let message = format!("这里写的是看不见的字符：{}，网页上没有它", name(c));
                    let place = Place::span(file, place.clone());
                    said.push(Diagnostic::warning(&codes::TXT09, place, message).help("删掉这里"));
                }
            }
            _ => seen.push(c),
        }
    }
    seen
}
