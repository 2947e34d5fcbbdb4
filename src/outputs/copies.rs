//! Attachments and static files, which are published as they are.

use crate::path::OutPath;
use crate::plan::{Output, Plan, Subject};
use crate::portal::Copy;

use super::maker::{Maker, Makes, Plans, SiteScope, UnitScope};

pub static COPIES: Maker = Maker {
    name: "copy",
    plans: Plans::All(&[Plans::Unit(plan_unit), Plans::Site(plan_site)]),
    makes: Makes::Copy { media_type },
};

fn plan_unit(scope: &UnitScope<'_>, plan: &mut Plan) {
    add(&scope.unit.copies, Subject::Unit, plan);
}

fn plan_site(scope: &SiteScope<'_>, plan: &mut Plan) {
    add(scope.copies, Subject::Site, plan);
}

fn add(copies: &[Copy], subject: Subject, plan: &mut Plan) {
    for copy in copies {
        plan.add(Output::new(copy.out.clone(), subject, &copy.file));
    }
}

/// The media type of a file by its name, with the character set if it is text.
fn media_type(path: &OutPath) -> String {
    let kind = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    let is_text = kind.type_() == "text"
        || matches!(kind.subtype().as_str(), "json" | "javascript" | "xml")
        || kind
            .suffix()
            .is_some_and(|suffix| suffix == "xml" || suffix == "json");
    if is_text {
        format!("{}; charset=utf-8", kind.essence_str())
    } else {
        kind.essence_str().to_owned()
    }
}
