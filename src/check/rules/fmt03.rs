//! FMT03: every table of the form is there, as numbers and not as a picture.
//! Tables that the file does not state are found while it is read.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::Place;
use crate::diag::codes::FMT03 as CODE;
use crate::report::{Grid, Piece};

pub static RULE: Rule = Rule {
    code: &CODE,
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
