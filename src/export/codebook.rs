//! What the data of a form is called: the ids and labels of every row, column and cell,
//! and what a cell counts. All data formats say the same, because they all ask here.

use std::sync::LazyLock;

use crate::form::{FORMS, Form, Leaf, Measure, Part, Table};
use crate::report::Shape;

/// The names of all cells of a form, worked out once a form.
#[derive(Debug)]
pub struct Codebook {
    form: &'static Form,
    /// In printed order.
    pub tables: Vec<TableEntry>,
}

/// One table of a form.
#[derive(Debug)]
pub struct TableEntry {
    pub table: &'static Table,
    pub part: &'static Part,
    pub rows: Vec<LineEntry>,
    pub columns: Vec<LineEntry>,
    /// Row by row.
    pub cells: Vec<CellEntry>,
}

/// A row or a column.
#[derive(Debug)]
pub struct LineEntry {
    pub id: &'static str,
    pub label: &'static str,
    /// The labels of the groups that it stands in, outermost first.
    pub groups: Vec<&'static str>,
    /// The label with its groups before it, parted by `/`.
    pub path: String,
}

/// A cell.
#[derive(Debug)]
pub struct CellEntry {
    /// Such as `requests.new_received.total`.
    pub address: String,
    /// What is counted: 件, 项, 万元; empty if the form leaves it to whoever fills it in.
    pub unit_of_measure: &'static str,
}

static CODEBOOKS: LazyLock<Vec<Codebook>> =
    LazyLock::new(|| FORMS.iter().map(|form| Codebook::new(form)).collect());

impl Codebook {
    pub fn of(form: &'static Form) -> &'static Self {
        let mut all = CODEBOOKS.iter();
        let found = all.find(|one| std::ptr::eq(one.form, form));
        found.expect("every form is one of FORMS")
    }

    fn new(form: &'static Form) -> Self {
        let tables = form
            .parts
            .iter()
            .flat_map(|part| part.tables.iter().map(move |table| (part, table)));
        let entries = tables
            .enumerate()
            .map(|(at, (part, table))| TableEntry::new(form, at, part, table));
        Self {
            form,
            tables: entries.collect(),
        }
    }
}

impl TableEntry {
    fn new(form: &'static Form, at: usize, part: &'static Part, table: &'static Table) -> Self {
        let shape = Shape::of(table);
        let columns = table.leaf_columns();
        let cell = |cell: usize| {
            let label = columns[cell % columns.len()].head.label;
            CellEntry {
                address: shape.address(table, cell),
                unit_of_measure: printed_unit(label)
                    .or(table.unit.and_then(|unit| unit.strip_prefix(UNIT)))
                    .or_else(|| measured_unit(form, at, cell))
                    .unwrap_or_default(),
            }
        };
        Self {
            table,
            part,
            rows: table.leaf_rows().iter().map(LineEntry::new).collect(),
            columns: columns.iter().map(LineEntry::new).collect(),
            cells: (0..table.size()).map(cell).collect(),
        }
    }
}

impl LineEntry {
    fn new(leaf: &Leaf) -> Self {
        let groups: Vec<&str> = leaf.groups.iter().map(|group| group.label).collect();
        Self {
            id: leaf.head.id,
            label: leaf.head.label,
            path: [&groups[..], &[leaf.head.label]].concat().join("/"),
            groups,
        }
    }
}

/// How a form prints what it counts.
const UNIT: &str = "单位：";

/// The unit that a label states in brackets: 万元 of 本年收费金额（单位：万元）.
fn printed_unit(label: &'static str) -> Option<&'static str> {
    let (_, behind) = label.split_once(UNIT)?;
    Some(behind.trim_end_matches('）'))
}

/// What a cell counts by its meaning, where the form prints no unit.
fn measured_unit(form: &'static Form, table: usize, cell: usize) -> Option<&'static str> {
    let mut meanings = form.meanings();
    let meaning = meanings.find(|meaning| {
        let found = form.find(meaning.measure);
        found.is_some_and(|found| found.table_index == table && found.cells == [cell])
    })?;
    Some(match meaning.measure {
        Measure::Items(_) | Measure::ItemChange(_) => "项",
        Measure::Fees => "万元",
        _ => "件",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_its_groups_its_address_and_its_unit() {
        let form = Form::choose(Some("2021"), 2022).expect("a form");
        let book = Codebook::of(form);
        let units = |table: usize| {
            let cells = book.tables[table].cells.iter();
            cells.map(|cell| cell.unit_of_measure).collect::<Vec<_>>()
        };
        assert_eq!(units(0), ["件"; 6]);
        assert_eq!(units(3), ["万元"]);
        assert!(units(4).iter().all(|unit| *unit == "件"));
        let row = &book.tables[4].rows[4];
        assert_eq!(row.groups.len(), 2);
        assert!(row.path.starts_with("三、本年度办理结果/（三）不予公开/1."));
        assert_eq!(book.tables[4].columns[6].path, "申请人情况/总计");
    }

    #[test]
    fn where_the_form_leaves_the_unit_open_none_is_stated() {
        let form = Form::choose(Some("2019"), 2020).expect("a form");
        let tables = &Codebook::of(form).tables;
        let units = |table: usize| {
            let cells = tables[table].cells.iter();
            cells.map(|cell| cell.unit_of_measure).collect::<Vec<_>>()
        };
        assert_eq!(units(1), ["项", "项", "件"].repeat(2));
        assert_eq!(units(4)[1], "");
    }
}
