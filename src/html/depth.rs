//! How deep the elements of a page lie in one another.

use super::{Event, Interest, read};

/// How deep browsers let elements lie in one another; what lies deeper they
/// show side by side.
pub const DEEPEST: usize = 512;

/// Elements that hold nothing and have no end tag.
const VOID: [&[u8]; 15] = [
    b"area", b"base", b"br", b"col", b"embed", b"frame", b"hr", b"img", b"input", b"link", b"meta",
    b"param", b"source", b"track", b"wbr",
];

/// How deep some HTML goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Depth {
    /// As a browser reads it: an end tag also ends what was left open inside.
    pub nested: usize,
    /// As one reads it who takes an end tag only for the innermost element.
    pub unclosed: usize,
}

impl Depth {
    /// Linear; counts no further than to where both are past telling.
    pub fn of(html: &[u8]) -> Self {
        let mut depth = Self::default();
        let (mut nested, mut unclosed): (Vec<Name>, Vec<Name>) = (Vec::new(), Vec::new());
        read(html, Interest::Tags, |event| match event {
            _ if depth.is_too_deep() => {}
            Event::Start { name, closed, .. } => {
                let foreign = || nested.iter().any(|one| [SVG, MATH].contains(one));
                if VOID.contains(&name) || (closed && foreign()) {
                    return;
                }
                let ended = ended_by(name);
                let is_ended = |open: &Name| ended.iter().any(|one| name_of(one) == *open);
                if !ended.is_empty() {
                    let ends_itself = |open: &&Name| is_ended(open) || may_stay_open(**open);
                    let inside = nested.iter().rev().take_while(ends_itself);
                    let last = inside.enumerate().filter(|(_, open)| is_ended(open)).last();
                    nested.truncate(nested.len() - last.map_or(0, |(above, _)| above + 1));
                    while unclosed.last().is_some_and(is_ended) {
                        unclosed.pop();
                    }
                }
                nested.push(name_of(name));
                unclosed.push(name_of(name));
                depth.nested = depth.nested.max(nested.len());
                depth.unclosed = depth.unclosed.max(unclosed.len());
            }
            Event::End { name } => {
                let name = name_of(name);
                if let Some(at) = nested.iter().rposition(|open| *open == name) {
                    nested.truncate(at);
                }
                if unclosed.last() == Some(&name) {
                    unclosed.pop();
                }
            }
            Event::Words(_) => {}
        });
        depth
    }

    /// Whether no browser shows it as it is meant.
    pub fn is_too_deep(self) -> bool {
        self.nested > DEEPEST
    }
}

/// The first letters of a name and its length, which tells all names apart that
/// HTML has.
type Name = u64;

const SVG: Name = name_of(b"svg");
const MATH: Name = name_of(b"math");

const fn name_of(name: &[u8]) -> Name {
    let mut number = name.len() as u64;
    let mut at = 0;
    while at < name.len() && at < 7 {
        number = number << 8 | name[at] as u64;
        at += 1;
    }
    number
}

/// The elements that the beginning of another ends, because their end tag may
/// be left out.
fn ended_by(name: &[u8]) -> &'static [&'static [u8]] {
    match name {
        b"li" => &[b"li"],
        b"p" => &[b"p"],
        b"dt" | b"dd" => &[b"dt", b"dd"],
        b"td" | b"th" => &[b"td", b"th"],
        b"tr" => &[b"tr", b"td", b"th", b"caption", b"colgroup"],
        b"thead" | b"tbody" | b"tfoot" => &[
            b"thead",
            b"tbody",
            b"tfoot",
            b"tr",
            b"td",
            b"th",
            b"caption",
            b"colgroup",
        ],
        b"option" | b"optgroup" => &[b"option"],
        b"rt" | b"rp" => &[b"rt", b"rp"],
        _ => &[],
    }
}

/// Whether an element ends with the one around it, wherever that ends.
fn may_stay_open(open: Name) -> bool {
    const OPEN: [Name; 7] = [
        name_of(b"p"),
        name_of(b"li"),
        name_of(b"dt"),
        name_of(b"dd"),
        name_of(b"option"),
        name_of(b"rt"),
        name_of(b"rp"),
    ];
    OPEN.contains(&open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(html: &str) -> usize {
        Depth::of(html.as_bytes()).nested
    }

    #[test]
    fn elements_in_one_another_are_counted_and_those_side_by_side_are_not() {
        for (html, depth) in [
            ("甲", 0),
            ("<p>甲</p><p>乙</p>", 1),
            ("<div><p><b>甲</b></p></div>", 3),
            ("<br><img><hr/><wbr><br>", 0),
            ("<svg><path/><path/><g><path/></g></svg>", 2),
            ("<svg><path><path>", 3),
            // A slash says nothing outside of a picture.
            ("<div/><div/><div/>", 3),
            ("<a href=x/>甲</a><a href=y/>乙</a>", 1),
        ] {
            assert_eq!(nested(html), depth, "{html}");
        }
    }

    #[test]
    fn end_tags_that_may_be_left_out_are_missed_by_nobody() {
        let rows = "<tr><th>甲<td>乙".repeat(1000);
        let items = "<li>甲".repeat(1000);
        for (html, depth) in [
            ("<p>甲".repeat(1000), 1),
            (format!("<ul>{items}</ul>"), 2),
            (format!("<dl>{}</dl>", "<dt>甲<dd>乙".repeat(1000)), 2),
            (format!("<table>{rows}</table>"), 3),
            (format!("<select>{}</select>", "<option>甲".repeat(1000)), 2),
            ("<div><span>甲</div>".repeat(1000), 2),
            (format!("<ul>{}</ul>", "<li>甲<p>乙".repeat(1000)), 3),
            (format!("<table>{}", "<tbody><tr><td><p>甲".repeat(1000)), 5),
        ] {
            assert_eq!(nested(&html), depth, "{}", &html[..20]);
        }
    }

    #[test]
    fn tags_without_end_are_counted_for_those_who_wait_for_one() {
        let html = "<div><span>甲</div>".repeat(1000);
        assert_eq!(Depth::of(html.as_bytes()).unclosed, 2000);
        assert!(Depth::of("<b>".repeat(513).as_bytes()).is_too_deep());
        assert!(!Depth::of("<b>".repeat(512).as_bytes()).is_too_deep());
    }
}
