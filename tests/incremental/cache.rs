//! Units to which nothing happened are taken over without being composed, and
//! nobody can tell from the site or from what is said of it.

use std::fs;

use gongkai::build::Receipt;
use gongkai::site::Options;
use rayon::ThreadPoolBuilder;

use super::common::samples::noisy;
use super::common::*;
use super::{assert_same_words, written};

const MEMO: &str = ".gongkai/memo";
const MANIFEST: &str = ".gongkai/manifest.json";

/// Two units about which the rules have much to say; the unit's guide links
/// to a place in a report of the owner.
fn site() -> TestSite {
    let site = TestSite::from(&noisy(PORTAL));
    site.replace(
        "content/units/qinghe/guide.md",
        "来电。",
        "来电。见[县政府](../../reports/2022/report.md#s1)。",
    );
    site
}

/// What is built over the old site is what is built from nothing, and says
/// the same; returns how many units had to be composed for it.
#[track_caller]
fn composed(site: &TestSite, why: &str) -> usize {
    composed_with(site, &Options::default(), why)
}

#[track_caller]
fn composed_with(site: &TestSite, options: &Options, why: &str) -> usize {
    let fresh = tempfile::tempdir().expect("a folder");
    let out = fresh.path().join("out");
    let build = |out| {
        site.publish_with(out, options, false)
            .expect("a clean site")
    };
    let (receipt, anew) = (build(&site.out()), build(&out));
    assert_same(&site.tree(), &tree(&out), why);
    assert_same_words(&receipt, &anew, why);
    receipt.composed
}

/// The messages about personal data.
fn told(receipt: &Receipt) -> Vec<String> {
    let found = receipt.found.findings();
    let found = found.filter(|one| one.code.id == "PII01");
    found.map(|one| one.message.clone()).collect()
}

#[test]
fn an_attachment_is_read_again_only_if_its_size_or_time_changed() {
    let site = site();
    let file = "content/reports/2020/files/表 一.csv";
    site.write(file, "户主,电话\n李某,13800138000\n");
    let first = told(&site.publish());
    assert_eq!(first.len(), 1);
    assert!(first[0].contains("138****8000") && !first[0].contains("13800138000"));
    // Other bytes of the same age are not seen: the file was not opened.
    let age = fs::metadata(site.at(file)).and_then(|meta| meta.modified());
    let age = age.expect("a time");
    site.write(file, "户主,电话\n李某,138****8000\n");
    let written = fs::File::options().write(true).open(site.at(file));
    written
        .and_then(|file| file.set_modified(age))
        .expect("a file of ours");
    assert_eq!(told(&site.publish()), first, "nothing changed");
    site.replace("content/reports/2020/report.md", "好。", "很好。");
    assert_eq!(told(&site.publish()), first, "the unit is composed anew");
    let options = Options {
        today: Some("2026-12-01".parse().expect("a date")),
        ..Options::default()
    };
    let later = site.publish_with(&site.out(), &options, false);
    assert_eq!(told(&later.expect("a clean site")), first, "another day");
    site.write(file, "户主,电话\n李某,138****8000\n王某,138****8001\n");
    assert_eq!(told(&site.publish()), [""; 0], "another size");
}

#[test]
fn what_the_rules_found_is_said_again() {
    let site = site();
    let first = site.publish();
    assert!(first.found.findings().count() > 10);
    assert_eq!(composed(&site, "nothing changed"), 0);
}

