//! How a report that is there differs from one that would take its place.

use crate::form::Value;
use crate::parse::report::ReportDoc;
use crate::report::Grid;

use super::wording::name;

/// A cell or a field that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Such as `表三.本年新收.自然人` or `成文日期`.
    pub what: String,
    /// As they are shown; `None` where nothing is stated.
    pub old: Option<String>,
    pub new: Option<String>,
}

/// All differences of numbers, in printed order; then those of dates and names. Of two
/// forms no cells are compared.
pub fn differences(old: &ReportDoc, new: &ReportDoc) -> Vec<Difference> {
    let mut all = Vec::new();
    match old.form == new.form {
        true => all.extend(cells(old, new)),
        false => all.push(Difference {
            what: "格式".to_owned(),
            old: Some(old.form.name.to_owned()),
            new: Some(new.form.name.to_owned()),
        }),
    }
    let fields = [
        ("标题", old.title.clone(), new.title.clone()),
        ("机关", old.organization.clone(), new.organization.clone()),
        ("成文日期", day(&old.signed), day(&new.signed)),
        ("公开日期", day(&old.published), day(&new.published)),
        ("索引号", old.index_number.clone(), new.index_number.clone()),
        (
            "文号",
            old.document_number.clone(),
            new.document_number.clone(),
        ),
    ];
    let fields = fields.into_iter().filter(|(_, old, new)| old != new);
    all.extend(fields.map(|(what, old, new)| Difference {
        what: what.to_owned(),
        old,
        new,
    }));
    all
}

fn day(stamp: &Option<crate::parse::date::Stamp>) -> Option<String> {
    let stamp = stamp.as_ref()?;
    Some(match stamp.time {
        Some(_) => stamp.minute(),
        None => stamp.iso(),
    })
}

fn cells(old: &ReportDoc, new: &ReportDoc) -> Vec<Difference> {
    let form = new.form;
    let mut all = Vec::new();
    for (at, part) in form.parts.iter().enumerate() {
        for (table_at, table) in part.tables.iter().enumerate() {
            let grid = |doc: &ReportDoc| match doc.parts.get(at).and_then(Option::as_ref) {
                Some(doc) => Grid::fill(table, &doc.tables[table_at], doc.rest_is_zero),
                None => Grid::blank(table),
            };
            let pairs = grid(old).cells.into_iter().zip(grid(new).cells);
            for (cell, (old, new)) in pairs.enumerate() {
                if !same(&old.value, &new.value) {
                    all.push(Difference {
                        what: name(form, table, &(cell..cell + 1)),
                        old: stated(&old.value),
                        new: stated(&new.value),
                    });
                }
            }
        }
    }
    all
}

/// An amount of zero may stand there as a number that nobody typed.
fn same(old: &Value, new: &Value) -> bool {
    old == new || old.is_zero() && new.is_zero()
}

fn stated(value: &Value) -> Option<String> {
    (*value != Value::Blank).then(|| value.to_string())
}
