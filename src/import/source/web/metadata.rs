//! What a page states of itself outside its text.

use scraper::{ElementRef, Html};
use serde_json::Value;

/// The title, `<meta>` and the properties of JSON-LD, in the order of the page.
pub fn metadata(page: &Html) -> Vec<(String, String)> {
    let mut metadata = Vec::new();
    let mut titled = false;
    for element in page.tree.nodes().filter_map(ElementRef::wrap) {
        let value = element.value();
        match value.name() {
            // Pictures have titles too.
            "title" if !titled => {
                titled = true;
                let words: String = element.text().collect();
                state(&mut metadata, "title", &words);
            }
            "meta" => {
                let name = value.attr("name").or_else(|| value.attr("property"));
                if let (Some(name), Some(content)) = (name, value.attr("content")) {
                    state(&mut metadata, name, content);
                }
            }
            "script" if value.attr("type").is_some_and(is_linked_data) => {
                let text: String = element.text().collect();
                linked(&mut metadata, &text);
            }
            _ => {}
        }
    }
    metadata
}

fn is_linked_data(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("application/ld+json")
}

/// The properties of the outermost objects that are text.
fn linked(metadata: &mut Vec<(String, String)>, text: &str) {
    let objects = match serde_json::from_str(text) {
        Ok(Value::Array(objects)) => objects,
        Ok(object) => vec![object],
        Err(_) => return,
    };
    for object in objects {
        let Value::Object(properties) = object else {
            continue;
        };
        for (name, value) in &properties {
            if let (false, Value::String(value)) = (name.starts_with('@'), value) {
                state(metadata, name, value);
            }
        }
    }
}

fn state(metadata: &mut Vec<(String, String)>, name: &str, value: &str) {
    let value: Vec<&str> = value.split_whitespace().collect();
    let (name, value) = (name.trim(), value.join(" "));
    if !name.is_empty() && !value.is_empty() {
        metadata.push((name.to_owned(), value));
    }
}
