//! 数据速览: at most four numbers and a few sentences, outside the report.
//!
//! The sentences are patterns, never free text: what they say follows from
//! the numbers alone, and a number that is not known is not spoken of.

use serde::Serialize;

use crate::form::{Dispute, Matter, Measure, Verdict};
use crate::portal::{Report, Unit};
use crate::report::{Grid, Measured};

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
    /// How it differs from last year's, if that is known and was counted by the
    /// same form.
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
    let spoken_of = [Measure::Received, DISPUTES[0]];
    let holds = |measured: Measured<'_>| std::ptr::eq(measured.grid, grid);
    grid.all_zero()
        && spoken_of
            .into_iter()
            .filter_map(|one| report.measure(one))
            .any(holds)
}

/// The totals of the disputes.
const DISPUTES: [Measure; 3] = [
    Measure::Disputes(Dispute::Review, Verdict::Total),
    Measure::Disputes(Dispute::DirectSuit, Verdict::Total),
    Measure::Disputes(Dispute::LaterSuit, Verdict::Total),
];

type Count = fn(&Report) -> Option<i64>;

/// What is shown as a figure, in this order.
const FIGURES: [(Count, &str); 4] = [
    (|one| one.count(Measure::Received), "新收公开申请"),
    (|one| one.count(Measure::Concluded), "办结公开申请"),
    (
        |one| one.count(Measure::Decisions(Matter::Penalty)),
        "行政处罚决定",
    ),
    (disputes_total, "行政复议、行政诉讼"),
];

impl GlanceView {
    /// `None` where the report has no tables.
    pub fn of(report: &Report, unit: &Unit) -> Option<Self> {
        let last = report.year.checked_sub(1);
        let last = last.and_then(|year| unit.reports.get(&year));
        let last = last.filter(|last| std::ptr::eq(last.form, report.form));
        let figures = FIGURES.iter().filter_map(|(count, label)| {
            let number = count(report)?;
            Some(FigureView {
                number: number.to_string(),
                unit: "件",
                label,
                change: last.and_then(count).map(|before| change(before, number)),
            })
        });
        let figures: Vec<FigureView> = figures.collect();
        let disputed = disputes_total(report);
        let sentences = [
            requests_sentence(report),
            disputes_sentence(report, disputed),
        ];
        let sentences: Vec<SentenceView> = sentences.into_iter().flatten().collect();
        (!figures.is_empty() || !sentences.is_empty()).then_some(Self { figures, sentences })
    }
}

fn change(before: i64, now: i64) -> String {
    match now - before {
        0 => "与上年相同".to_owned(),
        more @ 1.. => format!("比上年多{more}件"),
        less => format!("比上年少{}件", -less),
    }
}

/// All disputes together; unknown where one of the totals is.
pub fn disputes_total(report: &Report) -> Option<i64> {
    DISPUTES.iter().map(|measure| report.count(*measure)).sum()
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
    let table = report.measure(DISPUTES[0])?;
    if table.grid.all_zero() {
        let text = "没有因政府信息公开发生行政复议和行政诉讼";
        return Some(zero(report, &table, text));
    }
    let text = format!("因政府信息公开发生行政复议和行政诉讼共{}件。", total?);
    Some(SentenceView { id: None, text })
}
