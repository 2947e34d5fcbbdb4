//! What a chart draws, and the parts that all of them share.

use crate::report::Figure;

/// The width of every chart in its own units, which are pixels on a phone.
pub(super) const WIDTH: f64 = 340.0;

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

impl Chart<'_> {
    /// The largest size of all marks, and at least a little more than nothing.
    pub(super) fn largest(&self) -> f64 {
        let sizes = self.marks.iter().filter_map(|mark| mark.figure);
        sizes.map(size).fold(f64::MIN_POSITIVE, f64::max)
    }

    /// The `<svg>` around what is drawn, so high.
    pub(super) fn framed(&self, height: f64, drawn: &str) -> String {
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
    pub(super) fn shapes(&self, place: impl Fn(usize, f64) -> [f64; 4]) -> String {
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
pub(super) fn size(figure: Figure) -> f64 {
    figure.approximate().max(0.0)
}

/// A coordinate with one decimal at most.
pub(super) fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// About how wide a text is set.
pub(super) fn width(text: &str) -> f64 {
    let wide = |letter: char| if letter.is_ascii() { 8.0 } else { 14.0 };
    text.chars().map(wide).sum()
}
