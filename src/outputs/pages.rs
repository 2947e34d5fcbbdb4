//! Pages, which templates make.

use crate::diag::Diagnostic;
use crate::path::OutPath;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::portal::{Front, Unit, UnitId, index_of, numbered, pages_of};
use crate::render::{RenderInputs, Rendered};

use super::maker::{HTML, LastScope, Maker, Makes, Plans, SiteScope, UnitInputs};

pub static PAGES: Maker = Maker {
    name: "page",
    plans: Plans::All(&[
        Plans::Unit(plan_unit),
        Plans::Site(plan_site),
        Plans::Last(plan_last),
    ]),
    makes: Makes::FromUnit {
        media_type: HTML,
        make,
    },
};

/// The front page of a unit, its reports, its pages and its lists.
fn plan_unit(unit: &Unit, plan: &mut Plan) {
    // What the owner's front page is, the hosted units decide too.
    if unit.id.is_some() {
        let columns = Front::of(unit.has_columns(), 0);
        plan_front(&unit.id, columns, unit.years().len(), 0, plan);
    }
    for report in unit.reports.values() {
        let subject = Subject::Report { year: report.year };
        plan.add(Output {
            changed: report.published.clone().or(report.signed.clone()),
            draft: report.draft,
            ..Output::new(report.out.clone(), subject, &report.source)
        });
    }
    for (page, one) in unit.pages.iter().enumerate() {
        plan.add(Output {
            changed: one.doc.published.clone().or(one.doc.signed.clone()),
            draft: one.doc.draft,
            ..Output::new(one.out.clone(), Subject::Page { page }, &one.source)
        });
    }
    for (list, one) in unit.lists.iter().enumerate() {
        for page in 1..=one.pages() {
            let subject = Subject::List { list, page };
            plan.add(Output {
                draft: one.draft,
                ..Output::new(numbered(&one.out, page), subject, &one.source)
            });
        }
    }
}

/// The owner's front page.
fn plan_last(scope: &LastScope, plan: &mut Plan) {
    let front = Front::of(scope.has_columns, scope.units);
    plan_front(&None, front, scope.years, scope.units, plan);
}

/// The front page of a unit with so many years and children, with the pages that go on
/// from there. A unit without reports has no list of them beside its home.
fn plan_front(unit: &UnitId, front: Front, years: usize, children: usize, plan: &mut Plan) {
    let mut add = |first: OutPath, pages: usize, subject: fn(usize) -> Subject| {
        for page in 1..=pages {
            let path = numbered(&first, page);
            plan.add(Output::new(path, subject(page), &site_file()));
        }
    };
    if front == Front::Home {
        let pages = pages_of(children);
        add(index_of(unit), pages, |page| Subject::Home { page });
    }
    if front == Front::Reports || years > 0 {
        let pages = pages_of(years);
        add(front.reports(unit), pages, |page| Subject::Reports { page });
    }
}

/// The page that says that there is no such page.
fn plan_site(_: &SiteScope<'_>, plan: &mut Plan) {
    let path = OutPath::new("404.html").expect("a fixed name is a valid path");
    plan.add(Output::new(path, Subject::Site, &site_file()));
}

fn make(output: &Output, inputs: &UnitInputs<'_>) -> Result<Rendered, Diagnostic> {
    let UnitInputs {
        renderer,
        config,
        unit,
        hosted,
        has_icon,
    } = inputs;
    let subject = RenderInputs {
        config,
        unit,
        units: hosted,
        has_icon: *has_icon,
    };
    renderer.render(output, &subject)
}
