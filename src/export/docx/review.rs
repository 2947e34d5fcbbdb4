//! The document that is handed in for approval: the report, and on a page of its own what
//! the checks found in it and what changed against last year.

use crate::parse::markdown::{Run, StyledText, TextTable};
use crate::report::narrative::REVIEW_PAGE;

use super::super::ReportInputs;
use super::document;
use super::narrative::Body;

/// What stands on the page behind the report, in the words of the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    pub findings: Vec<Finding>,
    pub allowed: Vec<Allowed>,
    /// The year of the report before, if there is one.
    pub last_year: Option<u16>,
    /// The cells that differ from those of the report before.
    pub changes: Vec<Change>,
}

/// Something that the checks found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs: 必须改, 建议看.
    pub level: String,
    pub place: String,
    pub message: String,
    /// What to do; empty if nothing is proposed.
    pub help: String,
}

/// What the report allows though the checks found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// What the rule looks for.
    pub what: String,
    pub why: String,
}

/// A cell that differs from that of the report before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub label: String,
    pub last_year: String,
    pub this_year: String,
}

/// How wide the columns of each list are, in twips.
const FINDING: [usize; 4] = [1100, 2200, 3044, 2500];
const ALLOWED: [usize; 2] = [4422, 4422];
const CHANGE: [usize; 3] = [5444, 1700, 1700];

/// The document of a report with the page of its review. Linear in both.
pub fn for_review(inputs: &ReportInputs<'_>, review: &Review) -> Vec<u8> {
    document::file(inputs, |body| {
        body.page("Heading1", REVIEW_PAGE);
        findings(review, body);
        allowed(review, body);
        changes(review, inputs.report.year, body);
    })
}

fn findings(review: &Review, body: &mut Body) {
    body.line("Heading2", "检查发现的问题");
    let rows = review.findings.iter().map(|one| {
        let Finding {
            level,
            place,
            message,
            help,
        } = one;
        vec![level.as_str(), place, message, help]
    });
    let heads = ["级别", "位置", "问题", "怎么办"];
    list(&heads, rows.collect(), &FINDING, "没有发现问题。", body);
}

fn allowed(review: &Review, body: &mut Body) {
    body.line("Heading2", "允许保留的问题和理由");
    let rows = review.allowed.iter();
    let rows = rows.map(|one| vec![one.what.as_str(), &one.why]);
    list(&["问题", "理由"], rows.collect(), &ALLOWED, "没有。", body);
}

fn changes(review: &Review, year: u16, body: &mut Body) {
    body.line("Heading2", "与上年相比的变化");
    let Some(last) = review.last_year else {
        body.line("BodyText", "没有可以比较的上年年报。");
        return;
    };
    let rows = review.changes.iter().map(|one| {
        let Change {
            label,
            last_year,
            this_year,
        } = one;
        vec![label.as_str(), last_year, this_year]
    });
    let (last, this) = (format!("{last}年"), format!("{year}年"));
    let heads = ["项目", &last, &this];
    list(
        &heads,
        rows.collect(),
        &CHANGE,
        "各项数字与上年相同。",
        body,
    );
}

/// A table with these heads, or a sentence where there are no rows.
fn list(heads: &[&str], rows: Vec<Vec<&str>>, widths: &[usize], none: &str, body: &mut Body) {
    if rows.is_empty() {
        body.line("BodyText", none);
        return;
    }
    let cell = |text: &&str| {
        let text = StyledText {
            text: (*text).to_owned(),
            ..StyledText::default()
        };
        vec![Run::Text(text)]
    };
    let row = |row: &[&str]| row.iter().map(cell).collect();
    let mut table = TextTable {
        rows: vec![row(heads)],
        heads: 1,
    };
    table.rows.extend(rows.iter().map(|one| row(one)));
    body.grid(&table, widths);
}
