//! What each stage of the pipeline takes for one report, one page or one body,
//! on one thread: `cargo bench --bench stages`.

mod synthetic;

use divan::{Bencher, black_box};
use gongkai::check::audit;
use gongkai::edition::chapter::{Chapter, Read};
use gongkai::edition::masthead::Masthead;
use gongkai::edition::{Edition, Leaf, shelves};
use gongkai::parse::source::readable;
use gongkai::parse::{markdown, report};
use gongkai::path::{OutPath, SourcePath};
use gongkai::plan::Kind;
use gongkai::portal::Outline;
use gongkai::publish::Publisher;
use gongkai::publish::guard::Guard;
use gongkai::render::{links, minify};
use gongkai::snapshot::{Snapshot, Sources};

/// A body with five years.
const REPORTS: usize = 5;

fn main() {
    divan::main();
}

fn edition() -> Edition {
    Edition::compose(synthetic::portal(REPORTS), &synthetic::options()).expect("a site in memory")
}

/// The files of the one hosted body.
fn sources(snapshot: &Snapshot) -> Sources {
    let (_, shelf) = shelves(snapshot).nth(1).expect("a hosted body");
    snapshot.read(&shelf).expect("in memory").0
}

/// The first report's file with this ending, and its text.
fn file(ending: &str) -> (SourcePath, String) {
    let sources = sources(&synthetic::portal(REPORTS));
    let path = SourcePath::new(&format!("content/units/u0/reports/2021/report.{ending}"));
    let path = path.expect("a fixed name is a valid path");
    let text = sources.bytes(&path).and_then(readable).expect("a text");
    (path.clone(), text.to_owned())
}

fn page(edition: &Edition) -> Leaf<'_> {
    let is_report = |leaf: &Leaf<'_>| matches!(leaf.output.kind, Kind::Report { .. });
    edition.leaves().find(is_report).expect("a report")
}

fn html() -> (OutPath, Vec<u8>) {
    let edition = edition();
    let leaf = page(&edition);
    let page = leaf.render().expect("a page").expect("a sound template");
    (leaf.output.path.clone(), page.bytes)
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

/// All of it before rendering, checks among it, for one body of five reports.
#[divan::bench]
fn compose_body(bencher: Bencher<'_, '_>) {
    let snapshot = synthetic::portal(REPORTS);
    let options = synthetic::options();
    let masthead = Masthead::read(&snapshot, &options, None).expect("in memory");
    let outline = Outline::new(&snapshot);
    let (id, shelf) = shelves(&snapshot).nth(1).expect("a hosted body");
    bencher.bench(|| {
        let read = Read::shelf(&snapshot, &shelf).expect("in memory");
        Chapter::compose(id.clone(), read, &masthead, &outline, &options)
    });
}

/// The rules alone, for one body of five reports.
#[divan::bench]
fn check_body(bencher: Bencher<'_, '_>) {
    let edition = edition();
    let sources = sources(&edition.snapshot);
    let unit = edition.units().nth(1).expect("a hosted body");
    let settings = synthetic::settings();
    bencher.bench(|| audit(unit, &sources, &settings, Vec::new(), &[]));
}

/// View, template, links read back, tables and style set in.
#[divan::bench]
fn render_page(bencher: Bencher<'_, '_>) {
    let edition = edition();
    let leaf = page(&edition);
    bencher.bench(|| leaf.render());
}

/// The finished page read back as a whole; rendering reads less of it.
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
        let staged = publisher.stage(&path, None, Vec::new(), &html);
        staged.expect("room on the disk");
        publisher.commit(&|| false).expect("room on the disk")
    });
}
