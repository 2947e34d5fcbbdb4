//! The published schema takes every report that is exported, and no report with a slip.

use gongkai::export::schema::schema;
use serde_json::{Value, json};

use crate::SEEDS;
use crate::portal::Portal;
use crate::validator::faults;

fn parsed(file: &[u8]) -> Value {
    serde_json::from_slice(file).expect("JSON")
}

#[test]
fn every_exported_report_fits_the_schema() {
    let (schema, portal) = (parsed(&schema()), Portal::of(SEEDS));
    for at in 0..portal.cases.len() {
        let file = portal.file(at, "json").expect("every report has one");
        assert_eq!(faults(&schema, &parsed(&file)), [""; 0], "{at}");
    }
}

/// A report with tables in which a number stands.
fn report() -> Value {
    let portal = Portal::of(SEEDS);
    let files = (0..portal.cases.len()).filter_map(|at| {
        let with_tables = !portal.cases[at].doc.form.parts.is_empty();
        with_tables.then(|| parsed(&portal.file(at, "json").expect("a file")))
    });
    files.into_iter().next().expect("a report with tables")
}

#[test]
fn a_report_with_a_slip_does_not_fit() {
    let (schema, report) = (parsed(&schema()), report());
    let mut slips = Vec::new();
    let mut slip = |at: &str, value: Value| {
        let mut other = report.clone();
        *other
            .pointer_mut(at)
            .unwrap_or_else(|| panic!("{at} is not there")) = value;
        slips.push((at.to_owned(), other));
    };
    slip("/format_version", json!(2));
    slip("/year", json!("2022"));
    slip("/title", json!(null));
    slip("/tables", json!([]));
    slip("/tables/0/id", json!("unknown"));
    slip("/tables/0/cells", json!([]));
    slip("/sections", json!("甲"));
    let id = report["tables"][0]["cells"][0]["id"].clone();
    for wrong in [
        json!({"id": "a.b.c", "value": 3}),
        json!({"id": id, "value": "3"}),
        json!({"id": id, "value": -1}),
        json!({"id": id, "value": 1.5}),
        json!({"id": id, "value": null}),
        json!({"id": id, "value": 3, "reason": "blank"}),
        json!({"id": id, "value": null, "reason": "not_applicable"}),
        json!({"id": id, "value": null, "reason": "blank", "mark": "/"}),
        json!({"id": id, "value": 3, "note": "甲"}),
        json!({"value": 3}),
    ] {
        slip("/tables/0/cells/0", wrong);
    }
    for (at, slip) in slips {
        assert_ne!(faults(&schema, &slip), [""; 0], "{at}");
    }
    for field in [
        "unit",
        "year",
        "form",
        "title",
        "tables",
        "sections",
        "format_version",
    ] {
        let mut other = report.clone();
        other.as_object_mut().expect("an object").remove(field);
        assert_ne!(faults(&schema, &other), [""; 0], "without {field}");
    }
}
