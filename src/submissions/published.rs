//! A published page, compared with the report that it was made from: every number, the
//! title, the signature and the words.

use crate::form::Value;
use crate::import::county::names::{Fit, fit};
use crate::import::reading::{CellReading, Status};
use crate::import::understood::Understood;
use crate::import::wording::name;
use crate::portal::{Report, Unit};
use crate::prose::{alike, fold};

use super::words::{self, Passage};

/// What a page says, compared with a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many cells of the form were compared.
    pub cells: usize,
    /// In printed order: the numbers, then what else the page states of the report.
    pub differences: Vec<Difference>,
    /// Where the words differ, in reading order.
    pub passages: Vec<Passage>,
}

/// A cell or a statement of which the page says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Such as `表三.本年新收.自然人` or `标题`.
    pub what: String,
    /// Whether it is a cell of the form.
    pub is_cell: bool,
    /// `None` where the report has a blank.
    pub source: Option<String>,
    pub page: OnPage,
}

/// What a page says in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnPage {
    Says(String),
    /// The place is there and empty.
    Blank,
    /// The page has no such place.
    Missing,
    /// What stands there can be read in several ways, or is no value.
    Unclear(String),
}

impl Verification {
    /// Compares a page with a report. Linear in the cells and nearly so in the words.
    pub fn of(unit: &Unit, report: &Report, page: &Understood) -> Self {
        let mut verification = Self::default();
        verification.cells(report, page);
        verification.statements(unit, report, page);
        verification.passages = words::passages(report, &page.text);
        verification
    }

    /// Whether the page says what the report says.
    pub fn is_same(&self) -> bool {
        self.differences.is_empty() && self.passages.is_empty()
    }

    fn cells(&mut self, report: &Report, page: &Understood) {
        let form = report.form;
        if page.reading.form != form {
            self.add(
                "格式",
                form.name,
                OnPage::Says(page.reading.form.name.to_owned()),
            );
            return;
        }
        for (grid, read) in report.grids.iter().zip(&page.reading.tables) {
            for (at, (cell, found)) in grid.cells.iter().zip(&read.cells).enumerate() {
                self.cells += 1;
                if let Some(page) = otherwise(&cell.value, found) {
                    self.differences.push(Difference {
                        what: name(form, grid.table, &(at..at + 1)),
                        is_cell: true,
                        source: (cell.value != Value::Blank).then(|| cell.value.to_string()),
                        page,
                    });
                }
            }
        }
    }

    /// Title, body and day of the signature. A page whose frame has the title, as pages of
    /// a CMS do, states it too.
    fn statements(&mut self, unit: &Unit, report: &Report, page: &Understood) {
        let text = &page.text;
        let stated = |text: &Option<String>| text.clone().map_or(OnPage::Missing, OnPage::Says);
        if !text
            .title
            .as_ref()
            .is_some_and(|title| alike(title, &report.title))
        {
            self.add("标题", &report.title, stated(&text.title));
        }
        let name = &report.organization;
        let is_own = |stated: &String| {
            alike(stated, name) || fit(stated, &unit.organization, report.year, &[]) >= Fit::Wider
        };
        if !text.organization.as_ref().is_some_and(is_own) {
            self.add("机关", name, stated(&text.organization));
        }
        if let Some(signed) = &report.signed {
            let day = text.signed.as_ref().map(|stamp| stamp.date);
            if day != Some(signed.date) {
                let page = text.signed.as_ref().map(|stamp| stamp.chinese());
                self.add("成文日期", &signed.chinese(), stated(&page));
            }
        }
    }

    fn add(&mut self, what: &str, source: &str, page: OnPage) {
        self.differences.push(Difference {
            what: what.to_owned(),
            is_cell: false,
            source: Some(source.to_owned()),
            page,
        });
    }
}

/// What a page says of a cell, if it is not what the report says.
fn otherwise(source: &Value, found: &CellReading) -> Option<OnPage> {
    match (found.status, &found.value) {
        (Status::Missing, _) => Some(OnPage::Missing),
        (Status::Ambiguous, _) | (_, None) => Some(OnPage::Unclear(found.stood.clone())),
        (_, Some(value)) if is_same(source, value) => None,
        (_, Some(Value::Blank)) => Some(OnPage::Blank),
        (_, Some(value)) => Some(OnPage::Says(value.to_string())),
    }
}

/// Whether two cells state the same: numbers by what they are worth, all else by its words.
fn is_same(one: &Value, other: &Value) -> bool {
    let is_number = |value: &Value| matches!(value, Value::Count(_) | Value::Amount(_));
    match is_number(one) && is_number(other) {
        true => worth(one) == worth(other),
        false => folded(one) == folded(other),
    }
}

/// Words of a cell without the commas that part thousands: 1,200万元.
fn folded(value: &Value) -> String {
    fold(&value.to_string()).replace(',', "")
}

/// A number without the zeros at the ends of its digits.
fn worth(value: &Value) -> String {
    let digits = value.to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    format!("{whole}.{fraction}")
}
