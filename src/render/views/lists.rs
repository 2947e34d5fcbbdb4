//! The lists of columns with many documents.

use serde::Serialize;

use crate::export::data::{column_feed_path, has_feed};
use crate::parse::markdown::HeadingIds;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{Group, List, PER_PAGE, Page, Unit, numbered};

use super::View;
use super::context::RenderContext;
use super::names::{joined, marked, titled};
use super::pages::{CategoryView, column_type};
use super::parts::{DetailView, LinkView, PagerView, settled};
use super::site::About;
use super::validity::ValidityView;

#[derive(Debug, Serialize)]
pub struct ListView {
    pub intro_html: Option<String>,
    /// How many documents all pages of the list have.
    pub count: usize,
    /// Its groups, where there are two or more with a heading.
    pub contents: Vec<ListContentsView>,
    pub groups: Vec<GroupView>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct GroupView {
    pub heading: Option<String>,
    pub id: Option<String>,
    /// The item of the law whose words are the heading.
    pub category: Option<CategoryView>,
    pub entries: Vec<EntryView>,
}

/// A group in the list of groups.
#[derive(Debug, Serialize)]
pub struct ListContentsView {
    pub heading: String,
    /// Where it begins, perhaps on another page of the list.
    pub href: String,
    /// How many documents it has.
    pub count: usize,
    /// Whether it begins on this page.
    pub here: bool,
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
    /// 失效, 废止 or 修改; null while it is 有效.
    pub status: Option<String>,
    pub publisher: String,
    /// The day of signing, where `date` is another.
    pub signed: Option<DetailView>,
    /// Null while it is 有效 and nothing else is said of it.
    pub validity: Option<ValidityView>,
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
        column: Some((&list.name, column_type(list.column))),
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
    let has_feed = context.config.base_url.is_some() && has_feed(unit, list);
    view.page.column_feed = has_feed.then(|| LinkView {
        text: list.name.clone(),
        url: output.path.href(&column_feed_path(list)),
    });
    view.list = Some(ListView {
        intro_html: intro(list).filter(|_| page == 1),
        count: list.groups.iter().map(|group| group.pages.len()).sum(),
        contents: contents(list, page, &output.path),
        groups: groups(list, page, output, unit),
        pager: PagerView::of(page, list.pages(), &output.path, &list.out),
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
        publisher: unit.organization.name.clone(),
        signed: signed(page),
        validity: ValidityView::of(page, unit, &output.path).filter(|one| one.is_notable()),
    };
    let entries = entries.iter().map(|page| entry(&unit.pages[*page]));
    GroupView {
        id: group.heading.as_ref().map(|_| anchor(at, group)),
        category: group.category.map(CategoryView::of),
        heading: group.heading.clone(),
        entries: entries.collect(),
    }
}

/// The name of the place where a group begins.
fn anchor(at: usize, group: &Group) -> String {
    match group.category {
        Some(category) => format!("c{}", category.id()),
        None => format!("g{}", at + 1),
    }
}

/// The groups with a heading, each with the page on which it begins.
fn contents(list: &List, page: usize, here: &OutPath) -> Vec<ListContentsView> {
    let mut before = 0;
    let mut contents = Vec::new();
    for (at, group) in list.groups.iter().enumerate() {
        let first = before / PER_PAGE + 1;
        before += group.pages.len();
        let Some(heading) = &group.heading else {
            continue;
        };
        let place = match first == page {
            true => String::new(),
            false => here.href(&numbered(&list.out, first)),
        };
        contents.push(ListContentsView {
            heading: group
                .category
                .map_or(heading.as_str(), |one| one.brief())
                .to_owned(),
            href: format!("{place}#{}", anchor(at, group)),
            count: group.pages.len(),
            here: first == page,
        });
    }
    if contents.len() < 2 {
        contents.clear();
    }
    contents
}

/// The groups of a list with their places, as links from another page; none if there
/// are not two.
pub fn groups_from(list: &List, here: &OutPath) -> Vec<LinkView> {
    // No page of the list has this number, so every group is on another page.
    let groups = contents(list, 0, here).into_iter();
    let links = groups.map(|group| LinkView {
        text: group.heading,
        url: group.href,
    });
    links.collect()
}

/// The day of signing, where another one is the date of the entry.
fn signed(page: &Page) -> Option<DetailView> {
    let signed = page.doc.signed.as_ref();
    let signed = signed.filter(|_| page.doc.published.is_some());
    signed.map(|stamp| DetailView::date("成文日期", stamp))
}

/// The day of publication, else the day of signing.
fn date(page: &Page) -> Option<DetailView> {
    let published = page.doc.published.as_ref();
    let published = published.map(|stamp| DetailView::moment("公开日期", stamp));
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
