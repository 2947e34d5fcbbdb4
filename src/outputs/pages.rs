//! Pages, which templates make.

use crate::path::OutPath;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::portal::{Front, Unit, UnitFacts, corrections_of, numbered, pages_of};
use crate::render::{Prepared, RenderInputs};

use super::comparing::comparing;
use super::downloads::subject;
use super::maker::{HTML, Maker, Makes, Plans, SiteScope, UnitInputs, UnitScope};
use super::onward;

pub static PAGES: Maker = Maker {
    name: "page",
    plans: Plans::All(&[
        Plans::Unit(plan_unit),
        Plans::Site(plan_site),
        Plans::Last(onward::plan),
    ]),
    makes: Makes::FromUnit {
        media_type: HTML,
        prepare,
    },
};

/// The front page of a unit, what compares its children, its reports, its pages and its lists.
fn plan_unit(scope: &UnitScope<'_>, plan: &mut Plan) {
    let unit = scope.unit;
    plan_front(scope, plan);
    for output in comparing(unit, &scope.relations.children) {
        plan.add(output);
    }
    for current in unit.reports.values() {
        for report in current.superseded.iter().chain([current]) {
            plan.add(Output {
                changed: report.changed().cloned(),
                draft: report.draft,
                ..Output::new(report.out.clone(), subject(report, current), &report.source)
            });
        }
    }
    plan_corrections(scope, plan);
    plan_years(unit, plan);
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

/// 历年变化, which changes with any of the reports that it shows.
fn plan_years(unit: &Unit, plan: &mut Plan) {
    let newest = unit.reports.values().next_back();
    let Some((path, newest)) = unit.years_page().zip(newest) else {
        return;
    };
    let days = unit.reports.values();
    let days = days.filter_map(|one| one.published.as_ref().or(one.signed.as_ref()));
    plan.add(Output {
        changed: days.max_by_key(|day| day.date).cloned(),
        draft: unit.reports.values().any(|report| report.draft),
        ..Output::new(path, Subject::Years, &newest.source)
    });
}

/// The front page of a unit, with the pages that go on from there. A unit without
/// reports has no list of them beside its home.
fn plan_front(scope: &UnitScope<'_>, plan: &mut Plan) {
    let (unit, children) = (scope.unit, scope.relations.children.len());
    let front = Front::of(unit, children);
    let mut add = |first: OutPath, pages: usize, subject: fn(usize) -> Subject| {
        for page in 1..=pages {
            let path = numbered(&first, page);
            plan.add(Output::new(path, subject(page), &site_file()));
        }
    };
    if front == Front::Home {
        let pages = pages_of(children);
        add(unit.index(), pages, |page| Subject::Home { page });
    }
    if front == Front::Reports || !unit.reports.is_empty() {
        let pages = pages_of(unit.years().len());
        add(front.reports(unit), pages, |page| Subject::Reports { page });
    }
}

/// What was corrected in the unit and those below it, if anything was.
fn plan_corrections(scope: &UnitScope<'_>, plan: &mut Plan) {
    let facts = UnitFacts::of(scope.unit).above(&scope.relations.children);
    let entries = facts.corrections.len();
    let pages = if entries > 0 { pages_of(entries) } else { 0 };
    let newest = facts.corrections.into_iter().map(|one| one.date).max();
    for page in 1..=pages {
        let path = corrections_of(&scope.unit.id, page);
        plan.add(Output {
            changed: newest.clone(),
            ..Output::new(path, Subject::Corrections { page }, &site_file())
        });
    }
}

/// The page that says that there is no such page.
fn plan_site(_: &SiteScope<'_>, plan: &mut Plan) {
    let path = OutPath::new("404.html").expect("a fixed name is a valid path");
    plan.add(Output::new(path, Subject::Site, &site_file()));
}

pub(super) fn prepare<'i>(output: &'i Output, inputs: &UnitInputs<'i>) -> Prepared<'i> {
    let UnitInputs {
        renderer,
        config,
        related,
        has_icon,
        embedding,
    } = *inputs;
    let subject = RenderInputs {
        config,
        related,
        has_icon,
        embedding,
    };
    renderer.prepare(output, &subject)
}
