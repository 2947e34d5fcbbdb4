//! Columns side by side, one a year.

use std::fmt::Write as _;

use super::chart::{Chart, Fill, WIDTH, short, size, width};

/// Free space at both ends.
const MARGIN: f64 = 4.0;
/// Between two numbers that stand side by side.
const SPACE: f64 = 4.0;
/// Where the base line is.
const BASE: f64 = 164.0;
/// How high the largest column is.
const HIGHEST: f64 = 120.0;
/// Where what a line says is written, above the columns.
const ABOVE: f64 = 18.0;

/// Whether the numbers have room beside each other.
pub(super) fn fit(chart: &Chart<'_>) -> bool {
    let slot = slot(chart);
    chart.marks.iter().all(|mark| {
        let number = mark.figure.map_or(0.0, |figure| width(&figure.to_string()));
        number + SPACE <= slot && mark.note.is_empty()
    })
}

fn slot(chart: &Chart<'_>) -> f64 {
    (WIDTH - 2.0 * MARGIN) / (chart.marks.len().max(1) as f64)
}

/// A chart of columns. Linear in its marks.
pub(super) fn columns(chart: &Chart<'_>) -> String {
    let slot = slot(chart);
    let wide = (slot - 10.0).min(34.0);
    let left = |at: usize| MARGIN + slot * at as f64;
    let shapes = chart.shapes(|at, part| {
        let high = (HIGHEST * part).max(1.0);
        [left(at) + (slot - wide) / 2.0, BASE - high, wide, high]
    });
    let largest = chart.largest();
    let mut texts = String::new();
    for (at, mark) in chart.marks.iter().enumerate() {
        let middle = short(left(at) + slot / 2.0);
        if let Some(figure) = mark.figure {
            let y = short(BASE - HIGHEST * size(figure) / largest - 6.0);
            let bold = match mark.fill {
                Fill::Strong => " font-weight=\"700\"",
                Fill::Quiet | Fill::Hollow => "",
            };
            // Writing into a string cannot fail.
            _ = write!(
                texts,
                "<text x=\"{middle}\" y=\"{y}\"{bold}>{figure}</text>"
            );
        }
        let whole = at == 0 || at + 1 == chart.marks.len() || width(&mark.label) + SPACE <= slot;
        let (y, label) = (
            BASE + 20.0,
            if whole { &mark.label } else { end(&mark.label) },
        );
        _ = write!(texts, "<text x=\"{middle}\" y=\"{y}\">{label}</text>");
    }
    let breaks: String = chart
        .breaks
        .iter()
        .map(|(at, says)| line(left(*at), says))
        .collect();
    let (end, axis) = (WIDTH - MARGIN, BASE + 0.5);
    let drawn = format!(
        "{shapes}<path class=\"ax\" d=\"M{MARGIN} {axis}H{end}\"/><g text-anchor=\"middle\">{texts}</g>{breaks}"
    );
    chart.framed(206.0, &drawn)
}

/// The last two letters: of a year between others, where there is no room for it.
fn end(label: &str) -> &str {
    let at = label.char_indices().nth_back(1).map_or(0, |(at, _)| at);
    &label[at..]
}

/// A dashed line between two columns, and what it says, on the side that has room.
fn line(x: f64, says: &str) -> String {
    let (text, anchor) = match x + 6.0 + width(says) <= WIDTH {
        true => (x + 6.0, ""),
        false => (x - 6.0, " text-anchor=\"end\""),
    };
    let (x, text) = (short(x), short(text));
    format!(
        "<path class=\"ax\" stroke-dasharray=\"4 3\" d=\"M{x} 6V{BASE}\"/><text x=\"{text}\" y=\"{ABOVE}\"{anchor}>{says}</text>"
    )
}
