//! What a person is told of a collection: a line a file, then what it comes to.

use std::fmt::Write;

use crate::cmd::import::outcome::{Outcome, Read, State};
use crate::cmd::new::root_option;
use crate::import::county::letter::{Matter, brief};
use crate::import::county::new_units::unit_yaml;
use crate::import::county::standing::Standing;
use crate::import::difference::Difference;
use crate::import::wording::shown;
use crate::prose::printable;

use super::summary::Summary;
use super::{Collection, Entry, Fate};

/// The most entries of one kind that are listed, unless all are asked for.
const LISTED: usize = 20;
/// The most differences of one file.
const DIFFERENCES: usize = 3;

/// A line a file, in order.
pub fn entries(collection: &Collection<'_>) -> String {
    let mut out = String::new();
    for entry in &collection.entries {
        let name = printable(&entry.file.name);
        let _ = writeln!(out, "{name}  {}", printable(&said(collection, entry)));
        details(&mut out, collection, entry);
    }
    out
}

/// What became of a file, in one sentence.
pub fn said(collection: &Collection<'_>, entry: &Entry<'_>) -> String {
    let unit = |unit: usize| collection.units.all[unit].name();
    let name = |at: &usize| collection.entries[*at].file.name.as_str();
    match &entry.fate {
        Fate::Taken {
            unit: of,
            outcome: Outcome::Refused(undone),
        } => format!("{}  没有写成，{}", unit(*of), undone.why),
        Fate::Taken {
            unit: of,
            outcome: Outcome::Read(read),
        } => {
            let target = collection.units.target(collection.snapshot, *of);
            let folder = target.report(read.imported.year);
            let year = read.imported.year;
            format!(
                "{} {year} 年  {}",
                unit(*of),
                state(read, &folder, entry.mends.len())
            )
        }
        Fate::Left(left) => format!("没有导入，{}", left.why),
        Fate::Unknown { body, year, .. } => {
            format!("没有导入，本站没有“{}”这个单位（{year} 年）", shown(body))
        }
        Fate::Copy {
            unit: of,
            year,
            of: other,
        } => {
            format!("{} {year} 年  和 {} 一样，只用一份", unit(*of), name(other))
        }
        Fate::Rival {
            unit: of,
            year,
            all,
            ..
        } => {
            let all = all.iter().map(name).collect::<Vec<_>>().join("、");
            format!(
                "{} {year} 年  没有导入，{all} 不一样，定下用哪一个，把别的拿走再导入",
                unit(*of)
            )
        }
    }
}

fn state(read: &Read, folder: &str, mends: usize) -> String {
    let differing = |all: &[Difference], words: &bool| match (all.len(), words) {
        (0, true) => "文字不同".to_owned(),
        (0, false) => "别的内容不同".to_owned(),
        (count, true) => format!("{count} 处不同，文字也不同"),
        (count, false) => format!("{count} 处不同"),
    };
    let mut said = match &read.state {
        State::Dry => format!("可以写入 {folder}"),
        State::Written => format!("已写入 {folder}"),
        State::Same => format!("和 {folder} 里已有的一样，没有写"),
        State::Occupied(all, words) => {
            let how = differing(all, words);
            return format!("{folder} 里已经有，{how}，没有写；要换成导入的，加上 --replace");
        }
        State::DryReplace(all, words) => format!("可以换掉 {folder}，{}", differing(all, words)),
        State::Replaced(all, words) => format!("已换掉 {folder}，{}", differing(all, words)),
    };
    if read.imported.receipt.is_draft {
        said += "，是草稿";
    }
    match mends {
        0 => said,
        count => format!("{said}，{count} 处要改"),
    }
}

/// Differences, and with --verbose what is to be mended.
fn details(out: &mut String, collection: &Collection<'_>, entry: &Entry<'_>) {
    let verbose = collection.args.verbose;
    let differences = match &entry.fate {
        Fate::Taken {
            outcome: Outcome::Read(read),
            ..
        } => match &read.state {
            State::Occupied(all, _) | State::DryReplace(all, _) | State::Replaced(all, _) => {
                all.as_slice()
            }
            State::Dry | State::Written | State::Same => &[][..],
        },
        Fate::Rival { differences, .. } => differences.as_slice(),
        _ => return,
    };
    let most = if verbose { usize::MAX } else { DIFFERENCES };
    let stated = |text: &Option<String>| text.as_deref().map_or("空白".to_owned(), shown);
    for one in differences.iter().take(most) {
        let (old, new) = (stated(&one.old), stated(&one.new));
        let _ = writeln!(out, "  {}  {old} → {new}", one.what);
    }
    if differences.len() > most {
        let rest = differences.len() - most;
        let _ = writeln!(out, "  还有 {rest} 处，加 --verbose 全部列出");
    }
    for mend in entry.mends.iter().filter(|_| verbose) {
        let place = mend.place.as_ref().map(|place| format!("  {place}"));
        let _ = writeln!(out, "  {}{}", mend.what, place.unwrap_or_default());
    }
}

/// What the collection comes to, and what to do.
pub fn summary(collection: &Collection<'_>, summary: &Summary) -> String {
    let mut out = String::from("\n");
    made(&mut out, collection);
    if let Some(year) = summary.year {
        standings(&mut out, collection, summary, year);
    }
    to_mend(&mut out, collection, summary);
    unknown(&mut out, collection);
    total(&mut out, collection);
    steps(&mut out, collection, summary);
    out
}

