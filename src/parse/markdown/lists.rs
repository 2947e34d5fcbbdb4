//! Where lists begin and end if Markdown would decide otherwise: at bullets of word
//! processors, and at lines below an item that no longer belong to it.

use std::ops::Range;

use super::lines::paragraphs;
use super::starts::{Start, is_label, start};
use crate::prose::is_cjk;

/// What the lines before say about the one that is looked at.
pub(super) struct Lists<'s> {
    source: &'s str,
    /// Where the last item began, if no blank line has come since, and the
    /// lines below it that begin paragraphs.
    item: Option<(usize, Option<Vec<usize>>)>,
    /// Whether the lines before are a list.
    listed: bool,
    /// How far its first bullet was indented, for show.
    margin: usize,
    /// Whether the line before has words.
    after_text: bool,
}

/// What has to be done with a line.
#[derive(Default)]
pub(super) struct Line {
    /// It begins a new paragraph, where Markdown would go on with an item.
    pub apart: bool,
    /// So many bytes at its beginning are left out.
    pub indent: usize,
    /// Where it begins other than its words, in bytes of the source.
    pub start: Option<Start>,
}

impl<'s> Lists<'s> {
    pub fn new(source: &'s str) -> Self {
        Self {
            source,
            item: None,
            listed: false,
            margin: 0,
            after_text: false,
        }
    }

    /// Looks at the next line that is in no block of code; `words` are all of it.
    pub fn line(&mut self, range: Range<usize>, words: &str) -> Line {
        let mut line = Line::default();
        let after_text = std::mem::replace(&mut self.after_text, !words.is_empty());
        let Some(first) = words.chars().next() else {
            self.item = None;
            return line;
        };
        let plain = is_cjk(first);
        // Most lines begin with a letter and follow a blank one.
        if plain && self.item.is_none() && !self.listed {
            return line;
        }
        if is_note(words) {
            (self.item, self.listed) = (Some((range.start, None)), false);
            return line;
        }
        let whole = &self.source[range.clone()];
        let indent = whole.len() - whole.trim_start_matches([' ', '\t']).len();
        if !plain {
            let alone = |sign| self.alone(&range, sign);
            line.start = start(whole.trim_end(), alone).map(|start| start.after(range.start));
        }
        match &line.start {
            // Below nothing that it could be nested in, indentation is for show.
            Some(Start::Bullet(_)) => {
                if !self.listed {
                    self.margin = indent;
                }
                line.indent = indent.min(self.margin);
            }
            Some(Start::Item) if self.listed || interrupts(words, indent, after_text) => {}
            _ if indent > 0 => return line,
            _ => {
                line.apart = self.leaves(range.start);
                if line.apart {
                    self.item = None;
                }
                self.listed &= self.item.is_some();
                return line;
            }
        }
        if !self.listed && matches!(line.start, Some(Start::Item)) {
            self.margin = 0;
        }
        (self.item, self.listed) = (Some((range.start, None)), true);
        line
    }

    /// Whether a line below an item begins a paragraph of its own.
    fn leaves(&mut self, at: usize) -> bool {
        let Some((first, begins)) = &mut self.item else {
            return false;
        };
        let first = *first;
        // Only up to the next item, or many items would take quadratic time.
        let begins = begins.get_or_insert_with(|| {
            let rest = self.source[at..].split_inclusive('\n');
            let rest = rest.take_while(|line| {
                !line.trim().is_empty() && start(line.trim(), |_| false) != Some(Start::Item)
            });
            let end = at + rest.map(str::len).sum::<usize>();
            paragraphs(&self.source[first..end])
        });
        begins.binary_search(&(at - first)).is_ok()
    }

    /// Whether neither of the lines around begins with this sign.
    fn alone(&self, range: &Range<usize>, sign: char) -> bool {
        let words = |line: &&str| !line.trim().is_empty();
        let before = self.source[..range.start].lines().rev().find(words);
        let after = self.source[range.end..].lines().find(words);
        let begins = |line: &str| line.trim_start().starts_with(sign);
        !before.into_iter().chain(after).any(begins)
    }
}

/// Whether a line begins a footnote, with which Markdown goes on as with an
/// item.
fn is_note(words: &str) -> bool {
    let label = words.starts_with("[^").then(|| words.find("]:")).flatten();
    label.is_some_and(|end| is_label(&words[..=end]))
}

/// Whether Markdown takes an item for one that follows on no other.
fn interrupts(words: &str, indent: usize, after_text: bool) -> bool {
    // Indented so far it is code, or goes on with the paragraph.
    const FAR: usize = 4;
    indent < FAR
        && (!after_text
            || !words.starts_with(|c: char| c.is_ascii_digit())
            || words.starts_with("1."))
}
