//! Meters set into a site's own templates, so that none of them runs for ever.
//!
//! The engine has no limit: loops over lists that others make are over only
//! when the sun is cold. So what can take long is rewritten to pass through a
//! filter of ours, which counts: what a loop goes over, what is set to a
//! variable, and each entry into a component or another template. The count
//! depends on the templates and the content alone, never on a clock.
//!
//! ```text
//! {% for a in b %}   →   {% for a in (b)|gongkai_7 %}
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::shrink::engine_tag;

/// How much of a template's text counts as one step.
const STEP: usize = 64;

/// A place in a template where something is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub template: String,
    /// The tag, in the template as it was written.
    pub span: Range<usize>,
    pub cost: Cost,
}

/// What counts at a spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// So many steps for each item of a list.
    Each(u64),
    /// A value by its size.
    Size,
    /// An entry into a component or another template.
    Once,
}

impl Spot {
    /// The name of its filter, by its number among all spots.
    pub fn name(number: usize) -> String {
        format!("gongkai_{number}")
    }
}

/// Sets meters into all templates. Linear.
pub fn metered(templates: &BTreeMap<String, &str>) -> (BTreeMap<String, String>, Vec<Spot>) {
    let mut spots = Vec::new();
    let metered = templates.iter().map(|(name, text)| {
        let mut meters = Meters {
            template: name,
            text,
            spots: &mut spots,
            insertions: Vec::new(),
            loops: Vec::new(),
        };
        meters.read();
        (name.clone(), meters.finish())
    });
    let metered = metered.collect();
    (metered, spots)
}

/// The meters of one template.
struct Meters<'t> {
    template: &'t str,
    text: &'t str,
    spots: &'t mut Vec<Spot>,
    /// What is set in, and before which byte.
    insertions: Vec<(usize, String)>,
    /// The loops that are open: their spots, and where their bodies begin.
    loops: Vec<(usize, usize)>,
}

/// A word, a text or a sign within a tag, and where it begins.
pub(super) type Token<'t> = (usize, &'t str);

impl<'t> Meters<'t> {
    fn read(&mut self) {
        let mut at = 0;
        while let Some(found) = self.text[at..].find('{') {
            let start = at + found;
            let rest = &self.text[start..];
            let Some(length) = engine_tag(rest) else {
                at = start + 1;
                continue;
            };
            at = start + length;
            if rest.starts_with("{#") {
                continue;
            }
            let tokens = tokens(&rest[..length], start);
            let is_tag = rest.starts_with("{%");
            match tokens.first() {
                Some((_, "raw")) if is_tag => {
                    let end = self.text[at..].find("endraw");
                    at = end.map_or(self.text.len(), |end| at + end);
                }
                _ => {
                    self.lists_and_parents(start..at, &tokens);
                    if is_tag {
                        self.statement(start..at, &tokens);
                    }
                }
            }
        }
    }

