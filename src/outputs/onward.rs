//! Pages that only lead on: from an address that a page had before to where it is, and
//! from the site to a host that is none of the government's.
//!
//! They are planned when all units are known, with the owner: an old address may lie
//! anywhere, and however many reports link an address outside, it has one page.

use std::collections::BTreeSet;

use crate::parse::config::Target;
use crate::plan::{Output, Plan, Subject};
use crate::portal::docs::site_file;
use crate::portal::{folder, leave_page};

use super::maker::{LastScope, Makers, OnwardUnit};

pub(super) fn plan(scope: &LastScope<'_>, plan: &mut Plan) {
    for unit in scope.units {
        for one in moved(scope.makers, *unit) {
            plan.add(one);
        }
    }
    let of_units = scope.units.iter().flat_map(|unit| &unit.onward.leaving);
    let footer = scope.config.theme.footer.iter();
    let in_footer = footer.filter_map(|line| match &line.target {
        Some(Target::Web(address)) => Some(address),
        Some(Target::Own(_)) | None => None,
    });
    let addresses: BTreeSet<&String> = of_units.chain(in_footer).collect();
    for address in addresses {
        if let Some(page) = leave_page(scope.config, address) {
            plan.add(Output {
                target: Some(address.clone()),
                ..Output::new(page, Subject::Leave, &site_file())
            });
        }
    }
}

/// The pages at the addresses that a unit or its pages had before.
fn moved(makers: Makers, unit: OnwardUnit<'_>) -> Vec<Output> {
    let folder = folder(unit.id);
    let mut outputs = Vec::new();
    for one in &unit.onward.moved {
        let pages = unit.outputs.iter().filter(|output| makers.is_named(output));
        let pages = one.pages(&folder, pages.map(|output| &output.path));
        outputs.extend(pages.map(|(from, to)| Output {
            target: Some(to.as_str().to_owned()),
            draft: one.draft,
            ..Output::new(from, Subject::Moved, &one.place.file)
        }));
    }
    outputs
}
