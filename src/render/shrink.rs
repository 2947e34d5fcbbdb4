//! Templates made small once, before the engine reads them, so that no page
//! need pass the minifier, which takes ten times as long as the template.
//!
//! The minifier knows nothing of the engine's tags, so each tag is replaced by
//! a mark that it takes for words. It may misread what is between the marks, for
//! instance an element that one template opens and another closes. So the
//! elements before and after are compared, and a template in which they differ
//! is not made small: its pages are minified one by one.

use crate::html::{self, Event, Interest};

use super::minify::minify;

/// Around the number of a hidden tag; noncharacters, which no template holds.
const OPEN: char = '\u{FDD4}';
const CLOSE: char = '\u{FDD5}';

/// What stands in marks among words and in attribute values: the minifier then
/// keeps the quotes of the attribute, and keeps them as they are. What the
/// engine will write there needs them. The second is for single quotes.
const KEEPS_QUOTES: [&str; 2] = ["' ", "\" "];

/// Elements whose text is no HTML, and where that text ends.
const RAW: [(&str, &str); 2] = [("<script", "</script"), ("<style", "</style")];

/// The template with the same elements in fewer bytes; `None` if that cannot
/// be proved. Linear.
pub fn shrink(template: &str) -> Option<String> {
    if template.contains([OPEN, CLOSE]) {
        return None;
    }
    let hidden = Hidden::of(template)?;
    let small = minify(hidden.html.clone());
    let same = elements(&hidden.html) == elements(&small);
    same.then(|| hidden.reveal(&small)).flatten()
}

/// A template whose tags are hidden.
#[derive(Default)]
struct Hidden<'t> {
    html: String,
    /// The tag that each mark replaces, and whether it is among words.
    tags: Vec<(&'t str, bool)>,
}

/// Where in the HTML something is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Words,
    /// In an HTML tag, between its attributes; with the end of the raw text
    /// after it, if the element holds some.
    Tag(Option<&'static str>),
    /// In an attribute value that ends with this quote.
    Value(char, Option<&'static str>),
    /// In a comment, style or script, up to this.
    Raw(&'static str),
}

impl<'t> Hidden<'t> {
    /// `None` if a tag of the engine writes the name of an element, which no
    /// mark can replace, and if an HTML tag does not end.
    fn of(template: &'t str) -> Option<Self> {
        let mut hidden = Self::default();
        let mut inside = Inside::Words;
        let mut at = 0;
        while let Some(c) = template[at..].chars().next() {
            let rest = &template[at..];
            let Some(length) = engine_tag(rest) else {
                if inside == Inside::Words && rest.starts_with("<{") {
                    return None;
                }
                inside = inside.after(c, rest);
                hidden.html.push(c);
                at += c.len_utf8();
                continue;
            };
            // Between attributes one mark replaces everything up to the end of
            // the HTML tag, because a condition may hold a whole attribute.
            let (length, before) = match inside {
                Inside::Tag(_) => (rest_of_tag(rest)?, None),
                Inside::Value('\'', _) => (length, Some(KEEPS_QUOTES[1])),
                _ => (length, Some(KEEPS_QUOTES[0])),
            };
            let among_words = matches!(inside, Inside::Words | Inside::Raw(_));
            hidden.hide(before);
            hidden.tags.push((&rest[..length], among_words));
            at += length;
        }
        (inside == Inside::Words).then_some(hidden)
    }

    /// Writes the next mark, with `before` in front of its number; `None`
    /// between attributes, where the mark is an attribute itself.
    fn hide(&mut self, before: Option<&str>) {
        let number = self.tags.len();
        let mark = match before {
            Some(before) => format!("{OPEN}{before}{number}{CLOSE}"),
            None => format!(" {OPEN}{number}{CLOSE}"),
        };
        self.html.push_str(&mark);
    }

    /// The small template with its tags; `None` unless each mark is there once,
    /// and those among words in order. Attributes may have changed places.
    fn reveal(&self, small: &str) -> Option<String> {
        let mut out = String::with_capacity(small.len() * 2);
        let mut seen = vec![false; self.tags.len()];
        let mut last = None;
        let mut parts = small.split(OPEN);
        out.push_str(parts.next()?);
        for part in parts {
            let (mark, rest) = part.split_once(CLOSE)?;
            let quoted = KEEPS_QUOTES
                .iter()
                .find_map(|before| mark.strip_prefix(before));
            if quoted.is_none() {
                out.truncate(out.strip_suffix(' ')?.len());
            }
            let number: usize = quoted.unwrap_or(mark).parse().ok()?;
            let (tag, among_words) = *self.tags.get(number)?;
            let again = std::mem::replace(&mut seen[number], true);
            if again || (among_words && last.replace(number) > Some(number)) {
                return None;
            }
            out.push_str(tag);
            out.push_str(rest);
        }
        seen.iter().all(|seen| *seen).then_some(out)
    }
}

impl Inside {
    /// Where one is after the character `c` that `rest` begins with.
    fn after(self, c: char, rest: &str) -> Self {
        match (self, c) {
            (Self::Words, '<') if rest.starts_with("<!--") => Self::Raw("-->"),
            (Self::Words, '<') => {
                let next = rest[1..].chars().next().unwrap_or(' ');
                let opens = next.is_ascii_alphabetic() || matches!(next, '/' | '!');
                let raw = RAW.iter().find(|(start, _)| rest.starts_with(start));
                if opens {
                    Self::Tag(raw.map(|(_, end)| *end))
                } else {
                    Self::Words
                }
            }
            (Self::Tag(raw), '>') => raw.map_or(Self::Words, Self::Raw),
            (Self::Tag(raw), '"' | '\'') => Self::Value(c, raw),
            (Self::Value(quote, raw), c) if c == quote => Self::Tag(raw),
            (Self::Raw(end), c) if end.starts_with(c) && rest.starts_with(end) => {
                if c == '<' {
                    Self::Tag(None)
                } else {
                    // The `>` that comes is then one among words.
                    Self::Words
                }
            }
            (same, _) => same,
        }
    }
}

/// The length of the engine's tag that a text begins with.
pub(super) fn engine_tag(text: &str) -> Option<usize> {
    let end = match text.get(..2)? {
        "{{" => "}}",
        "{%" => "%}",
        "{#" => return Some(text.find("#}")? + 2),
        _ => return None,
    };
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(2) {
        if escaped {
            escaped = false;
            continue;
        }
        escaped = quote.is_some() && c == '\\';
        match (quote, c) {
            (None, '"' | '\'' | '`') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, _) if text[at..].starts_with(end) => return Some(at + 2),
            _ => {}
        }
    }
    None
}

/// The length of what stands before the `>` of the HTML tag that goes on here.
fn rest_of_tag(text: &str) -> Option<usize> {
    let mut inside = Inside::Tag(None);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some(length) = engine_tag(rest) {
            at += length;
            continue;
        }
        if c == '>' && matches!(inside, Inside::Tag(_)) {
            return Some(at);
        }
        inside = inside.after(c, rest);
        at += c.len_utf8();
    }
    None
}

