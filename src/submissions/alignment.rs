//! Where the words of a report that was made of a file stand in that file.

use std::ops::Range;

/// Two texts that say the same, line by line, but for white space, marks and the line ends.
pub struct Alignment<'a> {
    made: &'a str,
    original: &'a str,
    /// Ranges of both texts that have the same letters, in the order of `made`.
    lines: Vec<(Range<usize>, Range<usize>)>,
}

/// The letters and digits of a text, each with its offset there.
struct Letters {
    letters: String,
    /// By the bytes of `letters`.
    offsets: Vec<usize>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let (mut letters, mut offsets) = (String::new(), Vec::new());
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            letters.push(c);
            offsets.resize(letters.len(), at);
        }
        Self { letters, offsets }
    }
}

impl<'a> Alignment<'a> {
    /// Finds every line of `made` in `original`. Lines stand in the same order in both; one
    /// that does not is looked for from the beginning.
    pub fn of(made: &'a str, original: &'a str) -> Self {
        let all = Letters::of(original);
        let mut lines = Vec::new();
        let (mut start, mut from) = (0, 0);
        for line in made.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            let own = Letters::of(line).letters;
            if own.is_empty() {
                continue;
            }
            let behind = all.letters[from..].find(&own).map(|at| from + at);
            let Some(at) = behind.or_else(|| all.letters.find(&own)) else {
                continue;
            };
            from = at + own.len();
            // With the marks on both sides.
            let before = at.checked_sub(1).map_or(0, |last| {
                let last = all.offsets[last];
                let letter = original[last..].chars().next();
                last + letter.map_or(0, char::len_utf8)
            });
            let end = all.offsets.get(from).copied();
            let there = before..end.unwrap_or(original.len());
            lines.push((range, there));
        }
        Self {
            made,
            original,
            lines,
        }
    }

    /// The bytes of the original that a range of the other text was made of; `None` if its
    /// line is not there.
    pub fn find(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let at = self.lines.partition_point(|(own, _)| own.end <= span.start);
        let (own, there) = self.lines.get(at)?;
        if span.start < own.start {
            return None;
        }
        let (mut start, mut end) = (None, there.start);
        for (offset, here) in self.walk(own, there) {
            if offset >= span.end.max(span.start + 1) {
                break;
            }
            if offset >= span.start {
                start.get_or_insert(here.start);
            }
            end = here.end;
        }
        let start = start.unwrap_or(end);
        // No mark goes beyond its line.
        let line = self.original[start..end].find('\n');
        Some(start..line.map_or(end, |line| start + line))
    }

    /// The characters of a line that stand in the original too: where, and where there.
    fn walk<'w>(
        &'w self,
        own: &'w Range<usize>,
        there: &'w Range<usize>,
    ) -> impl Iterator<Item = (usize, Range<usize>)> + 'w {
        let mut at = there.start;
        let chars = self.made[own.clone()].char_indices();
        chars.filter_map(move |(offset, c)| {
            let rest = &self.original[at..there.end];
            let letter = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            let skipped = match c.is_alphanumeric() {
                true => letter,
                false => rest[..letter].find(c)?,
            };
            if !rest[skipped..].starts_with(c) {
                return None;
            }
            let here = at + skipped..at + skipped + c.len_utf8();
            at = here.end;
            Some((own.start + offset, here))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'o>(made: &str, original: &'o str, words: &str) -> Option<&'o str> {
        let at = made.find(words).expect("the words");
        let range = Alignment::of(made, original).find(&(at..at + words.len()))?;
        Some(&original[range])
    }

    #[test]
    fn words_are_found_through_marks_breaks_and_spaces() {
        let original = "一、总体情况\n2022年，青禾镇 主动公开，，信息 5\n6条。（二）申请。\n五、问题\n2022年，*无\n";
        let made = "## 一、总体情况\n\n2022年，青禾镇主动公开，，信息56条。\n\n（二）申请。\n\n## 五、问题\n\n2022年，\\*无\n";
        for (words, expected) in [
            ("总体情况", "总体情况"),
            ("公开，，", "公开，，"),
            ("镇主动", "镇 主动"),
            ("信息56条", "信息 5"),
            ("（二）", "（二）"),
            ("五、问题", "五、问题"),
            ("\\*无", "*无"),
        ] {
            assert_eq!(found(made, original, words), Some(expected), "{words}");
        }
        let last = made.rfind("2022").expect("the year");
        let range = Alignment::of(made, original).find(&(last..last + 4));
        assert_eq!(range.map(|range| range.start), original.rfind("2022"));
        assert_eq!(found("甲乙丙\n没有\n", original, "没有"), None);
    }
}
