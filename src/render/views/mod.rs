//! What templates see: plain values, named in `docs/reference/templates.md`.
//!
//! Every key is always present: an absent value is null and an empty list is
//! `[]`, so that a template may test any field. Text is plain and escaped by
//! the template engine; keys that end in `_html` hold finished HTML.

mod accessibility;
mod aids;
pub(super) mod cells;
mod change;
mod checked;
mod children;
mod compare;
mod context;
mod corrections;
mod crumbs;
mod data;
mod embed;
mod glance;
mod history;
mod home;
mod index;
mod kinds;
mod latest;
mod lines;
mod lists;
mod map;
mod matrix;
pub mod measures;
mod names;
mod nav;
mod notices;
mod onward;
mod pages;
mod parts;
mod related;
mod report;
mod search;
mod search_box;
mod site;
pub(super) mod table;
mod terms;
mod validity;
mod years;
mod years_answers;
mod years_charts;
mod years_table;

pub use context::{RenderContext, RenderInputs};
pub use parts::size;
pub use related::RelatedUnit;
pub use report::tables;
pub use site::ICON;

use serde::Serialize;

use crate::plan::{Output, Subject};

use accessibility::AccessibilityView;
use compare::CompareView;
use corrections::CorrectionsView;
use data::DataView;
use home::HomeView;
use index::IndexView;
use lists::ListView;
use map::MapView;
use matrix::MatrixView;
use nav::NavView;
use onward::{LeaveView, MovedView};
use pages::{ArticleView, NotFoundView};
use report::ReportView;
use search::SearchView;
use site::{PageView, SiteView};
use terms::TermsView;
use years::YearsView;

/// Everything one page is made of.
#[derive(Debug, Serialize)]
pub struct View {
    pub site: SiteView,
    pub page: PageView,
    pub nav: Vec<NavView>,
    pub report: Option<ReportView>,
    pub home: Option<HomeView>,
    pub index: Option<IndexView>,
    pub matrix: Option<MatrixView>,
    pub compare: Option<CompareView>,
    pub article: Option<ArticleView>,
    pub list: Option<ListView>,
    pub years: Option<YearsView>,
    pub data: Option<DataView>,
    pub search: Option<SearchView>,
    pub terms: Option<TermsView>,
    pub map: Option<MapView>,
    pub accessibility: Option<AccessibilityView>,
    pub corrections: Option<CorrectionsView>,
    pub notfound: Option<NotFoundView>,
    pub moved: Option<MovedView>,
    pub leave: Option<LeaveView>,
}

impl View {
    /// The template that makes this view a page.
    pub fn template(subject: Subject) -> &'static str {
        match subject {
            Subject::Unit | Subject::Home { .. } => "home.html",
            Subject::Reports { .. } => "index.html",
            Subject::Report { .. } | Subject::Superseded { .. } => "report.html",
            Subject::Corrections { .. } => "corrections.html",
            Subject::Matrix { .. } => "matrix.html",
            Subject::Comparison { .. } => "compare.html",
            Subject::Page { .. } => "page.html",
            Subject::List { .. } => "list.html",
            Subject::Years => "years.html",
            Subject::Data => "data.html",
            Subject::Search => "search.html",
            Subject::Terms => "terms.html",
            Subject::Map { .. } => "sitemap.html",
            Subject::Accessibility => "accessibility.html",
            Subject::Site => "404.html",
            Subject::Moved => "moved.html",
            Subject::Leave => "leave.html",
        }
    }

    /// The view of a page that was planned for the unit of the context.
    pub fn of(output: &Output, context: &RenderContext<'_>) -> View {
        match output.subject {
            Subject::Unit => home::view(output, 1, context),
            Subject::Home { page } => home::view(output, page, context),
            Subject::Reports { page } => index::view(output, page, context),
            Subject::Report { year } => report::view(output, year, context),
            Subject::Superseded { year, version } => {
                report::superseded(output, year, version, context)
            }
            Subject::Corrections { page } => corrections::view(output, page, context),
            Subject::Matrix { page } => matrix::view(output, page, context),
            Subject::Comparison { year, page } => compare::view(output, year, page, context),
            Subject::Page { page } => pages::article(output, page, context),
            Subject::List { list, page } => lists::list(output, list, page, context),
            Subject::Years => years::view(output, context),
            Subject::Data => data::view(output, context),
            Subject::Search => search::view(output, context),
            Subject::Terms => terms::view(output, context),
            Subject::Map { page } => map::view(output, page, context),
            Subject::Accessibility => accessibility::view(output, context),
            Subject::Site => pages::not_found(output, context),
            Subject::Moved => onward::moved(output, context),
            Subject::Leave => onward::leave(output, context),
        }
    }
}
