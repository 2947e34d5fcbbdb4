//! Words in the quotes of YAML, and the lines that they stand in.

/// A value in the quotes of YAML, as a person would type it.
pub fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    }
}

/// What stands on the line before a place, without its indentation.
pub fn before(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..at].trim_start()
}
