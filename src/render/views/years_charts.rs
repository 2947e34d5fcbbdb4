//! The charts of 历年变化: which lines are drawn, how, and the sentence over each.

use serde::Serialize;

use crate::form::{Document, DocumentCount, Form, Matter, Measure};
use crate::report::{Figure, Figures};

use super::super::charts::{Chart, Fill, Mark, over_time};
use super::change::Change;
use super::history::{History, Year, listed};
use super::measures::{DISPUTED, Line, OPENED, Said, placed};

/// How many years a chart shows at most, and how many lines are drawn at most.
pub const MOST_YEARS: usize = 10;
const MOST_CHARTS: usize = 6;

#[derive(Debug, Serialize)]
pub struct ChartView {
    pub heading: String,
    pub sentence: String,
    pub svg_html: String,
    /// What else is to be known of single marks.
    pub note: Option<String>,
}

/// What the lines have become that might be drawn.
#[derive(Default)]
pub struct Drawn {
    pub charts: Vec<ChartView>,
    /// On those that are zero in every year: a sentence each.
    pub zeros: Vec<String>,
    /// Whether some marks are hollow.
    pub hollow: bool,
}

/// What may be drawn, the most asked for first. Of measures that replace each other that
/// of the newest report is taken.
fn candidates(newest: &Form) -> Vec<(&'static Line, &'static str)> {
    use Measure::{Decisions, Documents};
    let normative = |count| Documents(Document::Normative, count);
    let single = |measure| placed(measure).map(|(group, line)| (line, group.unit));
    let all = [
        single(Measure::Received),
        single(Measure::Concluded),
        Some((&OPENED, "件")),
        Some((&DISPUTED, "件")),
        single(normative(DocumentCount::InForce)),
        single(normative(DocumentCount::PublicTotal)),
        single(Decisions(Matter::Penalty)),
        single(Decisions(Matter::Licence)),
        single(Decisions(Matter::Coercion)),
        single(Measure::Fees),
    ];
    let all = all.into_iter().flatten();
    all.filter(|(line, _)| line.asked_by(newest)).collect()
}

/// The charts of a unit's newest years. Linear in lines and years.
pub fn charts(history: &History<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let Some((newest, _)) = history.newest() else {
        return drawn;
    };
    for (line, unit) in candidates(newest.form) {
        let series = Series::of(line, unit, history);
        match series.kind() {
            Kind::Unknown => {}
            Kind::Zero => drawn.zeros.push(series.zero(history)),
            Kind::Drawn if drawn.charts.len() < MOST_CHARTS => {
                drawn.hollow |= series.hollow().next().is_some();
                let number = drawn.charts.len() + 1;
                drawn.charts.push(series.chart(number, history));
            }
            Kind::Drawn => {}
        }
    }
    drawn
}

/// The chart of what is most asked for; `None` if it is not known, or always zero.
pub fn foremost(history: &History<'_>) -> Option<ChartView> {
    let (newest, _) = history.newest()?;
    let (line, unit) = candidates(newest.form).into_iter().next()?;
    let series = Series::of(line, unit, history);
    matches!(series.kind(), Kind::Drawn).then(|| series.chart(1, history))
}

/// The newest years of one line.
struct Series<'h, 'f> {
    line: &'static Line,
    unit: &'static str,
    years: Vec<(&'h Year<'f>, Shown)>,
}

/// What stands at the place of a year.
#[derive(Clone)]
enum Shown {
    Figure(Figure),
    /// Counted otherwise, under this name.
    Hollow(Figure, &'static str),
    Word(String),
}

enum Kind {
    Drawn,
    Zero,
    /// No report states it.
    Unknown,
}

impl<'h, 'f> Series<'h, 'f> {
    fn of(line: &'static Line, unit: &'static str, history: &'h History<'f>) -> Self {
        let skipped = history.years.len().saturating_sub(MOST_YEARS);
        let newest = history.newest().map(|(year, _)| year.form);
        let shown = |year: &'h Year<'f>| {
            let asked = newest.unwrap_or(year.form);
            (year, shown(line, year, asked))
        };
        Self {
            line,
            unit,
            years: history.years[skipped..].iter().map(shown).collect(),
        }
    }

    fn kind(&self) -> Kind {
        let figures = self.years.iter().filter_map(|(_, shown)| shown.figure());
        match figures.map(|figure| !figure.is_zero()).max() {
            None => Kind::Unknown,
            Some(false) => Kind::Zero,
            Some(true) => Kind::Drawn,
        }
    }

    fn hollow(&self) -> impl Iterator<Item = (u16, &'static str)> {
        let hollow = |(year, shown): &(&Year<'_>, Shown)| match shown {
            Shown::Hollow(_, name) => Some((year.year, *name)),
            Shown::Figure(_) | Shown::Word(_) => None,
        };
        self.years.iter().filter_map(hollow)
    }

