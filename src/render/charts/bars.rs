//! Bars below each other, for names and numbers of any length.

use std::fmt::Write as _;

use super::chart::{Chart, WIDTH, short, size, width};

/// How much one bar takes, and how much of that is drawn.
const ROW: f64 = 28.0;
const THICK: f64 = 20.0;
/// Between a label, a bar and a number.
const SPACE: f64 = 6.0;
/// No bar is so short that it cannot be compared, however long the numbers are.
const SHORTEST: f64 = 60.0;

/// A chart of bars. Linear in its marks.
pub fn bars(chart: &Chart<'_>) -> String {
    let says = |at: usize| {
        let mark = &chart.marks[at];
        let number = mark.figure.map(|figure| figure.to_string());
        number.unwrap_or_default() + &mark.note
    };
    let marks = 0..chart.marks.len();
    let widest = |widths: &mut dyn Iterator<Item = f64>| widths.fold(0.0, f64::max);
    let labels = widest(&mut chart.marks.iter().map(|mark| width(&mark.label)));
    let numbers = widest(&mut marks.clone().map(|at| width(&says(at))));
    let left = labels + SPACE;
    let longest = (WIDTH - left - SPACE - numbers).max(SHORTEST);
    let top = |at: usize| {
        let before = chart
            .breaks
            .iter()
            .filter(|(place, _)| *place <= at)
            .count();
        ROW * (at + before) as f64
    };
    let shapes = chart.shapes(|at, part| [left, top(at), (longest * part).max(1.0), THICK]);
    let largest = chart.largest();
    let mut texts = String::new();
    for at in marks {
        let (mark, y) = (&chart.marks[at], short(top(at) + 15.0));
        // Writing into a string cannot fail.
        _ = write!(texts, "<text y=\"{y}\">{}</text>", mark.label);
        if !says(at).is_empty() {
            let long = mark.figure.map_or(0.0, size) * longest / largest;
            let x = short(left + long + SPACE);
            _ = write!(texts, "<text x=\"{x}\" y=\"{y}\">{}</text>", says(at));
        }
    }
    for (at, words) in &chart.breaks {
        let (line, text) = (short(top(*at) - 6.0), short(top(*at) - 11.0));
        _ = write!(
            texts,
            "<path class=\"ax\" stroke-dasharray=\"4 3\" d=\"M0 {line}H{WIDTH}\"/><text x=\"{WIDTH}\" y=\"{text}\" text-anchor=\"end\">{words}</text>"
        );
    }
    let end = top(chart.marks.len().saturating_sub(1)) + THICK + 4.0;
    let axis = short(left - 0.5);
    let drawn = format!(
        "{shapes}<path class=\"ax\" d=\"M{axis} -4V{}\"/>{texts}",
        short(end)
    );
    chart.framed(end + 14.0, &drawn)
}
