//! `report.json`: what the file of a report for programs holds. Written and read by the
//! same types, so what one version of the program writes, it reads.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::form::{Form, Kind, Value};
use crate::report::{Cell, Grid};

use super::codebook::{LineEntry, TableEntry};
use super::tidy::{self, Status};

/// Rises when a reader of an earlier file would misread a new one.
pub const VERSION: u32 = 1;

type Words<'r> = Cow<'r, str>;

/// The file. Fields that would say nothing are left out.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReportFile<'r> {
    /// The address of the schema, relative to the file.
    #[serde(rename = "$schema", default, skip_serializing_if = "str::is_empty")]
    pub schema: Words<'r>,
    pub format_version: u32,
    pub unit: UnitFields<'r>,
    pub year: u16,
    pub form: FormFields<'r>,
    pub title: Words<'r>,
    /// `2023-01-16`, with a time of day `2023-01-16T09:30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index_number: Option<Words<'r>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<Words<'r>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub draft: bool,
    /// The number of the version, of a report that is kept as it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u16>,
    pub tables: Vec<TableFields<'r>>,
    /// The words before the first section, a paragraph of Markdown each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preamble: Vec<String>,
    pub sections: Vec<SectionFields<'r>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentFields<'r>>,
    /// What the rules found and the report keeps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<AllowedFields<'r>>,
}

/// Whose report it is.
#[derive(Debug, Serialize, Deserialize)]
pub struct UnitFields<'r> {
    /// `None` for the owner of the site.
    pub id: Option<Words<'r>>,
    /// As the report has it, which in an early year may be a former name.
    pub name: Words<'r>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<Words<'r>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Words<'r>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<Words<'r>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct FormFields<'r> {
    pub id: Words<'r>,
    pub name: Words<'r>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Words<'r>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct TableFields<'r> {
    pub id: Words<'r>,
    pub part: PartFields<'r>,
    pub caption: Words<'r>,
    pub rows: Vec<LineFields<'r>>,
    pub columns: Vec<LineFields<'r>>,
    /// Row by row.
    pub cells: Vec<CellFields<'r>>,
}

/// 表二, 表三 or 表四.
#[derive(Debug, Serialize, Deserialize)]
pub struct PartFields<'r> {
    pub id: Words<'r>,
    pub name: Words<'r>,
}

/// A row or a column.
#[derive(Debug, Serialize, Deserialize)]
pub struct LineFields<'r> {
    pub id: Words<'r>,
    pub label: Words<'r>,
    /// The labels of the groups that it stands in, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Words<'r>>,
    /// Of a column: 件, 项 or 万元, if the form says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_of_measure: Option<Words<'r>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct CellFields<'r> {
    /// Table, row and column: `requests.new_received.total`.
    pub id: Words<'r>,
    pub value: Option<Scalar<'r>>,
    /// The digits as they are printed, where `value` has others: 12.50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Words<'r>>,
    /// Why there is no value: `blank` or `not_applicable`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Words<'r>>,
    /// What is printed of a cell that is not applicable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Words<'r>>,
    /// Whether the report leaves it out and the program added it up.
    #[serde(default, skip_serializing_if = "is_false")]
    pub computed: bool,
}

/// What a cell states: a number, or an amount with words.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar<'r> {
    Number(Number),
    Text(Words<'r>),
}

#[derive(Debug, Serialize, Deserialize)]
pub struct SectionFields<'r> {
    pub number: usize,
    pub heading: Words<'r>,
    /// The id of the part whose tables stand here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Words<'r>>,
    /// Paragraphs of Markdown; where there are tables, those before them.
    pub text: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text_after_tables: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct AttachmentFields<'r> {
    pub name: Words<'r>,
    /// Relative to the file.
    pub href: String,
    /// Bytes.
    pub size: u64,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct AllowedFields<'r> {
    pub rule: Words<'r>,
    pub reason: Words<'r>,
}

impl FormFields<'static> {
    pub fn of(form: &'static Form) -> Self {
        Self {
            id: form.id.into(),
            name: form.name.into(),
            basis: form.basis.map(Cow::from),
        }
    }
}

impl<'r> TableFields<'r> {
    pub fn of(entry: &'static TableEntry, grid: &'r Grid) -> Self {
        let columns = entry.columns.iter().zip(&entry.units);
        let columns = columns.map(|(line, unit)| LineFields {
            unit_of_measure: Some(Cow::from(*unit)).filter(|unit| !unit.is_empty()),
            ..LineFields::of(line)
        });
        let cells = entry.addresses.iter().zip(&grid.cells);
        Self {
            id: entry.table.id.into(),
            part: PartFields {
                id: entry.part.id.into(),
                name: entry.part.name.into(),
            },
            caption: entry.table.caption.into(),
            rows: entry.rows.iter().map(LineFields::of).collect(),
            columns: columns.collect(),
            cells: cells.map(|(id, cell)| CellFields::of(id, cell)).collect(),
        }
    }
}

