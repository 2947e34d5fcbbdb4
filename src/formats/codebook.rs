//! What the data of a form is called: the ids and labels of every row, column and cell,
//! and what a column counts. All data formats say the same, because they all ask here.

use std::sync::LazyLock;

use crate::form::{FORMS, Form, Kind, Leaf, Measure, Part, Table};
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
    /// What each column counts: 件, 项, 万元; empty if the form leaves that to whoever
    /// fills it in.
    pub units: Vec<&'static str>,
    /// The address of each cell, row by row, such as `requests.new_received.total`.
    pub addresses: Vec<String>,
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
        let unit = |column: usize| {
            printed_unit(columns[column].head.label)
                .or(table.unit.and_then(|unit| unit.strip_prefix(UNIT)))
                .or_else(|| measured_unit(form, at, columns.len(), column))
                .unwrap_or_default()
        };
        let cells = 0..table.size();
        Self {
            table,
            part,
            rows: table.leaf_rows().iter().map(LineEntry::new).collect(),
            columns: columns.iter().map(LineEntry::new).collect(),
            units: (0..columns.len()).map(unit).collect(),
            addresses: cells.map(|cell| shape.address(table, cell)).collect(),
        }
    }

    /// The row and the column of a cell.
    pub fn lines(&self, cell: usize) -> (&LineEntry, &LineEntry) {
        let width = self.columns.len();
        (&self.rows[cell / width], &self.columns[cell % width])
    }

    /// What a cell counts.
    pub fn unit_of(&self, cell: usize) -> &'static str {
        self.units[cell % self.units.len()]
    }

    /// What a cell may hold.
    pub fn kind_of(&self, cell: usize) -> Kind {
        self.table.kinds[cell % self.table.kinds.len()]
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

/// What a column counts by the meaning of its cells, where the form prints no unit.
fn measured_unit(
    form: &'static Form,
    table: usize,
    width: usize,
    column: usize,
) -> Option<&'static str> {
    let mut meanings = form.meanings();
    let meaning = meanings.find(|meaning| {
        let found = form.find(meaning.measure);
        found.is_some_and(|found| {
            let mut cells = found.cells.iter();
            found.table_index == table && cells.all(|cell| cell % width == column)
        })
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
    fn a_line_has_its_groups_and_a_column_its_unit() {
        let form = Form::choose(Some("2021"), 2022).expect("a form");
        let tables = &Codebook::of(form).tables;
        let units: Vec<_> = tables.iter().map(|table| &table.units[..]).collect();
        let counts = |columns: usize| vec!["件"; columns];
        assert_eq!(
            units,
            [
                counts(3),
                counts(1),
                counts(1),
                vec!["万元"],
                counts(7),
                counts(5)
            ]
        );
        let row = &tables[4].rows[4];
        assert_eq!(row.groups.len(), 2);
        assert!(row.path.starts_with("三、本年度办理结果/（三）不予公开/1."));
        assert_eq!(tables[4].columns[6].path, "申请人情况/总计");
    }

    #[test]
    fn where_the_form_leaves_the_unit_open_none_is_stated() {
        let form = Form::choose(Some("2019"), 2020).expect("a form");
        let tables = &Codebook::of(form).tables;
        assert_eq!(tables[1].units, ["项", "项", "件"]);
        assert_eq!(tables[4].units[1], "");
    }
}
