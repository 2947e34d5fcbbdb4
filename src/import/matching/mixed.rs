//! A report that is printed on two forms: table two of the old one with table three of
//! the new one. What stands on the other form is told and not forced into this one.

use super::Chained;
use super::stream::Stream;
use super::tables::{self, Tables};
use crate::form::{Form, Part, Table, Value};
use crate::import::reading::{CellReading, LeftOver, TableReading};

/// By how much the labels of another form must fit better, in weight.
const MARGIN: i64 = 60;

/// Empties those parts whose labels are plainly those of another form, and puts what
/// stands there on the list of what is left over.
pub fn other_forms(stream: &Stream<'_>, best: &Chained, all: &[Chained], done: &mut Tables) {
    for part in best.labels.form.parts {
        let own = weight(best, part.id);
        let others = all.iter().filter(|one| one.labels.form != best.labels.form);
        let Some(other) = others.max_by_key(|one| weight(one, part.id)) else {
            continue;
        };
        if weight(other, part.id) <= own + MARGIN {
            continue;
        }
        for table in part.tables {
            empty(done, table);
        }
        let read = tables::read(stream, other.labels, &other.chain, &other.occurrences);
        let form = other.labels.form;
        let theirs = form.part(part.id).map_or(&[][..], |part| part.tables);
        for reading in &read.tables {
            if theirs
                .iter()
                .any(|table| std::ptr::eq(table, reading.table))
            {
                done.left_over.extend(rows(form, part, reading));
            }
        }
        cover(best.labels.form, form, part, &read, done);
    }
}

/// What the labels of one part weigh in a chain.
fn weight(chained: &Chained, part: &str) -> i64 {
    let form = chained.labels.form;
    let tables: Vec<&'static Table> = form.tables().collect();
    let own = |table: usize| {
        form.part_of(tables[table])
            .is_some_and(|own| own.id == part)
    };
    let picks = chained.chain.iter();
    let of_part = picks.filter(|pick| {
        let mark = chained.labels.all[pick.label].mark;
        mark.table().is_some_and(own)
    });
    of_part.map(|pick| pick.weight).sum()
}

fn empty(done: &mut Tables, table: &Table) {
    for reading in &mut done.tables {
        if std::ptr::eq(reading.table, table) {
            reading.cells.fill(CellReading::missing());
            reading.undecided.clear();
        }
    }
}

/// One entry a row of the other form's table that says something.
fn rows(form: &Form, part: &Part, reading: &TableReading) -> Vec<LeftOver> {
    let columns = reading.table.leaf_columns();
    let leaves = reading.table.leaf_rows();
    let rows = reading.cells.chunks(columns.len()).zip(&leaves);
    let told = rows.filter_map(|(cells, leaf)| {
        let place = cells.iter().find_map(|cell| cell.place.clone())?;
        let values = cells.iter().zip(&columns).map(|(cell, column)| {
            let value = match &cell.value {
                Some(Value::Blank) | None => cell.stood.clone(),
                Some(value) => value.to_string(),
            };
            format!("{} {value}", column.head.label)
        });
        Some(LeftOver {
            text: format!(
                "{}：{}",
                leaf.head.label,
                values.collect::<Vec<_>>().join("，")
            ),
            place,
            why: format!("{}用的是{}", part.name, form.name),
        })
    });
    told.collect()
}

/// The stretches of the other form's tables are no text either.
fn cover(own: &Form, other: &Form, part: &Part, read: &Tables, done: &mut Tables) {
    let first = |form: &Form| {
        let mut tables = form.tables();
        tables.position(|table| form.part_of(table).is_some_and(|one| one.id == part.id))
    };
    let (Some(ours), Some(theirs)) = (first(own), first(other)) else {
        return;
    };
    let count = other.part(part.id).map_or(0, |part| part.tables.len());
    let of_part = read
        .zones
        .iter()
        .filter(|zone| (theirs..theirs + count).contains(&zone.table));
    let zones = of_part.map(|zone| tables::Zone {
        table: ours,
        ..*zone
    });
    done.zones.extend(zones);
    done.zones.sort_by_key(|zone| zone.begin);
}
