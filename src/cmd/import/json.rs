//! What was read of a file, for programs: one object a line, whose names stay
//! (`docs/reference/import.md`).

use std::fmt::Display;

use serde_json::{Value as Json, json};

use crate::import::difference::Difference;
use crate::import::reading::{CellReading, Choice, Status, TableReading};
use crate::import::receipt::Receipt;
use crate::path::unit_of;

use super::Args;
use super::outcome::{Done, Outcome, State};
use super::target::Target;

/// One file.
pub fn line(args: &Args, target: &Target<'_>, done: &Done) -> String {
    let object = object(args, target, &done.file, &done.outcome);
    format!("{object}\n")
}

pub fn object(args: &Args, target: &Target<'_>, file: &str, outcome: &Outcome) -> Json {
    match outcome {
        Outcome::Refused(undone) => json!({
            "file": file,
            "result": "refused",
            "message": undone.why,
        }),
        Outcome::Read(read) => {
            let receipt = &read.imported.receipt;
            let folder = target.report(receipt.year);
            let (result, differences) = result(&read.state);
            let mut object = of_receipt(receipt);
            object["file"] = json!(file);
            object["result"] = json!(result);
            object["message"] = json!(receipt.summary());
            object["unit"] = json!(unit_of(&folder));
            object["folder"] = json!(folder);
            object["differences"] = differences;
            if args.dry_run {
                object["yaml"] = json!(read.imported.yaml);
                object["markdown"] = json!(read.imported.markdown);
            }
            object
        }
    }
}

fn result(state: &State) -> (&'static str, Json) {
    let list = |all: &[Difference], words: &bool| {
        let all = all.iter();
        let all: Vec<Json> = all
            .map(|one| json!({"what": one.what, "old": one.old, "new": one.new}))
            .collect();
        json!({"cells": all, "text": words})
    };
    match state {
        State::Dry => ("dry-run", Json::Null),
        State::Written => ("written", Json::Null),
        State::DryReplace(all, words) => ("dry-run", list(all, words)),
        State::Same => ("same", Json::Null),
        State::Occupied(all, words) => ("occupied", list(all, words)),
        State::Replaced(all, words) => ("replaced", list(all, words)),
    }
}

fn of_receipt(receipt: &Receipt) -> Json {
    let counts = &receipt.counts;
    let cells: Vec<Json> = receipt.tables.iter().flat_map(of_table).collect();
    let undecided = receipt.undecided.iter().map(|one| {
        json!({
            "cells": one.cells,
            "stood": one.stood,
            "place": one.place.to_string(),
            "readings": one.readings.iter().map(of_choice).collect::<Vec<_>>(),
        })
    });
    let missing = receipt.missing.iter();
    let missing = missing.map(|gap| json!({"what": gap.what, "cells": gap.cells}));
    let told = |text: &str, place: &dyn Display, why: Option<&str>| json!({"text": text, "place": place.to_string(), "why": why});
    let left_over = receipt.left_over.iter();
    let left_over = left_over.map(|one| told(&one.text, &one.place, Some(&one.why)));
    let dropped = receipt.dropped.iter();
    let dropped = dropped.map(|one| told(&one.text, &one.place, Some(&one.why)));
    let lines = receipt.not_understood.iter();
    let lines = lines.map(|one| told(&one.text, &one.place, None));
    let broken = receipt.relations.broken.iter();
    let broken = broken.map(|one| json!({"id": one.rule, "message": one.says, "cells": one.cells}));
    json!({
        "year": receipt.year,
        "form": receipt.form.id,
        "draft": receipt.is_draft,
        "counts": {
            "read": counts.read,
            "split": counts.split,
            "chosen": counts.chosen,
            "blank": counts.blank,
            "ambiguous": counts.undecided,
            "missing": counts.missing,
        },
        "cells": cells,
        "undecided": undecided.collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
        "left_over": left_over.collect::<Vec<_>>(),
        "relations": {
            "holding": receipt.relations.holding,
            "unknown": receipt.relations.unknown,
            "broken": broken.collect::<Vec<_>>(),
        },
        "disagreements": receipt.disagreements,
        "not_understood": lines.collect::<Vec<_>>(),
        "dropped": dropped.collect::<Vec<_>>(),
        "pictures": receipt.pictures.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn of_choice(choice: &Choice) -> Json {
    let values = choice.values.iter();
    let values: Vec<Json> = values.map(|value| of_value(value.as_ref())).collect();
    json!({"values": values, "support": choice.support})
}

/// A value as the form prints it; a blank is empty, and what is not known is null.
fn of_value(value: Option<&impl Display>) -> Json {
    value.map_or(Json::Null, |value| json!(value.to_string()))
}

fn of_table(table: &TableReading) -> Vec<Json> {
    let (rows, columns) = (table.table.leaf_rows(), table.table.leaf_columns());
    let cells = table.cells.iter().enumerate().map(|(at, cell)| {
        let (row, column) = (at / columns.len(), at % columns.len());
        json!({
            "table": table.table.id,
            "row": rows[row].head.id,
            "column": columns[column].head.id,
            "status": status(cell),
            "value": of_value(cell.value.as_ref()),
            "choices": choices(table, at),
            "stood": cell.stood,
            "place": cell.place.as_ref().map(ToString::to_string),
        })
    });
    cells.collect()
}

fn status(cell: &CellReading) -> &'static str {
    match cell.status {
        Status::Read => "read",
        Status::Blank => "blank",
        Status::Split => "split",
        Status::Chosen => "chosen",
        Status::Ambiguous => "ambiguous",
        Status::Missing => "missing",
    }
}

/// What an undecided cell may hold, each once, likely ones first.
fn choices(table: &TableReading, at: usize) -> Vec<Json> {
    let mut all = Vec::new();
    if table.cells[at].status != Status::Ambiguous {
        return all;
    }
    for one in table.undecided.iter().filter(|one| one.cells.contains(&at)) {
        for reading in &one.readings {
            let value = reading.values.get(at - one.cells.start);
            let value = of_value(value.and_then(Option::as_ref));
            if !all.contains(&value) {
                all.push(value);
            }
        }
    }
    all
}
