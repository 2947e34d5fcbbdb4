//! How a year's requests were answered, as bars: what came of them, and why nothing was
//! given.

use crate::form::{Head, Measure};
use crate::portal::Report;
use crate::report::Figure;

use super::super::charts::{Chart, Fill, Mark, bars};
use super::measures::placed;
use super::years_charts::ChartView;

/// How many reasons are drawn at most.
const MOST_REASONS: usize = 6;

/// A part of what was answered; `None` where the report does not state it.
type Part = (String, Option<Figure>);

/// How the requests of a report were answered: one chart of the results, one of the
/// reasons why nothing was given. The charts are numbered from `number` on.
pub fn answers(report: &Report, number: usize) -> Vec<ChartView> {
    let figure = |measure| report.measure(measure)?.figure();
    let whole: Option<Figure> = figure(Measure::Concluded);
    let Some(whole) = whole.filter(|whole| !whole.is_zero()) else {
        return Vec::new();
    };
    let results = Measure::OUTCOMES.into_iter().filter_map(|measure| {
        let (_, line) = placed(measure)?;
        Some((line.name.to_owned(), figure(measure)))
    });
    let results: Vec<Part> = results.collect();
    let opened = figure(Measure::Granted).zip(figure(Measure::PartlyGranted));
    let sentence = opened.and_then(|(granted, partly)| {
        let opened = granted + partly;
        let percent = opened.percent_of(whole)?;
        Some(format!(
            "办结{whole}件，其中予以公开和部分公开{opened}件，占{percent}%。"
        ))
    });
    let sentence = sentence.unwrap_or_else(|| format!("办结{whole}件。"));
    let mut charts = vec![answered(number, "办理结果", sentence, results, whole)];
    charts.extend(reasons(report, whole, number + 1));
    charts
}

fn answered(
    number: usize,
    heading: &str,
    sentence: String,
    parts: Vec<Part>,
    whole: Figure,
) -> ChartView {
    let percent = |figure: Figure| figure.percent_of(whole).unwrap_or_default();
    let told = parts.iter().map(|(name, figure)| match figure {
        Some(figure) => format!("{name}{figure}件，占{}%", percent(*figure)),
        None => format!("{name}未填"),
    });
    let told: Vec<String> = told.collect();
    let chart = Chart {
        number,
        title: &format!("{heading}（件）"),
        description: &format!("{}。", told.join("；")),
        marks: parts
            .into_iter()
            .map(|(label, figure)| Mark {
                label,
                fill: Fill::Strong,
                note: match figure {
                    Some(figure) => format!("件 {}%", percent(figure)),
                    None => "未填".to_owned(),
                },
                figure,
            })
            .collect(),
        breaks: Vec::new(),
    };
    ChartView {
        heading: heading.to_owned(),
        sentence,
        svg_html: bars(&chart),
        note: None,
    }
}

/// Why requests were denied or could not be met, the most frequent reason first.
fn reasons(report: &Report, whole: Figure, number: usize) -> Option<ChartView> {
    let both = [Measure::Denied, Measure::Unavailable];
    let [denied, unavailable] = both.map(|measure| report.measure(measure));
    let (denied, unavailable) = (denied?, unavailable?);
    let sum = denied.figure()? + unavailable.figure()?;
    let rows = denied.rows().chain(unavailable.rows());
    let mut reasons: Vec<Part> = rows
        .filter(|(_, figure)| figure.is_some_and(|figure| !figure.is_zero()))
        .map(|(head, figure)| (short(head), figure))
        .collect();
    if reasons.is_empty() {
        return None;
    }
    reasons.sort_by(|(_, one), (_, other)| other.cmp(one));
    let heading = match reasons.len() {
        0..=MOST_REASONS => "没有提供的原因",
        _ => "没有提供的主要原因",
    };
    reasons.truncate(MOST_REASONS);
    let sentence = format!("办结{whole}件，其中不予公开和无法提供{sum}件。");
    Some(answered(number, heading, sentence, reasons, whole))
}

/// The name of a row where space is short, without its number.
fn short(head: &Head) -> String {
    let name = head.names.first().copied().unwrap_or(head.label);
    let number = |letter: char| letter.is_ascii_digit() || letter == '.';
    name.trim_start_matches(number).to_owned()
}
