//! The data of units and sites says of every report what its tables say, at the address of
//! each cell; units are found by their ids; what is published does not depend on how often
//! or where it is built.

// In memory and in folders of its own; what is asked is the same on every system.
#[path = "common/mod.rs"]
mod common;
#[path = "export_data/files.rs"]
mod files;
#[allow(dead_code)]
#[path = "formats/generate.rs"]
mod generate;
#[path = "export_data/readers.rs"]
mod readers;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::{TestSite, assert_same, tree, without_memo};
use files::{Csv, json, json_rows, made, text};
use gongkai::formats::report_yaml::write;
use gongkai::path::SourcePath;
use gongkai::portal::{Report, UnitId};
use gongkai::report::Grid;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use proptest::prelude::*;

/// A site with an owner and two hosted units, each with reports of these seeds.
fn random_site(seeds: &[u64]) -> Site {
    let mut files = BTreeMap::new();
    let mut add = |name: &str, text: String| {
        let path = SourcePath::new(name).expect("a path");
        files.insert(path, Source::Held(text.into_bytes()));
    };
    let site = "[site]\nname = \"甲县\"\n[organization]\nname = \"甲县人民政府\"\n";
    add("site.toml", site.to_owned());
    let folders = ["content", "content/units/a", "content/units/b"];
    for (at, folder) in folders.iter().enumerate() {
        if at > 0 {
            let unit = format!("名称: 甲县第{at}乡\n县: 甲县\n类型: 乡镇\n");
            add(&format!("{folder}/unit.yaml"), unit);
        }
        for seed in seeds.iter().skip(at).step_by(folders.len()) {
            let mut doc = generate::report(*seed);
            doc.draft = false;
            let report = format!("{folder}/reports/{}", doc.year);
            add(&format!("{report}/report.yaml"), write(&doc));
            add(
                &format!("{report}/report.md"),
                "## 一、总体情况\n\n好。\n".to_owned(),
            );
        }
    }
    Site::compose(Snapshot::of(files), &Options::default()).expect("a site in memory")
}

/// Every report of a site, by the unit's id and the year, and the table of `data/`.
fn reports(site: &Site) -> BTreeMap<(UnitId, u16), &Report> {
    let units = site
        .checked_units
        .iter()
        .filter_map(|one| one.unit.as_ref());
    let reports = units.flat_map(|unit| {
        let reports = unit.reports.values();
        reports.map(|report| ((unit.id.clone(), report.year), report))
    });
    reports.collect()
}

/// What tables in a folder of `owner` call a unit.
fn id_in(owner: &UnitId, unit: &UnitId) -> String {
    let id = unit.clone().filter(|_| unit != owner);
    id.unwrap_or_else(|| ".".to_owned())
}

/// Every cell of a report by its address.
fn cells(report: &Report) -> BTreeMap<String, String> {
    let of_grid = |grid: &'_ Grid| -> Vec<(String, String)> {
        let cells = grid.cells.iter().enumerate();
        let cells = cells.map(|(at, cell)| (grid.address(at), cell.value.to_string()));
        cells.collect()
    };
    report.grids.iter().flat_map(of_grid).collect()
}

/// Asserts that a folder's tables have exactly these reports, and every cell of them.
fn assert_says(site: &Site, owner: &UnitId, expected: &BTreeMap<(UnitId, u16), &Report>) {
    let folder = owner
        .as_ref()
        .map_or(String::new(), |id| format!("units/{id}/"));
    let marked = text(site, &format!("{folder}data/all.csv"));
    let plain = text(site, &format!("{folder}data/all.nobom.csv"));
    assert_eq!(marked, format!("\u{feff}{plain}"));
    assert_eq!(plain.matches('\n').count(), plain.matches("\r\n").count());
    let table = Csv::read(&plain);
    assert_eq!(table.rows.len(), expected.len());
    let json = json(site, &format!("{folder}data/all.json"));
    let json = json_rows(&json);
    assert_eq!(json.len(), expected.len());
    for ((unit, year), report) in expected {
        let id = id_in(owner, unit);
        let is_it = |row: &&BTreeMap<String, String>| {
            row["unit_id"] == id && row["year"] == year.to_string()
        };
        let row = table.rows.iter().find(is_it).expect("a row of the report");
        assert_eq!(
            (&row["title"], &row["form"][..]),
            (&report.title, report.form.id)
        );
        let cells = cells(report);
        for (column, text) in row {
            let expected = cells.get(column).map_or("", String::as_str);
            if column.contains('.') {
                assert_eq!(text, expected, "{id} {year} {column}");
            }
        }
        assert!(cells.keys().all(|address| row.contains_key(address)));
        let row = json
            .iter()
            .find(|row| row["unit_id"] == id && row["year"] == *year);
        let row = row.expect("a row of the report");
        for (address, text) in &cells {
            files::assert_is(&row[address], text, address);
        }
    }
}

