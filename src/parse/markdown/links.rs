//! Links and images while they are read.

use std::ops::Range;

use super::nodes::{Element, Link, Node};
use super::read::Reader;
use super::stand_ins::clean;
use super::{refuse, unmade};

/// Endings of the names of pictures; any other link after `！` is a link in a sentence.
const PICTURES: [&str; 6] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"];

impl Reader<'_> {
    pub(super) fn link(&mut self, target: String, title: &str, range: &Range<usize>) -> Link {
        let link = Link {
            target,
            span: self.place(range.clone()),
            image: false,
            alt: String::new(),
            title: clean(title).into_owned(),
        };
        if let Some(scheme) = refuse::scheme(&link.target) {
            self.say(refuse::target(self.file, &link, &scheme));
        }
        link
    }

    /// `！[图](a.png)` is a mark of exclamation and a link.
    pub(super) fn wide_mark_before(&mut self, link: &Link) {
        let target = link.target.to_lowercase();
        let picture = PICTURES.iter().any(|end| target.ends_with(end));
        if picture && self.last == Some('！') {
            self.say(unmade::wide_image_mark(self.file, link.span.clone()));
        }
    }

    /// Reports a link that has just ended with nothing visible in it.
    pub(super) fn nameless(&mut self) {
        let mut inside = self
            .nodes
            .iter()
            .rev()
            .take_while(|node| !matches!(node, Node::Open(Element::Link(_), _)));
        let shows = |node: &Node| match node {
            Node::Text(words) | Node::Code(words) => !words.text.trim().is_empty(),
            Node::Image(_) | Node::Mark(_) => true,
            _ => false,
        };
        if inside.any(shows) {
            return;
        }
        let open = self.nodes.iter().rev().find_map(|node| match node {
            Node::Open(Element::Link(link), _) => Some(link),
            _ => None,
        });
        if let Some(link) = open {
            let said = unmade::nameless(self.file, link.span.clone(), &link.target);
            self.say(said);
        }
    }

    pub(super) fn end_image(&mut self) {
        let Some(image) = self.images.pop() else {
            return;
        };
        match self.images.last_mut() {
            Some(outer) => outer.alt.push_str(&image.alt),
            None => {
                (self.last, self.pending) = (None, None);
                self.nodes.push(Node::Image(Box::new(image)));
            }
        }
    }
}
