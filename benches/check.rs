//! Every rule over 10,000 reports.
//!
//! The budget is 2 seconds on two cores; `cargo bench --bench check` prints
//! what it takes. What is measured is `check` alone: the portal is linked.

mod synthetic;

use gongkai::check::check;
use gongkai::check::settings::Settings;
use gongkai::portal::docs::Docs;
use gongkai::portal::link;

fn main() {
    divan::main();
}

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 5, sample_size = 1)]
fn all_rules(bencher: divan::Bencher<'_, '_>, reports: usize) {
    let snapshot = synthetic::portal(reports);
    let (docs, _) = Docs::read(&snapshot);
    let (portal, diagnostics) = link(docs, false);
    assert!(diagnostics.is_empty(), "{:?}", diagnostics.first());
    let settings = Settings {
        today: "2026-11-23".parse().ok(),
        ..Settings::default()
    };
    bencher.bench(|| check(&portal, &snapshot, &settings).len());
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn parse_and_link(bencher: divan::Bencher<'_, '_>, reports: usize) {
    let snapshot = synthetic::portal(reports);
    bencher.bench(|| link(Docs::read(&snapshot).0, false).0.units.len());
}
