//! Every number of the matrix, the comparison and the totals is that of its source; what
//! is not stated is no zero; a total is of exactly the units that state it. Whole counties
//! are made at random, and their pages are read back.

mod common;
#[path = "county/generate.rs"]
mod generate;

use std::collections::BTreeMap;

use common::{select, text, texts};
use generate::{County, KINDS, NUMBERS, Report, Unit, county, name};
use gongkai::path::SourcePath;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};

/// The pages on which units stand side by side, by their addresses.
fn pages(county: &County) -> BTreeMap<String, Html> {
    let files = generate::files(county).into_iter();
    let files: BTreeMap<SourcePath, Source> = files
        .map(|(name, text)| {
            let path = SourcePath::new(&name).expect("a path");
            (path, Source::Held(text.into_bytes()))
        })
        .collect();
    let options = Options {
        today: Some("2026-11-23".parse().expect("a date")),
        ..Options::default()
    };
    let site = Site::compose(Snapshot::of(files), &options).expect("a site in memory");
    let compared = |path: &str| path.starts_with("matrix") || path.starts_with("compare/");
    let mut pages = BTreeMap::new();
    for output in site.outputs() {
        let path = output.output.path.to_string();
        if compared(&path) {
            let page = output.render().expect("a page").expect("no fault");
            let page = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
            pages.insert(path, Html::parse_document(&page));
        }
    }
    pages
}

/// The cells of each row of a table, by the name of the row. Eyes see them so; what only
/// ears are told is left out.
fn rows(table: ElementRef<'_>) -> BTreeMap<String, Vec<String>> {
    let of = |css: &str| Selector::parse(css).expect("a selector");
    let (row, head, cell) = (of("tr"), of("th[scope=row]"), of("td"));
    let seen = |cell: ElementRef<'_>| {
        let all = text(cell);
        let unseen = cell.select(&of(".vh")).map(text).next().unwrap_or_default();
        all.strip_suffix(unseen.as_str()).unwrap_or(&all).to_owned()
    };
    let rows = table.select(&row).filter_map(|row| {
        let name = text(row.select(&head).next()?);
        Some((name, row.select(&cell).map(seen).collect()))
    });
    rows.collect()
}

/// The rows of the table after the heading of this id.
fn rows_under(page: &Html, id: &str) -> BTreeMap<String, Vec<String>> {
    let region = format!("[aria-labelledby={id}] table");
    rows(select(page, &region)[0])
}

/// The years of the matrix, newest first.
fn years(county: &County) -> Vec<u16> {
    let reports = county.units.iter().flat_map(|unit| unit.reports.keys());
    let own = county.own.keys().next_back().copied();
    let last = reports.clone().copied().chain(own).max();
    let first = reports.copied().min().or(last);
    let all = first.zip(last).map(|(first, last)| first..=last);
    all.into_iter().flatten().rev().take(10).collect()
}

/// The units that have a report of a year.
fn reported(county: &County, year: u16) -> Vec<(usize, &Report)> {
    let units = county.units.iter().enumerate();
    let reports = units.filter_map(|(at, unit)| Some((at, unit.reports.get(&year)?)));
    reports.collect()
}

fn due(county: &County, year: u16) -> usize {
    county.units.iter().filter(|unit| unit.owes(year)).count()
}

fn cell(unit: &Unit, year: u16) -> String {
    match unit.reports.get(&year) {
        Some(report) => match report.published {
            Some((month, day)) => {
                let late = month > if year <= 2018 { 3 } else { 1 };
                let mark = if late { " 迟" } else { "" };
                format!("{month:02}-{day:02}{mark}")
            }
            None => "已公开".to_owned(),
        },
        None if unit.owes(year) => "未发布".to_owned(),
        None if unit.established.is_some_and(|first| year < first) => "未设立".to_owned(),
        None => "已撤并".to_owned(),
    }
}

fn stated(number: Option<i64>) -> String {
    number.map_or("未填".to_owned(), |number| number.to_string())
}

/// A sum of what is known, and of how many it is.
fn total(numbers: impl Iterator<Item = Option<i64>>) -> Option<(i64, usize)> {
    let known: Vec<i64> = numbers.flatten().collect();
    (!known.is_empty()).then(|| (known.iter().sum(), known.len()))
}

fn amount(fees: i64) -> String {
    format!("{}.{:02}", fees / 100, fees % 100)
}

