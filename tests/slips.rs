//! One slip of the hand in the numbers is told once, at its place, and what is
//! said to do about it, done to the letter, leads to a clean check.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

use std::collections::BTreeMap;

use gongkai::diag::{Diagnostic, Level, line_column};
use gongkai::path::SourcePath;
use gongkai::site::Options;
use gongkai::site::checked::CheckedSite;
use gongkai::snapshot::{Snapshot, Source};

const SITE: &str = "[site]\nname = \"青河县石桥镇人民政府\"\ndomain = \"www.example.gov.cn\"\nid_code = \"1234567890\"\n\n[organization]\nname = \"青河县石桥镇人民政府\"\nkind = \"township\"\n";

const BEFORE: &str = "年度: 2024
成文日期: 2025-01-13
公开日期: 2025-01-15
表二: {其余为零: true}
表三: {其余为零: true}
表四: {其余为零: true}
";

/// A report whose numbers hold. Its words say none of them.
const DATA: &str = "年度: 2025
成文日期: 2026-01-22
公开日期: 2026-01-22
表二:
  行政规范性文件: {制发: 1, 废止: 0, 现行有效: 24}
  其余为零: true
表三:
  本年新收: {自然人: 21}
  上年结转: {自然人: 0}
  予以公开: {自然人: 10}
  本机关不掌握: {自然人: 10}
  结转下年度: {自然人: 1}
  其余为零: true
表四:
  行政复议: {维持: 3, 纠正: 1, 其他: 5, 未审结: 0}
  其余为零: true
";

const YAML: &str = "content/reports/2025/report.yaml";

fn check(data: &str) -> Vec<Diagnostic> {
    let text = "## 一、总体情况\n\n专人登记，按时答复。\n";
    let files: BTreeMap<SourcePath, Source> = [
        ("site.toml", SITE),
        ("content/reports/2024/report.yaml", BEFORE),
        ("content/reports/2024/report.md", text),
        (YAML, data),
        ("content/reports/2025/report.md", text),
    ]
    .map(|(path, text)| {
        let path = SourcePath::new(path).expect("a path");
        (path, Source::Held(text.as_bytes().to_vec()))
    })
    .into();
    let options = Options {
        today: Some("2026-11-23".parse().expect("a date")),
        ..Options::default()
    };
    let site = CheckedSite::check(Snapshot::of(files), &options).expect("a site in memory");
    let own = |one: &Diagnostic| one.place.file.as_str() == YAML && one.level != Level::Info;
    let mut found = site.diagnostics;
    found.retain(own);
    found
}

/// What stood there, what the clerk wrote, the rule and line that tell of it,
/// words of the message, and words of the help.
type Slip = (
    &'static str,
    &'static str,
    &'static str,
    u64,
    &'static str,
    &'static str,
);

const SLIPS: [Slip; 13] = [
    (
        "本年新收: {自然人: 21}",
        "本年新收: {自然人: 21, 总计: 22}",
        "A03",
        8,
        "本年新收：总计 22 应是 21",
        "写成  本年新收: {自然人: 21, 总计: 21}",
    ),
    (
        "予以公开: {自然人: 10}",
        "予以公开: {自然人: 11}",
        "A01",
        8,
        "本年新收 21 ＋ 上年结转 0 ＝ 21 ≠ 办理结果总计 21 ＋ 结转下年度 1 ＝ 22，差 1",
        "予以公开·自然人",
    ),
    (
        "予以公开: {自然人: 10}",
        "予以公开: {商业企业: 10}",
        "A01",
        10,
        "予以公开：10 填在了“商业企业”，应在“自然人”",
        "写成  予以公开: {自然人: 10, 商业企业: 0}",
    ),
    (
        "  本机关不掌握: {自然人: 10}\n",
        "",
        "A01",
        8,
        "差 10",
        "是漏填了一格",
    ),
    (
        "上年结转: {自然人: 0}",
        "上年结转: {自然人: 2}",
        "X01",
        9,
        "今年上年结转 2 ≠ 去年结转下年度 0",
        "今年填错了就改“上年结转·自然人”",
    ),
    (
        "  其余为零: true\n表四",
        "表四",
        "CEL01",
        7,
        "表三有",
        "就在“表三”下面加一行  其余为零: true",
    ),
    (
        "  其余为零: true\n表三",
        "表三",
        "CEL01",
        4,
        "表二有 7 格没有填数：规章、行政许可、行政处罚、行政强制、行政事业性收费",
        "没有写出来的都是 0，就在“表二”下面加一行  其余为零: true",
    ),
    (
        "行政规范性文件: {制发: 1, 废止: 0, 现行有效: 24}",
        "行政规范性文件: {制发: 1, 废止: , 现行有效: 24}",
        "CEL01",
        5,
        "表二有 1 格没有填数：规范性文件·废止",
        "写成  行政规范性文件: {制发: 1, 废止: 0, 现行有效: 24}",
    ),
    (
        "行政规范性文件: {制发: 1, 废止: 0, 现行有效: 24}",
        "行政规范性文件: {制发: 1, 废止: 0, 现行有效: 24}\n  行政处罚: /",
        "CEL01",
        6,
        "行政处罚",
        "没有就填 0，写成  行政处罚: 0",
    ),
    (
        "行政复议: {维持: 3, 纠正: 1, 其他: 5, 未审结: 0}",
        "行政复议: {维持: 3, 纠正: 1, 其他: 5, 未审结: 0, 总计: 8}",
        "A04",
        15,
        "总计 8 ≠",
        "有一格填错了",
    ),
    (
        "本年新收: {自然人: 21}",
        "本年新收: {自然人: ２１}",
        "CEL02",
        8,
        "全角",
        "改成  本年新收: {自然人: 21}",
    ),
    (
        "本年新收: {自然人: 21}",
        "本年新收: {自然认: 21}",
        "KEY",
        8,
        "自然认",
        "自然人",
    ),
    (
        "本年新收: {自然人: 21}",
        "本年新收: [21, 0, 0, 0, 0]",
        "FMT04",
        8,
        "5 个数",
        "依次是",
    ),
];

