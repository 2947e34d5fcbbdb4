//! The tables of a form, filled with the numbers of a report. Everything but the numbers
//! is the same in every report, so it is prepared once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::form::{FORMS, Form, Part};
use crate::report::Grid;

use super::super::printed;
use super::super::template::Template;
use super::super::xml::escape_display;
use super::sheet::{Number, prepare};

/// The prepared tables of a form by the ids of their parts.
type Tables = BTreeMap<&'static str, Template<Number>>;

static TABLES: LazyLock<BTreeMap<&'static str, Tables>> = LazyLock::new(|| {
    let tables = |form: &'static Form| -> Tables {
        let parts = printed(form).into_iter();
        parts
            .map(|one| (one.part.id, prepare(form, &one)))
            .collect()
    };
    FORMS.iter().map(|form| (form.id, tables(form))).collect()
});

/// The smallest letters, in half points.
const SMALLEST: usize = 8;

/// The table of a part. Linear in its cells.
pub fn table(form: &Form, part: &Part, grids: &[Grid], out: &mut String) {
    let prepared = TABLES.get(form.id).and_then(|tables| tables.get(part.id));
    let prepared = prepared.expect("the table of every part of a form is prepared");
    prepared.fill(out, |number, out| fill(number, grids, out));
}

fn fill(number: Number, grids: &[Grid], out: &mut String) {
    let begin = out.len();
    escape_display(&grids[number.table].cells[number.cell].value, out);
    let length = out.len() - begin;
    if length == 0 {
        return;
    }
    // A digit is at most 0.65 as wide as it is high, whichever font stands for ours; half
    // a point is ten twips. What is too long for its cell is set smaller, for a number
    // that is broken over two lines is read as two.
    let fitting = 2 * number.width / (13 * length);
    let size = if out[begin..].is_ascii() && fitting < number.size {
        format!("<w:rPr><w:sz w:val=\"{}\"/></w:rPr>", fitting.max(SMALLEST))
    } else {
        String::new()
    };
    out.insert_str(begin, &format!("<w:r>{size}<w:t>"));
    out.push_str("</w:t></w:r>");
}
