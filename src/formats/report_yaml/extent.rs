//! Where a value ends. The parser counts the spaces and the comment behind a
//! quoted text or a brace as part of it.

use crate::parse::yaml::{Entry, Node};

/// Where the text of a value ends.
pub fn end(text: &str, node: &Node) -> usize {
    let start = node.span.start;
    let typed = &text[node.span.clone()];
    if node.scalar().is_some() {
        let quoted = typed.starts_with(['"', '\'']);
        return if quoted {
            start + quotes(typed)
        } else {
            node.span.end
        };
    }
    let last = match (node.entries(), node.items()) {
        (Some([.., last]), _) => end_of_entry(text, last),
        (_, Some([.., last])) => end(text, last),
        _ => start + 1,
    };
    if !typed.starts_with(['{', '[']) {
        return last;
    }
    let mut at = last;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'}' | b']' => return at + 1,
            b'#' => at = line_end(text, at),
            _ => at += 1,
        }
    }
    at
}

/// Where an entry ends: behind its value, or behind its colon.
pub fn end_of_entry(text: &str, (key, value): &Entry) -> usize {
    match value.span.is_empty() {
        true => behind_colon(text, key).unwrap_or_else(|| end(text, key)),
        false => end(text, value),
    }
}

/// Where the colon of a key ends.
pub fn behind_colon(text: &str, key: &Node) -> Option<usize> {
    let end = end(text, key);
    let rest = &text[end..];
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    rest[gap..].starts_with(':').then_some(end + gap + 1)
}

/// Where the next line begins; the place itself if a line begins there.
pub fn line_end(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\n') {
        return at;
    }
    let rest = text[at..].find('\n');
    rest.map_or(text.len(), |end| at + end + 1)
}

/// How long a text in quotes is, with both of them.
fn quotes(typed: &str) -> usize {
    let mut chars = typed.char_indices();
    let Some((_, quote)) = chars.next() else {
        return 0;
    };
    while let Some((at, c)) = chars.next() {
        let twice = c == '\'' && typed[at + 1..].starts_with('\'');
        if c == '\\' && quote == '"' || c == quote && twice {
            chars.next();
        } else if c == quote {
            return at + 1;
        }
    }
    typed.len()
}
