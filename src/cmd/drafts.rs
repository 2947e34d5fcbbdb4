//! What the commands say of drafts: how many there are, and which.

use crate::path::SourcePath;

/// The most drafts that are named; the rest are counted.
const NAMED: usize = 3;

/// The drafts that a command is about.
#[derive(Default)]
pub struct Drafts<'d> {
    texts: Vec<&'d SourcePath>,
    /// What only drafts use.
    attachments: Vec<&'d SourcePath>,
    /// Whether they were asked for.
    are_in: bool,
}

impl<'d> Drafts<'d> {
    /// Takes files, each with whether it is an attachment.
    pub fn new(files: impl Iterator<Item = (&'d SourcePath, bool)>, are_in: bool) -> Self {
        let mut drafts = Self {
            are_in,
            ..Self::default()
        };
        for (file, is_attachment) in files {
            match is_attachment {
                true => drafts.attachments.push(file),
                false => drafts.texts.push(file),
            }
        }
        drafts
    }

    /// The receipt's line about what was left out, or is in although unfinished.
    pub fn built(&self) -> Option<String> {
        let (count, which) = (self.texts.len(), names(&self.texts));
        match (count, self.are_in, self.attachments.len()) {
            (0, _, _) => None,
            (_, true, _) => Some(format!(
                "注意：网站里有草稿 {count} 份，只能内部看，不得上传：{which}"
            )),
            (_, _, 0) => Some(format!("草稿 {count} 份没有发布：{which}")),
            (_, _, more) => Some(format!(
                "草稿 {count} 份没有发布：{which}；它们的附件 {more} 个也没有：{}",
                names(&self.attachments)
            )),
        }
    }

    /// What `check` says of what was not checked, or was although unfinished.
    pub fn checked(&self) -> Option<String> {
        match (self.texts.len(), self.are_in) {
            (0, _) => None,
            (count, true) => Some(format!("其中草稿 {count} 份")),
            (count, false) => Some(format!("另有草稿 {count} 份没有检查，加 --drafts 一起检查")),
        }
    }

    /// The drafts by name.
    pub fn named(&self) -> Option<String> {
        let which = || format!("草稿：{}", names(&self.texts));
        (!self.texts.is_empty()).then(which)
    }

    /// What `check` says where all that it was asked for is held back.
    pub fn nothing_else(&self) -> Option<String> {
        let files = if self.texts.is_empty() {
            &self.attachments
        } else {
            &self.texts
        };
        let which = names(files);
        let what = if self.texts.is_empty() {
            "是草稿的附件"
        } else {
            "还是草稿"
        };
        (!files.is_empty() && !self.are_in)
            .then(|| format!("没有检查：{which} {what}。加 --drafts 一起检查"))
    }
}

/// The paths of a few.
fn names(files: &[&SourcePath]) -> String {
    let named = files.iter().take(NAMED).map(|file| file.as_str());
    let names: Vec<&str> = named.collect();
    let more = if files.len() > NAMED { "等" } else { "" };
    names.join("、") + more
}
