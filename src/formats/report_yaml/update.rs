//! Changes a file in place until it says what a report says.
//!
//! One difference after the other is taken away; after each the file is read
//! again. If it does not come to say what is wanted, or if anything is found in
//! it that was not found before, nothing is changed at all.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::form::Value;
use crate::parse::clean::{Clean, Syntax};
use crate::parse::report::{self, ReportDoc};
use crate::parse::source::without_mark;
use crate::path::SourcePath;

use super::cells;
use super::change::Change;
use super::fields::{self, Entry};
use super::locate::Reading;
use super::splice::ODD;
use super::target::Target;

/// Why a file was left as it is, in one sentence for its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// A file may need as many changes as it has cells and fields, and a row that
/// is put in may need more.
const MOST: usize = 2_000;

const OTHERWISE: &str = "改过以后读出来的不是要的内容，没有改";

/// The text of a file, changed so that it reads as the report; every byte that
/// says nothing of what changes stays. A byte order mark may stand before it.
///
/// What counts is what a cell says (`其余为零` aside), so a cell that the report
/// does not mention is taken out only if it says something else. `Some` blank
/// leaves its key with nothing behind it.
pub fn update(text: &str, file: &SourcePath, wanted: &ReportDoc) -> Result<String, Refusal> {
    let source = without_mark(text);
    let mut now = source.to_owned();
    let mut before: Option<ReportDoc> = None;
    for _ in 0..MOST {
        let (doc, next) = step(&now, file, wanted, before.is_some())?;
        if before.is_some_and(|before| !is_one_change(&before, &doc)) {
            return Err(refused(OTHERWISE));
        }
        let Some(next) = next else {
            check(source, &now, file, wanted.year)?;
            return Ok(format!("{}{now}", &text[..text.len() - source.len()]));
        };
        before = Some(doc);
        now = next;
    }
    Err(refused(OTHERWISE))
}

/// What a text says, and the text after one change; `None` where it says all
/// that is wanted.
fn step(
    text: &str,
    file: &SourcePath,
    wanted: &ReportDoc,
    changed: bool,
) -> Result<(ReportDoc, Option<String>), Refusal> {
    let clean = Clean::of(text, Syntax::Data);
    let seen = clean.as_ref().map_or(text, |clean| &clean.text);
    let unread = |said: Vec<Diagnostic>| {
        let why = said.first().map_or("读不出来", |one| &one.message);
        let when = if changed {
            "改过以后有错"
        } else {
            "文件有错"
        };
        Refusal(format!("{when}，没有改：{why}"))
    };
    let reading = Reading::of(seen, file, wanted.year).map_err(unread)?;
    let target = Target {
        text: seen,
        reading: &reading,
    };
    let splice = match (Change { target, wanted }).next() {
        None if agree(&reading.doc, wanted) => return Ok((reading.doc, None)),
        None => return Err(refused(ODD)),
        Some(_) if reading.has_anchors() => {
            return Err(refused("文件用了 & 和 * 引用，不能自动改，请自己改"));
        }
        Some(splice) => splice.map_err(refused)?,
    };
    let at = match &clean {
        Some(clean) => clean.source(splice.at),
        None => splice.at,
    };
    let mut next = text.to_owned();
    next.replace_range(at, &splice.new);
    Ok((reading.doc, Some(next)))
}

fn refused(why: &str) -> Refusal {
    Refusal(why.to_owned())
}

/// Whether one field, one map of words, one part, one `其余为零` or one row reads
/// otherwise, and nothing else does.
fn is_one_change(before: &ReportDoc, after: &ReportDoc) -> bool {
    let differ = |same: bool| usize::from(!same);
    let fields = fields::FIELDS.iter();
    let fields = fields.map(|id| differ(fields::text(before, id) == fields::text(after, id)));
    let maps = fields::MAPS.iter();
    let maps = maps.map(|id| differ(entries(before, id) == entries(after, id)));
    let parts = before.parts.iter().zip(&after.parts);
    let parts = before.form.parts.iter().zip(parts);
    let parts = parts.map(|(part, docs)| match docs {
        (Some(before), Some(after)) => {
            let tables = part
                .tables
                .iter()
                .zip(before.tables.iter().zip(&after.tables));
            let rows = tables.flat_map(|(table, (before, after))| {
                let width = table.kinds.len();
                let rows = before.chunks(width).zip(after.chunks(width));
                rows.map(|(before, after)| usize::from(before != after))
            });
            differ(before.rest_is_zero == after.rest_is_zero) + rows.sum::<usize>()
        }
        (before, after) => differ(before.is_some() == after.is_some()),
    });
    let corrections = fields::corrections(before) != fields::corrections(after);
    let all = fields.sum::<usize>() + maps.sum::<usize>() + parts.sum::<usize>();
    let all = all + usize::from(corrections);
    before.form == after.form && all == 1
}

