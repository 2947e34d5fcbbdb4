//! The pages that help to use the site: 名词解释 and 无障碍声明, one of each for the whole
//! site, and the 网站地图 of each unit that has more than reports.

use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::portal::{accessibility_out, map_of, map_pages, terms_out};

use super::maker::{HTML, Maker, Makes, Plans, UnitScope};
use super::pages;

pub static AIDS: Maker = Maker {
    name: "aid",
    plans: Plans::Unit(plan),
    makes: Makes::FromUnit {
        media_type: HTML,
        prepare: pages::prepare,
    },
};

fn plan(scope: &UnitScope<'_>, plan: &mut Plan) {
    let (unit, asked) = (scope.unit, scope.config.pages);
    let mut add = |path, subject| plan.add(Output::new(path, subject, &site_file()));
    let is_owner = unit.id.is_none();
    if is_owner && asked.terms {
        add(terms_out(), Subject::Terms);
    }
    if is_owner && asked.accessibility {
        add(accessibility_out(), Subject::Accessibility);
    }
    if asked.map {
        for page in 1..=map_pages(unit, scope.relations.children.len()) {
            add(map_of(&unit.id, page), Subject::Map { page });
        }
    }
}
