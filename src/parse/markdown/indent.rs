//! Paragraphs that begin with four spaces, which Markdown takes for programs.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::prepare::{Prepared, prepare};
use crate::parse::scan::any_row;

/// How often indentation is taken away before what is left is taken as text.
const ROUNDS: usize = 4;

/// What the parser is to know beyond plain Markdown. Hardly any text has a
/// footnote, and the parser looks for one in every line.
pub(super) fn options(text: &str) -> Options {
    let footnotes = memchr::memmem::find(text.as_bytes(), b"[^").is_some();
    if footnotes {
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
    } else {
        Options::ENABLE_TABLES
    }
}

/// Prepares the source until nothing in it is indented code: four spaces come
/// from Word, and nobody lists programs in a government report.
pub(super) fn prepare_all(source: &str) -> Prepared {
    let mut dropped: Vec<Range<usize>> = Vec::new();
    let mut prepared = prepare(source, &dropped);
    for _ in 0..ROUNDS {
        // Hardly any text is indented, and the parser need not look then.
        if !may_be_indented(&prepared.text) {
            break;
        }
        let found = indents(&prepared);
        if found.is_empty() {
            break;
        }
        dropped.extend(found);
        dropped.sort_by_key(|range| range.start);
        // A line whose indentation was dropped before may lose more of it.
        dropped.dedup_by(|next, kept| {
            let touch = next.start <= kept.end;
            if touch {
                kept.end = kept.end.max(next.end);
            }
            touch
        });
        prepared = prepare(source, &dropped);
    }
    prepared
}

/// Whether white space stands anywhere that could make indented code.
fn may_be_indented(text: &str) -> bool {
    let spaces =
        |row: &[u8; 4]| (row[0] == b' ') & (row[1] == b' ') & (row[2] == b' ') & (row[3] == b' ');
    any_row(text, spaces) || any_row(text, |[byte]| *byte == b'\t')
}

/// The white space, in the source, that makes lines indented code.
fn indents(prepared: &Prepared) -> Vec<Range<usize>> {
    let bytes = prepared.text.as_bytes();
    let mut inside = false;
    let mut found = Vec::new();
    for (event, range) in
        Parser::new_ext(&prepared.text, options(&prepared.text)).into_offset_iter()
    {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => inside = kind == CodeBlockKind::Indented,
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside && !text.trim().is_empty() => {
                let mut start = range.start;
                let mut columns = 0;
                while start > 0 && columns < 4 && matches!(bytes[start - 1], b' ' | b'\t') {
                    start -= 1;
                    columns += if bytes[start] == b'\t' { 4 } else { 1 };
                }
                let end = range.start + (text.len() - text.trim_start_matches([' ', '\t']).len());
                let place = prepared.source(start..end.max(start));
                if !place.is_empty() {
                    found.push(place);
                }
            }
            _ => {}
        }
    }
    found
}
