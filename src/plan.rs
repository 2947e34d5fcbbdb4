//! Every output file before any is made, and the collisions between them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::date::Stamp;
use crate::path::{OutPath, SourcePath};
use crate::portal::{Copy, Unit};

/// One file to publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    pub path: OutPath,
    pub kind: Kind,
    /// The file that this output is made for; messages about it point there.
    pub source: SourcePath,
    /// The day of its last change, where the sources give one.
    pub changed: Option<Stamp>,
    /// Whether it is here only because drafts were asked for.
    pub draft: bool,
}

/// What an output of a unit is made of; the numbers are positions in the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Index,
    Report { year: u16 },
    Page { page: usize },
    List { list: usize },
    NotFound,
    Sitemap,
    Copy,
}

impl Kind {
    /// Whether a template makes it.
    pub fn is_page(self) -> bool {
        !matches!(self, Kind::Sitemap | Kind::Copy)
    }
}

impl Output {
    fn new(path: OutPath, kind: Kind, source: &SourcePath) -> Self {
        Self {
            path,
            kind,
            source: source.clone(),
            changed: None,
            draft: false,
        }
    }

    /// Whether a sitemap names it.
    pub fn is_mapped(&self) -> bool {
        self.kind.is_page() && self.kind != Kind::NotFound && !self.draft
    }
}

/// What a unit publishes, in the order of the paths; `site` is the file that
/// stands for the site as a whole.
pub fn plan(unit: &Unit, site: &SourcePath) -> Vec<Output> {
    let mut outputs = vec![Output::new(unit.index(), Kind::Index, site)];
    for report in unit.reports.values() {
        let kind = Kind::Report { year: report.year };
        outputs.push(Output {
            changed: report.published.clone().or(report.signed.clone()),
            draft: report.draft,
            ..Output::new(report.out.clone(), kind, &report.source)
        });
    }
    for (page, one) in unit.pages.iter().enumerate() {
        outputs.push(Output {
            changed: one.doc.published.clone().or(one.doc.signed.clone()),
            draft: one.doc.draft,
            ..Output::new(one.out.clone(), Kind::Page { page }, &one.source)
        });
    }
    for (list, one) in unit.lists.iter().enumerate() {
        outputs.push(Output {
            draft: one.draft,
            ..Output::new(one.out.clone(), Kind::List { list }, &one.source)
        });
    }
    outputs.extend(copies(&unit.copies));
    sorted(outputs)
}

/// What the site publishes beside its units, in the order of the paths.
pub fn plan_site(fixed: &[Copy], site: &SourcePath, mapped: bool) -> Vec<Output> {
    let mut outputs = vec![Output::new(known("404.html"), Kind::NotFound, site)];
    if mapped {
        outputs.push(Output::new(known("sitemap.xml"), Kind::Sitemap, site));
    }
    outputs.extend(copies(fixed));
    sorted(outputs)
}

fn copies(copies: &[Copy]) -> impl Iterator<Item = Output> {
    copies
        .iter()
        .map(|copy| Output::new(copy.out.clone(), Kind::Copy, &copy.file))
}

fn sorted(mut outputs: Vec<Output>) -> Vec<Output> {
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}

/// Whether the site puts something into the folders of its units; only then
/// can their outputs meet others than their own.
pub fn enters_units(output: &Output) -> bool {
    let folded = output.path.folded();
    folded == "units" || folded.starts_with("units/")
}

/// Two files for one path, also where only case tells them apart, and a file
/// where another needs a folder. Sorted look-ups: n log n in the outputs.
pub fn collisions<'o>(outputs: impl Iterator<Item = &'o Output> + Clone) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, &Output> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for output in outputs.clone() {
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
    Diagnostic::error(&codes::PLAN, Place::file(&output.source), message)
        .also(Place::file(&first.source), "另一个来源在这里")
        .help("给其中一个改名；网址不分大小写，也不能重复")
}

fn known(path: &str) -> OutPath {
    OutPath::new(path).expect("a fixed name is a valid path")
}
