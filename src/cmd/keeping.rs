//! How a version of a report that was published is kept: its files, then its record.

use std::collections::BTreeMap;

use anyhow::anyhow;

use crate::formats::record_yaml;
use crate::formats::report_yaml;
use crate::parse::clean::{Clean, Syntax};
use crate::parse::date::Stamp;
use crate::parse::record::{self, RecordDoc, VersionDoc};
use crate::parse::report::{self, ReportDoc};
use crate::parse::source::{DATA_LIMIT, decode};
use crate::path::SourcePath;
use crate::portal::{RECORD, Report, digest, text_sum};
use crate::publish::create::create;
use crate::publish::source::Repairer;
use crate::snapshot::Snapshot;

use super::one_report::folder;

/// A report whose version is to be kept.
pub struct Keeping<'k> {
    pub snapshot: &'k Snapshot,
    pub report: &'k Report,
}

/// A file with its bytes.
type File = (SourcePath, Vec<u8>);

impl Keeping<'_> {
    /// A file of the report's folder.
    pub fn file(&self, name: &str) -> SourcePath {
        let path = format!("{}{name}", folder(self.report));
        SourcePath::new(&path).expect("a fixed name beside a path is a path")
    }

    /// The text of `report.yaml`, as it is.
    pub fn text(&self) -> anyhow::Result<String> {
        let file = &self.report.source;
        let bytes = self.snapshot.bytes(file).unwrap_or_default();
        let text = decode(&bytes, file, DATA_LIMIT);
        let text = text.map_err(|said| anyhow!("没有写：{file} {}", said.message))?;
        Ok(text.to_owned())
    }

    /// The text of `report.yaml` after a change of what it says; every other byte stays.
    pub fn changed(&self, text: &str, change: impl Fn(&mut ReportDoc)) -> anyhow::Result<String> {
        let (file, year) = (&self.report.source, self.report.year);
        let clean = Clean::of(text, Syntax::Data);
        let seen = clean.as_ref().map_or(text, |clean| &clean.text);
        let (doc, _) = report::read(seen, file, year);
        let mut wanted = doc.ok_or_else(|| anyhow!("没有写：{file} 读不出来"))?;
        change(&mut wanted);
        let changed = report_yaml::update(text, file, &wanted);
        changed.map_err(|no| anyhow!("没有写：{file} {}", no.0))
    }

    /// Puts a text in the place of `report.yaml`.
    pub fn rewrite(&self, text: &str) -> anyhow::Result<()> {
        let path = self.snapshot.locate(&self.report.source);
        Repairer::default().rewrite(&path, text.as_bytes())?;
        Ok(())
    }

    /// The record of the versions; `None` if there is none.
    pub fn record(&self) -> Option<RecordDoc> {
        let file = self.file(RECORD);
        let bytes = self.snapshot.bytes(&file)?;
        let text = decode(&bytes, &file, DATA_LIMIT).ok()?;
        record::read(text, &file).0
    }

    /// Keeps a version and records it: `data` is the text of its `report.yaml`. What an
    /// earlier run has kept already stays; what anybody else put there is in the way.
    pub fn keep(&self, data: &str, date: Stamp) -> anyhow::Result<()> {
        let old = self.record();
        let mut record = old.clone().unwrap_or_default();
        let number = record.versions.len() + 1;
        let place = format!("v{number}/");
        let mut files = self.files(data);
        record.versions.push(VersionDoc {
            date,
            organization: self.report.organization.clone(),
            title: self.report.title.clone(),
            digest: sum(&files),
        });
        let kept = |name: &str| self.file(&format!("{place}{name}"));
        self.nothing_else(&place, &files)?;
        files.retain(|name, _| !self.snapshot.has(&kept(name)));
        let mut new: Vec<File> = files
            .into_iter()
            .map(|(name, bytes)| (kept(&name), bytes))
            .collect();
        let text = record_yaml::write(&record).into_bytes();
        let root = self.snapshot.root();
        match old {
            None => {
                new.push((self.file(RECORD), text));
                create(root, &new)
            }
            Some(_) => {
                create(root, &new)?;
                let path = self.snapshot.locate(&self.file(RECORD));
                Repairer::default().rewrite(&path, &text)?;
                Ok(())
            }
        }
    }

    /// The files of a version by their names in its folder.
    fn files(&self, data: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::from([("report.yaml".to_owned(), data.as_bytes().to_vec())]);
        let own = folder(self.report);
        for file in self.snapshot.files() {
            let name = file.as_str().strip_prefix(own).unwrap_or_default();
            if (name == "report.md" || name.starts_with("files/"))
                && let Some(bytes) = self.snapshot.bytes(file)
            {
                files.insert(name.to_owned(), bytes);
            }
        }
        files
    }

    /// Refuses if there is anything in the folder of a version but what belongs there.
    fn nothing_else(&self, place: &str, files: &BTreeMap<String, Vec<u8>>) -> anyhow::Result<()> {
        let inside = format!("{}{place}", folder(self.report));
        for file in self.snapshot.files() {
            let Some(name) = file.as_str().strip_prefix(&inside) else {
                continue;
            };
            if files.get(name) != self.snapshot.bytes(file).as_ref() {
                return Err(anyhow!(
                    "没有保存：{inside} 里已经有别的内容（{name}）。那是没有做完的保存就删去 {inside}，再运行一次"
                ));
            }
        }
        Ok(())
    }
}

/// The hash of a version, by the names of its files.
fn sum(files: &BTreeMap<String, Vec<u8>>) -> String {
    let sums = files.iter().map(|(name, bytes)| {
        let is_text = !name.starts_with("files/");
        let sum = match is_text {
            true => text_sum(bytes),
            false => blake3::hash(bytes),
        };
        (name.clone(), sum)
    });
    digest(&sums.collect())
}
