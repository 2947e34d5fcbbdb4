//! Links in the narrative: from a source file to another, and from the page
//! of the one to the page of the other.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::markdown::Link;
use crate::path::{OutPath, SourcePath, has_scheme, resolve};
use crate::snapshot::Snapshot;

use super::LinkPlace;
use super::addresses::{folder, index_of, out, page_out, report_out};
use super::layout::{Column, Placed, Role, layout};

/// Which name of a source leads to which output.
type Names = BTreeMap<String, OutPath>;

/// Where every listed file would be published, worked out when the first
/// link leaves its own unit. Whether it is a draft, the listing cannot tell.
#[derive(Debug)]
pub struct Outline<'s> {
    snapshot: &'s Snapshot,
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

/// Why a link leads nowhere, and what to write instead.
pub(super) type Broken = (String, &'static str);

impl<'s> Outline<'s> {
    pub fn new(snapshot: &'s Snapshot) -> Self {
        Self {
            snapshot,
            names: OnceLock::new(),
        }
    }

    fn find(&self, wanted: &str) -> Option<&OutPath> {
        let names = self
            .names
            .get_or_init(|| names(&layout(self.snapshot.files()).0));
        names.get(wanted)
    }
}

/// The names under which files can be linked: the file itself, the address
/// that it gets, and the folders that lead to a page.
fn names(placed: &[Placed]) -> Names {
    let mut names = Names::new();
    let mut add = |name: String, out: &OutPath| {
        names.insert(name.trim_end_matches('/').to_owned(), out.clone());
    };
    for Placed { file, unit, role } in placed {
        let folder = folder(unit);
        match role {
            Role::Unit => {}
            Role::ReportData(year) | Role::ReportText(year) => {
                let index = index_of(unit);
                let page = report_out(unit, *year);
                add(file.as_str().to_owned(), &page);
                add(format!("content/{page}"), &page);
                add(format!("content/{folder}reports/{year}"), &page);
                add(format!("content/{folder}reports"), &index);
                add(format!("content/{folder}"), &index);
                add(format!("content/{index}"), &index);
            }
            Role::Page(column) => {
                let page = page_out(file);
                add(file.as_str().to_owned(), &page);
                add(format!("content/{page}"), &page);
                let list = match column {
                    Column::Policies => "policies",
                    Column::Disclosure => "disclosure",
                    _ => continue,
                };
                let index = out(&format!("{folder}{list}/index.html"));
                add(format!("content/{folder}{list}"), &index);
                add(format!("content/{index}"), &index);
            }
            Role::Copy(copy) => {
                add(file.as_str().to_owned(), copy);
                add(format!("content/{copy}"), copy);
            }
        }
    }
    names
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
                Ok((href, cross_unit_links)) => places.push(LinkPlace {
                    target: link.target.clone(),
                    href,
                    file: file.clone(),
                    span: link.span.clone(),
                    cross_unit_links,
                }),
                Err(broken) => {
                    let place = Place::span(file, link.span.clone());
                    diagnostics.push(dead(place, broken));
                }
            }
        }
        places
    }

    /// As `href`; but a page's own policy lets it show no picture of another site.
    fn of_link(
        &self,
        link: &Link,
        file: &SourcePath,
        out: &OutPath,
    ) -> Result<(String, Option<OutPath>), Broken> {
        let refused = ["http:", "https:"].iter().any(|scheme| {
            let head = link.target.get(..scheme.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        });
        if link.image && refused {
            let help = "把图片存进 files 文件夹，写成 ![说明](files/图片.png)";
            return Err((
                format!("图片“{}”在别的网站上，网页不会显示它", link.target),
                help,
            ));
        }
        self.href(&link.target, file, out)
    }

    /// The link on the page, and the page of another unit that it leads to.
    fn href(
        &self,
        target: &str,
        file: &SourcePath,
        out: &OutPath,
    ) -> Result<(String, Option<OutPath>), Broken> {
        if target.is_empty() {
            return Err(("链接没有写地址".to_owned(), "在括号里写上要去的文件或网址"));
        }
        if target.starts_with('#') || has_scheme(target) {
            return Ok((target.to_owned(), None));
        }
        if target.starts_with('/') {
            let help = "写相对于本文件的路径，如 ../2021/report.md；网站可能放在任何子路径下";
            return Err((format!("链接“{target}”以斜杠开头"), help));
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let Some(wanted) = resolve(file.as_str(), &decoded) else {
            return Err((
                format!("链接“{target}”指到了站点外面"),
                "只能链接本站的文件，或写完整的网址",
            ));
        };
        let name = wanted.trim_end_matches('/');
        let own = || names(&layout(self.files.iter()).0);
        let (found, cross_unit_links) = match self.own.get_or_init(own).get(name) {
            Some(found) => (found, None),
            None => {
                self.looked_out.set(true);
                let found = self.outline.find(name);
                let found = found.ok_or_else(|| nowhere(target, &wanted))?;
                (found, Some(found.clone()))
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
        Ok((href, cross_unit_links))
    }
}

pub(super) fn nowhere(target: &str, wanted: &str) -> Broken {
    let help = if target.contains('\\') {
        "路径里的反斜杠 \\ 改成斜杠 /；路径从本文件所在的文件夹算起"
    } else if target.starts_with("http") && target.contains(['：', '／']) {
        "这是网址，冒号和斜杠要用半角的，如 https://www.example.gov.cn/"
    } else {
        "检查文件名和路径；路径从本文件所在的文件夹算起"
    };
    (format!("链接“{target}”没有对应的文件（{wanted}）"), help)
}

pub(super) fn dead(place: Place, (message, help): Broken) -> Diagnostic {
    Diagnostic::error(&codes::LNK01, place, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Source;

    fn href(target: &str) -> Result<String, String> {
        let path = |path: &str| SourcePath::new(path).expect("a path");
        let files = vec![
            path("content/reports/2021/report.md"),
            path("content/reports/2022/files/表 一.pdf"),
        ];
        let elsewhere = path("content/units/qinghe/guide.md");
        let snapshot = Snapshot::of([(elsewhere, Source::Held(Vec::new()))]);
        let outline = Outline::new(&snapshot);
        let targets = Targets::new(files, &outline);
        let page = OutPath::new("reports/2022/index.html").expect("a path");
        targets
            .href(target, &path("content/reports/2022/report.md"), &page)
            .map(|(href, cross_unit_links)| {
                assert_eq!(cross_unit_links.is_some(), targets.looked_out.get());
                href
            })
            .map_err(|(message, _)| message)
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
        assert_eq!(href("#s3"), Ok("#s3".to_owned()));
        assert_eq!(
            href("../../units/qinghe/guide.md"),
            Ok("../../units/qinghe/guide.html".to_owned())
        );
    }

    #[test]
    fn dead_links_and_ways_out_are_named() {
        for target in [
            "../2020/report.md",
            "/reports/2021/",
            "../../../../etc/passwd",
            "",
            "//a.cn/x",
        ] {
            assert!(href(target).is_err(), "{target}");
        }
    }
}
