//! Cells and foreign text, in the words that a person reads.

use std::ops::Range;

use crate::form::{Form, Table, Value};
use crate::import::reading::Choice;
use crate::prose::odd::{Odd, odd};
use crate::report::labels::{column_label, row_label};

/// The most characters of a foreign text that are shown in one place.
const SHOWN: usize = 80;
/// The most readings that are shown in one place.
const READINGS: usize = 6;

/// A foreign text as one line that shows as it is, and not too much of it.
pub fn shown(text: &str) -> String {
    line(text, SHOWN)
}

/// The same, all of it.
pub fn whole(text: &str) -> String {
    line(text, usize::MAX)
}

fn line(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut count = 0;
    for c in text.chars() {
        let c = match odd(c) {
            None if c.is_whitespace() => ' ',
            None => c,
            Some(Odd::Space) => ' ',
            Some(Odd::Twin(twin)) => twin,
            Some(Odd::Invisible) => continue,
        };
        if c == ' ' && (line.is_empty() || line.ends_with(' ')) {
            continue;
        }
        if count == most {
            return format!("{}…", line.trim_end());
        }
        line.push(c);
        count += 1;
    }
    line.trim_end().to_owned()
}

/// Where cells are in the words of a report's file, such as `表二.行政规范性文件`.
pub fn name(form: &Form, table: &'static Table, cells: &Range<usize>) -> String {
    let part = form.part_of(table);
    let (name, alone) = part.map_or(("", true), |part| (part.name, part.tables.len() == 1));
    let width = table.kinds.len();
    let (first, last) = (cells.start, cells.end.saturating_sub(1).max(cells.start));
    let (row, last_row) = (row_label(table, first), row_label(table, last));
    let whole_rows = first.is_multiple_of(width) && cells.end.is_multiple_of(width);
    if alone && *cells == (0..table.size()) {
        name.to_owned()
    } else if first / width != last / width {
        format!("{name}.{row}至{last_row}")
    } else if whole_rows {
        format!("{name}.{row}")
    } else if first == last {
        format!("{name}.{row}.{}", column_label(table, first))
    } else {
        let (from, to) = (column_label(table, first), column_label(table, last));
        format!("{name}.{row}.{from}至{to}")
    }
}

/// One reading: `2、15、9165（文字里写着 11）`.
pub fn choice(choice: &Choice) -> String {
    let values = choice.values.iter().map(|value| match value {
        None | Some(Value::Blank) => "空白".to_owned(),
        Some(value) => value.to_string(),
    });
    let values = values.collect::<Vec<_>>().join("、");
    match &choice.support {
        Some(support) => format!("{values}（{support}）"),
        None => values,
    }
}

/// What stood there and how it could be read.
pub fn stood(stood: &str, readings: &[Choice]) -> String {
    let all = readings.iter().take(READINGS).map(choice);
    let all = all.collect::<Vec<_>>().join("；");
    let more = match readings.len() > READINGS {
        true => format!("；等 {} 种", readings.len()),
        false => String::new(),
    };
    match readings {
        [] => shown(stood),
        _ => format!("{}：{all}{more}", shown(stood)),
    }
}
