//! Pages of the other columns, their lists, and the page for a wrong address.

use serde::Serialize;

use crate::parse::markdown::HeadingIds;
use crate::path::has_scheme;
use crate::plan::Output;
use crate::portal::{Column, Group, List, PER_PAGE, Page, Unit};

use super::super::links::base_path;
use super::View;
use super::context::RenderContext;
use super::names::{column_name, joined, marked, titled};
use super::parts::{AttachmentView, DetailView, PagerView, attachments, settled};
use super::site::{About, MetaView};

#[derive(Debug, Serialize)]
pub struct ArticleView {
    pub details: Vec<DetailView>,
    /// The headings of the second level, if there are three or more.
    pub contents: Vec<ContentsView>,
    pub body_html: String,
    pub attachments: Vec<AttachmentView>,
    pub is_article: bool,
}

/// A heading in the list of contents of a page.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    pub id: String,
    pub heading: String,
}

#[derive(Debug, Serialize)]
pub struct ListView {
    pub intro_html: Option<String>,
    pub groups: Vec<GroupView>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct GroupView {
    pub heading: Option<String>,
    pub id: Option<String>,
    pub entries: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
pub struct EntryView {
    pub title: String,
    pub href: String,
    /// 公开日期, or 成文日期 where the source gives no other.
    pub date: Option<DetailView>,
    pub index_number: Option<String>,
    pub document_number: Option<String>,
    pub summary: Option<String>,
    pub status: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct NotFoundView {
    pub home_href: String,
    pub absolute: bool,
}

/// A page of a column, or an article in one of its lists.
pub fn article(output: &Output, page: usize, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let page = &unit.pages[page];
    let list = unit.lists.iter().find(|list| list.column == page.column);
    let way = list
        .map(|list| vec![(list.title.clone(), list.out.clone())])
        .unwrap_or_default();
    let title = list.map_or(&page.title, |list| &list.title);
    let column = column_name(page.column, title);
    let about = About {
        kind: "page",
        title: page.title.clone(),
        description: page
            .doc
            .summary
            .clone()
            .unwrap_or_else(|| format!("{}：{}。", unit.organization.name, page.title)),
        column: Some((column, column_type(page.column))),
        article: if list.is_some() {
            article_tags(page, unit)
        } else {
            Vec::new()
        },
        way,
        crumb: page.title.clone(),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    let mut ids = HeadingIds::default();
    let body_html = page
        .body
        .render(&|target| settled(&page.links, target), &mut ids);
    view.article = Some(ArticleView {
        contents: contents(ids),
        details: details(page, unit, list.is_some()),
        body_html,
        attachments: attachments(&page.attachments, &output.path),
        is_article: list.is_some(),
    });
    view
}

/// So many headings are worth a list of contents.
const CONTENTS: usize = 3;

fn contents(ids: HeadingIds) -> Vec<ContentsView> {
    if ids.contents.len() < CONTENTS {
        return Vec::new();
    }
    let views = ids.contents.into_iter().map(|entry| ContentsView {
        id: entry.id,
        heading: entry.words,
    });
    views.collect()
}

/// One page of the list of a column, counted from 1.
pub fn list(output: &Output, list: usize, page: usize, context: &RenderContext<'_>) -> View {
    let unit = context.unit;
    let list = &unit.lists[list];
    let about = About {
        kind: "list",
        title: titled(&list.title, page),
        description: {
            let named = joined(&unit.organization.name, &list.title);
            titled(&format!("{named}。"), page)
        },
        column: Some((
            column_name(list.column, &list.title),
            column_type(list.column),
        )),
        article: Vec::new(),
        way: match page {
            1 => Vec::new(),
            _ => vec![(list.title.clone(), list.out.clone())],
        },
        crumb: match page {
            1 => list.title.clone(),
            page => format!("第{page}页"),
        },
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    view.list = Some(ListView {
        intro_html: intro(list).filter(|_| page == 1),
        groups: groups(list, page, output, unit),
        pager: PagerView::of(page, list.pages(), &output.path, &list.out),
    });
    view
}

/// 404.html is served at any address, so its links must not be relative to one. They
/// begin at the root of the host, below which `base_url` says where the site stands;
/// so they work under any name of the host, and in the preview. Without `base_url`
/// only the host's own front page is known to be there.
pub fn not_found(output: &Output, context: &RenderContext<'_>) -> View {
    let base = context.config.base_url.as_deref();
    let home = base.map_or("/", base_path).to_owned();
    let about = About {
        kind: "notfound",
        title: "没有找到这个页面".to_owned(),
        description: format!("{}：没有找到这个页面。", context.config.name),
        column: None,
        article: Vec::new(),
        way: Vec::new(),
        crumb: "没有找到这个页面".to_owned(),
        json_ld: None,
    };
    let mut view = View::frame(output, context, about);
    view.page.canonical = None;
    let links = view.nav.iter_mut().map(|column| &mut column.href);
    let crumbs = view.page.breadcrumb.iter_mut();
    let own = crumbs.filter_map(|crumb| crumb.href.as_mut());
    let own = own.filter(|href| !has_scheme(href));
    for href in links.chain(own).chain(&mut view.page.icon) {
        href.insert_str(0, &home);
    }
    view.site.home_href.clone_from(&home);
    view.notfound = Some(NotFoundView {
        home_href: home,
        absolute: base.is_some(),
    });
    view
}

/// The groups of a list as one of its pages shows them: what is left of each between
/// the first and the last entry of that page.
fn groups(list: &List, page: usize, output: &Output, unit: &Unit) -> Vec<GroupView> {
    let shown = (page - 1) * PER_PAGE..page * PER_PAGE;
    let mut before = 0;
    let mut groups = Vec::new();
    for (at, one) in list.groups.iter().enumerate() {
        let place = |bound: usize| bound.clamp(before, before + one.pages.len()) - before;
        let entries = &one.pages[place(shown.start)..place(shown.end)];
        before += one.pages.len();
        if !entries.is_empty() {
            groups.push(group(at, one, entries, output, unit));
        }
    }
    groups
}

fn group(at: usize, group: &Group, entries: &[usize], output: &Output, unit: &Unit) -> GroupView {
    let entry = |page: &Page| EntryView {
        title: marked(&page.title, page.doc.draft),
        href: output.path.href(&page.out),
        date: date(page),
        index_number: page.doc.index_number.clone(),
        document_number: page.doc.document_number.clone(),
        summary: page.doc.summary.clone(),
        status: page.doc.status.clone().filter(|status| status != "有效"),
    };
    let entries = entries.iter().map(|page| entry(&unit.pages[*page]));
    GroupView {
        id: group.heading.as_ref().map(|_| format!("g{}", at + 1)),
        heading: group.heading.clone(),
        entries: entries.collect(),
    }
}

/// The day of publication, else the day of signing.
fn date(page: &Page) -> Option<DetailView> {
    let published = page.doc.published.as_ref();
    let published = published.map(|stamp| DetailView::date("公开日期", stamp));
    let signed = page.doc.signed.as_ref();
    published.or_else(|| signed.map(|stamp| DetailView::date("成文日期", stamp)))
}

fn intro(list: &List) -> Option<String> {
    let html = list.intro.as_ref()?.render(
        &|target| settled(&list.links, target),
        &mut HeadingIds::default(),
    );
    (!html.is_empty()).then_some(html)
}

fn details(page: &Page, unit: &Unit, is_article: bool) -> Vec<DetailView> {
    let doc = &page.doc;
    let mut details = Vec::new();
    details.extend(
        doc.index_number
            .as_deref()
            .map(|text| DetailView::text("索引号", text)),
    );
    details.extend(
        doc.document_number
            .as_deref()
            .map(|text| DetailView::text("发文字号", text)),
    );
    if is_article {
        details.push(DetailView::text("发布机构", &unit.organization.name));
    }
    details.extend(
        doc.signed
            .as_ref()
            .map(|stamp| DetailView::date("成文日期", stamp)),
    );
    details.extend(
        doc.published
            .as_ref()
            .map(|stamp| DetailView::moment("公开日期", stamp)),
    );
    details.extend(
        doc.status
            .as_deref()
            .map(|text| DetailView::text("有效性", text)),
    );
    details.extend(
        doc.summary
            .as_deref()
            .map(|text| DetailView::text("内容概述", text)),
    );
    details
}

fn article_tags(page: &Page, unit: &Unit) -> Vec<MetaView> {
    let day = page.doc.published.as_ref().or(page.doc.signed.as_ref());
    let mut tags = vec![MetaView {
        name: "ArticleTitle",
        content: page.title.clone(),
    }];
    tags.extend(day.map(|stamp| MetaView {
        name: "PubDate",
        content: stamp.minute(),
    }));
    tags.push(MetaView {
        name: "ContentSource",
        content: unit.organization.name.clone(),
    });
    tags
}

/// ColumnType of the government meta tags (standards §6).
fn column_type(column: Column) -> &'static str {
    match column {
        Column::Guide => "信息公开指南",
        Column::Policies => "信息公开制度",
        Column::Disclosure => "信息公开目录",
        Column::Apply => "依申请公开",
        Column::Other => "政府信息公开",
    }
}
