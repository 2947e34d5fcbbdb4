//! A build over an old site does the least that is needed, and what comes out
//! is what a build from nothing gives, byte for byte.

#[path = "incremental/cache.rs"]
mod cache;
mod common;
#[path = "incremental/walk.rs"]
mod walk;

use std::collections::BTreeMap;
use std::path::Path;

use common::{TestSite, assert_same, tree};
use gongkai::build::Receipt;

fn written(receipt: &Receipt) -> Vec<&str> {
    let written = &receipt.outcome.written;
    written.iter().map(|path| path.as_str()).collect()
}

/// The pages among what was written: a number also reaches every table that has it.
fn pages(receipt: &Receipt) -> Vec<&str> {
    let mut pages = written(receipt);
    pages.retain(|path| path.ends_with(".html"));
    pages
}

/// When and where each file was last written: a file that is written again,
/// if only with the same bytes, has another inode or another time.
#[cfg(unix)]
fn stamps(folder: &Path) -> BTreeMap<std::path::PathBuf, (u64, std::time::SystemTime)> {
    use std::os::unix::fs::MetadataExt;
    let stamp = |entry: walkdir::DirEntry| {
        let meta = entry.metadata().expect("an entry");
        let at = meta.modified().expect("a time");
        (entry.into_path(), (meta.ino(), at))
    };
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok);
    // The lock is taken by every run, and the folder that holds it knows.
    let kept =
        entries.filter(|entry| entry.file_name() != "lock" && entry.file_name() != ".gongkai");
    kept.map(stamp).collect()
}

/// Everything that a receipt says of the site and of what was found in it.
#[track_caller]
fn assert_same_words(one: &Receipt, other: &Receipt, why: &str) {
    assert_eq!(one.found.diagnostics, other.found.diagnostics, "{why}");
    assert_eq!(one.found.by_unit, other.found.by_unit, "{why}");
    let counts = |one: &Receipt| (one.reports, one.pages, one.links, one.outcome.total_bytes);
    assert_eq!(counts(one), counts(other), "{why}");
    assert_eq!(one.years, other.years, "{why}");
    assert_eq!(one.drafts, other.drafts, "{why}");
    assert_eq!(one.largest, other.largest, "{why}");
}

#[test]
fn nothing_changed_and_so_nothing_is_rendered_or_written() {
    let site = TestSite::portal();
    let first = site.publish();
    assert_eq!(first.rendered, first.pages);
    assert_eq!(first.outcome.written.len(), first.outcome.files);
    #[cfg(unix)]
    let before = stamps(&site.out());
    let again = site.publish();
    assert_eq!((again.rendered, written(&again).len()), (0, 0));
    assert_eq!((again.composed, first.composed), (0, 2));
    assert_eq!(again.outcome.unchanged, first.outcome.files);
    assert_same_words(&again, &first, "nothing changed");
    #[cfg(unix)]
    assert_eq!(stamps(&site.out()), before);
}

#[test]
fn files_that_are_saved_again_without_a_change_change_nothing() {
    let site = TestSite::portal();
    site.publish();
    for (name, bytes) in tree(&site.root()) {
        site.write(&name, bytes);
    }
    let again = site.publish();
    assert_eq!((again.rendered, written(&again).len()), (0, 0));
}

#[test]
fn a_comment_in_the_data_writes_nothing() {
    let site = TestSite::portal();
    site.publish();
    site.edit("content/reports/2022/report.yaml", |text| {
        format!("# 校对过\n{text}")
    });
    assert_eq!(written(&site.publish()).len(), 0);
}

#[test]
fn one_number_writes_its_report_and_the_lists_that_show_it() {
    let site = TestSite::portal();
    site.publish();
    site.replace(
        "content/reports/2022/report.yaml",
        "行政处罚: 60",
        "行政处罚: 61",
    );
    let receipt = site.publish();
    assert_eq!(receipt.rendered, 4);
    assert_eq!(
        pages(&receipt),
        [
            "years.html",
            "reports/2022/index.html",
            "reports/index.html",
            "index.html"
        ]
    );
}

#[test]
fn a_number_that_no_list_shows_writes_its_report_and_the_years_alone() {
    let site = TestSite::portal();
    site.publish();
    site.replace(
        "content/reports/2020/report.yaml",
        "表二: {其余为零",
        "表二: {行政强制: {处理决定: 7}, 其余为零",
    );
    let receipt = site.publish();
    assert_eq!(
        (receipt.rendered, pages(&receipt)),
        (2, vec!["years.html", "reports/2020/index.html"])
    );
}

