//! What was changed in a published report becomes a correction.

use crate::formats::quote::one_line;
use crate::parse::date::Stamp;
use crate::parse::report::CorrectionDoc;
use crate::portal::Report;
use crate::snapshot::Snapshot;

use super::version::Keeping;
use super::{Refused, Write, content};

/// What the clerk says of a correction.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub reason: Option<String>,
    pub date: Option<Stamp>,
}

/// Lists what was changed as a correction, unless the report's file does so already, and
/// keeps the version. `version` is the newest one that is kept.
pub fn correct(
    snapshot: &Snapshot,
    report: &Report,
    version: u16,
    asked: &Asked,
) -> Result<Vec<Write>, Refused> {
    let keeping = Keeping { snapshot, report };
    let year = report.year;
    if report.uncorrected.is_empty() {
        let folder = report.folder();
        return Err(Refused::Usage(format!(
            "没有更正：{year} 年的年报和公开的第 {version} 版一样。先在 {folder} 里改好，再运行一次"
        )));
    }
    let text = keeping.text()?;
    let stated = &report.stated_corrections;
    let pending = stated.get(usize::from(version) - 1);
    let (data, date) = match pending {
        Some(_) if stated.len() > usize::from(version) => {
            let message = "没有更正：report.yaml 里有几条还没有保存的更正。一次只写一条";
            return Err(content(message.to_owned()));
        }
        Some(pending) => (text.clone(), finished(pending, asked)?),
        None => {
            let (entry, date) = new(year, version, asked)?;
            let data = keeping.changed(&text, |doc| doc.corrections.push(entry.clone()))?;
            (data, date)
        }
    };
    let mut writes = Vec::new();
    if data != text {
        writes.push(Write::Rewrite((
            report.source.clone(),
            data.clone().into_bytes(),
        )));
    }
    writes.extend(keeping.keep(&data, date)?);
    Ok(writes)
}

/// The day of a correction that the file lists already.
fn finished(pending: &CorrectionDoc, asked: &Asked) -> Result<Stamp, Refused> {
    let reason = asked.reason.as_deref().map(one_line);
    if reason.is_some_and(|reason| reason != pending.reason) {
        return Err(Refused::Usage(format!(
            "没有更正：report.yaml 里已经写了一条还没有保存的更正（{}）。用它就去掉 --reason，不用就先删去它",
            pending.reason
        )));
    }
    let no_date = || content("没有更正：report.yaml 里的更正没有写日期".to_owned());
    pending.date.clone().ok_or_else(no_date)
}

/// What stands for a reason in the line that PUB02 gives to copy.
const PLACEHOLDER: &str = "原因";

/// A new entry, and its day.
fn new(year: u16, version: u16, asked: &Asked) -> Result<(CorrectionDoc, Stamp), Refused> {
    let Some(reason) = asked.reason.as_deref().map(one_line) else {
        return Err(Refused::Usage(format!(
            "没有更正：要写明原因，如  gongkai correct {year} --reason 表二“行政处罚”的数填错了"
        )));
    };
    if reason.is_empty() {
        let message = "没有更正：原因是空的。写明哪里错了，为什么改";
        return Err(Refused::Usage(message.to_owned()));
    }
    if reason == PLACEHOLDER {
        let message = "没有更正：“原因”要换成真的原因。写明哪里错了，为什么改";
        return Err(Refused::Usage(message.to_owned()));
    }
    let Some(date) = asked.date.clone() else {
        let message = "没有更正：电脑的日期读不出来。用 --date 写明日期";
        return Err(Refused::Usage(message.to_owned()));
    };
    let entry = CorrectionDoc {
        version: Some(version + 1),
        date: Some(date.clone()),
        reason,
        span: 0..0,
    };
    Ok((entry, date))
}
