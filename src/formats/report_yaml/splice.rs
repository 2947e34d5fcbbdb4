//! Changes of a YAML text in place. Nothing here knows of reports.
//!
//! What is not certain is refused. Whether the text then reads as it should,
//! those who ask find out by reading it.

use std::ops::Range;

use crate::parse::yaml::{Entry, Node};
use crate::prose::narrow_digit;

use super::extent::{behind_colon, end, end_of_entry, line_end};

/// Bytes of a text, and what comes in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub at: Range<usize>,
    pub new: String,
}

/// A value with the key that leads to it.
#[derive(Clone, Copy)]
pub struct Held<'n> {
    /// `None` for the root and for an item of a list.
    pub key: Option<&'n Node>,
    pub value: &'n Node,
    /// Whether it stands within braces or brackets, whatever the lines.
    pub in_braces: bool,
}

/// `Err` says why a text is left as it is.
pub type Outcome = Result<Splice, &'static str>;

pub const ODD: &str = "这里的写法少见，不能自动改，请自己改";
const REMARK: &str = "要改的地方里面有 # 说明，不能自动改，请自己改";

/// Puts a value in the place of a scalar or of what is in braces. An empty text
/// leaves the key with nothing behind it.
pub fn set(text: &str, held: &Held<'_>, new: &str) -> Outcome {
    if held.value.span.is_empty() {
        return fill(text, held, new);
    }
    let span = held.value.span.start..end(text, held.value);
    let old = &text[span.clone()];
    let braces = held.value.begins_with(text, &['{', '[']);
    if !braces && held.value.scalar().is_none() {
        return Err(ODD);
    }
    if braces && old.contains('#') {
        return Err(REMARK);
    }
    let before = text[..span.start].trim_end_matches(' ').len();
    let start = match (new.is_empty() && !held.in_braces, &held.key) {
        (true, Some(key)) => before.max(end(text, key)),
        _ => span.start,
    };
    Ok(Splice {
        at: start..span.end,
        new: quoted_alike(old, new),
    })
}

/// A number stays in the quotes that a number stood in.
fn quoted_alike(old: &str, new: &str) -> String {
    let number = |text: &str| {
        let digit = |c: char| narrow_digit(c).is_ascii_digit();
        text.contains(digit) && text.chars().all(|c| digit(c) || matches!(c, '.' | '-'))
    };
    let quote = old.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) if number(old.trim_matches(quote)) && number(new) => {
            format!("{quote}{new}{quote}")
        }
        _ => new.to_owned(),
    }
}

/// Puts a value behind a key that has none.
fn fill(text: &str, held: &Held<'_>, new: &str) -> Outcome {
    let key = held.key.ok_or(ODD)?;
    let at = match behind_colon(text, key) {
        Some(at) => at,
        None if held.in_braces => {
            let end = end(text, key);
            let new = format!(": {new}");
            return Ok(Splice { at: end..end, new });
        }
        None => return Err(ODD),
    };
    let rest = &text[at..];
    let remark = rest.trim_start_matches([' ', '\t']).starts_with('#');
    Ok(match rest.starts_with(' ') && !remark {
        true => Splice {
            at: at + 1..at + 1,
            new: new.to_owned(),
        },
        false => Splice {
            at: at..at,
            new: format!(" {new}"),
        },
    })
}

/// Puts an entry into a map, behind one of its entries or before the first.
/// `entry` may have several lines where the map has a line for each entry.
pub fn insert(text: &str, map: &Held<'_>, behind: Option<usize>, entry: &str) -> Outcome {
    let Some(entries) = map.value.entries().filter(|entries| !entries.is_empty()) else {
        return begin(text, map, entry);
    };
    if map.value.begins_with(text, &['{']) {
        if entry.contains('\n') {
            return Err(ODD);
        }
        let (at, new) = match behind {
            Some(at) => (end_in_braces(text, &entries[at]), format!(", {entry}")),
            None => (entries[0].0.span.start, format!("{entry}, ")),
        };
        return Ok(Splice { at: at..at, new });
    }
    let first = &entries[0].0;
    let indent = indent(text, first).ok_or(ODD)?;
    let line = match (behind, &map.key) {
        (Some(at), _) => line_end(text, end_of_entry(text, &entries[at])),
        // Comments between a key and its first entry stay where they are.
        (None, Some(key)) => line_end(text, end(text, key)).min(first.span.start - indent.len()),
        (None, None) => first.span.start - indent.len(),
    };
    Ok(lines(text, line, indent, entry))
}

