//! Lines to the Markdown of a report.

use crate::form::Form;
use crate::formats::quote::markdown;
use crate::import::reading::Words;
use crate::import::source::{Line, LineKind, Source};
use crate::prose::is_cjk;
use crate::prose::ordinals::{Style, leading};

use super::escaping::escaped;
use super::headings::{LONGEST_HEADING, end_with_stops, is_heading, is_numbered};
use super::lists::item;
use super::scan::letters_of;
use super::text_tables;

/// So many single letters with spaces between are one word.
const LETTERS_SET_APART: usize = 3;

/// Endings of headings that are broken over two lines.
const HEADING_ENDS: [&str; 6] = ["情况", "情況", "方面", "工作", "建设", "建設"];

/// `report.md`: the preamble and the sections.
pub fn report(source: &Source, preamble: &[Line], words: &[Words], form: &Form) -> String {
    let mut out = String::new();
    for line in preamble {
        if is_section(&line.text) {
            push(&mut out, &format!("## {}", markdown(&tidy(&line.text))));
            continue;
        }
        for paragraph in split(&line.text) {
            push(&mut out, &escaped(&tidy(&paragraph)));
        }
    }
    for words in words {
        let Some(heading) = &words.heading else {
            continue;
        };
        let mut sections = form.sections.iter();
        let section = sections.find(|section| Some(section.kind) == words.section);
        push(&mut out, &format!("## {}", markdown(&one_line(heading))));
        let has_tables = section.is_some_and(|section| section.part.is_some());
        let mut before = words.before.clone();
        // The bracket before a note that belongs to the table.
        if let Some(last) = before.last_mut().filter(|_| has_tables) {
            let end = last.text.trim_end_matches(['（', '(', ' ']).len();
            last.text.truncate(end);
        }
        half(source, &before, &mut out);
        if has_tables && !words.after.is_empty() {
            push(&mut out, "---");
        }
        half(source, &words.after, &mut out);
    }
    out
}

/// Whether a line is the heading of a section of its own: `一、概述`.
pub fn is_section(text: &str) -> bool {
    leading(text).is_some_and(|one| one.style == Style::Chinese)
        && letters_of(text) <= LONGEST_HEADING
        && !text.contains(['。', '，', '；', ',', '|'])
}

fn push(out: &mut String, block: &str) {
    if block.trim().is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(block);
    out.push('\n');
}

/// A paragraph, heading or item, or a table as it is written.
enum Block {
    Words(String, LineKind),
    Table(String),
}

impl Block {
    fn text(&self) -> &str {
        match self {
            Self::Words(text, _) | Self::Table(text) => text,
        }
    }
}

/// The lines before or behind the tables of a section.
fn half(source: &Source, lines: &[Line], out: &mut String) {
    let blocks = blocks(source, lines);
    let texts: Vec<&str> = blocks.iter().map(Block::text).collect();
    let end_with_stops = end_with_stops(&texts);
    let mut has_heading = false;
    let mut list = None;
    for (at, block) in blocks.iter().enumerate() {
        let Block::Words(text, kind) = block else {
            push(out, block.text());
            list = None;
            continue;
        };
        let next = blocks.get(at + 1).map(Block::text);
        let arabic = leading(text).is_some_and(|one| one.style == Style::Arabic);
        let item = (*kind == LineKind::Item).then(|| item(text, list.as_ref()));
        let item = item.flatten();
        if is_heading(text, *kind, next) || end_with_stops && is_numbered(text) {
            let level = if arabic && has_heading { "####" } else { "###" };
            has_heading = true;
            push(out, &format!("{level} {}", markdown(text)));
            list = None;
        } else if let Some((own, text)) = item {
            match list.as_ref().is_some_and(|list| own.continues(list)) {
                true => out.push_str(&format!("{text}\n")),
                false => push(out, &text),
            }
            list = Some(own);
        } else {
            push(out, &escaped(text));
            list = None;
        }
    }
}

fn blocks(source: &Source, lines: &[Line]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((count, table)) = text_tables::at_start(&lines[at..], source) {
            blocks.push(Block::Table(table));
            at += count;
            continue;
        }
        at += 1;
        let mut text = line.text.clone();
        if let Some(next) = lines.get(at)
            && ends_heading(&text, &next.text)
        {
            text.push_str(next.text.trim());
            at += 1;
        }
        let parts = split(&text).into_iter();
        blocks.extend(parts.map(|text| Block::Words(tidy(&text), line.kind)));
    }
    blocks
}

