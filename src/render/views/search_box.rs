//! Where a search box stands, and what its page is permitted for it.

use crate::plan::{Output, Subject};
use crate::portal::Front;

use super::super::csp::Permit;
use super::context::RenderContext;

/// What a page may do for the search.
pub fn permit(output: &Output, context: &RenderContext<'_>) -> Permit {
    match output.subject {
        Subject::Search => Permit::FormAndScripts,
        _ if box_action(output, context).is_some() => Permit::Form,
        _ => Permit::Nothing,
    }
}

/// The page that the search box of a page asks. Front pages have a box, and so has the
/// page for a wrong address where it knows where the site lies.
pub fn box_action(output: &Output, context: &RenderContext<'_>) -> Option<String> {
    let has_box = match output.subject {
        Subject::Home { page } => page == 1,
        Subject::Reports { page } => page == 1 && context.front() == Front::Reports,
        Subject::Site => context.config.base_url.is_some(),
        _ => false,
    };
    let search = context.search().filter(|_| has_box);
    search.map(|out| output.path.href(&out))
}
