//! What a leader changed in an exported file comes back into the report, and nothing else
//! changes.

mod common;

use std::path::{Path, PathBuf};

use common::{Run, TestSite, gongkai, run};

const DATA: &str = "content/reports/2022/report.yaml";
const TEXT: &str = "content/reports/2022/report.md";

/// A report with a comment and with words that only its file has.
fn site() -> TestSite {
    let site = TestSite::sample();
    site.replace(DATA, "表二:\n", "# 由办公室填报\n表二:\n");
    site.edit(TEXT, |text| {
        text.replace("一切正常。", "一切正常，*没有*遗漏。\n\n全年公开信息12条。")
    });
    site
}

fn at(site: &TestSite, words: &[&str]) -> Run {
    let mut command = gongkai(words);
    run(command.arg("--root").arg(site.root()))
}

/// The file that somebody gets of a site, for whose changes `edit` stands.
fn edited(site: &TestSite, edit: impl FnOnce(&TestSite)) -> PathBuf {
    let other = self::site();
    edit(&other);
    let out = site.around().join("edited.docx");
    let name = out.to_string_lossy().into_owned();
    let words = [
        "export",
        "2022",
        "--to",
        "docx",
        "--for-review",
        "-o",
        &name,
    ];
    at(&other, &words).clean();
    out
}

fn into(site: &TestSite, file: &Path, more: &[&str]) -> Run {
    let name = file.to_string_lossy().into_owned();
    let words = ["import", &name, "--into", "2022"];
    at(site, &[&words[..], more].concat())
}

#[test]
fn a_file_that_nobody_changed_changes_nothing() {
    let site = site();
    let before = (site.read(DATA), site.read(TEXT));
    let file = edited(&site, |_| {});
    let said = into(&site, &file, &[]).clean();
    assert!(said.stdout.contains("没有改动"), "{}", said.stdout);
    assert_eq!((site.read(DATA), site.read(TEXT)), before);
}

#[test]
fn one_number_and_one_sentence_change_and_every_other_byte_stays() {
    let site = site();
    let before = (site.read(DATA), site.read(TEXT));
    let file = edited(&site, |other| {
        other.replace(DATA, "行政处罚: 60", "行政处罚: 61");
        other.replace(TEXT, "没有问题。", "还有不足，已经整改。");
    });
    let shown = into(&site, &file, &["--dry-run"]).clean();
    assert!(
        shown.stdout.contains("行政处罚  60 → 61"),
        "{}",
        shown.stdout
    );
    assert_eq!((site.read(DATA), site.read(TEXT)), before);
    let said = into(&site, &file, &[]).clean();
    assert!(
        said.stdout.contains("数和日期等 1 处，文字 1 处"),
        "{}",
        said.stdout
    );
    assert_eq!(site.read(DATA), before.0.replace("60", "61"));
    let text = before.1.replace("没有问题。", "还有不足，已经整改。");
    assert_eq!(site.read(TEXT), text);
    let again = into(&site, &file, &[]).clean();
    assert!(again.stdout.contains("没有改动"), "{}", again.stdout);
}

#[test]
fn punctuation_counts_too() {
    let site = site();
    let file = edited(&site, |other| {
        other.replace(TEXT, "没有问题。", "没有问题！");
    });
    into(&site, &file, &[]).clean();
    assert!(site.read(TEXT).contains("没有问题！"));
}

#[test]
fn a_section_with_what_word_cannot_hold_is_left_to_a_person() {
    let site = site();
    let link = |site: &TestSite| {
        site.replace(TEXT, "没有问题。", "见[文件](files/a.csv)。");
        site.write("content/reports/2022/files/a.csv", "1");
    };
    link(&site);
    let before = site.read(TEXT);
    let file = edited(&site, |other| {
        link(other);
        other.replace(TEXT, "见[文件]", "请见[文件]");
    });
    let said = into(&site, &file, &[]).ended_with(1).for_a_clerk();
    said.says(&["五、存在的主要问题及改进情况"]);
    assert_eq!(site.read(TEXT), before);
}

#[test]
fn a_file_of_another_year_or_unit_changes_nothing() {
    let site = site();
    let before = (site.read(DATA), site.read(TEXT));
    let file = edited(&site, |other| {
        other.replace(
            "site.toml",
            "[organization]\nname = \"测试镇",
            "[organization]\nname = \"青河县白杨镇",
        );
    });
    into(&site, &file, &[]).ended_with(2).for_a_clerk();
    let name = file.to_string_lossy().into_owned();
    let missing = at(&site, &["import", &name, "--into", "2021"]).ended_with(2);
    missing.for_a_clerk().says(&["2021"]);
    assert_eq!((site.read(DATA), site.read(TEXT)), before);
}
