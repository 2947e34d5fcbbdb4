//! A format of one's own beside each report: one maker and its place in the list, and
//! it is planned, made, previewed, published, kept and taken down like any other.

mod common;

use std::path::Path;

use common::TestSite;
use gongkai::build::Receipt;
use gongkai::diag::Diagnostic;
use gongkai::outputs::{MAKERS, Maker, Makers, Makes, Plans, UnitInputs, UnitScope};
use gongkai::path::OutPath;
use gongkai::plan::{Output, Plan, Subject};
use gongkai::render::{Prepared, Rendered};
use gongkai::site::{Options, Site};
use gongkai::snapshot::Snapshot;

/// What a new file in `src/outputs/` would hold.
static TEXT: Maker = Maker {
    name: "text",
    plans: Plans::Unit(plan),
    makes: Makes::FromUnit {
        media_type: "text/plain; charset=utf-8",
        prepare,
    },
};

fn plan(scope: &UnitScope<'_>, plan: &mut Plan) {
    for report in scope.unit.reports.values() {
        let beside = report.out.as_str().replace("index.html", "report.txt");
        let path = OutPath::new(&beside).expect("beside a page");
        let subject = Subject::Report { year: report.year };
        plan.add(Output::new(path, subject, &report.source));
    }
}

fn prepare<'i>(output: &'i Output, inputs: &UnitInputs<'i>) -> Prepared<'i> {
    let Subject::Report { year } = output.subject else {
        unreachable!("only reports are planned");
    };
    let report = &inputs.related.unit.reports[&year];
    let text = format!("{},{year}\n", report.organization);
    Prepared::plain(text.into_bytes())
}

/// The program's makers and ours.
fn options() -> Options {
    let makers = MAKERS.iter().copied().chain([&TEXT]);
    Options {
        makers: Makers(Vec::leak(makers.collect())),
        ..Options::default()
    }
}

fn publish(site: &TestSite, out: &Path, options: &Options) -> Receipt {
    let receipt = site.publish_with(out, options, false);
    receipt.unwrap_or_else(|said| panic!("{said:#?}"))
}

fn text(unit: &str) -> OutPath {
    OutPath::new(&format!("{unit}reports/2022/report.txt")).expect("a path")
}

#[test]
fn no_two_makers_have_one_name() {
    let mut names: Vec<&str> = MAKERS.iter().map(|maker| maker.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), MAKERS.len());
}

#[test]
fn a_new_format_can_be_previewed_beside_the_same_pages() {
    let site = TestSite::sample();
    let snapshot = Snapshot::take(&site.root()).expect("a readable site");
    let with = Site::compose(snapshot, &options()).expect("a readable site");
    let output = with.output(&text("")).expect("planned");
    assert_eq!(output.media_type(), "text/plain; charset=utf-8");
    assert!(!output.is_page() && !output.is_copy());
    let made = output.render().expect("made").expect("without fault");
    assert!(String::from_utf8(made.bytes).is_ok_and(|text| text.ends_with(",2022\n")));
    assert_eq!(with.prove_templates(), Vec::new());
    let without = site.compose();
    assert_eq!(with.outputs().count(), without.outputs().count() + 1);
    for output in without.outputs().filter(|output| !output.is_copy()) {
        let same = with.output(&output.output.path).expect("planned too");
        let bytes =
            |one: Option<Result<Rendered, Diagnostic>>| one.map(|made| made.map(|made| made.bytes));
        assert_eq!(bytes(output.render()), bytes(same.render()));
    }
}

#[test]
fn a_new_format_is_published_kept_and_taken_down() {
    let (site, folder) = (TestSite::portal(), tempfile::tempdir().expect("a folder"));
    let out = folder.path().join("out");
    let plain = publish(&site, &out, &Options::default());
    let options = options();
    let first = publish(&site, &out, &options);
    let reports = first.outcome.written.len();
    assert_eq!(first.reports, reports, "{:?}", first.outcome.written);
    assert_eq!((first.pages, first.links), (plain.pages, plain.links));
    assert!(
        first.composed > 0,
        "made by other makers, the cache is of no use"
    );
    let again = publish(&site, &out, &options);
    assert_eq!((again.composed, again.rendered), (0, 0));
    assert_eq!(again.outcome.written, Vec::new());
    let last = publish(&site, &out, &Options::default());
    assert_eq!(last.outcome.removed.len(), reports);
    assert_eq!(last.pages, plain.pages);
}
