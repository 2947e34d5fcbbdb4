//! A page that puts the report on the clipboard: one file, for the browser of whoever
//! publishes by hand.

use crate::export::ReportInputs;
use crate::parse::markdown::escape;

use super::fragment::fragment;
use super::plain::plain_tables;

/// The page with marks for what is filled in.
const PAGE: &str = include_str!("page.html");

/// What the script does, in ECMAScript 5: offices have old browsers.
const SCRIPT: &str = include_str!("copy.js");

/// A whole page that works without a network and from a folder: it shows the report and has
/// buttons that copy it as rich text, its tables as plain text, and its source.
///
/// The report stands in it as text, so the page itself is sound HTML whatever editors need;
/// the script shows it.
pub fn page(inputs: &ReportInputs<'_>) -> String {
    let escaped = |text: &str| {
        let mut html = String::new();
        escape(text, &mut html);
        html
    };
    let marks = [
        ("{title}", escaped(&inputs.report.title)),
        ("{source}", escaped(&fragment(inputs))),
        ("{tables}", escaped(&plain_tables(inputs))),
        ("{script}", SCRIPT.to_owned()),
    ];
    filled(PAGE, &marks)
}

/// The page with every mark replaced; what is filled in is not looked at again, because a
/// report may hold the same characters.
fn filled(page: &str, marks: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((at, (mark, text))) = next(rest, marks) {
        out.push_str(&rest[..at]);
        out.push_str(text);
        rest = &rest[at + mark.len()..];
    }
    out + rest
}

/// The first mark with its place.
fn next<'m, 'a>(
    text: &str,
    marks: &'m [(&'a str, String)],
) -> Option<(usize, &'m (&'a str, String))> {
    let found = marks
        .iter()
        .filter_map(|mark| Some((text.find(mark.0)?, mark)));
    found.min_by_key(|(at, _)| *at)
}
