//! What templates see: plain values, named in `docs/reference/templates.md`.
//!
//! Every key is always present: an absent value is null and an empty list is
//! `[]`, so that a template may test any field. Text is plain and escaped by
//! the template engine; keys that end in `_html` hold finished HTML.

pub(super) mod cells;
mod change;
mod checked;
mod compare;
mod glance;
mod history;
mod index;
mod kinds;
mod lines;
mod lists;
mod matrix;
pub mod measures;
mod names;
mod nav;
mod pages;
mod parts;
mod report;
mod site;
pub(super) mod table;
mod validity;
mod years;
mod years_answers;
mod years_charts;
mod years_table;

pub use parts::size;
pub use report::tables;
pub use site::{ICON, RenderContext, RenderInputs, absolute};

use serde::Serialize;

use crate::plan::{Output, Subject};

use compare::CompareView;
use index::IndexView;
use lists::ListView;
use matrix::MatrixView;
use nav::NavView;
use pages::{ArticleView, NotFoundView};
use report::ReportView;
use site::{PageView, SiteView};
use years::YearsView;

/// Everything one page is made of.
#[derive(Debug, Serialize)]
pub struct View {
    pub site: SiteView,
    pub page: PageView,
    pub nav: Vec<NavView>,
    pub report: Option<ReportView>,
    pub index: Option<IndexView>,
    pub matrix: Option<MatrixView>,
    pub compare: Option<CompareView>,
    pub article: Option<ArticleView>,
    pub list: Option<ListView>,
    pub years: Option<YearsView>,
    pub notfound: Option<NotFoundView>,
}

impl View {
    /// The template that makes this view a page.
    pub fn template(subject: Subject) -> &'static str {
        match subject {
            Subject::Unit | Subject::Index { .. } => "index.html",
            Subject::Report { .. } => "report.html",
            Subject::Matrix { .. } => "matrix.html",
            Subject::Comparison { .. } => "compare.html",
            Subject::Page { .. } => "page.html",
            Subject::List { .. } => "list.html",
            Subject::Years => "years.html",
            Subject::Site => "404.html",
        }
    }

    /// The view of a page that was planned for the unit of the context.
    pub fn of(output: &Output, context: &RenderContext<'_>) -> View {
        match output.subject {
            Subject::Unit => index::view(output, 1, context),
            Subject::Index { page } => index::view(output, page, context),
            Subject::Report { year } => report::view(output, year, context),
            Subject::Matrix { page } => matrix::view(output, page, context),
            Subject::Comparison { year, page } => compare::view(output, year, page, context),
            Subject::Page { page } => pages::article(output, page, context),
            Subject::List { list, page } => lists::list(output, list, page, context),
            Subject::Years => years::view(output, context),
            Subject::Site => pages::not_found(output, context),
        }
    }
}
