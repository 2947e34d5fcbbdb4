//! Files that are no report, or not one.

use std::fmt;

use super::Chained;
use super::chain::is_heading;
use super::labels::Mark;
use super::stream::Stream;
use crate::form::{Layout, SectionKind};
use crate::import::reading::{Reading, Status};
use crate::import::source::{Piece, Source};
use crate::import::words::titles::is_title;
use crate::prose::fold;

/// Why a file is not taken for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is something else.
    NoReport,
    /// The tables are there, and nobody filled them in.
    BlankForm,
    /// It is the notice that introduces the form.
    Notice,
    /// A copy in which the labels of the tables are there, and the numbers are not.
    NumbersLost,
    /// It holds so many reports.
    Several(usize),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReport => f.write_str(
                "这不是政府信息公开工作年度报告：没有找到六个部分的标题，也没有找到统计表。\
                 看看是不是选错了文件；年报在附件里的，先下载附件再导入",
            ),
            Self::BlankForm => f.write_str("这是空白的表格，没有填数，没有可导入的内容"),
            Self::Notice => {
                f.write_str("这是印发年报格式的通知，不是一份年报。填年报用 gongkai new 年份")
            }
            Self::NumbersLost => f.write_str(
                "表格的文字都在，数字没有跟着复制过来。在浏览器里把网页另存为“网页，全部”再导入，\
                 或者导入原来的 Word 文件",
            ),
            Self::Several(count) => write!(
                f,
                "文件里有 {count} 份年报，一次只能导入一份。把每一份单独存成一个文件，再导入"
            ),
        }
    }
}

/// The fewest letters of a text that is more than the frame of a form.
const TEXT: usize = 100;

/// Why what was read is not taken for a report, if it is not.
pub fn refused(source: &Source, reading: Option<&Reading>) -> Option<Refused> {
    let Some(reading) = reading else {
        return Some(Refused::NoReport);
    };
    let cells = || reading.tables.iter().flat_map(|table| &table.cells);
    let rows = cells().filter(|cell| cell.place.is_some()).count();
    // The number of a label that is cut off looks like one value.
    let certain = cells().any(|cell| matches!(cell.status, Status::Read | Status::Split));
    let undecided = reading.tables.iter().map(|table| table.undecided.len());
    let filled = certain || undecided.sum::<usize>() > 1;
    let blank = cells().any(|cell| cell.status == Status::Blank);
    let sections = reading
        .words
        .iter()
        .filter(|words| words.section.is_some())
        .count();
    let text: usize = (reading.words.iter().filter(|words| words.section.is_some()))
        .flat_map(|words| words.before.iter().chain(&words.after))
        .map(|line| line.text.chars().count())
        .sum();
    if !filled && is_notice(source) {
        return Some(Refused::Notice);
    }
    if rows == 0 && (sections == 0 || !lines(source).any(|text| text.contains("信息公开"))) {
        return Some(Refused::NoReport);
    }
    if rows > 0 && !filled {
        return match (text < TEXT, blank) {
            (true, _) => Some(Refused::BlankForm),
            (false, false) => Some(Refused::NumbersLost),
            (false, true) => None,
        };
    }
    None
}

/// Whether some line is the title of a report.
pub fn has_title(source: &Source) -> bool {
    lines(source).any(|text| {
        text.contains("政府信息公开") && (text.contains("年度报告") || text.contains("工作报告"))
    })
}

fn is_notice(source: &Source) -> bool {
    lines(source)
        .any(|text| text.contains("报告格式") && text.contains("的通知") && text.contains("印发"))
}

fn lines(source: &Source) -> impl Iterator<Item = &str> {
    let pieces = source.pieces.iter().filter_map(|piece| match piece {
        Piece::Line(line) => Some(vec![line.text.as_str()]),
        Piece::Grid(grid) => Some(grid.cells.iter().map(|cell| cell.text.as_str()).collect()),
        Piece::Picture { .. } => None,
    });
    pieces.flatten()
}

/// The file cut into its reports, one source each; none for a single report. A new report
/// begins with the last title before its first section.
pub(super) fn parts(stream: &Stream<'_>, all: &[Chained]) -> Vec<Source> {
    let source = stream.source;
    let starts = all.iter().map(|chained| -> Vec<usize> {
        let (labels, picks) = (chained.labels, &chained.occurrences);
        let first = |mark: Mark| mark == Mark::Heading(SectionKind::Overview);
        let headings = picks.iter().filter(|pick| {
            let label = &labels.all[pick.label];
            first(label.mark) && pick.numbered && is_heading(stream, labels, pick)
        });
        let mut pieces: Vec<usize> = headings
            .map(|pick| stream.segments[stream.letters[pick.begin].at.segment].piece)
            .collect();
        pieces.dedup();
        let tables: Vec<_> = labels.form.tables().collect();
        let rows = picks
            .iter()
            .filter(|pick| match labels.all[pick.label].mark {
                Mark::Row { table, row: 0 } => {
                    matches!(tables[table].layout, Layout::Matrix { .. })
                }
                _ => false,
            });
        // As many tables as beginnings: else a heading is only mentioned twice.
        let rows = rows.count();
        if rows >= pieces.len() || rows == 0 {
            pieces
        } else {
            Vec::new()
        }
    });
    let pieces = starts.max_by_key(Vec::len).unwrap_or_default();
    if pieces.len() < 2 {
        return Vec::new();
    }
    let mut cuts: Vec<usize> = Vec::new();
    for pair in pieces.windows(2) {
        cuts.push(title_before(source, pair[0] + 1, pair[1]));
    }
    cuts.push(source.pieces.len());
    let mut from = 0;
    let mut found = Vec::new();
    for cut in cuts {
        found.push(Source {
            format: source.format,
            metadata: source.metadata.clone(),
            pieces: source.pieces[from..cut].to_vec(),
        });
        from = cut;
    }
    found
}

/// The piece of the title before a heading, the first of several that say the same; the
/// heading itself if there is none.
fn title_before(source: &Source, after: usize, heading: usize) -> usize {
    let text = |at: usize| match &source.pieces[at] {
        Piece::Line(line) => line.text.as_str(),
        _ => "",
    };
    let titles = || (after..heading).filter(|at| is_title(text(*at)));
    let Some(last) = titles().next_back() else {
        return heading;
    };
    let same = |at: &usize| fold(text(*at)) == fold(text(last));
    titles().find(same).unwrap_or(last)
}
