//! The numbers of the tables that a report's words may speak of, and the
//! finding where words and table differ.

use std::collections::{HashMap, HashSet};

use crate::diag::Place;
use crate::form::Measure;
use crate::report::Measured;

use super::claims::{Claim, What};
use super::finding::Finding;
use super::scope::ReportScope;

/// What a table says about a claim.
pub struct Expected<'s> {
    /// The numbers that the words may mean.
    pub may: Vec<i64>,
    /// The number that they most likely mean, and the cells that hold it.
    pub number: i64,
    pub cells: Measured<'s>,
    /// How the message calls them: `“{}”总计`, with the form's name for `{}`.
    pub label: &'static str,
}

impl<'s> Expected<'s> {
    /// What a measure counts; `None` where that is not known.
    pub fn of(scope: &ReportScope<'s>, measure: Measure, label: &'static str) -> Option<Self> {
        let cells = scope.measure(measure)?;
        let number = cells.count()?;
        Some(Self {
            may: vec![number],
            number,
            cells,
            label,
        })
    }

    /// How the message calls the number: `表三“本年新收”总计`.
    pub fn label(&self) -> String {
        let label = self.label.replace("{}", self.cells.meaning().name);
        [self.cells.part().name, &label].concat()
    }

    pub fn or(mut self, also: impl IntoIterator<Item = i64>) -> Self {
        self.may.extend(also);
        self
    }
}

/// The claims that no reading of the table bears out, each told once.
/// Several numbers of one kind in one sentence may be parts that add up.
pub fn contradicted<'c, 's>(
    claims: &'c [Claim],
    tally: impl Fn(&Claim) -> Option<Expected<'s>>,
) -> Vec<(&'c Claim, Expected<'s>)> {
    let alone = claims.iter().filter_map(|claim| {
        let tally = tally(claim)?;
        (!tally.may.contains(&claim.number)).then_some((claim, tally))
    });
    let mut found: Vec<(&Claim, Expected<'s>)> = alone.collect();
    // Most claims are borne out as they stand.
    if found.is_empty() {
        return found;
    }
    let mut together: HashMap<(What, usize), i64> = HashMap::new();
    for claim in claims {
        let sum = together.entry((claim.what, claim.sentence)).or_default();
        *sum = sum.saturating_add(claim.number);
    }
    let mut told = HashSet::new();
    found.retain(|(claim, tally)| {
        let sum = together[&(claim.what, claim.sentence)];
        !tally.may.contains(&sum) && told.insert((claim.what, claim.number))
    });
    found
}

/// A finding at the claim that also points at the cell.
pub fn finding(
    scope: &ReportScope<'_>,
    claim: &Claim,
    tally: &Expected<'_>,
    message: String,
    help: &str,
) -> Finding {
    let place = Place::span(scope.words.file, claim.span.clone());
    let (grid, cell) = (tally.cells.grid, tally.cells.cell());
    Finding::new(place, message, help)
        .also(scope.cell_place(grid, cell), "表里的数")
        .cells(vec![grid.address(cell)])
}
