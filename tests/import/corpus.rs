//! The corpus beside the repository: texts as they were found, and checked numbers.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai::form::{Form, Measure, Table};
use serde_json::Value;

/// What a cell holds by the hand that checked it.
#[derive(Debug)]
pub enum Expected {
    Number(String),
    /// Nobody can say, or it is not there.
    Unknown,
}

/// A record whose numbers were checked.
pub struct Record {
    pub id: String,
    pub shape: String,
    pub agency: String,
    pub year: u64,
    pub form: String,
    pub text: String,
    /// In the order of the form's tables, row by row.
    pub cells: Vec<Expected>,
}

impl Record {
    /// A count that a checked report states.
    pub fn count(&self, measure: Measure) -> Option<i64> {
        let form = Form::choose(Some(&self.form), 2022)?;
        let found = form.find(measure)?;
        let before = form.tables().take(found.table_index).map(Table::size);
        let first: usize = before.sum();
        match self.cells.get(first + found.cells.first()?)? {
            Expected::Number(number) => number.parse().ok(),
            Expected::Unknown => None,
        }
    }
}

/// The corpus, where there is one.
pub fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.parent()?.join("shared/corpus");
    folder.join("expected").is_dir().then_some(folder)
}

/// All texts by their ids.
pub fn raw(folder: &Path) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = fs::read_dir(folder.join("raw"))
        .expect("the texts")
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let id = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "txt").then(|| (id, fs::read_to_string(&path).expect("a text")))
        })
        .collect();
    all.sort();
    all
}

/// The records whose numbers were checked.
pub fn records(folder: &Path) -> Vec<Record> {
    let index = fs::read_to_string(folder.join("index.tsv")).expect("the index");
    let field = |id: &str, at: usize| {
        let mut lines = index.lines();
        let line = lines.find(|line| line.split('\t').next() == Some(id));
        let field = line.and_then(|line| line.split('\t').nth(at));
        field.unwrap_or("?").to_owned()
    };
    let texts = raw(folder).into_iter();
    let records = texts.filter_map(|(id, text)| {
        let file = folder.join(format!("expected/{id}.json"));
        let json = fs::read_to_string(file).ok()?;
        let json: Value = serde_json::from_str(&json).expect("checked numbers");
        Some(Record {
            shape: field(&id, 7),
            agency: field(&id, 1),
            year: json["year"].as_u64().expect("a year"),
            form: json["form"].as_str().expect("a form").to_owned(),
            cells: cells(&json),
            id,
            text,
        })
    });
    records.collect()
}

fn cells(json: &Value) -> Vec<Expected> {
    let two: &[(&str, usize)] = match json["form"].as_str() {
        Some("2019") => &[
            ("regulations", 3),
            ("normative", 3),
            ("licensing", 3),
            ("other_services", 3),
            ("punishment", 3),
            ("coercion", 3),
            ("fees", 2),
            ("procurement", 2),
        ],
        _ => &[
            ("regulations", 3),
            ("normative", 3),
            ("licensing", 1),
            ("punishment", 1),
            ("coercion", 1),
            ("fees", 1),
        ],
    };
    let table = match json.get("table_two_2019") {
        Some(table) => table,
        None => &json["table_two"],
    };
    let mut found = Vec::new();
    for (name, width) in two {
        push(&table[name], *width, &mut found);
    }
    let rows = [
        "new", "carry", "open", "part", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "u1", "u2",
        "u3", "n1", "n2", "n3", "n4", "n5", "o", "o1", "o2", "o3", "total", "next",
    ];
    for row in rows {
        if let Some(cells) = json["table_three"].get(row) {
            push(cells, 7, &mut found);
        }
    }
    push(&json["table_four"], 15, &mut found);
    found
}

fn push(value: &Value, width: usize, found: &mut Vec<Expected>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| push(one, 1, found)),
        Value::Null => found.extend((0..width).map(|_| Expected::Unknown)),
        number => found.push(Expected::Number(number.to_string())),
    }
}
