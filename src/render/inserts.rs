//! Finished pieces of a page that pass by the template engine: the style, the
//! script and the statutory tables, two thirds of a page's bytes. The template
//! only gets a mark for each, so that what costs time by the byte (rendering,
//! minifying, reading the links) sees the rest alone.

use std::collections::BTreeSet;
use std::sync::Arc;

/// Around the number of an insert. Both are noncharacters: no text of a user
/// has a reason to hold them, and no finished page ever does.
const OPEN: char = '\u{FDD2}';
const CLOSE: char = '\u{FDD3}';

/// A finished piece of HTML, style or script.
#[derive(Clone, Debug, Default)]
pub struct Insert {
    pub text: String,
    /// What links can lead to in it.
    pub ids: Arc<BTreeSet<String>>,
}

/// What stands for an insert until the page is filled.
pub fn mark(number: usize) -> String {
    format!("{OPEN}{number}{CLOSE}")
}

/// Whether a mark stands in a text.
pub fn has_mark(text: &str) -> bool {
    text.contains(OPEN)
}

/// The page with each mark replaced by what `insert` has for its number; marks
/// of numbers that it does not know go. Linear.
pub fn fill<'i>(page: &str, insert: impl Fn(usize) -> Option<&'i str>) -> String {
    let mut out = String::with_capacity(page.len() * 4);
    let mut parts = page.split(OPEN);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (number, rest) = part.split_once(CLOSE).unwrap_or(("", part));
        let known = number.parse().ok().and_then(&insert);
        out.push_str(known.unwrap_or_default());
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_what_they_stand_for() {
        let page = format!("a{}b{}{}c", mark(0), mark(1), mark(0));
        let filled = fill(&page, |number| ["x", "<y>"].get(number).copied());
        assert_eq!(filled, "axb<y>xc");
    }

    #[test]
    fn no_page_holds_a_mark_whatever_text_brought_it() {
        for text in [
            "\u{FDD2}",
            "a\u{FDD2}9\u{FDD3}b",
            "\u{FDD2}x\u{FDD3}",
            "\u{FDD2}1",
        ] {
            let filled = fill(text, |_| None);
            assert!(
                !filled.contains(OPEN) && !filled.contains(CLOSE),
                "{text:?}"
            );
        }
    }
}