/// Puts the first entry into a map that has none.
fn begin(text: &str, map: &Held<'_>, entry: &str) -> Outcome {
    let span = &map.value.span;
    if map.value.begins_with(text, &['{']) {
        let at = span.start + 1;
        let new = entry.to_owned();
        return Ok(Splice { at: at..at, new });
    }
    if map.value.scalar().is_none() {
        return Err(ODD);
    }
    if map.in_braces || !span.is_empty() {
        return set(text, map, &format!("{{{entry}}}"));
    }
    let key = map.key.ok_or(ODD)?;
    let indent = indent(text, key).ok_or(ODD)?;
    let line = line_end(text, end(text, key));
    Ok(lines(text, line, &format!("{indent}  "), entry))
}

/// Lines with an indentation, put in at the beginning of a line.
fn lines(text: &str, at: usize, indent: &str, entry: &str) -> Splice {
    let before = &text[..at];
    let end = match before.ends_with("\r\n") || at == 0 && text.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    };
    let all = entry
        .lines()
        .map(|line| format!("{indent}{}", line.trim_end()));
    let all = all.collect::<Vec<_>>().join(end);
    let new = match before.is_empty() || before.ends_with('\n') {
        true => format!("{all}{end}"),
        false if text.contains("\r\n") => format!("\r\n{all}"),
        false => format!("\n{all}"),
    };
    Splice { at: at..at, new }
}

/// Takes an entry out of a map. A comment behind it stays.
pub fn remove(text: &str, map: &Held<'_>, at: usize) -> Outcome {
    let entries = map.value.entries().ok_or(ODD)?;
    let (key, _) = entries.get(at).ok_or(ODD)?;
    let span = match map.value.begins_with(text, &['{']) {
        true => {
            let end_at = |at: usize| end_in_braces(text, &entries[at]);
            match entries.get(at + 1) {
                Some((next, _)) => key.span.start..next.span.start,
                None if at > 0 => end_at(at - 1)..end_at(at),
                None => key.span.start..end_at(at),
            }
        }
        false => {
            let indent = indent(text, key).ok_or(ODD)?;
            let end = end_of_entry(text, &entries[at]);
            let line = line_end(text, end);
            let tail = &text[end.min(line)..line];
            match tail.trim() {
                "" => key.span.start - indent.len()..line,
                _ => key.span.start..line - tail.trim_start().len(),
            }
        }
    };
    let old = &text[span.clone()];
    if old.trim_end().contains('\n') && old.contains('#') {
        return Err(REMARK);
    }
    Ok(Splice {
        at: span,
        new: String::new(),
    })
}

/// Takes the last item out of a list in brackets.
pub fn pop(text: &str, list: &Node) -> Outcome {
    let items = list.items().unwrap_or_default();
    match items {
        [.., before, last] if list.begins_with(text, &['[']) => Ok(Splice {
            at: end(text, before)..end(text, last),
            new: String::new(),
        }),
        _ => Err(ODD),
    }
}

/// Puts one more item at the end of a list that has items.
pub fn push(text: &str, list: &Node, item: &str) -> Outcome {
    let items = list.items().unwrap_or_default();
    let [first, .., last] = items else {
        return match items {
            [only] => push_behind(text, list, only, only, item),
            _ => Err(ODD),
        };
    };
    push_behind(text, list, first, last, item)
}

/// The same: in brackets, or on a line of its own below the other lines.
fn push_behind(text: &str, list: &Node, first: &Node, last: &Node, item: &str) -> Outcome {
    let end = end(text, last);
    if list.begins_with(text, &['[']) {
        let new = format!(", {item}");
        return Ok(Splice { at: end..end, new });
    }
    let start = text[..first.span.start]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let line = &text[start..first.span.start];
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    if line.trim() != "-" {
        return Err(ODD);
    }
    Ok(lines(
        text,
        line_end(text, end),
        indent,
        &format!("- {item}"),
    ))
}

/// The indentation of a key that stands first on its line.
fn indent<'t>(text: &'t str, key: &Node) -> Option<&'t str> {
    let start = text[..key.span.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[start..key.span.start];
    indent.bytes().all(|byte| byte == b' ').then_some(indent)
}

/// Where an entry ends within braces; a space behind its colon is part of it.
fn end_in_braces(text: &str, entry: &Entry) -> usize {
    let end = end_of_entry(text, entry);
    match entry.1.span.is_empty() && text[end..].starts_with(' ') {
        true => end + 1,
        false => end,
    }
}