#[test]
fn a_number_of_a_unit_renders_its_pages_and_the_comparison_alone() {
    let site = TestSite::portal();
    site.publish();
    site.replace(
        "content/units/qinghe/reports/2022/report.yaml",
        "表二: {其余为零",
        "表二: {行政处罚: 7, 其余为零",
    );
    let receipt = site.publish();
    // The owner sets the numbers of its units side by side.
    assert_eq!((receipt.composed, receipt.rendered), (2, 4));
    assert_eq!(
        pages(&receipt),
        [
            "compare/2022.html",
            "units/qinghe/reports/2022/index.html",
            "units/qinghe/reports/index.html",
            "units/qinghe/index.html"
        ]
    );
}

#[test]
fn a_sentence_writes_its_page_alone() {
    let site = TestSite::portal();
    site.publish();
    for (file, from, page, beside) in [
        (
            "content/reports/2020/report.md",
            "好。",
            "reports/2020/index.html",
            // The formats that have the words, and the sums of these.
            &[
                "reports/2020/report.docx",
                "reports/2020/report.json",
                "data/manifest.sha256",
            ][..],
        ),
        ("content/guide.md", "也见", "guide.html", &[]),
        ("content/policies/fee.md", "按件", "policies/fee.html", &[]),
    ] {
        site.replace(file, from, "换一句话，");
        let receipt = site.publish();
        let whole = [beside, &[page]].concat();
        let (search, others): (Vec<&str>, Vec<&str>) = written(&receipt)
            .into_iter()
            .partition(|path| path.starts_with("search/"));
        assert_eq!((receipt.rendered, others), (1, whole));
        // The words of the page, and where they stand.
        assert_eq!(search, ["search/terms/0.js", "search/texts/0.js"]);
    }
}

#[test]
fn a_new_year_writes_itself_its_neighbour_the_index_and_the_matrix() {
    let site = TestSite::portal();
    site.publish();
    for name in ["report.yaml", "report.md"] {
        let text = site.read(&format!("content/reports/2022/{name}"));
        let text = text
            .replace("年度: 2022", "年度: 2024")
            .replace("2020/", "2022/");
        site.write(&format!("content/reports/2024/{name}"), text);
    }
    let receipt = site.publish();
    assert_eq!(receipt.rendered, 9);
    assert_eq!(
        pages(&receipt),
        [
            "matrix.html",
            "sitemap.html",
            "years.html",
            "reports/2022/index.html",
            "reports/2024/index.html",
            "data/index.html",
            "reports/index.html",
            "search/index.html",
            "index.html"
        ]
    );
}

#[test]
fn a_template_or_the_style_renders_every_page_and_no_file_that_is_copied() {
    let site = TestSite::portal();
    let pages = site.publish().pages;
    for (name, text) in [
        (
            "templates/base.html",
            "{% extends \"default/base.html\" %}{% block footer_extra %}<p>新</p>{% endblock footer_extra %}",
        ),
        ("templates/site.css", "body{color:#000}"),
        ("templates/site.js", "var a = 1;"),
    ] {
        site.write(name, text);
        let receipt = site.publish();
        assert_eq!(
            (receipt.rendered, written(&receipt).len()),
            (pages, pages),
            "{name}"
        );
    }
}

#[test]
fn an_attachment_is_copied_and_writes_the_page_that_lists_it_if_its_size_changed() {
    let site = TestSite::portal();
    site.publish();
    let file = "content/reports/2020/files/表 一.csv";
    site.write(file, "乙,2\n");
    let receipt = site.publish();
    assert_eq!(
        (receipt.rendered, written(&receipt)),
        (0, vec!["reports/2020/files/表 一.csv"])
    );
    site.write(file, "乙,2\n丙,3\n");
    let receipt = site.publish();
    // The file, the page, the report as JSON, which names it, and the sum of that.
    assert_eq!((receipt.rendered, written(&receipt).len()), (1, 4));
}

#[test]
fn a_page_that_somebody_removed_or_cut_is_made_again() {
    let site = TestSite::portal();
    site.publish();
    let whole = site.tree();
    std::fs::remove_file(site.out().join("guide.html")).expect("a page");
    std::fs::write(site.out().join("apply.html"), "x").expect("a page");
    let receipt = site.publish();
    assert_eq!(
        (receipt.rendered, written(&receipt)),
        (2, vec!["apply.html", "guide.html"])
    );
    assert_same(&whole, &site.tree(), "made again");
}