fn made(out: &mut String, collection: &Collection<'_>) {
    if collection.made.is_empty() {
        return;
    }
    let would = if collection.args.dry_run {
        "要新建"
    } else {
        "新建了"
    };
    let _ = writeln!(
        out,
        "{would} {} 个单位。代号网址里要用，发布以前把文件夹改成想要的代号，如拼音；核对 unit.yaml：",
        collection.made.len()
    );
    for at in &collection.made {
        let unit = &collection.units.all[*at];
        let id = unit.id.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "  content/units/{id}/unit.yaml  {}",
            printable(unit.name())
        );
    }
}

fn standings(out: &mut String, collection: &Collection<'_>, summary: &Summary, year: u16) {
    let units = |standing| summary.units(standing);
    let [received, there, open, draft, missing] = [
        Standing::Received,
        Standing::There,
        Standing::Open,
        Standing::Draft,
        Standing::Missing,
    ]
    .map(units);
    let all = received.len() + there.len() + open.len() + draft.len() + missing.len();
    let mut said = vec![format!("应报 {all} 家，收到 {} 家", received.len())];
    for (units, what) in [
        (&there, "站点里已有"),
        (&open, "有文件没有采用"),
        (&draft, "站点里只有草稿"),
        (&missing, "没有收到"),
    ] {
        if !units.is_empty() {
            said.push(format!("{what} {} 家", units.len()));
        }
    }
    let _ = writeln!(out, "{year} 年：{}", said.join("，"));
    for (units, what) in [
        (missing, "没有收到"),
        (draft, "只有草稿"),
        (open, "有文件没有采用"),
    ] {
        if !units.is_empty() {
            let names = units
                .iter()
                .map(|at| printable(collection.units.all[*at].name()));
            let _ = writeln!(out, "{what}：{}", names.collect::<Vec<_>>().join("、"));
        }
    }
    if summary.anybodys > 0 {
        let count = summary.anybodys;
        let _ = writeln!(
            out,
            "另有 {count} 个文件不知道是谁的，也许是上面几家的，先看看"
        );
    }
}

/// The units that have something to mend: not those that only have sent nothing.
fn to_mend(out: &mut String, collection: &Collection<'_>, summary: &Summary) {
    let has_work = |matters: &[Matter]| !matches!(matters, [Matter::Missing { .. }]);
    let all = summary
        .matters
        .iter()
        .filter(|(_, matters)| has_work(matters));
    let all: Vec<(&usize, &Vec<Matter>)> = all.collect();
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "要退回去改的 {} 家：", all.len());
    let most = if collection.args.verbose {
        usize::MAX
    } else {
        LISTED
    };
    for (unit, matters) in all.iter().take(most) {
        let name = printable(collection.units.all[**unit].name());
        let _ = writeln!(out, "  {name}  {}", brief(matters));
    }
    if all.len() > most {
        let _ = writeln!(out, "  还有 {} 家，加 --verbose 全部列出", all.len() - most);
    }
}

fn unknown(out: &mut String, collection: &Collection<'_>) {
    if collection.unknown.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "本站没有的单位 {} 家。是本站的就各建一个文件夹，里面放下面的 unit.yaml，代号自己定；都是就加上 --create-units，一起新建：",
        collection.unknown.len()
    );
    for (unit, files) in &collection.unknown {
        let id = unit.id.as_deref().unwrap_or_default();
        let names = files
            .iter()
            .map(|at| printable(&collection.entries[*at].file.name));
        let names = names.collect::<Vec<_>>().join("、");
        let _ = write!(
            out,
            "# 放在 content/units/{id}/unit.yaml（{names}）\n{}\n",
            unit_yaml(&unit.organization)
        );
    }
}

fn total(out: &mut String, collection: &Collection<'_>) {
    let reads = collection
        .entries
        .iter()
        .filter_map(|entry| match &entry.fate {
            Fate::Taken {
                outcome: Outcome::Read(read),
                ..
            } => Some(&**read),
            _ => None,
        });
    let is_written = |read: &&Read| matches!(read.state, State::Written | State::Replaced(..));
    let written = reads.clone().filter(is_written).count();
    let drafts = reads
        .filter(is_written)
        .filter(|read| read.imported.receipt.is_draft);
    let drafts = match drafts.count() {
        0 => String::new(),
        drafts => format!("（其中草稿 {drafts} 份）"),
    };
    let all = collection.entries.len();
    let _ = writeln!(
        out,
        "一共 {all} 个文件，写了 {written} 份年报{drafts}，没有写 {} 个",
        all - written
    );
    if collection.args.dry_run {
        out.push_str("没有写文件；去掉 --dry-run 就写\n");
    }
}

fn steps(out: &mut String, collection: &Collection<'_>, summary: &Summary) {
    let args = collection.args;
    let root = root_option(&args.root);
    if args.letters.is_none() && !summary.matters.is_empty() {
        out.push_str("要把退回意见写成文件、一家一个，加上 --letters 退回意见\n");
    }
    if let Some(year) = summary.year.filter(|_| !args.dry_run) {
        let _ = writeln!(
            out,
            "运行  gongkai check {year} --drafts{root}  看还有什么要改"
        );
    }
}
