//! What stands behind the last section: the signature, the imprint, feet of the page.

use crate::import::source::{Line, Place};
use crate::import::text::Dropped;
use crate::parse::date::Stamp;

use super::stated::{Found, One};
use super::{chrome, dates, names, typing};

/// How many lines behind a report are looked at: a page may end with hundreds of links.
const MOST: usize = 400;

/// What was cut off.
#[derive(Default)]
pub struct Tail {
    pub dropped: Vec<Dropped>,
    pub not_understood: Vec<Line>,
}

/// Cuts off what stands behind the words of a report, from its last line upwards.
pub fn cut(lines: &mut Vec<Line>, found: &mut Found) -> Tail {
    let mut tail = Tail::default();
    let signed = signature(lines, found);
    if let Some(at) = signed {
        let behind = lines.split_off(at.line + 1);
        for line in behind {
            tail.behind(line, found);
        }
        tail.sign(lines, &at, found);
    }
    loop {
        let before = (lines.len(), tail.dropped.len());
        tail.buttons(lines);
        if before == (lines.len(), tail.dropped.len()) {
            break;
        }
    }
    tail.dropped.reverse();
    tail
}

/// Where the signature begins, and how far it goes.
struct Signature {
    /// The last line of it.
    line: usize,
    /// Where the name begins in its line, in bytes; `None` if there is no name.
    name: Option<(usize, usize, usize)>,
    /// Where the date stands in the last line.
    date: (usize, usize),
    stamp: Stamp,
}

/// The last line that ends with a date and is a signature, not an imprint.
fn signature(lines: &[Line], found: &Found) -> Option<Signature> {
    let first = lines.len().saturating_sub(MOST);
    (first..lines.len()).rev().find_map(|number| {
        let text = without_imprint(&lines[number].text);
        let text = without_buttons(text);
        let (stamp, range) = dates::at_end(text)?;
        let date = (range.start, range.end);
        let before = text[..range.start].trim_end();
        if before.is_empty() {
            let above = number
                .checked_sub(1)
                .map(|above| lines[above].text.as_str());
            let name = above.and_then(|above| name_at_end(above, found));
            let name = name.map(|(start, end)| (number - 1, start, end));
            return Some(Signature {
                line: number,
                name,
                date,
                stamp,
            });
        }
        let alone = || typing::is_ended(before) && !before.ends_with(['；', '：', ':']);
        let name = name_at_end(before, found);
        if name.is_none() && !alone() {
            return None;
        }
        Some(Signature {
            line: number,
            name: name.map(|(start, end)| (number, start, end)),
            date,
            stamp,
        })
    })
}

/// The name of a body that a text ends with, in bytes, or two names: a sentence ends
/// before it, or white space parts it and it is the body of the report, or it is all of
/// the text.
fn name_at_end(text: &str, found: &Found) -> Option<(usize, usize)> {
    let text = text.trim_end();
    let ours = |name: &str| {
        let mut known = found.organizations.iter();
        known.any(|one| names::alike(&one.value, name))
    };
    let mut best = None;
    let mut end = text.len();
    loop {
        let start = begin(&text[..end])?;
        let name = text[start..end].trim();
        let before = text[..start].trim_end();
        let free = before.is_empty() || typing::is_ended(before);
        if !names::is_body(name) {
            return best;
        }
        if free || ours(name) || best.is_some() {
            best = Some((start, text.len()));
        }
        // A second name may stand before it, parted by a space.
        if before.is_empty() || typing::is_ended(before) {
            return best;
        }
        end = before.len();
    }
}

/// Where the last word of a text begins: behind white space or the end of a sentence.
fn begin(text: &str) -> Option<usize> {
    const LONGEST: usize = 50;
    let parts = |c: char| c.is_whitespace() || typing::ends_sentence(c) || "）)”〕".contains(c);
    let mut letters = text.char_indices().rev();
    let found = letters.by_ref().take(LONGEST).find(|(_, c)| parts(*c));
    match found {
        Some((at, c)) => Some(at + c.len_utf8()),
        None => letters.next().is_none().then_some(0),
    }
}

/// What stands before an imprint: `示例局办公室 2020年1月2日印发`.
fn without_imprint(text: &str) -> &str {
    let Some(before) = imprint(text) else {
        return text;
    };
    &text[..before.0]
}

