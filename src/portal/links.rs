//! Links in the narrative: from a source file to another, and from the page
//! of the one to the page of the other.

use std::cell::{Cell, OnceCell};
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use crate::diag::{Diagnostic, Place};
use crate::parse::config::ColumnDoc;
use crate::parse::markdown::Link;
use crate::path::{OutPath, SourcePath, has_scheme, resolve};
use crate::snapshot::Snapshot;

use super::LinkPlace;
use super::dead_links::{
    Broken, Names, dead, is_shown, nowhere_among, same_letters, unshown, web_address,
};
use super::layout::{Naming, layout};
use super::leaving::{leave_page, leaves_frame};
use super::link_names::names;

/// Where every listed file would be published, worked out when the first
/// link leaves its own unit. Whether it is a draft, the listing cannot tell.
#[derive(Debug)]
pub struct Outline<'s> {
    snapshot: &'s Snapshot,
    naming: Naming<'s>,
    names: OnceLock<Names>,
}

/// Where the links of one unit may lead.
#[derive(Debug)]
pub struct Targets<'o> {
    files: Vec<SourcePath>,
    /// Worked out at the first link that needs them; most units have none.
    own: OnceCell<Names>,
    outline: &'o Outline<'o>,
    /// Whether a link was looked for among the files of others.
    pub looked_out: Cell<bool>,
}

/// A link as it stands on the page.
struct Settled {
    href: String,
    /// What it leads to of its own unit, and of another.
    inside: Option<OutPath>,
    outside: Option<OutPath>,
}

impl<'s> Outline<'s> {
    pub fn new(snapshot: &'s Snapshot, naming: Naming<'s>) -> Self {
        Self {
            snapshot,
            naming,
            names: OnceLock::new(),
        }
    }

    fn find(&self, wanted: &str) -> Option<&OutPath> {
        let names = || {
            names(
                &layout(self.snapshot.files(), self.naming).0,
                self.naming.columns,
            )
        };
        self.names.get_or_init(names).get(wanted)
    }
}

/// The way to an attachment of a report from the report itself, if the link in its file
/// leads to one.
fn own_attachment(target: &str, file: &SourcePath) -> Option<String> {
    if target.starts_with(['#', '/']) || has_scheme(target) {
        return None;
    }
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (target, String::new()),
    };
    let wanted = resolve(file.as_str(), &percent_decode_str(path).decode_utf8_lossy())?;
    let (folder, _) = file.as_str().rsplit_once('/')?;
    let inside = wanted.strip_prefix(folder)?.strip_prefix('/')?;
    let is_own = inside.starts_with("files/");
    is_own.then(|| {
        format!(
            "{}{fragment}",
            inside.replace('%', "%25").replace('#', "%23")
        )
    })
}

impl<'o> Targets<'o> {
    /// The targets of one unit: what its files publish, then what others do.
    pub fn new(files: Vec<SourcePath>, outline: &'o Outline<'o>) -> Self {
        Self {
            files,
            own: OnceCell::new(),
            outline,
            looked_out: Cell::new(false),
        }
    }

    /// The columns of `site.toml`.
    pub fn columns(&self) -> &'o [ColumnDoc] {
        self.outline.naming.columns
    }

    /// Settles the links of one file; those that lead nowhere are reported.
    pub fn settle<'l>(
        &self,
        links: impl Iterator<Item = &'l Link>,
        file: &SourcePath,
        out: &OutPath,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<LinkPlace> {
        let mut places = Vec::new();
        for link in links {
            match self.of_link(link, file, out) {
                Ok(settled) => places.push(LinkPlace {
                    target: link.target.clone(),
                    leave: self.leave(&settled.href, out),
                    leaves_frame: self.leaves_frame(&settled.href),
                    href: settled.href,
                    file: file.clone(),
                    span: link.span.clone(),
                    picture: settled
                        .inside
                        .filter(|out| link.image || is_shown(out.as_str())),
                    silent: link.image && link.alt.trim().is_empty(),
                    size: None,
                    cross_unit_links: settled.outside,
                }),
                Err(broken) => {
                    let place = Place::span(file, link.span.clone());
                    diagnostics.push(dead(place, broken));
                }
            }
        }
        places
    }

    /// The page of the notice that this link leads out of the site, if there is one.
    fn leave(&self, href: &str, out: &OutPath) -> Option<String> {
        let page = leave_page(self.outline.naming.config?, href)?;
        Some(out.href(&page))
    }

    /// Whether the link has to leave the frame that the page is shown in.
    fn leaves_frame(&self, href: &str) -> bool {
        let config = self.outline.naming.config;
        config.is_some_and(|config| leaves_frame(config, href))
    }

    /// Settles the links of a text that is kept as `kept` and was written as `original`: its
    /// own attachments are kept beside it, and all else stands where it stood. What leads
    /// nowhere any more is left out.
    pub fn settle_kept<'l>(
        &self,
        links: impl Iterator<Item = &'l Link>,
        original: &SourcePath,
        kept: &SourcePath,
        out: &OutPath,
    ) -> Vec<LinkPlace> {
        let mut places = Vec::new();
        for link in links {
            let own = own_attachment(&link.target, original);
            let (target, file) = match &own {
                Some(own) => (own, kept),
                None => (&link.target, original),
            };
            let meant = Link {
                target: target.clone(),
                ..link.clone()
            };
            let settled = self.settle([&meant].into_iter(), file, out, &mut Vec::new());
            places.extend(settled.into_iter().map(|place| LinkPlace {
                target: link.target.clone(),
                file: kept.clone(),
                ..place
            }));
        }
        places
    }

    /// As `href`; but pictures of other sites and of other kinds are not shown.
    fn of_link(&self, link: &Link, file: &SourcePath, out: &OutPath) -> Result<Settled, Broken> {
        if link.image
            && let Some(broken) = unshown(&link.target)
        {
            return Err(broken);
        }
        self.href(&link.target, file, out)
    }

    /// The link on the page, and where it leads.
    fn href(&self, target: &str, file: &SourcePath, out: &OutPath) -> Result<Settled, Broken> {
        if target.is_empty() {
            let help = "在括号里写上要去的文件或网址".to_owned();
            return Err(("链接没有写地址".to_owned(), help));
        }
        if let Some(meant) = web_address(target) {
            let message = format!("网址“{target}”开头的冒号、斜杠不对，打不开");
            return Err((message, format!("写成  {meant}")));
        }
        if target.starts_with('#') || has_scheme(target) {
            return Ok(Settled::to(target.to_owned()));
        }
        if target.starts_with('/') {
            let help = "写相对于本文件的路径，如 ../2021/report.md；网站可能放在任何子路径下";
            return Err((format!("链接“{target}”以斜杠开头"), help.to_owned()));
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let Some(wanted) = resolve(file.as_str(), &decoded) else {
            return Err((
                format!("链接“{target}”指到了站点外面"),
                "只能链接本站的文件，或写完整的网址".to_owned(),
            ));
        };
        let name = wanted.trim_end_matches('/');
        let naming = self.outline.naming;
        let own = || names(&layout(self.files.iter(), naming).0, naming.columns);
        let own = self.own.get_or_init(own);
        let inside = own.get(name).or_else(|| same_letters(own, name));
        let found = match inside {
            Some(found) => found,
            None => {
                self.looked_out.set(true);
                let found = self.outline.find(name);
                found.ok_or_else(|| nowhere_among(own, file.as_str(), target, &wanted))?
            }
        };
        let href = if found == out && fragment.is_some() {
            String::new()
        } else {
            out.href(found)
        };
        let href = match fragment {
            Some(fragment) => format!("{href}#{fragment}"),
            None => href,
        };
        Ok(Settled {
            href,
            inside: inside.cloned(),
            outside: inside.is_none().then(|| found.clone()),
        })
    }
}

