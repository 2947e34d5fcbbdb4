//! What is decided about a YAML text before a parser sees it.

/// The deepest nesting that any file of a site needs is four.
const DEEPEST: usize = 32;

/// Where brackets nest deeper than any site needs, with a message. The YAML
/// parser takes time quadratic in this depth, so it must not see such a text.
/// Quotes are not looked at: 32 brackets left open in one text mean the same.
pub fn too_deep(text: &str) -> Option<(usize, String)> {
    let mut depth: usize = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some((at, format!("括号套了 {DEEPEST} 层以上，没有读")));
        }
    }
    None
}

/// A lone `-` as a value means 不适用 on the paper form, but YAML takes it for
/// a list. Returns the text with each such dash as `_`, which the cells read
/// back as `-`, or `None` when there is none. Byte offsets stay as they are.
pub fn bare_dashes(text: &str) -> Option<String> {
    let mut mended = text.as_bytes().to_vec();
    let mut found = false;
    for (at, byte) in text.bytes().enumerate() {
        if byte != b'-' {
            continue;
        }
        let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &text[line_start..at];
        let after = text[at + 1..].trim_start_matches([' ', '\r']);
        let opened = before.ends_with(' ') && before.trim_end().ends_with([':', ','])
            || before.trim_end_matches(' ').ends_with(['[', ',']);
        let closed = after.is_empty() || after.starts_with(['\n', '#', ',', ']', '}']);
        if opened && closed && !before.contains(['"', '\'', '#']) {
            mended[at] = b'_';
            found = true;
        }
    }
    found.then(|| String::from_utf8(mended).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded() {
        assert!(too_deep(&"[".repeat(100_000)).is_some());
        assert!(too_deep("a: [1, {b: [2]}]").is_none());
    }

    #[test]
    fn only_a_dash_that_stands_for_a_value_is_mended() {
        let mended = |text| bare_dashes(text).unwrap_or_default();
        assert_eq!(mended("a: -\nb: 1"), "a: _\nb: 1");
        assert_eq!(mended("a: [0, -, -]"), "a: [0, _, _]");
        assert_eq!(mended("a: {b: -, c: 1}"), "a: {b: _, c: 1}");
        assert_eq!(bare_dashes("a:\n  - 1\n  - 2"), None);
        assert_eq!(bare_dashes("a: \"x, -, y\""), None);
        assert_eq!(bare_dashes("a: 2022-12-23"), None);
    }
}
