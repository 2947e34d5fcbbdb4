//! What is kept of the reports that were published: whether all of it is there.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, codes};
use crate::parse::record::RecordDoc;
use crate::path::SourcePath;

use super::docs::{CopyFile, ReportFiles};
use super::kept::{KeptFiles, version_of_copy};

/// What is kept of the reports of a unit, by year.
pub type Kept = BTreeMap<u16, Box<KeptFiles>>;

/// Takes what is kept out of the files of reports, says what is wrong with it, and takes the
/// attachments out that are kept and not published: those of the newest version.
pub fn taken(
    reports: &mut BTreeMap<u16, ReportFiles>,
    copies: &mut Vec<CopyFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Kept {
    let mut kept = Kept::new();
    let mut all_kept: BTreeMap<String, u16> = BTreeMap::new();
    for (year, files) in reports.iter_mut() {
        let own = files.kept.take();
        let found = standing(*year, files, own.as_deref());
        if let Some(own) = own {
            all_kept.insert(own.folder.clone(), own.recorded());
            if found.iter().all(is_unfinished) {
                kept.insert(*year, own);
            }
        }
        diagnostics.extend(found);
    }
    let has_anything = |files: &ReportFiles| files.data.is_some() || files.text.is_some();
    reports.retain(|_, files| files.broken || has_anything(files));
    if !all_kept.is_empty() {
        copies.retain(|copy| {
            let version = version_of_copy(&copy.file);
            version.is_none_or(|(folder, version)| {
                all_kept.get(folder).is_none_or(|newest| version < *newest)
            })
        });
    }
    kept
}

/// What is said of a version that is kept and not recorded.
const UNFINISHED: &str = "没有写进版本记录：更正没有完成";

/// Whether a finding is about a version that is kept and not recorded: the others are whole.
fn is_unfinished(one: &Diagnostic) -> bool {
    one.message.ends_with(UNFINISHED)
}

/// What is wrong with what is kept of a report, whatever it says.
fn standing(year: u16, files: &ReportFiles, kept: Option<&KeptFiles>) -> Vec<Diagnostic> {
    let data = files.data.as_ref();
    let frozen = data.is_some_and(|(_, doc)| doc.frozen);
    let say = |file: &SourcePath, message: String, help: String| {
        vec![Diagnostic::error(&codes::PUB02, Place::file(file), message).help(help)]
    };
    let Some(kept) = kept else {
        return match data.filter(|_| frozen) {
            Some((file, _)) => say(file, no_record(year), freeze(year)),
            None => Vec::new(),
        };
    };
    let Some(record) = &kept.record else {
        let message = match frozen {
            true => no_record(year),
            false => format!("{year} 年年报有保存的版本，没有版本记录：保存没有完成"),
        };
        let at = data.map(|(file, _)| file).or(kept.file.as_ref());
        return at.map_or_else(Vec::new, |file| say(file, message, freeze(year)));
    };
    let folder = &kept.folder;
    match data {
        None if files.broken => return Vec::new(),
        None => {
            let message = format!("{year} 年年报已经公开，report.yaml 不见了");
            let newest = kept.recorded();
            let help = format!("从 {folder}v{newest}/ 里复制 report.yaml 和 report.md 回来");
            return say(&record.file, message, help);
        }
        Some((file, doc)) if doc.draft => {
            let message = format!("{year} 年年报已经公开，又写成了草稿");
            let help = "删去“草稿”一行；公开过的年报不能收回，只能更正";
            return say(file, message, help.to_owned());
        }
        Some((file, _)) if !frozen => {
            let message = format!("{year} 年年报已经公开，report.yaml 里没有“状态: 已公开”");
            let help = format!("加上  状态: 已公开，或者运行 gongkai freeze {year}");
            return say(file, message, help);
        }
        Some(_) => {}
    }
    match &record.doc {
        Some(doc) => whole(year, folder, kept, &record.file, doc),
        None => Vec::new(),
    }
}

fn no_record(year: u16) -> String {
    format!("{year} 年年报写着已公开，没有版本记录 published.yaml")
}

fn freeze(year: u16) -> String {
    format!(
        "运行 gongkai freeze {year} 保存现在的版本；以前保存过的，从备份里恢复 published.yaml 和 v1 等文件夹"
    )
}

/// Whether every version that the record lists is there and as it was, and no other.
fn whole(
    year: u16,
    folder: &str,
    kept: &KeptFiles,
    file: &SourcePath,
    record: &RecordDoc,
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let mut say = |file: &SourcePath, message: String, help: String| {
        said.push(Diagnostic::error(&codes::PUB02, Place::file(file), message).help(help));
    };
    let back = |number: u16| {
        format!(
            "从备份里恢复 {folder}v{number}/；要改年报，改 {folder} 里的文件，再运行 gongkai correct {year} --reason 原因"
        )
    };
    for (number, version) in (1..).zip(&record.versions) {
        let files = kept.versions.get(&number);
        let Some(files) = files.filter(|files| !files.files.is_empty()) else {
            let message = format!("{year} 年年报保存的第 {number} 版不见了");
            say(file, message, back(number));
            continue;
        };
        let at = files.files.first().unwrap_or(file);
        match &files.digest {
            None => {
                let message = format!("{year} 年年报保存的第 {number} 版有文件读不出来");
                say(at, message, back(number));
            }
            Some(digest) if *digest != version.digest => {
                let message = format!("{year} 年年报保存的第 {number} 版改过了，和公开时的不一样");
                say(at, message, back(number));
            }
            Some(_) if files.data.is_none() => {
                let message = format!("{year} 年年报保存的第 {number} 版，这个程序读不懂");
                say(at, message, "换用新的程序".to_owned());
            }
            Some(_) => {}
        }
    }
    let recorded = kept.recorded();
    let more = kept.versions.keys().find(|number| **number > recorded);
    if let Some(number) = more {
        let message = format!("{year} 年年报的第 {number} 版{UNFINISHED}");
        let help = format!("再运行一次 gongkai correct {year}；不更正的，删去 {folder}v{number}/");
        say(file, message, help);
    }
    said
}
