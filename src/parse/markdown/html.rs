//! Nodes as HTML. Only elements that the nodes know can come out, so nothing
//! that a user types becomes markup.

use std::fmt::Write;

use super::ids::HeadingIds;
use super::nodes::{Align, Element, Link, Mark, Node};
use super::{Address, Resolve};
use crate::parse::scan::any_row;

/// Writes nodes as HTML; `ids` are those of the page so far.
pub(super) fn render(nodes: &[Node], resolve: Resolve<'_>, ids: &mut HeadingIds, out: &mut String) {
    let mut open: Vec<&'static str> = Vec::new();
    // Whether the last link has words of its own, which say what its pictures are.
    let mut named = false;
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Open(Element::Table, _) => open.push(table(&nodes[at..], out)),
            Node::Open(Element::Heading(level), _) => {
                let id = ids.next(*level, words(&nodes[at + 1..]).trim());
                open.push(heading(*level, &id, out));
            }
            Node::Open(Element::Paragraph, _) if is_picture(&nodes[at + 1..]) => {
                out.push_str("<p class=\"picture\">");
                open.push("</p>\n");
            }
            Node::Open(element, _) => {
                if matches!(element, Element::Link(_)) {
                    named = has_words(&nodes[at + 1..]);
                }
                let close = begin(element, resolve, out);
                open.push(close);
            }
            Node::Close => out.push_str(open.pop().unwrap_or("")),
            Node::Text(words) => escape(&words.text, out),
            Node::Code(words) => {
                out.push_str("<code>");
                escape(&words.text, out);
                out.push_str("</code>");
            }
            Node::Newline => out.push('\n'),
            Node::LineBreak => out.push_str("<br>\n"),
            Node::Rule => out.push_str("<hr>\n"),
            Node::Image(link) => {
                let beside = named && open.contains(&"</a>");
                image(link, beside, resolve, out);
            }
            Node::Mark(mark) => reference(*mark, out),
            Node::Back(mark) => back(*mark, out),
        }
    }
    // Reading stops early where the nesting is refused.
    while let Some(close) = open.pop() {
        out.push_str(close);
    }
}

/// Writes text so that HTML reads it as text, also inside an attribute.
pub fn escape(text: &str, out: &mut String) {
    let special = |[b]: &[u8; 1]| (*b == b'&') | (*b == b'<') | (*b == b'>') | (*b == b'"');
    if !any_row(text, special) {
        return out.push_str(text);
    }
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(escaped);
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}

fn begin(element: &Element, resolve: Resolve<'_>, out: &mut String) -> &'static str {
    let (start, end) = match element {
        Element::Paragraph => ("<p>", "</p>\n"),
        // `render` gives it an id.
        Element::Heading(_) => ("", ""),
        Element::Quote => ("<blockquote>\n", "</blockquote>\n"),
        Element::Bullets => ("<ul>\n", "</ul>\n"),
        Element::Numbers(1) => ("<ol>\n", "</ol>\n"),
        Element::Numbers(first) => {
            attribute("<ol start=", &first.to_string(), out);
            (">\n", "</ol>\n")
        }
        Element::Item(None) => ("<li>", "</li>\n"),
        Element::Item(Some(number)) => {
            attribute("<li value=", &number.to_string(), out);
            (">", "</li>\n")
        }
        Element::CodeBlock => ("<pre><code>", "</code></pre>\n"),
        Element::Head => ("<thead>\n<tr>", "</tr>\n</thead>\n"),
        Element::Body => ("<tbody>\n", "</tbody>\n"),
        Element::Row => ("<tr>", "</tr>\n"),
        Element::HeadCell(align) => return cell("<th scope=\"col\"", *align, "</th>", out),
        Element::Cell(align) => return cell("<td", *align, "</td>", out),
        Element::Strong => ("<strong>", "</strong>"),
        Element::Emphasis => ("<em>", "</em>"),
        Element::Link(link) => {
            let Some(address) = resolve(&link.target) else {
                return "";
            };
            attribute("<a href=", &address.href, out);
            if address.leaves_frame {
                out.push_str(" target=\"_top\"");
            }
            title(link, out);
            (">", "</a>")
        }
        Element::Notes(first) => {
            out.push_str("<section role=\"doc-endnotes\" aria-label=\"注释\">\n");
            attribute("<ol start=", &first.to_string(), out);
            (">\n", "</ol>\n</section>\n")
        }
        // `table` looks at what follows.
        Element::Table => ("", ""),
        Element::Note(number) => {
            attribute("<li id=", &format!("fn{number}"), out);
            (">", "</li>\n")
        }
    };
    out.push_str(start);
    end
}

fn heading(level: u8, id: &str, out: &mut String) -> &'static str {
    // Writing to a string cannot fail.
    let _ = write!(out, "<h{level}");
    attribute(" id=", id, out);
    out.push('>');
    [
        "</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n",
    ][usize::from(level.clamp(1, 6)) - 1]
}

