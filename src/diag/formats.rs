//! Diagnostics for other programs: JSON lines, SARIF, GitHub annotations.
//!
//! Every face takes the sources' texts by a function, since a place is bytes
//! and what people and editors want is lines and columns, both from 1.

use serde_json::{Value, json};

use super::{Code, Diagnostic, Level, Place, line_column};
use crate::path::{SourcePath, unit_of, year_of};

/// The text of a source file, for places in it.
pub type Texts<'t> = dyn Fn(&SourcePath) -> Option<&'t str> + 't;

/// One object a line. `unit` is the id of a hosted unit, and null for what belongs to
/// the owner or to the site as a whole; `year` is that of a report, else null. `start`
/// and `end` are bytes of the file after a byte order mark; they are null where the
/// finding is about the whole file.
pub fn json_lines(diagnostics: &[Diagnostic], texts: &Texts<'_>) -> String {
    let line = |one: &Diagnostic| format!("{}\n", json_object(one, texts));
    diagnostics.iter().map(line).collect()
}

/// The object of one finding.
pub fn json_object(one: &Diagnostic, texts: &Texts<'_>) -> Value {
    let span = one.place.span.as_ref();
    let (line, column) = start(&one.place, texts).unzip();
    json!({
        "id": one.code.id,
        "level": one.level.name(),
        "file": one.place.file.as_str(),
        "unit": unit_of(one.place.file.as_str()),
        "year": year_of(one.place.file.as_str()),
        "start": span.map(|span| span.start),
        "end": span.map(|span| span.end),
        "line": line,
        "column": column,
        "cells": one.cells,
        "related": one.also.iter().map(|also| related(also, texts)).collect::<Vec<_>>(),
        "message": one.message,
        "help": one.help,
        "basis": one.basis(),
        "allowed": one.allowed,
    })
}

/// A SARIF 2.1.0 log. `codes` are all that there are; findings that are allowed
/// are marked as suppressed, with the reason.
pub fn sarif(diagnostics: &[Diagnostic], texts: &Texts<'_>, codes: &[&Code]) -> String {
    sarif_log(
        diagnostics
            .iter()
            .map(|one| sarif_result(one, texts))
            .collect(),
        codes,
    )
}

