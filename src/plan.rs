//! Every output file before any is made, and the collisions between them.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place};
use crate::path::{OutPath, SourcePath};
use crate::portal::Portal;

/// What the site will consist of, in the order of the paths.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub outputs: Vec<Output>,
}

/// One file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub path: OutPath,
    pub kind: Kind,
    /// The file that this output is made for; messages about it point there.
    pub source: SourcePath,
}

/// What an output is made of; the numbers are positions in the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Index { unit: usize },
    Report { unit: usize, year: u16 },
    Page { unit: usize, page: usize },
    List { unit: usize, list: usize },
    NotFound,
    Sitemap,
    Copy,
}

impl Kind {
    /// Whether a template makes it.
    pub fn is_page(&self) -> bool {
        !matches!(self, Kind::Sitemap | Kind::Copy)
    }
}

/// Plans the site; `site` is the file that stands for the site as a whole.
pub fn plan(portal: &Portal, site: &SourcePath) -> (Plan, Vec<Diagnostic>) {
    let mut outputs = Vec::new();
    let mut add = |path: OutPath, kind: Kind, source: &SourcePath| {
        outputs.push(Output {
            path,
            kind,
            source: source.clone(),
        });
    };
    for (unit, body) in portal.units.iter().enumerate() {
        add(body.index(), Kind::Index { unit }, site);
        for report in body.reports.values() {
            add(
                report.out.clone(),
                Kind::Report {
                    unit,
                    year: report.year,
                },
                &report.source,
            );
        }
        for (page, one) in body.pages.iter().enumerate() {
            add(one.out.clone(), Kind::Page { unit, page }, &one.source);
        }
        for (list, one) in body.lists.iter().enumerate() {
            add(one.out.clone(), Kind::List { unit, list }, &one.source);
        }
    }
    add(fixed("404.html"), Kind::NotFound, site);
    if portal.config.base_url.is_some() {
        add(fixed("sitemap.xml"), Kind::Sitemap, site);
    }
    for copy in &portal.copies {
        add(copy.out.clone(), Kind::Copy, &copy.file);
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    let diagnostics = collisions(&outputs);
    (Plan { outputs }, diagnostics)
}

/// Two files for one path, also where only case tells them apart, and a file
/// where another needs a folder. Sorted look-ups: n log n in the outputs.
fn collisions(outputs: &[Output]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, &Output> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for output in outputs {
        if let Some(first) = taken.insert(output.path.folded(), output) {
            diagnostics.push(collision(output, first, "都要生成"));
        }
    }
    for output in outputs {
        let folded = output.path.folded();
        let folders = folded.match_indices('/').map(|(at, _)| &folded[..at]);
        for file in folders.filter_map(|folder| taken.get(folder)) {
            diagnostics.push(collision(
                output,
                file,
                "里，一个要把它当文件夹，一个要把它当文件：",
            ));
        }
    }
    diagnostics
}

fn collision(output: &Output, first: &Output, words: &str) -> Diagnostic {
    let message = format!("两个来源{words} {}", first.path);
    Diagnostic::error("PLAN", Place::file(&output.source), message)
        .also(Place::file(&first.source), "另一个来源在这里")
        .help("给其中一个改名；网址不分大小写，也不能重复")
}

fn fixed(path: &str) -> OutPath {
    OutPath::new(path).expect("a fixed name is a valid path")
}
