//! The checksums of what is made from one unit.

use crate::export::data::{MANIFEST, data_path, manifest, offered};
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::render::Prepared;

use super::super::maker::{Maker, Makes, Plans, UnitInputs, UnitScope};
use super::kind::{is_alone, is_offered};

pub static SUMS: Maker = Maker {
    name: "sums",
    plans: Plans::Unit(plan),
    makes: Makes::FromUnit {
        media_type: "text/plain; charset=utf-8",
        prepare,
    },
};

fn plan(scope: &UnitScope<'_>, plan: &mut Plan) {
    let has_files =
        is_alone(scope) || !scope.unit.reports.is_empty() && !offered(scope.config).is_empty();
    if has_files && is_offered(scope) {
        let path = data_path(&scope.unit.id, MANIFEST);
        plan.add(Output::new(path, Subject::Unit, &site_file()));
    }
}

fn prepare<'i>(_: &'i Output, inputs: &UnitInputs<'i>) -> Prepared<'i> {
    Prepared::plain(manifest(&inputs.related.data_set(inputs.config)))
}
