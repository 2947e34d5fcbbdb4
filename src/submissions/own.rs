//! What the reading of a foreign file alone shows: what is not there, not certain, not
//! understood.

use crate::diag::codes::IMP01;
use crate::diag::{Diagnostic, Level, Place};
use crate::import::receipt::{Gap, Open, Receipt};
use crate::import::source;
use crate::import::text::Text;
use crate::import::wording::{choice, shown};
use crate::path::SourcePath;

use super::inspected::{Dispute, Foreign, Inspected, dispute};

/// The most missing things that a finding names.
const NAMED: usize = 5;
/// The most readings that a finding shows.
const READINGS: usize = 3;

/// Says what the reading of one file shows.
pub struct Own<'o> {
    inspected: &'o Inspected,
    file: &'o SourcePath,
}

impl<'o> Own<'o> {
    /// `file` is what the foreign file is called in places.
    pub fn new(inspected: &'o Inspected, file: &'o SourcePath) -> Self {
        Self { inspected, file }
    }

    /// All that there is to say.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some(why) = &self.inspected.refused {
            // What can be imported can be checked.
            let why = why.replace("导入", "检查");
            found.push(self.whole(Level::Error, format!("没有查全：{why}")));
        }
        let Some(report) = &self.inspected.report else {
            return found;
        };
        found.extend(self.unknown(report));
        let receipt = &report.imported.receipt;
        found.extend(receipt.undecided.iter().map(|one| self.undecided(one)));
        // Why tables of a refused file are not there is said.
        if self.inspected.refused.is_none() {
            found.extend(missing(&receipt.missing).map(|(message, what)| {
                let help = format!("照规定的格式补上{what}");
                self.whole(Level::Error, message).help(help)
            }));
        }
        found.extend(self.beside_the_form(receipt));
        found.extend(self.words(&report.text));
        found
    }

    /// What everybody must know of a report.
    fn unknown(&self, report: &Foreign) -> impl Iterator<Item = Diagnostic> {
        let year = report.year.is_none().then_some((
            "没有认出是哪一年的年报，和年度有关的没有查",
            "在标题里写明年度，如 2025年政府信息公开工作年度报告",
        ));
        let name = report.text.organization.is_none().then_some((
            "没有认出是哪个单位的年报，和单位有关的没有查",
            "在标题或者落款里写明单位全称",
        ));
        let title = report.text.title.is_none().then_some((
            "没有认出标题",
            "开头单独一行写标题，如 某某镇2025年政府信息公开工作年度报告",
        ));
        let said = [year, name, title].into_iter().flatten();
        said.map(|(message, help)| self.whole(Level::Warning, message).help(help))
    }

    fn undecided(&self, one: &Open) -> Diagnostic {
        let message = format!("“{}”读不定，写的是 {}", one.cells, shown(&one.stood));
        let readings = one.readings.iter().take(READINGS).map(choice);
        let readings: Vec<String> = readings.collect();
        let help = match readings.is_empty() {
            true => "写清楚每一格是多少".to_owned(),
            false => format!("可能是 {}；每一格的数分开写", readings.join("；")),
        };
        self.at(Level::Error, &one.place, &one.stood, message)
            .help(help)
    }

    /// What stands in the tables and has no place in the form; what nobody reads.
    fn beside_the_form(&self, receipt: &Receipt) -> Vec<Diagnostic> {
        let left_over = receipt.left_over.iter().map(|one| {
            let message = format!("表里没有“{}”的位置（{}）", shown(&one.text), one.why);
            let help = "照规定的格式核对这张表的行和列";
            self.at(Level::Warning, &one.place, &one.text, message)
                .help(help)
        });
        let mut found: Vec<Diagnostic> = left_over.collect();
        if let Some((first, rest)) = receipt.pictures.split_first() {
            let message = match rest.len() {
                0 => "图片没有查".to_owned(),
                more => format!("{} 张图片没有查", more + 1),
            };
            let help = "图片里有数字或者文字的，对着图片看一遍；表格要写成表格";
            found.push(self.at(Level::Warning, first, "", message).help(help));
        }
        found
    }

    /// Where the words contradict themselves, and which nobody understood.
    fn words(&self, text: &Text) -> Vec<Diagnostic> {
        let disagreements = text.disagreements.iter().map(|one| {
            let help = "对着原件核对，改成一样的";
            let (level, more) = match dispute(one) {
                Dispute::Name => (Level::Warning, "，和单位有关的没有查"),
                // Whether another year is right, the rules say.
                Dispute::Year => (Level::Info, ""),
                Dispute::Other => (Level::Warning, ""),
            };
            let message = format!("{}{more}", shown_whole(one));
            self.whole(level, message).help(help)
        });
        let mut found: Vec<Diagnostic> = disagreements.collect();
        if let Some((first, rest)) = text.not_understood.split_first() {
            let more = match rest.len() {
                0 => String::new(),
                more => format!("，另有 {more} 处"),
            };
            let message = format!("“{}”没有认出属于哪一部分，没有查{more}", shown(&first.text));
            let help = "年报的文字放在六个部分里；不是年报的文字不用管";
            let one = self.at(Level::Warning, &first.place, &first.text, message);
            found.push(rest.iter().fold(one.help(help), |one, line| {
                one.also(self.place(&line.place, &line.text), "还有这里")
            }));
        }
        found
    }

    fn whole(&self, level: Level, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(&IMP01, level, Place::file(self.file), message)
    }

    fn at(&self, level: Level, place: &source::Place, stood: &str, message: String) -> Diagnostic {
        Diagnostic::new(&IMP01, level, self.place(place, stood), message)
    }

    fn place(&self, place: &source::Place, stood: &str) -> Place {
        let stood = stood.lines().next().unwrap_or_default();
        Place {
            file: self.file.clone(),
            span: self.inspected.transcript.find(place, stood),
        }
    }
}

/// A sentence of the import as one line.
fn shown_whole(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is missing, part by part: the message, and what is to be added.
fn missing(gaps: &[Gap]) -> impl Iterator<Item = (String, String)> {
    let part = |gap: &Gap| {
        let end = gap.what.find(['.', '的']).unwrap_or(gap.what.len());
        gap.what[..end].to_owned()
    };
    let alike = move |one: &Gap, next: &Gap| part(one) == part(next);
    gaps.chunk_by(alike).map(move |gaps| {
        let part = part(&gaps[0]);
        let cells: usize = gaps.iter().map(|gap| gap.cells).sum();
        if gaps.len() == 1 && gaps[0].what == part {
            return (format!("没有{part}（{cells} 格）"), part);
        }
        let names = gaps.iter().take(NAMED).map(|gap| {
            let rest = gap.what.strip_prefix(part.as_str()).unwrap_or(&gap.what);
            rest.trim_start_matches(['.', '的'])
        });
        let names = names.collect::<Vec<_>>().join("、");
        let more = if gaps.len() > NAMED { "等" } else { "" };
        (format!("{part}缺 {cells} 格：{names}{more}"), part)
    })
}
