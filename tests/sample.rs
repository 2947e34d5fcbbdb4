//! The sample site that comes with the program (`dist/sample`) is what a clerk should see
//! first: nothing to be found, two years that fit together, every column filled.

mod common;

use std::path::Path;

use common::{Run, TestSite, gongkai, run, tree};

fn sample() -> TestSite {
    let site = TestSite::from("-- site.toml --\n");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/sample");
    for (name, bytes) in tree(&folder) {
        site.write(&name, bytes);
    }
    site
}

fn check(site: &TestSite) -> Run {
    run(gongkai(&["check", "--drafts", "--root"]).arg(site.root()))
}

#[test]
fn nothing_is_found_in_it() {
    let said = check(&sample()).clean().for_a_clerk().stdout;
    assert!(said.starts_with("检查了 2 份报告"), "{said}");
    assert!(said.trim_end().ends_with("没有发现问题"), "{said}");
}

#[test]
fn what_the_last_year_left_over_is_carried_in() {
    let site = sample();
    let report = "content/reports/2025/report.yaml";
    site.replace(report, "上年结转: {自然人: 1}", "上年结转: {自然人: 2}");
    let said = check(&site).ended_with(1).stdout;
    assert!(said.contains("上年结转"), "{said}");
}

#[test]
fn it_is_built_and_built_again() {
    let site = sample();
    site.build().clean().for_a_clerk();
    let names = site.names();
    for page in [
        "index.html",
        "guide.html",
        "apply.html",
        "policies/fee.html",
        "disclosure/organization/duties.html",
        "reports/2024/index.html",
        "reports/2025/index.html",
    ] {
        assert!(names.iter().any(|name| name == page), "{page}: {names:?}");
    }
    let again = site.build().clean().stdout;
    assert!(again.contains("没有改动任何文件"), "{again}");
}
