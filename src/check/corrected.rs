//! The line of `report.yaml` that a row should be, whole, so that it can be
//! copied over the one that stands there.

use crate::diag::Place;
use crate::report::Grid;

use super::scope::ReportScope;
use crate::report::labels::{column_label, row_label};

/// The row with these cells changed, in the way in which the file writes it:
/// with names, as a list, or not at all yet. `None` if the cells are not of one
/// row, or the file has the row on several lines or not on a line of its own.
pub fn corrected(scope: &ReportScope<'_>, grid: &Grid, changes: &[(usize, i64)]) -> Option<String> {
    let width = grid.width();
    let row = changes.first()?.0 / width;
    if changes.iter().any(|(cell, _)| cell / width != row) {
        return None;
    }
    let value = |cell: usize| {
        let change = changes.iter().find(|(at, _)| *at == cell);
        change.map_or_else(
            || grid.cells[cell].value.to_string(),
            |(_, to)| to.to_string(),
        )
    };
    let named = |cells: &[usize]| {
        let entry = |cell: &usize| format!("{}: {}", column_label(grid.table, *cell), value(*cell));
        let entries: Vec<String> = cells.iter().map(entry).collect();
        format!("{{{}}}", entries.join(", "))
    };
    let is_changed = |cell: usize| changes.iter().any(|(at, _)| *at == cell);
    let cells = || row * width..(row + 1) * width;
    let key = row_label(grid.table, row * width);
    if width == 1 {
        return Some(format!("{key}: {}", value(row)));
    }
    let places = cells().filter_map(|cell| Some((cell, scope.stated(grid, cell)?)));
    let (stated, places): (Vec<usize>, Vec<Place>) = places.unzip();
    // Of a row that is named with nothing behind it every cell is at its key.
    if places.windows(2).all(|pair| pair[0] == pair[1]) && stated.len() != 1 {
        let changed: Vec<usize> = cells().filter(|cell| is_changed(*cell)).collect();
        return Some(format!("{key}: {}", named(&changed)));
    }
    let opening = opening(scope, grid, &stated)?;
    let key = opening.trim_end_matches(['{', '[']).trim_end();
    let shown: Vec<usize> = cells()
        .filter(|cell| stated.contains(cell) || is_changed(*cell))
        .collect();
    let values = || {
        shown
            .iter()
            .map(|cell| value(*cell))
            .collect::<Vec<_>>()
            .join(", ")
    };
    Some(match opening.chars().last()? {
        '[' if shown == stated => format!("{key} [{}]", values()),
        '{' => format!("{key} {}", named(&shown)),
        _ => return None,
    })
}

/// What stands before the first cell of a row on its line, such as `本年新收: {`.
fn opening(scope: &ReportScope<'_>, grid: &Grid, stated: &[usize]) -> Option<String> {
    let text = scope.data_text()?;
    let spans = stated
        .iter()
        .filter_map(|cell| scope.stated(grid, *cell)?.span);
    let (first, last) = spans.fold((usize::MAX, 0), |(first, last), span| {
        (first.min(span.start), last.max(span.end))
    });
    let line = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(line..first)?.trim();
    let is_one_line = !text.get(first..last)?.contains('\n');
    // With names, the name of the first column stands there too.
    let opening = match before.find(['{', '[']) {
        Some(at) => &before[..=at],
        None => before,
    };
    let is_own = before.matches(['{', '[']).count() <= 1 && opening.matches(':').count() == 1;
    (is_one_line && is_own).then(|| opening.to_owned())
}
