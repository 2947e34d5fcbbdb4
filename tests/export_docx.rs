//! The law of the Word file: what is read back from it is what the report says, cell by
//! cell and word by word.

// In memory alone, which is the same on every system.
#![cfg(not(windows))]

#[path = "import/printed.rs"]
#[allow(dead_code, reason = "the sheets are drawn by the program here")]
mod printed;
#[path = "export/readers.rs"]
mod readers;

use std::path::Path;

use gongkai::export::docx::{Allowed, Change, DOCX, Finding, Review, for_review};
use gongkai::export::{FORMATS, ReportInputs};
use gongkai::form::{FORMS, Form, Value};
use gongkai::import::reading::Status;
use gongkai::import::understood::{Understood, understand};
use gongkai::parse::markdown::parse;
use gongkai::portal::{Report, Unit};
use gongkai::report::narrative::{REVIEW_PAGE, fit};
use gongkai::site::{Options, Site};
use gongkai::snapshot::Snapshot;

use printed::{Dice, filled};

const PORTAL: &str = "tests/fixtures/portal";

fn site(folder: &str) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let snapshot = Snapshot::take(&root).expect("a readable site");
    Site::compose(snapshot, &Options::default()).expect("a site")
}

fn units(site: &Site) -> impl Iterator<Item = &Unit> {
    let checked = site.checked_units.iter();
    checked.filter_map(|checked| checked.unit.as_ref())
}

fn word(unit: &Unit, report: &Report) -> Vec<u8> {
    (DOCX.make)(&ReportInputs { unit, report })
}

fn read(bytes: &[u8], context: &str) -> Understood {
    understand(bytes, None).unwrap_or_else(|refused| panic!("{context}: {}", refused.why))
}

/// Every cell is read, and as it is.
#[track_caller]
fn assert_cells(read: &Understood, report: &Report, context: &str) {
    assert_eq!(read.reading.form.id, report.form.id, "{context}");
    let cells = read.reading.tables.iter().flat_map(|table| &table.cells);
    let truth = report.grids.iter().flat_map(|grid| &grid.cells);
    let cells: Vec<_> = cells.collect();
    assert_eq!(cells.len(), truth.clone().count(), "{context}");
    for (at, (cell, truth)) in cells.iter().zip(truth).enumerate() {
        let value = cell.value.as_ref().map(ToString::to_string);
        assert_eq!(value, Some(truth.value.to_string()), "{context} {at}");
        let status = match truth.value {
            Value::Blank => Status::Blank,
            _ => Status::Read,
        };
        assert_eq!(cell.status, status, "{context} {at}");
    }
    assert!(read.reading.left_over.is_empty(), "{context}");
}

/// What the report states of itself.
#[track_caller]
fn assert_statements(read: &Understood, report: &Report, context: &str) {
    let text = &read.text;
    assert_eq!(text.title.as_ref(), Some(&report.title), "{context}");
    let organization = text.organization.as_ref();
    assert_eq!(organization, Some(&report.organization), "{context}");
    assert_eq!(text.signed, report.signed, "{context}");
    assert_eq!(text.published, report.published, "{context}");
    assert_eq!(text.index_number, report.index_number, "{context}");
    assert_eq!(text.document_number, report.document_number, "{context}");
    assert!(text.disagreements.is_empty(), "{context}");
    assert!(text.not_understood.is_empty(), "{context}");
}

#[test]
fn the_file_and_the_page_are_read_as_the_same_report() {
    for folder in ["", PORTAL] {
        let site = site(folder);
        let mut seen = 0;
        for unit in units(&site) {
            for report in unit.reports.values() {
                let context = report.out.to_string();
                let file = read(&word(unit, report), &context);
                assert_cells(&file, report, &context);
                assert_statements(&file, report, &context);
                let page = site.output(&report.out).and_then(|page| page.render());
                let Some(Ok(page)) = page else {
                    panic!("{context} has no page");
                };
                let page = read(&page.bytes, &context);
                assert_eq!(file.text.markdown, page.text.markdown, "{context}");
                seen += 1;
            }
        }
        assert!(seen > 0, "{folder} has reports");
    }
}

/// Blocks of a narrative that an import gives back as they are.
const BLOCKS: [&str; 14] = [
    "全年主动公开信息 12 条，其中 **重点领域** 3 条。",
    "没有收到申请。",
    "### （一）加强组织领导\n\n由镇长负责。",
    "### （二）强化培训\n\n#### 1.课程\n\n全年两次。",
    "- 门户网站；\n- 公开栏。",
    "1. 第一件；\n2. 第二件。\n\n都已办结。",
    "3. 第三件；\n4. 第四件。\n\n都已公开。",
    "- 甲类：\n  1. 细目一；\n  2. 细目二；\n- 乙类。",
    "见[通知](https://www.example.gov.cn/a?b=1&c=2)和[前一份](../2019/report.md)。",
    "| 方式 | 件数 |\n|---|---:|\n| 当面 | 12 |\n| 网上 | 5 |",
    "> 公开为常态，不公开为例外。",
    "文件里有 `<b>`、&amp;、“引号”和 a < b > c。",
    "```\n甲  乙\n```",
    "第一行\\\n第二行。",
];

