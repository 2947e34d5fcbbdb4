use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use super::*;
use crate::form::{SectionKind, Value};
use crate::import::hand_made::{cell, open, zeros};
use crate::import::reading::{CellReading, LeftOver, Reading, Status, Words};
use crate::import::source::{Line, LineKind, Place};
use crate::import::text::{Dropped, Evidence, Text};

/// What no text may become.
const HOSTILE: &str = "</td><script>alert(1)</script><img src=x onerror=\"a()\"> '\"&lt;\u{202e}倒";

fn line(text: &str, number: usize) -> Line {
    Line {
        text: text.to_owned(),
        kind: LineKind::Paragraph,
        place: Place::Line(number),
    }
}

fn words(section: Option<SectionKind>, before: &[&str]) -> Words {
    Words {
        section,
        heading: None,
        before: before.iter().map(|text| line(text, 7)).collect(),
        after: Vec::new(),
    }
}

fn made(reading: Reading, text: Text) -> String {
    let understood = Understood { reading, text };
    let against = vec!["题目里是 2021 年".to_owned()];
    let receipt = Receipt::of(&understood.reading, &understood.text, 2022, against);
    page(&[Reviewed {
        file: "年报.txt",
        outcome: Outcome::Read {
            understood: &understood,
            receipt: &receipt,
        },
    }])
}

fn all<'h>(html: &'h Html, css: &str) -> Vec<ElementRef<'h>> {
    let selector = Selector::parse(css).expect("a selector");
    html.select(&selector).collect()
}

