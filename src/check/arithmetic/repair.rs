//! The smallest changes that settle equations: one cell, two cells of a line
//! exchanged, the cells of one row or one column.

use std::collections::BTreeSet;

use super::relations::Relations;

/// A change that settles all that a cause broke and breaks nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What cells should hold, in the order of the table.
    pub changes: Vec<(usize, i64)>,
    /// Two numbers have changed places: one was typed beside its cell.
    pub is_exchange: bool,
}

impl Relations<'_> {
    /// The smallest repairs of these equations, all of the same size. With `n`
    /// cells in the table and `e` equations, `O(n · e)`.
    pub fn repairs(&self, group: &[usize]) -> Vec<Repair> {
        let wanted = self.wanted(group);
        let cells = 0..self.grid.cells.len();
        let mut found: Vec<Repair> = cells
            .filter_map(|cell| self.single(cell, &wanted))
            .collect();
        found.extend(self.lines().filter_map(|line| self.line(&line, &wanted)));
        let least = found.iter().map(|repair| self.size(repair)).min();
        found.retain(|repair| Some(self.size(repair)) == least);
        found
    }

    /// A smaller one is the likelier slip: one cell, one number in the wrong place,
    /// then the fewer cells. Totals follow from the cells, typed or not, so they
    /// make it no larger.
    fn size(&self, repair: &Repair) -> usize {
        let is_total = |cell: &usize| {
            let mut own = self.grid.equations();
            own.any(|one| one.identity().computes && one.left() == [*cell])
        };
        let cells = repair.changes.iter().filter(|(cell, _)| !is_total(cell));
        match cells.count() {
            0 | 1 => 0,
            2 if repair.is_exchange => 1,
            cells => cells,
        }
    }

    /// Each row and each column as cells.
    fn lines(&self) -> impl Iterator<Item = Vec<usize>> {
        let (width, size) = (self.grid.width(), self.grid.cells.len());
        let rows = (0..size / width).map(move |row| (row * width..(row + 1) * width).collect());
        let columns = (0..width).map(move |column| (column..size).step_by(width).collect());
        rows.chain(columns)
    }

    /// The change of one cell that does all that is wanted and nothing else.
    fn single(&self, cell: usize, wanted: &[i64]) -> Option<Repair> {
        let effects = self.effects(cell);
        let needed = wanted.iter().filter(|gain| **gain != 0).count();
        let (first, factor) = *effects.first()?;
        let delta = wanted[first] / factor;
        let fits = |(at, factor): &(usize, i64)| factor * delta == wanted[*at];
        if delta == 0 || effects.len() != needed || !effects.iter().all(fits) {
            return None;
        }
        let number = self.number(cell)? + delta;
        (number >= 0).then(|| Repair {
            changes: vec![(cell, number)],
            is_exchange: false,
        })
    }

    /// The change of several cells of a line that does all that is wanted and
    /// nothing else. An equation that one cell of the line enters says how much
    /// that cell must change; what no equation says stays as it is.
    fn line(&self, line: &[usize], wanted: &[i64]) -> Option<Repair> {
        let mut rest = wanted.to_vec();
        let mut open: BTreeSet<usize> = line.iter().copied().collect();
        open.retain(|cell| !self.effects(*cell).is_empty());
        let mut changes = Vec::new();
        while let Some((cell, delta)) = self.determined(&open, &rest) {
            open.remove(&cell);
            for (at, factor) in self.effects(cell) {
                rest[*at] -= factor * delta;
            }
            if delta != 0 {
                changes.push((cell, self.number(cell)? + delta));
            }
        }
        let settled = rest.iter().all(|gain| *gain == 0);
        if !settled || changes.len() < 2 || changes.iter().any(|(_, number)| *number < 0) {
            return None;
        }
        changes.sort_unstable();
        let is_exchange = match changes[..] {
            [(a, to_a), (b, to_b)] => self.number(a) == Some(to_b) && self.number(b) == Some(to_a),
            _ => false,
        };
        Some(Repair {
            changes,
            is_exchange,
        })
    }

    /// A cell that enters an equation alone of those that are open, and what the
    /// equation wants of it.
    fn determined(&self, open: &BTreeSet<usize>, rest: &[i64]) -> Option<(usize, i64)> {
        let mut entering: Vec<Option<(usize, i64)>> = vec![None; rest.len()];
        let mut shared = vec![false; rest.len()];
        for cell in open {
            for (at, factor) in self.effects(*cell) {
                shared[*at] |= entering[*at].is_some();
                entering[*at] = Some((*cell, *factor));
            }
        }
        let mut alone = (0..rest.len()).filter(|at| !shared[*at]);
        alone.find_map(|at| {
            let (cell, factor) = entering[at]?;
            (rest[at] % factor == 0).then(|| (cell, rest[at] / factor))
        })
    }
}
