//! What all pages of a year say alike: the totals, and what is to be said of all.

use crate::portal::{Children, comparison_of};

use super::frames::{TableFrame, main, tables, zeros};
use super::points::points;
use super::reports::YearReports;
use super::totals::TotalsView;

/// A year of the children of a unit, without their rows.
pub struct ComparedYear {
    pub year: u16,
    pub lead: String,
    /// What is to be said of all.
    pub points: Vec<String>,
    pub main: TableFrame,
    /// All numbers, group by group.
    pub tables: Vec<TableFrame>,
    /// What is said in place of tables full of zeros.
    pub zeros: Option<String>,
    /// The totals of every measure, where the unit asks for them.
    pub totals: Option<TotalsView>,
}

impl ComparedYear {
    /// `aggregate` is whether the unit asks for totals of every measure. Linear in the
    /// children.
    pub fn of(children: &Children<'_>, year: u16, aggregate: bool) -> Self {
        let reports = YearReports::of(children, year, aggregate);
        let first = comparison_of(&children.parent.id, year, 1);
        Self {
            year,
            lead: lead(&reports, children),
            points: points(&reports),
            main: main(&reports, &first),
            tables: tables(&reports),
            zeros: zeros(&reports),
            totals: aggregate.then(|| TotalsView::of(&reports)),
        }
    }
}

fn lead(reports: &YearReports<'_>, children: &Children<'_>) -> String {
    let (parent, year) = (&children.parent.short_name, reports.year);
    let own = match (reports.own_report, reports.own.is_some()) {
        (false, _) => String::new(),
        (true, true) => format!("{parent}自己的报告列在表的最后，不计入合计。"),
        (true, false) => format!("{parent}自己的报告不在表里，也不计入合计。"),
    };
    format!("{parent}所属各单位{year}年政府信息公开工作年度报告里的数据，照各单位自己的报告。{own}")
}
