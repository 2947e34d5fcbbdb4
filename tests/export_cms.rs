//! A report for the editor of another system: what editors leave of it says every number
//! and every word.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "cms/editor.rs"]
mod editor;
#[allow(dead_code, reason = "what changes a report is of use to others")]
#[path = "formats/generate.rs"]
mod generate;
#[path = "cms/profiles.rs"]
mod profiles;
#[path = "cms/reports.rs"]
mod reports;

use editor::{pasted, published};
use gongkai::export::ReportInputs;
use gongkai::export::cms::{fragment, page, plain_tables};
use gongkai::import::understood::understand;
use gongkai::portal::Unit;
use gongkai::submissions::Verification;
use profiles::PROFILES;
use proptest::prelude::*;
use reports::{printed, shown, unit};
use scraper::{Html, Selector};

fn inputs(unit: &Unit) -> ReportInputs<'_> {
    let report = unit.reports.values().next().expect("one report");
    ReportInputs { unit, report }
}

/// What a page says that a system publishes with this body; `Err` says what is not as in the
/// report.
fn read_back(unit: &Unit, name: &str, body: &str) -> Result<(), String> {
    let report = inputs(unit).report;
    let page = published(&report.title, body);
    let read = understand(page.as_bytes(), Some(report.year));
    let read = read.map_err(|refused| format!("{name}: {}", refused.why))?;
    let cells = read.reading.tables.iter().flat_map(|table| &table.cells);
    let values = cells.map(|cell| cell.value.as_ref().map_or("?".to_owned(), shown));
    let values: Vec<String> = values.collect();
    let expected = printed(unit);
    let pairs = expected.iter().zip(&values);
    let other: Vec<_> = pairs.filter(|(one, other)| one != other).collect();
    if !other.is_empty() || expected.len() != values.len() {
        return Err(format!("{name}: {other:?}"));
    }
    let verified = Verification::of(unit, report, &read);
    match verified.is_same() && verified.cells == values.len() {
        true => Ok(()),
        false => Err(format!("{name}: {verified:#?}\n{}", read.text.markdown)),
    }
}

fn every_editor(unit: &Unit) -> Result<(), String> {
    let html = fragment(&inputs(unit));
    read_back(unit, "as it is", &html)?;
    PROFILES
        .iter()
        .try_for_each(|profile| read_back(unit, profile.name, &pasted(profile, &html)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn every_number_and_word_survives_every_editor(seed in any::<u64>()) {
        let unit = reports::any(seed);
        if let Err(why) = every_editor(&unit) {
            prop_assert!(false, "{}", why);
        }
    }
}

/// The seed's own report.
fn seed() -> Unit {
    unit(
        2022,
        include_str!("../content/reports/2022/report.yaml"),
        include_str!("../content/reports/2022/report.md"),
    )
}

#[test]
fn the_seed_survives_every_editor() {
    every_editor(&seed()).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn the_fragment_has_inline_styles_alone_and_no_more_than_editors_need() {
    let unit = reports::any(7);
    let html = fragment(&inputs(&unit));
    let parsed = Html::parse_fragment(&html);
    let all = Selector::parse("*").expect("a selector");
    for element in parsed.select(&all).map(|one| one.value()) {
        assert!(!["script", "style", "div", "caption"].contains(&element.name()));
        for (name, value) in element.attrs() {
            assert!(
                !["class", "id", "headers", "lang"].contains(&name)
                    && !name.starts_with("aria")
                    && !name.starts_with("on"),
                "{name}"
            );
            let is_absolute = value.starts_with("http://") || value.starts_with("https://");
            assert!(name != "href" || is_absolute, "{value}");
        }
    }
    assert_eq!(html, fragment(&inputs(&unit)));
}

#[test]
fn pictures_and_links_of_this_site_are_words() {
    let markdown = "## 一、总体情况\n\n![办事大厅](files/a.png)和[指南](../../guide.md)。\n";
    let unit = unit(2022, "年度: 2022\n", markdown);
    let html = fragment(&inputs(&unit));
    assert!(html.contains("（图：办事大厅）和指南。</p>"), "{html}");
    assert!(!html.contains("<img") && !html.contains("href"));
}

#[test]
fn the_page_holds_the_fragment_and_the_tables_to_the_letter() {
    let unit = reports::any(11);
    let inputs = inputs(&unit);
    let page = Html::parse_document(&page(&inputs));
    let area = |id: &str| {
        let selector = Selector::parse(id).expect("a selector");
        let area = page.select(&selector).next().expect("a text area");
        area.text().collect::<String>()
    };
    assert_eq!(area("#source"), fragment(&inputs));
    assert_eq!(area("#tables"), plain_tables(&inputs));
}
