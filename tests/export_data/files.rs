//! Reads the data files of a site back, by no means of the program's own.

use std::collections::BTreeMap;

use gongkai::path::OutPath;
use gongkai::site::Site;
use serde_json::Value as Json;

/// An output of a site in memory; `None` if there is no such output.
pub fn made(site: &Site, path: &str) -> Option<Vec<u8>> {
    let output = site.output(&OutPath::new(path).expect("a path"))?;
    let made = output.render().expect("made").expect("no fault");
    Some(made.bytes)
}

pub fn text(site: &Site, path: &str) -> String {
    let bytes = made(site, path).unwrap_or_else(|| panic!("{path} is not planned"));
    String::from_utf8(bytes).expect("UTF-8")
}

pub fn json(site: &Site, path: &str) -> Json {
    serde_json::from_str(&text(site, path)).expect("JSON")
}

/// The rows of `all.json`, each by the ids of its columns.
pub fn json_rows(file: &Json) -> Vec<BTreeMap<String, Json>> {
    let columns = file["columns"].as_array().expect("columns");
    let ids = columns
        .iter()
        .map(|one| one["id"].as_str().expect("an id").to_owned());
    let ids: Vec<String> = ids.collect();
    let rows = file["rows"].as_array().expect("rows").iter();
    let rows = rows.map(|row| {
        let values = row.as_array().expect("a row");
        assert_eq!(values.len(), ids.len());
        ids.iter().cloned().zip(values.iter().cloned()).collect()
    });
    rows.collect()
}

/// Asserts that a value of `all.json` says what a cell prints.
pub fn assert_is(value: &Json, text: &str, address: &str) {
    match value {
        Json::Null => assert_eq!("", text, "{address}"),
        Json::String(said) => assert_eq!(said, text, "{address}"),
        Json::Number(number) => {
            let printed: f64 = text.parse().unwrap_or_else(|_| panic!("{address}: {text}"));
            assert_eq!(number.as_f64(), Some(printed), "{address}");
        }
        other => panic!("{address}: {other}"),
    }
}

/// A table as RFC 4180 has it.
pub struct Csv {
    pub columns: Vec<String>,
    /// Each by the names of the columns.
    pub rows: Vec<BTreeMap<String, String>>,
}

impl Csv {
    pub fn read(text: &str) -> Self {
        let mut lines = records(text).into_iter();
        let columns = lines.next().expect("a head");
        let rows = lines.map(|line| {
            assert_eq!(line.len(), columns.len());
            columns.iter().cloned().zip(line).collect()
        });
        Self {
            rows: rows.collect(),
            columns,
        }
    }
}

fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'), "a line ends in CRLF");
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            letter => field.push(letter),
        }
    }
    assert!(
        !quoted && field.is_empty() && record.is_empty(),
        "the last line ends"
    );
    records
}