#[test]
fn each_slip_is_told_once_at_its_place() {
    assert_eq!(check(DATA), []);
    for (stood, written, rule, line, message, help) in SLIPS {
        assert!(DATA.contains(stood), "{stood}");
        let data = DATA.replacen(stood, written, 1);
        let found = check(&data);
        let all: Vec<String> = found
            .iter()
            .map(|one| format!("{} {:?} {:?}", one.code.id, one.message, one.help))
            .collect();
        assert_eq!(found.len(), 1, "{written}: {all:#?}");
        let one = &found[0];
        let start = one.place.span.as_ref().map_or(0, |span| span.start);
        let at = line_column(&data, start).0 as u64;
        assert_eq!((one.code.id, at), (rule, line), "{written}: {all:#?}");
        assert!(one.message.contains(message), "{written}: {all:#?}");
        let said = one.help.as_deref().unwrap_or_default();
        assert!(said.contains(help), "{written}: {all:#?}");
    }
}

/// The row that a help says to write, put where the finding is.
fn followed(data: &str, one: &Diagnostic) -> Option<String> {
    let help = one.help.as_deref()?;
    if help.contains("下面加一行  其余为零: true") {
        let part = help.split_once("就在“")?.1.split_once('”')?.0;
        return Some(data.replacen(
            &format!("{part}:\n"),
            &format!("{part}:\n  其余为零: true\n"),
            1,
        ));
    }
    let (_, row) = help.split_once("写成  ")?;
    let end = row.find(['；', '，']).unwrap_or(row.len());
    let start = one.place.span.as_ref()?.start;
    let line = data[..start].rfind('\n')? + 1;
    let next = start + data[start..].find('\n')?;
    Some(format!(
        "{}  {}{}",
        &data[..line],
        row[..end].trim_end(),
        &data[next..]
    ))
}

#[test]
fn a_line_that_is_given_is_right_when_it_is_copied() {
    let mut tried = 0;
    for (stood, written, ..) in SLIPS {
        let data = DATA.replacen(stood, written, 1);
        let Some(mended) = followed(&data, &check(&data)[0]) else {
            continue;
        };
        assert_eq!(check(&mended), [], "{mended}");
        tried += 1;
    }
    assert_eq!(tried, 6);
}

#[test]
fn the_rows_of_a_new_report_lead_step_by_step_to_a_clean_check() {
    // The rows as `new` lists them, uncommented, with one number each.
    let rows = "  规章: {制发: , 废止: , 现行有效: }\n  规范性文件: {制发: 1, 废止: , 现行有效: 24}\n  行政许可:\n  行政处罚:\n  行政强制:\n  行政事业性收费:\n  其余为零: true\n";
    let table = "  行政规范性文件: {制发: 1, 废止: 0, 现行有效: 24}\n  其余为零: true\n";
    let mut data = DATA.replacen(table, rows, 1);
    assert_ne!(data, DATA);
    for _ in 0..8 {
        let found = check(&data);
        let Some(one) = found.first() else {
            return;
        };
        assert_eq!((found.len(), one.code.id), (1, "CEL01"), "{found:?}");
        let help = one.help.clone().unwrap_or_default();
        assert!(!help.contains("加一行"), "it stands there already: {help}");
        let help = help.replace("像  ", "写成  ");
        let one = Diagnostic {
            help: Some(help),
            ..one.clone()
        };
        data = followed(&data, &one).expect("a line to copy");
    }
    panic!("{data}\n{:?}", check(&data));
}
