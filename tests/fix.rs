//! Repairs on whole sites of any text: a second run finds nothing more to do,
//! and no number and no word ever changes.

use std::collections::BTreeMap;

use gongkai::check::fix::fix;
use gongkai::edition::{Edition, Options};
use gongkai::path::SourcePath;
use gongkai::snapshot::{Snapshot, Source};
use proptest::prelude::*;

const DATA: &str = "content/reports/2025/report.yaml";
const TEXT: &str = "content/reports/2025/report.md";

/// The files after one run of repairs.
fn repaired(data: &str, text: &str) -> (String, String) {
    let site = "[site]\nname = \"青禾镇\"\n[organization]\nname = \"青禾镇\"\n";
    let files: BTreeMap<SourcePath, Source> = [("site.toml", site), (DATA, data), (TEXT, text)]
        .into_iter()
        .map(|(name, text)| {
            let path = SourcePath::new(name).expect("a path");
            (path, Source::Held(text.as_bytes().to_vec()))
        })
        .collect();
    let edition =
        Edition::compose(Snapshot::of(files), &Options::default()).expect("a site in memory");
    let said = edition.found.all();
    let mend = |name: &str, text: &str| {
        let own = said.iter().filter(|one| one.place.file.as_str() == name);
        fix(text, own).text
    };
    (mend(DATA, data), mend(TEXT, text))
}

/// Letters and digits alone, every digit in ASCII.
fn words(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(narrow)
        .collect()
}

/// Pieces that repairs are about, and those that they must leave alone.
fn prose() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "公开",
        "信息",
        "一",
        "3",
        "１２",
        "2025年",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "“",
        "”",
        "〔",
        "〕",
        "，",
        ",",
        "。",
        "、",
        "；",
        ";",
        "：",
        ":",
        "\n\n",
        "\n",
        " ",
        "**",
        "1）",
        "《《",
        "》》",
        "&lt;",
        "\\(",
        "`",
        "[公开](a.md)",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|some| some.concat())
}

fn cell() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "０", "１", "９", "3", "．", ".", "，", "件", "-", "－", " ", "\"",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..4).prop_map(|some| some.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn repairs_settle_at_once_and_keep_every_word(text in prose(), one in cell(), two in cell()) {
        let text = format!("## 一、总体情况\n\n{text}\n");
        let data = format!(
            "年度: 2025\n成文日期: 2026-01-12\n表二:\n  行政许可: {one}\n  行政处罚: {two}\n  其余为零: true\n"
        );
        let once = repaired(&data, &text);
        prop_assert_eq!(words(&once.0), words(&data));
        prop_assert_eq!(words(&once.1), words(&text));
        let twice = repaired(&once.0, &once.1);
        prop_assert_eq!(twice, once);
    }
}

#[test]
fn the_three_kinds_of_repair_are_made() {
    let text =
        "## 一、总体情况\n\n根据《《条例》，，全年公开,及时更新(见附件)。甲，乙，丙，丁，戊。\n";
    let data = "年度: 2025\n成文日期: 2026-01-12\n表二: {行政处罚: １５, 其余为零: true}\n";
    let (data, text) = repaired(data, text);
    assert!(
        text.contains("根据《条例》，全年公开，及时更新（见附件）。"),
        "{text}"
    );
    assert!(data.contains("行政处罚: 15,"), "{data}");
}
