//! The words of a report, section by section: left the lines of the file, right what
//! becomes of them.

use crate::import::reading::Words;
use crate::import::source::Line;
use crate::prose::alike;

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

/// The lines before the first section, then each section. A section is found again by its
/// heading; what stands in the Markdown under another belongs to the one before.
fn pairs<'p>(words: &'p [Words], markdown: &'p str) -> Vec<Pair<'p>> {
    let mut blocks = blocks(markdown).into_iter();
    let sections = words.iter().filter(|one| one.heading.is_some());
    let outside = words.iter().filter(|one| one.heading.is_none());
    let name = match sections.clone().count() {
        0 => "全文",
        _ => "各部分前面",
    };
    let mut pairs = vec![Pair {
        heading: name.to_owned(),
        lines: outside.flat_map(lines).collect(),
        made: blocks.next().unwrap_or_default(),
    }];
    for section in sections {
        let heading = section.heading.clone().unwrap_or_default();
        let own = |block: &Vec<&str>| {
            let first = block
                .first()
                .map(|line| plain(line.trim_start_matches('#')));
            first.is_some_and(|first| alike(&first, &heading))
        };
        let mut made = Vec::new();
        if let Some(at) = blocks.clone().position(|block| own(&block)) {
            let before = blocks.by_ref().take(at).flatten();
            pairs
                .last_mut()
                .expect("the first is there")
                .made
                .extend(before);
            made = blocks.by_ref().take(1).flatten().skip(1).collect();
        }
        pairs.push(Pair {
            heading,
            lines: lines(section).collect(),
            made,
        });
    }
    pairs
        .last_mut()
        .expect("the first is there")
        .made
        .extend(blocks.flatten());
    pairs.retain(|pair| !pair.lines.is_empty() || pair.made.iter().any(|line| !line.is_empty()));
    pairs
}

fn lines(words: &Words) -> impl Iterator<Item = &Line> {
    words.before.iter().chain(&words.after)
}

/// The lines of the Markdown up to its first section, then those of each, its heading
/// first.
fn blocks(markdown: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in markdown.lines() {
        if line.starts_with("## ") {
            blocks.push(Vec::new());
        }
        if let Some(last) = blocks.last_mut() {
            last.push(line);
        }
    }
    blocks
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