fn check_matrix(county: &County, page: &Html) {
    let years = years(county);
    let heads: Vec<String> = years.iter().map(|year| format!("{year}年")).collect();
    assert_eq!(texts(page, "thead th")[1..], heads);
    let rows = rows_under(page, "mx");
    for (at, unit) in county.units.iter().enumerate() {
        let expected: Vec<String> = years.iter().map(|year| cell(unit, *year)).collect();
        assert_eq!(rows[&name(at)], expected, "{unit:?}");
    }
    let sums = years.iter().map(|year| {
        let reported = reported(county, *year).len();
        format!("{reported}／{}", due(county, *year))
    });
    assert_eq!(rows["已公开／应公开"], sums.collect::<Vec<_>>());
    assert_eq!(rows.contains_key("甲县"), !county.own.is_empty());
    let newest = years[0];
    let figures = texts(page, ".key b");
    let (due, reported) = (due(county, newest), reported(county, newest).len());
    let expected = [due, reported, due - reported].map(|count| count.to_string());
    assert_eq!(figures[..3], expected);
}

/// The main table: numbers, and shares where their base is known and more than zero.
fn check_main(county: &County, year: u16, page: &Html) {
    let rows = rows_under(page, "data");
    let sum = |numbers: &[Option<i64>]| numbers.iter().copied().sum::<Option<i64>>();
    for (at, unit) in county.units.iter().enumerate() {
        let Some(report) = unit.reports.get(&year) else {
            let expected = unit.owes(year).then(|| vec!["未发布".to_owned()]);
            assert_eq!(rows.get(&name(at)), expected.as_ref());
            continue;
        };
        let number = |at| report.number(year, at);
        let opened = sum(&[number(3), number(4)]);
        let share = opened.zip(number(2)).filter(|(_, base)| *base > 0);
        let share = share.map_or("—".to_owned(), |(part, whole)| {
            let permille = (part * 2000 + whole) / (2 * whole);
            format!("{}.{}%", permille / 10, permille % 10)
        });
        let expected = [
            stated(number(0)),
            stated(number(1)),
            stated(number(2)),
            stated(opened),
            share,
            stated(number(5)),
            stated(sum(&[number(6), number(7), number(8)])),
        ];
        assert_eq!(rows[&name(at)], expected, "{year} {report:?}");
    }
}

/// The totals, the parent's own numbers, and how they differ.
fn check_totals(county: &County, year: u16, page: &Html) {
    let reports = reported(county, year);
    let due = due(county, year);
    let own = county.own.get(&year);
    let own = own.filter(|own| {
        (0..NUMBERS.len()).any(|at| own.number(year, at).is_some()) || own.fees(year).is_some()
    });
    let mut shown: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let table = select(page, "[aria-labelledby=sum] table")[0];
    let body = Selector::parse("tbody").expect("a selector");
    let head = Selector::parse(".lv").expect("a selector");
    for body in table.select(&body) {
        let group = text(body.select(&head).next().expect("a group's name"));
        for (label, cells) in rows(body) {
            shown.insert((group.clone(), label), cells);
        }
    }
    let mut check = |group: String,
                     label: &str,
                     numbers: Vec<Option<i64>>,
                     own_number: Option<i64>,
                     text: &dyn Fn(i64) -> String| {
        let cells = shown.remove(&(group.clone(), label.to_owned()));
        let total = total(numbers.into_iter());
        if total.is_none() && own_number.is_none() {
            assert_eq!(cells, None, "{year} {group} {label}");
            return;
        }
        let sum = total.map_or("—".to_owned(), |(sum, _)| text(sum));
        let count = total.map_or(0, |(_, count)| count);
        let mut expected = vec![sum, format!("{count}／{due}")];
        if own.is_some() {
            expected.push(own_number.map_or("未填".to_owned(), text));
            let both = own_number.zip(total.map(|(sum, _)| sum));
            expected.push(match both.map(|(own, sum)| own - sum) {
                Some(0) if count == due => "相同".to_owned(),
                Some(more @ 1..) => format!("多{}", text(more)),
                Some(less @ ..0) => format!("少{}", text(-less)),
                Some(0) | None => "—".to_owned(),
            });
        }
        assert_eq!(cells, Some(expected), "{year} {group} {label}");
    };
    for (at, (group, label)) in NUMBERS.iter().enumerate() {
        let numbers = reports.iter().map(|(_, report)| report.number(year, at));
        let own = own.and_then(|own| own.number(year, at));
        check(
            format!("{group}（件）"),
            label,
            numbers.collect(),
            own,
            &|n| n.to_string(),
        );
    }
    let fees = reports.iter().map(|(_, report)| report.fees(year));
    let own = own.and_then(|own| own.fees(year));
    check(
        "行政事业性收费（万元）".to_owned(),
        "本年收费金额",
        fees.collect(),
        own,
        &amount,
    );
    // There is no number that nobody states.
    assert!(shown.is_empty(), "{shown:?}");
}

