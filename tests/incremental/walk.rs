//! A random walk of edits: what is built on top of what stands equals what is
//! built anew.

use proptest::prelude::*;

use super::assert_same_words;
use super::common::edits::{step, take};
use super::common::samples::noisy;
use super::common::*;

/// Whether a build from nothing gives the same, or refuses the same; returns
/// what stands in the output folder now.
fn compare(site: &TestSite, before: &Tree, why: &str) -> Tree {
    let fresh = tempfile::tempdir().expect("a folder");
    let out = fresh.path().join("out");
    match (site.publish_into(&site.out()), site.publish_into(&out)) {
        (Ok(receipt), Ok(fresh)) => {
            let now = site.tree();
            assert_same(&now, &tree(&out), why);
            assert_same_words(&receipt, &fresh, why);
            // The sitemap is rendered and no page.
            assert!(receipt.rendered <= receipt.pages + 1);
            for path in &receipt.outcome.removed {
                assert!(
                    before.contains_key(path.as_str()) && !now.contains_key(path.as_str()),
                    "{path}"
                );
            }
            now
        }
        (Err(said), Err(fresh_said)) => {
            assert_eq!(said, fresh_said, "{why}");
            let now = site.tree();
            assert_same(before, &now, "a refused build changed the site");
            now
        }
        (one, fresh) => panic!("{why}\nover the old site: {one:?}\nfrom nothing: {fresh:?}"),
    }
}

proptest! {
    // Wine is slow with files.
    #![proptest_config(ProptestConfig { cases: if cfg!(windows) { 12 } else { 48 }, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_walk_of_edits_ends_where_a_build_from_nothing_begins(steps in prop::collection::vec(step(), 1..9)) {
        let site = TestSite::from(&noisy(SAMPLE));
        let mut before = compare(&site, &Tree::new(), "the first build");
        for (at, step) in steps.iter().enumerate() {
            take(&site, *step);
            before = compare(&site, &before, &format!("after {:?}", &steps[..=at]));
        }
    }
}
