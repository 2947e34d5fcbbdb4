//! 检索: where readers search the site. Without scripts it lists all that there is to
//! look through.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{UnitFacts, comparison_of, search_script};

use super::View;
use super::context::RenderContext;
use super::names::{DISCLOSURE, SEARCH, marked};
use super::site::About;

/// So many units are listed; of more only their lists.
const LISTED: usize = 60;

#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The script that searches.
    pub script_href: String,
    /// The columns of the owner.
    pub columns: Vec<WayView>,
    /// The years that something was reported on or dated, the newest first.
    pub years: Vec<YearWayView>,
    /// The units of the site, if they are few.
    pub units: Vec<WayView>,
    /// The lists of all units.
    pub lists: Vec<WayView>,
}

/// A page to go on from.
#[derive(Debug, Serialize)]
pub struct WayView {
    pub text: String,
    pub href: String,
}

#[derive(Debug, Serialize)]
pub struct YearWayView {
    pub year: u16,
    /// The reports of the year side by side, or the owner's report; null if there is neither.
    pub href: Option<String>,
}

/// Linear in the reports of the children.
pub fn view(output: &Output, context: &RenderContext<'_>) -> View {
    let here = &output.path;
    let about = About {
        kind: "search",
        title: SEARCH.to_owned(),
        description: format!("检索{}公开的信息。", context.config.name),
        column: Some((DISCLOSURE, DISCLOSURE)),
        article: Vec::new(),
        way: Vec::new(),
        crumb: SEARCH.to_owned(),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let columns = context.columns().into_iter();
    let columns = columns.map(|one| way(&marked(one.name, one.draft), &one.out, here));
    view.search = Some(SearchView {
        script_href: here.href(&search_script()),
        columns: columns.collect(),
        years: years(context, here),
        units: units(context, here),
        lists: lists(context, here),
    });
    view
}

fn way(text: &str, to: &OutPath, here: &OutPath) -> WayView {
    WayView {
        text: text.to_owned(),
        href: here.href(to),
    }
}

fn years(context: &RenderContext<'_>, here: &OutPath) -> Vec<YearWayView> {
    let children = &context.related.children;
    let compared = children.compared_years();
    let own = &children.parent;
    let reports = context.children.iter().flat_map(|unit| &unit.reports);
    let told = own.reports.iter().chain(reports);
    let told = told.flat_map(|one| {
        [
            Some(one.year),
            one.day().map(|day| day.date.year().unsigned_abs()),
        ]
    });
    let dated = context.unit.pages.iter();
    let dated = dated.map(|page| page.day().map(|day| day.date.year().unsigned_abs()));
    let years: BTreeSet<u16> = told.chain(dated).flatten().collect();
    let link = |year: u16| match compared.contains(&year) {
        true => Some(comparison_of(&own.id, year, 1)),
        false => own.report(year).map(|report| report.out.clone()),
    };
    let views = years.into_iter().rev().map(|year| YearWayView {
        year,
        href: link(year).map(|out| here.href(&out)),
    });
    views.collect()
}

fn units(context: &RenderContext<'_>, here: &OutPath) -> Vec<WayView> {
    let all = &context.related.children.units;
    if all.len() > LISTED {
        return Vec::new();
    }
    let units = all.iter().filter(|unit| unit.publishes);
    let view = |unit: &&UnitFacts| way(&unit.name, &unit.index(), here);
    units.map(view).collect()
}

fn lists(context: &RenderContext<'_>, here: &OutPath) -> Vec<WayView> {
    let mut lists = Vec::new();
    if context.children.len() > LISTED {
        lists.push(way("各单位", &context.unit.index(), here));
    }
    let matrix = context.matrix();
    lists.extend(matrix.map(|out| way("单位与年度对照表", &out, here)));
    lists
}
