//! A table that does not hold because it begins with another number than last
//! year left over: the rule that compares the years says so, and is enough.

use crate::form::Measure;
use crate::report::Grid;

use super::arithmetic::Cause;
use super::scope::ReportScope;

/// The rule that compares the years.
const BETWEEN_YEARS: &str = "X01";

/// Whether beginning with what last year left over would settle a cause, and the
/// rule that compares the years is heard.
pub fn is_told_of_years(scope: &ReportScope<'_>, grid: &Grid, cause: &Cause<'_>) -> bool {
    let mut allowed = scope.report.allow.iter();
    if scope.settings.turns_off(BETWEEN_YEARS)
        || allowed.any(|one| one.rule.eq_ignore_ascii_case(BETWEEN_YEARS))
    {
        return false;
    }
    let before = scope.before;
    let left = before.and_then(|before| before.measure(Measure::CarriedOut));
    let Some((brought, left)) = scope.measure(Measure::CarriedIn).zip(left) else {
        return false;
    };
    let is_left = |(cell, number): &(usize, i64)| {
        let (row, column) = (cell / grid.width(), cell % grid.width());
        let last = match column == brought.column() {
            true => left.count(),
            false => left.beside(grid.column_id(column)),
        };
        row == brought.row() && last == Some(*number)
    };
    let of_table = std::ptr::eq(brought.grid, grid);
    let mut repairs = cause.repairs.iter();
    of_table && repairs.any(|repair| repair.changes.iter().all(is_left))
}
