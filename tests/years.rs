//! 历年变化: every number in its table and its charts is the sum of those that the pages of
//! the reports print, of any reports; what is not known is a word; no page grows without
//! bound.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "years/expected.rs"]
mod expected;
#[path = "formats/generate.rs"]
#[allow(dead_code)]
mod generate;
#[path = "years/reader.rs"]
mod reader;
#[path = "corpus/rebuild.rs"]
#[allow(dead_code)]
mod rebuild;

use std::collections::BTreeMap;

use gongkai::form::Form;
use gongkai::formats::report_yaml::write;
use gongkai::path::SourcePath;
use gongkai::site::{Options, Site};
use gongkai::snapshot::{Snapshot, Source};
use scraper::Html;

use generate::Odds;
use reader::{Grid, grids, select, text, years_table};

const SITE: &str = "[site]\nname = \"甲县乙镇人民政府\"\n\n[organization]\nname = \"甲县乙镇人民政府\"\nkind = \"township\"\n";
const WORDS: &str = "## 一、总体情况\n\n好。\n";

/// The finished pages of a site with these reports, as year and `report.yaml`.
fn pages(reports: &[(u16, String)]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<SourcePath, Source> = BTreeMap::new();
    let mut file = |path: String, text: &str| {
        let path = SourcePath::new(&path).expect("a path");
        files.insert(path, Source::Held(text.as_bytes().to_vec()));
    };
    file("site.toml".to_owned(), SITE);
    for (year, yaml) in reports {
        file(format!("content/reports/{year}/report.yaml"), yaml);
        file(format!("content/reports/{year}/report.md"), WORDS);
    }
    let options = Options {
        today: Some("2060-11-23".parse().expect("a date")),
        ..Options::default()
    };
    let site = Site::compose(Snapshot::of(files), &options).expect("a site in memory");
    let mut pages = BTreeMap::new();
    for output in site.outputs().filter(|output| output.is_page()) {
        if let Some(Ok(page)) = output.render() {
            let text = String::from_utf8(page.bytes.to_vec()).expect("UTF-8");
            pages.insert(output.output.path.to_string(), text);
        }
    }
    pages
}

/// The tables of each report, from its own page.
fn tables(pages: &BTreeMap<String, String>) -> BTreeMap<u16, Vec<Grid>> {
    let reports = pages.iter().filter_map(|(path, page)| {
        let year = path.strip_prefix("reports/")?.strip_suffix("/index.html")?;
        Some((year.parse().ok()?, grids(&Html::parse_document(page))))
    });
    reports.collect()
}

/// Whether 历年变化 says what the reports say. Counts the numbers that were compared.
fn compare(reports: &[(u16, String)]) -> Result<usize, String> {
    let pages = pages(reports);
    let tables = tables(&pages);
    let with_tables = tables.values().filter(|tables| !tables.is_empty()).count();
    let Some(page) = pages.get("years.html") else {
        return match with_tables {
            0 | 1 => Ok(0),
            many => Err(format!("{many} reports and no page")),
        };
    };
    let page = Html::parse_document(page);
    let mut compared = 0;
    let said = years_table(&page);
    for (group, label, year, said) in &said {
        let at = format!("{year} {group} {label}: {said}");
        let cells = tables
            .get(year)
            .map(|own| expected::cells(own, group, label));
        let right = match cells {
            None => said == "未发布",
            Some(None) => said == "无此项" || said == "口径不同",
            Some(Some(cells)) => match expected::sum(&cells) {
                Some(sum) => expected::millionths(said) == Some(sum),
                None => said == "未填",
            },
        };
        compared += 1;
        if !right {
            return Err(at);
        }
    }
    charts(&page, &said)?;
    Ok(compared)
}

/// The lines of the table whose sum a chart shows.
fn charted(heading: &str) -> Vec<(&'static str, &'static str)> {
    const REQUESTS: &str = "收到和处理政府信息公开申请（件）";
    const NORMATIVE: &str = "行政规范性文件（件）";
    const DECISIONS: &str = "行政处理决定（件）";
    match heading {
        "新收申请（件）" => vec![(REQUESTS, "本年新收")],
        "办结申请（件）" => vec![(REQUESTS, "办结")],
        "予以公开和部分公开（件）" => {
            vec![(REQUESTS, "予以公开"), (REQUESTS, "部分公开")]
        }
        "行政复议、行政诉讼（件）" => vec![
            ("行政复议（件）", "总计"),
            ("行政诉讼：未经复议直接起诉（件）", "总计"),
            ("行政诉讼：复议后起诉（件）", "总计"),
        ],
        "现行有效的行政规范性文件（件）" => vec![(NORMATIVE, "现行有效")],
        "对外公开的行政规范性文件（件）" => vec![(NORMATIVE, "对外公开总数")],
        "行政处罚决定（件）" => vec![(DECISIONS, "行政处罚")],
        "行政许可决定（件）" => vec![(DECISIONS, "行政许可")],
        "行政强制决定（件）" => vec![(DECISIONS, "行政强制")],
        "行政事业性收费（万元）" => vec![("行政事业性收费（万元）", "本年收费金额")],
        other => panic!("an unknown chart: {other}"),
    }
}

