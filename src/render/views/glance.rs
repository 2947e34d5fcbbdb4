//! 数据速览: at most four numbers and a few sentences, outside the report.
//!
//! The sentences are patterns, never free text: what they say follows from
//! the numbers alone, and a number that is not known is not spoken of.

use serde::Serialize;

use crate::form::{Matter, Measure};
use crate::portal::{Report, Unit};
use crate::report::{Grid, Measured};

use super::change::{Change, Point};
use super::measures::{DISPUTED, Line, Said, placed};

#[derive(Debug, Serialize)]
pub struct GlanceView {
    pub figures: Vec<FigureView>,
    pub sentences: Vec<SentenceView>,
}

#[derive(Debug, Serialize)]
pub struct FigureView {
    pub number: String,
    pub unit: &'static str,
    pub label: &'static str,
    /// How it differs from last year's, if that is known and counted alike.
    pub change: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct SentenceView {
    /// Named by `aria-describedby` of the table it speaks of.
    pub id: Option<String>,
    pub text: String,
}

/// The id of the sentence on a table (`t3`) whose every cell is zero.
pub fn zero_id(table: &str) -> String {
    format!("zero-{table}")
}

/// Whether a sentence says of a table that every cell of it is zero.
pub fn says_zero(report: &Report, grid: &Grid) -> bool {
    let spoken_of = [Measure::Received, DISPUTED.measures[0]];
    let holds = |measured: Measured<'_>| std::ptr::eq(measured.grid, grid);
    grid.all_zero()
        && spoken_of
            .into_iter()
            .filter_map(|one| report.measure(one))
            .any(holds)
}

/// What is shown as a figure, in this order, under this label.
fn figures() -> impl Iterator<Item = (&'static Line, &'static str)> {
    let line = |measure| placed(measure).map(|(_, line)| line);
    let figures = [
        (line(Measure::Received), "新收公开申请"),
        (line(Measure::Concluded), "办结公开申请"),
        (line(Measure::Decisions(Matter::Penalty)), "行政处罚决定"),
        (Some(&DISPUTED), "行政复议、行政诉讼"),
    ];
    figures
        .into_iter()
        .filter_map(|(line, label)| Some((line?, label)))
}

/// What all of them count.
const UNIT: &str = "件";

impl GlanceView {
    /// `None` where the report has no tables.
    pub fn of(report: &Report, unit: &Unit) -> Option<Self> {
        let figures = figures().filter_map(|(line, label)| {
            let number = said(report, line).figure()?;
            Some(FigureView {
                number: number.to_string(),
                unit: UNIT,
                label,
                change: change(line, report, unit),
            })
        });
        let figures: Vec<FigureView> = figures.collect();
        let disputed = disputes_total(report);
        let sentences = [
            requests_sentence(report),
            disputes_sentence(report, disputed),
            gap_sentence(report, unit).filter(|_| !figures.is_empty()),
        ];
        let sentences: Vec<SentenceView> = sentences.into_iter().flatten().collect();
        (!figures.is_empty() || !sentences.is_empty()).then_some(Self { figures, sentences })
    }
}

fn said(report: &Report, line: &Line) -> Said {
    line.said_by(report.form, |measure| report.measure(measure)?.figure())
}

/// How a figure differs from last year's, where that can be told. That there is no
/// report of last year is said once and not beside every figure.
fn change(line: &Line, report: &Report, unit: &Unit) -> Option<String> {
    let earlier = unit.reports.range(..=report.year).rev();
    let points = earlier.map(|(year, report)| Point {
        year: *year,
        form: report.form,
        said: said(report, line),
    });
    match Change::of(line, points)? {
        Change::Unpublished { .. } | Change::NotAsked { .. } | Change::Blank { .. } => None,
        change => change.words(line, UNIT),
    }
}

fn gap_sentence(report: &Report, unit: &Unit) -> Option<SentenceView> {
    let before = unit.reports.range(..report.year).next_back();
    let gap = before.is_some_and(|(year, _)| year + 1 < report.year);
    gap.then(|| SentenceView {
        id: None,
        text: format!("{}年未发布年报，无法比较。", report.year - 1),
    })
}

/// All disputes together; unknown where one of the totals is.
pub fn disputes_total(report: &Report) -> Option<i64> {
    let each = DISPUTED.measures.iter();
    each.map(|measure| report.count(*measure)).sum()
}

/// The sentence on a table whose every cell is zero.
fn zero(report: &Report, table: &Measured<'_>, text: &str) -> SentenceView {
    SentenceView {
        id: report.table_id(table.grid.table).map(|id| zero_id(&id)),
        text: format!("{text}，{}各项都是0。", table.part().name),
    }
}

fn requests_sentence(report: &Report) -> Option<SentenceView> {
    let (year, table) = (report.year, report.measure(Measure::Received)?);
    if table.grid.all_zero() {
        let text = format!("{year}年没有收到政府信息公开申请，也没有上年结转的申请");
        return Some(zero(report, &table, &text));
    }
    let (received, carried) = (
        report.count(Measure::Received)?,
        report.count(Measure::CarriedIn)?,
    );
    let (concluded, left) = (
        report.count(Measure::Concluded)?,
        report.count(Measure::CarriedOut)?,
    );
    // A sentence that adds up wrongly would only repeat the table's fault.
    if received + carried != concluded + left {
        return None;
    }
    let carried = if carried > 0 {
        format!("，加上上年结转{carried}件")
    } else {
        String::new()
    };
    let left = if left > 0 {
        format!("，{left}件结转下年度继续办理")
    } else {
        "，没有结转下年度的".to_owned()
    };
    let text =
        format!("{year}年新收政府信息公开申请{received}件{carried}；办结{concluded}件{left}。");
    Some(SentenceView { id: None, text })
}

fn disputes_sentence(report: &Report, total: Option<i64>) -> Option<SentenceView> {
    let table = report.measure(DISPUTED.measures[0])?;
    if table.grid.all_zero() {
        let text = "没有因政府信息公开发生行政复议和行政诉讼";
        return Some(zero(report, &table, text));
    }
    let text = format!("因政府信息公开发生行政复议和行政诉讼共{}件。", total?);
    Some(SentenceView { id: None, text })
}
