//! Pages, which templates make.

use crate::diag::Diagnostic;
use crate::path::OutPath;
use crate::plan::{Output, Plan, Subject};
use crate::portal::Unit;
use crate::portal::docs::site_file;
use crate::render::Rendered;

use super::maker::{HTML, Maker, Makes, Plans, SiteScope, UnitInputs};

pub static PAGES: Maker = Maker {
    name: "page",
    plans: Plans::Both(plan_unit, plan_site),
    makes: Makes::FromUnit {
        media_type: HTML,
        make,
    },
};

/// The index of a unit, its reports, its pages and its lists.
fn plan_unit(unit: &Unit, plan: &mut Plan) {
    plan.add(Output::new(unit.index(), Subject::Unit, &site_file()));
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
        plan.add(Output {
            draft: one.draft,
            ..Output::new(one.out.clone(), Subject::List { list }, &one.source)
        });
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
    } = inputs;
    renderer.render(output, config, unit, hosted)
}
