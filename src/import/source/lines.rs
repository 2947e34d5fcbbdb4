//! What is a line of a text.

use crate::prose::odd::is_invisible;

/// A line without what nobody sees at its edges; `None` if nothing is left. Where tabs
/// part cells, those at the edges are blank cells and stay.
pub fn trimmed(line: &str) -> Option<&str> {
    let words = line.trim_matches(is_blank);
    if words.is_empty() {
        return None;
    }
    Some(match words.contains('\t') {
        true => line.trim_matches(|c| c != '\t' && is_blank(c)),
        false => words,
    })
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// The lines of a text, however they end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    // `\r\n` ends one line, `\r` alone, as old editors write it, one as well.
    let ends = |c| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(ends) else {
            rest = None;
            return Some(text);
        };
        let after = match text[end..].strip_prefix("\r\n") {
            Some(after) => after,
            None => {
                let mut after = text[end..].chars();
                after.next();
                after.as_str()
            }
        };
        rest = Some(after);
        Some(&text[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_that_nobody_sees_go_and_blank_cells_stay() {
        for (line, expected) in [
            ("　　一、总体情况\u{a0} ", Some("一、总体情况")),
            ("\u{feff}甲\u{200b}", Some("甲")),
            ("\t一、总体情况", Some("一、总体情况")),
            ("商业\t\t0\t", Some("商业\t\t0\t")),
            (" \t规章\t0 ", Some("\t规章\t0")),
            (" \t\u{3000}", None),
        ] {
            assert_eq!(trimmed(line), expected, "{line:?}");
        }
    }

    #[test]
    fn lines_end_as_any_system_ends_them() {
        let found: Vec<&str> = lines("甲\r\n乙\r丙\n\n丁\u{2028}戊").collect();
        assert_eq!(found, ["甲", "乙", "丙", "", "丁", "戊"]);
    }
}
