//! What two versions of one report say otherwise.

use crate::form::Value;
use crate::parse::date::Stamp;
use crate::report::labels::cell_label;

use super::Report;
use super::change::{Change, ChangeKind, Sums};
use super::wording::passages;

/// A version of a report with the hashes of its attachments.
#[derive(Clone, Copy)]
pub struct Compared<'r> {
    pub report: &'r Report,
    pub sums: &'r Sums,
}

/// All that two versions say otherwise: numbers in printed order, then titles, names and
/// dates, then words in reading order, then attachments. What is printed alike is the same;
/// how a file writes it does not count. Linear but for the words that differ.
pub fn changes(old: Compared<'_>, new: Compared<'_>) -> Vec<Change> {
    let mut all = Vec::new();
    match old.report.form == new.report.form {
        true => all.extend(numbers(old.report, new.report)),
        false => all.push(Change {
            what: "格式".to_owned(),
            old: Some(old.report.form.name.to_owned()),
            new: Some(new.report.form.name.to_owned()),
            kind: ChangeKind::Field,
        }),
    }
    all.extend(fields(old.report, new.report));
    all.extend(passages(&old.report.narrative, &new.report.narrative));
    all.extend(attachments(old.sums, new.sums));
    all
}

fn numbers(old: &Report, new: &Report) -> Vec<Change> {
    let mut all = Vec::new();
    let form = new.form;
    for (old, new) in old.grids.iter().zip(&new.grids) {
        let part = form.part_of(new.table).map_or("", |part| part.name);
        for (cell, (one, other)) in old.cells.iter().zip(&new.cells).enumerate() {
            if one.value != other.value {
                all.push(Change {
                    what: format!("{part} {}", cell_label(new.table, cell)),
                    old: Some(stated(&one.value)),
                    new: Some(stated(&other.value)),
                    kind: ChangeKind::Number,
                });
            }
        }
    }
    all
}

/// As the table shows it; a blank cell shows nothing.
fn stated(value: &Value) -> String {
    match value {
        Value::Blank => "空白".to_owned(),
        value => value.to_string(),
    }
}

fn fields(old: &Report, new: &Report) -> impl Iterator<Item = Change> {
    let words = |text: &str| Some(text.to_owned());
    let of = |report: &Report| {
        [
            ("标题", words(&report.title)),
            ("机关", words(&report.organization)),
            ("成文日期", report.signed.as_ref().map(moment)),
            ("公开日期", report.published.as_ref().map(moment)),
            ("索引号", report.index_number.clone()),
            ("文号", report.document_number.clone()),
        ]
    };
    let pairs = of(old).into_iter().zip(of(new));
    pairs.filter_map(|((what, old), (_, new))| {
        (old != new).then(|| Change {
            what: what.to_owned(),
            old,
            new,
            kind: ChangeKind::Field,
        })
    })
}

/// A day, with its time if it has one.
fn moment(stamp: &Stamp) -> String {
    match stamp.time {
        Some(_) => stamp.minute(),
        None => stamp.iso(),
    }
}

fn attachments(old: &Sums, new: &Sums) -> Vec<Change> {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let file = |sum: &Option<blake3::Hash>| match sum {
        Some(sum) => format!("文件（摘要 {}）", &sum.to_hex()[..SHOWN]),
        None => "读不出来的文件".to_owned(),
    };
    let change = |name: &&String| {
        let (old, new) = (old.get(*name), new.get(*name));
        (old != new || old == Some(&None)).then(|| Change {
            what: format!("附件 {name}"),
            old: old.map(file),
            new: new.map(file),
            kind: ChangeKind::Attachment,
        })
    };
    names.iter().filter_map(change).collect()
}

/// How many digits of a hash tell files apart for a reader.
const SHOWN: usize = 12;
