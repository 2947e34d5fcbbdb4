//! What became of the comparison, for programs: one object a page.

use serde_json::{Value as Json, json};

use crate::submissions::{Difference, OnPage, Passage};

use super::Page;

/// One page.
pub fn line(page: &Page) -> String {
    let object = match &page.outcome {
        Err(undone) => json!({
            "page": page.place,
            "result": "not-compared",
            "message": undone.why,
        }),
        Ok(compared) => {
            let found = &compared.verification;
            let result = if found.is_same() { "same" } else { "different" };
            let differences = found.differences.iter().map(difference);
            let passages = found.passages.iter().map(passage);
            json!({
                "page": page.place,
                "result": result,
                "year": compared.year,
                "unit": compared.unit,
                "cells": found.cells,
                "differences": differences.collect::<Vec<_>>(),
                "passages": passages.collect::<Vec<_>>(),
            })
        }
    };
    format!("{object}\n")
}

fn difference(one: &Difference) -> Json {
    let (state, text) = match &one.page {
        OnPage::Says(text) => ("says", Some(text)),
        OnPage::Blank => ("blank", None),
        OnPage::Missing => ("missing", None),
        OnPage::Unclear(text) => ("unclear", Some(text)),
    };
    json!({
        "what": one.what,
        "cell": one.is_cell,
        "source": one.source,
        "page": text,
        "state": state,
    })
}

fn passage(one: &Passage) -> Json {
    json!({"source": one.source, "page": one.page})
}
