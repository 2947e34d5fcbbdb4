//! The guide that the program carries: its topics, found by number, name or word,
//! as text for a terminal and as web pages.

mod blocks;
mod events;
mod html;
mod search;
mod table;
mod terminal;
mod topics;
mod wrap;

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::prose::fold;
use crate::prose::ordinals::leading;

use events::events;
use topics::{INDEX, INDEX_TEXT, PAGES, RULES, page_name};

pub use search::Place;

/// The guide: its topics in the order of its index.
pub struct Guide {
    topics: Vec<Topic>,
}

/// One page of the guide.
pub struct Topic {
    /// Its place in the index, from one.
    pub number: usize,
    /// The name of its file, without `.md`.
    pub name: &'static str,
    /// What the index calls it.
    pub title: String,
    /// What the index says of it in one line.
    pub summary: String,
    /// The command that it is about.
    pub command: Option<&'static str>,
    language: &'static str,
    text: Cow<'static, str>,
}

impl Guide {
    /// The guide with the reference of the rules, which those who know the rules generate.
    pub fn new(rules: String) -> Self {
        let mut rules = Some(rules);
        let entries = entries(INDEX_TEXT).into_iter();
        let topics = entries.enumerate().filter_map(|(at, entry)| {
            let page = PAGES.iter().find(|page| page.name == entry.name);
            let (name, text) = match page {
                Some(page) => (page.name, Cow::Borrowed(page.text)),
                None if entry.name == RULES => (RULES, Cow::Owned(rules.take()?)),
                None => return None,
            };
            Some(Topic {
                number: at + 1,
                name,
                title: entry.title,
                summary: entry.summary,
                command: page.and_then(|page| page.command),
                language: page.map_or("zh-CN", |page| page.language),
                text,
            })
        });
        Self {
            topics: topics.collect(),
        }
    }

    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// The topic that a word names exactly: its number, its title, the name of its file.
    pub fn topic(&self, word: &str) -> Option<&Topic> {
        let word = fold(word).to_lowercase();
        let number = word.trim_matches(['第', '页', '.', '、']).parse::<usize>();
        self.topics.iter().find(|topic| {
            let names = topic.names();
            number == Ok(topic.number) || names.contains(&word)
        })
    }

    /// The topic about a command.
    pub fn about(&self, command: &str) -> Option<&Topic> {
        let mut topics = self.topics.iter();
        topics.find(|topic| topic.command == Some(command))
    }

    /// Where a word stands, heading by heading.
    pub fn places(&self, word: &str) -> Vec<Place<'_>> {
        search::places(&self.topics, word)
    }

    /// A page as text for a terminal of so many columns.
    pub fn page(&self, topic: &Topic, columns: usize) -> String {
        self.text(&topic.text, columns)
    }

    /// Any Markdown as text for a terminal of so many columns. Links to pages of the
    /// guide become the number under which they are found.
    pub fn text(&self, markdown: &str, columns: usize) -> String {
        let see = |target: &str| self.see(target);
        terminal::text(&blocks::blocks(markdown, &see), columns)
    }

    /// The whole guide as web pages: the names of the files and their texts.
    pub fn html(&self) -> Vec<(String, String)> {
        html::pages(self)
    }

    /// How a reader at a terminal comes to what a link leads to.
    fn see(&self, target: &str) -> Option<String> {
        if target.contains("://") {
            return Some(target.to_owned());
        }
        match page_name(target)? {
            INDEX => Some("help".to_owned()),
            name => {
                let topic = self.topics.iter().find(|topic| topic.name == name)?;
                Some(format!("help {}", topic.number))
            }
        }
    }
}

impl Topic {
    /// The folded forms of all that names it.
    fn names(&self) -> Vec<String> {
        let file = format!("{}.md", self.name);
        let short = self.short_name();
        // What has no number is no list: `report-yaml` is about `report.yaml`.
        let dotted = short.replace('-', ".");
        let head = headings(&self.text).into_iter().next();
        let head = head.unwrap_or_default();
        let after = leading(&head).map_or(0, |ordinal| ordinal.range.end);
        let names = [
            self.name,
            &file,
            short,
            &dotted,
            &self.title,
            &head,
            &head[after..],
        ];
        let folded = names.iter().map(|name| fold(name).to_lowercase());
        folded.collect()
    }

    /// The name of its file without the number.
    pub fn short_name(&self) -> &'static str {
        self.name
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches('-')
    }
}

/// The words of all headings.
fn headings(markdown: &str) -> Vec<String> {
    let mut headings = Vec::new();
    let mut open: Option<String> = None;
    for event in events(markdown) {
        match (event, &mut open) {
            (Event::Start(Tag::Heading { .. }), _) => open = Some(String::new()),
            (Event::End(TagEnd::Heading(_)), _) => headings.extend(open.take()),
            (Event::Text(text) | Event::Code(text), Some(words)) => words.push_str(&text),
            _ => {}
        }
    }
    headings
}

/// An entry of the numbered list in the index: `1. [title](name.md)：summary`.
struct Entry {
    name: String,
    title: String,
    summary: String,
}

fn entries(index: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut is_list, mut is_link) = (false, false);
    for event in events(index) {
        match event {
            Event::Start(Tag::List(first)) => is_list = first.is_some(),
            Event::End(TagEnd::List(_)) => is_list = false,
            Event::Start(Tag::Link { dest_url, .. }) if is_list => {
                is_link = true;
                entries.extend(page_name(&dest_url).map(|name| Entry {
                    name: name.to_owned(),
                    title: String::new(),
                    summary: String::new(),
                }));
            }
            Event::End(TagEnd::Link) => is_link = false,
            Event::Text(text) | Event::Code(text) if is_list => {
                if let Some(entry) = entries.last_mut() {
                    let words = match is_link {
                        true => &mut entry.title,
                        false => &mut entry.summary,
                    };
                    words.push_str(&text);
                }
            }
            _ => {}
        }
    }
    for entry in &mut entries {
        entry.summary = entry.summary.trim_start_matches('：').to_owned();
    }
    entries
}

#[cfg(test)]
mod tests;
