//! FMT03: every table of the form is there, as numbers and not as a picture.
//! Tables that the file does not state are found while it is read.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Level, Place};
use crate::report::{Grid, Piece};

pub static RULE: Rule = Rule {
    id: "FMT03",
    name: "missing-table",
    title: "缺少表格，或者用图片代替表格",
    level: Level::Error,
    what: "表二、表三、表四都要有；表格一格没填，这一部分里却放了图片或 PDF，也算缺少。",
    why: "图片和附件里的数字不能复制、不能核对，视障读者也读不到。",
    fix: "把数填进 report.yaml；整张表都是 0 就写  {其余为零: true}；图片可以留作附件。",
    example: Example {
        bad: "## 三、收到和处理政府信息公开申请情况\n![表三](files/表三.png)",
        good: "表三: {本年新收: {自然人: 3}, 予以公开: {自然人: 3}, 其余为零: true}",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号规定的表格",
        mark: Mark::Verified,
    },
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for piece in &scope.report.narrative.pieces {
        let Some(part) = piece.part.and_then(|part| scope.report.form.part(part)) else {
            continue;
        };
        let Some(span) = picture(piece) else { continue };
        let mut grids = scope
            .report
            .grids
            .iter()
            .filter(|grid| part.tables.iter().any(|table| table.id == grid.table.id));
        if grids.all(Grid::is_blank) {
            let message = format!("“{}”只有图片或附件，{}没有填数", piece.heading, part.name);
            let help = format!("把数填进 report.yaml 的“{}”", part.name);
            let place = Place::span(scope.words.file, span);
            findings.push(Finding::new(place, message, help));
        }
    }
}

/// The first picture or PDF among the words of a section.
pub(super) fn picture(piece: &Piece) -> Option<Range<usize>> {
    const KINDS: [&str; 6] = [".pdf", ".png", ".jpg", ".jpeg", ".doc", ".docx"];
    let mut links = piece.before.links().chain(piece.after.links());
    let link = links.find(|link| {
        let target = link.target.to_ascii_lowercase();
        link.image || KINDS.iter().any(|kind| target.ends_with(kind))
    })?;
    Some(link.span.clone())
}
