use crate::form::Value;

use super::*;

fn report(text: &str) -> (Option<ReportDoc>, Vec<Diagnostic>) {
    let file = SourcePath::new("content/reports/2022/report.yaml").expect("a path");
    read(text, &file, 2022)
}

/// Each message with the text that it points at.
fn said(text: &str) -> Vec<(String, String)> {
    let (_, diagnostics) = report(text);
    let point = |diagnostic: &Diagnostic| {
        let span = diagnostic.place.span.clone().expect("a span");
        text[span].to_owned()
    };
    diagnostics
        .iter()
        .map(|one| (one.message.clone(), point(one)))
        .collect()
}

const REST: &str = "表三: {其余为零: true}\n表四: {其余为零: true}\n";

fn first_table(text: &str) -> Vec<Option<Value>> {
    let (doc, diagnostics) = report(text);
    assert_eq!(diagnostics, []);
    let parts = doc.expect("a report").parts;
    parts[0].as_ref().expect("table two").tables.concat()
}

#[test]
fn rows_may_be_maps_lists_or_plain_numbers_in_both_languages() {
    let chinese = format!(
        "年度: 2022\n表二:\n  行政规范性文件: {{制发: 2, 废止: 0, 现行有效: 9}}\n  行政处罚: 60\n{REST}"
    );
    let english = format!(
        "year: 2022\nproactive:\n  normative_documents: [2, 0, 9]\n  penalties: {{decisions: 60}}\n{REST}"
    );
    assert_eq!(first_table(&chinese), first_table(&english));
    assert_eq!(
        first_table(&chinese)[3..6],
        [2, 0, 9].map(|count| Some(Value::Count(count)))
    );
}

#[test]
fn blank_not_applicable_zero_and_amounts_stay_apart() {
    let text = format!(
        "年度: 2022\n表二:\n  规章: [null, -, 不适用]\n  行政许可:\n  行政处罚: 0\n  行政事业性收费: 12.50\n{REST}"
    );
    let cells: Vec<String> = first_table(&text)
        .iter()
        .map(|cell| {
            cell.as_ref()
                .map_or("…".to_owned(), |value| format!("{value:?}"))
        })
        .collect();
    assert_eq!(cells[0], "Blank");
    assert_eq!(cells[1], "NotApplicable(\"-\")");
    assert_eq!(cells[2], "NotApplicable(\"不适用\")");
    assert_eq!(cells[3], "…");
    assert_eq!(cells[6], "Blank");
    assert_eq!(cells[7], "Count(0)");
    assert!(cells[9].contains("12.50"), "{}", cells[9]);
}

#[test]
fn every_slip_in_a_file_is_reported_at_its_place() {
    let text = format!(
        "年度: 2022\n表二:\n  行政处法: 1\n  行政许可: ３\n  行政强制: 3件\n  行政处罚: \"1,200\"\n  行政事业性收费: -1\n{REST}"
    );
    let said = said(&text);
    let points: Vec<&str> = said.iter().map(|(_, point)| point.as_str()).collect();
    assert_eq!(points, ["行政处法", "３", "3件", "\"1,200\"", "-1"]);
}

#[test]
fn a_chinese_colon_is_named_wherever_it_stands() {
    for text in [
        "年度：2022\n",
        "年度: 2022\n表二:\n  行政处罚：60\n",
        "年度: 2022\n表二：\n  行政处罚: 60\n",
    ] {
        let said = said(text);
        assert!(
            said.iter()
                .any(|(message, point)| message.contains("中文") && point == "："),
            "{text} {said:?}"
        );
    }
}

#[test]
fn numbers_in_other_bases_are_refused() {
    for odd in ["0x10", "+5", "1e3", "007", "1_000", "2.5", "true"] {
        let text = format!("年度: 2022\n表二: {{行政处罚: {odd}}}\n{REST}");
        let said = said(&text);
        assert_eq!(said.len(), 1, "{odd} {said:?}");
        assert_eq!(said[0].1, odd);
    }
}