/// The names of the tags of some HTML, each with the sign that it begins with.
fn elements(html: &str) -> Vec<(char, Vec<u8>)> {
    let mut elements = Vec::new();
    html::read(html.as_bytes(), Interest::Tags, |event| match event {
        Event::Start { name, .. } => elements.push(('<', name.to_vec())),
        Event::End { name } => elements.push(('/', name.to_vec())),
        Event::Words(_) => {}
    });
    elements
}

#[cfg(test)]
#[cfg(feature = "minify")]
mod tests {
    use super::*;
    use crate::render::theme::THEME;

    #[test]
    fn what_templates_write_is_smaller_and_their_tags_are_whole() {
        for (large, small) in [
            (
                "<ul>\n  {%- for item in nav %}\n  <li><a href=\"{{ item.href }}\"{% if item.current %} aria-current=\"true\"{% endif %}>{{ item.text }}</a></li>\n  {%- endfor %}\n</ul>",
                "<ul>{%- for item in nav %} <li><a href=\"{{ item.href }}\"{% if item.current %} aria-current=\"true\"{% endif %}>{{ item.text }}</a></li> {%- endfor %}</ul>",
            ),
            (
                "<p class=\"a\">  {{ one }} {{ two }}</p>",
                "<p class=a>{{ one }} {{ two }}</p>",
            ),
            (
                "<p title='{{ \"}}<p>\" }}'>x</p>{# <b> #}",
                "<p title='{{ \"}}<p>\" }}'>x</p>{# <b> #}",
            ),
            (
                "<script>if (a<b) {{ it's }}</script> <i {{ x }}>{{ y }} z</i>",
                "<script>if (a<b) {{ it's }}</script><i{{ x }}>{{ y }} z</i>",
            ),
        ] {
            assert_eq!(shrink(large).as_deref(), Some(small));
        }
    }

    #[test]
    fn a_template_that_cannot_be_proved_is_left_alone() {
        for template in [
            "{% endblock a %}</div>",
            "<a href={{ href }}>x</a>",
            "<a href=\"{{ href }}>x</a>",
            "<{% if head %}th{% else %}td{% endif %}>x",
            "a \u{FDD4}0\u{FDD5}",
        ] {
            assert_eq!(shrink(template), None, "{template}");
        }
    }

    #[test]
    fn the_whole_theme_is_made_small() {
        let pages = THEME.iter().filter(|(name, _)| name.ends_with(".html"));
        for (name, text) in pages {
            let small = shrink(text).unwrap_or_else(|| panic!("{name}"));
            assert!(small.len() <= text.len(), "{name}");
        }
    }
}
