//! What a rule says of a report of ours, said of somebody else's file: it has no
//! `report.yaml`, and nobody can allow anything in it.

use crate::diag::{Diagnostic, Level};

use super::inspected::Foreign;

/// Words that only the files of a site have.
const OURS: [&str; 10] = [
    "report.",
    "site.toml",
    "unit.yaml",
    "允许:",
    "其余为零",
    "草稿:",
    "程序",
    "“格式”一行",
    "写一行",
    "井号",
];

/// What stands before a line to be pasted.
const PASTED: &str = "  ";

/// A finding as it holds of a foreign file; `None` if it is about our files alone.
pub fn adapted(mut one: Diagnostic, report: &Foreign) -> Option<Diagnostic> {
    one.edits.clear();
    one.allowed = None;
    if one.code.id == "DAT03" && one.level == Level::Error && is_undated(report) {
        // The date may stand where no program finds it.
        one.level = Level::Warning;
        one.message = "没有认出成文日期和公开日期".to_owned();
        one.help = Some("核对文末的落款有没有日期".to_owned());
        return Some(one);
    }
    one.message = message(&one);
    if is_ours(&one.message) {
        return None;
    }
    if one.code.id == "SEC01" && names_what_stands(&one.message, &report.text.markdown) {
        one.level = Level::Warning;
        one.message = one.message.replace("没有写", "没有认出标题");
        one.help = Some("标题照规定的写，单独一行".to_owned());
        return Some(one);
    }
    let help = one.help.take().and_then(|help| advice(&help));
    one.help = help.or_else(|| instead(one.code.id).map(str::to_owned));
    Some(one)
}

/// What a finding says, without the lines of our files.
fn message(one: &Diagnostic) -> String {
    // A heading of a foreign file is one, whatever it says.
    let message = one.message.replace("没有成为标题", "和规定的不一样");
    match message.split_once("：第 ") {
        Some((said, lines)) if lines.ends_with(" 行") => said.to_owned(),
        _ => message,
    }
}

/// Whether a section that is said to be missing is there under a heading that nobody knows:
/// the name of one stands in the text.
fn names_what_stands(message: &str, text: &str) -> bool {
    let names = message
        .strip_prefix("没有写")
        .unwrap_or_default()
        .split(['“', '”']);
    let mut names = names.filter_map(|heading| Some(heading.split_once('、')?.1));
    names.any(|name| text.contains(name))
}

fn is_undated(report: &Foreign) -> bool {
    report.text.signed.is_none() && report.text.published.is_none()
}

fn is_ours(text: &str) -> bool {
    OURS.iter().any(|word| text.contains(word))
}

/// What of an advice holds of a foreign file.
fn advice(help: &str) -> Option<String> {
    if let Some((_, title)) = help.split_once("“标题: ") {
        let title = title.split('”').next().unwrap_or(title);
        return Some(format!("改成“{title}”"));
    }
    let plain = help.replace("## ", "");
    let clauses = plain.split('；').filter(|clause| {
        let pasted = clause.split_once(PASTED).map_or("", |(_, line)| line);
        !is_ours(clause) && !pasted.contains([':', '{', '['])
    });
    let clauses: Vec<&str> = clauses.collect();
    (!clauses.is_empty()).then(|| clauses.join("；"))
}

/// What to do where a rule knows only lines of our files.
fn instead(id: &str) -> Option<&'static str> {
    Some(match id {
        "A01" | "A02" | "A03" | "A04" => "核对登记簿，照上面的数改；不要凑数",
        "CEL01" | "CEL07" => "没有就填 0，不要空着",
        "FMT01" => "照这一年规定的表格重填",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_advice_names_lines_of_our_files() {
        for (help, expected) in [
            ("核对登记簿，把这一行写成  本年新收: {自然人: 3}", None),
            (
                "填当初公开的那一天；确实晚了就写  允许: {DAT02: 理由}",
                Some("填当初公开的那一天"),
            ),
            (
                "把这一行改成“标题: 青禾镇2025年政府信息公开工作年度报告”，或者删掉这一行",
                Some("改成“青禾镇2025年政府信息公开工作年度报告”"),
            ),
            (
                "加上  ## 六、其他需要报告的事项  和这一部分的文字",
                Some("加上  六、其他需要报告的事项  和这一部分的文字"),
            ),
            ("写成 2026年1月5日 这样", Some("写成 2026年1月5日 这样")),
            ("总计不用填：把各行的总计都删掉，由程序相加", None),
        ] {
            assert_eq!(advice(help).as_deref(), expected, "{help}");
        }
    }
}
