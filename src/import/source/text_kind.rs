//! Which reader reads which text: pages, saved pages, Markdown, tables, and all others.

use super::refusal::Refusal;
use super::{Source, csv, encoding, lines, markdown, mhtml, plain, web};

/// How far from its beginning a text is recognised, in bytes.
const RECOGNISED_WITHIN: usize = 4096;
/// What says that a text is a page. Parts of one are pasted too, and begin with a tag.
const PAGE: [&str; 3] = ["<!doctype html", "<html", "<body"];
/// What says that a text is a document of an office program in one piece of XML.
const OFFICE_XML: [&str; 3] = ["<?mso-application", "<pkg:package", "<office:document"];
/// So many rows alike are a table.
const FEWEST_ROWS: usize = 3;

/// Reads whatever is text.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    if mhtml::is_archive(bytes) {
        return mhtml::read(bytes);
    }
    // Signs of what it is are ASCII, in whatever encoding the beginning is cut.
    let text = encoding::text(&bytes[..bytes.len().min(RECOGNISED_WITHIN)])
        .or_else(|_| encoding::text(bytes))?;
    let begin = text.trim_start();
    let head = &begin[..begin.floor_char_boundary(RECOGNISED_WITHIN)];
    let head = head.to_ascii_lowercase();
    let has = |part: &&str| head.contains(*part);
    if OFFICE_XML.iter().any(has) {
        return Err(Refusal::OtherDocument);
    }
    if begins_with_tag(&head) || PAGE.iter().any(has) {
        return web::read(bytes);
    }
    let text = encoding::text(bytes)?;
    if is_markdown(&text) {
        markdown::read(bytes)
    } else if is_table(&text) {
        csv::read(bytes)
    } else {
        plain::read(bytes)
    }
}

fn begins_with_tag(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?');
    let tag = text.strip_prefix('<');
    tag.is_some_and(|rest| rest.starts_with(is_name) && rest.contains('>'))
}

/// Whether a line of it means something in Markdown alone. A text that people wrote has
/// a number sign before a number at most.
fn is_markdown(text: &str) -> bool {
    lines::lines(text).any(|line| is_heading(line) || is_rule_of_table(line))
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ')
}

/// The line between the first row and the others, such as `|---|:-:|`.
fn is_rule_of_table(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Whether all its lines are rows of cells. A text with a pasted table among its words
/// is none.
fn is_table(text: &str) -> bool {
    let mut rows = lines::lines(text).filter(|line| !line.trim().is_empty());
    let cells = |line: &str, separator| line.matches(separator).count();
    let Some(first) = rows.next() else {
        return false;
    };
    let separator = match cells(first, '\t') > 0 {
        true => '\t',
        false => ',',
    };
    let mut others = 0;
    let all = rows.all(|line| {
        others += 1;
        cells(line, separator) > 0
    });
    all && cells(first, separator) > 0 && others + 1 >= FEWEST_ROWS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::Format;

    fn format(text: &str) -> Result<Format, Refusal> {
        read(text.as_bytes()).map(|source| source.format)
    }

    #[test]
    fn texts_are_told_apart_by_what_they_say() {
        for (text, expected) in [
            ("\u{FEFF}\n <!-- 注 --><table><tr><td>甲", Format::Web),
            ("<p>甲", Format::Web),
            ("打印\n<html><body>甲", Format::Web),
            ("# 报告\n\n正文", Format::Markdown),
            ("|甲|乙|\n| -- | :-: |\n|1|2|", Format::Markdown),
            ("甲,乙\n\"1\",2\n3,4\n", Format::Sheet),
            ("甲\t乙\n1\t\n\t2\n", Format::Sheet),
            (
                "一、总体情况\n规章\t1\t2\n规范性文件\t3\t4\n许可\t1",
                Format::Text,
            ),
            ("#1 甲\n——乙", Format::Text),
            ("公开,公平\n依法", Format::Text),
            ("<5 件", Format::Text),
        ] {
            assert_eq!(format(text), Ok(expected), "{text}");
        }
        let saved = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n<p>甲";
        assert_eq!(format(saved), Ok(Format::Web));
        let office =
            "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>";
        assert_eq!(format(office), Err(Refusal::OtherDocument));
        assert_eq!(format(" \n"), Err(Refusal::Empty));
    }
}