/// Every chart over the years names in its description, and prints at its marks, what the
/// table says.
fn charts(page: &Html, table: &[(String, String, u16, String)]) -> Result<(), String> {
    for figure in select(page.root_element(), ".w3 figure") {
        let heading = text(select(figure, "h3")[0]);
        let description = text(select(figure, "desc")[0]);
        let printed: Vec<String> = select(figure, "text").into_iter().map(text).collect();
        for value in description.split(['；', '。']) {
            let Some((year, said)) = value.split_once('年') else {
                continue;
            };
            let number: String = said
                .chars()
                .take_while(|one| one.is_ascii_digit() || matches!(one, '.' | '-'))
                .collect();
            let year: u16 = year.parse().map_err(|_| description.clone())?;
            if number.is_empty() {
                continue;
            }
            let otherwise = said.contains("口径不同");
            let cells: Vec<String> = charted(&heading)
                .into_iter()
                .map(|(group, label)| {
                    let label = match (otherwise, label) {
                        (true, "现行有效") => "对外公开总数",
                        (true, "对外公开总数") => "现行有效",
                        _ => label,
                    };
                    let own = table
                        .iter()
                        .find(|one| (&*one.0, &*one.1, one.2) == (group, label, year));
                    own.map_or(String::new(), |one| one.3.clone())
                })
                .collect();
            let right = expected::sum(&cells) == expected::millionths(&number);
            if !right || !printed.contains(&number) {
                return Err(format!("{heading} {value}: {cells:?}, {printed:?}"));
            }
        }
    }
    Ok(())
}

/// Reports at random, of some years with gaps between them.
fn at_random(seed: u64) -> Vec<(u16, String)> {
    let mut odds = Odds::new(seed);
    let (first, count) = (2016 + odds.below(8) as u16, 2 + odds.below(14) as u16);
    let years = (first..first + count).filter(|_| !odds.once_in(5));
    let years: Vec<u16> = years.collect();
    let report = |year: u16| {
        let mut doc = generate::report(seed.wrapping_mul(1_000_003) + u64::from(year));
        // Half of them as the clerk has it: the form of the year.
        while doc.form != Form::choose(None, year).expect("a form") && year.is_multiple_of(2) {
            doc = generate::report(doc.year as u64 * 7919 + odds.below(1 << 30) as u64);
        }
        doc.year = year;
        doc.draft = false;
        doc.organization = None;
        doc.title = None;
        doc.allow.clear();
        (year, write(&doc))
    };
    years.into_iter().map(report).collect()
}

#[test]
fn every_number_is_that_of_the_reports_at_random() {
    let mut compared = 0;
    for seed in 0..60 {
        let reports = at_random(seed);
        match compare(&reports) {
            Ok(count) => compared += count,
            Err(fault) => panic!("seed {seed}: {fault}\n{reports:#?}"),
        }
    }
    assert!(compared > 5000, "{compared} cells");
}

#[test]
fn every_number_is_that_of_the_report_that_the_program_began_with() {
    let yaml = include_str!("../content/reports/2022/report.yaml");
    let of = |year: u16| (year, yaml.replace("2022", &year.to_string()));
    let reports = [of(2021), of(2022), of(2024)];
    let compared = compare(&reports);
    assert_eq!(
        compared,
        Ok(36 * 4),
        "36 lines of the form of 2021, four years"
    );
}

#[test]
fn every_number_is_that_of_real_reports() {
    let Some(folder) = rebuild::folder() else {
        println!("skipped: no corpus beside the repository");
        return;
    };
    // As many units as it takes to give each report a year of its own.
    let mut units: Vec<BTreeMap<u16, String>> = Vec::new();
    for report in rebuild::all(&folder) {
        let year = u16::try_from(report.year).expect("a year");
        let free = units.iter().position(|unit| !unit.contains_key(&year));
        let at = free.unwrap_or(units.len());
        units.resize(units.len().max(at + 1), BTreeMap::new());
        units[at].insert(year, report.yaml);
    }
    let mut compared = 0;
    for unit in units {
        let reports: Vec<(u16, String)> = unit.into_iter().collect();
        compared += compare(&reports).unwrap_or_else(|fault| panic!("{fault}\n{reports:#?}"));
    }
    assert!(compared > 500, "{compared} cells");
}

