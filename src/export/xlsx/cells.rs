//! Cells of a sheet as XML.

use std::fmt::Write;

use crate::export::xml::escape_display;
use crate::form::Value;

/// The styles of cells by their numbers in `skeleton/styles.xml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Title = 1,
    /// The heading of the section that the sheet is of.
    Section = 2,
    /// What is counted, on the right above the table.
    Unit = 3,
    Head = 4,
    Label = 5,
    Note = 6,
    Value = 7,
    Total = 8,
    DataHead = 9,
}

/// A cell with words, by their number.
pub fn words(place: &str, style: Style, number: usize) -> String {
    format!(
        "<c{place} s=\"{}\" t=\"s\"><v>{number}</v></c>",
        style as u8
    )
}

/// A cell with nothing in it.
pub fn empty(place: &str, style: Style) -> String {
    format!("<c{place} s=\"{}\"/>", style as u8)
}

/// What follows the place and style of a cell with a value: a number only if a spreadsheet
/// shows the same digits, a blank as nothing.
pub fn value(value: &Value, formula: Option<&str>, out: &mut String) {
    // Writing to a string cannot fail.
    _ = match (value, formula) {
        (Value::Blank, None) => write!(out, "/>"),
        (Value::Blank, Some(formula)) => {
            write!(out, " t=\"str\"><f>{formula}</f><v></v></c>")
        }
        (Value::Count(count), None) => write!(out, "><v>{count}</v></c>"),
        (Value::Count(count), Some(formula)) => {
            write!(out, "><f>{formula}</f><v>{count}</v></c>")
        }
        (Value::Amount(_), _) if is_number(&value.to_string()) => {
            write!(out, "><v>{value}</v></c>")
        }
        (Value::Amount(_) | Value::NotApplicable(_) | Value::Text(_), _) => {
            out.push_str(" t=\"inlineStr\"><is><t>");
            escape_display(value, out);
            write!(out, "</t></is></c>")
        }
    };
}

/// How many digits a spreadsheet keeps.
const DIGITS: usize = 15;

/// Whether a spreadsheet shows these digits of a number as they are: no zeros at the ends,
/// no more digits than it keeps.
fn is_number(digits: &str) -> bool {
    let number: Option<f64> = digits.parse().ok();
    digits.len() <= DIGITS && number.is_some_and(|number| number.to_string() == digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_a_spreadsheet_would_change_are_words() {
        for (digits, is) in [
            ("0", true),
            ("12.5", true),
            ("4166.214619", true),
            ("12.50", false),
            ("0.00", false),
            ("007", false),
            ("1234567890123456", false),
        ] {
            assert_eq!(is_number(digits), is, "{digits}");
        }
    }
}
