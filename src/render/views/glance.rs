//! 数据速览: at most four numbers and a few sentences, outside the report.
//!
//! The sentences are patterns, never free text: what they say follows from
//! the numbers alone, and a number that is not known is not spoken of.

use serde::Serialize;

use crate::portal::Report;
use crate::report::Grid;

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
}

#[derive(Debug, Serialize)]
pub struct SentenceView {
    /// Named by `aria-describedby` of the table it speaks of.
    pub id: Option<String>,
    pub text: String,
}

/// The number of a table (`t3`) whose every cell is zero, for its sentence's id.
pub fn zero_id(table: &str) -> String {
    format!("zero-{table}")
}

impl GlanceView {
    /// `None` where the report has no tables.
    pub fn of(report: &Report) -> Option<Self> {
        let requests = grid(report, "requests")?;
        let disputes = grid(report, "disputes")?;
        let received = count(requests, "new_received", "total");
        let concluded = count(requests, "concluded_total", "total");
        let penalties =
            grid(report, "enforcement").and_then(|grid| count(grid, "penalties", "decisions"));
        let disputed = disputes_total(disputes);
        let figure = |number: Option<i64>, label| {
            number.map(|number| FigureView {
                number: number.to_string(),
                unit: "件",
                label,
            })
        };
        let figures = [
            figure(received, "新收公开申请"),
            figure(concluded, "办结公开申请"),
            figure(penalties, "行政处罚决定"),
            figure(disputed, "行政复议、行政诉讼"),
        ];
        let figures: Vec<FigureView> = figures.into_iter().flatten().collect();
        let sentences = [
            requests_sentence(report.year, requests),
            disputes_sentence(disputes, disputed),
        ];
        let sentences: Vec<SentenceView> = sentences.into_iter().flatten().collect();
        (!figures.is_empty() || !sentences.is_empty()).then_some(Self { figures, sentences })
    }
}

/// The total of table four; unknown where one of its totals is.
pub fn disputes_total(disputes: &Grid) -> Option<i64> {
    let rows = [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ];
    rows.iter().map(|row| count(disputes, row, "total")).sum()
}

/// A count by the ids of its row and column.
pub fn count(grid: &Grid, row: &str, column: &str) -> Option<i64> {
    grid.named(row, column).and_then(|cell| cell.value.count())
}

pub fn grid<'r>(report: &'r Report, table: &str) -> Option<&'r Grid> {
    report.grids.iter().find(|grid| grid.table.id == table)
}

fn requests_sentence(year: u16, grid: &Grid) -> Option<SentenceView> {
    if grid.all_zero() {
        let text =
            format!("{year}年没有收到政府信息公开申请，也没有上年结转的申请，表三各项都是0。");
        return Some(SentenceView {
            id: Some(zero_id("t3")),
            text,
        });
    }
    let number = |row| count(grid, row, "total");
    let (received, carried) = (number("new_received")?, number("carried_in")?);
    let (concluded, left) = (number("concluded_total")?, number("carried_out")?);
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

fn disputes_sentence(grid: &Grid, total: Option<i64>) -> Option<SentenceView> {
    if grid.all_zero() {
        let text = "没有因政府信息公开发生行政复议和行政诉讼，表四各项都是0。".to_owned();
        return Some(SentenceView {
            id: Some(zero_id("t4")),
            text,
        });
    }
    let text = format!("因政府信息公开发生行政复议和行政诉讼共{}件。", total?);
    Some(SentenceView { id: None, text })
}
