//! The words that the forms print, which are the same on every page of a form: told once,
//! and not in the texts of each report.

use std::sync::OnceLock;

use crate::form::{FORMS, Head, Table};

use super::blocks::Lines;
use super::fold::{folded, prepared};
use super::gram::{Gram, each_gram};

/// The labels of a form, prepared, and the terms in them, each once and in order.
pub struct FormWords {
    pub id: &'static str,
    pub text: String,
    pub grams: Vec<Gram>,
}

/// Of every form, in their order.
pub fn all() -> &'static [FormWords] {
    static ALL: OnceLock<Vec<FormWords>> = OnceLock::new();
    ALL.get_or_init(|| {
        let forms = FORMS.iter().map(|form| {
            let mut lines = Lines::default();
            for table in form.tables() {
                labels(table, &mut lines);
            }
            let text = prepared(lines.text());
            let mut grams = Vec::new();
            each_gram(folded(&text), |gram| grams.push(gram));
            grams.sort_unstable();
            grams.dedup();
            FormWords {
                id: form.id,
                text,
                grams,
            }
        });
        forms.collect()
    })
}

fn labels(table: &Table, lines: &mut Lines) {
    lines.add(table.caption);
    lines.add(table.corner);
    heads(table.columns, lines);
    heads(table.rows, lines);
}

fn heads(heads: &[Head], lines: &mut Lines) {
    for head in heads {
        lines.add(head.label);
        self::heads(head.children, lines);
    }
}
