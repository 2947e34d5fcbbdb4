//! The report as HTML that can be pasted.

use crate::parse::markdown::escape;

use super::super::{ReportInputs, printed};
use super::tables;
use super::words::Words;

/// The report as HTML to be pasted: title, sections, tables, signature. It has no class, id,
/// script or style element. Linear in the report.
pub fn fragment(inputs: &ReportInputs<'_>) -> String {
    let report = inputs.report;
    let parts = printed(report.form);
    let mut html = String::new();
    title(&report.title, &mut html);
    let mut words = Words::new(&report.links, &mut html);
    words.blocks(&report.narrative.preamble.blocks());
    for piece in &report.narrative.pieces {
        words.heading(2, &piece.heading);
        words.blocks(&piece.before.blocks());
        let part = parts.iter().find(|part| Some(part.part.id) == piece.part);
        if let Some(part) = part {
            tables::sheet(part, &report.grids, words.html());
        }
        words.blocks(&piece.after.blocks());
    }
    signature(inputs, &mut html);
    html
}

fn title(title: &str, html: &mut String) {
    html.push_str(
        "<p align=\"center\" style=\"text-align:center;font-size:22px;line-height:1.5;\
         margin:0 0 1em\"><strong>",
    );
    escape(title, html);
    html.push_str("</strong></p>\n");
}

/// Who signed it and when, at the right.
fn signature(inputs: &ReportInputs<'_>, html: &mut String) {
    let report = inputs.report;
    let day = report.signed.as_ref().map(|signed| signed.chinese());
    for line in [Some(report.organization.clone()), day]
        .into_iter()
        .flatten()
    {
        html.push_str("<p align=\"right\" style=\"text-align:right;line-height:1.75;margin:0\">");
        escape(&line, html);
        html.push_str("</p>\n");
    }
}
