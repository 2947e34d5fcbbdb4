//! Links in the narrative: from a source file to another, and from the page
//! of the one to the page of the other.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::diag::{Diagnostic, Place};
use crate::parse::markdown::Link;
use crate::path::{OutPath, SourcePath, has_scheme, resolve};

use super::LinkPlace;

/// Which source file becomes which output.
#[derive(Debug, Default)]
pub struct Targets(BTreeMap<String, OutPath>);

/// Why a link leads nowhere, and what to write instead.
type Broken = (String, &'static str);

impl Targets {
    /// Adds a source file, and the address it gets as another way to name it.
    pub fn add(&mut self, file: &SourcePath, out: &OutPath) {
        self.0.insert(file.as_str().to_owned(), out.clone());
        self.0.insert(format!("content/{out}"), out.clone());
    }

    /// Adds a folder that stands for a page.
    pub fn add_folder(&mut self, folder: &str, out: &OutPath) {
        self.0
            .insert(folder.trim_end_matches('/').to_owned(), out.clone());
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
            match self.href(&link.target, file, out) {
                Ok(href) => places.push(LinkPlace {
                    target: link.target.clone(),
                    href,
                    file: file.clone(),
                    span: link.span.clone(),
                }),
                Err((message, help)) => {
                    let place = Place::span(file, link.span.clone());
                    diagnostics.push(Diagnostic::error("LNK01", place, message).help(help));
                }
            }
        }
        places
    }

    fn href(&self, target: &str, file: &SourcePath, out: &OutPath) -> Result<String, Broken> {
        if target.is_empty() {
            return Err(("链接没有写地址".to_owned(), "在括号里写上要去的文件或网址"));
        }
        if target.starts_with('#') || has_scheme(target) {
            return Ok(target.to_owned());
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
        let found = self.0.get(wanted.trim_end_matches('/'));
        let Some(found) = found else {
            let help = "检查文件名和路径；路径从本文件所在的文件夹算起";
            return Err((format!("链接“{target}”没有对应的文件（{wanted}）"), help));
        };
        let href = if found == out && fragment.is_some() {
            String::new()
        } else {
            out.href(found)
        };
        Ok(match fragment {
            Some(fragment) => format!("{href}#{fragment}"),
            None => href,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(target: &str) -> Result<String, String> {
        let mut targets = Targets::default();
        let path = |path: &str| SourcePath::new(path).expect("a path");
        let out = |path: &str| OutPath::new(path).expect("a path");
        targets.add(
            &path("content/reports/2021/report.md"),
            &out("reports/2021/index.html"),
        );
        targets.add(
            &path("content/reports/2022/files/表 一.pdf"),
            &out("reports/2022/files/表 一.pdf"),
        );
        targets.add_folder("content/reports/2021", &out("reports/2021/index.html"));
        targets
            .href(
                target,
                &path("content/reports/2022/report.md"),
                &out("reports/2022/index.html"),
            )
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
