//! The rows and columns of the forms' tables as schemas.

use serde_json::{Map, Value, json};

use crate::form::{FORMS, Form, Head, Kind, Part, Table, leaves};
use crate::formats::report_yaml::key;
use crate::parse::cell::{LARGEST, NOT_APPLICABLE};
use crate::parse::names::{Names, Row, keys};
use crate::parse::tables::REST;

use super::Keys;

/// Every part of every form, and every row of a table, by a name of its own.
pub(super) fn definitions() -> Map<String, Value> {
    let mut all = Map::new();
    for form in FORMS {
        for part in form.parts {
            all.insert(name(form, part), of_part(form, part));
            for (at, table) in part.tables.iter().enumerate() {
                if let Some(names) = Names::get(form.id, part.id) {
                    all.insert(row_name(form, table), row(names, at, table));
                }
            }
        }
    }
    for (kind, what) in [
        (Kind::Count, "count"),
        (Kind::Change, "change"),
        (Kind::Amount, "amount"),
        (Kind::AmountText, "amount_text"),
    ] {
        all.insert(what.to_owned(), cell(kind));
    }
    all
}

/// Where the schema of a part is found.
pub(super) fn reference(form: &Form, part: &Part) -> Value {
    json!({"$ref": format!("#/definitions/{}", name(form, part))})
}

fn name(form: &Form, part: &Part) -> String {
    format!("form_{}_{}", form.id, part.id)
}

fn row_name(form: &Form, table: &Table) -> String {
    format!("form_{}_row_of_{}", form.id, table.id)
}

/// A part: its rows under every key that the parser finds them by, and its
/// groups, below which their own rows may stand.
fn of_part(form: &'static Form, part: &'static Part) -> Value {
    let mut all = Keys::default();
    let Some(names) = Names::get(form.id, part.id) else {
        return json!(true);
    };
    for table in part.tables {
        let shape = json!({"$ref": format!("#/definitions/{}", row_name(form, table))});
        for head in table.rows {
            rows(head, table, names, &shape, &mut all);
            groups(head, table, names, &shape, &mut all);
        }
    }
    let flag = json!({
        "description": "这张表里没有写到的格子都是 0",
        "enum": [true, false, "是", "否", null],
    });
    all.add(REST[0], &[REST[1].to_owned()], flag);
    all.object(part.name)
}

/// The rows of a head, which is one or a group of them.
fn rows(head: &'static Head, table: &Table, names: &Names, shape: &Value, all: &mut Keys) {
    for leaf in leaves(std::slice::from_ref(head)) {
        let is_row = |row: Row| matches!(row, Row::Leaf { .. });
        let own = names.row(leaf.head.id).filter(|row| is_row(*row));
        let found = |text: &String| own.is_some() && names.row(text) == own;
        let others: Vec<String> = spellings(leaf.head).filter(found).collect();
        let value = described(&format!("{}：{}", table.caption, leaf.head.label), shape);
        all.add(&key(leaf.head), &others, value);
    }
}

fn groups(head: &'static Head, table: &Table, names: &Names, shape: &Value, all: &mut Keys) {
    if head.children.is_empty() {
        return;
    }
    let found = |text: &String| names.row(text) == Some(Row::Group(head));
    let spellings: Vec<String> = spellings(head).filter(found).collect();
    // A group is a convenience for those who copy the sheet; none is proposed
    // but by its label, so that the rows stay in view.
    if !spellings.is_empty() {
        let mut inside = Keys::default();
        rows(head, table, names, shape, &mut inside);
        for child in head.children {
            groups(child, table, names, shape, &mut inside);
        }
        all.add(
            head.label,
            &spellings,
            described(head.label, &inside.object(head.label)),
        );
    }
    for child in head.children {
        groups(child, table, names, shape, all);
    }
}

/// Every spelling of a row or column that is worth naming, and some that are
/// none, for the parser's answer to sort out; it knows more spellings, in other
/// widths and with spaces.
fn spellings(head: &'static Head) -> impl Iterator<Item = String> {
    let after = |mark| head.label.split_once(mark).map(|(_, rest): (_, &str)| rest);
    let bare = ['.', '）', '、'].into_iter().filter_map(after);
    let labels = bare.chain([head.label]).map(str::to_owned);
    keys(head).chain(labels).chain([key(head)])
}

/// One row: its columns by name, or in the order of the form, or, where there
/// is but one column, the number itself.
fn row(names: &Names, at: usize, table: &'static Table) -> Value {
    let mut all = Keys::default();
    let mut cells = Vec::new();
    let columns = table.leaf_columns();
    for (column, (leaf, kind)) in columns.iter().zip(table.kinds).enumerate() {
        let found = |text: &String| names.column(at, text) == Some(column);
        let others: Vec<String> = spellings(leaf.head).filter(found).collect();
        let shape = json!({"$ref": format!("#/definitions/{}", kind_name(*kind))});
        all.add(&key(leaf.head), &others, described(leaf.head.label, &shape));
        cells.push(shape);
    }
    let total = table.ends_in_total();
    let least = cells.len() - usize::from(total);
    let list = json!({
        "type": "array",
        "items": cells,
        "minItems": least,
        "maxItems": cells.len(),
    });
    let mut ways = vec![all.object(table.caption), list];
    if let [only] = cells.as_slice() {
        ways.push(only.clone());
    }
    json!({"anyOf": ways})
}

/// Older readers of schemas see nothing beside a `$ref`, hence the `allOf`.
fn described(words: &str, shape: &Value) -> Value {
    json!({"description": words, "allOf": [shape]})
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "count",
        Kind::Change => "change",
        Kind::Amount => "amount",
        Kind::AmountText => "amount_text",
    }
}

/// One cell: a number, blank, or a mark that it does not apply.
fn cell(kind: Kind) -> Value {
    const DIGITS: &str = "[0-9]{1,15}(\\.[0-9]{1,15})?";
    let (number, pattern, words) = match kind {
        Kind::Count => (
            json!({"type": "integer", "minimum": 0, "maximum": LARGEST}),
            "^\\s*(0|[1-9][0-9]{0,8})?\\s*$".to_owned(),
            "件数，只能是整数；没有就写 0",
        ),
        Kind::Change => (
            json!({"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}),
            "^\\s*(-?(0|[1-9][0-9]{0,8}))?\\s*$".to_owned(),
            "比上一年增减多少，减少写负数",
        ),
        Kind::Amount => (
            json!({"type": "number", "minimum": 0}),
            format!("^\\s*({DIGITS})?\\s*$"),
            "金额，照原文写，位数不变",
        ),
        Kind::AmountText => (
            json!({"type": "number", "minimum": 0}),
            // Decimals with words behind each, such as 12万5000元; `parse::cell`.
            {
                let number = "([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]{1,15})?";
                let unit = "[^0-9A-Za-z.,，．]+";
                format!("^\\s*({DIGITS}|({number}{unit})+)?\\s*$")
            },
            "金额，可以带单位，如 120.5万元",
        ),
    };
    json!({
        "description": words,
        "anyOf": [
            number,
            {"type": "null"},
            {"type": "string", "pattern": pattern},
            {"enum": NOT_APPLICABLE},
        ],
    })
}
