//! Pages of the other columns, and the page for a wrong address.

use serde::Serialize;

use crate::parse::category::Category;
use crate::parse::markdown::{Document, HeadingIds};
use crate::path::has_scheme;
use crate::plan::Output;
use crate::portal::{Column, Page, Unit};
use crate::prose::phones::has_phone;

use super::super::links::base_path;
use super::View;
use super::context::RenderContext;
use super::parts::{AttachmentView, DetailView, attachments, settled};
use super::site::{About, MetaView, contact};
use super::validity::ValidityView;

#[derive(Debug, Serialize)]
pub struct ArticleView {
    pub details: Vec<DetailView>,
    /// Whether the document is valid; null if its source does not say.
    pub validity: Option<ValidityView>,
    /// The item of the law that it is disclosed under.
    pub category: Option<CategoryView>,
    /// How to reach the office, on the guide and on the page of applications, unless
    /// their own text says it.
    pub office: Vec<DetailView>,
    /// The headings of the second level, if there are three or more.
    pub contents: Vec<ContentsView>,
    pub body_html: String,
    pub attachments: Vec<AttachmentView>,
    pub is_article: bool,
}

/// An item of the law.
#[derive(Debug, Serialize)]
pub struct CategoryView {
    /// The words of the law.
    pub words: &'static str,
    /// A stretch of them, where space is short.
    pub brief: &'static str,
    /// Such as 第二十条第（七）项.
    pub article: String,
}

impl CategoryView {
    pub fn of(category: Category) -> Self {
        Self {
            words: category.words(),
            brief: category.brief(),
            article: category.article(),
        }
    }
}

/// A heading in the list of contents of a page.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    pub id: String,
    pub heading: String,
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
    let list = unit.list_of(page);
    let way = list
        .map(|list| vec![(list.title.clone(), list.out.clone())])
        .unwrap_or_default();
    let name = page.column.official().unwrap_or(&page.title);
    let column = list.map_or(name, |list| &list.name);
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
        validity: ValidityView::of(page, unit, &output.path),
        category: page.category.map(CategoryView::of),
        office: office(page, unit),
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
    let crumbs = crumbs.filter_map(|crumb| crumb.href.as_mut());
    let lines = view.site.footer.iter_mut();
    let lines = lines.filter_map(|line| line.url.as_mut());
    let aids = view.site.aids.iter_mut().map(|link| &mut link.url);
    let own = crumbs
        .chain(lines)
        .chain(aids)
        .filter(|href| !has_scheme(href));
    let found = links.chain(own).chain(&mut view.page.icon);
    let found = found.chain(&mut view.page.search_href);
    for href in found.chain(&mut view.site.corrections_href) {
        href.insert_str(0, &home);
    }
    // Where it is not known, words alone are better than what does not load.
    if base.is_none() {
        view.site.logo = None;
        view.site.aids.clear();
        view.site.corrections_href = None;
        let lines = view.site.footer.iter_mut();
        lines.for_each(|line| line.url = line.url.take().filter(|url| has_scheme(url)));
    }
    let logo = view.site.logo.iter_mut();
    logo.for_each(|href| href.insert_str(0, &home));
    view.site.home_href.clone_from(&home);
    view.site.root.clone_from(&home);
    view.notfound = Some(NotFoundView {
        home_href: home,
        absolute: base.is_some(),
    });
    view
}

/// The facts of a document that a catalogue has (standards P05, V), as far as its source
/// gives them.
fn details(page: &Page, unit: &Unit, is_article: bool) -> Vec<DetailView> {
    let doc = &page.doc;
    let text = |label: &str, text: &Option<String>| {
        text.as_deref().map(|text| DetailView::text(label, text))
    };
    let mut details = Vec::new();
    details.extend(text("索引号", &doc.index_number));
    if is_article {
        let category = page.category.map(Category::brief);
        details.extend(category.map(|brief| DetailView::text("信息类别", brief)));
        details.push(DetailView::text("发布机构", &unit.organization.name));
    }
    details.extend(text("发文字号", &doc.document_number));
    let signed = doc.signed.as_ref();
    details.extend(signed.map(|stamp| DetailView::date("成文日期", stamp)));
    let published = doc.published.as_ref();
    details.extend(published.map(|stamp| DetailView::moment("公开日期", stamp)));
    details.extend(text("内容概述", &doc.summary));
    details
}

/// The contacts that the unit's file gives, on a page that tells how to reach it, unless
/// the page's own text gives the telephone number of that file.
fn office(page: &Page, unit: &Unit) -> Vec<DetailView> {
    let tells = matches!(page.column, Column::Guide | Column::Apply);
    let ways = contact(unit);
    let phone = unit
        .organization
        .contact
        .iter()
        .find(|(id, _)| *id == "phone");
    let stated = phone.is_some_and(|(_, phone)| states(&page.body, phone));
    if tells && !stated { ways } else { Vec::new() }
}

/// Whether the words of a document have this telephone number, however it is divided.
fn states(document: &Document, phone: &str) -> bool {
    let sections = document.sections.iter().flat_map(|section| section.prose());
    let mut prose = document.preamble.prose().into_iter().chain(sections);
    prose.any(|block| has_phone(&block.text, phone))
}

fn article_tags(page: &Page, unit: &Unit) -> Vec<MetaView> {
    let day = page.day();
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
pub(super) fn column_type(column: Column) -> &'static str {
    match column {
        Column::Guide => "信息公开指南",
        Column::Policies => "信息公开制度",
        Column::Disclosure => "信息公开目录",
        Column::Reports => "信息公开年报",
        Column::Apply => "依申请公开",
        Column::Own(_) | Column::Other => "政府信息公开",
    }
}
