//! From equations that do not hold to the fewest causes that explain them.
//!
//! One slip breaks several equations: a wrong number breaks its row and its
//! column, a total column left at 0 breaks every row. A finding is a cause,
//! not an equation, and proposes a mend only where exactly one change would
//! settle all that the cause broke and break nothing else.

use std::collections::BTreeSet;

use crate::form::Over;
use crate::report::{Equation, Grid};

/// A reason why equations do not hold.
pub struct Cause<'g> {
    /// The rule of the equation that says most about it.
    pub rule: &'static str,
    pub failing: Vec<Equation<'g>>,
    pub mend: Mend,
}

/// What would settle a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// One cell should hold this number.
    Cell { cell: usize, number: i64 },
    /// A whole row or column of totals was left at 0.
    Totals {
        over: Over,
        cells: Vec<(usize, i64)>,
    },
    /// More than one change could, or none alone.
    Unknown,
}

/// The causes behind a grid's failing equations. The equations of a form are
/// a fixed number, so this is constant a report.
pub fn causes(grid: &Grid) -> Vec<Cause<'_>> {
    let mut failing: Vec<Equation<'_>> = grid.equations().filter(Equation::fails).collect();
    let mut causes = Vec::new();
    if failing.is_empty() {
        return causes;
    }
    for totals in total_lines(grid) {
        let settled: Vec<Equation<'_>> = failing
            .iter()
            .filter(|equation| settles(equation, &totals))
            .copied()
            .collect();
        let own = |equation: &&Equation<'_>| equation.identity().computes;
        if settled.iter().filter(own).count() < 2 || breaks(grid, &totals) {
            continue;
        }
        failing.retain(|equation| !settles(equation, &totals));
        let first = settled
            .iter()
            .find(own)
            .map_or(settled[0], |equation| *equation);
        let over = first.identity().over;
        causes.push(Cause {
            rule: first.identity().rule,
            failing: settled,
            mend: Mend::Totals {
                over,
                cells: totals,
            },
        });
    }
    for group in components(&failing) {
        let mend = single(grid, &group);
        causes.push(Cause {
            rule: leading(&group),
            failing: group,
            mend,
        });
    }
    merge(causes)
}

/// Each line of computed totals whose cells are all 0 though their terms are
/// not, with the numbers that belong there.
fn total_lines(grid: &Grid) -> Vec<Vec<(usize, i64)>> {
    let mut lines = Vec::new();
    let identities: BTreeSet<&str> = grid
        .table
        .identities
        .iter()
        .filter(|identity| identity.computes)
        .map(|identity| identity.rule)
        .collect();
    for rule in identities {
        let equations: Vec<Equation<'_>> = grid
            .equations()
            .filter(|equation| equation.identity().rule == rule)
            .collect();
        let zero = equations
            .iter()
            .all(|equation| grid.cells[equation.left()[0]].value.is_zero());
        let sums: Option<Vec<(usize, i64)>> = equations
            .iter()
            .map(|equation| Some((equation.left()[0], equation.sides()?.1)))
            .collect();
        if let Some(sums) = sums.filter(|sums| zero && sums.iter().any(|(_, sum)| *sum != 0)) {
            // The total of the totals is a sum of what was just put there.
            lines.push(settled_totals(grid, sums));
        }
    }
    lines
}

/// With a whole column of totals at 0, the total row's own sum in that column
/// was computed from zeros; it follows from the row instead.
fn settled_totals(grid: &Grid, sums: Vec<(usize, i64)>) -> Vec<(usize, i64)> {
    let number = |cell: usize| {
        let put = sums.iter().find(|(at, _)| *at == cell).map(|(_, sum)| *sum);
        put.or(grid.cells[cell].value.count())
    };
    let resolve = |cell: usize, sum: i64| {
        let others = grid
            .equations()
            .filter(|equation| equation.identity().computes && equation.left()[0] == cell);
        let best = others
            .filter_map(|equation| {
                equation
                    .right()
                    .iter()
                    .map(|at| number(*at))
                    .sum::<Option<i64>>()
            })
            .max();
        (cell, best.unwrap_or(sum))
    };
    sums.iter()
        .map(|(cell, sum)| resolve(*cell, *sum))
        .collect()
}

