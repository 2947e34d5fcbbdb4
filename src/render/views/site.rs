//! The frame that all pages share: identity, meta tags, columns, footer.

use serde::Serialize;

use crate::parse::config::{ConfigDoc, Target};
use crate::parse::organization::CONTACT;
use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::{Front, Unit, leave_page, leaves_frame};

use super::super::assets::{SCRIPT, STYLE};
use super::super::csp;
use super::super::inserts::mark;
use super::View;
use super::aids::{links, marks};
use super::context::RenderContext;
use super::crumbs::{CrumbView, crumbs};
use super::embed::EmbedView;
use super::names::{DISCLOSURE, REPORTS, joined, marked};
use super::nav::nav;
use super::parts::{DetailView, LinkView};
use super::search_box::{box_action, permit};

/// The site's identity as the head and foot of a page show it.
#[derive(Debug, Serialize)]
pub struct SiteView {
    pub name: String,
    pub domain: Option<String>,
    pub id_code: Option<String>,
    pub portal: Option<PortalView>,
    pub icp: Option<LinkView>,
    pub police: Option<LinkView>,
    /// 党政机关网站标识 and 我为政府网站找错.
    pub marks: Vec<LinkView>,
    /// 网站地图, 名词解释, 无障碍声明.
    pub aids: Vec<LinkView>,
    pub sponsor: String,
    pub contact: Vec<DetailView>,
    pub home_href: String,
    pub owner_name: String,
    /// What the unit's pages are together: 政府信息公开, or 政府信息公开年报 if it
    /// publishes nothing else.
    pub column: &'static str,
    /// What leads from the page to the root of the site.
    pub root: String,
    /// Stands before the name and says nothing more than it.
    pub logo: Option<String>,
    pub footer: Vec<FooterView>,
    pub embed: EmbedView,
    /// The list of corrections, where there are any.
    pub corrections_href: Option<String>,
}

/// A line of the footer.
#[derive(Debug, Serialize)]
pub struct FooterView {
    pub text: String,
    pub url: Option<String>,
    /// Whether it leads out of the frame that the page is shown in.
    pub leaves_frame: bool,
}

#[derive(Debug, Serialize)]
pub struct PortalView {
    pub name: String,
    pub url: String,
}

/// The page as a document: its title, its head, the way to it.
#[derive(Debug, Serialize)]
pub struct PageView {
    pub kind: &'static str,
    pub title: String,
    pub head_title: String,
    pub description: String,
    pub canonical: Option<String>,
    /// The unit's feed of new reports.
    pub feed: Option<String>,
    /// The feed of the column whose list it is.
    pub column_feed: Option<LinkView>,
    pub meta: Vec<MetaView>,
    /// How the page looks where its address is shared.
    pub open_graph: Vec<MetaView>,
    /// The site's own icon.
    pub icon: Option<String>,
    /// The page that the search box asks; null on pages without a box.
    pub search_href: Option<String>,
    pub breadcrumb: Vec<CrumbView>,
    /// What a draft says of itself.
    pub draft: Option<&'static str>,
    pub json_ld: Option<String>,
    pub csp: String,
    pub style: String,
    pub script: String,
}

#[derive(Debug, Serialize)]
pub struct MetaView {
    pub name: &'static str,
    pub content: String,
}

/// What a kind of page says about itself.
pub struct About<'a> {
    pub kind: &'static str,
    pub title: String,
    pub description: String,
    /// ColumnName and ColumnType of the government meta tags.
    pub column: Option<(&'a str, &'static str)>,
    /// ArticleTitle, PubDate, ContentSource and other tags of articles.
    pub article: Vec<MetaView>,
    /// The pages between the unit's front page, or the list of its reports where the
    /// column is theirs, and this one.
    pub way: Vec<(String, OutPath)>,
    /// What the last crumb says; the title where it is short enough.
    pub crumb: String,
    pub json_ld: Option<serde_json::Value>,
}