impl LineFields<'static> {
    fn of(entry: &'static LineEntry) -> Self {
        Self {
            id: entry.id.into(),
            label: entry.label.into(),
            groups: entry.groups.iter().map(|group| Cow::from(*group)).collect(),
            unit_of_measure: None,
        }
    }
}

impl<'r> CellFields<'r> {
    fn of(id: &'r str, cell: &'r Cell) -> Self {
        let mut fields = Self {
            id: id.into(),
            value: None,
            printed: None,
            reason: None,
            mark: None,
            computed: cell.computed && cell.value != Value::Blank,
        };
        match &cell.value {
            Value::Blank => fields.reason = Some(Status::Blank.id().into()),
            Value::NotApplicable(mark) => {
                fields.reason = Some(Status::NotApplicable.id().into());
                fields.mark = Some(mark.into());
            }
            Value::Count(count) => fields.value = Some(Scalar::Number((*count).into())),
            Value::Amount(_) => {
                let digits = cell.value.to_string();
                fields.value = number(&digits).map(Scalar::Number);
                fields.printed = unlike_json(digits).map(Cow::from);
            }
            Value::Text(text) => fields.value = Some(Scalar::Text(text.into())),
        }
        fields
    }

    /// The value; `None` if the fields contradict each other, or no cell of this kind
    /// holds such a value.
    pub fn value(&self, kind: Kind) -> Option<Value> {
        let printed = self.printed.as_deref();
        match (&self.value, self.reason.as_deref().map(Status::find)) {
            (Some(Scalar::Number(stated)), None) => {
                let own = stated.to_string();
                let digits = printed.unwrap_or(&own);
                let agree = printed.is_none() || number(digits).as_ref() == Some(stated);
                tidy::value(digits, Status::Value, kind).filter(|_| agree)
            }
            (Some(Scalar::Text(text)), None) => tidy::value(text, Status::Text, kind),
            (None, Some(Some(status @ (Status::Blank | Status::NotApplicable)))) => {
                let mark = self.mark.as_deref().unwrap_or_default();
                tidy::value(mark, status, kind)
            }
            _ => None,
        }
    }
}

/// An amount as JSON has it: the nearest number that programs compute with.
fn number(digits: &str) -> Option<Number> {
    match digits.parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => Number::from_f64(digits.parse().ok()?),
    }
}

/// The digits of an amount if its number in JSON has others.
fn unlike_json(digits: String) -> Option<String> {
    let written = number(&digits).map(|number| number.to_string());
    (written.as_ref() != Some(&digits)).then_some(digits)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Amount;

    fn cell(value: Value) -> Cell {
        Cell {
            value,
            computed: false,
        }
    }

    fn amount(digits: &str) -> Cell {
        cell(Value::Amount(Amount::parse(digits).expect("an amount")))
    }

    #[test]
    fn digits_that_json_has_otherwise_are_kept_and_every_value_comes_back() {
        for (digits, written) in [
            ("12.5", r#"{"id":"a","value":12.5}"#),
            ("12.50", r#"{"id":"a","value":12.5,"printed":"12.50"}"#),
            ("0", r#"{"id":"a","value":0}"#),
            ("00.0", r#"{"id":"a","value":0.0,"printed":"00.0"}"#),
            (
                "12345678901234567890.5",
                r#"{"id":"a","value":1.2345678901234567e+19,"printed":"12345678901234567890.5"}"#,
            ),
        ] {
            let cell = amount(digits);
            let text = serde_json::to_string(&CellFields::of("a", &cell)).expect("JSON");
            assert_eq!(text, written);
            let back: CellFields<'_> = serde_json::from_str(&text).expect("the fields");
            assert_eq!(back.value(Kind::Amount), Some(cell.value));
        }
    }

    #[test]
    fn fields_that_contradict_each_other_are_no_value() {
        for text in [
            r#"{"id":"a","value":3,"reason":"blank"}"#,
            r#"{"id":"a","value":null}"#,
            r#"{"id":"a","value":null,"reason":"value"}"#,
            r#"{"id":"a","value":null,"reason":"not_applicable"}"#,
            r#"{"id":"a","value":12.5,"printed":"12.60"}"#,
            r#"{"id":"a","value":"=1"}"#,
        ] {
            let fields: CellFields<'_> = serde_json::from_str(text).expect("the fields");
            assert_eq!(fields.value(Kind::AmountText), None, "{text}");
        }
    }
}
