//! What each stage of the pipeline takes for one report, one page or one unit,
//! on one thread: `cargo bench --bench stages`.

mod synthetic;

use divan::{Bencher, black_box};
use gongkai::check::audit;
use gongkai::export::{Format, ReportInputs};
use gongkai::parse::source::readable;
use gongkai::parse::{markdown, report};
use gongkai::path::{OutPath, SourcePath};
use gongkai::plan::Subject;
use gongkai::portal::Relations;
use gongkai::publish::Publisher;
use gongkai::publish::entry::Links;
use gongkai::publish::guard::Guard;
use gongkai::render::{links, minify};
use gongkai::search::{Index, KeptTerms, SearchUnit, UnitArticles, UnitTerms, Words};
use gongkai::site::context::SiteContext;
use gongkai::site::files::UnitFiles;
use gongkai::site::sweep::Sweep;
use gongkai::site::unit::CheckedUnit;
use gongkai::site::{PlannedOutput, Site, listings};
use gongkai::snapshot::{Snapshot, Sources};

/// A unit with five years.
const REPORTS: usize = 5;

fn main() {
    divan::main();
}

fn site() -> Site {
    Site::compose(synthetic::portal(REPORTS), &synthetic::options()).expect("a site in memory")
}

/// The files of the one hosted unit.
fn sources(snapshot: &Snapshot) -> Sources {
    let (_, listing) = listings(snapshot).nth(1).expect("a hosted unit");
    snapshot.read(&listing).expect("in memory").0
}

/// The first report's file with this ending, and its text.
fn file(ending: &str) -> (SourcePath, String) {
    let sources = sources(&synthetic::portal(REPORTS));
    let path = SourcePath::new(&format!("content/units/u0/reports/2021/report.{ending}"));
    let path = path.expect("a fixed name is a valid path");
    let text = sources.bytes(&path).and_then(readable).expect("a text");
    (path.clone(), text.to_owned())
}

fn page(site: &Site) -> PlannedOutput<'_> {
    let is_report =
        |output: &PlannedOutput<'_>| matches!(output.output.subject, Subject::Report { .. });
    site.outputs().find(is_report).expect("a report")
}

fn html() -> (OutPath, Vec<u8>) {
    let site = site();
    let output = page(&site);
    let page = output.render().expect("a page").expect("a sound template");
    (output.output.path.clone(), page.bytes)
}

#[divan::bench]
fn parse_data(bencher: Bencher<'_, '_>) {
    let (path, text) = file("yaml");
    bencher.bench(|| report::read(black_box(&text), &path, 2021));
}

#[divan::bench]
fn parse_narrative(bencher: Bencher<'_, '_>) {
    let (path, text) = file("md");
    bencher.bench(|| markdown::parse(black_box(&text), &path, 0));
}

/// All of it before rendering, checks among it, for one unit of five reports.
#[divan::bench]
fn compose_body(bencher: Bencher<'_, '_>) {
    let snapshot = synthetic::portal(REPORTS);
    let options = synthetic::options();
    let context = SiteContext::read(&snapshot, &options, None).expect("in memory");
    let sweep = Sweep::new(&snapshot, &context, &options);
    let (id, listing) = listings(&snapshot).nth(1).expect("a hosted unit");
    bencher.bench(|| {
        let read = UnitFiles::listing(&snapshot, &listing).expect("in memory");
        sweep.compose(id.clone(), read, &Relations::default())
    });
}

/// The rules alone, for one unit of five reports.
#[divan::bench]
fn check_body(bencher: Bencher<'_, '_>) {
    let site = site();
    let sources = sources(&site.snapshot);
    let unit = site.checked_units[1].unit.as_ref().expect("a hosted unit");
    let settings = synthetic::settings();
    bencher.bench(|| audit(unit, &sources, &settings, Vec::new(), &[]));
}

/// View, template, links read back, tables and style set in.
#[divan::bench]
fn render_page(bencher: Bencher<'_, '_>) {
    let site = site();
    let output = page(&site);
    bencher.bench(|| output.render());
}

/// The finished page read back as a whole; rendering reads less of it.
/// One report in one format. The package of a form is prepared by the first.
#[divan::bench(args = ["docx", "xlsx", "csv", "json"])]
fn export(bencher: Bencher<'_, '_>, format: &str) {
    let site = site();
    let format = Format::find(format).expect("a known format");
    let unit = site.checked_units[1].unit.as_ref().expect("a hosted unit");
    let report = &unit.reports[&2021];
    let inputs = ReportInputs { unit, report };
    (format.make)(&inputs);
    bencher.bench(|| (format.make)(black_box(&inputs)));
}

/// The articles of a unit with five reports, and the terms in them.
#[divan::bench]
fn find_terms(bencher: Bencher<'_, '_>) {
    let site = site();
    let unit = site.checked_units[1].unit.as_ref().expect("a hosted unit");
    bencher.bench(|| UnitTerms::of(&UnitArticles::of(black_box(unit))));
}

/// Terms that were found before.
struct Found(UnitTerms);

impl KeptTerms for Found {
    fn terms(&self) -> UnitTerms {
        self.0.clone()
    }
}

/// The index of so many reports, when the terms of their units are known.
#[divan::bench(args = [100, 1000])]
fn put_index_together(bencher: Bencher<'_, '_>, reports: usize) {
    let snapshot = synthetic::portal(reports);
    let site = Site::compose(snapshot, &synthetic::options()).expect("a site in memory");
    let units: Vec<&CheckedUnit> = site.checked_units.iter().map(AsRef::as_ref).collect();
    let terms = units.iter().filter_map(|one| one.unit.as_ref());
    let terms = terms.map(|unit| Found(UnitTerms::of(&UnitArticles::of(unit))));
    let terms: Vec<Found> = terms.collect();
    let searched = units.iter().zip(&terms);
    let searched =
        searched.filter_map(|(one, terms)| one.summary.search(Words::Kept(&terms.0.hash, terms)));
    let searched: Vec<SearchUnit<'_>> = searched.collect();
    bencher.bench(|| Index::of(black_box(&searched)));
}

#[divan::bench]
fn read_links(bencher: Bencher<'_, '_>) {
    let (path, html) = html();
    bencher.bench(|| links::read(black_box(&html), &path, None));
}

/// What every page would cost if templates were not made small once.
#[divan::bench]
fn minify_whole_page(bencher: Bencher<'_, '_>) {
    let (_, html) = html();
    let html = String::from_utf8(html).expect("a page is text");
    bencher
        .with_inputs(|| html.clone())
        .bench_values(minify::minify);
}

/// A site of one page offered and put in place, with its records.
#[divan::bench]
fn publish_one_page(bencher: Bencher<'_, '_>) {
    let (path, html) = html();
    let folder = tempfile::tempdir().expect("a folder");
    let guard = Guard {
        root: folder.path().join("site"),
        sources: Vec::new(),
    };
    let mut built = 0;
    bencher.bench_local(|| {
        built += 1;
        let out = folder.path().join(built.to_string());
        let publisher = Publisher::open(&out, &guard).expect("an empty folder");
        let staged = publisher.stage(&path, None, Links::default(), &html);
        staged.expect("room on the disk");
        publisher.commit(&|| false).expect("room on the disk")
    });
}
