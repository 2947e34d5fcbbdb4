//! The page that says what there is in a `data/` folder, and what it means.

use crate::export::data::data_path;
use crate::parse::date::Stamp;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;

use super::super::maker::{HTML, Maker, Makes, Plans, UnitScope};
use super::super::pages;
use super::kind::{is_alone, is_offered};

pub static PAGE: Maker = Maker {
    name: "data page",
    plans: Plans::Unit(plan),
    makes: Makes::FromUnit {
        media_type: HTML,
        prepare: pages::prepare,
    },
};

/// It changes with any report that it tells of; a draft is no change.
fn plan(scope: &UnitScope<'_>, plan: &mut Plan) {
    if !is_offered(scope) {
        return;
    }
    let own = scope.unit.reports.values();
    let own = own.map(|one| (one.draft, one.published.as_ref().or(one.signed.as_ref())));
    let others = scope.relations.children.iter();
    let others = others.filter(|_| !is_alone(scope));
    let others = others.flat_map(|unit| &unit.reports);
    let told = own.chain(others.map(|one| (one.draft, one.day())));
    let told: Vec<(bool, Option<&Stamp>)> = told.collect();
    let finished = told.iter().filter(|(draft, _)| !draft);
    let days = finished.clone().filter_map(|(_, day)| *day);
    let path = data_path(&scope.unit.id, "index.html");
    plan.add(Output {
        changed: days.max_by_key(|day| day.date).cloned(),
        draft: finished.count() == 0,
        ..Output::new(path, Subject::Data, &site_file())
    });
}
