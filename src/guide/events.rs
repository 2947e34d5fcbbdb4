//! A page of the guide as the events of its Markdown, without what no reader sees.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::prose::{is_cjk, is_cjk_punctuation};

/// The events of a page: comments are gone, and where a line of Chinese was broken
/// to keep the source narrow, it goes on.
pub(super) fn events(markdown: &str) -> Vec<Event<'_>> {
    let all = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let is_seen = |event: &Event<'_>| {
        !matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::HtmlBlock)
                | Event::End(TagEnd::HtmlBlock)
        )
    };
    let events: Vec<Event<'_>> = all.filter(is_seen).collect();
    let breaks: Vec<usize> = (0..events.len())
        .filter(|at| events[*at] == Event::SoftBreak && is_inside_chinese(&events, *at))
        .collect();
    let mut events: Vec<Option<Event<'_>>> = events.into_iter().map(Some).collect();
    for at in breaks {
        events[at] = None;
    }
    events.into_iter().flatten().collect()
}

/// Whether the words before and after a break are written without spaces.
fn is_inside_chinese(events: &[Event<'_>], at: usize) -> bool {
    let is_wide = |c: char| is_cjk(c) || is_cjk_punctuation(c);
    let before = events[..at].iter().rev().find_map(words);
    let after = events[at + 1..].iter().find_map(words);
    let last = before.and_then(|words| words.chars().next_back());
    let first = after.and_then(|words| words.chars().next());
    last.is_some_and(is_wide) && first.is_some_and(is_wide)
}

fn words<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str) -> String {
        let word = |event: Event<'_>| match event {
            Event::Text(text) | Event::Code(text) => text.into_string(),
            Event::SoftBreak => " ".to_owned(),
            _ => String::new(),
        };
        events(markdown).into_iter().map(word).collect()
    }

    #[test]
    fn broken_lines_of_chinese_go_on_and_comments_are_gone() {
        assert_eq!(shown("甲，\n乙**丙**\n`丁`"), "甲，乙丙丁");
        assert_eq!(shown("甲\nb\nc **d**\n乙"), "甲 b c d 乙");
        assert_eq!(shown("<!-- a\nb -->\n\n甲<!-- c -->\n"), "甲");
    }
}
