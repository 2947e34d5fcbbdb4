//! Where the sentences of Chinese prose end, and their clauses.

use std::ops::Range;

/// At which marks a text is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// At every mark behind which another statement begins, and at line ends:
    /// what is said of one date or one name holds up to there.
    Statement,
    /// Only at `。` and line ends: an enumeration may have all other marks
    /// between its items.
    Enumeration,
}

impl Ends {
    fn at(self, c: char) -> bool {
        match self {
            Self::Statement => matches!(c, '。' | '；' | '！' | '？' | ';' | '\n'),
            Self::Enumeration => matches!(c, '。' | '\n'),
        }
    }
}

/// Where a sentence stands. It ends at full stops, not at `；` or at line ends,
/// because the parts of one total stand on both sides of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// In bytes of the text, without the mark that ends it.
    pub range: Range<usize>,
    /// The text was cut here, so what follows is not known.
    pub cut: bool,
}

/// What stands for text that was left out when a report was copied.
const CUT: &str = "〔略〕";

/// The longest sentence that is read as one, in bytes. A longer one ends at a
/// mark as if it were cut: no clerk writes it, and what is read per sentence
/// may take the square of its length.
const LONGEST: usize = 2048;

/// Whether a character divides the clauses of a sentence.
#[inline]
pub fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '，' | ','
            | '；'
            | ';'
            | '：'
            | ':'
            | '（'
            | '('
            | '）'
            | ')'
            | '。'
            | '！'
            | '？'
            | '!'
            | '?'
    )
}

/// The parts of a text, as bytes, without the marks that end them; `signs` are
/// those of the text ([`super::signs`]).
pub fn split(
    text: &str,
    signs: impl Iterator<Item = (usize, char)>,
    ends: Ends,
) -> impl Iterator<Item = Range<usize>> {
    let marks = signs.filter(move |(_, c)| ends.at(*c));
    let marks = marks.map(|(end, c)| (end, c.len_utf8()));
    let mut at = 0;
    marks
        .chain([(text.len(), 0)])
        .map(move |(end, mark)| {
            let range = at..end;
            at = end + mark;
            range
        })
        .filter(|range| !range.is_empty())
}

/// The statement in which a place lies.
pub fn statement_around(text: &str, at: usize) -> Range<usize> {
    let ends = |c: char| Ends::Statement.at(c);
    let before = text[..at].char_indices().rfind(|(_, c)| ends(*c));
    let start = before.map_or(0, |(end, c)| end + c.len_utf8());
    let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
    start..end
}

/// The sentences of a text, whose signs are these ([`super::signs`]).
pub fn sentences(text: &str, signs: &[(usize, char)]) -> Vec<Extent> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>, cut: bool| {
        if !text[range.clone()].chars().all(char::is_whitespace) {
            found.push(Extent { range, cut });
        }
    };
    let mut skip = 0;
    let mut read = |(at, c): (usize, char)| {
        let end = at + c.len_utf8();
        if at < skip {
            return;
        }
        if matches!(c, '。' | '！' | '？' | '!' | '?') {
            push(start..at, false);
            start = end;
        } else if c == '〔' && text[at..].starts_with(CUT) {
            push(start..at, true);
            skip = at + CUT.len();
            start = skip;
        } else if end - start > LONGEST
            && (ends_clause(c) || c == '、' || end - start > 2 * LONGEST)
        {
            push(start..end, true);
            start = end;
        }
    };
    // A letter ends a sentence only where that is far too long.
    if text.len() > LONGEST {
        text.char_indices().for_each(read);
    } else {
        signs.iter().copied().for_each(&mut read);
    }
    push(start..text.len(), false);
    found
}

#[cfg(test)]
mod tests {
    use crate::prose::signs;

    use super::*;

    #[test]
    fn a_cut_ends_a_sentence_and_is_remembered() {
        let text = "公开3条，其中甲〔略〕乙2条。丙\n丁！";
        let signs: Vec<(usize, char)> = signs(text).collect();
        let found = sentences(text, &signs);
        let texts = found.iter().map(|one| (&text[one.range.clone()], one.cut));
        let texts: Vec<(&str, bool)> = texts.collect();
        assert_eq!(
            texts,
            [
                ("公开3条，其中甲", true),
                ("乙2条", false),
                ("丙\n丁", false)
            ]
        );
    }

    #[test]
    fn parts_keep_their_places() {
        let parts = |text: &'static str, ends| -> Vec<&str> {
            let parts = split(text, signs(text), ends);
            parts.map(|range| &text[range]).collect()
        };
        let text = "一。二；\n三";
        assert_eq!(parts(text, Ends::Statement), ["一", "二", "三"]);
        assert_eq!(parts(text, Ends::Enumeration), ["一", "二；", "三"]);
        let last = text.len() - '三'.len_utf8();
        assert_eq!(&text[statement_around(text, last)], "三");
    }
}
