//! The lines of a text, asked what of a head they may be.

use crate::diag::{Diagnostic, Place};
use crate::path::SourcePath;

use super::line::{Entry, Shape, shape};

pub fn not_a_fence(said: Diagnostic, line: Place) -> Diagnostic {
    said.also(line, "这一行不是顶格的三个英文减号")
        .help("把文件头的最后一行改成  ---（三个英文减号，顶格）")
}

/// How many of these lines open or close a block of code.
pub fn code_fences<'l>(lines: impl Iterator<Item = &'l str>) -> usize {
    let is_fence = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("```") || line.starts_with("~~~")
    };
    lines.filter(is_fence).count()
}

/// Where a text first says so. A quick look: most say neither 草 nor `draft`.
pub fn mark_of_drafts(text: &str) -> Option<usize> {
    const DRAFT: &[u8] = b"draft";
    let bytes = text.as_bytes();
    let says = |at: &usize| {
        let word = bytes.get(*at..at + DRAFT.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(DRAFT))
    };
    let english = memchr::memchr2_iter(b'd', b'D', bytes).find(says);
    let chinese = memchr::memmem::find(bytes, "草".as_bytes());
    english.into_iter().chain(chinese).min()
}

pub fn entry(line: &str) -> Option<Entry<'_>> {
    match shape(line) {
        Shape::Entry(entry) => Some(entry),
        _ => None,
    }
}

/// The lines with their offsets.
pub fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        start += end;
        Some((start - end, &rest[..end]))
    })
}

pub fn place(file: &SourcePath, at: usize, line: &str) -> Place {
    Place::span(file, at..at + line.trim_end().len())
}
