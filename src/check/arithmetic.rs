//! From equations that do not hold to the fewest causes that explain them.
//!
//! One slip breaks several equations: a wrong number breaks its row and its
//! column, a total column left at 0 breaks every row. A finding is a cause, not
//! an equation. Where one change settles all that the cause broke and breaks
//! nothing else, the cause is the cell or the line of that change.
//!
//! A sound table costs one look at its equations. The cells and equations of a
//! form are fixed numbers, so the rest is constant a report too.

mod relations;
mod repair;

use crate::report::{Equation, Grid};

use relations::Relations;
pub use repair::Repair;

/// A reason why equations do not hold.
pub struct Cause<'g> {
    /// The rule of the equations that say most about it.
    pub rule: &'static str,
    pub failing: Vec<Equation<'g>>,
    /// The smallest changes that would settle it; none if no cell and no line
    /// alone would.
    pub repairs: Vec<Repair>,
}

/// The causes behind a grid's failing equations.
pub fn causes(grid: &Grid) -> Vec<Cause<'_>> {
    let Some(relations) = Relations::of(grid) else {
        return Vec::new();
    };
    let failing = relations.failing();
    let repairs = relations.repairs(&failing);
    if !repairs.is_empty() {
        return vec![cause(&relations, &failing, repairs)];
    }
    if let Some(causes) = totals_and_more(grid, &relations) {
        return causes;
    }
    let (mut causes, mut open) = (Vec::new(), Vec::new());
    for group in own_cells(&relations, relations.components()) {
        match relations.repairs(&group) {
            repairs if repairs.is_empty() => open.extend(group),
            repairs => causes.push(cause(&relations, &group, repairs)),
        }
    }
    if !open.is_empty() {
        open.sort_unstable();
        causes.push(cause(&relations, &open, Vec::new()));
    }
    causes
}

fn cause<'g>(relations: &Relations<'g>, group: &[usize], repairs: Vec<Repair>) -> Cause<'g> {
    let failing: Vec<Equation<'g>> = group.iter().map(|at| relations.equations[*at]).collect();
    Cause {
        rule: leading(&failing),
        failing,
        repairs,
    }
}

/// The rule that a group is reported under: a total that is wrong says more than
/// the balance that it upsets, and of the totals those that are wrong most often.
fn leading(failing: &[Equation<'_>]) -> &'static str {
    let count = |rule: &str| {
        let own = failing.iter().filter(|one| one.identity().rule == rule);
        own.count()
    };
    let mut best = failing[0].identity();
    for one in failing.iter().map(Equation::identity) {
        if (one.computes, count(one.rule)) > (best.computes, count(best.rule)) {
            best = one;
        }
    }
    best.rule
}

/// A whole row or column of totals that is wrong, and one more slip that is seen
/// only when the totals are added up anew; `None` if there is no such pair.
fn totals_and_more<'g>(grid: &'g Grid, relations: &Relations<'g>) -> Option<Vec<Cause<'g>>> {
    let failing = relations.failing();
    for totals in total_lines(grid) {
        let anew = Relations::with_totals(grid, &totals);
        let left = anew.failing();
        let of_totals = |at: &&usize| {
            let equation = relations.equations[**at];
            equation.identity().computes && totals.contains(&equation.left()[0])
        };
        let own: Vec<usize> = failing.iter().filter(of_totals).copied().collect();
        let repairs = anew.repairs(&left);
        let known = match repairs.as_slice() {
            [] => continue,
            [repair] => repair.changes.as_slice(),
            _ => &[],
        };
        let sums = totals.iter().filter_map(|cell| {
            let sum = anew.number_after(*cell, known)?;
            (relations.number(*cell) != Some(sum)).then_some((*cell, sum))
        });
        let sums: Vec<(usize, i64)> = sums.collect();
        if own.len() < 2 || sums.len() < 2 {
            continue;
        }
        let totals = Repair {
            changes: sums,
            is_exchange: false,
        };
        // What failed only as the totals are added up anew is no fault of the file.
        let left: Vec<usize> = left
            .into_iter()
            .filter(|at| anew.equations[*at].fails())
            .collect();
        if left.is_empty() {
            continue;
        }
        return Some(vec![
            cause(relations, &own, vec![totals]),
            cause(&anew, &left, repairs),
        ]);
    }
    None
}

/// Each line of totals that somebody typed, as cells.
fn total_lines(grid: &Grid) -> Vec<Vec<usize>> {
    let mut lines: Vec<(&str, Vec<usize>)> = Vec::new();
    for equation in grid.equations() {
        let (identity, cell) = (equation.identity(), equation.left()[0]);
        if !identity.computes || grid.cells[cell].computed {
            continue;
        }
        match lines.iter_mut().find(|(rule, _)| *rule == identity.rule) {
            Some((_, cells)) => cells.push(cell),
            None => lines.push((identity.rule, vec![cell])),
        }
    }
    lines.into_iter().map(|(_, cells)| cells).collect()
}

/// Takes out of each group the equations that fail by one cell alone, whatever
/// else is wrong: a cell that enters several, all of which fail by the same.
fn own_cells(relations: &Relations<'_>, groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let mut apart: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        let owned = |cell: usize| -> Option<Vec<usize>> {
            let own: Vec<usize> = relations.effects(cell).iter().map(|(at, _)| *at).collect();
            let inside = own.len() > 1 && own.len() < group.len();
            let fits = inside && own.iter().all(|at| group.contains(at));
            (fits && !relations.repairs(&own).is_empty()).then_some(own)
        };
        let cells = 0..relations.grid.cells.len();
        let mut owned: Vec<Vec<usize>> = cells.filter_map(owned).collect();
        owned.dedup();
        let overlap = |a: &[usize], b: &[usize]| a.iter().any(|at| b.contains(at));
        let clear =
            (0..owned.len()).all(|at| owned[..at].iter().all(|other| !overlap(other, &owned[at])));
        if !clear {
            owned.clear();
        }
        let rest = group
            .iter()
            .filter(|at| !owned.iter().any(|own| own.contains(at)));
        let rest: Vec<usize> = rest.copied().collect();
        apart.extend(owned);
        apart.extend((!rest.is_empty()).then_some(rest));
    }
    apart
}
