//! The feeds: of each unit that reports, of the site, and of each column with documents.

use crate::export::data::{column_feed, column_feed_path, feed, feed_path, has_feed};
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::render::Prepared;

use super::super::maker::{LastScope, Maker, Makes, Plans, SiteInputs, UnitInputs, UnitScope};
use super::kind::{is_alone, is_offered, of_site};

const ATOM: &str = "application/atom+xml; charset=utf-8";

pub static FEED_OF_UNIT: Maker = Maker {
    name: "unit feed",
    plans: Plans::Unit(plan_unit),
    makes: Makes::FromUnit {
        media_type: ATOM,
        prepare: prepare_of_unit,
    },
};

pub static FEED_OF_SITE: Maker = Maker {
    name: "site feed",
    plans: Plans::Last(plan_site),
    makes: Makes::FromSite {
        media_type: ATOM,
        prepare: prepare_of_site,
    },
};

pub static FEED_OF_COLUMN: Maker = Maker {
    name: "column feed",
    plans: Plans::Unit(plan_columns),
    makes: Makes::FromUnit {
        media_type: ATOM,
        prepare: prepare_of_column,
    },
};

fn plan_columns(scope: &UnitScope<'_>, plan: &mut Plan) {
    if scope.config.base_url.is_none() {
        return;
    }
    for (list, one) in scope.unit.lists.iter().enumerate() {
        if has_feed(scope.unit, one) {
            let subject = Subject::List { list, page: 1 };
            plan.add(Output::new(column_feed_path(one), subject, &one.source));
        }
    }
}

fn prepare_of_column<'i>(output: &'i Output, inputs: &UnitInputs<'i>) -> Prepared<'i> {
    let unit = inputs.related.unit;
    let base = inputs.config.base_url.as_deref();
    let mut lists = unit.lists.iter();
    let list = lists.find(|list| column_feed_path(list) == output.path);
    let made = list.map(|list| column_feed(unit, list, base.unwrap_or_default()));
    Prepared::plain(made.unwrap_or_default())
}

fn plan_unit(scope: &UnitScope<'_>, plan: &mut Plan) {
    let id = &scope.unit.id;
    if is_alone(scope) && scope.config.base_url.is_some() && is_offered(scope) {
        plan.add(Output::new(feed_path(id), Subject::Unit, &site_file()));
    }
}

fn plan_site(scope: &LastScope<'_>, plan: &mut Plan) {
    if scope.has_address && scope.has_data {
        plan.add(Output::new(feed_path(&None), Subject::Site, &site_file()));
    }
}

fn prepare_of_unit<'i>(_: &'i Output, inputs: &UnitInputs<'i>) -> Prepared<'i> {
    Prepared::plain(feed(&inputs.related.data_set(inputs.config)))
}

fn prepare_of_site<'i>(_: &'i Output, inputs: &SiteInputs<'i>) -> Prepared<'i> {
    let set = of_site(inputs);
    Prepared::later(set.hash(), move || feed(&set))
}
