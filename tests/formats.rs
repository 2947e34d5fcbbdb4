//! What a report is written as: that any report comes back from its file, and
//! that a change of a file changes what is wanted and nothing else.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "formats/clerk.rs"]
mod clerk;
#[path = "formats/generate.rs"]
mod generate;
#[path = "formats/in_place.rs"]
mod in_place;

use gongkai::formats::report_yaml::{agree, state, update, write};
use gongkai::parse::report::{ReportDoc, read};
use gongkai::parse::source::without_mark;
use gongkai::path::SourcePath;
use proptest::prelude::*;

fn file() -> SourcePath {
    SourcePath::new("content/reports/2022/report.yaml").expect("a path")
}

/// What a file says that has no fault.
fn sound(text: &str, year: u16) -> ReportDoc {
    let (doc, said) = read(text, &file(), year);
    assert_eq!(said, [], "{text}");
    doc.expect("a report")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// parse(write(report)) = report.
    #[test]
    fn every_report_comes_back_from_its_file(seed in any::<u64>()) {
        let doc = generate::report(seed);
        let text = write(&doc);
        let (back, said) = read(&text, &file(), doc.year);
        prop_assert_eq!(said, [], "{}", text);
        let back = back.expect("a report");
        prop_assert!(agree(&doc, &back), "{}\n{:?}\n{:?}", text, doc, back);
        // What is canonical is written the same once more.
        prop_assert_eq!(write(&back), text);
    }
}

proptest! {
    // Each case is some two hundred changes.
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::with_cases(12) })]

    /// Any report can be made of any other of the same form, and again.
    #[test]
    fn a_file_comes_to_say_any_report(seed in any::<u64>(), other in any::<u64>()) {
        let (from, to) = (generate::report(seed), generate::report_like(other, seed));
        let text = write(&from);
        let changed = update(&text, &file(), &to);
        let changed = changed.unwrap_or_else(|refusal| panic!("{refusal:?}\n{text}\n{}", write(&to)));
        prop_assert!(agree(&to, &sound(&changed, to.year)), "{}\n{}", text, changed);
        prop_assert_eq!(update(&changed, &file(), &to), Ok(changed.clone()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::with_cases(150) })]

    /// One cell changes of a file as people type it: it reads as wanted, and
    /// all but its line stays as it was.
    #[test]
    fn one_cell_changes_and_the_rest_of_the_file_stays(seed in any::<u64>()) {
        let doc = generate::report(seed);
        let mut clerk = clerk::Clerk::new(seed);
        let text = clerk.file(&doc);
        let mut wanted = sound(without_mark(&text), doc.year);
        prop_assert!(agree(&without_facts(doc), &wanted), "{}", text);
        let Some((address, value)) = generate::change(&mut clerk.odds, &wanted) else {
            return Ok(());
        };
        state(&mut wanted, address, value.clone());
        let changed = match update(&text, &file(), &wanted) {
            Ok(changed) => changed,
            // Comments inside of what is to go.
            Err(refusal) if value.is_none() && refusal.0.contains('#') => return Ok(()),
            Err(refusal) => panic!("{refusal:?} {address:?} {value:?}\n{text}"),
        };
        let read = sound(without_mark(&changed), wanted.year);
        prop_assert!(agree(&read, &wanted), "{}\n{}", text, changed);
        let lines = changed_lines(&text, &changed);
        prop_assert!(lines.0 <= 3 && lines.1 <= 1, "{:?} {}\n{}", address, text, changed);
        for comment in 1..=clerk.comments {
            prop_assert!(changed.contains(&format!("# 注{comment}。}}: '")), "{}\n{}", text, changed);
        }
        prop_assert_eq!(text.contains('\r'), changed.contains('\r'));
        prop_assert_eq!(text.starts_with('\u{feff}'), changed.starts_with('\u{feff}'));
    }
}

/// A report without what the clerk does not type.
fn without_facts(mut doc: ReportDoc) -> ReportDoc {
    (doc.signed, doc.published) = (None, None);
    (doc.organization, doc.index_number, doc.document_number) = (None, None, None);
    doc.allow.clear();
    doc.undecided.clear();
    doc.former_addresses.clear();
    doc
}

/// How many lines of a text went, and how many came in their place.
fn changed_lines(old: &str, new: &str) -> (usize, usize) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = old.iter().zip(&new).take_while(same).count();
    let (old, new) = (&old[before..], &new[before..]);
    let pairs = old.iter().rev().zip(new.iter().rev());
    let after = pairs.take_while(same).count();
    (old.len() - after, new.len() - after)
}

#[test]
fn a_written_file_is_short_and_chinese() {
    let text = "year: 2022\ndraft: yes\nform: 2021\nallow: {X01: \"a: b\", Z9: 照原文}\nproactive:\n  \
                penalties: 60\n  licensing: [0]\n  coercive_measures: 0\n  administrative_fees: 12.50\n  \
                regulations: /\n"
        .replace("yes", "是")
        .replace("  regulations: /\n", "  regulations: [/, null, 0]\n")
        + "  规范性文件: {制发: 2, 废止: 0, 现行有效: 9}\n\
           requests: {rest_is_zero: true, 本年新收: [3, 0, 0, 0, 0, 0, 3]}\ndisputes:\n";
    let written = write(&sound(&text, 2022));
    assert_eq!(
        written,
        "年度: 2022\n草稿: true\n允许:\n  X01: \"a: b\"\n  Z9: 照原文\n表二:\n  \
         规章: {制发: \"/\", 废止: }\n  规范性文件: {制发: 2, 现行有效: 9}\n  \
         行政处罚: 60\n  行政事业性收费: 12.50\n  其余为零: true\n\
         表三:\n  本年新收: {自然人: 3, 总计: 3}\n  其余为零: true\n表四:\n"
    );
}
