//! Web addresses in running text become links.

use std::ops::Range;

use super::nodes::{Element, Link, Node, Words};
use super::unmade;
use crate::diag::Diagnostic;
use crate::path::SourcePath;

/// Marks that end a sentence and not an address.
const TRAILING: [char; 10] = ['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~'];
/// What no address has unescaped.
const NEVER: [char; 8] = ['<', '>', '"', '`', '{', '}', '|', '\\'];

/// Makes links of the addresses that stand in paragraphs, lists and tables. Linear.
pub(super) fn link(source: &str, nodes: Vec<Node>) -> Vec<Node> {
    if memchr::memmem::find(source.as_bytes(), b"://").is_none() {
        return nodes;
    }
    let mut linked = Vec::with_capacity(nodes.len());
    let mut open: Vec<bool> = Vec::new();
    for node in nodes {
        match &node {
            Node::Open(element, _) => {
                let keeps = matches!(
                    element,
                    Element::Link(_) | Element::Heading(_) | Element::CodeBlock
                );
                open.push(keeps);
            }
            Node::Close => {
                open.pop();
            }
            Node::Text(words) if words.exact && !open.contains(&true) => {
                divide(words, &mut linked);
                continue;
            }
            _ => {}
        }
        linked.push(node);
    }
    linked
}

/// The first address in running text that is written without `https://`, and so
/// becomes no link. Linear.
pub(super) fn without_scheme(
    source: &str,
    nodes: &[Node],
    file: &SourcePath,
) -> Option<Diagnostic> {
    memchr::memmem::find(source.as_bytes(), b"www.")?;
    let mut open: Vec<bool> = Vec::new();
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    for node in nodes {
        match node {
            Node::Open(element, _) => {
                open.push(matches!(element, Element::Link(_) | Element::CodeBlock))
            }
            Node::Close => {
                open.pop();
            }
            Node::Text(words) if words.exact && !open.contains(&true) => {
                let text = words.text.as_str();
                let starts = text.match_indices("www.").map(|(at, _)| at);
                let bare = starts.filter(|at| {
                    !text[..*at].ends_with(|c: char| c.is_ascii_graphic() && !"([:".contains(c))
                });
                found.extend(bare.filter_map(|at| {
                    let end = at + length(&text[at..]);
                    let host = text[at..end].split('/').next()?;
                    let place = words.place.start + at..words.place.start + end;
                    (host.matches('.').count() > 1).then_some((place, &text[at..end]))
                }));
            }
            _ => {}
        }
    }
    let (place, address) = found.first()?.clone();
    Some(unmade::without_scheme(file, place, address, found.len()))
}

/// Divides text at the addresses in it.
fn divide(words: &Words, nodes: &mut Vec<Node>) {
    let text = words.text.as_str();
    let part = |from: usize, to: usize| {
        Node::Text(Words {
            text: text[from..to].to_owned(),
            place: words.place.start + from..words.place.start + to,
            exact: true,
        })
    };
    let mut copied = 0;
    while let Some((from, to)) = address(text, copied) {
        if from > copied {
            nodes.push(part(copied, from));
        }
        let place = words.place.start + from..words.place.start + to;
        let link = Link {
            target: text[from..to].to_owned(),
            span: place.clone(),
            image: false,
            alt: String::new(),
            title: String::new(),
        };
        nodes.push(Node::Open(Element::Link(Box::new(link)), place));
        nodes.extend([part(from, to), Node::Close]);
        copied = to;
    }
    if copied < text.len() {
        nodes.push(part(copied, text.len()));
    }
}

/// The first address at or after a place.
fn address(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let colon = at + text[at..].find("://")?;
        at = colon + 3;
        let before = &text[from..colon];
        let Some(scheme) = ["https", "http"].into_iter().find(|scheme| {
            let start = before.len().checked_sub(scheme.len());
            start
                .and_then(|start| before.get(start..))
                .is_some_and(|word| word.eq_ignore_ascii_case(scheme))
        }) else {
            continue;
        };
        let start = colon - scheme.len();
        if text[from..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let end = at + length(&text[at..]);
        let host = text[at..end]
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default();
        if host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Some((start, end));
        }
    }
}

/// How far an address goes: up to white space, anything Chinese, or the bracket
/// around it.
fn length(text: &str) -> usize {
    let stops = |c: char| !c.is_ascii_graphic() || NEVER.contains(&c);
    let mut address = &text[..text.find(stops).unwrap_or(text.len())];
    let count = |mark: char| address.matches(mark).count();
    // How many more are closed than opened.
    let mut round = count(')').saturating_sub(count('('));
    let mut square = count(']').saturating_sub(count('['));
    loop {
        let cut = address.trim_end_matches(TRAILING);
        let surplus = match cut.chars().next_back() {
            Some(')') => &mut round,
            Some(']') => &mut square,
            _ => return cut.len(),
        };
        if *surplus == 0 {
            return cut.len();
        }
        *surplus -= 1;
        address = &cut[..cut.len() - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{html, read};

    #[test]
    fn addresses_become_links() {
        for (text, link) in [
            ("见https://www.a.gov.cn/x。", "https://www.a.gov.cn/x"),
            ("（网址：http://a.cn）", "http://a.cn"),
            ("(https://a.cn/x_(1))", "https://a.cn/x_(1)"),
            ("https://a.cn/a?b=1&c=2, d", "https://a.cn/a?b=1&amp;c=2"),
            ("HTTPS://A.cn/a_b_c/", "HTTPS://A.cn/a_b_c/"),
            ("- https://a.cn/x.", "https://a.cn/x"),
        ] {
            let html = html(text);
            assert!(
                html.contains(&format!("<a href=\"{link}\">{link}</a>")),
                "{html}"
            );
        }
        assert_eq!(
            html("a https://a.cn 乙 https://b.cn")
                .matches("<a ")
                .count(),
            2
        );
    }

    #[test]
    fn an_address_without_its_beginning_is_told_once() {
        let said = |text: &str| read(text).1.len();
        assert_eq!(said("见www.a.gov.cn。又见 www.b.gov.cn/x"), 1);
        assert_eq!(said("（网址：www.a.gov.cn）"), 1);
        for text in [
            "http://www.a.gov.cn",
            "[甲](https://www.a.cn)",
            "[www.a.cn](https://www.a.cn)",
            "`www.a.cn`",
            "www.",
            "甲www.乙",
            "awww.a.cn",
            "a@www.a.cn",
        ] {
            assert_eq!(said(text), 0, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_or_a_link_already_stays() {
        for text in [
            "https://",
            "https://甲",
            "xhttps://a.cn",
            "`https://a.cn`",
            "## 甲 https://a.cn",
            "ftp://a.cn",
            "https://localhost/",
        ] {
            assert!(!html(text).contains("<a "), "{text}");
        }
        assert_eq!(
            html("[https://a.cn](https://b.cn)").matches("<a ").count(),
            1
        );
        assert_eq!(html("<https://a.cn>").matches("<a ").count(), 1);
    }
}
