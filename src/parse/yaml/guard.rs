//! What is decided about a YAML text before a parser sees it.

/// The deepest nesting that any file of a site needs is four.
const DEEPEST: usize = 32;

/// Where the text nests deeper than any site needs, with a message. One YAML
/// parser takes time quadratic in the depth of brackets and the other recurses
/// into lists in lists, so neither must see such a text. Quotes are not looked
/// at: 32 brackets left open in one text mean the same. Linear.
pub fn too_deep(text: &str) -> Option<(usize, String)> {
    // Nearly every file has fewer of these marks than may lie in each other.
    let count = |mark: fn(u8) -> bool| text.bytes().map(|byte| u32::from(mark(byte))).sum();
    let brackets: u32 = count(|byte| (byte == b'[') | (byte == b'{'));
    let markers: u32 = count(|byte| (byte == b'-') | (byte == b'?'));
    if brackets.max(markers) as usize <= DEEPEST {
        return None;
    }
    let mut brackets: usize = 0;
    let mut markers: usize = 0;
    let mut before = b'\n';
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => brackets += 1,
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            // `- - -` and `? ? ?` open a list or map each, on one line.
            b'-' | b'?' if before == b' ' || before == b'\n' => markers += 1,
            b'\n' => markers = 0,
            _ => {}
        }
        if brackets > DEEPEST || markers > DEEPEST {
            return Some((at, format!("套了 {DEEPEST} 层以上，没有读")));
        }
        before = byte;
    }
    None
}

/// A lone `-` as a value means 不适用 on the paper form, but YAML takes it for
/// a list. Returns the text with each such dash as `_`, which the cells read
/// back as `-`, or `None` when there is none. Byte offsets stay as they are.
/// Lines with quotes, and what follows a `#`, are left alone. Linear.
pub fn bare_dashes(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut mended = bytes.to_vec();
    let mut found = false;
    let mut quiet = false;
    // The last byte of the line that is no space, and the one just before.
    let (mut last, mut before) = (b'\n', b'\n');
    for (at, byte) in bytes.iter().copied().enumerate() {
        match byte {
            b'\n' => (quiet, last) = (false, b'\n'),
            b'"' | b'\'' | b'#' => quiet = true,
            b'-' if !quiet => {
                let opened = matches!(last, b'[' | b',') || (last == b':' && before == b' ');
                if opened && closes(&bytes[at + 1..]) {
                    mended[at] = b'_';
                    found = true;
                }
            }
            _ => {}
        }
        if !matches!(byte, b' ' | b'\n') {
            last = byte;
        }
        before = byte;
    }
    found.then(|| String::from_utf8(mended).ok()).flatten()
}

/// Whether nothing but the end of a value follows. It looks past spaces only,
/// and the next dash lies behind them, so that no space is looked at twice.
fn closes(rest: &[u8]) -> bool {
    let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\r'));
    next.is_none_or(|byte| matches!(byte, b'\n' | b'#' | b',' | b']' | b'}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded() {
        assert!(too_deep(&"[".repeat(100_000)).is_some());
        assert!(too_deep(&"- ".repeat(100_000)).is_some());
        assert!(too_deep(&"? ".repeat(100_000)).is_some());
        assert!(too_deep("a: [1, {b: [2]}]\n- - 1\n").is_none());
        for (mark, at) in [
            ("[", DEEPEST),
            ("{", DEEPEST),
            ("- ", 2 * DEEPEST),
            ("? ", 2 * DEEPEST),
        ] {
            assert_eq!(too_deep(&mark.repeat(DEEPEST)), None);
            let found = too_deep(&mark.repeat(DEEPEST + 1));
            assert_eq!(found.map(|(at, _)| at), Some(at), "{mark}");
        }
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