/// The tables of all numbers, and the sentence in place of those full of zeros.
fn check_tables(county: &County, year: u16, page: &Html) {
    let reports = reported(county, year);
    for heading in select(page, "h3") {
        let id = heading.value().attr("id").expect("an id").to_owned();
        let table = select(page, &format!("[aria-labelledby={id}] table"))[0];
        let of = Selector::parse("thead th").expect("a selector");
        let labels: Vec<String> = table.select(&of).skip(1).map(text).collect();
        let rows = rows(table);
        for (column, label) in labels.iter().enumerate() {
            let heading = text(heading);
            let known = NUMBERS.iter().position(|(group, one)| {
                heading.starts_with(&format!("{group}（")) && one == label
            });
            for (at, report) in &reports {
                let expected = match known {
                    Some(number) => stated(report.number(year, number)),
                    None => report.fees(year).map_or("未填".to_owned(), amount),
                };
                assert_eq!(
                    rows[&name(*at)][column],
                    expected,
                    "{year} {heading} {label}"
                );
            }
        }
    }
    for sentence in texts(page, "section > .s")
        .iter()
        .filter(|one| one.ends_with("都是0。"))
    {
        for (at, (group, _)) in NUMBERS.iter().enumerate() {
            let names = sentence.trim_end_matches("：各单位的报告里都是0。");
            if names.split('、').any(|name| name == *group) {
                let zero = |number: Option<i64>| number.is_none_or(|number| number == 0);
                assert!(
                    reports.iter().all(|(_, one)| zero(one.number(year, at))),
                    "{sentence}"
                );
            }
        }
    }
}

fn check(county: &County) {
    let pages = pages(county);
    let compared: Vec<u16> = years(county)
        .into_iter()
        .filter(|year| {
            let reports = reported(county, *year);
            let states = |report: &Report| {
                (0..NUMBERS.len()).any(|at| report.number(*year, at).is_some())
                    || report.fees(*year).is_some()
            };
            reports.iter().any(|(_, report)| states(report))
        })
        .collect();
    let mut expected: Vec<String> = compared
        .iter()
        .map(|year| format!("compare/{year}.html"))
        .collect();
    expected.sort();
    expected.extend((!years(county).is_empty()).then(|| "matrix.html".to_owned()));
    assert_eq!(pages.keys().cloned().collect::<Vec<_>>(), expected);
    if let Some(page) = pages.get("matrix.html") {
        check_matrix(county, page);
    }
    for year in compared {
        let page = &pages[&format!("compare/{year}.html")];
        check_main(county, year, page);
        check_totals(county, year, page);
        check_tables(county, year, page);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn every_number_is_that_of_its_source(county in county()) {
        check(&county);
    }
}

#[test]
fn more_than_fifty_units_take_pages_with_totals_of_all() {
    let report = Report {
        published: Some((1, 20)),
        numbers: vec![Some(2); NUMBERS.len()],
        fees: None,
    };
    let unit = |at: usize| Unit {
        kind: at % KINDS.len(),
        established: None,
        abolished: None,
        reports: BTreeMap::from([(2024, report.clone())]),
    };
    let county = County {
        own: BTreeMap::new(),
        units: (0..53).map(unit).collect(),
    };
    let pages = pages(&county);
    let names: Vec<&str> = pages.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "compare/2024-2.html",
            "compare/2024.html",
            "matrix-2.html",
            "matrix.html"
        ]
    );
    for (page, units) in [("matrix.html", 50), ("matrix-2.html", 3)] {
        assert_eq!(texts(&pages[page], "tbody th[scope=row]").len(), units);
        assert_eq!(texts(&pages[page], "tfoot td"), ["53／53"]);
    }
    for (page, units) in [("compare/2024.html", 50), ("compare/2024-2.html", 3)] {
        let html = &pages[page];
        assert_eq!(
            texts(html, "[aria-labelledby=data] tbody th[scope=row]").len(),
            units
        );
        assert_eq!(rows_under(html, "data")["53个单位合计"][0], "106");
        assert_eq!(select(html, "nav.pn").len(), 1);
    }
    assert_eq!(select(&pages["compare/2024-2.html"], "#sum").len(), 0);
}