    /// The newest figure and how it differs from the year before.
    fn sentence(&self, history: &History<'_>) -> String {
        let Some((year, Shown::Figure(now))) = self.years.last() else {
            let year = self.years.last().map_or(0, |(year, _)| year.year);
            return format!("{year}年未填。");
        };
        let change = Change::of(self.line, history.points(self.line));
        let words = change
            .as_ref()
            .and_then(|one| one.words(self.line, self.unit));
        match (change, words) {
            (Some(Change::StillZero { .. }), Some(words)) => format!("{words}。"),
            (_, Some(words)) => format!("{now}{}，{words}。", self.unit),
            (_, None) => format!("{}年{now}{}。", year.year, self.unit),
        }
    }

    /// On a line that is zero wherever it is known.
    fn zero(&self, history: &History<'_>) -> String {
        let known = self
            .years
            .iter()
            .filter(|(_, shown)| shown.figure().is_some());
        match Change::of(self.line, history.points(self.line)) {
            Some(change @ Change::StillZero { years }) if years >= known.count() => {
                let words = change.words(self.line, self.unit).unwrap_or_default();
                format!("{}：{words}。", self.line.name)
            }
            _ => format!("{}：各年填报的都是0{}。", self.line.name, self.unit),
        }
    }

    fn chart(&self, number: usize, history: &History<'_>) -> ChartView {
        let heading = format!("{}（{}）", self.line.name, self.unit);
        let ends = self.years.first().zip(self.years.last());
        let (first, last) = ends.map_or((0, 0), |(first, last)| (first.0.year, last.0.year));
        let newest = self.years.len().saturating_sub(1);
        let mark = |(at, (year, shown)): (usize, &(&Year<'_>, Shown))| Mark {
            label: year.year.to_string(),
            figure: shown.figure(),
            fill: match shown {
                Shown::Hollow(..) => Fill::Hollow,
                _ if at == newest => Fill::Strong,
                _ => Fill::Quiet,
            },
            note: String::new(),
        };
        let chart = Chart {
            number,
            title: &format!("{heading}，{first}年至{last}年"),
            description: &self.description(),
            marks: self.years.iter().enumerate().map(mark).collect(),
            breaks: self.breaks(),
        };
        ChartView {
            sentence: self.sentence(history),
            svg_html: over_time(&chart),
            note: self.note(),
            heading,
        }
    }

    /// Every value in words.
    fn description(&self) -> String {
        let value = |(year, shown): &(&Year<'_>, Shown)| match shown {
            Shown::Figure(figure) => format!("{}年{figure}{}", year.year, self.unit),
            Shown::Hollow(figure, _) => {
                format!("{}年{figure}{}（口径不同）", year.year, self.unit)
            }
            Shown::Word(word) => format!("{}年{word}", year.year),
        };
        let values: Vec<String> = self.years.iter().map(value).collect();
        let breaks = self.breaks().into_iter();
        let breaks: String = breaks.map(|(_, says)| format!("{says}。")).collect();
        format!("{}。{breaks}", values.join("；"))
    }

    /// Where another form begins.
    fn breaks(&self) -> Vec<(usize, String)> {
        let pairs = self.years.iter().zip(&self.years[1..]).enumerate();
        let changed = pairs.filter(|(_, (one, next))| one.0.form != next.0.form);
        changed
            .map(|(at, (_, (next, _)))| (at + 1, format!("{}年起用新表式", next.year)))
            .collect()
    }

    /// On hollow marks, and on years that state nothing.
    fn note(&self) -> Option<String> {
        let mut says = Vec::new();
        if let Some((_, name)) = self.hollow().next() {
            let years = listed(self.hollow().map(|(year, _)| year));
            says.push(format!("{years}是“{name}”，口径不同，不能与后来比较。"));
        }
        let words = self.years.iter().filter_map(|(year, shown)| match shown {
            Shown::Word(word) if year.report.is_some() => Some((year.year, word)),
            _ => None,
        });
        says.extend(words.map(|(year, word)| format!("{year}年{word}。")));
        (!says.is_empty()).then(|| says.concat())
    }
}

impl Shown {
    fn figure(&self) -> Option<Figure> {
        match self {
            Self::Figure(figure) | Self::Hollow(figure, _) => Some(*figure),
            Self::Word(_) => None,
        }
    }
}

/// What a year has at its place in a chart of a line, as the form `asked` counts it.
fn shown(line: &Line, year: &Year<'_>, asked: &Form) -> Shown {
    let Some(report) = year.report else {
        return Shown::Word("未发布".to_owned());
    };
    let said = line.said(year.form, &report.figures);
    match said {
        Said::Figure(figure) if line.compares(year.form, asked) => Shown::Figure(figure),
        Said::Figure(figure) => Shown::Hollow(figure, line.label),
        Said::Otherwise => hollow(line, year.form, asked, &report.figures)
            .unwrap_or_else(|| Shown::Word(said.text())),
        Said::Blank | Said::NotAsked => Shown::Word(said.text()),
    }
}

/// What is asked for in the place of a line.
fn hollow(line: &Line, form: &Form, asked: &Form, figures: &Figures) -> Option<Shown> {
    let instead = line.instead(form, asked, figures)?;
    let (_, named) = placed(*instead.measures.first()?)?;
    Some(Shown::Hollow(instead.figure, named.label))
}