fn value_with(grid: &Grid, cell: usize, changes: &[(usize, i64)]) -> Option<i64> {
    let change = changes
        .iter()
        .find(|(at, _)| *at == cell)
        .map(|(_, number)| *number);
    change.or(grid.cells[cell].value.count())
}

fn holds_with(equation: &Equation<'_>, changes: &[(usize, i64)]) -> Option<bool> {
    let grid = equation.grid();
    let side = |cells: &[usize]| {
        cells
            .iter()
            .map(|cell| value_with(grid, *cell, changes))
            .sum::<Option<i64>>()
    };
    Some(side(equation.left())? == side(equation.right())?)
}

fn settles(equation: &Equation<'_>, changes: &[(usize, i64)]) -> bool {
    holds_with(equation, changes) == Some(true)
}

/// Whether changes would break an equation that holds.
fn breaks(grid: &Grid, changes: &[(usize, i64)]) -> bool {
    grid.equations()
        .any(|equation| !equation.fails() && holds_with(&equation, changes) == Some(false))
}

/// Failing equations that share a cell belong together.
fn components<'g>(failing: &[Equation<'g>]) -> Vec<Vec<Equation<'g>>> {
    let mut groups: Vec<(BTreeSet<usize>, Vec<Equation<'g>>)> = Vec::new();
    for equation in failing {
        let mut cells: BTreeSet<usize> = equation
            .left()
            .iter()
            .chain(equation.right())
            .copied()
            .collect();
        let mut members = vec![*equation];
        let (joined, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(others, _)| !others.is_disjoint(&cells));
        for (others, equations) in joined {
            cells.extend(others);
            members.splice(0..0, equations);
        }
        groups = apart;
        groups.push((cells, members));
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

/// The one cell whose change settles all of a group and breaks nothing.
fn single(grid: &Grid, group: &[Equation<'_>]) -> Mend {
    let cells = |equation: &Equation<'_>| -> BTreeSet<usize> {
        equation
            .left()
            .iter()
            .chain(equation.right())
            .copied()
            .collect()
    };
    let mut shared = cells(&group[0]);
    for equation in &group[1..] {
        shared = shared.intersection(&cells(equation)).copied().collect();
    }
    let settling = shared.iter().filter_map(|cell| {
        let number = needed(&group[0], *cell)?;
        let change = [(*cell, number)];
        let fits = number >= 0
            && group.iter().all(|equation| settles(equation, &change))
            && !breaks(grid, &change);
        fits.then_some((*cell, number))
    });
    let settling: Vec<(usize, i64)> = settling.collect();
    match settling.as_slice() {
        [(cell, number)] => Mend::Cell {
            cell: *cell,
            number: *number,
        },
        _ => Mend::Unknown,
    }
}

/// What a cell would have to hold for its equation to hold.
fn needed(equation: &Equation<'_>, cell: usize) -> Option<i64> {
    let (left, right) = equation.sides()?;
    let now = equation.grid().cells[cell].value.count()?;
    Some(if equation.left().contains(&cell) {
        now + right - left
    } else {
        now + left - right
    })
}

/// The rule a group is reported under: a computed total that is wrong says
/// more than the balance that it upsets.
fn leading(group: &[Equation<'_>]) -> &'static str {
    let computed = group.iter().find(|equation| equation.identity().computes);
    computed.unwrap_or(&group[0]).identity().rule
}

/// The same gap in a column and in the column of totals is one cause.
fn merge(causes: Vec<Cause<'_>>) -> Vec<Cause<'_>> {
    let mut merged: Vec<Cause<'_>> = Vec::new();
    for cause in causes {
        let twin = |other: &&mut Cause<'_>| {
            other.mend == Mend::Unknown
                && cause.mend == Mend::Unknown
                && gaps(other) == gaps(&cause)
        };
        match merged.iter_mut().find(twin) {
            Some(other) => other.failing.extend(cause.failing),
            None => merged.push(cause),
        }
    }
    merged
}

/// The rules a cause breaks, with the difference of each.
fn gaps(cause: &Cause<'_>) -> BTreeSet<(&'static str, i64)> {
    let gap = |equation: &Equation<'_>| {
        let (left, right) = equation.sides().unwrap_or_default();
        (equation.identity().rule, left - right)
    };
    cause.failing.iter().map(gap).collect()
}