/// Whether nothing is found in a text that was not found in it before, wherever
/// it stands now.
fn check(before: &str, after: &str, file: &SourcePath, year: u16) -> Result<(), Refusal> {
    if before == after {
        return Ok(());
    }
    let (known, all) = (findings(before, file, year), findings(after, file, year));
    let count = |all: &[Diagnostic], one: &Diagnostic| {
        let same = all.iter().filter(|other| other.message == one.message);
        same.count()
    };
    let mut found = all.iter();
    match found.find(|one| count(&all, one) > count(&known, one)) {
        Some(one) => Err(Refusal(format!("改过以后有错，没有改：{}", one.message))),
        None => Ok(()),
    }
}

/// All that reading a file finds.
fn findings(text: &str, file: &SourcePath, year: u16) -> Vec<Diagnostic> {
    let clean = Clean::of(text, Syntax::Data);
    let text = clean.as_ref().map_or(text, |clean| &clean.text);
    report::read(text, file, year).1
}

/// Whether two reports say the same: fields, maps of words, and what every cell
/// says, whether it is mentioned or not.
pub fn agree(one: &ReportDoc, other: &ReportDoc) -> bool {
    let fields = |doc: &ReportDoc| fields::FIELDS.map(|id| fields::text(doc, id));
    one.form == other.form
        && fields(one) == fields(other)
        && fields::corrections(one) == fields::corrections(other)
        && fields::MAPS
            .iter()
            .all(|id| entries(one, id) == entries(other, id))
        && cells_of(one) == cells_of(other)
}

/// The entries of a map of words, in any order.
fn entries(doc: &ReportDoc, id: &str) -> BTreeSet<Entry> {
    fields::entries(doc, id).into_iter().collect()
}

/// What every cell says, part by part and table by table.
fn cells_of(doc: &ReportDoc) -> Vec<Option<Vec<Vec<Option<Value>>>>> {
    let parts = doc.form.parts.iter().zip(&doc.parts);
    let said = parts.map(|(part, doc)| {
        let doc = doc.as_ref()?;
        let tables = 0..part.tables.len();
        Some(tables.map(|at| cells::said(part, at, doc)).collect())
    });
    said.collect()
}

/// Whether no figure that could be read in a file reads otherwise after a
/// change: the year, the form, and every cell that was no error.
pub fn same_figures(before: &str, after: &str, file: &SourcePath, year: u16) -> bool {
    let read = |text: &str| {
        let clean = Clean::of(text, Syntax::Data);
        report::read(clean.as_ref().map_or(text, |clean| &clean.text), file, year).0
    };
    let Some(before) = read(before) else {
        return true;
    };
    read(after).is_some_and(|after| {
        let mut parts = before
            .form
            .parts
            .iter()
            .zip(before.parts.iter().zip(&after.parts));
        before.form == after.form
            && parts.all(|(part, pair)| match pair {
                (Some(before), Some(after)) => (0..part.tables.len()).all(|table| {
                    let said = cells::said(part, table, before);
                    let now = cells::said(part, table, after);
                    let mentioned =
                        |cell: usize| before.tables[table][cell].is_some() || !before.unread;
                    let read = |cell: usize| !before.refused.contains(&(table, cell));
                    let mut cells = 0..said.len();
                    cells.all(|cell| !(mentioned(cell) && read(cell)) || said[cell] == now[cell])
                }),
                (None, _) => true,
                (Some(_), None) => false,
            })
    })
}

/// Changes a report's cell by the ids of its table, row and column; `None` takes
/// out what is said of it. Whether there is such a cell.
pub fn state(doc: &mut ReportDoc, [table, row, column]: [&str; 3], value: Option<Value>) -> bool {
    let parts = doc.form.parts.iter().zip(&mut doc.parts);
    for (part, doc) in parts {
        let Some(at) = part.tables.iter().position(|one| one.id == table) else {
            continue;
        };
        let shape = &part.tables[at];
        let rows = shape.leaf_rows();
        let columns = shape.leaf_columns();
        let row = rows.iter().position(|leaf| leaf.head.id == row);
        let column = columns.iter().position(|leaf| leaf.head.id == column);
        let (Some(doc), Some((row, column))) = (doc, row.zip(column)) else {
            return false;
        };
        let width = columns.len();
        let cells = &mut doc.tables[at][row * width..(row + 1) * width];
        // A key with nothing behind it says that its total is blank too; once
        // the row has a number, its total is to be added up again.
        if width > 1 && cells.iter().all(|cell| *cell == Some(Value::Blank)) {
            for (column, cell) in cells.iter_mut().enumerate() {
                if cells::unmentioned(shape, row * width + column, false).is_none() {
                    *cell = None;
                }
            }
        }
        cells[column] = value;
        return true;
    }
    false
}
