//! The engine's tags in the text of a template.

use std::ops::Range;

use super::meter::tokens;
use super::shrink::engine_tag;

/// The name that a statement such as `{% block name %}` gives, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'t> {
    /// Without quotes.
    pub name: &'t str,
    /// Bytes of the template.
    pub span: Range<usize>,
}

/// What stands after `word` in each statement that begins with it. Linear.
pub fn named<'t>(template: &'t str, word: &str) -> Vec<Named<'t>> {
    let mut found = Vec::new();
    each(template, |range| {
        let tag = &template[range.clone()];
        if !tag.starts_with("{%") {
            return;
        }
        let mut tokens = tokens(tag, range.start).into_iter();
        if tokens.next().is_none_or(|(_, first)| first != word) {
            return;
        }
        if let Some((at, written)) = tokens.next() {
            found.push(Named {
                name: written.trim_matches(['"', '\'', '`']),
                span: at..at + written.len(),
            });
        }
    });
    found
}

/// The text with every tag and comment of the engine blank, byte for byte. Linear.
pub fn without_tags(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut copied = 0;
    each(template, |range| {
        text.push_str(&template[copied..range.start]);
        let lines = template[range.clone()].bytes();
        text.extend(lines.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        copied = range.end;
    });
    text.push_str(&template[copied..]);
    text
}

/// Tells of each tag in turn, but not of what stands in a `raw` section.
fn each(template: &str, mut tell: impl FnMut(Range<usize>)) {
    let mut at = 0;
    while let Some(found) = template[at..].find('{') {
        let start = at + found;
        let Some(length) = engine_tag(&template[start..]) else {
            at = start + 1;
            continue;
        };
        at = start + length;
        tell(start..at);
        let tag = &template[start..at];
        let is_raw = tag.starts_with("{%") && {
            let first = tokens(tag, start).first().map(|(_, word)| *word);
            first == Some("raw")
        };
        if is_raw {
            let end = template[at..].find("endraw");
            let open = end.and_then(|end| template[..at + end].rfind("{%"));
            at = open.unwrap_or(template.len()).max(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{% extends \"default/a.html\" %}{# {% block no %} #}\n\
        {%- block one -%}<b style=\"{{ x }}\">{% raw %}{% block raw %}{% endraw %}{% endblock one %}";

    #[test]
    fn names_are_found_with_their_places() {
        let names = |word| named(TEXT, word).into_iter().map(|one| one.name);
        assert_eq!(names("extends").collect::<Vec<_>>(), ["default/a.html"]);
        assert_eq!(names("block").collect::<Vec<_>>(), ["one"]);
        let block = &named(TEXT, "block")[0];
        assert_eq!(&TEXT[block.span.clone()], "one");
    }

    #[test]
    fn tags_go_and_places_stay() {
        let plain = without_tags(TEXT);
        assert_eq!(plain.len(), TEXT.len());
        assert!(plain.contains("<b style=\"       \">") && !plain.contains("one"));
        assert_eq!(plain.find("<b"), TEXT.find("<b"));
    }
}
