//! What readers search the site with: the page and its script, the texts of each unit,
//! made in its turn, and the index, made when all units are known.

use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::portal::{search_page, search_script};
use crate::render::Prepared;
use crate::search::{Contents, Kind, kinds, texts, texts_path};

use super::maker::{HTML, LastScope, Maker, Makes, Plans, SiteInputs, UnitInputs, UnitScope};
use super::pages;

const SCRIPT: &str = "text/javascript; charset=utf-8";

pub static PAGE: Maker = Maker {
    name: "search page",
    plans: Plans::Unit(plan_page),
    makes: Makes::FromUnit {
        media_type: HTML,
        prepare: pages::prepare,
    },
};

pub static PAGE_SCRIPT: Maker = Maker {
    name: "search script",
    plans: Plans::Unit(plan_script),
    makes: Makes::FromUnit {
        media_type: SCRIPT,
        prepare: prepare_script,
    },
};

pub static TEXTS: Maker = Maker {
    name: "search texts",
    plans: Plans::Unit(plan_texts),
    makes: Makes::FromUnit {
        media_type: SCRIPT,
        prepare: prepare_texts,
    },
};

pub static INDEX: Maker = Maker {
    name: "search index",
    plans: Plans::Last(plan_index),
    makes: Makes::FromSite {
        media_type: SCRIPT,
        prepare: prepare_index,
    },
};

/// The owner has it, for all units.
fn plan_page(scope: &UnitScope<'_>, plan: &mut Plan) {
    if is_here(scope) {
        plan.add(Output::new(search_page(), Subject::Search, &site_file()));
    }
}

fn plan_script(scope: &UnitScope<'_>, plan: &mut Plan) {
    if is_here(scope) {
        plan.add(Output::new(search_script(), Subject::Unit, &site_file()));
    }
}

fn is_here(scope: &UnitScope<'_>) -> bool {
    scope.config.search.enabled && scope.unit.id.is_none()
}

fn prepare_script<'i>(_: &'i Output, inputs: &UnitInputs<'i>) -> Prepared<'i> {
    Prepared::plain(inputs.renderer.search_script().into())
}

fn plan_texts(scope: &UnitScope<'_>, plan: &mut Plan) {
    if scope.config.search.enabled {
        let files = Contents::of(scope.unit).starts.len();
        for file in 0..files {
            let path = texts_path(&scope.unit.id, file);
            plan.add(Output::new(path, Subject::Unit, &site_file()));
        }
    }
}

fn prepare_texts<'i>(output: &'i Output, inputs: &UnitInputs<'i>) -> Prepared<'i> {
    let unit = inputs.related.unit;
    let contents = Contents::of(unit);
    let mut files = 0..contents.starts.len();
    let file = files.find(|file| texts_path(&unit.id, *file) == output.path);
    let file = file.expect("only the files of the unit's contents are planned");
    Prepared::plain(texts(unit, inputs.related.articles(), &contents, file))
}

fn plan_index(scope: &LastScope, plan: &mut Plan) {
    if let Some((articles, units)) = scope.search {
        for kind in kinds(articles, units) {
            plan.add(Output::new(kind.path(), Subject::Site, &site_file()));
        }
    }
}

fn prepare_index<'i>(output: &'i Output, inputs: &SiteInputs<'i>) -> Prepared<'i> {
    let kind = Kind::at(&output.path).expect("only files of the index are planned");
    let search = inputs.search;
    Prepared::later(search.hash(), move || kind.make(search))
}
