//! Tables with a row for each child: the rows of one page.

use serde::Serialize;

use crate::path::OutPath;
use crate::portal::{Children, ReportFacts, Standing, UnitFacts};
use crate::render::views::kinds::by_kind;
use crate::render::views::measures::Line;
use crate::render::views::names::marked;
use crate::report::{Figure, share};

use super::reports::said;

#[derive(Debug, Serialize)]
pub struct CompareTableView {
    pub id: String,
    pub heading: String,
    /// What is counted: 件.
    pub unit: &'static str,
    pub columns: Vec<CompareColumnView>,
    /// How many columns there are, with the one of the names.
    pub width: usize,
    pub groups: Vec<CompareGroupView>,
    /// The totals; below them what the parent reports, and the difference.
    pub foot: Vec<CompareRowView>,
}

#[derive(Debug, Serialize)]
pub struct CompareColumnView {
    pub label: &'static str,
}

/// Children of one kind.
#[derive(Debug, Serialize)]
pub struct CompareGroupView {
    /// Null if all children are of one kind.
    pub heading: Option<&'static str>,
    pub rows: Vec<CompareRowView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CompareRowView {
    pub name: String,
    /// The report.
    pub href: Option<String>,
    /// Empty if there is no report.
    pub cells: Vec<CompareCellView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CompareCellView {
    /// A number, a share, or the word that stands in its place.
    pub text: String,
    /// How long the bar beside it is, of 90; null where there is none.
    pub bar: Option<String>,
    /// What the stroke of an unknown share means.
    pub hint: Option<&'static str>,
}

/// How long the longest bar is.
const LONGEST: f64 = 90.0;

/// What a column shows.
#[derive(Clone, Copy)]
pub enum Column {
    Number(&'static Line),
    /// The number with a bar.
    Drawn(&'static Line),
    /// What part the one is of the other.
    Share(&'static Line, &'static Line),
}

/// What the rows of one table are made from.
pub struct Rows<'r> {
    pub year: u16,
    pub columns: &'r [Column],
    /// The largest number of each column that is drawn.
    pub most: &'r [f64],
    /// Whether each name leads to its report; on one page once is enough.
    pub has_links: bool,
    /// The page that the table is on.
    pub here: &'r OutPath,
}

impl Rows<'_> {
    /// Those of one page, counted from 1. Linear in them.
    pub fn of_page(&self, children: &Children<'_>, page: usize) -> Vec<CompareGroupView> {
        let groups = by_kind(children, page).map(|(heading, units)| CompareGroupView {
            heading,
            rows: units.iter().filter_map(|unit| self.row(unit)).collect(),
        });
        groups.filter(|group| !group.rows.is_empty()).collect()
    }

    /// `None` for a unit that was not there.
    fn row(&self, unit: &UnitFacts) -> Option<CompareRowView> {
        let name = unit.short_name.clone();
        match unit.standing(self.year) {
            Standing::Reported(report) => Some(CompareRowView {
                name: marked(&name, report.draft),
                href: self.has_links.then(|| self.here.href(&report.out)),
                cells: cells(report, self.columns, self.most),
            }),
            Standing::Missing => Some(CompareRowView {
                name,
                href: None,
                cells: Vec::new(),
            }),
            Standing::NotYet | Standing::NoMore => None,
        }
    }
}

/// What stands for a number that nobody states.
pub const UNKNOWN: &str = "没有数据";

/// What a report says in these columns; `most` is the longest bar of each.
pub fn cells(report: &ReportFacts, columns: &[Column], most: &[f64]) -> Vec<CompareCellView> {
    let cells = columns.iter().zip(most).map(|(column, most)| match column {
        Column::Number(line) => CompareCellView::plain(said(line, report).text()),
        Column::Drawn(line) => {
            let said = said(line, report);
            let size = said.figure().map_or(0.0, Figure::approximate);
            CompareCellView {
                bar: Some(bar(size, *most)),
                ..CompareCellView::plain(said.text())
            }
        }
        Column::Share(part, whole) => {
            let figures = &report.figures;
            let (part, whole) = (part.figure(figures), whole.figure(figures));
            match part.zip(whole).and_then(|(part, whole)| share(part, whole)) {
                Some(text) => CompareCellView::plain(text),
                None if whole.is_some_and(Figure::is_zero) => {
                    CompareCellView::unknown("没有办结的申请")
                }
                None => CompareCellView::unknown(UNKNOWN),
            }
        }
    });
    cells.collect()
}

fn bar(size: f64, most: f64) -> String {
    let length = if most > 0.0 {
        size / most * LONGEST
    } else {
        0.0
    };
    format!("{length:.1}")
}

impl Column {
    /// The place of a bar where none is drawn, so that the numbers stand in one line.
    pub fn blank_bar(self) -> Option<String> {
        matches!(self, Self::Drawn(_)).then(|| bar(0.0, 0.0))
    }
}

impl CompareCellView {
    pub fn plain(text: String) -> Self {
        Self {
            text,
            bar: None,
            hint: None,
        }
    }

    pub fn unknown(hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..Self::plain("—".to_owned())
        }
    }
}
