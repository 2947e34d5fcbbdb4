//! What must not be published, in the words of attachments.
//!
//! Attachments are large and rarely change: what was found in one is kept, and
//! taken over as long as its size and time of change are the same.

use std::io::ErrorKind;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Level, Place};
use crate::parse::attachment::{Line, read};
use crate::parse::office::Unread;
use crate::path::SourcePath;
use crate::prose::sign_kinds::Signs;
use crate::snapshot::Sources;

use super::char_set::Haystack;
use super::finding::Finding;
use super::personal::{self, Around, What};
use super::rules::pii01::{MARKED, level};
use super::stored;

/// The largest attachment that is opened, in bytes.
const LARGEST: u64 = 32 << 20;

/// What was found in one attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    pub file: SourcePath,
    /// Bytes.
    pub size: u64,
    /// In nanoseconds since 1970; 0 where the disk does not say.
    pub changed: u64,
    #[serde(with = "stored")]
    pub said: Vec<Diagnostic>,
}

impl Looked {
    /// Looks at an attachment; `None` for one that is of another kind, and for
    /// one that is gone by now: who copies it will say so. One that cannot be opened
    /// may well be copied a moment later, and must not go out as if it were clean.
    pub fn at(
        file: &SourcePath,
        sources: &Sources,
        before: &[Self],
        diagnose: &(impl Fn(Finding) -> Diagnostic + Sync),
    ) -> Option<Self> {
        let stamp = sources.legible(file)?;
        let (size, changed) = (stamp.size, stamp.ticks().unwrap_or_default());
        let same = |one: &&Self| one.file == *file && one.size == size && one.changed == changed;
        if let Some(known) = before.iter().find(same).filter(|_| changed > 0) {
            return Some(known.clone());
        }
        let mut seen = Seen::default();
        let read = if size > LARGEST {
            Err(Unread::TooMuch)
        } else {
            match sources.attachment(file, LARGEST) {
                Ok(bytes) => read(&bytes, &mut |line| seen.look(line)),
                Err(error) if error.kind() == ErrorKind::NotFound => return None,
                Err(_) => return Some(Self::unopened(file, size, diagnose)),
            }
        };
        let said = seen.findings(file, read.err()).into_iter().map(diagnose);
        Some(Self {
            file: file.clone(),
            size,
            changed,
            said: said.collect(),
        })
    }

    /// One that the machine does not hand out. Without a time it is looked at again.
    fn unopened(file: &SourcePath, size: u64, diagnose: impl Fn(Finding) -> Diagnostic) -> Self {
        let message = "附件打不开，里面的文字没有查";
        let help = "关闭打开着它的程序（如 WPS），再运行一次";
        let finding = Finding::new(Place::file(file), message, help).level(Level::Warning);
        Self {
            file: file.clone(),
            size,
            changed: 0,
            said: vec![diagnose(finding)],
        }
    }
}

/// What was seen in an attachment so far: of each kind the first and how many.
#[derive(Default)]
struct Seen {
    numbers: Vec<(What, First)>,
    mark: Option<First>,
}

struct First {
    /// As it may be shown.
    shown: String,
    /// Where it stands, in the reader's words.
    spot: String,
    count: usize,
}

impl Seen {
    fn look(&mut self, line: &Line<'_>) {
        let signs = Signs::of(line.text);
        let around = Around {
            heads: line.above,
            ..Around::default()
        };
        for one in personal::numbers(line.text, &signs, around) {
            match self.numbers.iter_mut().find(|(what, _)| *what == one.what) {
                Some((_, first)) => first.count += 1,
                None => self.numbers.push((one.what, First::of(one.masked, line))),
            }
        }
        if self.mark.is_none()
            && let Some(range) = personal::mark(&Haystack::new(line.text), line.is_row)
        {
            let shown = line.text[range].trim().to_owned();
            self.mark = Some(First::of(shown, line));
        }
    }

    fn findings(self, file: &SourcePath, unread: Option<Unread>) -> Vec<Finding> {
        let place = || Place::file(file);
        let mut found = Vec::new();
        for (what, First { shown, spot, count }) in self.numbers {
            let name = what.name();
            let more = if count > 1 {
                format!("，一共 {count} 处")
            } else {
                String::new()
            };
            let message = format!("附件里的{name} {shown} 没有遮盖（{spot}{more}）");
            let help = format!("打开附件，写成  {shown}  的样子，或者不放这个附件");
            found.push(Finding::new(place(), message, help).level(level(what)));
        }
        if let Some(First { shown, spot, .. }) = self.mark {
            let message = format!("附件里有密级或内部标志“{shown}”（{spot}）");
            found.push(Finding::new(place(), message, MARKED));
        }
        let unread = unread.map(|why| match why {
            Unread::Damaged => ("附件坏了，里面的文字没有查成", "打开看一看，重新存一份"),
            Unread::TooMuch => (
                "附件太大，里面的文字没有查完",
                "自己看一遍有没有身份证号码、手机号码；可以拆成几个小的",
            ),
        });
        found.extend(
            unread
                .map(|(message, help)| Finding::new(place(), message, help).level(Level::Warning)),
        );
        found
    }
}

impl First {
    fn of(shown: String, line: &Line<'_>) -> Self {
        Self {
            shown,
            spot: line.spot.to_string(),
            count: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::diag::codes;
    use crate::snapshot::Snapshot;

    #[test]
    fn an_attachment_that_cannot_be_opened_is_not_taken_for_clean() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("content/files/a.csv");
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, "text").expect("a file");
        let snapshot = Snapshot::take(folder.path()).expect("a snapshot");
        let (sources, _) = snapshot.read(&snapshot.listing("content")).expect("read");
        let file = SourcePath::new("content/files/a.csv").expect("a path");
        let look = |before: &[Looked]| {
            let diagnose = |finding: Finding| finding.into_diagnostic(&codes::FILE);
            Looked::at(&file, &sources, before, &diagnose)
        };
        let clean = look(&[]).expect("looked at");
        assert!(clean.said.is_empty());
        // A folder can be opened no more than a file that somebody holds.
        fs::remove_file(&path).expect("gone");
        fs::create_dir(&path).expect("a folder in its place");
        let unopened = look(&[]).expect("told of");
        assert!(unopened.said[0].message.contains("打不开"));
        fs::remove_dir(&path).expect("gone");
        assert!(look(&[]).is_none());
        fs::write(&path, "text").expect("a file");
        assert_eq!(look(&[unopened]).expect("looked at"), clean);
    }
}
