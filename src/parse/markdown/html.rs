//! Nodes as HTML. Only elements that the nodes know can come out, so nothing
//! that a user types becomes markup.

use std::fmt::Write;

use super::nodes::{Align, Element, Link, Mark, Node};
use crate::parse::scan::any_row;

/// Writes nodes as HTML; `resolve` turns a link's target into the address to
/// print. Without one a link is only its words and an image its description.
pub(super) fn render(nodes: &[Node], resolve: &dyn Fn(&str) -> Option<String>, out: &mut String) {
    let mut open: Vec<&'static str> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Open(Element::Table, _) => open.push(table(&nodes[at..], out)),
            Node::Open(element, _) => {
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
            Node::Image(link) => image(link, resolve, out),
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
pub(super) fn escape(text: &str, out: &mut String) {
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

fn begin(
    element: &Element,
    resolve: &dyn Fn(&str) -> Option<String>,
    out: &mut String,
) -> &'static str {
    let (start, end) = match element {
        Element::Paragraph => ("<p>", "</p>\n"),
        Element::Heading(level) => return heading(*level, out),
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
            let Some(href) = resolve(&link.target) else {
                return "";
            };
            attribute("<a href=", &href, out);
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

fn heading(level: u8, out: &mut String) -> &'static str {
    // Writing to a string cannot fail.
    let _ = write!(out, "<h{level}>");
    [
        "</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n",
    ][usize::from(level.clamp(1, 6)) - 1]
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

fn image(link: &Link, resolve: &dyn Fn(&str) -> Option<String>, out: &mut String) {
    let Some(src) = resolve(&link.target) else {
        return escape(&link.alt, out);
    };
    attribute("<img alt=", &link.alt, out);
    attribute(" src=", &src, out);
    title(link, out);
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

fn attribute(start: &str, value: &str, out: &mut String) {
    out.push_str(start);
    out.push('"');
    escape(value, out);
    out.push('"');
}
