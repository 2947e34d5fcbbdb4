//! Every output file before any is made, and the collisions between them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::date::Stamp;
use crate::path::{OutPath, SourcePath};

/// One file to publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    pub path: OutPath,
    /// Who planned it, and makes it.
    pub maker: MakerId,
    /// What it shows.
    pub subject: Subject,
    /// The file that this output is made for; messages about it point there.
    pub source: SourcePath,
    /// The day of its last change, where the sources give one.
    pub changed: Option<Stamp>,
    /// Whether it is here only because drafts were asked for.
    pub draft: bool,
    /// Of a page that only leads on: the path in this site or the address outside.
    pub target: Option<String>,
}

/// A maker, by its position in the list of all that plan and make outputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakerId(pub u8);

/// What an output shows, in whatever format; the numbers are positions in the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// The site, or a file that belongs to no unit.
    Site,
    /// A file of a unit.
    Unit,
    /// The home of a unit, or a further page of the list of its children, counted from 1.
    Home {
        page: usize,
    },
    /// A page of the list of a unit's reports, counted from 1.
    Reports {
        page: usize,
    },
    Report {
        year: u16,
    },
    /// A page of the table of a unit's children by years, counted from 1.
    Matrix {
        page: usize,
    },
    /// A page of the comparison of a unit's children in one year, counted from 1.
    Comparison {
        year: u16,
        page: usize,
    },
    Page {
        page: usize,
    },
    /// The years of a unit beside each other.
    Years,
    /// What there is of a unit to download as data.
    Data,
    /// Where readers search the site.
    Search,
    /// 名词解释.
    Terms,
    /// A page of the 网站地图 of a unit, counted from 1.
    Map {
        page: usize,
    },
    /// 无障碍声明.
    Accessibility,
    /// A page of a list, counted from 1.
    List {
        list: usize,
        page: usize,
    },
    /// An address that a page had before.
    Moved,
    /// An address outside of the site.
    Leave,
    /// A version of a report that was corrected since, counted from 1.
    Superseded {
        year: u16,
        version: u16,
    },
    /// A page of what was corrected in the reports of a unit and of those below it, counted
    /// from 1.
    Corrections {
        page: usize,
    },
}

impl Output {
    /// An output without a date that is no draft; `Plan` says who makes it.
    pub fn new(path: OutPath, subject: Subject, source: &SourcePath) -> Self {
        Self {
            path,
            maker: MakerId::default(),
            subject,
            source: source.clone(),
            changed: None,
            draft: false,
            target: None,
        }
    }
}

/// What is planned so far, of a unit or of the site beside its units.
#[derive(Debug, Default)]
pub struct Plan {
    outputs: Vec<Output>,
    maker: MakerId,
}

impl Plan {
    /// Lets each of this many makers add its outputs in turn; what comes out is
    /// in the order of the paths.
    pub fn made_by(makers: u8, add: impl Fn(MakerId, &mut Self)) -> Vec<Output> {
        let mut plan = Self::default();
        for maker in (0..makers).map(MakerId) {
            plan.maker = maker;
            add(maker, &mut plan);
        }
        plan.outputs.sort_by(|a, b| a.path.cmp(&b.path));
        // They are kept until all units are planned.
        plan.outputs.shrink_to_fit();
        plan.outputs
    }

    /// What is planned so far, in no order.
    pub fn planned(&self) -> &[Output] {
        &self.outputs
    }

    /// Adds an output, to be made by the maker whose turn it is.
    pub fn add(&mut self, output: Output) {
        self.outputs.push(Output {
            maker: self.maker,
            ..output
        });
    }
}

/// Whether an output of the owner is there because of what all units have.
pub fn is_planned_last(output: &Output) -> bool {
    output.subject == Subject::Site || leads_on(output)
}

/// Whether an output is a page that only leads on.
pub fn leads_on(output: &Output) -> bool {
    matches!(output.subject, Subject::Moved | Subject::Leave)
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
