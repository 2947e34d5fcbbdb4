//! The words of a foreign report: which of them are its text, what they state of it, and
//! which belong to the page around it.

mod chrome;
mod crumbs;
mod documents;
mod escaping;
mod facts;
mod fields;
mod free;
mod head;
mod headings;
mod keys;
mod lists;
mod paragraphs;
mod period;
mod remains;
pub mod review_page;
mod scan;
mod signature;
mod stops;
mod tail;
mod text_tables;
pub mod titles;
mod wrapped;

use crate::import::reading::{Reading, Words};
use crate::import::source::{Line, Source};
use crate::import::text::{Dropped, Text};

use facts::{Fact, Facts, From};
use head::{Item, What};

/// Sorts the words of a report.
pub fn understand(source: &Source, reading: &Reading) -> Text {
    let mut text = Text::default();
    let mut facts = Facts::default();
    for (name, content) in &source.metadata {
        facts.metadata(name, content);
    }
    let mut words = reading.words.clone();
    if words.iter().all(|words| words.heading.is_none()) {
        let lines = words.into_iter();
        words = free::sections(
            lines
                .flat_map(|words| [words.before, words.after])
                .flatten()
                .collect(),
        );
    }
    words.iter_mut().for_each(|words| clean(words, &mut text));
    let mut preamble = Vec::new();
    for words in words.iter().filter(|words| words.heading.is_none()) {
        let mut lines = words.before.clone();
        lines.extend(words.after.iter().cloned());
        preamble.extend(sort_head(lines, &mut facts, &mut text));
    }
    let known = facts
        .titles
        .iter()
        .find_map(|title| title.value.organization.clone());
    if let Some(last) = words.iter_mut().rfind(|words| words.heading.is_some()) {
        let lines = match last.after.is_empty() {
            true => &mut last.before,
            false => &mut last.after,
        };
        let cut = tail::cut(lines, known.as_deref(), &mut facts);
        text.dropped.extend(cut.dropped);
        text.not_understood.extend(cut.not_understood);
    }
    period::years(&preamble, &words, &mut facts);
    facts::settle(facts, &mut text);
    wrapped::join(source, &mut preamble, &mut words);
    text.markdown = paragraphs::report(source, &preamble, &words, reading.form);
    text
}

/// Takes out of the lines what editors left in them.
fn clean(words: &mut Words, text: &mut Text) {
    let Words {
        before,
        after,
        heading,
        ..
    } = words;
    if heading.is_some() {
        for lines in [&mut *before, &mut *after] {
            *lines = lines.drain(..).flat_map(remains::parted).collect();
        }
    }
    for line in before.iter_mut().chain(after.iter_mut()) {
        let (own, remains) = remains::without(&line.text);
        if remains.is_empty() || heading.is_none() {
            continue;
        }
        text.dropped
            .extend(remains.into_iter().map(|remains| Dropped {
                text: remains,
                place: line.place.clone(),
                why: "网页代码的残余".to_owned(),
            }));
        line.text = own;
    }
}

/// Sorts the lines before the first section; what remains is the preamble.
fn sort_head(lines: Vec<Line>, facts: &mut Facts, text: &mut Text) -> Vec<Line> {
    let items = head::items(&lines);
    let last_title = items
        .iter()
        .rposition(|item| matches!(item.what, What::Title(_)));
    titles(&items, &lines, facts);
    let mut preamble = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let line = &lines[item.line];
        let before_title = last_title.is_some_and(|last| at < last);
        let own = || Line {
            text: item.text.clone(),
            ..line.clone()
        };
        let why = match &item.what {
            What::Chrome(why) => why,
            What::Field(field, value) => {
                facts.field(field, value, &line.place);
                "网页的信息栏"
            }
            What::Title(_) => "题目",
            What::Number => {
                facts.number.push(Fact {
                    value: item.text.trim().to_owned(),
                    from: From::TitleLine,
                    place: Some(line.place.clone()),
                });
                "文号"
            }
            What::Date => {
                day(item, line, facts);
                "日期"
            }
            What::Rest if !before_title && belongs(&item.text) => {
                preamble.push(own());
                continue;
            }
            What::Rest if before_title && !scan::is_prose(&item.text) => "题目前面的网页文字",
            What::Rest => {
                text.not_understood.push(own());
                continue;
            }
        };
        drop(item, line, why, &mut text.dropped);
    }
    preamble
}

/// Lists a stretch that is left out; what stands side by side and is of one kind stands
/// in one entry.
fn drop(item: &Item, line: &Line, why: &str, dropped: &mut Vec<Dropped>) {
    let words = item.text.trim();
    let is_sign = scan::letters_of(words) == 0;
    if let Some(last) = dropped.last_mut().filter(|last| last.place == line.place) {
        let was_sign = scan::letters_of(&last.text) == 0;
        if is_sign || was_sign || last.why == why {
            last.text.push(' ');
            last.text.push_str(words);
            if was_sign {
                why.clone_into(&mut last.why);
            }
            return;
        }
    }
    dropped.push(Dropped {
        text: words.to_owned(),
        place: line.place.clone(),
        why: why.to_owned(),
    });
}

/// Whether a stretch before the first section is a part of the report: a sentence, or the
/// heading of a section that the form does not have.
fn belongs(text: &str) -> bool {
    scan::is_prose(text) || paragraphs::is_section(text)
}

/// A day on a line of its own: in Chinese it is that of the document, else that of the
/// page.
fn day(item: &Item, line: &Line, facts: &mut Facts) {
    let Some(value) = scan::whole_date(&item.text) else {
        return;
    };
    let fact = Fact {
        value,
        from: From::TitleLine,
        place: Some(line.place.clone()),
    };
    match item.text.contains('年') {
        true => facts.signed.push(fact),
        false => facts.published.push(fact),
    }
}

fn titles(items: &[Item], lines: &[Line], facts: &mut Facts) {
    let mut at = 0;
    while at < items.len() {
        let What::Title(number) = items[at].what else {
            at += 1;
            continue;
        };
        let own = items[at..]
            .iter()
            .take_while(|item| item.what == What::Title(number));
        let parts: Vec<&str> = own.map(|item| item.text.trim()).collect();
        at += parts.len();
        let place = &lines[items[at - parts.len()].line].place;
        facts.title(&parts.concat(), From::TitleLine, Some(place));
    }
}

#[cfg(test)]
mod conserved;
#[cfg(test)]
mod tests;
