//! The links and anchors of a finished page, read from its very bytes, so
//! that a template's links are checked like everybody else's.

use std::collections::BTreeSet;
use std::sync::Arc;

use memchr::memchr2;
use percent_encoding::percent_decode_str;

use crate::html::{self, Event, Interest};
use crate::path::{OutPath, has_scheme, resolve};

/// What one page refers to, and what can be referred to in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Each link into the site as `path` or `path#anchor`, with the link as
    /// the page has it; sorted and without repeats. A `#` in a path itself is
    /// written as in an address, see [`address`].
    pub internal: BTreeSet<(String, String)>,
    /// Links into the site that no path can express, such as `../../../x`.
    pub outside: BTreeSet<String>,
    pub ids: BTreeSet<String>,
    /// The ids in the tables that are set into it.
    pub inserted: Vec<Arc<BTreeSet<String>>>,
}

/// Reads a page. `base` is the address where the site will stand. Linear.
pub fn read(html: &[u8], page: &OutPath, base: Option<&str>) -> Links {
    let mut links = Links::default();
    html::read(html, Interest::Tags, |event| {
        let Event::Start {
            name, attributes, ..
        } = event
        else {
            return;
        };
        let is_link = !matches!(name, b"meta" | b"link");
        for one in attributes.iter().filter(|one| !one.value.is_empty()) {
            match one.name {
                b"id" => {
                    links.ids.insert(one.value.string());
                }
                b"href" | b"src" if is_link => links.add(one.value.string(), page, base),
                _ => {}
            }
        }
    });
    links
}

impl Links {
    fn add(&mut self, href: String, page: &OutPath, base: Option<&str>) {
        // An address that begins at the root of the host leads into the site below the
        // folder where the site will stand.
        let rooted = base.filter(|_| href.starts_with('/') && !href.starts_with("//"));
        let folder = rooted.map(base_path).or(base);
        let inside = match folder.and_then(|folder| href.strip_prefix(folder)) {
            Some(path) => Some((String::new(), path.to_owned())),
            None if rooted.is_some() => None,
            None if has_scheme(&href) || href.starts_with("//") => None,
            None => Some((page.as_str().to_owned(), href.clone())),
        };
        let Some((from, path)) = inside else { return };
        let (path, anchor) = match path.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (path.as_str(), None),
        };
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let target = if path.is_empty() && !from.is_empty() {
            Some(from)
        } else {
            self::target(&from, &decoded)
        };
        match target {
            None => {
                self.outside.insert(href);
            }
            Some(target) => {
                let anchor = anchor
                    .map(|anchor| format!("#{}", percent_decode_str(anchor).decode_utf8_lossy()));
                let target = address(&target);
                self.internal
                    .insert((target + anchor.as_deref().unwrap_or(""), href));
            }
        }
    }
}

/// The path of the address where the site will stand: `/` or `/zfxxgk/`.
pub fn base_path(base: &str) -> &str {
    let host = base.find("://").map_or(0, |at| at + 3);
    let path = base[host..].find('/');
    path.map_or("/", |at| &base[host + at..])
}

/// A path in which no `#` can be taken for the beginning of an anchor.
pub fn address(path: &str) -> String {
    if memchr2(b'%', b'#', path.as_bytes()).is_none() {
        return path.to_owned();
    }
    path.replace('%', "%25").replace('#', "%23")
}

/// The output path of an address.
pub fn path_of(address: &str) -> Option<OutPath> {
    OutPath::new(&address.replace("%23", "#").replace("%25", "%"))
}

/// Where a relative link leads; a folder means its `index.html`.
fn target(page: &str, relative: &str) -> Option<String> {
    let path = resolve(page, relative)?;
    let is_folder = relative.is_empty() || relative.ends_with('/') || relative.ends_with("..");
    let slash = if path.is_empty() { "" } else { "/" };
    Some(if is_folder {
        format!("{path}{slash}index.html")
    } else {
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(html: &str) -> Vec<String> {
        let page = OutPath::new("reports/2022/index.html").expect("a path");
        let links = read(html.as_bytes(), &page, Some("https://a.gov.cn/x/"));
        links
            .internal
            .into_iter()
            .map(|(target, _)| target)
            .collect()
    }

    #[test]
    fn every_way_to_write_a_link_is_read() {
        assert_eq!(
            targets("<a href=\"../2021/index.html#s3\">x</a>"),
            ["reports/2021/index.html#s3"]
        );
        assert_eq!(
            targets("<a href=#main>x</a>"),
            ["reports/2022/index.html#main"]
        );
        assert_eq!(
            targets("<img src='files/%E8%A1%A8.png'>"),
            ["reports/2022/files/表.png"]
        );
        assert_eq!(targets("<a href=https://a.gov.cn/x/>x</a>"), ["index.html"]);
        assert_eq!(targets("<a href=../>x</a>"), ["reports/index.html"]);
        assert_eq!(targets("<a href=/x/>x</a>"), ["index.html"]);
        assert_eq!(targets("<a href=/x/a.html>x</a>"), ["a.html"]);
        assert!(targets("<a href=/y/>x</a>").is_empty());
        assert!(targets("<a href=https://b.cn/>x</a><a href=mailto:a@b.cn>x</a>").is_empty());
        assert!(targets("<script>var a = '<a href=\"no.html\">'</script>").is_empty());
        assert!(targets("<!-- <a href=no.html> --><link rel=icon href=data:,>").is_empty());
    }

    #[test]
    fn ids_and_ways_out_are_found() {
        let page = OutPath::new("index.html").expect("a path");
        let links = read(
            b"<p id=a><a href=\"../x\">x</a><b id='b c'></b>",
            &page,
            None,
        );
        assert_eq!(links.ids.into_iter().collect::<Vec<_>>(), ["a", "b c"]);
        assert_eq!(links.outside.into_iter().collect::<Vec<_>>(), ["../x"]);
    }
}
