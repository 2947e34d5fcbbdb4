use proptest::prelude::*;

use super::*;
use crate::form::{Form, Value};
use crate::import::hand_made::{PLACE, cell, open, read, reading, value, zeros};
use crate::import::reading::{CellReading, LeftOver, Status};
use crate::parse::report;
use crate::path::SourcePath;
use crate::report::Grid;

fn unit() -> OrganizationDoc {
    OrganizationDoc {
        name: "示例县青禾镇人民政府".to_owned(),
        ..OrganizationDoc::default()
    }
}

fn imported(reading: &Reading, text: &Text) -> Imported {
    let unit = unit();
    let given = Given {
        file: "年报.docx",
        year: Some(2022),
        unit: &unit,
        is_draft: false,
        before: None,
    };
    draft(reading, text, &given).expect("a year")
}

/// What a written file says.
fn said(imported: &Imported) -> ReportDoc {
    let file = SourcePath::new("content/reports/2022/report.yaml").expect("a path");
    let (doc, said) = report::read(&imported.yaml, &file, imported.year);
    assert_eq!(said, [], "{}", imported.yaml);
    doc.expect("a report")
}

fn grids(doc: &ReportDoc) -> Vec<Vec<Value>> {
    let parts = doc.form.parts.iter().zip(&doc.parts);
    let grids = parts.flat_map(|(part, doc)| {
        let doc = doc.as_ref().expect("the part");
        let tables = part.tables.iter().zip(&doc.tables);
        tables.map(|(table, written)| Grid::fill(table, written, doc.rest_is_zero))
    });
    let cells = |grid: Grid| grid.cells.into_iter().map(|cell| cell.value).collect();
    grids.map(cells).collect()
}

fn any_cell(id: &str, table: usize, at: usize, seed: u64) -> CellReading {
    let form = Form::choose(Some(id), 2022).expect("a form");
    let table_of = form.tables().nth(table).expect("a table");
    let kind = table_of.kinds[at % table_of.kinds.len()];
    let hash = blake3::hash(format!("{seed} {table} {at}").as_bytes());
    let seed = u32::from_le_bytes(hash.as_bytes()[..4].try_into().expect("four bytes"));
    let rate = [2, 20, 1000][(hash.as_bytes()[4] % 3) as usize];
    match seed % rate {
        0 => CellReading::missing(),
        1 => cell(Status::Ambiguous, None, "2: #\u{2028}1\n甲: 乙"),
        2 => cell(Status::Blank, Some(Value::Blank), ""),
        3 => cell(
            Status::Split,
            Some(value(kind, seed / 7)),
            "1\u{0}42\u{feff}\"'",
        ),
        _ => read(value(kind, seed / 7)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Every cell comes back as it was read; what is not certain is blank.
    #[test]
    fn a_written_report_says_what_was_read(seed in any::<u64>(), form in 0..2_usize) {
        let id = ["2019", "2021"][form];
        let reading = reading(id, |table, at| any_cell(id, table, at, seed));
        let imported = imported(&reading, &Text::default());
        let held = |cell: &CellReading| cell.value.clone().unwrap_or(Value::Blank);
        let expected: Vec<Vec<Value>> = reading
            .tables
            .iter()
            .map(|table| table.cells.iter().map(held).collect())
            .collect();
        let doc = said(&imported);
        prop_assert_eq!(grids(&doc), expected, "{}", imported.yaml);
        let is_open = |status: Status| {
            let mut cells = reading.tables.iter().flat_map(|table| &table.cells);
            cells.any(|cell| cell.status == status)
        };
        prop_assert_eq!(!doc.undecided.is_empty(), is_open(Status::Ambiguous));
        prop_assert!(doc.draft || !is_open(Status::Missing));
    }
}

#[test]
fn what_is_certain_is_written_as_a_clerk_would() {
    let mut reading = zeros("2021");
    reading.tables[0].cells[3] = read(Value::Count(2));
    reading.tables[0].cells[5] = read(Value::Count(9));
    let text = Text {
        title: Some("示例县青禾镇人民政府 2022年政府信息公开工作年度报告".to_owned()),
        organization: Some("青禾镇人民政府".to_owned()),
        markdown: "## 一、总体情况\n\n好。\n".to_owned(),
        ..Text::default()
    };
    let imported = imported(&reading, &text);
    let lines = imported.yaml.lines().filter(|line| !line.starts_with('#'));
    let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    let comments = |line: &&str| line.trim_start().starts_with('#');
    let lines: Vec<&str> = lines.into_iter().filter(|line| !comments(line)).collect();
    assert_eq!(
        lines,
        [
            "年度: 2022",
            "表二:",
            "  规范性文件: {制发: 2, 现行有效: 9}",
            "  行政事业性收费: 0",
            "  其余为零: true",
            "表三:",
            "  其余为零: true",
            "表四:",
            "  其余为零: true",
        ],
        "{}",
        imported.yaml
    );
    assert!(!imported.receipt.is_draft);
    assert_eq!(imported.markdown, text.markdown);
}

#[test]
fn undecided_cells_are_blank_and_said_in_three_places() {
    let mut reading = zeros("2021");
    open(
        &mut reading.tables[0],
        3..6,
        "2159165",
        &[&[2, 15, 9165], &[21, 59, 165]],
    );
    reading.left_over.push(LeftOver {
        text: "其他\n# 1".to_owned(),
        place: PLACE,
        why: "表里没有这一行".to_owned(),
    });
    let imported = imported(&reading, &Text::default());
    let yaml = &imported.yaml;
    let doc = said(&imported);
    assert_eq!(doc.undecided.len(), 1, "{yaml}");
    assert_eq!(doc.undecided[0].cells, "表二.规范性文件");
    assert_eq!(doc.undecided[0].stood, "2159165：2、15、9165；21、59、165");
    assert!(
        doc.draft && !yaml.contains("其余为零: true\n表三"),
        "{yaml}"
    );
    assert!(
        !doc.parts[0].as_ref().expect("table two").rest_is_zero,
        "{yaml}"
    );
    let row = yaml
        .lines()
        .find(|line| line.contains("规范性文件:") && line.contains('{'));
    let row = row.unwrap_or_default();
    assert!(
        row.contains("# 没有定下来，原件（第 2 个表格第 5 行第 1 列）是 2159165："),
        "{yaml}"
    );
    assert!(
        imported.markdown.ends_with(
            "## 导入时没有认出的内容\n\n- 第 2 个表格第 5 行第 1 列：其他 \\# 1（表里没有这一行）\n"
        ),
        "{}",
        imported.markdown
    );
}

#[test]
fn a_report_of_another_body_is_a_draft_and_said() {
    let text = Text {
        organization: Some("石桥镇人民政府".to_owned()),
        ..Text::default()
    };
    let imported = imported(&zeros("2021"), &text);
    assert!(imported.receipt.is_draft);
    assert_eq!(said(&imported).organization, text.organization);
    assert!(
        imported.receipt.disagreements[0].contains("石桥镇"),
        "{:?}",
        imported.receipt
    );
}

#[test]
fn without_a_year_nothing_is_written() {
    let unit = unit();
    let given = Given {
        file: "a",
        year: None,
        unit: &unit,
        is_draft: false,
        before: None,
    };
    let refused = draft(&zeros("2021"), &Text::default(), &given);
    assert_eq!(refused.err(), Some(NoYear));
}
