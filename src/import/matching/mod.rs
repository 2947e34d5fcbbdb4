//! Which cells of a form a file fills in, whatever format it came in.
//!
//! The labels of a form are found first: the chain of them, in the order of the form,
//! that explains the most of the file. What stands behind a label is what its row holds.
//! Digits that stand together are parted only where sums leave one way to do it.

mod blocks;
mod cells;
mod chain;
mod columns;
mod habits;
mod labels;
mod left_over;
mod mixed;
mod placing;
pub mod refused;
mod repeated;
mod row;
mod slips;
mod solve;
mod split;
mod stood;
mod stream;
pub mod support;
mod tables;
mod tokens;
mod words;

use crate::form::{FORMS, Form, Table};
use crate::import::reading::{CellReading, Reading, TableReading};
use crate::import::source::{Piece, Place, Source};

use chain::Pick;
use labels::Labels;
use stream::Stream;

/// The labels of one form in a file.
struct Chained {
    labels: &'static Labels,
    occurrences: Vec<Pick>,
    chain: Vec<Pick>,
    weight: i64,
}

/// A file with the labels that were found in it, by each form.
pub struct Found<'s> {
    stream: Stream<'s>,
    all: Vec<Chained>,
}

impl<'s> Found<'s> {
    /// Looks for all labels, once. Linear in the file, but for a sort.
    pub fn of(source: &'s Source) -> Self {
        let stream = Stream::of(source);
        let forms = labels::of_all_forms().iter();
        let all = forms.map(|labels| chained(&stream, labels)).collect();
        Self { stream, all }
    }

    pub fn source(&self) -> &'s Source {
        self.stream.source
    }

    /// The file as the form that its labels fit best; `None` if it has none of them.
    pub fn reading(&self) -> Option<Reading> {
        let best = self.all.iter().max_by_key(|one| one.weight)?;
        self.read(best)
    }

    /// A file without tables, whose labels say nothing of the form, as this one; `None` if
    /// the form has no labels, or the file none of them.
    pub fn reading_as(&self, form: &Form) -> Option<Reading> {
        self.read(self.all.iter().find(|one| one.labels.form == form)?)
    }

    /// The reports of a file that holds several, one source each; none if it holds one.
    pub fn parts(&self) -> Vec<Source> {
        refused::parts(&self.stream, &self.all)
    }

    fn read(&self, chained: &Chained) -> Option<Reading> {
        (!chained.chain.is_empty()).then(|| as_form(&self.stream, chained, &self.all))
    }
}

/// Reads a file as the form that its labels fit best; `None` if it has none of them.
pub fn read(source: &Source) -> Option<Reading> {
    Found::of(source).reading()
}

fn as_form(stream: &Stream<'_>, best: &Chained, all: &[Chained]) -> Reading {
    let mut done = tables::read(stream, best.labels, &best.chain, &best.occurrences);
    mixed::other_forms(stream, best, all, &mut done);
    Reading {
        form: best.labels.form,
        words: words::words(stream, best.labels, &best.chain, &done.zones),
        tables: done.tables,
        left_over: done.left_over,
        pictures: pictures(stream.source),
    }
}

/// The words of a file as a report of the years before there were tables.
pub fn without_tables(source: &Source) -> Reading {
    let mut forms = FORMS.iter().filter(|form| form.parts.is_empty());
    as_text(
        source,
        forms.next().expect("the years before 2019 have a form"),
    )
}

/// The words of a file in which nothing of a form was found; all of its tables are missing.
pub fn as_text(source: &Source, form: &'static Form) -> Reading {
    let stream = Stream::of(source);
    let missing = |table: &'static Table| TableReading {
        table,
        cells: vec![CellReading::missing(); table.size()],
        undecided: Vec::new(),
    };
    Reading {
        form,
        tables: form.tables().map(missing).collect(),
        words: vec![words::all(&stream)],
        left_over: Vec::new(),
        pictures: pictures(source),
    }
}

fn pictures(source: &Source) -> Vec<Place> {
    let pictures = source.pieces.iter().filter_map(|piece| match piece {
        Piece::Picture { place, .. } => Some(place.clone()),
        _ => None,
    });
    pictures.collect()
}

fn chained(stream: &Stream<'_>, labels: &'static Labels) -> Chained {
    let occurrences = chain::occurrences(stream, labels);
    let heaviest = chain::heaviest(stream, labels, &occurrences);
    let with_slips = slips::with_slips(stream, labels, &heaviest);
    let chain = blocks::without_mentions(stream, labels, &with_slips, &occurrences);
    let weight = chain.iter().map(|pick| pick.weight).sum();
    Chained {
        labels,
        occurrences,
        chain,
        weight,
    }
}
