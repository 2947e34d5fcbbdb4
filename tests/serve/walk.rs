//! Five hundred edits in a row: whenever somebody looks, every page is the one
//! that a fresh build makes.

use std::collections::BTreeSet;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::client::{LIMIT, Preview};
use super::common::edits::{Step, step, take};
use super::common::*;

/// Edits between two looks.
const GROUP: usize = 10;

#[test]
fn after_any_edits_every_page_is_the_one_a_fresh_build_makes() {
    let mut runner = TestRunner::deterministic();
    let steps = vec(step(), 500).new_tree(&mut runner).expect("steps");
    let site = TestSite::sample();
    let preview = Preview::start(&site.root(), &[]);
    let mut ever: BTreeSet<String> = BTreeSet::new();
    let mut compared = 0;
    for (number, steps) in steps.current().chunks(GROUP).enumerate() {
        for (at, step) in steps.iter().enumerate() {
            take(&site, *step);
            // Sometimes within one burst, sometimes not.
            sleep(Duration::from_millis((at as u64 * 7 + number as u64) % 25));
        }
        mend(&site);
        compared += look(&site, &preview, &mut ever, steps);
    }
    assert!(compared > 300, "only {compared} pages were ever compared");
}

/// Most looks are at content that can be read: what cannot is not compared.
fn mend(site: &TestSite) {
    for year in 2021..2026 {
        take(site, Step::Mend(year));
    }
    take(site, Step::AddYear(2023));
}

/// Compares every page, waiting for the last edit to arrive; how many there
/// were, none while the content cannot be built.
fn look(site: &TestSite, preview: &Preview, ever: &mut BTreeSet<String>, steps: &[Step]) -> usize {
    let fresh = tempfile::tempdir().expect("a folder");
    let Ok(pages) = build(site, fresh.path()) else {
        return 0;
    };
    let folder = if site.read("site.toml").contains("base_url") {
        "x/"
    } else {
        ""
    };
    ever.extend(pages.keys().cloned());
    let until = Instant::now() + LIMIT;
    for name in ever.iter() {
        let wanted = pages.get(name);
        loop {
            let reply = preview.get(&format!(
                "/{folder}{}",
                name.replace('附', "%E9%99%84").replace('件', "%E4%BB%B6")
            ));
            let same = match wanted {
                Some(bytes) if name.ends_with(".html") => {
                    reply.status == 200 && reply.page().as_bytes() == bytes
                }
                Some(bytes) => reply.status == 200 && reply.body == *bytes,
                None => matches!(reply.status, 302 | 404),
            };
            if same {
                break;
            }
            assert!(
                Instant::now() < until,
                "{name} is stale after {steps:?}\n{}",
                reply.text()
            );
            sleep(Duration::from_millis(20));
        }
    }
    pages.len()
}

/// A build from nothing, over the objections of the rules.
fn build(site: &TestSite, out: &Path) -> Result<Tree, ()> {
    site.publish_forced_into(out).map_err(|said| {
        println!(
            "{:?}",
            said.iter()
                .map(|one| (one.place.file.as_str().to_owned(), one.message.clone()))
                .collect::<Vec<_>>()
        )
    })?;
    let mut pages = tree(out);
    pages.retain(|name, _| !name.starts_with(".gongkai/"));
    Ok(pages)
}
