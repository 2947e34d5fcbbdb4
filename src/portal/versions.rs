//! The versions of a report that was published: whether it still says what the newest one
//! says, and what was corrected from one to the next.

use std::mem;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::record::{RecordDoc, VersionDoc};
use crate::parse::report::CorrectionDoc;

use super::addresses::version_out;
use super::change::{Change, Sums};
use super::changes::{Compared, changes};
use super::kept::{KeptFiles, VersionFiles};
use super::linker::{Composed, Linker};
use super::{Correction, Report};

/// The most changes that are told of a report.
const TOLD: usize = 8;

/// How many characters of a sentence are told.
const WORDS: usize = 40;

/// Adds its versions to a report that was published, and says what it says otherwise than
/// the newest one without a correction.
pub fn add_versions(
    linker: &Linker<'_>,
    report: &mut Report,
    kept: KeptFiles,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let KeptFiles {
        record,
        versions,
        sums,
        ..
    } = kept;
    let Some(record) = record.and_then(|record| record.doc) else {
        return;
    };
    let numbered = (1..).zip(versions.into_values()).zip(&record.versions);
    let linked = numbered.filter_map(|((number, mut files), version)| {
        let sums = mem::take(&mut files.sums);
        Some((version_of(linker, report, number, files, version)?, sums))
    });
    let mut linked: Vec<(Report, Sums)> = linked.collect();
    let Some(newest) = linked.last().map(compared) else {
        return;
    };
    let now = Compared {
        report,
        sums: &sums,
    };
    let uncorrected = changes(newest, now);
    diagnostics.extend(unlike(report, newest.report, &record, &uncorrected));
    report.corrections = corrections(&linked);
    report.version = newest.report.version;
    report.uncorrected = uncorrected;
    linked.pop();
    report.superseded = linked.into_iter().map(|(version, _)| version).collect();
}

fn compared((report, sums): &(Report, Sums)) -> Compared<'_> {
    Compared { report, sums }
}

/// What was corrected from one version to the next, by what the newest one states of it.
fn corrections(linked: &[(Report, Sums)]) -> Vec<Correction> {
    let stated = linked.last().map(|(newest, _)| &newest.stated_corrections);
    let stated = stated.into_iter().flatten().zip(2..);
    let steps = stated.zip(linked.windows(2));
    let correction = |((stated, version), pair): ((&CorrectionDoc, u16), &[(Report, Sums)])| {
        let [old, new] = pair else { return None };
        Some(Correction {
            version,
            date: stated.date.clone()?,
            reason: stated.reason.clone(),
            changes: changes(compared(old), compared(new)),
        })
    };
    steps.filter_map(correction).collect()
}

/// One version, as it was published.
fn version_of(
    linker: &Linker<'_>,
    report: &Report,
    number: u16,
    files: VersionFiles,
    version: &VersionDoc,
) -> Option<Report> {
    let (source, doc) = files.data?;
    let (text_file, text) = files.text.unzip();
    let text_file = text_file.unwrap_or_else(|| source.clone());
    let out = version_out(linker.id, report.year, number);
    let links = text.as_ref().map(|text| {
        let original = &report.narrative.file;
        linker
            .targets
            .settle_kept(text.links(), original, &text_file, &out)
    });
    // What was wrong with it, was told before it was published.
    let mut unheard = Vec::new();
    let composed = Composed {
        source,
        doc,
        text_file,
        text,
        links: links.unwrap_or_default(),
        out,
    };
    let mut report = linker.compose(composed, &mut unheard);
    report.title.clone_from(&version.title);
    report.organization.clone_from(&version.organization);
    report.version = Some(number);
    Some(report)
}

/// What is wrong with a report that was published: it changed and nothing says why, or what
/// says why does not fit what changed.
fn unlike(
    report: &Report,
    newest: &Report,
    record: &RecordDoc,
    found: &[Change],
) -> Option<Diagnostic> {
    let year = report.year;
    let (stated, kept) = (&report.stated_corrections, &newest.stated_corrections);
    let (message, help) = match misstated(stated, kept) {
        Some(told) => told,
        None => match (stated.len() - kept.len(), found.is_empty()) {
            (0, true) => return None,
            (0, false) => {
                let date = record.versions.last().map(|version| version.date.iso());
                let date = date.unwrap_or_default();
                (
                    format!("年报已于 {date} 公开，内容又改了：{}", listed(found)),
                    format!(
                        "要更正就运行  gongkai correct {year} --reason 原因；不是要改的，改回原来的"
                    ),
                )
            }
            (1, false) => (
                format!("年报写了更正，新的版本还没有保存：{}", listed(found)),
                format!("运行  gongkai correct {year}"),
            ),
            (1, true) => (
                "年报写了更正，内容没有变".to_owned(),
                "改好内容再运行 gongkai correct；不更正的，删去最后一条“更正”".to_owned(),
            ),
            _ => (
                "年报一次写了几条新的更正".to_owned(),
                "一次更正写一条，运行 gongkai correct 以后再写下一条".to_owned(),
            ),
        },
    };
    let (place, message) = (Place::file(&report.source), format!("{year} 年{message}"));
    Some(Diagnostic::error(&codes::PUB02, place, message).help(help))
}

/// What is wrong with the corrections that a report states, beside those that the newest
/// version states: what, and what to do.
fn misstated(stated: &[CorrectionDoc], kept: &[CorrectionDoc]) -> Option<(String, String)> {
    let same = |one: &CorrectionDoc, other: &CorrectionDoc| {
        one.date == other.date && one.reason == other.reason
    };
    let mut pairs = stated.iter().zip(kept);
    if stated.len() < kept.len() || !pairs.all(|(one, other)| same(one, other)) {
        let help =
            "照 published.yaml 旁边最新一版的 report.yaml 改回“更正”；以前的说明也是公开过的";
        return Some(("年报以前的更正说明改过了".to_owned(), help.to_owned()));
    }
    let mut numbers = (2..)
        .zip(stated)
        .filter_map(|(right, one)| Some((one.version?, right)));
    let (wrong, right) = numbers.find(|(stated, right): &(u16, u16)| stated != right)?;
    Some((
        format!("年报的更正写着版本 {wrong}，按先后应当是 {right}"),
        "新的更正写在最后，“版本”可以不写，由 gongkai correct 写".to_owned(),
    ))
}

/// The first changes in words, and how many there are.
fn listed(found: &[Change]) -> String {
    let lines = found
        .iter()
        .take(TOLD)
        .map(|one| one.line(WORDS).replace('\n', " "));
    let lines: Vec<String> = lines.collect();
    let more = match found.len() > TOLD {
        true => format!("；等 {} 处", found.len()),
        false => String::new(),
    };
    format!("{}{more}", lines.join("；"))
}
