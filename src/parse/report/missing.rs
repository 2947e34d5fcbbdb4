//! The tables that a file does not state.

use crate::diag::codes;
use crate::form::{Form, Part};
use crate::parse::tables::PartDoc;
use crate::parse::yaml::{On, Spot, Value as Yaml};
use crate::parse::{keys, names};

/// Reports the parts that a file does not state, unless unknown keys
/// are in their place: to write a table of zeros instead would lose its numbers.
pub fn tell(form: &Form, docs: &[Option<PartDoc>], root: &Spot<'_>) {
    let parts = form.parts.iter().zip(docs);
    let missing: Vec<&Part> = parts
        .filter_map(|(part, doc)| doc.is_none().then_some(part))
        .collect();
    let (Yaml::Map(map), false) = (root.value(), missing.is_empty()) else {
        return;
    };
    // A table of another name is told as such.
    let slips = map.iter().filter(|(key, value)| {
        let name = key.as_str().unwrap_or_default();
        let table = name.starts_with('表') || matches!(value, Yaml::Map(_));
        table && !names::is_part(name) && !keys::is_top(name)
    });
    if slips.count() >= missing.len() {
        return;
    }
    let names: Vec<String> = missing
        .iter()
        .map(|part| format!("“{}”", part.name))
        .collect();
    let lines = missing
        .iter()
        .map(|part| format!("{}: {{其余为零: true}}", part.name));
    let message = format!("没有写{}", names.join("、"));
    let help = format!(
        "在文件末尾补上；全是 0 就加一行  {}",
        lines.collect::<Vec<_>>().join("  和  ")
    );
    root.error(&codes::FMT03, On::Value, message, help);
}
