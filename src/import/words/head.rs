//! What stands before the first section: navigation, fields, the title, the preamble.

use crate::import::source::Line;
use crate::prose::past_space;

use super::chrome;
use super::crumbs;
use super::documents;
use super::fields::{self, Field};
use super::keys::Subject;
use super::remains;
use super::scan::{is_prose, letters_of, whole_date};
use super::titles;

/// One stretch of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub text: String,
    pub line: usize,
    pub what: What,
}

/// What a stretch is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// No part of the report, and why.
    Chrome(&'static str),
    Field(Field, String),
    /// A part of a title; all parts of one have its number.
    Title(usize),
    Number,
    Date,
    Rest,
}

/// The most bytes of a line in which a head is looked for.
const LONGEST: usize = 12_000;

/// The most bytes of lines that are cut: no page has so long a head.
const LONGEST_HEAD: usize = 400_000;

/// Numbers of titles from here on are of those that stand on one line.
const SINGLE: usize = usize::MAX / 2;

/// Every line of a head, cut into what it holds.
pub fn items(lines: &[Line]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut number = 0;
    let mut seen = 0;
    while number < lines.len() {
        seen += lines[number].text.len();
        if seen > LONGEST_HEAD {
            push_rest(&lines[number].text, number, &mut items);
            number += 1;
            continue;
        }
        let joined = title_over_lines(&lines[number..]);
        if joined > 1 {
            let parts = lines.iter().enumerate().skip(number).take(joined);
            items.extend(parts.map(|(at, line)| item(&line.text, at, What::Title(number))));
            number += joined;
            continue;
        }
        if let Some(field) = fields::over_lines(&lines[number..]) {
            let parts = lines[number..].iter().zip(field).enumerate();
            let parts = parts.map(|(at, (line, field))| {
                let value = line.text[field.value.clone()].to_owned();
                item(&line.text, number + at, What::Field(field, value))
            });
            let before = items.len();
            items.extend(parts);
            number += items.len() - before;
            continue;
        }
        cut(&lines[number].text, number, &mut items);
        number += 1;
    }
    items
}

fn item(text: &str, line: usize, what: What) -> Item {
    Item {
        text: text.to_owned(),
        line,
        what,
    }
}

/// How many lines make one title; 0 or 1 if the first is none, or one by itself.
fn title_over_lines(lines: &[Line]) -> usize {
    let first = lines[0].text.trim();
    let short = |text: &str| (2..=45).contains(&letters_of(text)) && !is_prose(text);
    if !short(first) || first.contains([':', '：', '|', '>']) || titles::is_title(first) {
        return 0;
    }
    let Some(second) = lines.get(1).map(|line| line.text.trim()) else {
        return 0;
    };
    if titles::is_title(second) {
        let names = titles::is_body(first) && titles::read(second).organization.is_none();
        return if names { 2 } else { 0 };
    }
    for count in 2..=lines.len().min(3) {
        let parts = lines[..count].iter().map(|line| line.text.trim());
        let parts: Vec<&str> = parts.collect();
        if !parts.iter().all(|part| short(part)) {
            return 0;
        }
        let whole = parts.concat();
        // The first line must say whose report it is, or of which year.
        let opens = titles::is_body(first) || first.chars().any(|c| c.is_numeric());
        if opens && titles::title_at(&whole, 0) == Some(whole.len()) {
            return count;
        }
    }
    0
}

/// Cuts one line from its beginning as long as what stands there is known.
fn cut(text: &str, line: usize, items: &mut Vec<Item>) {
    let mut at = 0;
    let mut skipped = 0;
    while at < text.len() && at < LONGEST {
        let begin = past_space(text, at);
        let next = known(text, begin);
        if let Some((end, what)) = next.filter(|(end, _)| *end > begin) {
            push_rest(&text[skipped..begin], line, items);
            let what = match what {
                What::Title(_) => What::Title(items.len() + SINGLE),
                other => other,
            };
            items.push(item(&text[begin..end], line, what));
            at = end;
            skipped = end;
            continue;
        }
        // A title may stand further on, behind words of the page.
        match beyond(text, begin) {
            Some(place) => at = place,
            None => break,
        }
    }
    push_rest(&text[skipped..], line, items);
}

fn push_rest(text: &str, line: usize, items: &mut Vec<Item>) {
    let text = text.trim();
    if letters_of(text) > 0 {
        let what = match whole_date(text) {
            Some(_) => What::Date,
            None => What::Rest,
        };
        items.push(item(text, line, what));
    }
}

/// What stands at a place, if it is known.
fn known(text: &str, at: usize) -> Option<(usize, What)> {
    if let Some(end) = remains::remains_at(text, at) {
        return Some((end, What::Chrome("网页代码的残余")));
    }
    if let Some(end) = titles::title_at(text, at) {
        return Some((end, What::Title(usize::MAX)));
    }
    if let Some(end) = crumbs::crumbs_at(text, at) {
        return Some((end, What::Chrome("当前位置")));
    }
    if let Some(field) = fields::field_at(text, at) {
        let end = match field.subject {
            Subject::Page => chrome::count_at(text, field.end),
            _ => field.end,
        };
        let value = text[field.value.clone()].trim().to_owned();
        return Some((end, What::Field(field, value)));
    }
    if let Some((end, why)) = chrome::word_at(text, at) {
        return Some((end, What::Chrome(why)));
    }
    if let Some(end) = documents::number_at(text, at) {
        return Some((end, What::Number));
    }
    if let Some(why) = chrome::line_at(text, at) {
        return Some((text.len(), What::Chrome(why)));
    }
    if at == 0 && titles::is_title(text) {
        return Some((text.len(), What::Title(usize::MAX)));
    }
    chrome::signs_at(text, at).map(|end| (end, What::Chrome("符号")))
}

/// The next word behind which a title follows before any sentence does.
fn beyond(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..text.floor_char_boundary(at + LONGEST)];
    let end = rest
        .find(|c: char| "。，；《〔".contains(c))
        .unwrap_or(rest.len());
    let words = &rest[..end];
    let mut from = 0;
    while let Some((space, c)) = words[from..]
        .char_indices()
        .find(|(_, c)| c.is_whitespace())
    {
        let place = from + space + c.len_utf8();
        if titles::title_at(rest, place).is_some() || crumbs::crumbs_at(rest, place).is_some() {
            return Some(at + place);
        }
        from = place;
    }
    None
}
