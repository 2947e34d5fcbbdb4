//! The files of one media type in all `data/` folders.

use crate::export::data::{
    self, DataKind, DataSet, data_path, has_data, json_part, offered, part_name, parts_of,
};
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::render::Prepared;

use super::super::maker::{LastScope, Maker, Makes, Plans, SiteInputs, UnitInputs, UnitScope};

/// The makers of a kind of files: of hosted units, and of the site.
macro_rules! makers {
    ($kind:path, $unit:ident = $unit_name:literal, $site:ident = $site_name:literal) => {
        pub static $unit: Maker = Maker {
            name: $unit_name,
            plans: Plans::Unit(|scope, plan| plan_unit(&$kind, scope, plan)),
            makes: Makes::FromUnit {
                media_type: $kind.media_type,
                prepare: |output, inputs| prepare_of_unit(&$kind, output, inputs),
            },
        };
        pub static $site: Maker = Maker {
            name: $site_name,
            plans: Plans::Last(|scope, plan| plan_site(&$kind, scope, plan)),
            makes: Makes::FromSite {
                media_type: $kind.media_type,
                prepare: |output, inputs| prepare_of_site(&$kind, output, inputs),
            },
        };
    };
}

makers!(
    data::CSV,
    CSV_OF_UNIT = "unit csv",
    CSV_OF_SITE = "site csv"
);
makers!(
    data::JSON,
    JSON_OF_UNIT = "unit json",
    JSON_OF_SITE = "site json"
);
makers!(
    data::CATALOG,
    CATALOG_OF_UNIT = "unit catalog",
    CATALOG_OF_SITE = "site catalog"
);

/// The parts of `all.json`, where one file would have too many reports.
pub static JSON_PARTS: Maker = Maker {
    name: "site json parts",
    plans: Plans::Last(plan_parts),
    makes: Makes::FromSite {
        media_type: data::JSON.media_type,
        prepare: prepare_part,
    },
};

/// Whether a unit has a `data/` folder.
pub(super) fn is_offered(scope: &UnitScope<'_>) -> bool {
    scope.config.downloads.data && has_data(scope.unit, scope.relations.children.as_slice())
}

/// Whether the data of a unit is of it alone; that of an owner with others below it is of
/// the whole site.
pub(super) fn is_alone(scope: &UnitScope<'_>) -> bool {
    scope.unit.id.is_some() || scope.relations.children.is_empty()
}

fn plan_unit(kind: &DataKind, scope: &UnitScope<'_>, plan: &mut Plan) {
    let id = &scope.unit.id;
    if is_alone(scope) && is_offered(scope) {
        for file in kind.files {
            let path = data_path(id, file.name);
            plan.add(Output::new(path, Subject::Unit, &site_file()));
        }
    }
}

fn plan_site(kind: &DataKind, scope: &LastScope<'_>, plan: &mut Plan) {
    if scope.has_data {
        for file in kind.files {
            let path = data_path(&None, file.name);
            plan.add(Output::new(path, Subject::Site, &site_file()));
        }
    }
}

fn plan_parts(scope: &LastScope<'_>, plan: &mut Plan) {
    if scope.has_data {
        for part in 1..=parts_of(scope.reports) {
            let path = data_path(&None, &part_name(part));
            plan.add(Output::new(path, Subject::Site, &site_file()));
        }
    }
}

fn prepare_of_unit<'i>(
    kind: &'static DataKind,
    output: &'i Output,
    inputs: &UnitInputs<'i>,
) -> Prepared<'i> {
    let set = inputs.related.data_set(inputs.config);
    let made = set.file(file_of(kind, output, &set).name);
    Prepared::plain(made.expect("the files of a unit are at hand").to_vec())
}

fn prepare_of_site<'i>(
    kind: &'static DataKind,
    output: &'i Output,
    inputs: &SiteInputs<'i>,
) -> Prepared<'i> {
    let set = of_site(inputs);
    let make = file_of(kind, output, &set).make;
    Prepared::later(set.hash(), move || make(&set))
}

fn prepare_part<'i>(output: &'i Output, inputs: &SiteInputs<'i>) -> Prepared<'i> {
    let set = of_site(inputs);
    let mut parts = 1..=parts_of(set.reports());
    let part = parts.find(|part| data_path(&None, &part_name(*part)) == output.path);
    let part = part.expect("as many parts are planned as there are");
    Prepared::later(set.hash(), move || json_part(&set, part))
}

/// All reports of a site.
pub(super) fn of_site<'i>(inputs: &SiteInputs<'i>) -> DataSet<'i> {
    DataSet {
        owner: &None,
        units: inputs.units.to_vec(),
        base_url: inputs.config.base_url.as_deref(),
        formats: offered(inputs.config),
        kinds: &data::KINDS,
        is_alone: false,
        own: None,
    }
}

/// The file of a kind that an output is.
fn file_of(kind: &DataKind, output: &Output, set: &DataSet<'_>) -> &'static data::DataFile {
    let mut files = kind.files.iter();
    let found = files.find(|file| data_path(set.owner, file.name) == output.path);
    found.expect("only files of the kind are planned")
}
