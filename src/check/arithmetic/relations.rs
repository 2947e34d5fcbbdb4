//! The equations of a filled table as linear relations over the cells that
//! somebody typed.
//!
//! A total that was added up is no cell of its own: it is replaced by its terms.
//! So what a change does to every equation is known without trying it.

use crate::report::{Equation, Grid};

/// The equations whose sides are known, and how each cell enters them.
pub struct Relations<'g> {
    pub grid: &'g Grid,
    pub equations: Vec<Equation<'g>>,
    /// Left side less right side, for each equation; 0 where it holds.
    gaps: Vec<i64>,
    /// For each cell, the equations that it enters, with its factor. Empty for
    /// a total that is added up and for a cell without a number.
    effects: Vec<Vec<(usize, i64)>>,
    computed: Vec<bool>,
}

impl<'g> Relations<'g> {
    /// The relations of a table with an equation that fails; `None` if all hold.
    /// Most tables are sound, so that is seen first.
    pub fn of(grid: &'g Grid) -> Option<Self> {
        let fails = grid.equations().any(|equation| equation.fails());
        fails.then(|| Self::with_totals(grid, &[]))
    }

    /// The same as if these totals had not been typed. Linear in the terms of
    /// all equations.
    pub fn with_totals(grid: &'g Grid, untyped: &[usize]) -> Self {
        let known = |equation: &Equation<'_>| equation.sides().is_some();
        let equations: Vec<Equation<'g>> = grid.equations().filter(known).collect();
        let is_computed =
            |(at, cell): (usize, &crate::report::Cell)| cell.computed || untyped.contains(&at);
        let computed: Vec<bool> = grid.cells.iter().enumerate().map(is_computed).collect();
        let mut relations = Self {
            grid,
            gaps: vec![0; equations.len()],
            effects: vec![Vec::new(); grid.cells.len()],
            computed,
            equations,
        };
        let mut factors = vec![0; grid.cells.len()];
        for at in 0..relations.equations.len() {
            let equation = relations.equations[at];
            for (side, sign) in [(equation.left(), 1), (equation.right(), -1)] {
                for cell in side {
                    relations.spread(*cell, sign, &mut factors);
                }
            }
            for (cell, factor) in factors.iter_mut().enumerate() {
                if let (1.. | ..=-1, Some(number)) = (*factor, relations.number(cell)) {
                    relations.effects[cell].push((at, *factor));
                    relations.gaps[at] += *factor * number;
                }
                *factor = 0;
            }
        }
        relations
    }

    /// Adds a cell to the factors; one that is added up, by its terms.
    fn spread(&self, cell: usize, sign: i64, factors: &mut [i64]) {
        match self.sum_of(cell) {
            Some(sum) => {
                let terms = sum.right().iter();
                terms.for_each(|term| self.spread(*term, sign, factors));
            }
            None => factors[cell] += sign,
        }
    }

    /// The equation by which a total is added up; the last of a form wins, as it
    /// does when the table is filled in.
    fn sum_of(&self, cell: usize) -> Option<Equation<'g>> {
        if !self.computed[cell] {
            return None;
        }
        let own =
            |equation: &Equation<'_>| equation.identity().computes && equation.left() == [cell];
        self.grid.equations().filter(own).last()
    }

    /// What a cell states.
    pub fn number(&self, cell: usize) -> Option<i64> {
        self.grid.cells[cell].value.count()
    }

    /// What a cell holds after changes, if it is a number: what follows is added up.
    pub fn number_after(&self, cell: usize, changes: &[(usize, i64)]) -> Option<i64> {
        if let Some((_, number)) = changes.iter().find(|(at, _)| *at == cell) {
            return Some(*number);
        }
        match self.sum_of(cell) {
            Some(sum) => {
                let terms = sum.right().iter();
                terms.map(|term| self.number_after(*term, changes)).sum()
            }
            None => self.number(cell),
        }
    }

    /// The equations that fail.
    pub fn failing(&self) -> Vec<usize> {
        let equations = 0..self.equations.len();
        equations.filter(|at| self.gaps[*at] != 0).collect()
    }

    pub fn effects(&self, cell: usize) -> &[(usize, i64)] {
        &self.effects[cell]
    }

    /// What each equation must gain for these to hold and all others to stay.
    pub fn wanted(&self, group: &[usize]) -> Vec<i64> {
        let mut wanted = vec![0; self.equations.len()];
        group.iter().for_each(|at| wanted[*at] = -self.gaps[*at]);
        wanted
    }

    /// Failing equations that a typed cell enters together belong together.
    pub fn components(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self.failing().iter().map(|at| vec![*at]).collect();
        for effects in &self.effects {
            let touches = |group: &Vec<usize>| effects.iter().any(|(at, _)| group.contains(at));
            let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(touches);
            groups = apart;
            if !joined.is_empty() {
                groups.push(joined.concat());
            }
        }
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort_unstable();
        groups
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::form::{Form, Table, Value};

    fn requests() -> &'static Table {
        let form = Form::choose(Some("2021"), 2025).expect("a known form");
        let mut tables = form.tables();
        let largest = tables.find(|table| table.identities.len() == 3);
        largest.expect("table three")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever totals are typed: a change does what its effects say.
        #[test]
        fn a_change_moves_every_equation_by_its_effect(
            numbers in vec(0..9_i64, requests().size()),
            typed in vec(any::<bool>(), requests().size()),
            at: prop::sample::Index,
            delta in 1..5_i64,
        ) {
            let totals = Grid::blank(requests());
            let is_typed = |cell: usize| typed[cell] || !totals.cells[cell].computed;
            let fill = |numbers: &[i64]| {
                let cells = numbers.iter().enumerate();
                let cells = cells.map(|(at, one)| is_typed(at).then_some(Value::Count(*one)));
                Grid::fill(requests(), &cells.collect(), false)
            };
            let cell = at.index(numbers.len());
            let mut changed = numbers.clone();
            changed[cell] += delta;
            let (before, after) = (fill(&numbers), fill(&changed));
            let relations = Relations::with_totals(&before, &[]);
            let moved = Relations::with_totals(&after, &[]);
            for (at, equation) in moved.equations.iter().enumerate() {
                let effect = relations.effects(cell).iter().find(|(one, _)| *one == at);
                let effect = effect.map_or(0, |(_, factor)| factor * delta);
                let (left, right) = equation.sides().expect("all is known");
                prop_assert_eq!(moved.gaps[at], left - right);
                prop_assert_eq!(moved.gaps[at] - relations.gaps[at], effect);
            }
        }
    }
}
