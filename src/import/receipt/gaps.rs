//! What of the form a file does not have: whole parts, rows and columns, else cells.

use std::ops::Range;

use crate::form::{Form, Part};
use crate::import::reading::{Status, TableReading};
use crate::import::wording::name;
use crate::report::labels::column_label;

/// Something that is not in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Such as `表四`, `表三.予以公开` or `表三的“总计”列`.
    pub what: String,
    pub cells: usize,
}

/// All that is missing, in printed order.
pub fn of(form: &'static Form, tables: &[TableReading]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for part in form.parts {
        let own = tables.iter().filter(|one| {
            let mut tables = part.tables.iter();
            tables.any(|table| std::ptr::eq(table, one.table))
        });
        let own: Vec<&TableReading> = own.collect();
        let cells: usize = part.tables.iter().map(|table| table.size()).sum();
        let missing: usize = own
            .iter()
            .map(|table| count(table, 0..table.cells.len()))
            .sum();
        if missing == cells || own.is_empty() {
            gaps.push(Gap {
                what: part.name.to_owned(),
                cells,
            });
            continue;
        }
        for table in own {
            in_table(form, part, table, &mut gaps);
        }
    }
    gaps
}

/// What is missing; rows of one part that lack as much are one entry.
pub fn gaps_told(missing: &[Gap]) -> impl Iterator<Item = String> {
    let part = |gap: &Gap| gap.what.split_once('.').map(|(part, _)| part.to_owned());
    let alike = move |one: &Gap, next: &Gap| {
        part(one).is_some() && part(one) == part(next) && one.cells == next.cells
    };
    let groups = missing.chunk_by(alike);
    groups.map(|group| {
        let cells = group[0].cells;
        let rest = |gap: &Gap| {
            gap.what
                .split_once('.')
                .map_or("", |(_, row)| row)
                .to_owned()
        };
        let names = group[1..].iter().map(|gap| format!("、{}", rest(gap)));
        let each = if group.len() > 1 { "各 " } else { "" };
        format!(
            "{}{}（{each}{cells} 格）",
            group[0].what,
            names.collect::<String>()
        )
    })
}

fn count(table: &TableReading, cells: Range<usize>) -> usize {
    let cells = table.cells.get(cells).unwrap_or_default();
    let missing = cells.iter().filter(|cell| cell.status == Status::Missing);
    missing.count()
}

fn in_table(form: &'static Form, part: &Part, table: &TableReading, gaps: &mut Vec<Gap>) {
    let width = table.table.kinds.len();
    let rows = || (0..table.cells.len() / width).map(|row| row * width..(row + 1) * width);
    let (gone, there): (Vec<_>, Vec<_>) =
        rows().partition(|row| count(table, row.clone()) == width);
    let is_missing = |at: usize| table.cells[at].status == Status::Missing;
    let column_gone =
        |column: usize| there.len() > 1 && there.iter().all(|row| is_missing(row.start + column));
    let columns: Vec<usize> = (0..width).filter(|column| column_gone(*column)).collect();
    for column in &columns {
        gaps.push(Gap {
            what: format!("{}的“{}”列", part.name, column_label(table.table, *column)),
            cells: there.len(),
        });
    }
    gaps.extend(gone.into_iter().map(|row| Gap {
        what: name(form, table.table, &row),
        cells: width,
    }));
    let single = there.into_iter().flatten();
    let single = single.filter(|at| is_missing(*at) && !columns.contains(&(at % width)));
    gaps.extend(single.map(|at| Gap {
        what: name(form, table.table, &(at..at + 1)),
        cells: 1,
    }));
}
