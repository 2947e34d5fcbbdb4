//! Rows of a table that do not fit its head.

use std::ops::Range;

use super::Reader;
use crate::parse::markdown::tables::separators;
use crate::parse::markdown::unmade;

/// The cells of one row, as far as they are read.
#[derive(Default)]
pub(super) struct Row {
    /// Cells that are written; the parser adds those that are missing.
    written: usize,
    /// Where the last of them ends.
    end: usize,
}

impl Row {
    pub(super) fn cell(&mut self, range: &Range<usize>) {
        if !range.is_empty() {
            self.written += 1;
            self.end = range.end;
        }
    }
}

impl Reader<'_> {
    /// Reports a row that has more or fewer cells than the head. The parser drops
    /// cells that are too many.
    pub(super) fn end_row(&mut self, range: &Range<usize>) {
        let head = self.aligns.len();
        let prepared = self.prepared;
        let text = &prepared.text[range.clone()];
        let line = text.trim_end();
        let place = self.place(range.start..range.start + line.len());
        let rest = prepared
            .text
            .get(self.row.end..range.end)
            .unwrap_or_default();
        let lost = rest.trim().trim_matches('|').trim();
        if !lost.is_empty() {
            let more = separators(rest.trim().trim_matches('|'), '|') + 1;
            self.say(unmade::lost_cells(self.file, place, head + more, head));
        } else if separators(line, '|') == 0 && head > 1 {
            self.say(unmade::swallowed_line(self.file, place));
        } else if self.row.written < head {
            let written = self.row.written;
            self.say(unmade::missing_cells(self.file, place, written, head));
        }
    }
}
