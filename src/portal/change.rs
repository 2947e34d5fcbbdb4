//! One thing that two versions of a report say otherwise.

use std::collections::BTreeMap;

use serde::Serialize;

/// The hashes of attachments, by their names; `None` for one that cannot be read.
pub type Sums = BTreeMap<String, Option<blake3::Hash>>;

/// Something that one version says and another says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Such as `表三 本年新收·自然人`, `成文日期`, or the heading above a sentence.
    pub what: String,
    /// As it is shown; `None` where nothing was said.
    pub old: Option<String>,
    pub new: Option<String>,
    pub kind: ChangeKind,
}

/// What it is that says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ChangeKind {
    Number,
    Field,
    Words,
    Attachment,
}

/// How many characters stand before the first that differs, where a text is cut.
const BEFORE: usize = 12;

impl Change {
    /// As one line: `表三 行政处罚：17 → 11`, and of words only so many characters.
    pub fn line(&self, most: usize) -> String {
        let [old, new] = self.excerpts(most);
        let said = |text: Option<String>| text.unwrap_or_else(|| "（没有）".to_owned());
        format!("{}：{} → {}", self.what, said(old), said(new))
    }

    /// What was said and what is said, no more than so many characters of each: those in
    /// which they differ, with a few before them.
    pub fn excerpts(&self, most: usize) -> [Option<String>; 2] {
        let (old, new) = (self.old.as_deref(), self.new.as_deref());
        let pairs = old
            .unwrap_or_default()
            .chars()
            .zip(new.unwrap_or_default().chars());
        let same = pairs.take_while(|(old, new)| old == new).count();
        let skipped = same.saturating_sub(BEFORE);
        [old, new].map(|text| {
            let text = text?;
            if text.chars().count() <= most {
                return Some(text.to_owned());
            }
            let mut rest = text.chars().skip(skipped);
            let shown: String = rest.by_ref().take(most).collect();
            let before = if skipped > 0 { "…" } else { "" };
            let behind = if rest.next().is_some() { "…" } else { "" };
            Some(format!("{before}{shown}{behind}"))
        })
    }
}
