//! A report form filled in: its cells, its sections, and what they mean.

pub mod figure;
pub mod figures;
pub mod grid;
pub mod labels;
pub mod measures;
pub mod narrative;
pub mod shape;
pub mod total;

pub use figure::Figure;
pub use figures::Figures;
pub use grid::{Cell, Equation, Grid};
pub use measures::Measured;
pub use narrative::{Narrative, Piece};
pub use shape::Shape;
pub use total::{Total, share};
