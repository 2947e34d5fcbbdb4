//! The files of one media type in all `data/` folders.

use crate::export::FORMATS;
use crate::export::data::{self, DataKind, DataSet, data_path, has_data};
use crate::parse::config::ConfigDoc;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::render::{Prepared, RelatedUnit};

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
    CSV_OF_UNIT = "unit data csv",
    CSV_OF_SITE = "site data csv"
);

/// Whether a unit has a `data/` folder.
pub(super) fn is_offered(scope: &UnitScope<'_>) -> bool {
    scope.config.downloads.data && has_data(scope.unit, scope.relations)
}

fn plan_unit(kind: &DataKind, scope: &UnitScope<'_>, plan: &mut Plan) {
    if scope.unit.id.is_none() || !is_offered(scope) {
        return;
    }
    for file in kind.files {
        let path = data_path(&scope.unit.id, file.name);
        plan.add(Output::new(path, Subject::Unit, &site_file()));
    }
}

fn plan_site(kind: &DataKind, scope: &LastScope, plan: &mut Plan) {
    if !scope.has_data {
        return;
    }
    for file in kind.files {
        let path = data_path(&None, file.name);
        plan.add(Output::new(path, Subject::Site, &site_file()));
    }
}

fn prepare_of_unit<'i>(
    kind: &'static DataKind,
    output: &'i Output,
    inputs: &UnitInputs<'i>,
) -> Prepared<'i> {
    let set = of_unit(inputs.config, inputs.related);
    Prepared::plain(make(kind, output, &set))
}

fn prepare_of_site<'i>(
    kind: &'static DataKind,
    output: &'i Output,
    inputs: &SiteInputs<'i>,
) -> Prepared<'i> {
    let set = DataSet {
        owner: &None,
        units: inputs.units.to_vec(),
        is_whole_site: true,
        base_url: inputs.config.base_url.as_deref(),
        formats: offered(inputs.config),
        downloads: None,
    };
    Prepared::later(set.hash(), move || make(kind, output, &set))
}

/// The reports of one unit.
pub(super) fn of_unit<'i>(config: &'i ConfigDoc, related: &'i RelatedUnit<'i>) -> DataSet<'i> {
    DataSet {
        owner: &related.unit.id,
        units: vec![related.data().unit()],
        is_whole_site: false,
        base_url: config.base_url.as_deref(),
        formats: offered(config),
        downloads: Some(&related.downloads),
    }
}

fn offered(config: &ConfigDoc) -> Vec<&'static crate::export::Format> {
    let offered = FORMATS.iter().copied();
    offered
        .filter(|format| config.downloads.offers(format.id))
        .collect()
}

fn make(kind: &DataKind, output: &Output, set: &DataSet<'_>) -> Vec<u8> {
    let is_it = |name: &str| data_path(set.owner, name) == output.path;
    let file = kind.files.iter().find(|file| is_it(file.name));
    let file = file.expect("only files of the kind are planned");
    (file.make)(set)
}
