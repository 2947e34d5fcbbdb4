//! Where lines end and begin inside a block.

use std::ops::Range;

use super::Reader;
use crate::parse::markdown::nodes::Node;
use crate::prose::{is_cjk, is_cjk_punctuation, is_wide_punctuation};

impl Reader<'_> {
    /// Begins a new paragraph where a line end does.
    fn next_paragraph(&mut self, range: &Range<usize>) -> bool {
        let Some(rest) = self.block.begins(&self.prepared.text, range.start) else {
            return false;
        };
        let place = self.place(rest);
        self.block.divide(&mut self.nodes, place);
        (self.last, self.pending) = (None, None);
        true
    }

    pub(super) fn soft_break(&mut self, range: Range<usize>) {
        if self.next_paragraph(&range) {
            return;
        }
        if let Some(image) = self.images.first_mut() {
            return image.alt.push(' ');
        }
        self.pending = Some(self.nodes.len());
        self.nodes.push(Node::Newline);
    }

    pub(super) fn hard_break(&mut self, range: Range<usize>) {
        // Spaces at the end of a line are hardly ever meant; a backslash is.
        if !self.prepared.text[range.clone()].starts_with('\\') && self.next_paragraph(&range) {
            return;
        }
        if self.images.is_empty() {
            self.last = None;
            self.nodes.push(Node::LineBreak);
        }
    }

    /// Drops the line end before `next` where Chinese writes no space.
    pub(in super::super) fn settle(&mut self, next: char) {
        let Some(index) = self.pending.take() else {
            return;
        };
        let chinese = |c: char| is_cjk(c) || is_cjk_punctuation(c);
        let drop = |last: char| {
            chinese(last) && chinese(next) || is_wide_punctuation(last) || is_wide_punctuation(next)
        };
        if self.last.is_some_and(drop) {
            self.nodes.remove(index);
        }
    }

    /// Puts a bullet back that was exchanged for `-` and made no list; how many
    /// bytes of the text it and the space after it were.
    pub(super) fn literal_bullet(&mut self, range: &Range<usize>) -> usize {
        let raw = &self.prepared.text[range.clone()];
        if !raw.starts_with("- ") {
            return 0;
        }
        // The bullet has more bytes than the `-` in its place.
        let start = self.place(range.start..range.start).start;
        let written = &self.source[start - self.offset..];
        let bullet = written.chars().next().filter(|c| *c != '-');
        let Some(length) = bullet.map(char::len_utf8) else {
            return 0;
        };
        let (written, sign) = (&written[..length], start..start + length);
        self.push(written, sign.clone());
        self.push(" ", sign.end..sign.end);
        "- ".len()
    }
}
