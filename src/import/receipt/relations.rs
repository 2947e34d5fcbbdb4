//! Whether the numbers that were read satisfy the equations of the form.

use crate::form::Value;
use crate::import::reading::TableReading;
use crate::import::source::Place;
use crate::report::Grid;
use crate::report::labels::equation_text;

/// The equations of all tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// How many hold.
    pub holding: usize,
    pub broken: Vec<Broken>,
    /// How many have a term that is not known.
    pub unknown: usize,
}

/// An equation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The rule that will tell of it.
    pub rule: &'static str,
    /// With its numbers, in Chinese.
    pub says: String,
    /// The addresses of its cells.
    pub cells: Vec<String>,
    /// Where they stand in the file, each place once.
    pub places: Vec<Place>,
}

impl Relations {
    /// Of the numbers as they stood; nothing is added up.
    pub fn of(tables: &[TableReading]) -> Self {
        let mut relations = Self::default();
        for table in tables {
            let held = table.cells.iter().map(|cell| cell.value.clone());
            let held = held.map(|value| Some(value.unwrap_or(Value::Blank)));
            let grid = Grid::fill(table.table, &held.collect(), false);
            for equation in grid.equations() {
                match equation.sides() {
                    None => relations.unknown += 1,
                    Some((left, right)) if left == right => relations.holding += 1,
                    Some(_) => {
                        let cells = || equation.left().iter().chain(equation.right());
                        let places = cells().filter_map(|cell| table.cells[*cell].place.clone());
                        let mut places: Vec<Place> = places.collect();
                        places.dedup();
                        relations.broken.push(Broken {
                            rule: equation.identity().rule,
                            says: equation_text(&grid, &equation),
                            cells: cells().map(|cell| grid.address(*cell)).collect(),
                            places,
                        });
                    }
                }
            }
        }
        relations
    }
}
