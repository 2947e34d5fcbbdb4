//! Charts as inline SVG: pure functions from numbers to a text.
//!
//! Every mark carries its number, and the description holds all of them, so nothing is
//! told by size or colour alone. All begin at zero. There are no scripts and no style
//! attributes, which the pages' security policy forbids; the classes are those of the
//! style sheet: `b1` is the newest mark, `b2` the others, `ax` lines. Marks that are not
//! to be compared are hollow and dashed, so that a print in black and white shows them.

mod bars;
mod chart;
mod columns;

pub use bars::bars;
pub use chart::{Chart, Fill, Mark};

/// Columns over the years; bars, where the numbers are too wide to stand side by side.
pub fn over_time(chart: &Chart<'_>) -> String {
    match columns::fit(chart) {
        true => columns::columns(chart),
        false => bars(chart),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Figure;

    fn chart(figures: &[Option<i64>]) -> Chart<'static> {
        let mark = |(at, figure): (usize, &Option<i64>)| Mark {
            label: (2019 + at).to_string(),
            figure: figure.map(Figure::from),
            fill: match at {
                0 => Fill::Hollow,
                at if at + 1 == figures.len() => Fill::Strong,
                _ => Fill::Quiet,
            },
            note: String::new(),
        };
        Chart {
            number: 3,
            title: "新收申请（件）",
            description: "都在这里",
            marks: figures.iter().enumerate().map(mark).collect(),
            breaks: vec![(1, "2020年起用新表式".to_owned())],
        }
    }

    #[test]
    fn heights_are_in_proportion_and_begin_at_zero() {
        let drawn = over_time(&chart(&[Some(30), Some(60), Some(120)]));
        // The base line is at 164, the largest column 120 high.
        for height in ["v30h", "v60h", "v120h"] {
            assert!(drawn.contains(height), "{drawn}");
        }
        assert!(drawn.contains("<desc id=\"c3d\">都在这里</desc>"));
        assert!(drawn.contains(">120</text>") && drawn.contains(">2020年起用新表式</text>"));
    }

    #[test]
    fn a_gap_and_a_zero_are_told_apart() {
        let drawn = over_time(&chart(&[None, Some(0), Some(7)]));
        assert_eq!(drawn.matches("<path class=\"b").count(), 1, "{drawn}");
        assert!(drawn.contains(">0</text>"));
        assert!(drawn.contains(">2019</text>"), "the year keeps its place");
    }

    #[test]
    fn numbers_that_do_not_fit_side_by_side_stand_below_each_other() {
        // A column's number is set in the middle over it, a bar's beside it.
        let columns = over_time(&chart(&[Some(100); 10]));
        assert!(columns.contains("<g text-anchor=\"middle\">"), "{columns}");
        for label in [">2019<", ">20<", ">27<", ">2028<"] {
            assert!(
                columns.contains(label),
                "years between are shortened: {columns}"
            );
        }
        let wide = over_time(&chart(&[Some(100_000); 10]));
        assert!(!wide.contains("middle"), "{wide}");
        assert!(wide.contains(">2020<"), "{wide}");
        assert_eq!(wide.matches(">100000</text>").count(), 10);
    }

    #[test]
    fn no_chart_is_larger_than_3_kb() {
        let wide = [Some(-9_223_372_036_854_775_807); 10];
        for figures in [[Some(9999); 10], [Some(8_888_888); 10], wide] {
            let mut chart = chart(&figures);
            let description = "2019年88888888件；".repeat(10);
            chart.description = &description;
            let drawn = over_time(&chart);
            assert!(drawn.len() <= 3 * 1024, "{}", drawn.len());
        }
    }
}
