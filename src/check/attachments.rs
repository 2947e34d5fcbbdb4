//! What must not be published, in the words of attachments.
//!
//! Attachments are large and rarely change: what was found in one is kept, and
//! taken over as long as its size and time of change are the same.

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Level, Place};
use crate::parse::attachment::{Line, Unread, read};
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
    /// one that is gone by now: who copies it will say so.
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
            let bytes = sources.attachment(file, LARGEST).ok()?;
            read(&bytes, &mut |line| seen.look(line))
        };
        let said = seen.findings(file, read.err()).into_iter().map(diagnose);
        Some(Self {
            file: file.clone(),
            size,
            changed,
            said: said.collect(),
        })
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
