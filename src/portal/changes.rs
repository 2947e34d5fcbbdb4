//! What two versions of one report say otherwise.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::form::Value;
use crate::parse::date::Stamp;
use crate::report::labels::cell_label;

use super::Report;
use super::wording::passages;

/// The hashes of attachments, by their names; `None` for one that cannot be read.
pub type Sums = BTreeMap<String, Option<blake3::Hash>>;

/// Something that one version says and another says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Such as `表三 本年新收·自然人`, `成文日期`, or the heading above a sentence.
    pub what: String,
    /// As it is shown; `None` where nothing was said.
    pub old: Option<String>,
    pub new: Option<String>,
    pub kind: ChangeKind,
}

/// What it is that says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ChangeKind {
    Number,
    Field,
    Words,
    Attachment,
}

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

/// How many characters stand before the first that differs, where a text is cut.
const BEFORE: usize = 12;

impl Change {
    /// As one line: `表三 行政处罚：17 → 11`, and of words only so many characters.
    pub fn line(&self, most: usize) -> String {
        let [old, new] = self.excerpts(most);
        let said = |text: Option<String>| text.unwrap_or_else(|| "（没有）".to_owned());
        format!("{}：{} → {}", self.what, said(old), said(new))
    }

    /// What was said and what is said, no more than so many characters of each: those in
    /// which they differ, with a few before them.
    pub fn excerpts(&self, most: usize) -> [Option<String>; 2] {
        let (old, new) = (self.old.as_deref(), self.new.as_deref());
        let pairs = old
            .unwrap_or_default()
            .chars()
            .zip(new.unwrap_or_default().chars());
        let same = pairs.take_while(|(old, new)| old == new).count();
        let skipped = same.saturating_sub(BEFORE);
        [old, new].map(|text| {
            let text = text?;
            if text.chars().count() <= most {
                return Some(text.to_owned());
            }
            let mut rest = text.chars().skip(skipped);
            let shown: String = rest.by_ref().take(most).collect();
            let before = if skipped > 0 { "…" } else { "" };
            let behind = if rest.next().is_some() { "…" } else { "" };
            Some(format!("{before}{shown}{behind}"))
        })
    }
}