    /// The lists that are made within a tag, and calls of the block above.
    fn lists_and_parents(&mut self, tag: Range<usize>, tokens: &[Token<'t>]) {
        let mut open: Vec<&str> = Vec::new();
        for (number, (at, word)) in tokens.iter().enumerate() {
            let before = number.checked_sub(1).map(|before| tokens[before].1);
            match *word {
                "(" | "[" | "{" => open.push(word),
                ")" | "]" | "}" => drop(open.pop()),
                "for" if open.last() == Some(&"[") && before != Some(".") => {
                    if let Some((from, to)) = source(&tokens[number..]) {
                        let each = Cost::Each(steps(tag.len()));
                        self.wrap(from, to, tag.clone(), each);
                    }
                }
                "super" if before != Some(".") => {
                    if let [(_, "("), (end, ")"), ..] = tokens[number + 1..] {
                        let name = self.spot(tag.clone(), Cost::Size);
                        self.insertions.push((end + 1, format!("|{name}")));
                    }
                }
                _ => debug_assert!(*at < tag.end),
            }
        }
    }

    fn statement(&mut self, tag: Range<usize>, tokens: &[Token<'t>]) {
        let text = &self.text[tag.clone()];
        let (opens, closes) = (text.starts_with("{%-"), text.ends_with("-%}"));
        let end = tag.end - if closes { 3 } else { 2 };
        let words: Vec<&str> = tokens.iter().take(3).map(|(_, word)| *word).collect();
        match words.as_slice() {
            ["for", ..] => {
                let source = tokens.iter().find(|(_, word)| *word == "in");
                if let Some((at, _)) = source {
                    self.loops.push((self.spots.len(), tag.end));
                    self.wrap(at + 2, end, tag, Cost::Each(1));
                }
            }
            ["endfor", ..] => {
                if let Some((spot, body)) = self.loops.pop() {
                    self.spots[spot].cost = Cost::Each(steps(tag.start - body));
                }
            }
            ["set" | "set_global", _, "="] => self.wrap(tokens[2].0 + 1, end, tag, Cost::Size),
            ["component", ..] => {
                let name = self.spot(tag.clone(), Cost::Once);
                let trim = if closes { "-" } else { "" };
                let call = format!("{{{{ \"\"|{name} {trim}}}}}");
                self.insertions.push((tag.end, call));
            }
            ["include", ..] => {
                let name = self.spot(tag.clone(), Cost::Once);
                let trim = if opens { "-" } else { "" };
                let call = format!("{{{{{trim} \"\"|{name} }}}}");
                self.insertions.push((tag.start, call));
            }
            _ => {}
        }
    }

    /// Lets the value that is written between two bytes pass a meter.
    fn wrap(&mut self, from: usize, to: usize, tag: Range<usize>, cost: Cost) {
        let name = self.spot(tag, cost);
        self.insertions.push((from, " (".to_owned()));
        self.insertions.push((to, format!(")|{name} ")));
    }

    fn spot(&mut self, span: Range<usize>, cost: Cost) -> String {
        let template = self.template.to_owned();
        self.spots.push(Spot {
            template,
            span,
            cost,
        });
        Spot::name(self.spots.len() - 1)
    }

    fn finish(mut self) -> String {
        // What was found inside comes before what stands around it.
        self.insertions.sort_by_key(|(at, _)| *at);
        let mut text = String::with_capacity(self.text.len() + 32 * self.insertions.len());
        let mut from = 0;
        for (at, insertion) in &self.insertions {
            text.push_str(&self.text[from..*at]);
            text.push_str(insertion);
            from = *at;
        }
        text.push_str(&self.text[from..]);
        text
    }
}

fn steps(length: usize) -> u64 {
    1 + (length / STEP) as u64
}

/// Where the list of `[… for a in list if …]` is written: behind the `in` up to
/// the `if` or the bracket. The tokens begin with the `for`.
fn source(tokens: &[Token<'_>]) -> Option<(usize, usize)> {
    let at = tokens.iter().position(|(_, word)| *word == "in")?;
    let mut depth = 0usize;
    for (end, word) in &tokens[at + 1..] {
        match *word {
            "]" | "if" if depth == 0 => return Some((tokens[at].0 + 2, *end)),
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// The words, texts and signs of a tag. `start` is where the tag begins.
pub(super) fn tokens(tag: &str, start: usize) -> Vec<Token<'_>> {
    let end = tag.len()
        - if tag[2..].ends_with("-%}") || tag[2..].ends_with("-}}") {
            3
        } else {
            2
        };
    let mut at = if tag[2..].starts_with('-') { 3 } else { 2 };
    let mut tokens = Vec::new();
    while at < end {
        let rest = &tag[at..end];
        let first = rest.chars().next().unwrap_or(' ');
        let is_word = |c: char| c == '_' || c.is_alphanumeric();
        let length = match first {
            '"' | '\'' | '`' => quoted(rest),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        if !first.is_whitespace() {
            tokens.push((start + at, &rest[..length]));
        }
        at += length;
    }
    tokens
}

/// The length of the quoted text that stands at the beginning.
fn quoted(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::THEME;

    fn of(text: &str) -> (String, Vec<Cost>) {
        let templates = BTreeMap::from([("a.html".to_owned(), text)]);
        let (metered, spots) = metered(&templates);
        let costs = spots.iter().map(|spot| spot.cost).collect();
        (metered["a.html"].clone(), costs)
    }

    #[test]
    fn what_can_take_long_passes_a_meter() {
        for (text, metered) in [
            (
                "{%- for a, b in c if d else e -%}x{% endfor %}",
                "{%- for a, b in ( c if d else e )|gongkai_0 -%}x{% endfor %}",
            ),
            (
                "{{ [a.for for a in b(in=[1]) if a] }}",
                "{{ [a.for for a in ( b(in=[1]) )|gongkai_0 if a] }}",
            ),
            (
                "{% for a in [b for b in c] %}{% endfor %}",
                "{% for a in ( [b for b in ( c)|gongkai_0 ] )|gongkai_1 %}{% endfor %}",
            ),
            (
                "{%set a=super()%}{% set_global b = \"%}\\\"\" -%}",
                "{%set a= (super()|gongkai_0)|gongkai_1 %}{% set_global b = ( \"%}\\\"\" )|gongkai_2 -%}",
            ),
            (
                "{% component a(b) -%} x{% endcomponent a %}{%- include \"b.html\" %}",
                "{% component a(b) -%}{{ \"\"|gongkai_0 -}} x{% endcomponent a %}{{- \"\"|gongkai_1 }}{%- include \"b.html\" %}",
            ),
        ] {
            assert_eq!(of(text).0, metered);
        }
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for text in [
            "{# {% for a in b %} #}{% raw %}{% for a in b %}{% endraw %}",
            "{{ a.for }} {{ f(for=[1]) }} {% set a %}x{% endset %} {",
            "{% if a in b %}{{ \"[for a in b]\" }}{% endif %}",
        ] {
            assert_eq!(of(text), (text.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn a_loop_costs_by_its_length() {
        let body = "x".repeat(640);
        let text =
            format!("{{% for a in b %}}{body}{{% for c in d %}}{{% endfor %}}{{% endfor %}}");
        let costs = of(&text).1;
        assert!(matches!(costs[0], Cost::Each(11)), "{costs:?}");
        assert_eq!(costs[1], Cost::Each(1));
    }

    #[test]
    fn the_whole_theme_still_compiles() {
        let pages = THEME.iter().filter(|(name, _)| name.ends_with(".html"));
        let templates = pages.map(|(name, text)| ((*name).to_owned(), *text));
        let (metered, spots) = metered(&templates.collect());
        let mut tera = tera::Tera::default();
        crate::render::budget::register(&mut tera, &spots);
        tera.set_fallback_prefixes(["default/"]).expect("a prefix");
        tera.add_raw_templates(metered.iter()).expect("templates");
        assert!(spots.len() > 20);
    }
}
