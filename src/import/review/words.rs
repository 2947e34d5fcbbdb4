//! The words of a report, section by section: left the lines of the file, right what
//! becomes of them.

use crate::import::reading::Words;
use crate::import::source::Line;

use super::markup::{Heading, Markup};

/// All sections. `markdown` is what was made of `words`.
pub fn write(out: &mut Markup, words: &[Words], markdown: &str, file: usize) {
    if markdown.trim().is_empty() && words.is_empty() {
        return;
    }
    let heading = Heading {
        file,
        name: "words",
        text: "文字，一段一段对",
    };
    out.element("h3", &[("id", &heading.id())], heading.text);
    out.tags("<p>左边有、右边没有的行，列在后面“略去的”或者“没有认出的”里。</p>\n");
    for pair in pairs(words, markdown) {
        out.element("h4", &[], &pair.heading);
        out.tags("<div class=\"pair\">\n<div>\n<p class=\"side\">原件里写的</p>\n");
        for line in pair.lines {
            out.tags("<p>");
            out.span("p", &line.place.to_string());
            out.tags(" ");
            out.text(&line.text);
            out.tags("</p>\n");
        }
        out.tags("</div>\n<div>\n<p class=\"side\">写进 report.md 的</p>\n");
        for line in pair.made.iter().filter(|line| !line.trim().is_empty()) {
            block(out, line);
        }
        out.tags("</div>\n</div>\n");
    }
}

/// One section in both.
struct Pair<'p> {
    heading: String,
    lines: Vec<&'p Line>,
    made: Vec<&'p str>,
}

/// The lines before the first section, then each section. All sections of the file have
/// one in the Markdown, in the same order and behind those of the preamble.
fn pairs<'p>(words: &'p [Words], markdown: &'p str) -> Vec<Pair<'p>> {
    let is_heading = |line: &&str| line.starts_with("## ");
    let made: Vec<&str> = markdown.lines().collect();
    let begins = (0..made.len()).filter(|at| is_heading(&made[*at]));
    let begins: Vec<usize> = begins.collect();
    let sections: Vec<&Words> = words.iter().filter(|one| one.section.is_some()).collect();
    let own = begins.len().saturating_sub(sections.len());
    let end = |at: usize| begins.get(at).copied().unwrap_or(made.len());
    let mut pairs = vec![Pair {
        heading: "各部分前面".to_owned(),
        lines: words
            .iter()
            .filter(|one| one.section.is_none())
            .flat_map(|one| one.before.iter().chain(&one.after))
            .collect(),
        made: made[..end(own)].to_vec(),
    }];
    for (at, section) in sections.into_iter().enumerate() {
        let made = &made[end(own + at)..end(own + at + 1)];
        let (first, rest) = made.split_first().unwrap_or((&"", &[]));
        let heading = match &section.heading {
            Some(heading) => heading.clone(),
            None => plain(first.trim_start_matches("## ")),
        };
        pairs.push(Pair {
            heading,
            lines: section.before.iter().chain(&section.after).collect(),
            made: rest.to_vec(),
        });
    }
    pairs.retain(|pair| !pair.lines.is_empty() || pair.made.iter().any(|line| !line.is_empty()));
    pairs
}

/// One paragraph or heading of the Markdown, as it will be read.
fn block(out: &mut Markup, line: &str) {
    if line == "---" {
        out.tags("<p class=\"p\">（表格在这里）</p>\n");
        return;
    }
    match line.starts_with('#') {
        true => {
            let text = plain(line.trim_start_matches('#').trim_start());
            out.tags("<p><strong>");
            out.text(&text);
            out.tags("</strong></p>\n");
        }
        false => out.element("p", &[], &plain(line)),
    }
}

/// The words without the signs that keep them from being markup.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {
                out.extend(chars.next());
            }
            _ => out.push(c),
        }
    }
    out
}