impl Settled {
    /// A link to a place on the same page or to another site.
    fn to(href: String) -> Self {
        Self {
            href,
            inside: None,
            outside: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Source;

    fn href(target: &str) -> Result<String, String> {
        settled(target).map_err(|(message, _)| message)
    }

    fn help_of(target: &str) -> String {
        settled(target).expect_err(target).1
    }

    fn settled(target: &str) -> Result<String, Broken> {
        let path = |path: &str| SourcePath::new(path).expect("a path");
        let files = vec![
            path("content/reports/2021/report.md"),
            path("content/reports/2022/files/表 一.pdf"),
            path("content/reports/2022/files/caf\u{e9}.pdf"),
            path("content/reports/2022/files/a#1.pdf"),
            path("content/reports/2022/files/附件一.pdf"),
        ];
        let elsewhere = path("content/units/qinghe/guide.md");
        let snapshot = Snapshot::of([(elsewhere, Source::Held(Vec::new()))]);
        let outline = Outline::new(&snapshot, Naming::default());
        let targets = Targets::new(files, &outline);
        let page = OutPath::new("reports/2022/index.html").expect("a path");
        targets
            .href(target, &path("content/reports/2022/report.md"), &page)
            .map(|settled| {
                assert_eq!(settled.outside.is_some(), targets.looked_out.get());
                settled.href
            })
    }

    #[test]
    fn sources_pages_folders_and_attachments_are_found() {
        let page = Ok("../2021/index.html".to_owned());
        for target in [
            "../2021/report.md",
            "../2021/index.html",
            "../2021/",
            "../2021",
        ] {
            assert_eq!(href(target), page, "{target}");
        }
        assert_eq!(
            href("../2021/report.md#s3"),
            Ok("../2021/index.html#s3".to_owned())
        );
        assert_eq!(
            href("files/%E8%A1%A8%20%E4%B8%80.pdf"),
            Ok("files/%E8%A1%A8%20%E4%B8%80.pdf".to_owned())
        );
        assert_eq!(
            href("https://a.gov.cn/x:y"),
            Ok("https://a.gov.cn/x:y".to_owned())
        );
        assert_eq!(
            href("files/cafe\u{301}.pdf"),
            Ok("files/caf%C3%A9.pdf".to_owned())
        );
        assert_eq!(href("#s3"), Ok("#s3".to_owned()));
        assert_eq!(
            href("../../units/qinghe/guide.md"),
            Ok("../../units/qinghe/guide.html".to_owned())
        );
    }

    #[test]
    fn what_to_write_instead_is_said() {
        for (target, help) in [
            ("files/a#1.pdf", "写成  files/a%231.pdf"),
            ("files/A%231.PDF", "写成  files/a#1.pdf"),
            (
                "附件一.pdf",
                "文件在 files 文件夹里，写成  files/附件一.pdf",
            ),
            ("files/附件1.pdf", "是不是  files/附件一.pdf？"),
            ("files/表一.pdf", "是不是  <files/表 一.pdf>？"),
        ] {
            let said = help_of(target);
            assert!(said.starts_with(help), "{target}: {said}");
        }
    }

    #[test]
    fn dead_links_and_ways_out_are_named() {
        for target in [
            "../2020/report.md",
            "/reports/2021/",
            "../../../../etc/passwd",
            "",
            "//a.cn/x",
            "https:/a.gov.cn/",
            "www.a.gov.cn",
        ] {
            assert!(href(target).is_err(), "{target}");
        }
    }
}