/// What is inside of an element, whose nodes begin here.
fn inside(nodes: &[Node]) -> impl Iterator<Item = &Node> {
    let mut depth = 1_usize;
    nodes.iter().take_while(move |node| {
        match node {
            Node::Open(..) => depth += 1,
            Node::Close => depth -= 1,
            _ => {}
        }
        depth > 0
    })
}

/// The words of an element whose nodes begin here.
fn words(nodes: &[Node]) -> String {
    let words = inside(nodes).filter_map(|node| match node {
        Node::Text(words) | Node::Code(words) => Some(words.text.as_str()),
        _ => None,
    });
    words.collect()
}

/// Whether there is a picture and nothing else in a paragraph, whose nodes begin here.
fn is_picture(nodes: &[Node]) -> bool {
    let mut pictures = 0;
    let all = inside(nodes).all(|node| match node {
        Node::Image(_) => {
            pictures += 1;
            true
        }
        Node::Open(element, _) => matches!(element, Element::Link(_)),
        Node::Text(words) => words.text.trim().is_empty(),
        Node::Newline | Node::LineBreak | Node::Close => true,
        _ => false,
    });
    all && pictures > 0
}

/// Whether an element has words, whose nodes begin here.
fn has_words(nodes: &[Node]) -> bool {
    inside(nodes).any(|node| match node {
        Node::Text(words) | Node::Code(words) => !words.text.trim().is_empty(),
        _ => false,
    })
}

/// A table of so many columns scrolls in a region of its own on a phone.
const WIDE: usize = 5;
/// How many heads name such a region.
const NAMED: usize = 3;

fn table(nodes: &[Node], out: &mut String) -> &'static str {
    let mut heads: Vec<String> = Vec::new();
    for node in nodes {
        match node {
            Node::Open(Element::HeadCell(_), _) => heads.push(String::new()),
            Node::Open(Element::Body, _) => break,
            Node::Text(words) | Node::Code(words) => {
                if let Some(head) = heads.last_mut() {
                    head.push_str(&words.text);
                }
            }
            _ => {}
        }
    }
    if heads.len() < WIDE {
        out.push_str("<table>\n");
        return "</table>\n";
    }
    let named = heads.iter().map(|head| head.trim());
    let named: Vec<&str> = named.filter(|head| !head.is_empty()).take(NAMED).collect();
    attribute(
        "<div class=\"scroll\" role=\"region\" aria-label=",
        &format!("表格：{}等{}列", named.join("、"), heads.len()),
        out,
    );
    out.push_str(" tabindex=\"0\">\n<table class=\"wide\">\n");
    "</table>\n</div>\n"
}

/// Alignment is a class: the page's policy allows no inline style.
fn cell(start: &str, align: Align, end: &'static str, out: &mut String) -> &'static str {
    out.push_str(start);
    out.push_str(match align {
        Align::Unset => ">",
        Align::Left => " class=\"left\">",
        Align::Centre => " class=\"center\">",
        Align::Right => " class=\"right\">",
    });
    end
}

/// A picture. Where it has no words and none are beside it, it gets no `alt`, which
/// would say that it is a decoration; the rule for pages finds that.
fn image(link: &Link, beside: bool, resolve: Resolve<'_>, out: &mut String) {
    let Some(Address { href, size, .. }) = resolve(&link.target) else {
        return escape(&link.alt, out);
    };
    out.push_str("<img");
    if beside || !link.alt.trim().is_empty() {
        attribute(" alt=", link.alt.trim(), out);
    }
    attribute(" src=", &href, out);
    title(link, out);
    if let Some((width, height)) = size {
        // Writing to a string cannot fail.
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
    out.push_str(" loading=\"lazy\"");
    out.push('>');
}

/// The id of a reference, which its footnote leads back to.
fn reference_id(mark: Mark) -> String {
    match mark.nth {
        1 => format!("fnref{}", mark.note),
        nth => format!("fnref{}-{nth}", mark.note),
    }
}

fn reference(mark: Mark, out: &mut String) {
    let (note, id) = (mark.note, reference_id(mark));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<sup><a href=\"#fn{note}\" id=\"{id}\" role=\"doc-noteref\" \
         aria-label=\"注释{note}\">[{note}]</a></sup>"
    );
}

fn back(mark: Mark, out: &mut String) {
    let (note, id) = (mark.note, reference_id(mark));
    let which = match mark.nth {
        1 => String::new(),
        nth => format!("的第{nth}处"),
    };
    let _ = write!(
        out,
        " <a href=\"#{id}\" role=\"doc-backlink\" aria-label=\"回到正文：注释{note}{which}\">↑</a>"
    );
}

fn title(link: &Link, out: &mut String) {
    if !link.title.is_empty() {
        attribute(" title=", &link.title, out);
    }
}

pub(super) fn attribute(start: &str, value: &str, out: &mut String) {
    out.push_str(start);
    out.push('"');
    escape(value, out);
    out.push('"');
}
