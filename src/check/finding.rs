//! What a rule found, before it is known how much it weighs.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Edit, Level, Place};

/// One finding. The engine adds the rule's code.
#[derive(Clone, Debug)]
pub struct Finding {
    pub place: Place,
    pub message: String,
    pub help: String,
    pub also: Vec<(Place, String)>,
    /// The addresses of the cells it speaks of, such as
    /// `requests.new_received.natural_person`.
    pub cells: Vec<String>,
    /// Where it weighs other than its rule does.
    pub level: Option<Level>,
    /// A repair that loses nothing; empty where only a person can mend it.
    pub edits: Vec<Edit>,
}

impl Finding {
    pub fn new(place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
            help: help.into(),
            also: Vec::new(),
            cells: Vec::new(),
            level: None,
            edits: Vec::new(),
        }
    }

    /// The diagnostic that its rule makes of it.
    pub fn into_diagnostic(self, code: &'static Code) -> Diagnostic {
        let level = self.level.unwrap_or(code.level);
        Diagnostic {
            also: self.also,
            cells: self.cells,
            edits: self.edits,
            ..Diagnostic::new(code, level, self.place, self.message).help(self.help)
        }
    }

    pub fn also(mut self, place: Place, words: impl Into<String>) -> Self {
        self.also.push((place, words.into()));
        self
    }

    pub fn cells(mut self, cells: Vec<String>) -> Self {
        self.cells = cells;
        self
    }

    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Says that replacing the span by `text` mends it without loss. May be
    /// called for each of several places.
    pub fn edit(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push(Edit {
            span,
            text: text.into(),
        });
        self
    }
}
