//! The children of a unit side by side in one year: every number of their reports, and
//! what they come to.

mod frames;
mod points;
mod reports;
mod rows;
mod totals;
mod year;

use serde::Serialize;

use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{Children, comparison_of, matrix_of};

use super::View;
use super::context::RenderContext;
use super::matrix::YearLinkView;
use super::names::{REPORTS, titled};
use super::parts::PagerView;
use super::site::About;

use rows::CompareTableView;
use totals::TotalsView;

pub use year::ComparedYear;

#[derive(Debug, Serialize)]
pub struct CompareView {
    pub year: u16,
    pub lead: String,
    /// The years that are compared, newest first.
    pub years: Vec<YearLinkView>,
    /// What is to be said of all; on the first page.
    pub points: Vec<String>,
    pub main: CompareTableView,
    /// All numbers, group by group.
    pub tables: Vec<CompareTableView>,
    /// What is said in place of tables full of zeros.
    pub zeros: Option<String>,
    /// The totals of every measure; on the first page, where the unit asks for them.
    pub totals: Option<TotalsView>,
    pub matrix_href: String,
    pub pager: Option<PagerView>,
}

/// One page, counted from 1. Linear in the children that it shows.
pub fn view(output: &Output, year: u16, page: usize, context: &RenderContext<'_>) -> View {
    let children = &context.related.children;
    let own = &children.parent;
    let title = format!("{year}年各单位比较");
    let about = About {
        kind: "compare",
        title: titled(&format!("{}{title}", own.short_name), page),
        description: titled(
            &format!(
                "{}所属各单位{year}年政府信息公开工作年度报告里的数据。",
                own.name
            ),
            page,
        ),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: titled(&title, page),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let compared = context.related.compared(year);
    view.compare = compared.map(|of_year| CompareView::of(of_year, children, page, &output.path));
    view
}

impl CompareView {
    fn of(of_year: &ComparedYear, children: &Children<'_>, page: usize, here: &OutPath) -> Self {
        let (id, year) = (&children.parent.id, of_year.year);
        let link = |one: u16| YearLinkView {
            year: one,
            href: (one != year || page > 1).then(|| here.href(&comparison_of(id, one, 1))),
        };
        let first = page == 1;
        let years = children.compared_years().iter();
        let tables = of_year.tables.iter();
        Self {
            year,
            lead: of_year.lead.clone(),
            years: years.map(|year| link(*year)).collect(),
            points: match first {
                true => of_year.points.clone(),
                false => Vec::new(),
            },
            main: of_year.main.page(children, page, here),
            tables: tables
                .map(|table| table.page(children, page, here))
                .collect(),
            zeros: of_year.zeros.clone(),
            totals: of_year.totals.clone().filter(|_| first),
            matrix_href: here.href(&matrix_of(id, 1)),
            pager: PagerView::between(page, children.pages(), here, |page| {
                comparison_of(id, year, page)
            }),
        }
    }
}
