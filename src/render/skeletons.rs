//! Statutory tables from skeletons.
//!
//! A form's table is the same on every page but for its numbers: heads, ids,
//! spans and `headers` never change. So the component `stat_table` writes and
//! the minifier shortens each table once; for a report only the numbers are
//! set in between. What comes out is the very same bytes, which is proved on
//! a mixed table before a skeleton is used, because a site may have a
//! `stat_table` of its own that does not work cell by cell.

use std::collections::{BTreeSet, HashMap};
use std::fmt::{Display, Write as _};
use std::sync::{Arc, PoisonError, RwLock};

use crate::diag::Diagnostic;
use crate::form::Value;
use crate::html::facts::Facts;
use crate::path::OutPath;
use crate::report::Grid;

use super::inserts::{Insert, has_mark, mark};
use super::links;
use super::minify::minify;
use super::views::table::TableView;

/// How the component writes one whole table.
pub type Write<'w> = &'w dyn Fn(&TableView) -> Result<String, Diagnostic>;

/// The kinds of data cells, which may be written with different attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Blank,
    Amount,
}

const KINDS: [Kind; 3] = [Kind::Plain, Kind::Blank, Kind::Amount];

/// A table of a form at its place on a page.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The id of the form's table, and the first year of the form.
    pub table: (&'static str, u16),
    /// The id of the heading above.
    pub section: String,
    /// The table's own id on the page.
    pub id: String,
    /// The id of the sentence that says that every number is zero.
    pub described_by: Option<String>,
}

/// The skeletons made so far; none for a table that must be written whole.
#[derive(Default)]
pub struct Skeletons(RwLock<HashMap<Spot, Option<Arc<Skeleton>>>>);

/// The pieces between the numbers of a table.
struct Skeleton {
    /// What stands before each cell, by the cell's kind.
    before: Vec<[String; 3]>,
    after: String,
    ids: Arc<BTreeSet<String>>,
    facts: Arc<Facts>,
}

impl Skeletons {
    /// The finished table, or what is wrong with its component. `view` is asked
    /// for only where it is needed.
    pub fn table(
        &self,
        spot: &Spot,
        grid: &Grid,
        view: &dyn Fn() -> TableView,
        write: Write<'_>,
    ) -> Result<Insert, Diagnostic> {
        match self.skeleton(spot, view, write) {
            Some(skeleton) if !has_words(grid) => Ok(skeleton.fill(cells(grid))),
            _ => {
                let text = minify(write(&view())?);
                let ids = Arc::new(ids(&text));
                let facts = Arc::new(Facts::of(text.as_bytes()));
                Ok(Insert { text, ids, facts })
            }
        }
    }

    fn skeleton(
        &self,
        spot: &Spot,
        view: &dyn Fn() -> TableView,
        write: Write<'_>,
    ) -> Option<Arc<Skeleton>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(skeleton) = known.get(spot) {
            return skeleton.clone();
        }
        drop(known);
        // Two threads may both make it; they make the same.
        let skeleton = Skeleton::of(&view(), write).map(Arc::new);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(spot.clone(), skeleton.clone());
        skeleton
    }
}

impl Skeleton {
    /// None where the component does not work cell by cell.
    fn of(view: &TableView, write: Write<'_>) -> Option<Self> {
        let written = |kinds: &dyn Fn(usize) -> Kind| {
            let (sample, count) = sample(view, kinds);
            Some((minify(write(&sample).ok()?), count))
        };
        let [whole, blank, amount] = KINDS.map(|kind| written(&|_| kind));
        let ((whole, count), (blank, _), (amount, _)) = (whole?, blank?, amount?);
        let (plain, after) = split(&whole, count)?;
        let (blank, _) = split(&blank, count)?;
        let (amount, _) = split(&amount, count)?;
        let before = plain.into_iter().zip(blank).zip(amount);
        let skeleton = Self {
            before: before
                .map(|((plain, blank), amount)| [plain, blank, amount])
                .collect(),
            ids: Arc::new(ids(&whole)),
            facts: Arc::new(Facts::of(whole.as_bytes())),
            after,
        };
        let mixed = |at: usize| KINDS[at * at % 3];
        let (text, count) = written(&mixed)?;
        let filled = skeleton.fill((0..count).map(|at| (mixed(at), mark(at))));
        (filled.text == text).then_some(skeleton)
    }

    /// The table with these cells, in reading order.
    fn fill(&self, cells: impl Iterator<Item = (Kind, impl Display)>) -> Insert {
        let length: usize = self.before.iter().map(|before| before[0].len() + 4).sum();
        let mut text = String::with_capacity(length + self.after.len());
        for (before, (kind, number)) in self.before.iter().zip(cells) {
            text.push_str(&before[kind as usize]);
            // Writing into a string cannot fail.
            let _ = write!(text, "{number}");
        }
        text.push_str(&self.after);
        Insert {
            text,
            ids: Arc::clone(&self.ids),
            facts: Arc::clone(&self.facts),
        }
    }
}

/// The cells of a grid in reading order.
fn cells(grid: &Grid) -> impl Iterator<Item = (Kind, &Value)> {
    grid.cells.iter().map(|cell| {
        let kind = match cell.value {
            Value::Blank => Kind::Blank,
            Value::Amount(_) => Kind::Amount,
            _ => Kind::Plain,
        };
        (kind, &cell.value)
    })
}

/// Whether a cell holds words, which only the template engine escapes.
fn has_words(grid: &Grid) -> bool {
    let mut cells = grid.cells.iter();
    cells.any(|cell| matches!(cell.value, Value::Text(_)))
}

/// The table with a mark in each data cell, and how many there are.
fn sample(view: &TableView, kinds: &dyn Fn(usize) -> Kind) -> (TableView, usize) {
    let mut sample = view.clone();
    let rows = sample.bodies.iter_mut().flatten();
    let cells = rows
        .flat_map(|row| &mut row.cells)
        .filter(|cell| !cell.head);
    let mut count = 0;
    for cell in cells {
        cell.text = mark(count);
        cell.blank = kinds(count) == Kind::Blank;
        cell.amount = kinds(count) == Kind::Amount;
        count += 1;
    }
    (sample, count)
}

/// What stands before each mark, and what stands after the last; none unless
/// each mark stands there once, in order.
fn split(written: &str, count: usize) -> Option<(Vec<String>, String)> {
    let mut before = Vec::with_capacity(count);
    let mut rest = written;
    for at in 0..count {
        let (piece, after) = rest.split_once(&mark(at))?;
        before.push(piece.to_owned());
        rest = after;
    }
    let stray = has_mark(rest) || before.iter().any(|piece| has_mark(piece));
    (!stray).then(|| (before, rest.to_owned()))
}

fn ids(html: &str) -> BTreeSet<String> {
    let page = OutPath::new("index.html").expect("a fixed name is a valid path");
    links::read(html.as_bytes(), &page, None).ids
}
