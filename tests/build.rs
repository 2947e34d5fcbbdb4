//! `gongkai build` as the person at the keyboard meets it: what it prints and
//! where, how it ends, and what lies in the output folder afterwards.

mod common;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{Run, TestSite, finish, gongkai, run, select, start, text, texts, tree};

const YAML: &str = "content/reports/2022/report.yaml";
const PAGE: &str = "reports/2022/index.html";

/// A second year beside the sample's.
fn with_year(site: &TestSite, year: u16, more: &str) {
    let rest = "表二: {其余为零: true}\n表三: {其余为零: true}\n表四: {其余为零: true}\n";
    site.write(
        &format!("content/reports/{year}/report.yaml"),
        format!("年度: {year}\n{more}{rest}"),
    );
    site.write(
        &format!("content/reports/{year}/report.md"),
        site.read("content/reports/2022/report.md"),
    );
}

/// The receipt without the seconds, which nobody can foretell.
fn receipt(run: &Run, site: &TestSite) -> Vec<String> {
    let out = site.out().display().to_string();
    let line = |line: &str| {
        let line = line.split("   用时 ").next().expect("a start");
        line.replace(&out, "OUT")
    };
    run.stdout.lines().map(line).collect()
}

#[path = "build/receipts.rs"]
mod receipts;

#[path = "build/drafts.rs"]
mod drafts;

#[path = "build/options.rs"]
mod options;

#[path = "build/content.rs"]
mod content;

#[path = "build/machines.rs"]
mod machines;

#[path = "build/superseded.rs"]
mod superseded;

#[path = "build/pages.rs"]
mod pages;
