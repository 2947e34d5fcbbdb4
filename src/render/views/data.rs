//! 数据下载: what there is of a unit as data, and how it is to be read.

use serde::Serialize;

use crate::plan::Output;

use super::View;
use super::context::RenderContext;
use super::names::{REPORTS, joined};
use super::site::About;

/// What the page is called among the others.
pub const DATA: &str = "数据下载";

#[derive(Debug, Serialize)]
pub struct DataView {
    pub purpose: String,
}

/// Linear in the reports that it tells of.
pub fn view(output: &Output, context: &RenderContext<'_>) -> View {
    let name = &context.unit.organization.name;
    let purpose = format!("{name}政府信息公开年报的全部数据。");
    let about = About {
        kind: "data",
        title: joined(name, "政府信息公开年报数据下载"),
        description: purpose.clone(),
        column: Some((REPORTS, "信息公开年报")),
        article: Vec::new(),
        way: Vec::new(),
        crumb: DATA.to_owned(),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    view.data = Some(DataView { purpose });
    view
}
