//! What was found in foreign files, for programs: the shapes of `check`, with the name of
//! the file that was handed in and the words for the place in it.

use serde_json::{Value, json};

use crate::check::codes::codes;
use crate::diag::formats::{github_command, json_object, sarif_log, sarif_result, uri};
use crate::diag::{Diagnostic, Place};
use crate::import::source;
use crate::submissions::{Submission, Submissions};

/// Where a place is, as programs are told.
struct At<'r> {
    file: &'r str,
    /// Only of text files.
    line: Option<usize>,
    words: Option<String>,
}

fn at<'r>(submissions: &'r Submissions, place: &Place) -> At<'r> {
    let found = submissions.place(place);
    let line = match found {
        Some(source::Place::Line(line)) => Some(*line),
        _ => None,
    };
    At {
        file: submissions
            .submission(&place.file)
            .map_or("", |one| one.inspected.name.as_str()),
        line,
        words: found.map(ToString::to_string),
    }
}

fn all(submissions: &Submissions) -> impl Iterator<Item = (&Submission, &Diagnostic)> {
    let files = submissions.files.iter();
    files.flat_map(|file| file.found.iter().map(move |one| (file, one)))
}

/// One object a line: the fields of `check`, and `place`.
pub fn json(submissions: &Submissions) -> String {
    let lines = all(submissions).map(|(file, one)| {
        let mut object = json_object(one, &|_| None);
        put(&mut object, &at(submissions, &one.place));
        object["year"] = json!(file.report().and_then(|report| report.year));
        for (at_other, (place, _)) in one.also.iter().enumerate() {
            put(&mut object["related"][at_other], &at(submissions, place));
        }
        format!("{object}\n")
    });
    lines.collect()
}

fn put(object: &mut Value, at: &At<'_>) {
    object["file"] = json!(at.file);
    object["line"] = json!(at.line);
    object["place"] = json!(at.words);
    // Bytes of the file are known of no format but text.
    object["start"] = Value::Null;
    object["end"] = Value::Null;
}

/// A SARIF 2.1.0 log: places that are no lines are logical locations (3.33).
pub fn sarif(submissions: &Submissions) -> String {
    let results = all(submissions).map(|(_, one)| {
        let mut result = sarif_result(one, &|_| None);
        locate(&mut result["locations"][0], &at(submissions, &one.place));
        for (at_other, (place, _)) in one.also.iter().enumerate() {
            let location = &mut result["relatedLocations"][at_other];
            locate(location, &at(submissions, place));
        }
        result
    });
    sarif_log(results.collect(), codes())
}

fn locate(location: &mut Value, at: &At<'_>) {
    let physical = &mut location["physicalLocation"];
    physical["artifactLocation"]["uri"] = json!(uri(&at.file.replace('\\', "/")));
    if let Some(line) = at.line {
        physical["region"] = json!({"startLine": line});
    } else if let Some(words) = &at.words {
        location["logicalLocations"] = json!([{"fullyQualifiedName": words}]);
    }
}

/// Workflow commands of GitHub; a place that is no line is said in the message.
pub fn github(submissions: &Submissions) -> String {
    let commands = all(submissions).map(|(_, one)| {
        let at = at(submissions, &one.place);
        let line = at
            .line
            .map_or(String::new(), |line| format!(",line={line}"));
        let mut said = one.clone();
        if let (None, Some(words)) = (at.line, &at.words) {
            said.message = format!("{words}：{}", one.message);
        }
        github_command(&said, at.file, &line)
    });
    commands.collect()
}
