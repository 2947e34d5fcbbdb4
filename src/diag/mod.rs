//! Diagnostics: what is wrong with the user's content, where, and what to do.
//!
//! A diagnostic is a value. Phases collect them and never stop at the first;
//! `formats` turn them into what a terminal shows. Failures of the machine (disk
//! full, port taken) are `anyhow::Error`s and never come through here.

pub mod code;
pub mod codes;
mod excerpt;
pub mod formats;
pub mod names;
pub mod spoken;
pub mod terminal;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::path::SourcePath;

pub use code::{Basis, Code, Example, Level, Mark, Policy};

/// A place in a source file; without a span, the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    pub file: SourcePath,
    /// Byte offsets in the file as it lies on disk, after a byte order mark.
    pub span: Option<Range<usize>>,
}

/// One finding about the user's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault it tells of, such as `CEL02` or `YAML`.
    pub code: &'static Code,
    pub level: Level,
    pub place: Place,
    /// One Chinese sentence without a full stop that states the fact.
    pub message: String,
    /// Other places that explain the finding, each with its own words.
    pub also: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// The addresses of the table cells it speaks of, such as
    /// `requests.new_received.natural_person`.
    pub cells: Vec<String>,
    /// A repair that loses nothing; empty where only a person can mend it.
    pub edits: Vec<Edit>,
    /// Why the report's own file allows it; it then weighs nothing. Only of codes
    /// that are adjustable.
    pub allowed: Option<String>,
}

/// A repair: these bytes of the diagnostic's file become this text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub span: Range<usize>,
    pub text: String,
}

impl Place {
    pub fn file(file: &SourcePath) -> Self {
        Self {
            file: file.clone(),
            span: None,
        }
    }

    pub fn span(file: &SourcePath, span: Range<usize>) -> Self {
        Self {
            file: file.clone(),
            span: Some(span),
        }
    }
}

impl Diagnostic {
    pub fn new(
        code: &'static Code,
        level: Level,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            level,
            place,
            message: message.into(),
            also: Vec::new(),
            help: None,
            cells: Vec::new(),
            edits: Vec::new(),
            allowed: None,
        }
    }

    pub fn error(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(code, Level::Error, place, message)
    }

    pub fn warning(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Self::new(code, Level::Warning, place, message)
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn also(mut self, place: Place, words: impl Into<String>) -> Self {
        self.also.push((place, words.into()));
        self
    }

    /// The regulation it rests on. What is only remembered or derived is never
    /// shown as a requirement.
    pub fn basis(&self) -> Option<&'static str> {
        let basis = &self.code.basis;
        (basis.mark == Mark::Verified).then_some(basis.text)
    }
}

/// Puts diagnostics in reading order: file, offset, code; what is alike in all
/// of these stays in the order in which it was found.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| order(a).cmp(&order(b)));
}

/// Whether anything here stops a build.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.level == Level::Error && diagnostic.allowed.is_none())
}

fn order(diagnostic: &Diagnostic) -> (&SourcePath, usize, &str) {
    let start = diagnostic.place.span.as_ref().map_or(0, |span| span.start);
    (&diagnostic.place.file, start, diagnostic.code.id)
}

/// The line and column of a byte offset, both from 1, the column in characters.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
