//! The guide as web pages: an index and one page a topic, each complete in itself.

use std::collections::BTreeMap;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::events::events;
use super::topics::{INDEX, INDEX_TEXT, page_name};
use super::{Guide, Topic};

const STYLE: &str = include_str!("page.css");

/// The names of the files and their texts, the index first.
pub(super) fn pages(guide: &Guide) -> Vec<(String, String)> {
    let topics = guide.topics();
    let mut pages = vec![(
        "index.html".to_owned(),
        page("使用指南", "zh-CN", INDEX_TEXT, &turn(None, topics.first())),
    )];
    for (at, topic) in topics.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| topics.get(at));
        let turn = turn(before, topics.get(at + 1));
        let name = format!("{}.html", topic.name);
        let text = page(&topic.title, topic.language, &topic.text, &turn);
        pages.push((name, text));
    }
    pages
}

fn page(title: &str, language: &str, markdown: &str, turn: &str) -> String {
    let title = escaped(title);
    let body = body(markdown);
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} - gongkai 使用指南</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><a href=\"index.html\">gongkai 使用指南</a></header>\n\
         <main lang=\"{language}\">\n{body}</main>\n{turn}</body>\n</html>\n"
    )
}

/// The links to the pages before and after.
fn turn(before: Option<&Topic>, after: Option<&Topic>) -> String {
    let link = |words: &str, name: &str, title: &str| {
        let title = escaped(title);
        format!("<a href=\"{name}.html\">{words}：{title}</a>\n")
    };
    let before = before.map(|topic| link("上一页", topic.name, &topic.title));
    let after = after.map(|topic| link("下一页", topic.name, &topic.title));
    let index = "<a href=\"index.html\">目录</a>\n";
    format!(
        "<nav aria-label=\"前后页\">\n{}{index}{}</nav>\n",
        before.unwrap_or_default(),
        after.unwrap_or_default()
    )
}

/// A page's Markdown as HTML, with ids for its headings and links between pages.
fn body(markdown: &str) -> String {
    let events = events(markdown);
    let mut ids = Ids::default();
    let named = (0..events.len()).map(|at| match &events[at] {
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: *level,
            id: Some(CowStr::from(ids.next(&words(&events[at + 1..])))),
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type: *link_type,
            dest_url: CowStr::from(address(dest_url)),
            title: title.clone(),
            id: id.clone(),
        }),
        event => event.clone(),
    });
    let mut html = String::new();
    push_html(&mut html, named);
    html
}

/// Where a link between files leads among the pages.
fn address(target: &str) -> String {
    let Some(name) = page_name(target).filter(|_| !target.contains("://")) else {
        return target.to_owned();
    };
    let name = match name {
        INDEX => "index",
        name => name,
    };
    let anchor = target.find('#').map_or("", |at| &target[at..]);
    format!("{name}.html{anchor}")
}

/// The words of the heading that has just begun.
fn words(events: &[Event<'_>]) -> String {
    let ends = |event: &&Event<'_>| !matches!(event, Event::End(TagEnd::Heading(_)));
    let words = events
        .iter()
        .take_while(ends)
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(&**text),
            _ => None,
        });
    words.collect()
}

/// The ids of a page's headings, as code hosts make them from the words, so that a
/// link with an anchor leads to the same place there and here.
#[derive(Default)]
struct Ids {
    given: BTreeMap<String, usize>,
}

impl Ids {
    fn next(&mut self, words: &str) -> String {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let slug: String = words.to_lowercase().chars().filter(kept).collect();
        let slug = slug.replace(' ', "-");
        let count = self.given.entry(slug.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => slug,
            nth => format!("{slug}-{}", nth - 1),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, std::iter::once(Event::Text(text.into())));
    html
}
