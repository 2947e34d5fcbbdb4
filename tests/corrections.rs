//! A published report does not change without a trace: of any edit, either nothing is
//! published, or what stood there before is listed and kept, equal to the byte.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "corrections/edits.rs"]
mod edits;
#[path = "formats/generate.rs"]
#[allow(dead_code)]
mod generate;
#[path = "corrections/sites.rs"]
mod sites;

use gongkai::form::FORMS;
use gongkai::freeze::{Asked, Write, correct, freeze};
use gongkai::site::Site;
use rayon::prelude::*;

use edits::{Expected, Files, edit, rewrite, site};
use generate::Odds;
use sites::{
    Version, again, asked, composed, output, published, put, replaced, report, told, unit,
};

/// Whether the list of corrections has what was expected.
fn listed(site: &Site, year: u16, expected: &Expected) -> Result<(), String> {
    let changes = &report(site, year).corrections[0].changes;
    let says = |text: &Option<String>, wanted: &Option<String>| match wanted {
        Some(wanted) => text
            .as_ref()
            .is_some_and(|text| text.contains(wanted.as_str())),
        None => true,
    };
    let is_attachment = |what: &str| expected.new.as_deref() == Some(what);
    let found = changes.iter().any(|one| {
        is_attachment(&one.what) || says(&one.old, &expected.old) && says(&one.new, &expected.new)
    });
    if !found {
        return Err(format!("{expected:?} is not among {changes:?}"));
    }
    let page = output(site, "corrections/index.html").ok_or("no list of corrections")?;
    let page = String::from_utf8(page).expect("UTF-8");
    let page = scraper::Html::parse_document(&page);
    let page: String = page.root_element().text().collect();
    for text in [&expected.old, &expected.new].into_iter().flatten() {
        if !page.contains(text.as_str()) {
            return Err(format!("the list of corrections lacks {text}"));
        }
    }
    let notice = output(site, &format!("reports/{year}/index.html")).ok_or("no page")?;
    let notice = String::from_utf8(notice).expect("UTF-8");
    match notice.contains("id=fx") || notice.contains("id=\"fx\"") {
        true => Ok(()),
        false => Err("the report's page says nothing of it".to_owned()),
    }
}

/// One edit of a published report: refused, and listed after a correction.
fn trace(base: &Site, year: u16, files: &Files, was: &Version, seed: u64) -> Result<bool, String> {
    let mut odds = Odds::new(seed);
    let mut edited = files.clone();
    let Some(expected) = edit(&mut edited, year, unit(base), &mut odds) else {
        return Ok(false);
    };
    // A write of the whole file keeps what it says of its being public.
    let refused = again(base, &edited);
    let said = told(&refused);
    if said.len() != 1 || !said[0].contains("内容又改了") {
        return Err(format!("{expected:?}: {said:?}"));
    }
    let report_now = report(&refused, year);
    let writes = correct(&refused.snapshot, report_now, 1, &asked("填错了"));
    put(&mut edited, &writes.map_err(|no| no.to_string())?);
    let after = again(base, &edited);
    let said = told(&after);
    if !said.is_empty() || report(&after, year).version != Some(2) {
        return Err(format!("after the correction: {said:?}"));
    }
    listed(&after, year, &expected)?;
    let superseded = Version::of(&after, &format!("reports/{year}/v1/"));
    was.lacks(&superseded).map_or(Ok(true), Err)
}

/// Edits of each of so many published reports; how many of them changed anything.
fn edited(reports: u64) -> usize {
    let results: Vec<(u64, Result<bool, String>)> = (0..reports)
        .into_par_iter()
        .flat_map_iter(|base| {
            let (year, files) = published(base);
            let site = composed(&files);
            assert_eq!(told(&site), [""; 0]);
            let was = Version::of(&site, &format!("reports/{year}/"));
            let all = (0..32).map(|nth| {
                let seed = base * 1000 + nth;
                (seed, trace(&site, year, &files, &was, seed))
            });
            all.collect::<Vec<_>>()
        })
        .collect();
    let wrong: Vec<_> = results.iter().filter(|(_, one)| one.is_err()).collect();
    assert!(
        wrong.is_empty(),
        "{} of them: {:?}",
        wrong.len(),
        &wrong[..wrong.len().min(3)]
    );
    results.iter().filter(|(_, one)| *one == Ok(true)).count()
}

#[test]
fn no_edit_of_a_published_report_is_published_without_a_trace() {
    let edits = edited(4);
    assert!(edits >= 100, "{edits}");
}