/// The site's icon, which is published as `static/favicon.ico`.
pub const ICON: &str = "favicon.ico";

/// What a draft says of itself, on screens, on paper and aloud.
const DRAFT: &str = "草稿，不得公开";

impl View {
    /// The frame of a page; the caller adds its own part.
    pub(super) fn frame(output: &Output, context: &RenderContext<'_>, about: About<'_>) -> View {
        let (config, unit) = (context.config, context.unit);
        let here = &output.path;
        let json_ld = about.json_ld.as_ref().map(csp::json_for_script);
        let icon = OutPath::new(ICON).filter(|_| context.has_icon);
        let mut meta = meta(context, here, &about);
        if output.draft {
            meta.push(MetaView {
                name: "robots",
                content: "noindex,nofollow".to_owned(),
            });
        }
        let canonical = config.base_url.as_ref().map(|base| here.absolute(base));
        let breadcrumb = breadcrumb(context, here, &about);
        View {
            site: site(context, here),
            page: PageView {
                kind: about.kind,
                head_title: marked(&head_title(&about.title, unit, config), output.draft),
                open_graph: open_graph(config, &about, canonical.as_deref()),
                column_feed: None,
                feed: context.feed().map(|feed| here.href(&feed)),
                icon: icon.map(|icon| here.href(&icon)),
                canonical,
                meta,
                description: about.description,
                breadcrumb,
                search_href: box_action(output, context),
                csp: csp::policy(
                    context.assets,
                    json_ld.as_deref(),
                    context.embedding,
                    permit(output, context),
                ),
                json_ld,
                style: mark(STYLE),
                script: mark(SCRIPT),
                title: marked(&about.title, output.draft),
                draft: output.draft.then_some(DRAFT),
            },
            nav: nav(context, here, about.column.map(|(name, _)| name)),
            report: None,
            home: None,
            index: None,
            matrix: None,
            compare: None,
            article: None,
            list: None,
            years: None,
            data: None,
            search: None,
            terms: None,
            map: None,
            accessibility: None,
            corrections: None,
            notfound: None,
            moved: None,
            leave: None,
        }
    }
}

fn site(context: &RenderContext<'_>, here: &OutPath) -> SiteView {
    let (config, unit) = (context.config, context.unit);
    SiteView {
        name: config.name.clone(),
        domain: config.domain.clone(),
        id_code: config.id_code.clone(),
        portal: config
            .portal
            .clone()
            .map(|(name, url)| PortalView { name, url }),
        icp: config.icp.clone().map(|text| LinkView {
            text,
            url: "https://beian.miit.gov.cn/".to_owned(),
        }),
        police: config.police.clone().map(|text| {
            let code: String = text.chars().filter(char::is_ascii_digit).collect();
            LinkView {
                text,
                url: format!("https://beian.mps.gov.cn/#/query/webSearch?code={code}"),
            }
        }),
        marks: marks(context, here),
        aids: links(context, here),
        sponsor: unit.organization.name.clone(),
        contact: contact(unit),
        home_href: here.href(&unit.index()),
        owner_name: unit.organization.name.clone(),
        column: match context.front() {
            Front::Home => DISCLOSURE,
            Front::Reports => REPORTS,
        },
        root: here.root(),
        logo: config.theme.logo.as_ref().map(|logo| here.href(&logo.out)),
        footer: footer(config, here),
        embed: EmbedView::of(context),
        corrections_href: context.corrections().map(|out| here.href(&out)),
    }
}

fn footer(config: &ConfigDoc, here: &OutPath) -> Vec<FooterView> {
    let url = |target: &Target| match target {
        Target::Web(address) => match leave_page(config, address) {
            Some(page) => here.href(&page),
            None => address.clone(),
        },
        Target::Own(page) => here.href(page),
    };
    let lines = config.theme.footer.iter().map(|line| {
        let url = line.target.as_ref().map(url);
        FooterView {
            leaves_frame: url.as_ref().is_some_and(|url| leaves_frame(config, url)),
            text: line.text.clone(),
            url,
        }
    });
    lines.collect()
}

