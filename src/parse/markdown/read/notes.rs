//! Footnotes as the parser meets them.

use std::ops::Range;

use super::Reader;
use crate::parse::markdown::nodes::{Mark, Node};
use crate::parse::markdown::unmade;

impl Reader<'_> {
    /// A reference to a note. It is a link, and one link cannot hold another.
    pub(super) fn note_mark(&mut self, label: &str, range: Range<usize>) {
        let place = self.place(range.clone());
        if self.in_link || !self.images.is_empty() {
            self.say(unmade::note_in_link(self.file, place));
            return self.text(&format!("[^{label}]"), range);
        }
        let note = self.notes.index(label, &place);
        self.settle('注');
        self.nodes.push(Node::Mark(Mark { note, nth: 0 }));
    }

    pub(super) fn begin_note(&mut self, label: &str, range: Range<usize>) {
        let place = self.place(range.clone());
        let written = self.prepared.text[range].find(']');
        let place = place.start..place.start + written.map_or(place.len(), |at| at + 1);
        let around = std::mem::take(&mut self.nodes);
        (self.last, self.pending) = (None, None);
        self.in_notes.push((label.to_owned(), place, around));
    }

    pub(super) fn end_note(&mut self) {
        let Some((label, place, around)) = self.in_notes.pop() else {
            return;
        };
        let body = std::mem::replace(&mut self.nodes, around);
        (self.last, self.pending) = (None, None);
        if body.is_empty() {
            self.say(unmade::empty_note(self.file, place.clone()));
        }
        if let Err((body, first)) = self.notes.define(&label, place.clone(), body) {
            self.say(unmade::second_note(self.file, place, first));
            self.nodes.extend(body);
        }
    }
}