#[test]
fn a_change_composes_the_bodies_that_it_concerns() {
    let site = site();
    assert_eq!(composed(&site, "the first build"), 2);
    site.replace("content/units/qinghe/guide.md", "来电", "请来电");
    assert_eq!(composed(&site, "the words of a unit"), 1);
    site.replace("content/reports/2020/report.md", "好。", "很好。");
    assert_eq!(composed(&site, "the words of the owner"), 1);
    site.write("content/reports/2020/files/表 一.csv", "乙,2\n");
    assert_eq!(composed(&site, "the words of an attachment"), 1);
    site.write("static/robots.txt", "User-agent: x\n");
    assert_eq!(composed(&site, "a file of the site"), 0);
    // The owner's index names it; the unit looks for a file of another unit.
    site.write("content/units/a/unit.yaml", "名称: 甲镇\n");
    site.write("content/units/a/guide.md", "# 指南\n");
    assert_eq!(composed(&site, "a new unit"), 3);
    site.replace("content/units/a/unit.yaml", "甲镇", "乙镇");
    assert_eq!(composed(&site, "the name of a unit"), 2);
    site.remove("content/units/a");
    assert_eq!(composed(&site, "a unit less"), 2);
    site.replace("site.toml", "domain = \"www", "domain = \"w3");
    assert_eq!(composed(&site, "what all pages show"), 2);
    site.replace("site.toml", "TPL01 = \"info\"", "TPL01 = \"off\"");
    assert_eq!(composed(&site, "the settings of the checks"), 2);
    site.write("templates/site.css", "body{color:#000}");
    assert_eq!(composed(&site, "the style"), 2);
}

#[test]
fn an_option_or_another_day_is_another_site() {
    let site = site();
    site.edit("content/units/qinghe/reports/2022/report.yaml", |text| {
        format!("{text}草稿: true\n")
    });
    let drafts = Options {
        drafts: true,
        ..Options::default()
    };
    let address = Options {
        base_url: Some("https://b.gov.cn/".to_owned()),
        ..Options::default()
    };
    let day = |text: &str| Options {
        today: Some(text.parse().expect("a date")),
        ..Options::default()
    };
    // On that day the dates of 2023 are still to come, which is a finding.
    let (before, after) = (day("2023-01-01"), day("2026-01-01"));
    for options in [&Options::default(), &drafts, &address, &before, &after] {
        assert_eq!(composed_with(&site, options, &format!("{options:?}")), 2);
        assert_eq!(composed_with(&site, options, &format!("{options:?}")), 0);
    }
    let of_day = |day| {
        site.publish_with(&site.out(), day, false)
            .expect("a clean site")
    };
    let (early, late) = (of_day(&before), of_day(&after));
    assert_ne!(early.found.by_unit, late.found.by_unit);
    assert_eq!(written(&late).len(), 0);
}

#[test]
fn what_force_let_pass_is_refused_without_it_however_often() {
    let site = TestSite::from(&noisy(PORTAL));
    site.replace("site.toml", "CEL05 = \"info\"", "");
    site.edit("site.toml", |text| {
        text.replace("= \"info\"", "= \"error\"")
    });
    let said = site.publish_into(&site.out()).expect_err("errors");
    for composed in [2, 0, 0] {
        let forced = site.publish_by_force();
        assert_eq!(forced.composed, composed);
        assert!(forced.found.has_open_error());
        let again = site.publish_into(&site.out()).expect_err("errors");
        assert_eq!(again, said);
    }
}

#[test]
fn a_page_or_a_record_that_somebody_touched_comes_back() {
    let site = site();
    site.publish();
    let whole = site.tree();
    let out = |name: &str| site.out().join(name);
    let page = "units/qinghe/index.html";
    let memo = &whole[MEMO];
    let mut flipped = memo.clone();
    flipped[memo.len() / 2] ^= 1;
    let manifest = String::from_utf8(whole[MANIFEST].clone()).expect("text");
    let edited = manifest.replace("\"links\":[", "\"links\": [");
    let forged = manifest.replacen("\"key\":\"", "\"key\":\"0", 1);
    let touched: [(&str, &[u8], usize); 7] = [
        (page, b"", 1),
        ("index.html", b"x", 1),
        (MEMO, b"", 2),
        (MEMO, &memo[..memo.len() - 1], 2),
        (MEMO, &flipped, 2),
        (MANIFEST, edited.as_bytes(), 2),
        (MANIFEST, forged.as_bytes(), 2),
    ];
    for (name, bytes, units) in touched {
        fs::write(out(name), bytes).expect("a file of the site");
        let receipt = site.publish();
        assert_eq!(receipt.composed, units, "{name}");
        assert_same(&whole, &site.tree(), name);
    }
    for (name, units) in [(page, 1), (MEMO, 2)] {
        fs::remove_file(out(name)).expect("a file of the site");
        assert_eq!(site.publish().composed, units, "{name}");
        assert_same(&whole, &site.tree(), name);
    }
    // The record of another site, and one of an earlier state of this site.
    let other = TestSite::from(PORTAL);
    other.publish();
    let foreign = fs::read(other.out().join(MEMO)).expect("a record");
    fs::write(out(MEMO), foreign).expect("a file of the site");
    assert_eq!(composed(&site, "a foreign record"), 2);
    site.replace("content/guide.md", "也见", "又见");
    site.publish();
    fs::write(out(MEMO), memo).expect("a file of the site");
    assert_eq!(composed(&site, "an old record"), 2);
    assert_eq!(composed(&site, "the end"), 0);
}

