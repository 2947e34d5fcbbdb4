//! The keys of a map, in both languages, and what most of them take.

use serde_json::{Map, Value, json};

/// One line of text; the parser takes numbers as they are typed.
pub fn words(description: &str) -> Value {
    let kind = json!(["string", "number", "boolean", "null"]);
    if description.is_empty() {
        return json!({"type": kind});
    }
    json!({"description": description, "type": kind})
}

/// The keys of one map while they are gathered.
#[derive(Default)]
pub struct Keys {
    proposed: Map<String, Value>,
    others: Map<String, Value>,
}

impl Keys {
    /// A key to be proposed, and the other spellings of it.
    pub fn add(&mut self, name: &str, others: &[String], value: Value) {
        let mut others: Vec<String> = others
            .iter()
            .filter(|other| *other != name)
            .map(|other| escape(other))
            .collect();
        others.sort_unstable();
        others.dedup();
        if !others.is_empty() {
            self.others
                .insert(format!("^({})$", others.join("|")), value.clone());
        }
        self.proposed.insert(name.to_owned(), value);
    }

    /// A map of these keys and no other; an empty value counts as an empty map.
    pub fn object(&self, description: &str) -> Value {
        json!({
            "description": description,
            "type": ["object", "null"],
            "properties": self.proposed,
            "patternProperties": self.others,
            "additionalProperties": false,
        })
    }
}

/// The text as a pattern of ECMAScript that matches it alone.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "\\^$.*+?()[]{}|/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
