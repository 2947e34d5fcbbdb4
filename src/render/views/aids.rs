//! Where the pages are that help to use the site, as every page leads to them.

use crate::path::{OutPath, query_value};
use crate::portal::{accessibility_out, map_of, map_pages, terms_out};

use super::context::RenderContext;
use super::parts::LinkView;

/// What they are called.
pub const TERMS: &str = "名词解释";
pub const MAP: &str = "网站地图";
pub const ACCESSIBILITY: &str = "无障碍声明";

/// 党政机关网站标识 and 我为政府网站找错 (standards P12, V): links with words of ours, so
/// that no page asks another host for anything.
const CONAC: &str = "党政机关网站标识";
const JIUCUO: &str = "我为政府网站找错";

/// 名词解释, if there is such a page.
pub fn terms(context: &RenderContext<'_>) -> Option<OutPath> {
    context.config.pages.terms.then(terms_out)
}

/// The 网站地图 that the unit is on: its own, or that of the unit above it, which has
/// children and so a map.
pub fn map(context: &RenderContext<'_>) -> Option<OutPath> {
    let unit = match map_pages(context.unit, context.children.len()) {
        0 => &context.above.last()?.id,
        _ => &context.unit.id,
    };
    context.config.pages.map.then(|| map_of(unit, 1))
}

/// What the foot of a page leads to.
pub fn links(context: &RenderContext<'_>, here: &OutPath) -> Vec<LinkView> {
    let config = context.config;
    let accessibility = config.pages.accessibility.then(accessibility_out);
    let pages = [
        (MAP, map(context)),
        (TERMS, terms(context)),
        (ACCESSIBILITY, accessibility),
    ];
    let pages = pages.into_iter().filter_map(|(text, out)| {
        Some(LinkView {
            text: text.to_owned(),
            url: here.href(&out?),
        })
    });
    pages.collect()
}

/// The marks that government sites have at their foot, as the site is configured.
pub fn marks(context: &RenderContext<'_>, here: &OutPath) -> Vec<LinkView> {
    let config = context.config;
    let conac = config.conac.as_ref().map(|number| LinkView {
        text: CONAC.to_owned(),
        url: format!("https://bszs.conac.cn/sitename?method=show&id={number}"),
    });
    let jiucuo = config.id_code.as_ref().filter(|_| config.jiucuo);
    let jiucuo = jiucuo.map(|code| {
        let address = match (&config.base_url, &config.domain) {
            (Some(base), _) => here.absolute(base),
            (None, Some(domain)) => format!("https://{domain}/"),
            (None, None) => String::new(),
        };
        let address = query_value(&address);
        LinkView {
            text: JIUCUO.to_owned(),
            url: format!(
                "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}&url={address}"
            ),
        }
    });
    conac.into_iter().chain(jiucuo).collect()
}
