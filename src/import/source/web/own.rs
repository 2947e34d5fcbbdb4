//! The page of a report that gongkai published: all that the report says stands in its
//! `<article>`, and what the program added stands around it.

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{CaseSensitivity, ElementRef, Html, Node};

/// What the page of a report is made of.
pub struct Own {
    pub article: NodeId,
    /// The facts about the report that stand above it, with their labels.
    pub details: Vec<(String, String)>,
}

/// `None` for the page of any other program.
pub fn report(page: &Html) -> Option<Own> {
    let mut elements = page.tree.nodes().filter_map(ElementRef::wrap);
    elements.find(|one| is(one.value(), "body", "k-report"))?;
    let mut elements = page.tree.nodes().filter_map(ElementRef::wrap);
    let article = elements.find(|one| is(one.value(), "article", "prose"))?;
    let mut elements = page.tree.nodes().filter_map(ElementRef::wrap);
    let details = elements.find(|one| is(one.value(), "dl", "meta"));
    let labels = details.into_iter().flat_map(|details| {
        let items = details
            .child_elements()
            .flat_map(|item| item.child_elements());
        items.filter(|one| one.value().name() == "dt")
    });
    let facts = labels.filter_map(|label| {
        let value = label.next_siblings().find_map(ElementRef::wrap)?;
        Some((text(*label), text(*value)))
    });
    Some(Own {
        article: article.id(),
        details: facts.collect(),
    })
}

fn is(element: &Element, name: &str, class: &str) -> bool {
    element.name() == name && element.has_class(class, CaseSensitivity::CaseSensitive)
}

fn text(node: NodeRef<'_, Node>) -> String {
    let words = node.descendants().filter_map(|node| node.value().as_text());
    words
        .map(|words| &**words)
        .collect::<String>()
        .trim()
        .to_owned()
}