fn assert_keys(site: &Site, owner: &UnitId) {
    let folder = owner
        .as_ref()
        .map_or(String::new(), |id| format!("units/{id}/"));
    let units = Csv::read(&text(site, &format!("{folder}data/units.csv")));
    let ids: BTreeSet<&str> = units.rows.iter().map(|row| &row["unit_id"][..]).collect();
    assert_eq!(ids.len(), units.rows.len(), "an id is a unit's alone");
    let parents = units.rows.iter().map(|row| &row["parent"][..]);
    assert!(
        parents
            .filter(|id| !id.is_empty())
            .all(|id| ids.contains(id))
    );
    let reports = Csv::read(&text(site, &format!("{folder}data/all.nobom.csv")));
    let keys: BTreeSet<_> = reports
        .rows
        .iter()
        .map(|row| (&row["unit_id"], &row["year"]))
        .collect();
    assert_eq!(keys.len(), reports.rows.len(), "a report has a row");
    assert!(
        reports
            .rows
            .iter()
            .all(|row| ids.contains(&row["unit_id"][..]))
    );
    // The description names the columns that there are.
    let package = json(site, &format!("{folder}data/datapackage.json"));
    for resource in package["resources"].as_array().expect("resources") {
        let path = resource["path"].as_str().expect("a path");
        let described = resource["schema"]["fields"].as_array().expect("fields");
        let described: Vec<&str> = described
            .iter()
            .filter_map(|one| one["name"].as_str())
            .collect();
        let file = text(site, &format!("{folder}data/{path}"));
        assert_eq!(Csv::read(&file).columns, described, "{path}");
        if let Some(bytes) = resource["bytes"].as_u64() {
            assert_eq!(bytes, file.len() as u64, "{path}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn every_cell_of_every_report_is_at_its_address(
        seeds in proptest::collection::vec(any::<u64>(), 1..12),
    ) {
        let site = random_site(&seeds);
        let all = reports(&site);
        prop_assert!(!all.is_empty());
        assert_says(&site, &None, &all);
        assert_keys(&site, &None);
        for id in ["a", "b"].map(|id| Some(id.to_owned())) {
            let own = all.iter().filter(|((unit, _), _)| *unit == id);
            let own: BTreeMap<_, _> = own.map(|(key, report)| (key.clone(), *report)).collect();
            let path = format!("units/{}/data/all.csv", id.as_deref().unwrap_or_default());
            prop_assert_eq!(made(&site, &path).is_some(), !own.is_empty());
            if !own.is_empty() {
                assert_says(&site, &id, &own);
                assert_keys(&site, &id);
            }
        }
    }
}

fn fixture(name: &str) -> TestSite {
    let site = TestSite::from("-- site.toml --\n");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    for (file, bytes) in tree(&folder) {
        site.write(&file, bytes);
    }
    site
}

#[test]
fn the_county_of_the_fixtures_is_in_its_tables() {
    let site = fixture("county").compose();
    let all = reports(&site);
    assert!(all.len() > 50);
    assert_says(&site, &None, &all);
    assert_keys(&site, &None);
}

#[test]
fn a_change_of_one_report_reaches_all_that_tells_of_it_and_nothing_else() {
    let site = fixture("county");
    site.publish_by_force();
    let again = site.publish_by_force();
    assert_eq!(again.outcome.written, Vec::new());
    let file = "content/units/shuju/reports/2025/report.yaml";
    site.replace(file, "废止: 0", "废止: 1");
    let changed = site.publish_by_force();
    let written = changed.outcome.written.iter().map(|path| path.as_str());
    let written: BTreeSet<&str> = written.collect();
    for path in ["data/all.csv", "data/all.json", "units/shuju/data/all.csv"] {
        assert!(written.contains(path), "{path} of {written:?}");
    }
    let others = written
        .iter()
        .filter(|path| !path.starts_with("units/shuju/"));
    let pages: Vec<_> = others.filter(|path| path.ends_with(".html")).collect();
    assert_eq!(
        pages,
        [&"compare/2025.html"],
        "what shows the numbers of others"
    );
    let fresh = tempfile::tempdir().expect("a folder");
    let receipt = site.publish_forced_into(fresh.path());
    receipt.unwrap_or_else(|said| panic!("{said:#?}"));
    let (one, other) = (without_memo(site.tree()), without_memo(tree(fresh.path())));
    assert_same(&one, &other, "as a fresh build");
}

#[test]
fn a_unit_has_the_same_data_wherever_it_is_hosted() {
    let hosted = fixture("county");
    hosted.edit("site.toml", without_address);
    hosted.publish_by_force();
    let unit = "content/units/shuju/";
    let alone = TestSite::from("-- site.toml --\n");
    let organization = hosted.read(&format!("{unit}unit.yaml"));
    let stated = |key: &str| {
        let line = organization.lines().find_map(|line| line.strip_prefix(key));
        line.map(str::trim).unwrap_or_default().to_owned()
    };
    alone.write(
        "site.toml",
        format!(
            "[site]\nname = \"甲\"\n[organization]\nname = \"{}\"\nshort_name = \"{}\"\nkind = \"{}\"\ncounty = \"{}\"\n",
            stated("名称:"), stated("简称:"), stated("类型:"), stated("所属:"),
        ),
    );
    for (name, bytes) in tree(&hosted.at(unit)) {
        if name.starts_with("reports/") {
            alone.write(&format!("content/{name}"), bytes);
        }
    }
    alone.publish_by_force();
    let (hosted, alone) = (
        tree(&hosted.out().join("units/shuju/data")),
        tree(&alone.out().join("data")),
    );
    for name in ["all.csv", "all.nobom.csv", "all.json", "units.csv"] {
        let (hosted, alone) = (text_of(&hosted, name), text_of(&alone, name));
        assert!(hosted == alone, "{name}");
    }
}

fn text_of<'t>(tree: &'t common::Tree, name: &str) -> &'t str {
    let bytes = tree
        .get(name)
        .unwrap_or_else(|| panic!("{name} is not there"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// A site that does not say where it will stand.
fn without_address(toml: &str) -> String {
    let lines = toml.lines().filter(|line| !line.starts_with("base_url"));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_site_that_wants_no_data_has_none() {
    let site = TestSite::portal();
    let of_data = |site: &TestSite| {
        let names = site.names().into_iter();
        let names = names.filter(|name| name.contains("data/") || name.ends_with("feed.xml"));
        names.collect::<Vec<_>>()
    };
    site.publish_by_force();
    assert!(!of_data(&site).is_empty());
    site.edit("site.toml", |text| {
        format!("{text}\n[downloads]\ndata = false\n")
    });
    site.publish_by_force();
    assert_eq!(of_data(&site), [""; 0]);
}

#[test]
fn the_feed_tells_the_newest_first_and_is_there_only_with_an_address() {
    let site = fixture("county");
    site.publish_by_force();
    let feed = site.page("feed.xml");
    let days = feed.split("<published>").skip(1);
    let days: Vec<&str> = days.filter_map(|rest| rest.get(..10)).collect();
    assert_eq!(days.len(), 50);
    assert!(days.is_sorted_by(|one, next| one >= next));
    assert!(feed.contains(&format!("<updated>{}T", days[0])));
    let page = site.html("index.html");
    let link = common::select(&page, "link[type='application/atom+xml']");
    assert_eq!(link[0].value().attr("href"), Some("feed.xml"));
    site.edit("site.toml", without_address);
    site.publish_by_force();
    assert!(!site.names().iter().any(|name| name.ends_with("feed.xml")));
    assert!(!site.page("index.html").contains("atom+xml"));
}

#[test]
fn the_checksums_are_those_of_the_published_files() {
    use sha2::{Digest, Sha256};
    let site = fixture("county");
    site.publish_by_force();
    let manifest = site.page("units/shuju/data/manifest.sha256");
    assert!(manifest.lines().is_sorted_by_key(|line| line.get(66..)));
    for line in manifest.lines() {
        let (sum, path) = line.split_once("  ").expect("a sum and a path");
        let bytes = std::fs::read(site.out().join("units/shuju").join(path));
        let digest = Sha256::digest(bytes.unwrap_or_else(|error| panic!("{path}: {error}")));
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, sum, "{path}");
    }
    assert!(manifest.contains("  data/all.csv\n"));
}
