//! `gongkai check --fix`: the repairs that lose nothing, shown before and after.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::check::fix::{Fixed, fix};
use crate::diag::Diagnostic;
use crate::formats::report_yaml::same_figures;
use crate::path::SourcePath;
use crate::prose::odd::revealed;
use crate::prose::printable;
use crate::publish::source::Repairer;
use crate::site::checked::CheckedSite;
use crate::site::texts::Texts;
use crate::snapshot::Snapshot;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A repair may make room for another: of two that touch the same bytes one
/// waits. More rounds than this nothing needs.
const ROUNDS: usize = 4;

/// What was done to the files.
#[derive(Default)]
pub struct Repairs {
    /// Each changed line as it was and as it is now.
    lines: BTreeMap<(SourcePath, usize), (String, String)>,
    /// Why files were left as they are, and what else there is to know.
    remarks: BTreeMap<SourcePath, String>,
    /// Whether a file could not be changed.
    pub failed: bool,
}

/// Repairs files until nothing is left to repair, and checks the site anew after
/// each round, so that what is shown then is what the files hold now.
pub fn run(
    mut site: CheckedSite,
    wanted: impl Fn(&Diagnostic) -> bool,
    check: impl Fn() -> Result<CheckedSite>,
) -> Result<(CheckedSite, Repairs)> {
    let mut repairs = Repairs::default();
    for _ in 0..ROUNDS {
        let found = site.diagnostics.iter().filter(|one| wanted(one));
        if !repairs.round(&site.snapshot, found) {
            break;
        }
        site = check()?;
    }
    Ok((site, repairs))
}

impl Repairs {
    /// Makes the repairs of the diagnostics; whether any file was changed.
    fn round<'d>(
        &mut self,
        snapshot: &Snapshot,
        diagnostics: impl Iterator<Item = &'d Diagnostic>,
    ) -> bool {
        let mut by_file: BTreeMap<&SourcePath, Vec<&Diagnostic>> = BTreeMap::new();
        for one in diagnostics.filter(|one| !one.edits.is_empty()) {
            by_file.entry(&one.place.file).or_default().push(one);
        }
        let texts = Texts::of(snapshot, by_file.values().flatten().copied());
        let repairer = Repairer::default();
        let mut changed = false;
        for (file, found) in by_file {
            let Some(text) = texts.get(file) else {
                continue;
            };
            let fixed = fix(text, found);
            if fixed.changes.is_empty() {
                continue;
            }
            if !keeps_figures(file, text, &fixed.text) {
                let remark = format!("{file} 没有改：改了以后，有的数字会读成别的");
                self.remarks.insert(file.clone(), remark);
                continue;
            }
            let bytes = texts.bytes(file).unwrap_or_default();
            let marked = bytes.starts_with(BYTE_ORDER_MARK);
            let mark = if marked { BYTE_ORDER_MARK } else { &[] };
            let bytes = [mark, fixed.text.as_bytes()].concat();
            match repairer.rewrite(&snapshot.locate(file), &bytes) {
                Ok(done) => {
                    changed = true;
                    self.note(file, fixed);
                    if done.stands_elsewhere {
                        let remark = format!("{file} 另有硬链接，那边还是改之前的内容");
                        self.remarks.insert(file.clone(), remark);
                    }
                }
                Err(error) => {
                    self.failed = true;
                    self.remarks.insert(file.clone(), error.to_string());
                }
            }
        }
        changed
    }

    fn note(&mut self, file: &SourcePath, fixed: Fixed) {
        for change in fixed.changes {
            let at = (file.clone(), change.line);
            let line = self.lines.entry(at);
            line.or_insert((change.before, String::new())).1 = change.after;
        }
    }

    /// What was done, for a person to read.
    pub fn tell(&self) -> String {
        let mut text = String::new();
        let mut last = None;
        for ((file, line), (before, after)) in &self.lines {
            if last != Some(file) {
                text += &format!("{file}\n");
                last = Some(file);
            }
            for (when, words) in [("改前", before), ("改后", after)] {
                let shown = printable(&revealed(words.trim_matches([' ', '\r', '\t'])));
                text += &format!("  第 {line} 行  {when}  {shown}\n");
            }
        }
        for remark in self.remarks.values() {
            text += &format!("{remark}\n");
        }
        match self.lines.len() {
            0 if self.failed => {}
            0 => text += "没有可以自动改的\n",
            count => text += &format!("改好了 {count} 行；数字没有动。下面是改过以后再查的结果\n"),
        }
        text
    }
}

/// Whether the figures of a report's data read as before; other files have none.
fn keeps_figures(file: &SourcePath, before: &str, after: &str) -> bool {
    let folder = file.as_str().strip_suffix("/report.yaml");
    let year = folder.and_then(|folder| folder.rsplit('/').next());
    match year.and_then(|year| year.parse().ok()) {
        Some(year) => same_figures(before, after, file, year),
        None => true,
    }
}
