//! The words of a workbook, each once.

use std::collections::HashMap;

use crate::export::ReportInputs;
use crate::export::xml::escape;

/// What is stated of a report; a few cells show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Title,
    Organization,
    UnitId,
    Year,
}

/// The words that differ from report to report; they are the first of all.
const TOLD: [Told; 3] = [Told::Title, Told::Organization, Told::UnitId];

impl Told {
    /// The words for a report; the year is a number and has none.
    pub fn of<'r>(self, inputs: &ReportInputs<'r>) -> &'r str {
        match self {
            Self::Title => &inputs.report.title,
            Self::Organization => &inputs.report.organization,
            Self::UnitId => inputs.unit.id.as_deref().unwrap_or_default(),
            Self::Year => "",
        }
    }

    /// Its number among the words.
    pub fn number(self) -> usize {
        let found = TOLD.iter().position(|one| *one == self);
        found.expect("the year is written as a number")
    }
}

/// The words of a form's workbook by their numbers.
pub struct Strings {
    numbers: HashMap<String, usize>,
    /// Those that are the same in all workbooks of the form, as XML.
    fixed: String,
}

impl Strings {
    pub fn new() -> Self {
        Self {
            numbers: HashMap::new(),
            fixed: String::new(),
        }
    }

    /// The number of words that are the same in all workbooks.
    pub fn number(&mut self, text: &str) -> usize {
        let next = TOLD.len() + self.numbers.len();
        let number = *self.numbers.entry(text.to_owned()).or_insert(next);
        if number == next {
            item(text, &mut self.fixed);
        }
        number
    }

    /// The part of the package, with the words of a report.
    pub fn filled(&self, inputs: &ReportInputs<'_>) -> String {
        let mut out = String::with_capacity(self.fixed.len() + 1000);
        out.push_str(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
        );
        TOLD.iter().for_each(|told| item(told.of(inputs), &mut out));
        out.push_str(&self.fixed);
        out.push_str("</sst>");
        out
    }
}

fn item(text: &str, out: &mut String) {
    out.push_str("<si><t xml:space=\"preserve\">");
    escape(text, out);
    out.push_str("</t></si>");
}
