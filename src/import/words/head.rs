//! What stands before the first section: ways and tools of the page, metadata, the title
//! and at last the preamble.

use std::ops::Range;

use crate::import::source::{Line, Place};
use crate::import::text::Dropped;

use crate::prose::ordinals::{Style, leading};

use super::keys::{Key, Pair};
use super::stated::{Found, One};
use super::{chrome, dates, keys, names, number, title, typing};

/// What a part of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Chrome(&'static str),
    Meta(Key),
    Number,
    Title,
    Text,
}

/// A line in its parts, each in bytes.
struct Parted<'l> {
    line: &'l Line,
    parts: Vec<(Range<usize>, Part, Range<usize>)>,
}

/// What became of the lines before the first section.
#[derive(Default)]
pub struct Head {
    pub preamble: Vec<Line>,
    pub dropped: Vec<Dropped>,
    pub not_understood: Vec<Line>,
}

/// Reads the lines before the first section.
pub fn read(lines: &[Line], found: &mut Found) -> Head {
    let parted: Vec<Parted<'_>> = lines.iter().map(parts).collect();
    let is_title = |part: &(Range<usize>, Part, Range<usize>)| part.1 == Part::Title;
    let last = parted
        .iter()
        .rposition(|line| line.parts.iter().any(is_title));
    let mut reader = Reader {
        found,
        head: Head::default(),
        begun: false,
        name: None,
        names: Vec::new(),
    };
    for (at, line) in parted.iter().enumerate() {
        reader.line(line, last.is_some_and(|last| at < last));
    }
    reader.name_alone();
    reader.finish()
}

struct Reader<'f> {
    found: &'f mut Found,
    head: Head,
    /// Whether the preamble has begun.
    begun: bool,
    /// The name of a body by itself, which may be the first half of a title.
    name: Option<Line>,
    /// Names that were none.
    names: Vec<Line>,
}

impl Reader<'_> {
    /// Takes a line; `above` if it stands above the last title.
    fn line(&mut self, parted: &Parted<'_>, above: bool) {
        let text = |part: &(Range<usize>, Part, Range<usize>)| {
            !matches!(part.1, Part::Chrome(_) | Part::Title)
        };
        if self.begun && parted.parts.iter().any(text) {
            self.head.preamble.push(parted.line.clone());
            return;
        }
        let titled = |(_, part, _): &(Range<usize>, Part, Range<usize>)| *part == Part::Title;
        let last = parted.parts.iter().rposition(titled);
        for (at, (range, part, value)) in parted.parts.iter().enumerate() {
            let above = above || last.is_some_and(|last| at < last);
            self.part(parted.line, range, part, value, above);
        }
    }

    fn part(
        &mut self,
        line: &Line,
        range: &Range<usize>,
        part: &Part,
        value: &Range<usize>,
        above: bool,
    ) {
        let text = line.text[range.clone()].trim();
        let place = &line.place;
        match part {
            Part::Chrome(why) => self.drop(text, place, why),
            Part::Meta(key) => {
                self.state(*key, &line.text[value.clone()], text, place);
                self.drop(text, place, "网页的信息栏");
            }
            Part::Number => {
                let one = One::new(text.to_owned(), "文号行", Some(place));
                self.found.document_numbers.push(one);
                self.drop(text, place, "文号");
            }
            Part::Title => {
                let whole = self.with_name(text);
                self.found.title(&whole, "标题行", Some(place));
                self.drop(text, place, "标题");
            }
            Part::Text => self.text(line, text, above),
        }
    }

    fn text(&mut self, line: &Line, text: &str, above: bool) {
        self.name_alone();
        let line = Line {
            text: text.to_owned(),
            ..line.clone()
        };
        let section = leading(text).is_some_and(|one| one.style == Style::Chinese);
        if !above && (typing::is_sentence(text) || section) {
            self.begun = true;
            self.head.preamble.push(line);
        } else if names::is_body(text) || text.contains('〔') && text.chars().count() < 30 {
            self.name = Some(line);
        } else {
            self.head.not_understood.push(line);
        }
    }

    /// A title with the name that stands on the line above it, if it has none itself.
    fn with_name(&mut self, title: &str) -> String {
        let Some(name) = self.name.take() else {
            return title.to_owned();
        };
        let text = typing::tidy(&name.text);
        if title::organization(title).is_some() || !names::is_body(&text) {
            self.name = Some(name);
            self.name_alone();
            return title.to_owned();
        }
        self.drop(&name.text, &name.place, "标题");
        format!("{text}{title}")
    }

    /// The name was no half of a title.
    fn name_alone(&mut self) {
        self.names.extend(self.name.take());
    }

    /// Names of the body of the report are no part of its text.
    fn finish(mut self) -> Head {
        for name in std::mem::take(&mut self.names) {
            let known = |one: &One<String>| names::alike(&one.value, &name.text);
            if self.found.organizations.iter().any(known) {
                self.drop(&name.text, &name.place, "机关的名称");
            } else {
                self.head.not_understood.push(name);
            }
        }
        self.head
    }

    fn drop(&mut self, text: &str, place: &Place, why: &str) {
        self.head.dropped.push(Dropped {
            text: text.to_owned(),
            place: place.clone(),
            why: why.to_owned(),
        });
    }

    /// Takes a value if it can be one.
    fn state(&mut self, key: Key, value: &str, pair: &str, place: &Place) {
        let value = value.trim();
        let name = pair.split([':', '：', '|']).next().unwrap_or_default();
        let from = format!("“{}”", typing::joined(name));
        let place = Some(place);
        let text = || One::new(value.to_owned(), &from, place);
        match key {
            Key::Title if title::of_report(value).is_some() => {
                self.found.title(value, &from, place);
            }
            Key::Published | Key::Signed => {
                let Some((stamp, _)) = dates::at_start(value) else {
                    return;
                };
                let one = One::new(stamp, &from, place);
                match key {
                    Key::Signed => self.found.signed.push(one),
                    _ => self.found.published.push(one),
                }
            }
            Key::IndexNumber if is_index(value) => self.found.index_numbers.push(text()),
            Key::Organization if names::is_body(value) => self.found.publishers.push(text()),
            Key::DocumentNumber if value.contains('号') => {
                self.found.document_numbers.push(text());
            }
            _ => {}
        }
    }
}

