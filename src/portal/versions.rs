//! The versions of a report that was published: whether it still says what the newest one
//! says, and what was corrected from one to the next.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::record::{RecordDoc, VersionDoc};
use crate::parse::report::CorrectionDoc;

use super::addresses::version_out;
use super::changes::{Change, Compared, changes};
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
    let all_sums: Vec<_> = versions.values().map(|files| files.sums.clone()).collect();
    let numbered = (1..).zip(versions.into_values()).zip(&record.versions);
    let linked = numbered.filter_map(|((number, files), version)| {
        version_of(linker, report, number, files, version)
    });
    let mut linked: Vec<Report> = linked.collect();
    let Some(newest) = linked.pop() else {
        return;
    };
    let newest_sums = &all_sums[linked.len()];
    let now = Compared {
        report,
        sums: &sums,
    };
    let then = Compared {
        report: &newest,
        sums: newest_sums,
    };
    let found = changes(then, now);
    diagnostics.extend(unlike(report, &newest, &record, &found));
    let uncorrected = found;
    let ends = linked.iter().skip(1).chain([&newest]);
    let steps = linked.iter().zip(ends).zip(all_sums.windows(2));
    let steps = steps.map(|((old, new), sums)| {
        let [old_sums, new_sums] = sums else {
            return Vec::new();
        };
        let old = Compared {
            report: old,
            sums: old_sums,
        };
        let new = Compared {
            report: new,
            sums: new_sums,
        };
        changes(old, new)
    });
    let stated = newest.stated_corrections.iter().zip(2..).zip(steps);
    report.corrections = stated
        .filter_map(|((stated, version), changes)| {
            Some(Correction {
                version,
                date: stated.date.clone()?,
                reason: stated.reason.clone(),
                changes,
            })
        })
        .collect();
    report.version = Some(newest.version.unwrap_or(1));
    report.superseded = linked;
    report.uncorrected = uncorrected;
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
    let say = |message: String, help: String| {
        let place = Place::file(&report.source);
        Some(Diagnostic::error(&codes::PUB02, place, message).help(help))
    };
    let same = |one: &CorrectionDoc, other: &CorrectionDoc| {
        one.date == other.date && one.reason == other.reason
    };
    let pairs = stated.iter().zip(kept).all(|(one, other)| same(one, other));
    if stated.len() < kept.len() || !pairs {
        let message = format!("{year} 年年报以前的更正说明改过了");
        let help =
            "照 published.yaml 旁边最新一版的 report.yaml 改回“更正”；以前的说明也是公开过的";
        return say(message, help.to_owned());
    }
    let numbers: BTreeSet<(u16, u16)> = (2..)
        .zip(stated)
        .filter_map(|(right, one)| Some((one.version?, right)))
        .filter(|(stated, right)| stated != right)
        .collect();
    if let Some((wrong, right)) = numbers.first() {
        let message = format!("{year} 年年报的更正写着版本 {wrong}，按先后应当是 {right}");
        let help = "新的更正写在最后，“版本”可以不写，由 gongkai correct 写";
        return say(message, help.to_owned());
    }
    let listed = || {
        let lines: Vec<String> = found.iter().take(TOLD).map(|one| one.line(WORDS)).collect();
        let more = match found.len() > TOLD {
            true => format!("；等 {} 处", found.len()),
            false => String::new(),
        };
        format!("{}{more}", lines.join("；"))
    };
    match (stated.len() - kept.len(), found.is_empty()) {
        (0, true) => None,
        (0, false) => {
            let date = record.versions.last().map(|version| version.date.iso());
            let date = date.unwrap_or_default();
            let message = format!("{year} 年年报已于 {date} 公开，内容又改了：{}", listed());
            let help = format!(
                "要更正就运行  gongkai correct {year} --reason 原因；不是要改的，改回原来的"
            );
            say(message, help)
        }
        (1, false) => {
            let message = format!("{year} 年年报写了更正，新的版本还没有保存：{}", listed());
            say(message, format!("运行  gongkai correct {year}"))
        }
        (1, true) => {
            let message = format!("{year} 年年报写了更正，内容没有变");
            say(
                message,
                "改好内容再运行 gongkai correct；不更正的，删去最后一条“更正”".to_owned(),
            )
        }
        _ => {
            let message = format!("{year} 年年报一次写了几条新的更正");
            say(
                message,
                "一次更正写一条，运行 gongkai correct 以后再写下一条".to_owned(),
            )
        }
    }
}
