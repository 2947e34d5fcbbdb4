//! The stages before rendering, over portals of up to 10,000 reports.
//!
//! The budget of the rules is 2 seconds on two cores; `cargo bench --bench
//! check` prints what they take.

mod synthetic;

use gongkai::check::{Audit, audit, conclude};
use gongkai::site::{Site, listings};
use rayon::prelude::*;

fn main() {
    divan::main();
}

/// The rules alone: every unit is linked already.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn all_rules(bencher: divan::Bencher<'_, '_>, reports: usize) {
    let snapshot = synthetic::portal(reports);
    let site = Site::compose(snapshot.clone(), &synthetic::options()).expect("a site in memory");
    let settings = synthetic::settings();
    let read = |(_, listing): (_, std::sync::Arc<_>)| snapshot.read(&listing).expect("in memory").0;
    let sources: Vec<_> = listings(&snapshot).map(read).collect();
    let units: Vec<_> = site
        .checked_units
        .iter()
        .zip(&sources)
        .filter_map(|(checked, sources)| Some((checked.unit.as_ref()?, sources)))
        .collect();
    bencher.bench(|| {
        let each = units.par_iter();
        let audits: Vec<Audit> = each
            .map(|(unit, sources)| audit(unit, sources, &settings, Vec::new(), &[]).1)
            .collect();
        conclude(&audits.iter().collect::<Vec<_>>(), &settings)
            .1
            .len()
    });
}

/// Everything before rendering: parse, link, plan and check.
#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn compose(bencher: divan::Bencher<'_, '_>, reports: usize) {
    let snapshot = synthetic::portal(reports);
    bencher.bench(|| {
        let site = Site::compose(snapshot.clone(), &synthetic::options());
        site.expect("a site in memory").checked_units.len()
    });
}
