//! The numbers of the tables that a report's words may speak of, and the
//! finding where words and table differ.

use std::collections::{HashMap, HashSet};

use crate::diag::Place;

use super::claims::{Claim, What};
use super::finding::Finding;
use super::scope::ReportScope;

/// What a table says about a claim.
pub struct Expected {
    /// The numbers that the words may mean.
    pub may: Vec<i64>,
    /// The number that they most likely mean, and the cell that holds it.
    pub table: &'static str,
    pub row: &'static str,
    pub column: &'static str,
    pub number: i64,
    /// How the cell is called in the message: `表三“本年新收”`.
    pub label: &'static str,
}

impl Expected {
    /// The tally of one cell; `None` where it states no number.
    pub fn of(
        scope: &ReportScope<'_>,
        [table, row, column]: [&'static str; 3],
        label: &'static str,
    ) -> Option<Self> {
        let number = scope.count(table, row, column)?;
        Some(Self {
            may: vec![number],
            table,
            row,
            column,
            number,
            label,
        })
    }

    pub fn or(mut self, also: impl IntoIterator<Item = i64>) -> Self {
        self.may.extend(also);
        self
    }
}

/// The claims that no reading of the table bears out, each told once.
/// Several numbers of one kind in one sentence may be parts that add up.
pub fn contradicted(
    claims: &[Claim],
    tally: impl Fn(&Claim) -> Option<Expected>,
) -> Vec<(&Claim, Expected)> {
    let alone = claims.iter().filter_map(|claim| {
        let tally = tally(claim)?;
        (!tally.may.contains(&claim.number)).then_some((claim, tally))
    });
    let mut found: Vec<(&Claim, Expected)> = alone.collect();
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
    tally: &Expected,
    message: String,
    help: &str,
) -> Finding {
    let place = Place::span(scope.words.file, claim.span.clone());
    let finding = Finding::new(place, message, help);
    let Some((grid, cell)) = scope
        .grid(tally.table)
        .and_then(|grid| Some((grid, grid.position(tally.row, tally.column)?)))
    else {
        return finding;
    };
    finding
        .also(scope.cell_place(grid, cell), "表里的数")
        .cells(vec![grid.address(cell)])
}