/// Where an imprint at the end of a text begins, and its date.
fn imprint(text: &str) -> Option<(usize, Stamp)> {
    let inner = without_buttons(text).strip_suffix("印发")?;
    let (stamp, range) = dates::at_end(inner)?;
    let before = inner[..range.start].trim_end();
    let start = before
        .char_indices()
        .rev()
        .take(40)
        .find(|(_, c)| c.is_whitespace() || typing::ends_sentence(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let name = names::is_body(&before[start..]);
    Some((if name { start } else { range.start }, stamp))
}

/// A text without words of chrome at its end that white space parts from it.
fn without_buttons(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let start = rest.rfind(char::is_whitespace).map_or(0, |at| {
            at + rest[at..].chars().next().map_or(0, char::len_utf8)
        });
        let token = &rest[start..];
        let button = chrome::word(token) == Some(token.len()) && token.chars().count() > 1;
        if !button || token.is_empty() {
            return rest;
        }
        rest = rest[..start].trim_end();
    }
}

impl Tail {
    fn drop(&mut self, text: &str, place: &Place, why: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.dropped.push(Dropped {
                text: text.to_owned(),
                place: place.clone(),
                why: why.to_owned(),
            });
        }
    }

    /// A line behind the signature: no part of the report, whatever it is.
    fn behind(&mut self, line: Line, found: &mut Found) {
        if let Some((0, stamp)) = imprint(&line.text) {
            let one = One::new(stamp, "印发行", Some(&line.place));
            found.signed.push(one);
            self.drop(&line.text, &line.place, "印发行");
        } else if let Some(why) = all_chrome(&line.text) {
            self.drop(&line.text, &line.place, why);
        } else {
            self.not_understood.push(line);
        }
    }

    /// Takes the signature off, with what follows it in its line.
    fn sign(&mut self, lines: &mut Vec<Line>, at: &Signature, found: &mut Found) {
        let line = &mut lines[at.line];
        let place = line.place.clone();
        let rest = line.text[at.date.1..].to_owned();
        let inner = without_buttons(&rest);
        self.drop(&rest[inner.len()..], &place, chrome::TOOL);
        if let Some((start, stamp)) = imprint(inner) {
            let one = One::new(stamp, "印发行", Some(&place));
            found.signed.push(one);
            self.drop(&inner[start..], &place, "印发行");
        }
        let one = One::new(at.stamp.clone(), "落款", Some(&place));
        found.signed.insert(0, one);
        let Some((number, start, end)) = at.name else {
            let date = line.text[at.date.0..at.date.1].to_owned();
            self.drop(&date, &place, "落款日期");
            line.text.truncate(at.date.0);
            return self.remove_blank(lines, at.line);
        };
        let name = lines[number].text[start..end].to_owned();
        let organization = typing::joined(&name);
        let place_of_name = lines[number].place.clone();
        let one = One::new(organization, "落款", Some(&place_of_name));
        found.organizations.push(one);
        let first = if number == at.line { start } else { at.date.0 };
        let signature = lines[at.line].text[first..at.date.1].to_owned();
        self.drop(&signature, &place, "落款");
        lines[at.line].text.truncate(first);
        if number != at.line {
            let rest = lines[number].text[start..].to_owned();
            self.drop(&rest, &place_of_name, "落款");
            lines[number].text.truncate(start);
        }
        self.remove_blank(lines, at.line);
    }

    fn remove_blank(&mut self, lines: &mut Vec<Line>, from: usize) {
        let first = from.saturating_sub(1);
        let mut at = 0;
        lines.retain(|line| {
            at += 1;
            at <= first || !line.text.trim().is_empty()
        });
    }

    /// Takes a line of chrome off the end, or buttons off the end of the last line.
    fn buttons(&mut self, lines: &mut Vec<Line>) {
        let Some(last) = lines.last_mut() else {
            return;
        };
        let place = last.place.clone();
        if let Some(why) = all_chrome(&last.text) {
            let text = std::mem::take(&mut last.text);
            lines.pop();
            return self.drop(&text, &place, why);
        }
        let length = without_buttons(&last.text).len();
        let rest = last.text[length..].to_owned();
        last.text.truncate(length);
        self.drop(&rest, &place, chrome::TOOL);
    }
}

/// What kind of chrome a whole line behind the report is, if it is some.
fn all_chrome(text: &str) -> Option<&'static str> {
    if let Some(why) = chrome::line(text) {
        return Some(why);
    }
    let mut rest = text.trim_start_matches(chrome::is_separator);
    while !rest.is_empty() {
        let length = chrome::comment(rest).or_else(|| chrome::word(rest))?;
        rest = rest[length..].trim_start_matches(chrome::is_separator);
    }
    Some(chrome::TOOL)
}
