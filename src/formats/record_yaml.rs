//! `published.yaml` as a whole file.

use crate::formats::quote::{one_line, quoted};
use crate::parse::record::RecordDoc;

/// What the file tells whoever opens it.
const HEAD: &str = "# 公开过的版本，由 gongkai freeze 和 gongkai correct 写，不要手工改。\n# 和 v1 等文件夹一起保存、一起提交。\n版本记录:\n";

/// The whole file.
pub fn write(doc: &RecordDoc) -> String {
    let versions = doc.versions.iter().zip(1..).map(|(version, number)| {
        let date = match version.date.time {
            Some(_) => version.date.minute(),
            None => version.date.iso(),
        };
        let (organization, title) = (&version.organization, &version.title);
        format!(
            "  - {{版本: {number}, 日期: {date}, 机关: {}, 标题: {}, 摘要: {}}}\n",
            quoted(&one_line(organization)),
            quoted(&one_line(title)),
            version.digest
        )
    });
    format!("{HEAD}{}", versions.collect::<String>())
}