/// The log of these results.
pub fn sarif_log(results: Vec<Value>, codes: &[&Code]) -> String {
    let rules = codes.iter().map(
        |code| json!({"id": code.id, "name": code.name, "shortDescription": {"text": code.title}}),
    );
    let rules: Vec<Value> = rules.collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "gongkai", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// Workflow commands that GitHub shows beside the lines of a change.
pub fn github(diagnostics: &[Diagnostic], texts: &Texts<'_>) -> String {
    let line = |one: &Diagnostic| {
        let place = start(&one.place, texts).map_or(String::new(), |(line, column)| {
            format!(",line={line},col={column}")
        });
        github_command(one, one.place.file.as_str(), &place)
    };
    diagnostics
        .iter()
        .filter(|one| one.allowed.is_none())
        .map(line)
        .collect()
}

/// The command of one finding; `place` are the properties behind its file.
pub fn github_command(one: &Diagnostic, file: &str, place: &str) -> String {
    // A word of GitHub's own.
    let command = match one.level {
        Level::Info => "notice",
        level => level.name(),
    };
    let help = one
        .help
        .as_ref()
        .map_or(String::new(), |help| format!("。{help}"));
    format!(
        "::{command} file={}{place},title={}::{}\n",
        property(file),
        property(one.code.id),
        data(&format!("{}{help}", one.message))
    )
}

/// The result of one finding.
pub fn sarif_result(one: &Diagnostic, texts: &Texts<'_>) -> Value {
    // A word of SARIF's own.
    let level = match one.level {
        Level::Info => "note",
        level => level.name(),
    };
    let help = one
        .help
        .as_ref()
        .map_or(String::new(), |help| format!("。{help}"));
    let mut result = json!({
        "ruleId": one.code.id,
        "level": level,
        "message": {"text": format!("{}{help}", one.message)},
        "locations": [{"physicalLocation": physical(&one.place, texts)}],
    });
    if !one.also.is_empty() {
        let others = one.also.iter().enumerate().map(|(at, (place, words))| {
            json!({
                "id": at,
                "physicalLocation": physical(place, texts),
                "message": {"text": words},
            })
        });
        result["relatedLocations"] = others.collect();
    }
    if let Some(reason) = &one.allowed {
        result["suppressions"] = json!([{"kind": "inSource", "justification": reason}]);
    }
    result
}

/// A place as SARIF has it.
fn physical(place: &Place, texts: &Texts<'_>) -> Value {
    let mut location = json!({"artifactLocation": {"uri": uri(place.file.as_str())}});
    if let (Some(span), Some(text)) = (&place.span, texts(&place.file)) {
        let (from, to) = (line_column(text, span.start), line_column(text, span.end));
        location["region"] = json!({
            "startLine": from.0, "startColumn": from.1, "endLine": to.0, "endColumn": to.1,
        });
    }
    location
}

/// Another place of a finding, with its own words.
fn related((place, words): &(Place, String), texts: &Texts<'_>) -> Value {
    let (line, column) = start(place, texts).unzip();
    let span = place.span.as_ref();
    json!({
        "file": place.file.as_str(),
        "start": span.map(|span| span.start),
        "end": span.map(|span| span.end),
        "line": line,
        "column": column,
        "message": words,
    })
}

fn start(place: &Place, texts: &Texts<'_>) -> Option<(usize, usize)> {
    let span = place.span.as_ref()?;
    Some(line_column(texts(&place.file)?, span.start))
}

/// A relative path as a URI reference.
pub fn uri(path: &str) -> String {
    let encoded =
        percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string();
    encoded.replace(' ', "%20")
}

/// GitHub ends a command's data at a line end.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;

    fn sample() -> (Vec<Diagnostic>, String) {
        let file = SourcePath::new("content/reports/2022/report.md").expect("a path");
        let mut one = Diagnostic::warning(
            &codes::MD04,
            Place::span(&file, 7..13),
            "书名号《写了两次\n换行",
        )
        .help("删掉一个");
        one.cells = vec!["requests.new_received.total".to_owned()];
        let one = one.also(Place::span(&file, 0..6), "第一次在这里");
        let mut two = Diagnostic::error(&codes::KEY, Place::file(&file), "对不上");
        two.allowed = Some("原件如此".to_owned());
        (vec![one, two], "第一\n《《条例》".to_owned())
    }

    #[test]
    fn json_is_one_object_a_line_with_lines_and_columns() {
        let (diagnostics, text) = sample();
        let lines = json_lines(&diagnostics, &|_| Some(text.as_str()));
        let objects: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        assert_eq!(objects.len(), 2);
        assert_eq!(
            (&objects[0]["line"], &objects[0]["column"]),
            (&json!(2), &json!(1))
        );
        assert_eq!(objects[0]["cells"], json!(["requests.new_received.total"]));
        let other = json!([{
            "file": "content/reports/2022/report.md", "start": 0, "end": 6,
            "line": 1, "column": 1, "message": "第一次在这里",
        }]);
        assert_eq!(objects[0]["related"], other);
        assert_eq!(objects[1]["related"], json!([]));
        assert_eq!(objects[1]["allowed"], "原件如此");
        assert_eq!(objects[1]["line"], Value::Null);
        assert_eq!(objects[0]["unit"], Value::Null);
        assert_eq!(objects[0]["year"], 2022);
    }

    #[test]
    fn sarif_marks_what_is_allowed_as_suppressed() {
        let (diagnostics, text) = sample();
        let log = sarif(&diagnostics, &|_| Some(text.as_str()), &[&codes::KEY]);
        let log: Value = serde_json::from_str(&log).expect("JSON");
        let results = &log["runs"][0]["results"];
        assert_eq!(
            results[0]["locations"][0]["physicalLocation"]["region"]["startLine"],
            2
        );
        assert_eq!(results[1]["suppressions"][0]["justification"], "原件如此");
        // A location object of SARIF 2.1.0 (3.28): an id from 0, a physical
        // location, a message object.
        let other = json!([{
            "id": 0,
            "physicalLocation": {
                "artifactLocation": {"uri": "content/reports/2022/report.md"},
                "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 3},
            },
            "message": {"text": "第一次在这里"},
        }]);
        assert_eq!(results[0]["relatedLocations"], other);
        assert_eq!(results[1].get("relatedLocations"), None);
    }

    #[test]
    fn github_commands_stay_on_one_line() {
        let (diagnostics, text) = sample();
        let commands = github(&diagnostics, &|_| Some(text.as_str()));
        assert_eq!(commands.lines().count(), 1);
        assert!(commands.starts_with(
            "::warning file=content/reports/2022/report.md,line=2,col=1,title=MD04::"
        ));
    }
}