/// Whether a line is the rest of the heading before it.
fn ends_heading(text: &str, next: &str) -> bool {
    let numbered = leading(text).is_some_and(|ordinal| ordinal.style == Style::ChineseParen);
    numbered
        && letters_of(text) <= LONGEST_HEADING
        && !text.contains(['。', '；', '：', ':'])
        && HEADING_ENDS.contains(&next.trim())
}

/// A text that ran together, in paragraphs: they begin with numbers behind the end of a
/// sentence.
fn split(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut number = leading(text)
        .filter(|one| one.style == Style::Arabic)
        .map_or(0, |one| one.number);
    for (at, end) in text.match_indices(['。', '！', '？', '；']) {
        let behind = at + end.len();
        let rest = &text[behind..];
        let Some(ordinal) = leading(rest) else {
            continue;
        };
        let begins = match ordinal.style {
            Style::ChineseParen => end != "；",
            Style::Arabic if ordinal.number == number + 1 && number > 0 => true,
            _ => false,
        };
        if !begins {
            continue;
        }
        number = match ordinal.style {
            Style::Arabic => ordinal.number,
            _ => 0,
        };
        parts.push(text[from..behind].to_owned());
        from = behind;
    }
    parts.push(text[from..].to_owned());
    parts
}

/// Words on one line, without spaces that are surely none of the author's.
fn tidy(text: &str) -> String {
    let line = one_line(text);
    let line = match leading_in_brackets(&line) {
        Some(line) => line,
        None => line,
    };
    let line = drawn_together(&line);
    let mut out = String::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let before = out.chars().next_back();
        let padding = c == ' '
            && chars.peek().is_some_and(|next| {
                "，。；：、！？）》”".contains(*next) || before.is_some_and(|c| "（《“".contains(c))
            });
        if !padding {
            out.push(c);
        }
    }
    out
}

/// A line in which words that were set apart letter by letter are words again:
/// `总 体 情 况`.
fn drawn_together(line: &str) -> String {
    let single = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(is_cjk) && letters.next().is_none()
    };
    let words: Vec<&str> = line.split(' ').collect();
    let mut out = String::new();
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| single(word)).count();
        if at > 0 {
            out.push(' ');
        }
        match run >= LETTERS_SET_APART {
            true => out.push_str(&words[at..at + run].concat()),
            false => out.push_str(&words[at..at + run.max(1)].join(" ")),
        }
        at += run.max(1);
    }
    out
}

/// The line without the spaces in its number: `（ 一）`.
fn leading_in_brackets(line: &str) -> Option<String> {
    let close = line.find(['）', ')'])?;
    let number = &line[..close];
    if number.chars().count() > 6 || !number.contains(' ') {
        return None;
    }
    let own = format!("{}{}", number.replace(' ', ""), &line[close..]);
    leading(&own).map(|_| own)
}

/// Words as one line, every white space a single space.
fn one_line(text: &str) -> String {
    let shown = |c: char| !c.is_control() && c != '\u{feff}';
    let words = text.split(|c: char| c.is_whitespace() || !shown(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_padding_is_taken_away() {
        for (text, expected) in [
            ("总 体 情 况 良 好", "总体情况良好"),
            ("（ 一） 主动公开", "（一） 主动公开"),
            ("行政复议 、诉讼 。", "行政复议、诉讼。"),
            ("无 青禾镇人民政府", "无 青禾镇人民政府"),
            (
                "进一步完 善制度 Word 文件 1 2",
                "进一步完 善制度 Word 文件 1 2",
            ),
        ] {
            assert_eq!(tidy(text), expected);
        }
    }

    #[test]
    fn a_run_on_text_is_parted_behind_sentences_only() {
        let text =
            "（一）公开。依照第二十条第（二）项。（二）申请。1.网站。2.公告栏。其中第3.类共1.5万元";
        assert_eq!(
            split(text),
            [
                "（一）公开。依照第二十条第（二）项。",
                "（二）申请。1.网站。2.公告栏。其中第3.类共1.5万元"
            ]
        );
        assert_eq!(
            split("1.网站。2.公告栏。4.其他。"),
            ["1.网站。", "2.公告栏。4.其他。"]
        );
    }

    #[test]
    fn the_end_of_a_broken_heading_is_known() {
        assert!(ends_heading(
            "（三）因公开工作被申请行政复议、提起行政诉讼",
            "情况"
        ));
    }
}
