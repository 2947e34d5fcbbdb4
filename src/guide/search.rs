//! Where a word stands in the guide.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::prose::fold;

use super::Topic;
use super::events::events;

/// A heading under which a word stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Place<'g> {
    /// The number of the topic.
    pub number: usize,
    pub title: &'g str,
    /// The nearest heading above the word.
    pub heading: String,
}

/// Every heading that has the word, or under which it stands, in reading order.
pub(super) fn places<'g>(topics: &'g [Topic], word: &str) -> Vec<Place<'g>> {
    let wanted = fold(word).to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let in_topic = |topic: &'g Topic| {
        let sections = sections(&topic.text).into_iter();
        let wanted = &wanted;
        let found = sections.filter(move |section| {
            let text = fold(&section.heading) + &fold(&section.text);
            text.to_lowercase().contains(wanted.as_str())
        });
        found.map(|section| Place {
            number: topic.number,
            title: &topic.title,
            heading: section.heading,
        })
    };
    topics.iter().flat_map(in_topic).collect()
}

#[derive(Default)]
struct Section {
    heading: String,
    text: String,
}

/// A page in parts, each with its heading.
fn sections(markdown: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut is_heading = false;
    for event in events(markdown) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                is_heading = true;
                sections.push(Section::default());
            }
            Event::End(TagEnd::Heading(_)) => is_heading = false,
            // What is folded has no space, and words of two cells are not one word.
            Event::End(_) => last(&mut sections).text.push('\u{0}'),
            Event::Text(words) | Event::Code(words) => match is_heading {
                true => last(&mut sections).heading.push_str(&words),
                false => last(&mut sections).text.push_str(&words),
            },
            _ => {}
        }
    }
    sections
}

fn last(sections: &mut [Section]) -> &mut Section {
    sections.last_mut().expect("there is always one")
}
