//! The page that says what there is in a `data/` folder, and what it means.

use crate::export::data::data_path;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;

use super::super::maker::{HTML, Maker, Makes, Plans, UnitScope};
use super::super::pages;
use super::kind::is_offered;

pub static PAGE: Maker = Maker {
    name: "data page",
    plans: Plans::Unit(plan),
    makes: Makes::FromUnit {
        media_type: HTML,
        prepare: pages::prepare,
    },
};

/// It changes with any report that it tells of, and is a draft with any of its own that is.
fn plan(scope: &UnitScope<'_>, plan: &mut Plan) {
    if !is_offered(scope) {
        return;
    }
    let reports = scope.unit.reports.values();
    let days = reports.filter_map(|one| one.published.as_ref().or(one.signed.as_ref()));
    let below = scope.relations.children.iter();
    let below = below.filter(|_| scope.unit.id.is_none());
    let below = below.flat_map(|one| &one.reports);
    let path = data_path(&scope.unit.id, "index.html");
    plan.add(Output {
        changed: days
            .chain(below.filter_map(|one| one.day()))
            .max_by_key(|day| day.date)
            .cloned(),
        draft: scope.unit.reports.values().any(|report| report.draft),
        ..Output::new(path, Subject::Data, &site_file())
    });
}