#[test]
#[ignore = "minutes: `.ci/run` asks for it"]
fn none_of_a_thousand_edits_is_published_without_a_trace() {
    let edits = edited(40);
    assert!(edits >= 1000, "{edits}");
}

#[test]
fn what_changes_nothing_that_is_said_is_no_change() {
    for seed in 0..60 {
        let (year, files) = published(seed);
        let mut odds = Odds::new(seed);
        for _ in 0..3 {
            let mut other = files.clone();
            rewrite(&mut other, year, &mut odds);
            let site = composed(&other);
            assert_eq!(told(&site), [""; 0], "{seed}");
            assert_eq!(report(&site, year).version, Some(1));
        }
    }
}

/// Every state between two that a run may leave when it is cut short: after each write, and
/// within a write of several files after each file.
fn beginnings(writes: &[Write]) -> Vec<Vec<Write>> {
    let mut all = vec![Vec::new()];
    for (at, write) in writes.iter().enumerate() {
        let before = &writes[..at];
        if let Write::New(files) = write {
            let parts = (1..files.len()).map(|end| Write::New(files[..end].to_vec()));
            all.extend(parts.map(|part| before.iter().cloned().chain([part]).collect()));
        }
        all.push(writes[..=at].to_vec());
    }
    all
}

#[test]
fn a_freeze_that_was_cut_short_is_told_of_and_finished_by_the_next() {
    let (year, files) = site(3, FORMS[FORMS.len() - 1]);
    let base = composed(&files);
    let writes = freeze(&base.snapshot, report(&base, year), None).expect("frozen");
    let mut whole = files.clone();
    put(&mut whole, &writes);
    for (at, part) in beginnings(&writes).iter().enumerate() {
        let mut cut = files.clone();
        put(&mut cut, part);
        let site = again(&base, &cut);
        let is_end = cut == files || cut == whole;
        assert_eq!(told(&site).is_empty(), is_end, "{at}: {:?}", told(&site));
        let rest = freeze(&site.snapshot, report(&site, year), None).expect("frozen");
        put(&mut cut, &rest);
        assert!(cut == whole, "{at}");
    }
}

#[test]
fn a_correction_that_was_cut_short_is_told_of_and_finished_by_the_next() {
    let (year, files) = published(5);
    let words = format!("content/reports/{year}/report.md");
    let files = replaced(&files, &words, "培训不够", "培训太少");
    let base = composed(&files);
    let asked = asked("写错了");
    let writes = correct(&base.snapshot, report(&base, year), 1, &asked).expect("corrected");
    let mut whole = files.clone();
    put(&mut whole, &writes);
    for (at, part) in beginnings(&writes).iter().enumerate() {
        let mut cut = files.clone();
        put(&mut cut, part);
        let site = again(&base, &cut);
        assert_eq!(
            told(&site).is_empty(),
            cut == whole,
            "{at}: {:?}",
            told(&site)
        );
        if cut == whole {
            continue;
        }
        let rest = correct(&site.snapshot, report(&site, year), 1, &asked).expect("corrected");
        put(&mut cut, &rest);
        assert!(cut == whole, "{at}");
    }
}

#[test]
fn what_is_kept_cannot_be_changed_or_taken_away_unnoticed() {
    let (year, files) = published(7);
    let base = composed(&files);
    let at = |name: &str| format!("content/reports/{year}/{name}");
    let without = |names: &[&str]| {
        let mut files = files.clone();
        names
            .iter()
            .for_each(|name| assert!(files.remove(&at(name)).is_some()));
        files
    };
    let data = at("report.yaml");
    let all_of_v1 = [
        "v1/report.yaml",
        "v1/report.md",
        "v1/files/a.pdf",
        "v1/files/b.png",
    ];
    let mut resized = files.clone();
    resized.insert(at("v1/files/a.pdf"), b"%PDF-1.4 FIRST".to_vec());
    let mut more = files.clone();
    more.insert(at("v1/files/c.pdf"), b"%PDF".to_vec());
    let cases = [
        ("没有版本记录", without(&["published.yaml"])),
        ("保存的第 1 版不见了", without(&all_of_v1)),
        ("保存的第 1 版改过了", without(&["v1/report.md"])),
        (
            "保存的第 1 版改过了",
            replaced(&files, &at("v1/report.md"), "56", "57"),
        ),
        ("保存的第 1 版改过了", resized),
        ("保存的第 1 版改过了", more),
        (
            "保存的第 1 版改过了",
            replaced(&files, &at("published.yaml"), "blake3-", "blake3-0"),
        ),
        (
            "没有“状态: 已公开”",
            replaced(&files, &data, "状态: 已公开\n", ""),
        ),
        (
            "又写成了草稿",
            replaced(&files, &data, "状态: 已公开", "状态: 已公开\n草稿: true"),
        ),
        ("report.yaml 不见了", without(&["report.yaml"])),
        (
            "内容没有变",
            replaced(
                &files,
                &data,
                "状态: 已公开",
                "状态: 已公开\n更正: [{日期: 2060-01-01, 原因: 无}]",
            ),
        ),
        (
            "内容又改了",
            replaced(
                &files,
                &at("published.yaml"),
                "政府信息公开工作年度报告",
                "年报",
            ),
        ),
    ];
    for (words, files) in cases {
        let said = told(&again(&base, &files));
        assert!(
            said.iter().any(|one| one.contains(words)),
            "{words}: {said:?}"
        );
    }
    // A record that is not understood is told of where it is not.
    let odd = again(
        &base,
        &replaced(&files, &at("published.yaml"), "摘要", "摘录"),
    );
    assert!(
        odd.found
            .all()
            .iter()
            .any(|one| one.place.file.as_str().ends_with("published.yaml"))
    );
    assert!(report(&odd, year).version.is_none());
}

