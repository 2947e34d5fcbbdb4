//! Where words without marks end on a line that holds more: links, values of fields.

use super::chrome;
use super::keys::key_with_colon;
use super::scan::has_mark;
use super::titles;

/// The place at which something else begins; the whole length if nothing does. Only
/// places behind white space are looked at. `keeps_title`: a title does not stop it.
pub fn stop(text: &str, keeps_title: bool) -> usize {
    let mut from = 0;
    while let Some((space, c)) = text[from..].char_indices().find(|(_, c)| c.is_whitespace()) {
        let at = from + space + c.len_utf8();
        if begins_other(&text[at..], keeps_title) {
            return at;
        }
        from = at;
    }
    text.len()
}

fn begins_other(rest: &str, keeps_title: bool) -> bool {
    let word = rest.split(char::is_whitespace).next().unwrap_or(rest);
    !word.is_empty()
        && (has_mark(word)
            || word.contains(['《', '〔'])
            || key_with_colon(rest).is_some()
            || chrome::word_at(rest, 0).is_some()
            || !keeps_title && titles::title_at(rest, 0).is_some())
}
