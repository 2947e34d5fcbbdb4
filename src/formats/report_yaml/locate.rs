//! Where a `report.yaml` states what it states.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::parse::report::{ReportDoc, walk};
use crate::parse::yaml::{Entry, Node, Step, Yaml};
use crate::path::SourcePath;

use super::splice::Held;

/// The way to a value: the keys as they are typed, and places in lists.
pub type Way = Vec<Turn>;

/// One step of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    Key(String),
    Item(usize),
}

/// A file that has been read, with the way to each cell that it states.
pub struct Reading<'t> {
    pub doc: ReportDoc,
    yaml: Yaml<'t>,
    ways: BTreeMap<(&'static str, usize), Way>,
}

impl<'t> Reading<'t> {
    /// Reads a file; `Err` has what was found where there is no report in it.
    pub fn of(text: &'t str, file: &'t SourcePath, year: u16) -> Result<Self, Vec<Diagnostic>> {
        let yaml = Yaml::parse(text, 0, file)?;
        // Places are those of the text that was read, and that is another one.
        if yaml.is_mended() {
            return Err(yaml.into_diagnostics());
        }
        let mut ways = BTreeMap::new();
        let doc = walk(&yaml.root(), year, &mut |table, cell, spot| {
            ways.insert((table.id, cell), way(&spot.steps()));
        });
        match doc {
            Some(doc) => Ok(Self { doc, yaml, ways }),
            None => Err(yaml.into_diagnostics()),
        }
    }

    /// Whether one value may stand in several places.
    pub fn has_anchors(&self) -> bool {
        self.yaml.tree().has_anchors
    }

    /// The way to a cell, or to the row or group whose key has nothing behind
    /// it; `None` where the file does not mention the cell.
    pub fn way(&self, table: &'static str, cell: usize) -> Option<&[Turn]> {
        self.ways.get(&(table, cell)).map(Vec::as_slice)
    }

    /// What stands at the end of a way.
    pub fn held(&self, way: &[Turn]) -> Option<Held<'_>> {
        let tree = self.yaml.tree();
        let steps: Vec<Step<'_>> = way.iter().map(step).collect();
        let braces = |node: &Node| node.begins_with(self.yaml.text(), &['{', '[']);
        let mut around = (0..steps.len()).filter_map(|end| tree.find(&steps[..end]));
        let in_braces = around.any(|(_, node)| braces(node));
        let (key, value) = tree.find(&steps)?;
        Some(Held {
            key,
            value,
            in_braces,
        })
    }

    /// The entries of the map at the end of a way; none where it is no map.
    pub fn entries(&self, way: &[Turn]) -> &[Entry] {
        let steps: Vec<Step<'_>> = way.iter().map(step).collect();
        let found = self.yaml.tree().find(&steps);
        found
            .and_then(|(_, node)| node.entries())
            .unwrap_or_default()
    }

    /// Where among the entries of a map one has a key for which this is so.
    pub fn position(&self, way: &[Turn], is: impl Fn(&str) -> bool) -> Option<usize> {
        let mut entries = self.entries(way).iter();
        entries.position(|(key, _)| key.scalar().is_some_and(&is))
    }

    /// The way to an entry of a map, by its key.
    pub fn below(&self, way: &[Turn], is: impl Fn(&str) -> bool) -> Option<Way> {
        let at = self.position(way, is)?;
        let key = self.entries(way)[at].0.scalar()?;
        let last = Turn::Key(key.to_owned());
        Some(way.iter().cloned().chain([last]).collect())
    }
}

fn way(steps: &[Step<'_>]) -> Way {
    let turn = |step: &Step<'_>| match step {
        Step::Key(key) => Turn::Key((*key).to_owned()),
        Step::Item(at) => Turn::Item(*at),
    };
    steps.iter().map(turn).collect()
}

fn step(turn: &Turn) -> Step<'_> {
    match turn {
        Turn::Key(key) => Step::Key(key),
        Turn::Item(at) => Step::Item(*at),
    }
}
