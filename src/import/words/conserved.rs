//! Every letter of the words comes out in exactly one place.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::form::{Form, SectionKind};
use crate::import::matching;
use crate::import::source::{Format, LineKind, Piece, Place, kind};

fn letters<'t>(texts: impl Iterator<Item = &'t str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The letters that there are more of before or after, with both numbers.
fn differences(reading: &Reading, text: &Text) -> Vec<String> {
    let words = reading.words.iter();
    let lines = words.flat_map(|words| words.before.iter().chain(&words.after));
    let headings = reading
        .words
        .iter()
        .filter_map(|one| one.heading.as_deref());
    let before = letters(lines.map(|line| line.text.as_str()).chain(headings));
    let dropped = text.dropped.iter().map(|dropped| dropped.text.as_str());
    let rest = text.not_understood.iter().map(|line| line.text.as_str());
    let after = letters(dropped.chain(rest).chain([text.markdown.as_str()]));
    let all = before.keys().chain(after.keys());
    let number = |counts: &BTreeMap<char, usize>, c| counts.get(c).copied().unwrap_or(0);
    let differ = all.filter(|c| before.get(c) != after.get(c));
    differ
        .map(|c| format!("{c}: {} {}", number(&before, c), number(&after, c)))
        .collect()
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/raw");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let texts = paths.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let named = texts.filter_map(|path| {
        let name = path.file_stem()?.to_string_lossy().into_owned();
        Some((name, std::fs::read(&path).ok()?))
    });
    let mut all: Vec<(String, Vec<u8>)> = named.collect();
    all.sort();
    all
}

#[test]
fn no_letter_of_the_corpus_is_lost() {
    for (name, bytes) in corpus() {
        let Ok(source) = kind::read(&bytes) else {
            continue;
        };
        let reading = matching::read(&source);
        let reading = reading.unwrap_or_else(|| matching::without_tables(&source));
        let text = understand(&source, &reading);
        let differences = differences(&reading, &text);
        assert!(differences.is_empty(), "{name}: {differences:#?}");
    }
}

/// Lines as pages have them: chrome, metadata, titles, sentences, signatures, pieces of
/// several of them in one line.
const PARTS: [&str; 40] = [
    "当前位置：",
    "首页 > ",
    "政务公开 ",
    "标题：",
    "发布时间：",
    "2023-01-05 10:14",
    "来源：",
    "文号：",
    "示局发〔2023〕2号",
    "索引号：",
    "11A/2023-1",
    " | ",
    " ",
    "--> ",
    "<!--[if !x]-->",
    "<!--[if !supportLists]-->",
    "<!-- ",
    "微信 微博 ",
    "字号：大 中 小 ",
    "打印 ",
    "【",
    "】",
    "示例县教育局",
    "2022年",
    "度政府信息公开工作年度报告",
    "根据规定，",
    "统计期限自2022年1月1日起",
    "至2022年12月31日止。",
    "（一）",
    "（二）主动公开情况",
    "无。",
    "无",
    "收取0元",
    "。",
    "附件：",
    "附件下载",
    "上一篇：",
    "2023年1月5日",
    "二〇二三年一月五日",
    "印发",
];

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS[..]), 1..7)
        .prop_map(|parts| parts.concat().trim().to_owned())
        .prop_filter("never empty", |text| !text.is_empty())
}

fn words(section: Option<SectionKind>) -> impl Strategy<Value = Words> {
    let side = || prop::collection::vec(line(), 0..6);
    (side(), side()).prop_map(move |(before, after)| {
        let lines = |texts: Vec<String>| -> Vec<Line> {
            let lines = texts.into_iter().enumerate().map(|(at, text)| Line {
                text,
                kind: LineKind::Paragraph,
                place: Place::Line(at + 1),
            });
            lines.collect()
        };
        Words {
            section,
            heading: section.map(|_| "五、情况".to_owned()),
            before: lines(before),
            after: lines(after),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_letter_of_any_page_is_lost(
        head in words(None),
        middle in words(Some(SectionKind::Requests)),
        last in words(Some(SectionKind::Other)),
    ) {
        let source = Source {
            format: Format::Text,
            metadata: Vec::new(),
            pieces: Vec::<Piece>::new(),
        };
        let reading = Reading {
            form: Form::choose(None, 2022).expect("a form"),
            tables: Vec::new(),
            words: vec![head, middle, last],
            left_over: Vec::new(),
            pictures: Vec::new(),
        };
        let text = understand(&source, &reading);
        let differences = differences(&reading, &text);
        prop_assert!(differences.is_empty(), "{:#?}\n{:#?}", differences, text);
    }
}