fn said(element: ElementRef<'_>) -> String {
    let words: String = element.text().collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the first table of numbers: what stood, the label, the values.
fn rows(html: &Html) -> Vec<Vec<String>> {
    let rows = all(html, "table.cells tbody tr").into_iter();
    let cells = |row: ElementRef<'_>| row.child_elements().map(said).collect();
    rows.map(cells).collect()
}

#[test]
fn every_cell_stands_beside_what_stood_there() {
    let mut reading = zeros("2021");
    let table = &mut reading.tables[0];
    for (at, status) in [Status::Read, Status::Blank, Status::Missing]
        .into_iter()
        .enumerate()
    {
        let value = (status == Status::Read).then_some(Value::Count(3));
        table.cells[at] = cell(status, value, if at == 0 { "３件" } else { "" });
    }
    open(table, 3..6, "1129", &[&[11, 2, 9], &[1, 1, 29]]);
    table.undecided[0].readings[0].support = Some("文字里写着 11".to_owned());
    for at in 0..2 {
        let value = Some(Value::Count(i64::from(at == 0)));
        reading.tables[2].cells[at] = cell(Status::Split, value, "10");
    }
    reading.tables[4].cells[0] = cell(Status::Read, Some(Value::Count(5)), "5");
    let page = made(reading, Text::default());
    let html = Html::parse_document(&page);
    let rows = rows(&html);
    let place = "第 2 个表格第 5 行第 1 列";
    assert_eq!(rows[0][0], format!("{place} ３件 ｜ （空）"));
    assert_eq!(rows[0][2..], ["3", "空白", "缺"]);
    assert_eq!(rows[1][0], format!("{place} 1129"));
    assert_eq!(rows[1][2..], ["待定", "待定", "待定"]);
    assert_eq!(rows[3][0], format!("{place} 10"));
    assert_eq!(rows[3][2..], ["1 拆"]);
    let broken: Vec<&Vec<String>> = rows
        .iter()
        .filter(|row| row[2..].iter().any(|cell| cell.ends_with('≠')))
        .collect();
    assert_eq!(broken[0][2], "5 ≠", "{broken:?}");
    // What is to be decided, with its readings in their order.
    let choices = all(&html, "#f1-open + .scroll li");
    let choices: Vec<String> = choices.into_iter().map(said).collect();
    assert_eq!(choices, ["11、2、9（文字里写着 11）", "1、1、29"]);
    assert_eq!(
        said(all(&html, "#f1-against + .scroll td")[0]),
        "题目里是 2021 年"
    );
}

#[test]
fn every_number_has_its_heads_and_no_two_ids_are_the_same() {
    for form in ["2019", "2021", "2031"] {
        let page = made(zeros(form), Text::default());
        let html = Html::parse_document(&page);
        let ids = all(&html, "[id]").into_iter();
        let ids: Vec<&str> = ids.filter_map(|one| one.attr("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len());
        let tables = all(&html, "table.cells");
        assert_eq!(tables.len(), zeros(form).tables.len());
        for cell in all(&html, "table.cells td, table.cells th[headers]") {
            let headers = cell.attr("headers").expect("heads");
            assert!(headers.split(' ').all(|id| known.contains(id)), "{headers}");
        }
        for (table, reading) in tables.into_iter().zip(zeros(form).tables) {
            let numbers = Selector::parse("td[headers]:not(:first-child)").expect("a selector");
            assert_eq!(table.select(&numbers).count(), reading.table.size());
        }
    }
}

#[test]
fn foreign_words_stay_words() {
    let mut reading = zeros("2021");
    for cell in &mut reading.tables[0].cells {
        cell.stood = HOSTILE.to_owned();
    }
    reading.tables[1].cells[0] = CellReading {
        value: Some(Value::Text(HOSTILE.to_owned())),
        ..reading.tables[1].cells[0].clone()
    };
    reading.left_over.push(LeftOver {
        text: HOSTILE.to_owned(),
        place: Place::Sheet(HOSTILE.into()),
        why: "没有这一行".to_owned(),
    });
    reading.words = vec![
        words(None, &[HOSTILE]),
        words(Some(SectionKind::Overview), &[HOSTILE]),
    ];
    let text = Text {
        markdown: format!("{HOSTILE}\n\n## {HOSTILE}\n\n### {HOSTILE}\n\n{HOSTILE}\n"),
        dropped: vec![Dropped {
            text: HOSTILE.to_owned(),
            place: Place::Line(1),
            why: HOSTILE.to_owned(),
        }],
        not_understood: vec![line(HOSTILE, 3)],
        evidence: vec![Evidence {
            what: "题目",
            value: HOSTILE.to_owned(),
            from: "题目行",
            place: None,
        }],
        ..Text::default()
    };
    let understood = Understood { reading, text };
    let against = vec![HOSTILE.to_owned()];
    let receipt = Receipt::of(&understood.reading, &understood.text, 2022, against);
    let read = || Outcome::Read {
        understood: &understood,
        receipt: &receipt,
    };
    let page = page(&[
        Reviewed {
            file: HOSTILE,
            outcome: read(),
        },
        Reviewed {
            file: HOSTILE,
            outcome: Outcome::Refused(HOSTILE),
        },
    ]);
    assert!(page.contains("alert(1)") && !page.contains('\u{202e}'));
    let html = Html::parse_document(&page);
    let forbidden = "script, img, iframe, link, object, base, form, [style], [onerror], [src]";
    assert!(all(&html, forbidden).is_empty());
    for link in all(&html, "[href]") {
        let href = link.attr("href").unwrap_or_default();
        let id = href.strip_prefix('#').expect("a place in the page");
        assert_eq!(all(&html, &format!("#{id}")).len(), 1);
    }
}

#[test]
fn sections_stand_beside_what_became_of_them() {
    let mut reading = zeros("2021");
    reading.words = vec![
        words(None, &["青禾镇年报", "根据条例，现公布。"]),
        words(Some(SectionKind::Overview), &["公开56条。"]),
        words(Some(SectionKind::Problems), &["不在文字里。"]),
        words(Some(SectionKind::Other), &["无。"]),
    ];
    for (at, heading) in [(1, "一、总体情况"), (2, "五、问题"), (3, "六、其 他")] {
        reading.words[at].heading = Some(heading.to_owned());
    }
    let text = Text {
        markdown: "根据条例，现公布。\n\n## 一、总体情况\n\n### 小结\n\n公开56条。\n\n---\n\n## 二、别的\n\n别的。\n\n## 六、其他\n\n1\\. 无。\n"
            .to_owned(),
        ..Text::default()
    };
    let page = made(reading, text);
    let html = Html::parse_document(&page);
    let sides = all(&html, ".pair > div").into_iter().map(said);
    let sides: Vec<String> = sides.collect();
    assert_eq!(
        sides,
        [
            "原件里写的 第 7 行 青禾镇年报 第 7 行 根据条例，现公布。",
            "写进 report.md 的 根据条例，现公布。",
            "原件里写的 第 7 行 公开56条。",
            "写进 report.md 的 小结 公开56条。 （表格在这里）",
            "原件里写的 第 7 行 不在文字里。",
            "写进 report.md 的 二、别的 别的。",
            "原件里写的 第 7 行 无。",
            "写进 report.md 的 1. 无。",
        ]
    );
}

#[test]
fn a_page_of_ours_is_known_and_others_are_not() {
    let page = made(zeros("2021"), Text::default());
    assert!(is_ours(page.as_bytes()));
    for other in ["", "<!DOCTYPE html>", "年报"] {
        assert!(!is_ours(other.as_bytes()));
    }
}