/// A busy city: large numbers in all that is drawn.
fn busy(year: u16) -> (u16, String) {
    let n = u32::from(year - 2000) * 37;
    let proactive = match year {
        ..2021 => format!(
            "  规范性文件: {{新制作: 7, 新公开: 6, 对外公开总数量: {n}}}\n  行政许可: {{处理决定数量: {n}123}}\n  行政处罚: {{处理决定数量: {n}45}}\n"
        ),
        _ => format!(
            "  行政规范性文件: {{制发: 9, 废止: 2, 现行有效: {n}}}\n  行政许可: {n}123\n  行政处罚: {n}45\n  行政事业性收费: {n}.219\n"
        ),
    };
    let yaml = format!(
        "年度: {year}\n成文日期: {0}-01-15\n公开日期: {0}-01-20\n表二:\n{proactive}  其余为零: true\n表三:\n  本年新收: {{自然人: {n}}}\n  予以公开: {{自然人: {n}}}\n  其余为零: true\n表四:\n  行政复议: {{结果维持: {n}}}\n  其余为零: true\n",
        year + 1
    );
    (year, yaml)
}

#[test]
#[cfg_attr(not(feature = "minify"), ignore = "the sizes are those of small pages")]
fn no_page_grows_without_bound() {
    let page = |years: std::ops::Range<u16>| {
        let reports: Vec<(u16, String)> = years.map(busy).collect();
        pages(&reports)["years.html"].clone()
    };
    let (ten, twenty) = (page(2019..2029), page(2019..2039));
    assert!(twenty.len() <= 60 * 1024, "{} bytes", twenty.len());
    for (page, most) in [(&ten, 900), (&twenty, 1400)] {
        let page = Html::parse_document(page);
        let elements = select(page.root_element(), "*").len();
        assert!(elements <= most, "{elements} elements");
        let charts = select(page.root_element(), "svg");
        assert_eq!(charts.len(), 7, "six over the years, one of the answers");
        for chart in charts {
            let bytes = chart.html().len();
            assert!(bytes <= 3 * 1024, "a chart of {bytes} bytes");
        }
    }
    assert!(
        twenty.contains("图里只有最近10年"),
        "the rest is in the table"
    );
    let table = years_table(&Html::parse_document(&twenty));
    assert!(table.iter().any(|one| one.2 == 2019 && one.1 == "本年新收"));
}

#[test]
fn a_unit_with_one_report_has_no_such_page_and_no_link_to_it() {
    let one = pages(&[busy(2022)]);
    assert!(!one.contains_key("years.html"));
    assert!(!one["reports/2022/index.html"].contains("years.html"));
    let two = pages(&[busy(2022), busy(2023)]);
    assert!(two["reports/2022/index.html"].contains("../../years.html"));
    let free = |year: u16| (year, format!("年度: {year}\n"));
    let texts = pages(&[free(2017), free(2018), busy(2022)]);
    assert!(!texts.contains_key("years.html"), "texts have no numbers");
}

#[test]
fn gaps_and_the_change_of_the_form_are_said() {
    let pages = pages(&[busy(2019), busy(2022), busy(2023)]);
    let years = Html::parse_document(&pages["years.html"]);
    let says = text(years.root_element());
    for sentence in [
        "2020、2021年未发布年报，没有数据。",
        "2021年度起改用2021年表式（国办公开办函〔2021〕30号），2019、2020年度用2019年表式",
        "行政规范性文件、规章的口径改变，前后不作比较，图里用虚线空心柱表示。",
        "2019年是“对外公开总数”，口径不同，不能与后来比较。",
        "2020年未发布；2021年未发布；",
    ] {
        assert!(says.contains(sentence), "{sentence}\n{says}");
    }
    let report = Html::parse_document(&pages["reports/2022/index.html"]);
    let neighbours = text(select(report.root_element(), ".pn")[0]);
    assert_eq!(
        neighbours,
        "上一份年报：2019年（2020年至2021年未发布）下一年度：2023年"
    );
    let says = text(report.root_element());
    assert!(says.contains("2021年未发布年报，无法比较。"), "{says}");
}
