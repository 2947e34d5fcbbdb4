//! What is decided about a YAML text before a parser sees it.

use crate::diag::Diagnostic;

use super::read;
use super::value::Value;

/// The deepest nesting that any file of a site needs is four.
const DEEPEST: usize = 32;

/// The place at which the text nests deeper than any site needs, with a message. One YAML
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

/// What may be typed in place of a dash: marks and letters that are a plain value each.
const STAND_INS: &str = "_^$;()ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A text whose lone dashes a parser takes for values.
pub struct Dashes {
    /// As long as the source, so that byte offsets stay as they are.
    pub text: String,
    /// What replaces a dash in it, and is nowhere else in it.
    pub stand_in: char,
}

impl Dashes {
    /// The values of the source, with its dashes.
    pub fn read(&self) -> Result<Value<'static>, serde_yaml::Error> {
        let mut value = read::read(&self.text)?.into_owned();
        value.restore_dashes(self.stand_in);
        Ok(value)
    }

    /// Puts the dashes back into what is said of the text.
    pub fn restore(&self, said: &mut Diagnostic) {
        said.message = said.message.replace(self.stand_in, "-");
        said.help = said
            .help
            .take()
            .map(|help| help.replace(self.stand_in, "-"));
    }
}

/// A lone `-` as a value means 不适用 on the paper form, but YAML takes it for
/// a list. Returns the text with a character that does not occur in it for
/// each such dash, or `None` if there is none. What is in quotes or in a
/// comment is left alone. Linear.
pub fn bare_dashes(text: &str) -> Option<Dashes> {
    let stand_in = STAND_INS.chars().find(|mark| !text.contains(*mark))?;
    let bytes = text.as_bytes();
    let mut mended = bytes.to_vec();
    let mut found = false;
    // The last byte of the line that is no space, and the one just before.
    let (mut last, mut before) = (b'\n', b'\n');
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let opens = matches!(last, b'[' | b'{' | b',' | b'\n') || (last == b':' && before == b' ');
        match byte {
            b'"' | b'\'' if opens => at += quoted(&bytes[at..]),
            b'#' if is_space(before) => at += end_of_line(&bytes[at..]),
            b'-' if opens && !matches!(last, b'{' | b'\n') && closes(&bytes[at + 1..]) => {
                mended[at] = stand_in as u8;
                found = true;
            }
            _ => {}
        }
        if byte == b'\n' || !is_space(byte) {
            last = byte;
        }
        before = byte;
        at += 1;
    }
    let text = found.then(|| String::from_utf8(mended).ok()).flatten()?;
    Some(Dashes { text, stand_in })
}

/// How far away the end of a quoted text is: at its last quote, or at the end of
/// the line if that has none.
fn quoted(rest: &[u8]) -> usize {
    let end = end_of_line(rest) + 1;
    let mut at = 1;
    while at < end {
        match (rest[0], rest[at]) {
            (b'"', b'\\') => at += 1,
            (b'\'', b'\'') if rest.get(at + 1) == Some(&b'\'') => at += 1,
            (quote, byte) if byte == quote => return at,
            _ => {}
        }
        at += 1;
    }
    end - 1
}

/// How far away the last byte of the line is.
fn end_of_line(rest: &[u8]) -> usize {
    let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    end.saturating_sub(1)
}

/// Whether nothing but the end of a value follows. It looks past spaces only,
/// and the next dash comes after them, so that no space is looked at twice.
fn closes(rest: &[u8]) -> bool {
    let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\r'));
    next.is_none_or(|byte| matches!(byte, b'\n' | b'#' | b',' | b']' | b'}'))
}

/// Whether a `#` that no space follows ends a value: it begins a comment, and
/// may have been meant as part of the value. Comments on lines of their own do
/// not count.
pub fn has_glued_comment(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'#', bytes).any(|at| {
        let next = bytes.get(at + 1).is_some_and(|next| !is_space(*next));
        let before = at.checked_sub(1).is_some_and(|at| is_space(bytes[at]));
        let line = || text[..at].rsplit('\n').next().unwrap_or_default().trim();
        next && before && !line().is_empty() && !line().starts_with('#')
    })
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
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
        let mended = |text| {
            bare_dashes(text)
                .map(|mended| mended.text)
                .unwrap_or_default()
        };
        assert_eq!(mended("a: -\nb: 1"), "a: _\nb: 1");
        assert_eq!(mended("a: [0, -, -]"), "a: [0, _, _]");
        assert_eq!(mended("a: {b: -, c: 1}"), "a: {b: _, c: 1}");
        assert_eq!(mended("a_: -"), "a_: ^");
        assert_eq!(mended("a:\n  - 1\n  - 2"), "");
        assert_eq!(mended("a: \"x, -, y\""), "");
        assert_eq!(mended("a: {\"b\": -, 'c': -}"), "a: {\"b\": _, 'c': _}");
        assert_eq!(mended("a: 'it''s, -, y'\nb: -"), "a: 'it''s, -, y'\nb: _");
        assert_eq!(mended("a: \"\\\", -, y\""), "");
        assert_eq!(mended("a: b # c, -, d"), "");
        assert_eq!(mended("a: \"b, -, c\nd: -"), "a: \"b, -, c\nd: _");
        assert_eq!(mended("a: 2022-12-23"), "");
    }

    #[test]
    fn a_comment_is_glued_if_it_may_be_part_of_a_value() {
        for (text, glued) in [
            ("a: b #c", true),
            ("a: #c\n", true),
            ("a: b # c", false),
            ("a: b#c", false),
            ("#a: b", false),
            ("  #a: b  #c\n# d #e\n", false),
            ("a: b #", false),
            ("a: b #\nc: 1", false),
        ] {
            assert_eq!(has_glued_comment(text), glued, "{text}");
        }
    }
}
