//! Which cells of a form a file fills in, whatever format it came in.
//!
//! The labels of a form are found first: the chain of them, in the order of the form,
//! that explains the most of the file. What stands behind a label is what its row holds.
//! Digits that stand together are parted only where sums leave one way to do it.

mod blocks;
mod cells;
mod chain;
mod header;
mod labels;
mod mixed;
pub mod refused;
mod row;
mod slips;
mod solve;
mod split;
mod stream;
pub mod support;
mod tables;
mod tokens;
mod words;

use crate::form::FORMS;
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
    let forms = labels::of_all_forms().iter();
    let all: Vec<Chained> = forms.map(|labels| chained(&stream, labels)).collect();
    let best = all.iter().max_by_key(|one| one.weight)?;
    if best.chain.is_empty() {
        return None;
    }
    let mut done = tables::read(&stream, best.labels, &best.chain, &best.occurrences);
    mixed::other_forms(&stream, best, &all, &mut done);
    Some(Reading {
        form: best.labels.form,
        words: words::words(&stream, best.labels, &best.chain, &done.zones),
        tables: done.tables,
        left_over: done.left_over,
        pictures: pictures(source),
    })
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
