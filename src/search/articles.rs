//! The articles of a unit, with all words that a reader may look for.

use crate::form::{FORMS, Form, Value};
use crate::parse::date::Stamp;
use crate::path::OutPath;
use crate::portal::{Attachment, List, Page, Report, Unit};

use super::blocks::{self, Lines};
use super::contents::{Original, originals};
use super::fold::prepared;

/// An article that can be found. Its texts are prepared.
#[derive(Clone, Debug)]
pub struct Article {
    /// The year of a report; of others their place among these above `OTHERS`.
    pub number: u16,
    pub path: OutPath,
    pub title: String,
    pub day: Option<Stamp>,
    /// Whose labels its tables have, by its position among all forms.
    pub form: Option<usize>,
    pub text: String,
}

/// The articles of a unit, in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct UnitArticles {
    /// What readers may call the unit, prepared; every article of it is found by them.
    pub names: String,
    pub articles: Vec<Article>,
}

impl UnitArticles {
    /// Linear in the words.
    pub fn of(unit: &Unit) -> Self {
        let mut lines = Lines::default();
        names(unit, &mut lines);
        let articles = originals(unit).into_iter();
        let articles = articles.map(|(number, original)| article(number, &original, unit));
        Self {
            names: prepared(lines.text()),
            articles: articles.collect(),
        }
    }
}

fn names(unit: &Unit, lines: &mut Lines) {
    let (name, short) = (&unit.organization.name, unit.short_name());
    lines.add(name);
    if short != name {
        lines.add(short);
    }
}

fn article(number: u16, original: &Original<'_>, unit: &Unit) -> Article {
    let mut lines = Lines::default();
    let (title, day, form) = match original {
        Original::Report(report) => {
            of_report(report, &mut lines);
            if report.organization != unit.organization.name {
                lines.add(&report.organization);
            }
            let day = report.published.as_ref().or(report.signed.as_ref());
            (&report.title, day, position(report.form))
        }
        Original::Page(page) => {
            of_page(page, &mut lines);
            let day = page.doc.published.as_ref().or(page.doc.signed.as_ref());
            (&page.title, day, None)
        }
        Original::List(list) => {
            of_list(list, &mut lines);
            (&list.title, None, None)
        }
        Original::Front(unit) => {
            let contact = &unit.organization.contact;
            contact.iter().for_each(|(_, value)| lines.add(value));
            (&unit.organization.name, None, None)
        }
    };
    names(unit, &mut lines);
    Article {
        number,
        path: original.path(),
        title: prepared(&title.replace('\n', " ")),
        day: day.cloned(),
        form,
        text: prepared(lines.text()),
    }
}

/// The narrative, and what is typed into cells as words. Numbers in cells mean nothing
/// without their row and column, and most reports have the same small ones.
fn of_report(report: &Report, lines: &mut Lines) {
    numbers(&report.index_number, &report.document_number, lines);
    let narrative = &report.narrative;
    blocks::piece(&narrative.preamble, lines);
    for piece in &narrative.pieces {
        lines.add(&piece.heading);
        blocks::piece(&piece.before, lines);
        blocks::piece(&piece.after, lines);
    }
    for cell in report.grids.iter().flat_map(|grid| &grid.cells) {
        if let Value::Text(text) = &cell.value {
            lines.add(text);
        }
    }
    attachments(&report.attachments, lines);
}

fn of_page(page: &Page, lines: &mut Lines) {
    numbers(&page.doc.index_number, &page.doc.document_number, lines);
    page.doc.summary.iter().for_each(|text| lines.add(text));
    blocks::document(&page.body, lines);
    attachments(&page.attachments, lines);
}

fn of_list(list: &List, lines: &mut Lines) {
    lines.add(&list.name);
    let intro = list.intro.iter();
    intro.for_each(|intro| blocks::document(intro, lines));
    for group in &list.groups {
        group.heading.iter().for_each(|text| lines.add(text));
    }
}

fn numbers(index: &Option<String>, document: &Option<String>, lines: &mut Lines) {
    index
        .iter()
        .chain(document)
        .for_each(|text| lines.add(text));
}

fn attachments(attachments: &[Attachment], lines: &mut Lines) {
    attachments.iter().for_each(|one| lines.add(&one.name));
}

/// The position of a form among all.
fn position(form: &'static Form) -> Option<usize> {
    FORMS.iter().position(|one| *one == form)
}
