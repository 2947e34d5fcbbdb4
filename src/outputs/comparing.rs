//! The pages of a unit on which its children stand side by side.

use crate::plan::{Output, Subject};
use crate::portal::docs::site_file;
use crate::portal::{Children, Unit, UnitFacts, comparison_of, matrix_of};

/// The pages that there are because of what is known of a unit and of its children, which
/// come in the order of the site.
pub fn comparing(unit: &Unit, children: &[&UnitFacts]) -> Vec<Output> {
    let mut outputs = Vec::new();
    if children.is_empty() {
        return outputs;
    }
    let children = Children::of(UnitFacts::of(unit), children);
    let own = &children.parent;
    let pages = children.pages();
    for page in 1..=pages {
        let path = matrix_of(&own.id, page);
        outputs.push(Output::new(path, Subject::Matrix { page }, &site_file()));
    }
    for year in children.compared_years().iter().copied() {
        for page in 1..=pages {
            let path = comparison_of(&own.id, year, page);
            let subject = Subject::Comparison { year, page };
            outputs.push(Output::new(path, subject, &site_file()));
        }
    }
    outputs
}