/// Whether a text may be an index number: `无` and `1` are none.
fn is_index(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && !value.contains(['。', '，'])
}

/// A line in its parts, from the left, as long as they are known. What follows is text.
fn parts(line: &Line) -> Parted<'_> {
    let text = line.text.as_str();
    if let Some(why) = chrome::line(text) {
        let all = 0..text.len();
        return Parted {
            line,
            parts: vec![(all.clone(), Part::Chrome(why), all)],
        };
    }
    let in_row = text.contains('|');
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let begin = at + rest.len() - rest.trim_start_matches(chrome::is_separator).len();
        if begin == text.len() {
            close(&mut parts, at..begin);
            break;
        }
        let Some((length, part, value)) = known(&text[begin..], in_row) else {
            parts.push((at..text.len(), Part::Text, at..text.len()));
            break;
        };
        let end = begin + length;
        parts.push((at..end, part, begin + value.start..begin + value.end));
        at = end;
    }
    Parted { line, parts }
}

/// Marks at the end of a line belong to what stands before them.
fn close(parts: &mut Vec<(Range<usize>, Part, Range<usize>)>, rest: Range<usize>) {
    match parts.last_mut() {
        Some((range, _, _)) => range.end = rest.end,
        None if rest.is_empty() => {}
        None => parts.push((rest.clone(), Part::Chrome(chrome::TOOL), rest)),
    }
}

/// What a text begins with, if it is known, with its length and that of its value.
fn known(text: &str, in_row: bool) -> Option<(usize, Part, Range<usize>)> {
    let whole = |length: usize, part| Some((length, part, 0..length));
    if let Some(length) = chrome::comment(text) {
        return whole(length, Part::Chrome(chrome::CODE));
    }
    if let Some(length) = chrome::crumbs(text) {
        return whole(length, Part::Chrome(chrome::CRUMB));
    }
    if let Some(Pair {
        key, value, end, ..
    }) = keys::pair(text, in_row)
    {
        return Some((end, Part::Meta(key), value));
    }
    if let Some(length) = chrome::word(text) {
        return whole(length, Part::Chrome(chrome::TOOL));
    }
    if let Some(length) = number::at_start(text) {
        return whole(length, Part::Number);
    }
    let length = title::of_report(text)?;
    whole(length, Part::Title)
}