const SECOND: &str = "\n## 后记\n\n好。\n";

/// Somebody else takes away what a unit that did not change links to.
#[test]
fn a_link_of_a_remembered_body_that_dies_is_said_at_its_place() {
    let hidden = |site: &TestSite| {
        site.edit("content/reports/2022/report.yaml", |text| {
            format!("{text}草稿: true\n")
        });
        site.replace("content/guide.md", "reports/2022/report.md#s3", "apply.md");
    };
    let removed = |site: &TestSite| {
        site.remove("content/reports/2022");
        site.replace("content/guide.md", "reports/2022/report.md#s3", "apply.md");
    };
    let place_lost = |site: &TestSite| {
        site.replace("content/reports/2018/report.md", SECOND, "");
    };
    let changes: [&dyn Fn(&TestSite); 3] = [&hidden, &removed, &place_lost];
    for (number, change) in changes.into_iter().enumerate() {
        let site = site();
        site.edit("content/reports/2018/report.md", |text| {
            text.to_owned() + SECOND
        });
        site.edit("content/units/qinghe/guide.md", |text| {
            format!("{text}\n[那一节](../../reports/2018/report.md#s2)\n")
        });
        site.publish();
        let before = site.tree();
        change(&site);
        let fresh = tempfile::tempdir().expect("a folder");
        let anew = site.publish_into(&fresh.path().join("out"));
        let said = site.publish_into(&site.out());
        let anew = anew.expect_err("a dead link");
        assert_eq!(said.expect_err("a dead link"), anew, "{number}");
        let dead = anew.iter().filter(|one| one.code.id == "LNK01");
        let dead: Vec<_> = dead.map(|one| &one.place).collect();
        let in_guide = dead.iter().any(|place| {
            place.file.as_str() == "content/units/qinghe/guide.md" && place.span.is_some()
        });
        assert!(in_guide, "{number}: {dead:?}");
        assert_same(&before, &site.tree(), "a refused build");
    }
}

/// A link of a unit that did not change into a page that did.
#[test]
fn a_place_that_is_still_there_is_found_on_a_page_that_was_made_again() {
    let site = site();
    site.publish();
    site.replace("content/reports/2022/report.md", "好。", "很好。");
    assert_eq!(composed(&site, "a page with a place"), 1);
}

#[test]
fn the_record_is_the_same_however_many_threads_make_it() {
    let site = site();
    for unit in 0..20 {
        let folder = format!("content/units/u{unit}");
        site.write(
            &format!("{folder}/unit.yaml"),
            format!("名称: 第{unit}镇\n"),
        );
        site.write(&format!("{folder}/guide.md"), "# 指南\n\n好。\n");
    }
    let build = |threads: usize| {
        let out = site.around().join(threads.to_string());
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let built = pool.expect("threads").install(|| site.publish_into(&out));
        built.expect("a clean site");
        tree(&out)
    };
    let one = build(1);
    assert!(one.contains_key(MEMO));
    assert_same(&one, &build(7), "threads");
}