#[test]
fn an_entry_by_hand_needs_only_its_version_kept() {
    let (year, files) = published(9);
    let (data, words) = (
        format!("content/reports/{year}/report.yaml"),
        format!("content/reports/{year}/report.md"),
    );
    let files = replaced(&files, &words, "培训不够", "培训太少");
    let entries = [
        "更正:\n  - 日期: 2060-03-12\n    原因: 写错了",
        "更正: {日期: 2060-03-12, 原因: 写错了}",
        "更正: [{日期: 2060-03-12, 原因: 写错了, 版本: 2}]",
    ];
    for entry in entries {
        let to = format!("状态: 已公开\n{entry}");
        let mut files = replaced(&files, &data, "状态: 已公开", &to);
        let site = composed(&files);
        assert!(
            told(&site)[0].contains("新的版本还没有保存"),
            "{:?}",
            told(&site)
        );
        let asked = Asked::default();
        let writes = correct(&site.snapshot, report(&site, year), 1, &asked).expect("kept");
        put(&mut files, &writes);
        let site = again(&site, &files);
        assert_eq!(told(&site), [""; 0]);
        let correction = &report(&site, year).corrections[0];
        assert_eq!(
            (correction.reason.as_str(), correction.version),
            ("写错了", 2)
        );
        // It was published with the version, and does not change any more.
        let other = replaced(&files, &data, "写错了", "没有写错");
        assert!(told(&again(&site, &other))[0].contains("更正说明改过了"));
    }
}

#[test]
fn three_versions_follow_one_another() {
    let (year, mut files) = published(11);
    let words = format!("content/reports/{year}/report.md");
    let mut articles = Vec::new();
    for (version, (from, to)) in (1..).zip([("56 条", "57 条"), ("12 条", "13 条")]) {
        let site = composed(&files);
        articles.push(Version::of(&site, &format!("reports/{year}/")));
        files = replaced(&files, &words, from, to);
        let site = composed(&files);
        let writes = correct(&site.snapshot, report(&site, year), version, &asked(from));
        put(&mut files, &writes.expect("corrected"));
    }
    let site = composed(&files);
    assert_eq!(told(&site), [""; 0]);
    assert_eq!(report(&site, year).version, Some(3));
    for (version, was) in (1..).zip(&articles) {
        let is = Version::of(&site, &format!("reports/{year}/v{version}/"));
        assert_eq!(was.lacks(&is), None);
    }
    let reasons = report(&site, year).corrections.iter();
    let reasons: Vec<&str> = reasons.map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons, ["56 条", "12 条"]);
    // Attachments of the newest version are published once, where the report is.
    let paths = site.outputs().map(|one| one.output.path.to_string());
    let paths: Vec<String> = paths.filter(|path| path.ends_with("a.pdf")).collect();
    let of = |folder: &str| format!("reports/{year}/{folder}files/a.pdf");
    assert_eq!(paths, [of(""), of("v1/"), of("v2/")]);
}

#[test]
fn a_reason_that_is_none_is_not_published() {
    let (year, files) = published(11);
    let words = format!("content/reports/{year}/report.md");
    let files = replaced(&files, &words, "56 条", "57 条");
    let site = composed(&files);
    // The second is what PUB02 gives to copy, not filled in.
    for reason in [" ", "原因"] {
        let writes = correct(&site.snapshot, report(&site, year), 1, &asked(reason));
        assert!(writes.is_err(), "{reason}");
    }
}
