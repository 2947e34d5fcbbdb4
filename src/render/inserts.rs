//! Finished pieces of a page that pass by the template engine: the style, the
//! script and the statutory tables, two thirds of a page's bytes. The template
//! only gets a mark for each, so that what costs time by the byte (rendering,
//! minifying, reading the links) sees the rest alone.

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Around the number of an insert. Both are noncharacters: no text of a user
/// has a reason to hold them, and no finished page ever does.
const OPEN: char = '\u{FDD2}';
const CLOSE: char = '\u{FDD3}';

/// How both begin in UTF-8, and how each goes on.
const BEGIN: &[u8] = b"\xEF\xB7";
const ENDS: (u8, u8) = (b'\x92', b'\x93');

/// Looks for that beginning; made once, because it looks at every text.
static BEGINNINGS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(BEGIN));

/// The mark of an insert, which it replaces when the page is filled.
pub fn mark(number: usize) -> String {
    format!("{OPEN}{number}{CLOSE}")
}

/// What stands between marks, and the number in each.
enum Part<'p> {
    Text(&'p [u8]),
    Mark(usize),
}

/// Takes a text apart at its marks; no part holds a piece of one. Linear.
fn parts(text: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let mut parts = Vec::new();
    let (mut from, mut opened) = (0, false);
    for at in BEGINNINGS.find_iter(text) {
        let after = at + BEGIN.len();
        let opens = match text.get(after) {
            Some(end) if *end == ENDS.0 => true,
            Some(end) if *end == ENDS.1 => false,
            _ => continue,
        };
        let between = &text[from..at];
        match opened && !opens {
            true => parts.extend(number(between).map(Part::Mark)),
            false => parts.push(Part::Text(between)),
        }
        from = after + 1;
        opened = opens;
    }
    parts.push(Part::Text(&text[from..]));
    parts.into_iter()
}

fn number(digits: &[u8]) -> Option<usize> {
    str::from_utf8(digits).ok()?.parse().ok()
}

/// The numbers of the marks that stand in a text. Linear.
pub fn numbers(text: &[u8]) -> impl Iterator<Item = usize> {
    let has_any = BEGINNINGS.find(text).is_some();
    let parts = has_any.then(|| parts(text)).into_iter().flatten();
    parts.filter_map(|part| match part {
        Part::Mark(number) => Some(number),
        Part::Text(_) => None,
    })
}

/// The page with each mark replaced by what `insert` has for its number; marks
/// of numbers that it does not know go. Linear.
pub fn fill<'i>(page: &'i [u8], insert: impl Fn(usize) -> Option<&'i str>) -> Vec<u8> {
    let finished = |part| match part {
        Part::Text(text) => text,
        Part::Mark(number) => insert(number).unwrap_or_default().as_bytes(),
    };
    let finished: Vec<&[u8]> = parts(page).map(finished).collect();
    finished.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_what_they_stand_for() {
        let page = format!("a{}b{}{}c", mark(0), mark(1), mark(0));
        let filled = fill(page.as_bytes(), |number| ["x", "<y>"].get(number).copied());
        assert_eq!(filled, b"axb<y>xc");
    }

    #[test]
    fn no_page_holds_a_mark_whatever_text_brought_it() {
        for text in [
            "\u{FDD2}",
            "a\u{FDD2}9\u{FDD3}b",
            "\u{FDD2}x\u{FDD3}",
            "\u{FDD2}1",
            "a\u{FDD3}b\u{FDD2}\u{FDD2}0\u{FDD3}\u{FDD3}",
        ] {
            let filled = fill(text.as_bytes(), |_| None);
            let filled = String::from_utf8(filled).expect("whole characters");
            assert!(
                !filled.contains(OPEN) && !filled.contains(CLOSE),
                "{text:?}"
            );
        }
    }
}