/// The contact facts that the source gives, with their labels.
pub fn contact(unit: &Unit) -> Vec<DetailView> {
    labelled(&unit.organization.contact)
}

/// Ways to reach somebody, with their labels.
pub fn labelled(ways: &[(&'static str, String)]) -> Vec<DetailView> {
    let label = |id: &str| {
        CONTACT
            .iter()
            .find(|key| key.id == id)
            .map_or("", |key| key.name)
    };
    ways.iter()
        .map(|(id, text)| DetailView::text(label(id), text))
        .collect()
}

/// The government meta tags (standards §6): what the source does not give is
/// left out, never invented.
fn meta(context: &RenderContext<'_>, here: &OutPath, about: &About<'_>) -> Vec<MetaView> {
    let config = context.config;
    let tag = |name, content: &str| MetaView {
        name,
        content: content.to_owned(),
    };
    let mut tags = vec![tag("SiteName", &config.name)];
    tags.extend(
        config
            .domain
            .as_deref()
            .map(|domain| tag("SiteDomain", domain)),
    );
    tags.extend(
        config
            .id_code
            .as_deref()
            .map(|code| tag("SiteIDCode", code)),
    );
    if let Some((name, kind)) = about.column {
        tags.push(tag("ColumnName", name));
        tags.push(tag(
            "ColumnDescription",
            &joined(&context.unit.organization.name, name),
        ));
        tags.push(tag("ColumnKeywords", &format!("{name},政府信息公开")));
        tags.push(tag("ColumnType", kind));
    }
    tags.extend(about.article.iter().map(|one| tag(one.name, &one.content)));
    if let Some(base) = config
        .base_url
        .as_ref()
        .filter(|_| !about.article.is_empty())
    {
        tags.push(tag("Url", &here.absolute(base)));
    }
    tags
}

/// The tags of the Open Graph protocol, which message and search programs read. A
/// page for an address that does not exist is not shared.
fn open_graph(config: &ConfigDoc, about: &About<'_>, canonical: Option<&str>) -> Vec<MetaView> {
    if about.kind == "notfound" {
        return Vec::new();
    }
    let kind = if about.article.is_empty() {
        "website"
    } else {
        "article"
    };
    let tag = |name, content: &str| MetaView {
        name,
        content: content.to_owned(),
    };
    let mut tags = vec![
        tag("og:title", &about.title),
        tag("og:type", kind),
        tag("og:site_name", &config.name),
        tag("og:locale", "zh_CN"),
    ];
    if !about.description.is_empty() {
        tags.push(tag("og:description", &about.description));
    }
    tags.extend(canonical.map(|address| tag("og:url", address)));
    tags
}

/// Pages on reports lead back to the list of reports.
fn breadcrumb(context: &RenderContext<'_>, here: &OutPath, about: &About<'_>) -> Vec<CrumbView> {
    let reports = about.column.filter(|(name, _)| *name == REPORTS);
    let list = reports.and_then(|_| context.reports_list());
    let list = list.map(|out| (REPORTS.to_owned(), out));
    let way = list.into_iter().chain(about.way.iter().cloned());
    crumbs(context, here, way.collect(), &about.crumb)
}

/// The title with the names of the unit and of the site, as far as they are not in it:
/// a title is read without its page, in a list of results or bookmarks.
fn head_title(title: &str, unit: &Unit, config: &ConfigDoc) -> String {
    let mut whole = title.to_owned();
    let (unit, site) = (&unit.organization.name, &config.name);
    let own = Some(unit).filter(|unit| !site.contains(unit.as_str()));
    for name in own.into_iter().chain([site]) {
        if !whole.contains(name.as_str()) {
            whole = format!("{whole} - {name}");
        }
    }
    whole
}
