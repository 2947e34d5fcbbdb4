//! YAML with places: `serde_yaml` gives the values, and where a diagnostic
//! needs a place, `tree` finds it with a second, slower parser.
//!
//! A `Spot` is a value together with the way to it, so that every message can
//! point at the very key or value it speaks of. Messages are collected in the
//! document; nothing stops at the first.

mod guard;
mod slips;
mod spot;
mod syntax;
mod tree;

pub use spot::{Key, Spot};

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

use serde_yaml::Value;

use crate::diag::{Diagnostic, Level, Place};
use crate::path::SourcePath;
use tree::Tree;

/// One YAML document: its values, and its places on demand.
pub struct Yaml<'t> {
    file: &'t SourcePath,
    text: &'t str,
    /// Where this document begins in its file, in bytes (front matter).
    offset: usize,
    value: Value,
    tree: OnceCell<Tree>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// How many more findings there were than are kept.
    unsaid: Cell<usize>,
}

/// The most findings that are kept of one file: nobody reads more at once,
/// and to find the places of a hundred thousand would take minutes.
const MOST: usize = 100;

/// Whether a message speaks of a key or of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Key,
    Value,
}

impl<'t> Yaml<'t> {
    /// Parses one document; all that is wrong with its syntax comes back as
    /// diagnostics. `offset` is where `text` begins in the file.
    pub fn parse(
        text: &'t str,
        offset: usize,
        file: &'t SourcePath,
    ) -> Result<Self, Vec<Diagnostic>> {
        if let Some((at, message)) = guard::too_deep(text) {
            let place = Place::span(file, offset + at..offset + at + 1);
            let help = "报告数据最多三四层；检查这里的括号或缩进";
            return Err(vec![Diagnostic::error("YAML", place, message).help(help)]);
        }
        let value = match serde_yaml::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                let mended = guard::bare_dashes(text);
                match mended.as_deref().map(serde_yaml::from_str) {
                    Some(Ok(value)) => value,
                    _ => return Err(syntax::explain(text, offset, file, &error)),
                }
            }
        };
        Ok(Self {
            file,
            text,
            offset,
            value,
            tree: OnceCell::new(),
            diagnostics: RefCell::default(),
            unsaid: Cell::new(0),
        })
    }

    pub fn root(&self) -> Spot<'_> {
        Spot::root(self)
    }

    /// What was said about the document so far.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.into_inner();
        if self.unsaid.get() > 0 {
            let message = format!("这个文件里另外还有 {} 处问题，没有列出", self.unsaid.get());
            let more = Diagnostic::error("YAML", Place::file(self.file), message);
            diagnostics.push(more.help("先改列出的，再运行一次"));
        }
        diagnostics
    }

    fn tree(&self) -> &Tree {
        // The second parser is stricter about lone dashes than the first; the
        // mended text is as long as the source, so that places stand.
        let mended = || guard::bare_dashes(self.text);
        let read = || mended().map_or_else(|| Tree::read(self.text), |text| Tree::read(&text));
        self.tree.get_or_init(|| read().0)
    }

    fn say(&self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.diagnostics.borrow().len() < MOST {
            let diagnostic = diagnostic();
            self.diagnostics.borrow_mut().push(diagnostic);
        } else {
            self.unsaid.set(self.unsaid.get() + 1);
        }
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::span(self.file, span.start + self.offset..span.end + self.offset)
    }

    fn diagnostic(
        &self,
        rule: &'static str,
        level: Level,
        span: Range<usize>,
        message: String,
    ) -> Diagnostic {
        Diagnostic::new(rule, level, self.place(span), message)
    }
}
