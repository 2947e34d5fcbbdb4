//! What goes with a report that is handed in for approval: what the checks found in it, and
//! what changed against the report before.

use crate::diag::{Diagnostic, line_column};
use crate::export::docx::{Allowed, Change, Finding, Review};
use crate::form::Value;
use crate::portal::{Report, Unit};
use crate::report::labels::cell_label;
use crate::site::texts::Texts;

/// The review of a report of the unit. Linear in its cells and findings.
pub fn review(unit: &Unit, report: &Report, found: &[&Diagnostic], texts: &Texts) -> Review {
    let (allowed, open): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.iter().partition(|one| one.allowed.is_some());
    let before = unit.reports.range(..report.year).next_back();
    // Cells of two forms are not the same cells.
    let before = before.filter(|(_, before)| before.form == report.form);
    Review {
        findings: open.into_iter().map(|one| finding(one, texts)).collect(),
        allowed: allowed.into_iter().map(allowance).collect(),
        last_year: before.map(|(year, _)| *year),
        changes: before.map_or_else(Vec::new, |(_, before)| changes(before, report)),
    }
}

fn finding(one: &Diagnostic, texts: &Texts) -> Finding {
    let file = one.place.file.as_str();
    let file = file.rsplit('/').next().unwrap_or(file);
    let text = texts.get(&one.place.file);
    let line = one.place.span.as_ref().zip(text).map(|(span, text)| {
        let (line, _) = line_column(text, span.start);
        format!(" 第 {line} 行")
    });
    Finding {
        level: one.level.label().to_owned(),
        place: format!("{file}{}", line.unwrap_or_default()),
        message: one.message.clone(),
        help: one.help.clone().unwrap_or_default(),
    }
}

fn allowance(one: &Diagnostic) -> Allowed {
    Allowed {
        what: format!("{}：{}", one.code.id, one.message),
        why: one.allowed.clone().unwrap_or_default(),
    }
}

/// The cells that state another value than they did in the report before.
fn changes(before: &Report, report: &Report) -> Vec<Change> {
    let grids = before.grids.iter().zip(&report.grids);
    let of_table = grids.flat_map(|(old, new)| {
        let cells = old.cells.iter().zip(&new.cells).enumerate();
        let changed = cells.filter(|(_, (old, new))| old.value != new.value);
        let part = report.form.part_of(new.table).map_or("", |part| part.name);
        changed.map(move |(at, (old, new_cell))| Change {
            label: format!("{part} {}", cell_label(new.table, at)),
            last_year: printed(&old.value),
            this_year: printed(&new_cell.value),
        })
    });
    of_table.collect()
}

fn printed(value: &Value) -> String {
    match value {
        Value::Blank => "没有填".to_owned(),
        value => value.to_string(),
    }
}
