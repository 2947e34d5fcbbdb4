//! Pages that only lead on.

use serde::Serialize;

use crate::path::OutPath;
use crate::plan::Output;
use crate::portal::host;
use crate::prose::odd::{first_odd, name};

use super::View;
use super::context::RenderContext;
use super::site::{About, MetaView};

/// Where a page is that stood elsewhere.
#[derive(Debug, Serialize)]
pub struct MovedView {
    pub href: String,
}

/// An address outside of the site.
#[derive(Debug, Serialize)]
pub struct LeaveView {
    /// The address in full.
    pub address: String,
    /// The name of the host; null if the address is so odd that it is not sure.
    pub host: Option<String>,
    /// What is odd about the address.
    pub warnings: Vec<String>,
    pub home_href: String,
    pub home_name: String,
}

/// A page at an address that another page had.
pub fn moved(output: &Output, context: &RenderContext<'_>) -> View {
    let mut view = View::frame(output, context, about("moved", "网页已经换了地址"));
    let target = output.target.as_deref().and_then(OutPath::new);
    // A redirect is planned of a page that is published.
    let target = target.unwrap_or_else(|| context.unit.index());
    view.page.canonical = context
        .config
        .base_url
        .as_ref()
        .map(|base| target.absolute(base));
    view.page.meta.clear();
    view.page.open_graph.clear();
    view.moved = Some(MovedView {
        href: output.path.href(&target),
    });
    view
}

/// The page that tells of an address outside.
pub fn leave(output: &Output, context: &RenderContext<'_>) -> View {
    let mut view = View::frame(output, context, about("leave", "您即将离开本网站"));
    let address = output.target.clone().unwrap_or_default();
    let unit = context.unit;
    view.page.canonical = None;
    view.page.open_graph.clear();
    view.page.meta.push(MetaView {
        name: "robots",
        content: "noindex,nofollow".to_owned(),
    });
    view.leave = Some(LeaveView {
        host: host(&address),
        warnings: warnings(&address),
        address,
        home_href: output.path.href(&unit.index()),
        home_name: unit.short_name().to_owned(),
    });
    view
}

fn about(kind: &'static str, title: &str) -> About<'static> {
    About {
        kind,
        title: title.to_owned(),
        description: String::new(),
        column: None,
        article: Vec::new(),
        way: Vec::new(),
        crumb: title.to_owned(),
        json_ld: None,
    }
}

/// What a reader should know of an address that is not what it looks like.
fn warnings(address: &str) -> Vec<String> {
    let mut warnings = Vec::new();
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    if let Some(user) = user {
        warnings.push(format!(
            "网址里 @ 前面的“{user}”不是网站的名字，要去的网站是“{host}”。"
        ));
    }
    let labels = || host.split('.');
    if labels().any(|label| label.to_ascii_lowercase().starts_with("xn--")) {
        let said = "网站的名字是编码（xn--），显示出来可能很像别的网站，请核对。";
        warnings.push(said.to_owned());
    } else if !host.is_ascii() {
        let odd = first_odd(host).map(|(_, c)| format!("，其中有{}", name(c)));
        let odd = odd.unwrap_or_default();
        warnings.push(format!(
            "网站的名字不全是英文字母{odd}，可能很像别的网站，请核对。"
        ));
    }
    if address.to_ascii_lowercase().starts_with("http://") {
        warnings.push("这个网站没有加密（http），请不要在那里填写个人信息。".to_owned());
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_what_it_looks_like_is_told() {
        let count = |address: &str| warnings(address).len();
        assert_eq!(count("https://example.com/a@b"), 0);
        assert_eq!(count("https://www.gov.cn@evil.com/"), 1);
        assert!(warnings("https://www.gov.cn@evil.com/")[0].contains("“evil.com”"));
        assert_eq!(count("https://XN--gv-fka.cn/"), 1);
        assert_eq!(count("https://g\u{43e}v.cn/"), 1);
        assert_eq!(count("http://www.gov.cn@xn--a.cn/"), 3);
    }
}