fn narrative(form: &Form, dice: &mut Dice) -> String {
    let mut blocks = || {
        let count = 1 + dice.below(3);
        let one = |_| BLOCKS[dice.below(BLOCKS.len() as u64) as usize];
        (0..count).map(one).collect::<Vec<_>>().join("\n\n")
    };
    let headings = form.sections.iter().map(|section| section.heading);
    let headings: Vec<&str> = match form.sections {
        [] => vec!["一、概述", "二、主动公开的情况", "三、问题与打算"],
        _ => headings.collect(),
    };
    let sections = headings
        .iter()
        .map(|heading| format!("## {heading}\n\n{}\n", blocks()));
    sections.collect::<Vec<_>>().join("\n")
}

/// The words of a text, whatever its markup and white space.
fn said(report: &Report) -> Vec<String> {
    let prose = |piece: &gongkai::parse::markdown::Piece| {
        let texts = piece.prose().into_iter().map(|prose| prose.text);
        let texts = texts.collect::<String>();
        texts.split_whitespace().collect::<String>()
    };
    let pieces = report.narrative.pieces.iter();
    let pieces = pieces.map(|piece| {
        let (before, after) = (prose(&piece.before), prose(&piece.after));
        format!("{}: {before}{after}", piece.heading)
    });
    pieces.collect()
}

/// A report of a form with random numbers and words.
fn random(model: &Report, form: &'static Form, dice: &mut Dice) -> Report {
    let mut report = with_text(model, form, &narrative(form, dice));
    report.grids = filled(form, dice);
    report
}

fn with_text(model: &Report, form: &'static Form, text: &str) -> Report {
    let file = &model.narrative.file;
    let (document, _) = parse(text, file, 0);
    Report {
        form,
        year: form.from,
        title: format!(
            "{}{}年政府信息公开工作年度报告",
            model.organization, form.from
        ),
        narrative: fit(form, Some(document), file, &mut Vec::new()),
        ..model.clone()
    }
}

#[test]
fn random_reports_come_back_whole() {
    let site = site(PORTAL);
    let unit = units(&site).next().expect("the owner");
    let model = unit.reports.values().next().expect("a report");
    for form in FORMS {
        for seed in 0..25 {
            let report = random(model, form, &mut Dice(seed * 31 + u64::from(form.from)));
            let context = format!("{} {seed}", form.id);
            let file = read(&word(unit, &report), &context);
            assert_cells(&file, &report, &context);
            assert_eq!(file.text.title.as_ref(), Some(&report.title), "{context}");
            let again = with_text(&report, form, &file.text.markdown);
            assert_eq!(said(&again), said(&report), "{context}");
        }
    }
}

#[test]
fn what_is_hostile_stays_text() {
    let site = site(PORTAL);
    let unit = units(&site).next().expect("the owner");
    let model = unit.reports.values().next_back().expect("a report");
    let text = "## 一、总体情况\n\n<w:p>&\u{1}]]>甲\u{fffe}乙[丙](<https://a b/>)\
                [丁](javascript:alert(1))[戊](https://a.cn/\"><x)。\n";
    let mut report = with_text(model, model.form, text);
    report.organization = "<甲>&\"镇".to_owned();
    report.grids = model.grids.clone();
    let read = read(&word(unit, &report), "hostile");
    let said = said(&with_text(&report, report.form, &read.text.markdown));
    assert!(
        said[0].ends_with("<w:p>&\u{fffd}]]>甲乙丙丁戊。"),
        "{said:?}"
    );
}

#[test]
fn the_bytes_depend_on_the_report_alone() {
    let site = site(PORTAL);
    let unit = units(&site).next().expect("the owner");
    let mut alone = unit.clone();
    let (first, report) = unit.reports.iter().next().expect("a report");
    alone.reports.retain(|year, _| year == first);
    assert_eq!(word(unit, report), word(&alone, report));
    assert_eq!(word(unit, report), word(unit, report));
    assert!(FORMATS.iter().any(|format| format.id == DOCX.id));
}

#[test]
fn a_draft_for_approval_comes_back_without_its_review() {
    let site = site(PORTAL);
    let unit = units(&site).next().expect("the owner");
    let report = unit.reports.values().next_back().expect("a report");
    let words = |text: &str| text.to_owned();
    let review = Review {
        findings: vec![Finding {
            level: words("必须改"),
            place: words("表三 › 一、本年新收政府信息公开申请数量 › 自然人"),
            message: words("（一）予以公开 3 和总计 4 差 1"),
            help: words("改好其中一格"),
        }],
        allowed: vec![Allowed {
            what: words("条例名称多一个书名号"),
            why: words("原件如此"),
        }],
        last_year: Some(report.year - 1),
        changes: vec![Change {
            label: words("表三：行政许可"),
            last_year: words("1"),
            this_year: words("2"),
        }],
    };
    for review in [review, Review::default()] {
        let inputs = ReportInputs { unit, report };
        let draft = read(&for_review(&inputs, &review), "draft");
        assert_cells(&draft, report, "draft");
        assert_statements(&draft, report, "draft");
        let plain = read(&word(unit, report), "plain");
        assert_eq!(draft.text.markdown, plain.text.markdown);
        let (kept, added) = draft.text.dropped.split_at(plain.text.dropped.len());
        assert_eq!(kept, plain.text.dropped);
        assert_eq!(added[0].text, REVIEW_PAGE);
        let added: String = added.iter().map(|one| one.text.as_str()).collect();
        for finding in &review.findings {
            assert!(added.contains(&finding.message), "{added}");
        }
    }
}
