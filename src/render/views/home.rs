//! The home of a unit: its newest report, its columns with what is new in them, its
//! children.

use std::cmp::Reverse;

use serde::Serialize;

use crate::parse::date::Stamp;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{Column, Page, ShownColumn, Unit};

use super::View;
use super::children::ChildrenView;
use super::context::RenderContext;
use super::history::History;
use super::latest::LatestView;
use super::names::{DISCLOSURE, REPORTS, marked, titled};
use super::parts::DateView;
use super::site::About;
use super::years_charts::{ChartView, foremost};

/// So many entries of a column are shown.
const SHOWN: usize = 4;

#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Whether it is the home and not a further page of the list of children.
    pub is_first: bool,
    /// What can be done here.
    pub purpose: Option<String>,
    pub latest: Option<LatestView>,
    /// The requests of the newest years, if 历年变化 shows them.
    pub chart: Option<ChartView>,
    pub columns: Vec<ColumnView>,
    /// The page on how to apply.
    pub apply: Option<NewestView>,
    pub children: Option<ChildrenView>,
    /// The children by years.
    pub matrix_href: Option<String>,
    /// 数据下载.
    pub data_href: Option<String>,
}

/// A column with its newest entries.
#[derive(Debug, Serialize)]
pub struct ColumnView {
    /// The id of its heading.
    pub id: String,
    pub heading: String,
    /// At least one.
    pub entries: Vec<NewestView>,
    pub more: Option<MoreView>,
}

#[derive(Debug, Serialize)]
pub struct NewestView {
    pub title: String,
    pub href: String,
    pub date: Option<DateView>,
}

/// A link to the whole column.
#[derive(Debug, Serialize)]
pub struct MoreView {
    /// 全部制度.
    pub text: String,
    pub href: String,
}

