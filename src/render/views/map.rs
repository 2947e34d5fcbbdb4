//! 网站地图 of a unit: its columns, its years, the units below it with theirs.

use serde::Serialize;

use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{
    Column, ShownColumn, UnitFacts, comparison_of, map_of, map_pages, units_on_map,
};

use super::View;
use super::aids::{self, MAP};
use super::context::RenderContext;
use super::kinds::in_kinds;
use super::lists;
use super::names::{DISCLOSURE, marked, titled};
use super::parts::{LinkView, PagerView};
use super::site::About;

#[derive(Debug, Serialize)]
pub struct MapView {
    /// The columns, each with what it is divided into; on the first page only.
    pub columns: Vec<MapColumnView>,
    /// Further pages of the unit; on the first page only.
    pub others: Vec<LinkView>,
    pub groups: Vec<MapGroupView>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct MapColumnView {
    pub text: String,
    pub href: String,
    /// Years of reports, groups of a list.
    pub entries: Vec<LinkView>,
}

/// The units of one kind.
#[derive(Debug, Serialize)]
pub struct MapGroupView {
    /// Null if all are of one kind.
    pub heading: Option<&'static str>,
    pub units: Vec<MapUnitView>,
}

#[derive(Debug, Serialize)]
pub struct MapUnitView {
    pub name: String,
    /// Null if it has published nothing.
    pub href: Option<String>,
    /// Its reports, newest first.
    pub years: Vec<LinkView>,
}

/// One page of the map, counted from 1.
pub fn view(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let here = &output.path;
    let first = map_of(&unit.id, 1);
    let about = About {
        kind: "map",
        title: titled(MAP, page),
        description: titled(
            &format!("{}的栏目、年度和单位。", unit.organization.name),
            page,
        ),
        column: Some((DISCLOSURE, DISCLOSURE)),
        article: Vec::new(),
        way: match page {
            1 => Vec::new(),
            _ => vec![(MAP.to_owned(), first)],
        },
        crumb: match page {
            1 => MAP.to_owned(),
            page => format!("第{page}页"),
        },
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let is_first = page == 1;
    let columns = context.columns();
    let columns = columns.iter().filter(|_| is_first);
    let children = &context.related.children;
    let units = units_on_map(&children.units, page);
    let groups = in_kinds(children, units).map(|(heading, units)| MapGroupView {
        heading,
        units: units.iter().map(|one| below(one, here)).collect(),
    });
    let pages = map_pages(unit, context.children.len());
    view.map = Some(MapView {
        columns: columns.map(|one| column(one, context, here)).collect(),
        others: if is_first {
            others(context, here)
        } else {
            Vec::new()
        },
        groups: groups.collect(),
        pager: PagerView::between(page, pages, here, |page| map_of(&unit.id, page)),
    });
    view
}

fn column(shown: &ShownColumn<'_>, context: &RenderContext<'_>, here: &OutPath) -> MapColumnView {
    let years = context.unit.reports.values().rev();
    let years = years.filter(|_| shown.column == Column::Reports);
    let years = years.map(|report| year(report.year, report.draft, &report.out, here));
    let groups = shown
        .list
        .into_iter()
        .flat_map(|list| lists::groups_from(list, here));
    MapColumnView {
        text: marked(shown.name, shown.draft),
        href: here.href(&shown.out),
        entries: years.chain(groups).collect(),
    }
}

/// The pages that are in no column.
fn others(context: &RenderContext<'_>, here: &OutPath) -> Vec<LinkView> {
    let unit = context.unit;
    let link = |text: &str, out: OutPath| LinkView {
        text: text.to_owned(),
        url: here.href(&out),
    };
    let mut links = vec![link("首页", unit.index())];
    links.extend(unit.years_page().map(|out| link("历年变化", out)));
    links.extend(context.matrix().map(|out| link("单位与年度对照表", out)));
    let years = context.related.children.compared_years().iter();
    links.extend(years.map(|year| {
        let text = format!("{year}年各单位比较");
        link(&text, comparison_of(&unit.id, *year, 1))
    }));
    links.extend(context.data().map(|out| link("数据下载", out)));
    let own = aids::map(context);
    let aids = aids::links(context, here).into_iter();
    links.extend(aids.filter(|one| own.as_ref().is_none_or(|own| one.url != here.href(own))));
    links
}

fn below(unit: &UnitFacts, here: &OutPath) -> MapUnitView {
    let reports = unit.reports.iter().rev();
    MapUnitView {
        name: unit.short_name.clone(),
        href: unit.publishes.then(|| here.href(&unit.index())),
        years: reports
            .map(|report| year(report.year, report.draft, &report.out, here))
            .collect(),
    }
}

fn year(year: u16, draft: bool, out: &OutPath, here: &OutPath) -> LinkView {
    LinkView {
        text: marked(&format!("{year}年"), draft),
        url: here.href(out),
    }
}
