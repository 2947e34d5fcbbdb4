//! `published.yaml`: which versions of a report were published, and how each is known again.
//!
//! `gongkai freeze` and `gongkai correct` write it; people only read it.

use crate::diag::{Diagnostic, codes};
use crate::path::SourcePath;

use super::date::{self, Stamp};
use super::keys::{RECORD, RECORDED};
use super::yaml::{On, Spot, Value, Yaml};

/// The versions of a report that were published, as its file lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordDoc {
    /// Version 1 first, without gaps.
    pub versions: Vec<VersionDoc>,
}

/// One version that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionDoc {
    /// When it was published.
    pub date: Stamp,
    /// The name of the unit and the title as they were published: what they are taken from
    /// may change later.
    pub organization: String,
    pub title: String,
    /// The hash of its kept files.
    pub digest: String,
}

/// Reads the file; `None` if there is anything in it that is not understood, which is
/// reported.
pub fn read(text: &str, file: &SourcePath) -> (Option<RecordDoc>, Vec<Diagnostic>) {
    match Yaml::parse(text, 0, file) {
        Ok(yaml) => {
            let doc = walk(&yaml.root());
            let said = yaml.into_diagnostics();
            (doc.filter(|_| said.is_empty()), said)
        }
        Err(said) => (None, said),
    }
}

fn walk(root: &Spot<'_>) -> Option<RecordDoc> {
    let fields = root.fields(RECORD);
    let list = fields.first().map(|(_, spot)| (spot, spot.value()));
    let Some((spot, Value::List(list))) = list else {
        root.error(&codes::KEY, On::Value, "没有版本记录", PUT_BACK);
        return None;
    };
    let items: Vec<Spot<'_>> = spot.items(list).collect();
    let versions = items.iter().zip(1..).map(|(item, number)| {
        let version = version(item, number);
        if version.is_none() {
            let message = format!("第 {number} 个版本的记录不完整");
            item.error(&codes::KEY, On::Value, message, PUT_BACK);
        }
        version
    });
    let versions = versions.collect::<Option<Vec<VersionDoc>>>()?;
    Some(RecordDoc { versions })
}

/// What is said of a record that somebody changed.
const PUT_BACK: &str =
    "这个文件由 gongkai freeze 和 gongkai correct 写，不要手工改；从备份里恢复它";

fn version(spot: &Spot<'_>, number: u16) -> Option<VersionDoc> {
    let fields = spot.fields(RECORDED);
    let field = |id: &str| {
        let mut fields = fields.iter();
        fields.find(|(key, _)| *key == id).map(|(_, spot)| spot)
    };
    let stated = field("version").and_then(Spot::word)?;
    let text = |id: &str| field(id).and_then(Spot::text);
    Some(VersionDoc {
        date: field("date").and_then(date::read)?,
        organization: text("organization")?,
        title: text("title")?,
        digest: text("digest")?,
    })
    .filter(|_| stated == number.to_string())
}
