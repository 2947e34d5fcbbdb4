//! What a page states of itself in its head.

use serde_json::Value;

use super::tree::{Id, Step, Tree};

/// The title of the page, its `<meta>` tags, and what it tells search engines (JSON-LD):
/// names as they stand there, in order.
pub fn metadata(tree: &Tree) -> Vec<(String, String)> {
    let mut stated = Vec::new();
    for step in tree.walk(Tree::ROOT) {
        let Step::Enter(id) = step else { continue };
        match tree.name(id) {
            "title" => state(&mut stated, "title", &tree.words(id)),
            "meta" => {
                let name = tree.attribute(id, "name");
                let name = name.or_else(|| tree.attribute(id, "property"));
                let content = tree.attribute(id, "content");
                if let (Some(name), Some(content)) = (name, content) {
                    state(&mut stated, name.trim(), content);
                }
            }
            "script" => linked_data(tree, id, &mut stated),
            _ => {}
        }
    }
    stated
}

fn state(stated: &mut Vec<(String, String)>, name: &str, content: &str) {
    let words: Vec<&str> = content.split_whitespace().collect();
    if !name.is_empty() && !words.is_empty() {
        stated.push((name.to_owned(), words.join(" ")));
    }
}

/// The text properties of the things that a script describes, and the names of those that
/// they name, such as their publisher.
fn linked_data(tree: &Tree, script: Id, stated: &mut Vec<(String, String)>) {
    let kind = tree.attribute(script, "type").unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case("application/ld+json") {
        return;
    }
    let things = match serde_json::from_str(&tree.words(script)) {
        Ok(Value::Array(things)) => things,
        Ok(thing) => vec![thing],
        Err(_) => return,
    };
    for thing in things {
        let Value::Object(properties) = thing else {
            continue;
        };
        for (name, value) in &properties {
            let value = value.as_str().or_else(|| value.get("name")?.as_str());
            // What begins with `@` says what the thing is, not what it states.
            if let Some(value) = value
                && !name.starts_with('@')
            {
                state(stated, name, value);
            }
        }
    }
}
