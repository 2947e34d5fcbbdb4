use std::collections::BTreeSet;

use pulldown_cmark::Event;

use super::topics::PAGES;
use super::*;
use crate::prose::cells;

const RULES_TEXT: &str = include_str!("../../docs/reference/rules.md");

/// What pages are made for.
const SCREEN: usize = 80;

fn guide() -> Guide {
    Guide::new(RULES_TEXT.to_owned())
}

#[test]
fn the_index_names_every_page_once_with_a_line() {
    let guide = guide();
    let names: BTreeSet<&str> = guide.topics.iter().map(|topic| topic.name).collect();
    let pages = PAGES.iter().map(|page| page.name).chain([RULES]);
    assert_eq!(names, pages.collect::<BTreeSet<&str>>());
    assert_eq!(guide.topics.len(), names.len());
    for (at, topic) in guide.topics.iter().enumerate() {
        assert_eq!(topic.number, at + 1);
        assert!(!topic.title.is_empty() && !topic.summary.is_empty());
    }
    let commands: Vec<&str> = guide.topics.iter().filter_map(|one| one.command).collect();
    assert_eq!(
        commands,
        [
            "init", "serve", "check", "build", "new", "theme", "import", "export", "correct"
        ]
    );
}

#[test]
fn a_topic_is_found_by_all_that_names_it_and_by_nothing_else() {
    let guide = guide();
    let found = |word: &str| guide.topic(word).map(|topic| topic.name);
    for word in [
        "6",
        "６",
        "第6页",
        "6.",
        "检查",
        "六、检查",
        "6-check",
        "6-check.md",
        "check",
        "Check",
    ] {
        assert_eq!(found(word), Some("6-check"), "{word}");
    }
    for word in ["report.yaml", "report-yaml", "怎样填 report.yaml", "17"] {
        assert_eq!(found(word), Some("report-yaml"), "{word}");
    }
    for word in ["", "0", "20", "-6", "表", "检", "README", "md"] {
        assert_eq!(found(word), None, "{word}");
    }
}

#[test]
fn a_word_of_the_text_leads_to_its_headings() {
    let guide = guide();
    let places = guide.places("没有保存");
    assert!(
        places
            .iter()
            .any(|place| place.number == 10 && place.heading == "14. 网站没有更新"),
        "{places:?}"
    );
    // Of a heading, of code, across spaces and in the other case.
    for word in ["冒号是中文的", "GONGKAI CHEKC", "其余为零:true"] {
        assert!(!guide.places(word).is_empty(), "{word}");
    }
    assert_eq!(guide.places("没有这样的一句话"), []);
    assert_eq!(guide.places(" "), []);
}

/// The words of a page that stand outside code.
fn prose(markdown: &str) -> String {
    let mut code = false;
    let mut text = String::new();
    for event in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(words) if !code => text.push_str(&words),
            _ => {}
        }
    }
    text
}

#[test]
fn every_page_is_plain_and_fits_the_screen() {
    let guide = guide();
    for topic in &guide.topics {
        // A mark that Markdown did not take for one would be shown as it is typed;
        // those with a backslash are meant to be.
        let unescaped = ["\\*", "\\[", "\\]", "\\<"];
        let text = unescaped
            .iter()
            .fold(topic.text.to_string(), |text, sign| text.replace(sign, ""));
        let words = prose(&text);
        for mark in ["**", "](", "<!--", "|--"] {
            assert!(!words.contains(mark), "{}: {mark}", topic.name);
        }
        let page = guide.page(topic, SCREEN);
        // Code keeps its lines; it is indented.
        let long = page.lines().filter(|line| cells(line) > SCREEN);
        for line in long {
            assert!(line.starts_with("    "), "{}: {line}", topic.name);
        }
        // A row of a table that was not taken for one.
        let typed = page.lines().find(|line| line.starts_with('|'));
        assert_eq!(typed, None, "{}", topic.name);
    }
}

#[test]
fn links_become_numbers() {
    let guide = guide();
    let text = |markdown: &str| guide.text(markdown, SCREEN);
    assert_eq!(text("见[检查](6-check.md#a)。"), "见检查（help 6）。\n");
    assert_eq!(text("[目录](README.md)"), "目录（help）\n");
    assert_eq!(text("<https://a.cn/>"), "https://a.cn/\n");
    assert_eq!(text("[甲](https://a.cn/)"), "甲（https://a.cn/）\n");
}

/// The targets of all links on the pages, with the page that each stands on.
fn links(guide: &Guide) -> Vec<(String, String)> {
    let index = (INDEX.to_owned(), INDEX_TEXT.to_owned());
    let texts = guide.topics.iter();
    let texts = texts.map(|topic| (topic.name.to_owned(), topic.text.clone().into_owned()));
    let mut links = Vec::new();
    for (name, text) in texts.chain([index]) {
        for event in events(&text) {
            if let Event::Start(Tag::Link { dest_url, .. }) = event {
                links.push((name.clone(), dest_url.into_string()));
            }
        }
    }
    links
}

#[test]
fn every_link_leads_to_a_topic() {
    let guide = guide();
    let links = links(&guide);
    assert!(links.len() > 40, "{links:?}");
    for (page, target) in links {
        assert!(guide.see(&target).is_some(), "{page}: {target}");
    }
    assert_eq!(guide.see("no.md"), None);
}
