//! Lines of so many columns, broken where Chinese and Latin text may be.

use unicode_linebreak::linebreaks;

use crate::prose::cells;

/// Breaks a text into lines of at most so many columns: between words, never before
/// a mark that closes; inside a word only if it is longer than a line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut start = 0;
        for (end, _) in linebreaks(paragraph) {
            for part in parts(&paragraph[start..end], width) {
                if !line.is_empty() && cells(&line) + cells(part.trim_end()) > width {
                    lines.push(line.trim_end().to_owned());
                    line.clear();
                }
                line.push_str(part);
            }
            start = end;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A word, in parts that fit into a line.
fn parts(word: &str, width: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = word;
    while cells(rest.trim_end()) > width {
        let ends = rest.char_indices().skip(1).map(|(at, _)| at);
        let fits = ends.take_while(|at| cells(&rest[..*at]) <= width);
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let (part, more) = rest.split_at(fits.last().unwrap_or(first));
        parts.push(part);
        rest = more;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_end_where_a_reader_expects_it() {
        assert_eq!(
            wrap("运行 gongkai check 看看，再改。", 13),
            ["运行 gongkai", "check 看看，", "再改。"]
        );
        // A stop does not begin a line.
        assert_eq!(wrap("甲乙丙丁。戊", 8), ["甲乙丙", "丁。戊"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("甲\n乙", 9), ["甲", "乙"]);
    }

    proptest! {
        #[test]
        fn every_sign_is_in_a_line_and_every_line_fits(
            text in "[甲。（）“a/. -]{0,40}", width in 2_usize..20,
        ) {
            let lines = wrap(&text, width);
            let plain = |text: &str| text.replace(' ', "");
            prop_assert_eq!(plain(&lines.concat()), plain(&text));
            for line in &lines {
                prop_assert!(cells(line) <= width, "{}", line);
            }
        }
    }
}
