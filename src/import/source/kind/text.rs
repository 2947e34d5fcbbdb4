//! What kind of text a file is, by its beginning.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::import::source::refusal::Refusal;

/// How much of a file is looked at, in bytes.
const BEGINNING: usize = 64 << 10;

/// A kind of text that has its own reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    Page,
    Markdown,
    /// Cells parted by commas.
    Table,
    Plain,
}

/// Tags of pages. Others may be in any text, or in XML of another kind.
const TAGS: [&str; 36] = [
    "html", "head", "body", "meta", "title", "style", "script", "table", "tbody", "tr", "td", "th",
    "p", "div", "span", "br", "h1", "h2", "h3", "font", "main", "article", "section", "header",
    "nav", "ul", "ol", "li", "dl", "a", "b", "strong", "img", "center", "form", "select",
];

/// XML in one piece that office programs write, and why it is not read.
const XML: [(&str, Refusal); 5] = [
    ("<w:worddocument", Refusal::OtherDocument),
    ("<pkg:package", Refusal::OtherDocument),
    ("<office:document", Refusal::OtherDocument),
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        Refusal::OldSheet,
    ),
    ("<svg", Refusal::Picture),
];

/// What kind of text it is, in whatever encoding.
pub fn of(bytes: &[u8]) -> Result<Text, Refusal> {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let text = match Encoding::for_bom(beginning) {
        Some((encoding, mark)) => {
            let (text, _) = encoding.decode_without_bom_handling(&beginning[mark..]);
            text
        }
        None if memchr::memchr(0, beginning).is_some() => return Err(Refusal::NoText),
        // Markup is the same in all encodings that have ASCII within.
        None => Cow::Owned(beginning.iter().map(|byte| char::from(*byte)).collect()),
    };
    let text = text.trim_start();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let begins_with_tag = text.starts_with('<');
    if !begins_with_tag && is_markdown(text) {
        return Ok(Text::Markdown);
    }
    let lower = text.to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html"]
        .iter()
        .any(|tag| lower.contains(tag));
    if begins_with_tag && !is_page {
        let mut known = XML.iter();
        if let Some((_, refusal)) = known.find(|(sign, _)| lower.contains(sign)) {
            return Err(*refusal);
        }
    }
    Ok(if is_page || has_tags(&lower, begins_with_tag) {
        Text::Page
    } else if is_table(text) {
        Text::Table
    } else {
        Text::Plain
    })
}

/// Whether all lines have as many commas as the first, outside of quotes. Chinese prose
/// has its own comma.
fn is_table(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    // The last line may be cut off here.
    let mut counts = lines.take(50).map(commas);
    match (counts.next(), counts.next()) {
        (Some(first), Some(second)) => {
            let mut others = counts.collect::<Vec<_>>();
            others.pop();
            first > 0 && first == second && others.iter().all(|count| *count == first)
        }
        _ => false,
    }
}

fn commas(line: &str) -> usize {
    let mut quoted = false;
    let outside = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        *byte == b',' && !quoted
    });
    outside.count()
}

/// Whether lines are headings or rules of tables as Markdown writes them.
fn is_markdown(text: &str) -> bool {
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let is_rule = |line: &str| {
        line.contains('|')
            && line.contains("---")
            && line
                .bytes()
                .all(|c| matches!(c, b'|' | b'-' | b':' | b' ' | b'\t'))
    };
    let mut lines = text.lines();
    lines.any(|line| is_heading(line) || is_rule(line))
}

/// Whether there are tags of pages: one is enough where the text begins with a tag,
/// elsewhere it must be closed too.
fn has_tags(lower: &str, begins_with_tag: bool) -> bool {
    let tag = |rest: &str| {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let closes = rest[end..].starts_with(['>', ' ', '/', '\n', '\r', '\t']);
        closes && TAGS.contains(&&rest[..end])
    };
    let mut after = lower.split('<').skip(1);
    after.any(|rest| match (rest.strip_prefix('/'), begins_with_tag) {
        (Some(rest), _) => tag(rest),
        (None, true) => tag(rest),
        (None, false) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_by_how_they_begin() {
        for (text, kind) in [
            ("一、总体情况\n142000016\n", Ok(Text::Plain)),
            ("其中 a < b，且 <内部> 有\n", Ok(Text::Plain)),
            ("指标,本年\n受理,12\n", Ok(Text::Table)),
            ("指标,\"本,年\"\r\n\r\n受理,\"1,234\"\r\n", Ok(Text::Table)),
            ("指标,本年\n受理,1,234\n", Ok(Text::Plain)),
            ("只有一行,12\n", Ok(Text::Plain)),
            ("年报\n\n## 一、总体情况\n", Ok(Text::Markdown)),
            (
                "|甲|乙|\n| --- | :-: |\n|1<br>2|</td>|\n",
                Ok(Text::Markdown),
            ),
            ("#标签 不是标题\n", Ok(Text::Plain)),
            ("  <!DOCTYPE HTML><HTML>", Ok(Text::Page)),
            ("<?xml version='1.0'?><html xmlns='x'>", Ok(Text::Page)),
            ("<TABLE class=x><TR><TD>1", Ok(Text::Page)),
            ("<p>正文", Ok(Text::Page)),
            ("<article class=a>正文", Ok(Text::Page)),
            ("正文<br>一行</p>", Ok(Text::Page)),
            ("<内部资料>\n1\n", Ok(Text::Plain)),
            (" \n\t", Err(Refusal::Empty)),
            ("a\0b", Err(Refusal::NoText)),
            ("<?xml?><w:wordDocument>", Err(Refusal::OtherDocument)),
            (
                "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
                Err(Refusal::OldSheet),
            ),
        ] {
            assert_eq!(of(text.as_bytes()), kind, "{text}");
        }
        let wide: Vec<u8> = "\u{FEFF}<html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(of(&wide), Ok(Text::Page));
        let (gbk, ..) = encoding_rs::GBK.encode("<p>正文</p>");
        assert_eq!(of(&gbk), Ok(Text::Page));
    }

    #[test]
    fn no_beginning_takes_long() {
        for text in [
            "<".repeat(1 << 20),
            "#".repeat(1 << 20),
            "a:".repeat(1 << 20),
        ] {
            assert_eq!(of(text.as_bytes()), Ok(Text::Plain));
        }
    }
}
