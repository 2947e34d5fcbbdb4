//! 无障碍声明: what was tested, what was not, whom to tell.

use serde::Serialize;

use crate::plan::Output;

use super::View;
use super::aids::ACCESSIBILITY;
use super::context::RenderContext;
use super::names::DISCLOSURE;
use super::parts::{DateView, DetailView};
use super::site::{About, contact, labelled};

/// The day on which the theme went last through the tests that the page tells of.
const TESTED: jiff::civil::Date = jiff::civil::date(2026, 11, 28);

#[derive(Debug, Serialize)]
pub struct AccessibilityView {
    /// When the built-in pages were tested.
    pub tested: DateView,
    /// Whether the site has changed them since.
    pub own_templates: bool,
    /// Whom to tell of what stands in a reader's way; may be empty.
    pub contact: Vec<DetailView>,
}

pub fn view(output: &Output, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let name = &unit.organization.name;
    let about = About {
        kind: "accessibility",
        title: ACCESSIBILITY.to_owned(),
        description: format!(
            "{name}政府信息公开网页的无障碍情况：测过什么，没有测什么，有障碍告诉谁。"
        ),
        column: Some((DISCLOSURE, DISCLOSURE)),
        article: Vec::new(),
        way: Vec::new(),
        crumb: ACCESSIBILITY.to_owned(),
        json_ld: None,
    };
    let stated = &context.config.accessibility;
    let mut view = View::frame(output, context, about);
    view.accessibility = Some(AccessibilityView {
        tested: DateView::of(TESTED),
        own_templates: context.own_templates,
        contact: match stated.is_empty() {
            true => contact(unit),
            false => labelled(stated),
        },
    });
    view
}
