//! The ids of the headings of a page: their words, so that an address stays the
//! same when another heading is put in before.

use std::collections::HashMap;

use crate::prose::is_cjk;
use crate::prose::ordinals::leading;

/// The most letters of a heading that are taken.
const LONGEST: usize = 40;

/// The ids given on one page.
#[derive(Default)]
pub struct HeadingIds {
    given: HashMap<String, usize>,
    /// Each heading of the second level, in the page's order.
    pub contents: Vec<Entry>,
}

/// An entry of a list of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub words: String,
}

impl HeadingIds {
    /// The id of the next heading. No two are the same, and none is one that a
    /// template has: those are of Latin letters alone.
    pub(super) fn next(&mut self, level: u8, words: &str) -> String {
        let slug = slug(words);
        let count = self.given.entry(slug.clone()).or_insert(0);
        *count += 1;
        let id = match *count {
            1 => slug,
            // A heading may end in a number as well; a stop is in no slug.
            nth => format!("{slug}.{nth}"),
        };
        if level == 2 {
            self.contents.push(Entry {
                id: id.clone(),
                words: words.to_owned(),
            });
        }
        id
    }
}

/// The words of a heading without its number and marks.
fn slug(words: &str) -> String {
    let number = leading(words).map_or(0, |ordinal| ordinal.range.end);
    let mut slug = String::new();
    for c in words[number..].chars() {
        match c {
            _ if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let short: String = slug.chars().take(LONGEST).collect();
    let short = short.trim_end_matches('-');
    match short.contains(is_cjk) {
        true => short.to_owned(),
        false => format!("h-{short}").trim_end_matches('-').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_words_and_never_twice_the_same() {
        let mut ids = HeadingIds::default();
        let mut next = |words: &str| ids.next(2, words);
        assert_eq!(next("（一）主动公开"), "主动公开");
        assert_eq!(next("二、主动公开"), "主动公开.2");
        assert_eq!(next("申请方式：网上、信函"), "申请方式-网上-信函");
        assert_eq!(next("FAQ"), "h-faq");
        assert_eq!(next("……"), "h");
        assert_eq!(next("！"), "h.2");
        assert_eq!(ids.contents.len(), 6);
    }
}
