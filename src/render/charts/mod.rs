//! Charts as inline SVG: pure functions from numbers to a text.
//!
//! Every mark carries its number, and the description holds all of them, so nothing is
//! told by size or colour alone. All begin at zero. There are no scripts and no style
//! attributes, which the pages' security policy forbids; the classes are those of the
//! style sheet: `b1` is the newest mark, `b2` the others, `ax` lines. Marks that are not
//! to be compared are hollow and dashed, so that a print in black and white shows them.

mod bars;
mod columns;

use crate::report::Figure;

pub use bars::bars;

/// The width of every chart in its own units, which are pixels on a phone.
const WIDTH: f64 = 340.0;

/// What is drawn, in the order from left to right or from top to bottom.
pub struct Chart<'c> {
    /// Its number on the page, from which its ids are made.
    pub number: usize,
    pub title: &'c str,
    /// Every value in words.
    pub description: &'c str,
    pub marks: Vec<Mark>,
    /// Lines that stand before the mark of this place, with what they say.
    pub breaks: Vec<(usize, String)>,
}

/// One mark: a column or a bar.
pub struct Mark {
    pub label: String,
    /// `None` leaves a gap.
    pub figure: Option<Figure>,
    pub fill: Fill,
    /// What is printed after the number, or in its place.
    pub note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// The newest mark, or all of one kind.
    Strong,
    /// Those before it.
    Quiet,
    /// Counted otherwise than the others.
    Hollow,
}

/// Columns over the years; bars, where the numbers are too wide to stand side by side.
pub fn over_time(chart: &Chart<'_>) -> String {
    match columns::fit(chart) {
        true => columns::columns(chart),
        false => bars(chart),
    }
}

impl Chart<'_> {
    /// The largest size of all marks, and at least a little more than nothing.
    fn largest(&self) -> f64 {
        let sizes = self.marks.iter().filter_map(|mark| mark.figure);
        sizes.map(size).fold(f64::MIN_POSITIVE, f64::max)
    }

    /// The `<svg>` around what is drawn, so high.
    fn framed(&self, height: f64, drawn: &str) -> String {
        let Self {
            number,
            title,
            description,
            ..
        } = self;
        let height = short(height);
        format!(
            "<svg viewBox=\"0 -10 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"c{number}t c{number}d\" focusable=\"false\">\
             <title id=\"c{number}t\">{title}</title><desc id=\"c{number}d\">{description}</desc>{drawn}</svg>"
        )
    }

    /// The rectangles of each fill in one path; `place` gives those of a mark with a
    /// number its left edge, top, width and height.
    fn shapes(&self, place: impl Fn(usize, f64) -> [f64; 4]) -> String {
        let largest = self.largest();
        let path = |fill: Fill, attributes: &str| {
            let own = self.marks.iter().enumerate();
            let own = own.filter(|(_, mark)| mark.fill == fill);
            let own = own.filter_map(|(at, mark)| Some((at, size(mark.figure?))));
            let own = own.filter(|(_, size)| *size > 0.0);
            let outline = |(at, size): (usize, f64)| {
                let [x, y, width, height] = place(at, size / largest).map(short);
                format!("M{x} {y}h{width}v{height}h-{width}z")
            };
            let outlines: String = own.map(outline).collect();
            match outlines.is_empty() {
                true => outlines,
                false => format!("<path {attributes} d=\"{outlines}\"/>"),
            }
        };
        [
            path(Fill::Quiet, "class=\"b2\""),
            path(Fill::Strong, "class=\"b1\""),
            path(
                Fill::Hollow,
                "class=\"ax\" fill=\"none\" stroke-width=\"2\" stroke-dasharray=\"5 3\"",
            ),
        ]
        .concat()
    }
}

/// How large a mark is drawn; less than nothing is not.
fn size(figure: Figure) -> f64 {
    figure.approximate().max(0.0)
}

/// A coordinate with one decimal at most.
fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// About how wide a text is set.
fn width(text: &str) -> f64 {
    let wide = |letter: char| if letter.is_ascii() { 8.0 } else { 14.0 };
    text.chars().map(wide).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let wide = [Some(100_000); 10];
        let (wide, narrow) = (chart(&wide), chart(&[Some(100); 10]));
        assert!(over_time(&wide).contains("340 306\""));
        assert!(over_time(&narrow).contains("340 206\""));
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
