//! A report of the site whose exported file somebody edited: what they changed, and the
//! report's two files with that and nothing else changed.

use std::ops::Range;

use crate::formats::report_yaml::{Refusal, update};
use crate::import::difference::{self, differences};
use crate::import::draft::Imported;
use crate::parse::markdown::{Document, parse};
use crate::parse::report::ReportDoc;
use crate::parse::tables::PartDoc;
use crate::path::SourcePath;
use crate::prose::fold;
use crate::report::Grid;

use super::words::{Passage, differing, of_text};

/// The two files of a report, as they are.
pub struct Files<'f> {
    pub doc: &'f ReportDoc,
    pub data: &'f str,
    pub text: &'f str,
    /// The data's file.
    pub file: &'f SourcePath,
}

/// The same files with what was changed in the edited one.
pub struct Edited {
    pub data: String,
    pub text: String,
    pub differences: Vec<difference::Difference>,
    /// Where the words differ; `page` is what the edited file says.
    pub passages: Vec<Passage>,
    /// The sections that were changed and hold what the edited file cannot hold, such as
    /// pictures and links: they are left as they were.
    pub by_hand: Vec<String>,
}

impl Edited {
    /// Whether the edited file says nothing new.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty() && self.passages.is_empty()
    }
}

/// Takes over what an edited file says otherwise. Numbers change cell by cell, and every
/// comment stays; a section whose words differ is replaced, every other byte of the text
/// stays. Linear in both reports but for the words of changed sections.
pub fn edited(files: &Files<'_>, imported: &Imported) -> Result<Edited, Refusal> {
    let wanted = wanted(files.doc, &imported.doc);
    let differences = differences(files.doc, &wanted);
    let data = match differences.is_empty() {
        true => files.data.to_owned(),
        false => update(files.data, files.file, &wanted)?,
    };
    let mut edited = Edited {
        data,
        text: files.text.to_owned(),
        differences,
        passages: Vec::new(),
        by_hand: Vec::new(),
    };
    edited.take_words(files.text, &imported.markdown);
    Ok(edited)
}

/// The report with the numbers, the title and the day of the edited file, which need not say
/// when the report was published.
fn wanted(doc: &ReportDoc, new: &ReportDoc) -> ReportDoc {
    ReportDoc {
        title: new.title.clone().or_else(|| doc.title.clone()),
        signed: new.signed.clone().or_else(|| doc.signed.clone()),
        parts: parts(doc, new),
        ..doc.clone()
    }
}

/// The cells of the report with those that the edited file states otherwise: how the others
/// are written, or that they are not, stays. Cells of two forms are not the same cells.
fn parts(doc: &ReportDoc, new: &ReportDoc) -> Vec<Option<PartDoc>> {
    if doc.form != new.form {
        return new.parts.clone();
    }
    let parts = doc.form.parts.iter().zip(&doc.parts).zip(&new.parts);
    let parts = parts.map(|((part, old), new)| {
        let (Some(old), Some(new)) = (old, new) else {
            return new.clone().or_else(|| old.clone());
        };
        let mut merged = old.clone();
        for (at, table) in part.tables.iter().enumerate() {
            let filled = |doc: &PartDoc| Grid::fill(table, &doc.tables[at], doc.rest_is_zero);
            let cells = filled(old).cells.into_iter().zip(filled(new).cells);
            for (cell, (old, new)) in cells.enumerate() {
                let both_zero = old.value.is_zero() && new.value.is_zero();
                if old.value != new.value && !both_zero {
                    merged.tables[at][cell] = Some(new.value);
                }
            }
        }
        Some(merged)
    });
    parts.collect()
}

/// White space alone does not count: Word has its own.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Edited {
    fn take_words(&mut self, text: &str, new: &str) {
        let new = &without_empty(new, text);
        let (old_words, pictures) = of_text(text, &[]);
        let (new_words, _) = of_text(new, &pictures);
        self.passages = differing(&old_words, &new_words, plain);
        if self.passages.is_empty() {
            return;
        }
        let (old_document, new_document) = (document(text), document(new));
        // With other sections than before, nothing tells which one became which.
        if headings(&old_document) != headings(&new_document) {
            match holds_more(text) {
                true => self.by_hand.push("全文".to_owned()),
                false => self.text = new.to_owned(),
            }
            return;
        }
        let (old, new_ranges) = (ranges(text, &old_document), ranges(new, &new_document));
        let names = std::iter::once("引言").chain(names(&old_document));
        self.text.clear();
        for ((old, new_range), name) in old.into_iter().zip(new_ranges).zip(names) {
            let (old, new) = (&text[old], &new[new_range]);
            let same = says_the_same(old, new);
            if same || holds_more(old) {
                self.text.push_str(old);
                self.by_hand.extend((!same).then(|| name.to_owned()));
            } else {
                self.text.push_str(new.trim_end());
                self.text.push_str(ending(old));
            }
        }
    }
}

fn document(text: &str) -> Document {
    let file = SourcePath::new("report.md").expect("a fixed name is a path");
    parse(text, &file, 0).0
}

/// An edited text without the sections in which nothing stands and that the report's own
/// file leaves out: the form prints their headings.
fn without_empty(new: &str, text: &str) -> String {
    let stated = headings(&document(text));
    let document = document(new);
    let names = std::iter::once(None).chain(names(&document).map(Some));
    let pieces = ranges(new, &document).into_iter().zip(names);
    let kept = pieces.filter(|(range, name)| {
        let is_new = name.is_some_and(|name| !stated.contains(&fold(name)));
        !is_new || of_text(&new[range.clone()], &[]).0.len() > 1
    });
    kept.map(|(range, _)| &new[range]).collect()
}

fn names(document: &Document) -> impl Iterator<Item = &str> {
    let sections = document.sections.iter();
    sections.map(|one| one.heading.text.as_str())
}

fn headings(document: &Document) -> Vec<String> {
    names(document).map(fold).collect()
}

/// What stands before the first section, and each section with its heading.
fn ranges(text: &str, document: &Document) -> Vec<Range<usize>> {
    let begins = document.sections.iter().map(|one| {
        let at = one.heading.span.start;
        text[..at].rfind('\n').map_or(0, |end| end + 1)
    });
    let begins: Vec<usize> = std::iter::once(0).chain(begins).collect();
    let ends = begins.iter().skip(1).copied().chain([text.len()]);
    let ranges = begins.iter().copied().zip(ends);
    ranges.map(|(begin, end)| begin..end).collect()
}

fn says_the_same(old: &str, new: &str) -> bool {
    let (old, pictures) = of_text(old, &[]);
    let (new, _) = of_text(new, &pictures);
    plain(&old.concat()) == plain(&new.concat())
}

/// Whether a text has pictures, links or notes, which an edited file gives back as words.
fn holds_more(text: &str) -> bool {
    let has_links = document(text).links().next().is_some();
    has_links || text.contains("[^")
}

/// The empty lines at the end of a piece.
fn ending(text: &str) -> &str {
    &text[text.trim_end().len()..]
}
