//! How a version of a published report is kept: its files, then its record.

use std::collections::BTreeMap;

use crate::formats::{record_yaml, report_yaml};
use crate::parse::clean::{Clean, Syntax};
use crate::parse::date::Stamp;
use crate::parse::record::{self, RecordDoc, VersionDoc};
use crate::parse::report::{self, ReportDoc};
use crate::parse::source::{DATA_LIMIT, decode};
use crate::path::SourcePath;
use crate::portal::{RECORD, Report, digest, text_sum};
use crate::snapshot::Snapshot;

use super::{Refused, Write, content};

/// A report whose version is to be kept.
pub struct Keeping<'k> {
    pub snapshot: &'k Snapshot,
    pub report: &'k Report,
}

/// Makes a report that is public a frozen one; nothing is left to be written where it is one.
/// `today` stands for the day of publication where the report does not state it.
pub fn freeze(
    snapshot: &Snapshot,
    report: &Report,
    today: Option<Stamp>,
) -> Result<Vec<Write>, Refused> {
    let keeping = Keeping { snapshot, report };
    let text = keeping.text()?;
    let frozen = keeping.changed(&text, |doc| doc.frozen = true)?;
    let mut writes = Vec::new();
    if !snapshot.has(&keeping.file(RECORD)) {
        if !report.stated_corrections.is_empty() {
            let message = format!(
                "没有保存：{} 里写着“更正”，还没有保存过的年报没有更正。删去那几行，再运行一次",
                report.source
            );
            return Err(content(message));
        }
        let date = report.published.clone().or(today);
        let no_date = || content("没有保存：电脑的日期读不出来。请先校准日期".to_owned());
        writes.extend(keeping.keep(&frozen, date.ok_or_else(no_date)?)?);
    }
    if frozen != text {
        writes.push(Write::Rewrite((report.source.clone(), frozen.into_bytes())));
    }
    Ok(writes)
}

impl Keeping<'_> {
    /// The folder of the report's files, with a slash at its end.
    pub fn folder(&self) -> &str {
        self.report.folder()
    }

    /// A file of the report's folder.
    pub fn file(&self, name: &str) -> SourcePath {
        let path = format!("{}{name}", self.folder());
        SourcePath::new(&path).expect("a fixed name beside a path is a path")
    }

    /// The text of `report.yaml`, as it is.
    pub fn text(&self) -> Result<String, Refused> {
        let file = &self.report.source;
        let bytes = self.snapshot.bytes(file).unwrap_or_default();
        // A mark of the byte order is no part of the text, but of the file.
        let text = decode(&bytes, file, DATA_LIMIT);
        let text = text.map_err(|said| content(format!("没有写：{file} {}", said.message)))?;
        let mark = if bytes.starts_with(MARK) {
            "\u{feff}"
        } else {
            ""
        };
        Ok(format!("{mark}{}", text.trim_start_matches('\u{feff}')))
    }

    /// The text of `report.yaml` after a change of what it says; every other byte stays.
    pub fn changed(&self, text: &str, change: impl Fn(&mut ReportDoc)) -> Result<String, Refused> {
        let (file, year) = (&self.report.source, self.report.year);
        let source = text.trim_start_matches('\u{feff}');
        let clean = Clean::of(source, Syntax::Data);
        let seen = clean.as_ref().map_or(source, |clean| &clean.text);
        let (doc, _) = report::read(seen, file, year);
        let mut wanted = doc.ok_or_else(|| content(format!("没有写：{file} 读不出来")))?;
        change(&mut wanted);
        let changed = report_yaml::update(text, file, &wanted);
        changed.map_err(|no| content(format!("没有写：{file} {}", no.0)))
    }

    /// Keeps a version and records it: `data` is the text of its `report.yaml`. What an
    /// earlier run has kept already stays; what anybody else put there is in the way.
    pub fn keep(&self, data: &str, date: Stamp) -> Result<Vec<Write>, Refused> {
        let old = self.record();
        let mut record = old.clone().unwrap_or_default();
        let place = format!("v{}/", record.versions.len() + 1);
        let files = self.files(data);
        record.versions.push(VersionDoc {
            date,
            organization: self.report.organization.clone(),
            title: self.report.title.clone(),
            digest: sum(&files),
        });
        self.nothing_else(&place, &files)?;
        let kept = files.into_iter().map(|(name, bytes)| {
            let file = self.file(&format!("{place}{name}"));
            (file, bytes)
        });
        let new = kept.filter(|(file, _)| !self.snapshot.has(file)).collect();
        let record = (self.file(RECORD), record_yaml::write(&record).into_bytes());
        Ok(match old {
            None => vec![Write::New(new), Write::New(vec![record])],
            Some(_) => vec![Write::New(new), Write::Rewrite(record)],
        })
    }

    /// The record of the versions; `None` if there is none.
    fn record(&self) -> Option<RecordDoc> {
        let file = self.file(RECORD);
        let bytes = self.snapshot.bytes(&file)?;
        let text = decode(&bytes, &file, DATA_LIMIT).ok()?;
        record::read(text, &file).0
    }

    /// The files of a version by their names in its folder.
    fn files(&self, data: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::from([("report.yaml".to_owned(), data.as_bytes().to_vec())]);
        for file in self.snapshot.files() {
            let name = file.as_str().strip_prefix(self.folder());
            let Some(name) = name.filter(|name| *name == TEXT || name.starts_with(FILES)) else {
                continue;
            };
            if let Some(bytes) = self.snapshot.bytes(file) {
                files.insert(name.to_owned(), bytes);
            }
        }
        files
    }

    /// Refuses if there is anything in the folder of a version but what belongs there.
    fn nothing_else(&self, place: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Refused> {
        let inside = format!("{}{place}", self.folder());
        for file in self.snapshot.files() {
            let Some(name) = file.as_str().strip_prefix(&inside) else {
                continue;
            };
            if files.get(name) != self.snapshot.bytes(file).as_ref() {
                return Err(content(format!(
                    "没有保存：{inside} 里已经有别的内容（{name}）。那是没有做完的保存就删去 {inside}，再运行一次"
                )));
            }
        }
        Ok(())
    }
}

/// The mark of the byte order that Windows puts before a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The words of a report, and the folder of its attachments.
const TEXT: &str = "report.md";
const FILES: &str = "files/";

/// The hash of a version, by the names of its files.
fn sum(files: &BTreeMap<String, Vec<u8>>) -> String {
    let sums = files.iter().map(|(name, bytes)| {
        let sum = match name.starts_with(FILES) {
            true => blake3::hash(bytes),
            false => text_sum(bytes),
        };
        (name.clone(), sum)
    });
    digest(&sums.collect())
}
