//! The columns of the table of all reports: what every report has, then one for each cell
//! of any form. Cells of two forms with the same address share a column.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::form::{FORMS, Form, Kind, Leaf, Table};
use crate::report::Shape;

/// A column that every report fills, whatever its form.
pub struct FixedColumn {
    pub id: &'static str,
    pub title: &'static str,
    pub holds: Holds,
}

/// What the texts of a column may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A whole number, never negative.
    Count,
    /// A whole number with a sign.
    Change,
    /// An exact decimal.
    Amount,
    Text,
    /// A four-digit year.
    Year,
    /// `YYYY-MM-DD`.
    Date,
}

/// The columns that come first.
pub static FIXED: [FixedColumn; 11] = [
    fixed(
        "unit_id",
        "单位代号（“.”是这份数据所属的单位）",
        Holds::Text,
    ),
    fixed("unit", "单位名称", Holds::Text),
    fixed("short_name", "单位简称", Holds::Text),
    fixed("kind", "单位类型", Holds::Text),
    fixed("county", "所属县（市、区）", Holds::Text),
    fixed("year", "报告年度", Holds::Year),
    fixed("form", "报告格式", Holds::Text),
    fixed("title", "报告标题", Holds::Text),
    fixed("signed", "成文日期", Holds::Date),
    fixed("published", "公开日期", Holds::Date),
    fixed("url", "报告网页", Holds::Text),
];

const fn fixed(id: &'static str, title: &'static str, holds: Holds) -> FixedColumn {
    FixedColumn { id, title, holds }
}

/// The column of a cell.
pub struct Column {
    /// The cell's address, such as `requests.new_received.total`.
    pub id: String,
    /// The labels of its table, row and column with the groups that these stand in.
    pub title: String,
    pub holds: Holds,
    /// In what it is counted, as the form says.
    pub unit: Option<&'static str>,
    /// The forms that ask for it, oldest first.
    pub forms: Vec<&'static Form>,
}

pub struct Columns {
    pub cells: Vec<Column>,
    /// For each form of `FORMS`, the place in `cells` of each of its cells.
    places: Vec<Vec<usize>>,
}

static COLUMNS: LazyLock<Columns> = LazyLock::new(Columns::of_all_forms);

/// The columns of all forms, worked out once.
pub fn columns() -> &'static Columns {
    &COLUMNS
}

impl Columns {
    fn of_all_forms() -> Self {
        let mut columns = Self {
            cells: Vec::new(),
            places: Vec::new(),
        };
        let mut known = BTreeMap::new();
        for form in FORMS {
            let mut places = Vec::new();
            for table in form.tables() {
                for cell in 0..table.size() {
                    let one = Column::of(form, table, cell);
                    let place = *known.entry(one.id.clone()).or_insert(columns.cells.len());
                    match columns.cells.get_mut(place) {
                        Some(shared) => shared.is_also(one),
                        None => columns.cells.push(one),
                    }
                    places.push(place);
                }
            }
            columns.places.push(places);
        }
        columns
    }

    /// Where the cells of a form stand, by its position among `FORMS`.
    pub fn of_form(&self, form: usize) -> &[usize] {
        &self.places[form]
    }
}

impl Column {
    fn of(form: &'static Form, table: &'static Table, cell: usize) -> Self {
        let width = table.kinds.len();
        let part = form.part_of(table).map_or("", |part| part.name);
        let rows = table.leaf_rows();
        let columns = table.leaf_columns();
        let (row, column) = (&rows[cell / width], &columns[cell % width]);
        let labels = [part, table.caption].into_iter();
        let labels = labels.chain(labels_of(row)).chain(labels_of(column));
        let labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
        Self {
            id: Shape::of(table).address(table, cell),
            title: labels.join(" / "),
            holds: match table.kinds[cell % width] {
                Kind::Count => Holds::Count,
                Kind::Change => Holds::Change,
                Kind::Amount => Holds::Amount,
                Kind::AmountText => Holds::Text,
            },
            unit: unit_of(table),
            forms: vec![form],
        }
    }

    /// The same cell in a later form: what one of them allows, the column holds.
    fn is_also(&mut self, other: Self) {
        if self.holds != other.holds {
            self.holds = Holds::Text;
        }
        self.forms.extend(other.forms);
    }
}

/// The groups of a row or column and its own label, outermost first.
pub fn labels_of(leaf: &Leaf) -> impl Iterator<Item = &'static str> {
    let heads = leaf.groups.iter().copied().chain([leaf.head]);
    heads.map(|head| head.label)
}

/// In what the numbers of a table are counted: 件.
pub fn unit_of(table: &Table) -> Option<&'static str> {
    let unit = table.unit?;
    Some(unit.split_once('：').map_or(unit, |(_, unit)| unit))
}