/// The home, or a further page of its list of children, counted from 1.
pub fn view(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let name = &unit.organization.name;
    let (title, description) = match page {
        1 => (DISCLOSURE.to_owned(), format!("{name}政府信息公开首页。")),
        _ => {
            let title = titled("各单位", page);
            let description = format!("{name}政府信息公开：{title}。");
            (title, description)
        }
    };
    let about = About {
        kind: "home",
        crumb: title.clone(),
        title,
        description,
        column: Some((DISCLOSURE, "首页")),
        article: Vec::new(),
        way: Vec::new(),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let here = &output.path;
    let children = &context.related.children;
    let matrix = context.matrix();
    let first = page == 1;
    let drawn = unit.years_page().filter(|_| first);
    let apply = single(unit, Column::Apply).filter(|_| first);
    view.home = Some(HomeView {
        is_first: first,
        purpose: purpose(context).filter(|_| first),
        latest: LatestView::of(unit, here).filter(|_| first),
        chart: drawn.and_then(|_| foremost(&History::of(&children.parent))),
        columns: if first {
            columns(context, here)
        } else {
            Vec::new()
        },
        apply: apply.map(|page| entry(page, here)),
        children: ChildrenView::of(children, page, here),
        matrix_href: matrix.map(|out| here.href(&out)),
        data_href: context.data().filter(|_| first).map(|out| here.href(&out)),
    });
    view
}

/// What there is to do, in one sentence.
fn purpose(context: &RenderContext<'_>) -> Option<String> {
    let unit = context.unit;
    let children = context.children.iter();
    let mut reports = children.map(|child| child.reports.len());
    let things = [
        (!unit.lists.is_empty(), "查文件"),
        (
            !unit.reports.is_empty() || reports.any(|reports| reports > 0),
            "看年报",
        ),
        (single(unit, Column::Apply).is_some(), "申请公开信息"),
    ];
    let things = things.into_iter().filter(|(there, _)| *there);
    let things: Vec<&str> = things.map(|(_, thing)| thing).collect();
    match things.len() {
        0 => None,
        1 => Some(format!("{}，从这里开始。", things[0])),
        _ => Some(format!("{}，都从这里开始。", things.join("、"))),
    }
}

fn single(unit: &Unit, column: Column) -> Option<&Page> {
    unit.pages.iter().find(|page| page.column == column)
}

/// The columns in the site's order, but for how to apply; pages that are in none of them
/// stand together.
fn columns(context: &RenderContext<'_>, here: &OutPath) -> Vec<ColumnView> {
    let (mut columns, mut others) = (Vec::new(), Vec::new());
    for one in context.columns() {
        match (one.column, one.page) {
            (Column::Apply, _) => {}
            (Column::Reports, _) => columns.extend(reports(context, &one.out, here)),
            (Column::Other, Some(page)) => others.push(entry(page, here)),
            _ => columns.extend(column(&one, context.unit, here)),
        }
    }
    if !others.is_empty() {
        columns.push(ColumnView {
            id: String::new(),
            heading: "其他信息".to_owned(),
            entries: others,
            more: None,
        });
    }
    for (at, column) in columns.iter_mut().enumerate() {
        column.id = format!("c{}", at + 1);
    }
    columns
}

fn entry(page: &Page, here: &OutPath) -> NewestView {
    NewestView {
        title: marked(&page.title, page.doc.draft),
        href: here.href(&page.out),
        date: page.day().map(DateView::moment),
    }
}

/// `None` if nothing is in it. n log n in the pages of a list.
fn column(shown: &ShownColumn<'_>, unit: &Unit, here: &OutPath) -> Option<ColumnView> {
    let listed = shown.list.map(|list| unit.newest(list));
    let pages = listed.into_iter().flatten().take(SHOWN);
    let entries: Vec<NewestView> = pages
        .chain(shown.page)
        .map(|page| entry(page, here))
        .collect();
    (!entries.is_empty()).then(|| ColumnView {
        id: String::new(),
        heading: shown.name.to_owned(),
        entries,
        more: shown.list.map(|_| more(shown.name, here.href(&shown.out))),
    })
}

fn more(heading: &str, href: String) -> MoreView {
    let short = heading.strip_prefix(DISCLOSURE);
    let short = short.or_else(|| heading.strip_prefix("法定"));
    MoreView {
        text: format!("全部{}", short.unwrap_or(heading)),
        href,
    }
}

/// The newest reports of the unit and of its children.
fn reports(
    context: &RenderContext<'_>,
    all_of_them: &OutPath,
    here: &OutPath,
) -> Option<ColumnView> {
    struct Newest<'n> {
        whose: &'n str,
        year: u16,
        out: &'n OutPath,
        day: Option<&'n Stamp>,
        draft: bool,
    }
    let unit = context.unit;
    let alone = context.children.is_empty();
    let whose = if alone { "" } else { unit.short_name() };
    let own = unit.reports.values().map(|report| Newest {
        whose,
        year: report.year,
        out: &report.out,
        day: report.published.as_ref().or(report.signed.as_ref()),
        draft: report.draft,
    });
    let others = context.children.iter().flat_map(|child| {
        child.reports.iter().map(|report| Newest {
            whose: &child.short_name,
            year: report.year,
            out: &report.out,
            day: report.day(),
            draft: report.draft,
        })
    });
    let mut all: Vec<Newest<'_>> = own.chain(others).collect();
    all.sort_by_key(|one| Reverse((one.day, one.year)));
    let entries = all.iter().take(SHOWN).map(|one| NewestView {
        title: marked(&format!("{}{}年年度报告", one.whose, one.year), one.draft),
        href: here.href(one.out),
        date: one.day.map(DateView::moment),
    });
    let entries: Vec<NewestView> = entries.collect();
    (!entries.is_empty()).then(|| ColumnView {
        id: String::new(),
        heading: REPORTS.to_owned(),
        entries,
        more: Some(more(REPORTS, here.href(all_of_them))),
    })
}
