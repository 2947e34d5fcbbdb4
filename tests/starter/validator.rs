//! As much of JSON Schema, draft 7, as our schemas use. Anything else in a
//! schema is a fault, so that no word of it goes unread.

use regex_lite::Regex;
use serde_json::{Map, Value};

/// What is wrong with a value, by the way to it; empty when nothing is.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn holds(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut found = Vec::new();
    check(root, schema, value, "", &mut found);
    found.is_empty()
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(words) = schema.as_object() else {
        if schema != &Value::Bool(true) {
            found.push(format!("{at}: may not stand here"));
        }
        return;
    };
    for (word, with) in words {
        let all = || with.as_array().expect("a list of schemas").iter();
        let number = || with.as_f64().expect("a number");
        let sound = match word.as_str() {
            "$schema" | "title" | "description" | "definitions" | "then" => true,
            "$ref" => {
                let name = with.as_str().expect("a reference");
                let target = root.pointer(&name[1..]);
                let target = target.unwrap_or_else(|| panic!("{name} leads nowhere"));
                check(root, target, value, at, found);
                true
            }
            "allOf" => {
                all().for_each(|one| check(root, one, value, at, found));
                true
            }
            "anyOf" => all().any(|one| holds(root, one, value)),
            "not" => !holds(root, with, value),
            "if" => {
                if holds(root, with, value) {
                    check(root, &words["then"], value, at, found);
                }
                true
            }
            "enum" => all().any(|one| one == value),
            "type" => match with {
                Value::Array(kinds) => kinds.iter().any(|kind| is(value, kind)),
                kind => is(value, kind),
            },
            "minimum" => value.as_f64().is_none_or(|value| value >= number()),
            "maximum" => value.as_f64().is_none_or(|value| value <= number()),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as f64 >= number()),
            "pattern" => value
                .as_str()
                .is_none_or(|text| regex(with.as_str()).is_match(text)),
            "required" => value
                .as_object()
                .is_none_or(|map| all().all(|key| map.contains_key(key.as_str().expect("a key")))),
            "minItems" => value
                .as_array()
                .is_none_or(|list| list.len() as f64 >= number()),
            "maxItems" => value
                .as_array()
                .is_none_or(|list| list.len() as f64 <= number()),
            "items" => {
                let items = value.as_array().into_iter().flatten();
                // One schema for each item, or one for all of them.
                match with {
                    Value::Array(each) => items
                        .zip(each)
                        .for_each(|(item, one)| check(root, one, item, at, found)),
                    one => items.for_each(|item| check(root, one, item, at, found)),
                }
                true
            }
            "properties" | "patternProperties" => true,
            "additionalProperties" => true,
            _ => panic!("the schema uses `{word}`"),
        };
        if !sound {
            found.push(format!("{at}: not {word} {with}"));
        }
    }
    if let Some(map) = value.as_object() {
        entries(root, words, map, at, found);
    }
}

fn entries(
    root: &Value,
    words: &Map<String, Value>,
    map: &Map<String, Value>,
    at: &str,
    found: &mut Vec<String>,
) {
    for (key, value) in map {
        let at = format!("{at}/{key}");
        let named = words.get("properties").and_then(|all| all.get(key));
        let patterns = words.get("patternProperties").and_then(Value::as_object);
        let patterns = patterns.into_iter().flatten();
        let matching = patterns.filter(|(pattern, _)| regex(Some(pattern)).is_match(key));
        let known: Vec<&Value> = named
            .into_iter()
            .chain(matching.map(|(_, one)| one))
            .collect();
        for one in &known {
            check(root, one, value, &at, found);
        }
        if let Some(rest) = words
            .get("additionalProperties")
            .filter(|_| known.is_empty())
        {
            check(root, rest, value, &at, found);
        }
    }
}

fn regex(pattern: Option<&str>) -> Regex {
    let pattern = pattern.expect("a pattern");
    Regex::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

fn is(value: &Value, kind: &Value) -> bool {
    match kind.as_str().expect("a type") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type is called {other}"),
    }
}
