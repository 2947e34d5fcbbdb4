//! File heads: the lines of YAML between two lines of `---` that a page begins
//! with, and everything that was meant to be one and is not.
//!
//! A head that is not recognised publishes a draft. So what looks like a head
//! is an error at its place, whatever dashes were typed; prose is not accused.

mod line;
mod lines;
mod reader;

use std::ops::Range;

use memchr::memchr;

use crate::diag::{Diagnostic, Place, codes};
use crate::path::SourcePath;

use super::yaml::{On, Spot};
use line::{Entry, Shape, bare, shape};
use lines::{entry, mark_of_drafts, not_a_fence, numbered, place};
use reader::Reader;

/// What kind of file it is that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Page,
    /// The text of a report, which has no head: its data has a file of its own.
    Report,
}

/// The YAML between a first line of `---` and the next such line, and where
/// the text after it begins. `None` for a text that only begins with a break.
pub fn split(source: &str) -> Option<(Range<usize>, usize)> {
    let mut at = 0;
    let mut begin = None;
    for line in source.split_inclusive('\n') {
        let fence = line.trim_end() == "---";
        match begin {
            None if !fence => return None,
            None => begin = Some(line.len()),
            Some(begin) if fence => {
                let is_head = may_be_yaml(&source[begin..at]);
                return is_head.then_some((begin..at, at + line.len()));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// Prose between two breaks begins after a blank line and has no entry.
fn may_be_yaml(text: &str) -> bool {
    let mut lines = text.lines();
    let blank = lines.next().is_some_and(|line| bare(line).is_empty());
    !blank || lines.any(|line| entry(line).is_some()) || mark_of_drafts(text).is_some()
}

/// Whether a file says that it is a draft. What says nothing understandable is
/// an error, and never taken for a finished text.
pub fn draft(spot: &Spot<'_>) -> bool {
    if spot.is_null() {
        let help = "写成  草稿: true；已经定稿就删掉这一行";
        spot.error(&codes::KEY, On::Key, "“草稿”后面没有写 true 或 false", help);
        return true;
    }
    spot.flag()
}

/// What in a file looks like a head and is none. `body` is where the text
/// begins, after a head that was recognised. One finding a file is enough.
pub fn astray(text: &str, body: usize, file: &SourcePath, role: Role) -> Option<Diagnostic> {
    if let Some(place) = old_line_ends(text, file) {
        let message = "换行是老式的（CR），整个文件成了一行";
        let help = "用编辑器打开，换行格式改成 Windows（CRLF），再保存";
        return Some(Diagnostic::error(&codes::HEAD01, place, message).help(help));
    }
    let reader = Reader::new(text, body, file, role);
    reader.head().or_else(|| reader.marks(text))
}

/// The first line end of a file that has none but carriage returns, as old
/// systems wrote them: no head and no line of it is recognised.
fn old_line_ends(text: &str, file: &SourcePath) -> Option<Place> {
    if memchr(b'\n', text.as_bytes()).is_some() {
        return None;
    }
    let at = memchr(b'\r', text.trim_end().as_bytes())?;
    Some(Place::span(file, at..at))
}

/// A line of YAML that says 草稿 and did not become an entry of its own: it
/// runs on from the line before it.
pub fn swallowed(yaml: &str, offset: usize, file: &SourcePath) -> Option<Diagnostic> {
    mark_of_drafts(yaml)?;
    let mut lines = numbered(yaml).filter(|(_, line)| !line.trim_start().starts_with('#'));
    let swallowed = |one: Entry<'_>| one.surely_marks_a_draft() && !one.denies();
    let (at, line) = lines.find(|(_, line)| entry(line).is_some_and(swallowed))?;
    let message = format!("“{}”没有当成单独的一项", bare(line));
    let help = "另起一行，顶格写  草稿: true，冒号用英文的";
    Some(Diagnostic::error(&codes::HEAD01, place(file, offset + at, line), message).help(help))
}

/// A head whose closing line stands too far below: before it there is a line
/// that was meant to close it, or prose.
pub fn ends_early(head: &str, offset: usize, file: &SourcePath) -> Option<Diagnostic> {
    let mut after_blank = false;
    for (at, line) in numbered(head) {
        let typed = bare(line);
        let here = || place(file, offset + at, line);
        let first = || Place::span(file, 0..3);
        let said = || Diagnostic::error(&codes::HEAD01, first(), "文件头没有结束的一行 ---");
        if !line.starts_with("  ") && shape(line) == Shape::Fence {
            return Some(not_a_fence(said(), here()));
        }
        let indented = line.starts_with([' ', '\t', '#', '-']);
        let prose = !indented && !typed.contains([':', '：']) || typed.starts_with("##");
        if after_blank && !typed.is_empty() && prose {
            return Some(said().also(here(), "从这里起是正文").help(CLOSE));
        }
        after_blank = typed.is_empty();
    }
    None
}

/// What closes a head that has no end.
const CLOSE: &str = "在文件头最后一项的下面加一行  ---（三个英文减号，顶格）";

#[cfg(test)]
mod tests;
