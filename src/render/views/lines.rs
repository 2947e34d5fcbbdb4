//! A line of a table or a chart of ours: what it is called, and what a report says of it.

use crate::form::{Form, Measure};
use crate::report::{Figure, Figures};

/// Lines of a table that belong together.
#[derive(Debug)]
pub struct Group {
    pub name: &'static str,
    /// What it is called in a sentence.
    pub short: &'static str,
    /// What is counted: 件, 项, 万元.
    pub unit: &'static str,
    pub lines: &'static [Line],
}

/// What one line of a table, or one chart, is about.
#[derive(Debug)]
pub struct Line {
    /// What it is called within its group.
    pub label: &'static str,
    /// What it is called alone.
    pub name: &'static str,
    /// The sum of these is meant, which is known only if each of them is.
    pub measures: &'static [Measure],
}

/// What a report says of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Figure(Figure),
    /// The form asks for it, and the report states nothing.
    Blank,
    /// The form asks for something in its place that is counted otherwise.
    Otherwise,
    /// The form has nothing like it.
    NotAsked,
}

impl Said {
    /// The number, or the word that stands in its place: an unknown is never 0.
    pub fn text(self) -> String {
        match self {
            Self::Figure(figure) => figure.to_string(),
            Self::Blank => "未填".to_owned(),
            Self::Otherwise => "口径不同".to_owned(),
            Self::NotAsked => "无此项".to_owned(),
        }
    }

    pub fn figure(self) -> Option<Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Blank | Self::Otherwise | Self::NotAsked => None,
        }
    }
}

impl Line {
    /// What a report of this form with these figures says of it.
    pub fn said(&self, form: &Form, figures: &Figures) -> Said {
        self.said_by(form, |measure| figures.get(measure))
    }

    /// The same of a report that is asked for each of its measures.
    pub fn said_by(&self, form: &Form, figure: impl Fn(Measure) -> Option<Figure>) -> Said {
        if self.asked_by(form) {
            let each = self.measures.iter().map(|measure| figure(*measure));
            return sum(each).map_or(Said::Blank, Said::Figure);
        }
        let mut measures = self.measures.iter();
        match measures.any(|measure| form.counts_otherwise(*measure)) {
            true => Said::Otherwise,
            false => Said::NotAsked,
        }
    }

    /// `None` if one of its measures is not stated.
    pub fn figure(&self, figures: &Figures) -> Option<Figure> {
        sum(self.measures.iter().map(|measure| figures.get(*measure)))
    }

    /// Whether the older form asks for something in its place that is counted otherwise.
    pub fn replaces(&self, older: &Form, form: &Form) -> bool {
        let mut measures = self.measures.iter();
        measures.any(|measure| older.instead_of(*measure, form).is_some())
    }

    /// What a report states in its place, counted otherwise, where its form asks for that:
    /// the measures and their sum.
    pub fn instead(&self, form: &Form, asked: &Form, figures: &Figures) -> Option<Instead> {
        let each = self.measures.iter();
        let measures: Option<Vec<Measure>> = each
            .map(|measure| form.instead_of(*measure, asked))
            .collect();
        let measures = measures?;
        let figure = sum(measures.iter().map(|measure| figures.get(*measure)))?;
        Some(Instead { measures, figure })
    }

    pub fn asked_by(&self, form: &Form) -> bool {
        let mut measures = self.measures.iter();
        measures.all(|measure| form.meaning(*measure).is_some())
    }

    /// Whether its figures in two reports, of these forms, may be compared.
    pub fn compares(&self, one: &Form, other: &Form) -> bool {
        let mut measures = self.measures.iter();
        measures.all(|measure| one.compares(other, *measure))
    }
}

/// A number that stands in the place of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    pub measures: Vec<Measure>,
    pub figure: Figure,
}

/// Known only if each is.
fn sum(each: impl Iterator<Item = Option<Figure>>) -> Option<Figure> {
    each.reduce(|sum, one| Some(sum? + one?)).flatten()
}

/// One line.
pub(super) const fn line(
    label: &'static str,
    name: &'static str,
    measures: &'static [Measure],
) -> Line {
    Line {
        label,
        name,
        measures,
    }
}
