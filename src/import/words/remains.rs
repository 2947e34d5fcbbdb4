//! What editors and browsers leave behind of the code of a page.

use crate::import::source::Line;

/// Beginnings of comments that word processors write, and their ends.
const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The most bytes of a comment: a longer one is no remains of an editor.
const LONGEST: usize = 400;

/// A comment, or the end of one, that begins at a place, and where it ends.
pub fn remains_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with(CLOSE) {
        return Some(at + CLOSE.len());
    }
    let end = rest.strip_prefix(OPEN)?.find(CLOSE)?;
    (end <= LONGEST).then_some(at + OPEN.len() + end + CLOSE.len())
}

/// What Word writes before the number of a paragraph that it numbers.
const NUMBER: &str = "<!--[if !supportLists]-->";

/// The line in the paragraphs that it was: where Word numbered one, it begins.
pub fn parted(line: Line) -> Vec<Line> {
    let mut starts: Vec<usize> = line.text.match_indices(NUMBER).map(|(at, _)| at).collect();
    starts.retain(|at| *at > 0);
    if starts.is_empty() {
        return vec![line];
    }
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([line.text.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| Line {
        text: line.text[*start..end].to_owned(),
        ..line.clone()
    });
    parts.collect()
}

/// A text without such remains, and these.
pub fn without(text: &str) -> (String, Vec<String>) {
    let mut out = String::new();
    let mut found = Vec::new();
    let mut from = 0;
    let mut searched = 0;
    // A comment without an end is searched for once.
    let mut ends = text.contains(CLOSE);
    while ends {
        let open = text[searched..].find(OPEN).map(|at| searched + at);
        let close = text[searched..].find(CLOSE).map(|at| searched + at);
        let next = match (open, close) {
            (Some(open), Some(close)) => open.min(close),
            (None, Some(close)) => close,
            _ => break,
        };
        match remains_at(text, next) {
            Some(end) => {
                out.push_str(&text[from..next]);
                found.push(text[next..end].to_owned());
                from = end;
                searched = end;
            }
            None => searched = next + OPEN.len(),
        }
        ends = searched < text.len();
    }
    out.push_str(&text[from..]);
    (out, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_the_words_between_stay() {
        let (text, found) =
            without("甲<!--[if !supportLists]-->（三）<!--[endif]-->乙 --> 丙 <!-- 丁");
        assert_eq!(text, "甲（三）乙  丙 <!-- 丁");
        assert_eq!(found.len(), 3);
        assert_eq!(without("a < b --- c").0, "a < b --- c");
    }
}
