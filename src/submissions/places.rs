//! From the files that a foreign report would be to the file that it is.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diag::{Diagnostic, Place};
use crate::import::reading::TableReading;
use crate::import::source;
use crate::parse::report::{CellPlaces, cell_places, field_place, key_place};
use crate::path::SourcePath;

use super::alignment::Alignment;
use super::transcript::Transcript;
use super::unit::{Placed, cell_at};

/// The fields of a report, by the words in which an import says where it found them.
const FIELDS: [(&str, &str); 6] = [
    ("title", "题目"),
    ("organization", "机关"),
    ("signed", "成文日期"),
    ("published", "公开日期"),
    ("index_number", "索引号"),
    ("document_number", "文号"),
];

/// The places of one report.
pub struct Places<'p> {
    placed: &'p Placed<'p>,
    transcript: &'p Transcript,
    /// What the foreign file is called in places.
    file: &'p SourcePath,
    cells: OnceCell<CellPlaces>,
    words: OnceCell<Alignment<'p>>,
}

impl<'p> Places<'p> {
    pub fn new(placed: &'p Placed<'p>, transcript: &'p Transcript, file: &'p SourcePath) -> Self {
        Self {
            placed,
            transcript,
            file,
            cells: OnceCell::new(),
            words: OnceCell::new(),
        }
    }

    /// Whether a place is in one of the two files.
    pub fn know(&self, place: &Place) -> bool {
        place.file == self.placed.data.file || place.file == self.placed.text.file
    }

    /// Where a finding stands in the foreign file; its first cell says more than the row of
    /// the file that it would be.
    pub fn of(&self, one: &Diagnostic) -> Place {
        let is_of_tables = one.place.file == self.placed.data.file;
        let cell = one.cells.first().filter(|_| is_of_tables);
        let span = cell.and_then(|address| self.at(address));
        match span {
            Some(span) => Place::span(self.file, span),
            None => self.place(&one.place),
        }
    }

    /// Where another place of a finding stands: that of the tables as a whole is the first
    /// cell that the finding is about.
    pub fn other(&self, place: &Place, one: &Diagnostic) -> Place {
        let is_whole = place.span.is_none() && self.know(&one.place);
        let is_of_tables = is_whole && place.file == self.placed.data.file;
        let cell = one.cells.first().filter(|_| is_of_tables);
        let cell = cell.and_then(|address| self.at(address));
        cell.map_or_else(|| self.place(place), |span| Place::span(self.file, span))
    }

    /// Where the cell of an address stands.
    fn at(&self, address: &str) -> Option<Range<usize>> {
        let form = self.placed.foreign.imported.doc.form;
        let (table, cell) = cell_at(form, address)?;
        self.in_table(table, cell)
    }

    /// Where a place of the two files stands; the whole file if it is not known.
    fn place(&self, place: &Place) -> Place {
        let span = place.span.as_ref();
        let found = span.and_then(|span| match place.file == self.placed.data.file {
            true => self.of_data(span),
            false => self.of_words(span),
        });
        Place {
            file: self.file.clone(),
            span: found,
        }
    }

    fn of_words(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.placed.text.text;
        let words = self
            .words
            .get_or_init(|| Alignment::of(text, self.transcript.text()));
        words.find(span)
    }

    fn of_data(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let (text, file) = (&self.placed.data.text, &self.placed.data.file);
        let imported = &self.placed.foreign.imported;
        let cells = self
            .cells
            .get_or_init(|| cell_places(text, file, imported.year));
        if let Some(((table, cell), _)) = cells.iter().find(|(_, one)| *one == span) {
            return self.in_table(table, *cell);
        }
        let holds = |one: Option<Range<usize>>| {
            one.is_some_and(|one| one.start <= span.start && span.end <= one.end)
        };
        if let Some((_, what)) = FIELDS
            .iter()
            .find(|(id, _)| holds(field_place(text, file, id)))
        {
            return self.stated(what);
        }
        let mut parts = imported.doc.form.parts.iter();
        let part = parts.find(|part| holds(key_place(text, file, part.id)))?;
        let table = part.tables.first()?;
        (0..table.size()).find_map(|cell| self.in_table(table.id, cell))
    }

    /// Where the file states a field, in the words of an import.
    pub fn stated(&self, what: &str) -> Option<Range<usize>> {
        let evidence = self.placed.foreign.text.evidence.iter();
        let mut own = evidence.filter(|one| one.what == what);
        own.find_map(|one| self.transcript.find(one.place.as_ref()?, &one.value))
    }

    /// Where a cell stands; if it is not there, where one of its row stands.
    fn in_table(&self, id: &str, cell: usize) -> Option<Range<usize>> {
        let mut tables = self.placed.foreign.imported.receipt.tables.iter();
        let read = tables.find(|one| one.table.id == id)?;
        let width = read.table.kinds.len();
        let first = cell / width * width;
        let mut cells = [cell].into_iter().chain(first..first + width);
        cells.find_map(|cell| self.cell(read, cell))
    }

    fn cell(&self, read: &TableReading, cell: usize) -> Option<Range<usize>> {
        let cell = read.cells.get(cell)?;
        let place: &source::Place = cell.place.as_ref()?;
        self.transcript.find(place, &cell.stood)
    }
}
