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
mod mixed;
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

use crate::form::{FORMS, Form};
use crate::import::reading::Reading;
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

/// Reads a file as the form that its labels fit best; `None` if it has none of them.
pub fn read(source: &Source) -> Option<Reading> {
    let stream = Stream::of(source);
    let all = chains(&stream);
    let best = all.iter().max_by_key(|one| one.weight)?;
    (!best.chain.is_empty()).then(|| as_form(&stream, best, &all))
}

/// Reads a file without tables, whose labels say nothing of the form, as this one; `None`
/// if the form has no labels, or the file none of them.
pub fn read_as(source: &Source, form: &Form) -> Option<Reading> {
    let stream = Stream::of(source);
    let all = chains(&stream);
    let own = all.iter().find(|one| one.labels.form == form)?;
    (!own.chain.is_empty()).then(|| as_form(&stream, own, &all))
}

fn chains(stream: &Stream<'_>) -> Vec<Chained> {
    let forms = labels::of_all_forms().iter();
    forms.map(|labels| chained(stream, labels)).collect()
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
    let stream = Stream::of(source);
    let mut forms = FORMS.iter().filter(|form| form.parts.is_empty());
    Reading {
        form: forms.next().expect("the years before 2019 have a form"),
        tables: Vec::new(),
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
    let chain = blocks::without_mentions(stream, labels, &with_slips);
    let weight = chain.iter().map(|pick| pick.weight).sum();
    Chained {
        labels,
        occurrences,
        chain,
        weight,
    }
}
