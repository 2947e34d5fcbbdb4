//! The numbers of reports as one row each (tidy data): what its columns are called, and
//! how a cell is written in one so that no value is taken for another.

use crate::form::{Amount, Kind, Value};
use crate::parse::cell::holds;

/// The names of the columns, in their order.
pub const COLUMNS: [&str; 12] = [
    UNIT_ID, UNIT, YEAR, FORM, TABLE, ROW_ID, ROW, COLUMN_ID, COLUMN, VALUE, STATUS, COUNTED,
];

pub const UNIT_ID: &str = "unit_id";
pub const UNIT: &str = "unit";
pub const YEAR: &str = "year";
pub const FORM: &str = "form";
pub const TABLE: &str = "table";
pub const ROW_ID: &str = "row_id";
pub const ROW: &str = "row";
pub const COLUMN_ID: &str = "column_id";
pub const COLUMN: &str = "column";
pub const VALUE: &str = "value";
pub const STATUS: &str = "status";
pub const COUNTED: &str = "unit_of_measure";

/// What a field of values may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A number.
    Value,
    /// Nothing was filled in.
    Blank,
    /// A mark that the cell does not apply.
    NotApplicable,
    /// An amount with words.
    Text,
}

impl Status {
    pub const ALL: [Self; 4] = [Self::Value, Self::Blank, Self::NotApplicable, Self::Text];

    pub fn of(value: &Value) -> Self {
        match value {
            Value::Blank => Self::Blank,
            Value::NotApplicable(_) => Self::NotApplicable,
            Value::Count(_) | Value::Amount(_) => Self::Value,
            Value::Text(_) => Self::Text,
        }
    }

    /// As data has it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Blank => "blank",
            Self::NotApplicable => "not_applicable",
            Self::Text => "text",
        }
    }

    /// The status of this name.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }
}

/// The value that is printed as this text and has this status; `None` if a cell of this
/// kind does not hold such a value.
pub fn value(text: &str, status: Status, kind: Kind) -> Option<Value> {
    let value = match (status, kind) {
        (Status::Blank, _) => text.is_empty().then_some(Value::Blank)?,
        (Status::NotApplicable, _) => Value::NotApplicable(text.to_owned()),
        (Status::Text, _) => Value::Text(text.to_owned()),
        // A sum may be larger than any count that somebody types, so `holds` is not asked.
        (Status::Value, Kind::Count | Kind::Change) => {
            let count: i64 = text.parse().ok()?;
            let may_be = count >= 0 || kind == Kind::Change;
            return (may_be && count.to_string() == text).then_some(Value::Count(count));
        }
        (Status::Value, Kind::Amount | Kind::AmountText) => Value::Amount(Amount::parse(text)?),
    };
    holds(&value, kind).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_read_back_as_itself() {
        let amount = |text: &str| Value::Amount(Amount::parse(text).expect("an amount"));
        for (value, kind) in [
            (Value::Blank, Kind::Count),
            (Value::NotApplicable("/".to_owned()), Kind::Amount),
            (Value::Count(0), Kind::Count),
            (Value::Count(-3), Kind::Change),
            (amount("12.50"), Kind::Amount),
            (Value::Text("8300元".to_owned()), Kind::AmountText),
        ] {
            let read = self::value(&value.to_string(), Status::of(&value), kind);
            assert_eq!(read, Some(value));
        }
    }

    #[test]
    fn a_value_that_no_such_cell_holds_is_none() {
        for (text, status, kind) in [
            ("", Status::Value, Kind::Count),
            ("0", Status::Blank, Kind::Count),
            ("-3", Status::Value, Kind::Count),
            ("1.5", Status::Value, Kind::Change),
            ("+3", Status::Value, Kind::Count),
            ("x", Status::NotApplicable, Kind::Count),
            ("8300元", Status::Text, Kind::Amount),
            ("=1+1", Status::Text, Kind::AmountText),
        ] {
            assert_eq!(value(text, status, kind), None, "{text}");
        }
    }
}
