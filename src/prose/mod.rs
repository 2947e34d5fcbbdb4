//! Chinese text, read once for all who ask: its characters, sentences,
//! numbers, dates and names.

pub mod dates;
pub mod department_names;
pub mod figures;
pub mod numbers;
pub mod numerals;
pub mod odd;
pub mod ordinals;
pub mod phones;
pub mod place_names;
pub mod sentences;
pub mod sequences;
pub mod sign_kinds;
pub mod spelt;
pub mod text;

use unicode_normalization::UnicodeNormalization;

/// Whether a character is written without spaces around it: Han, kana,
/// bopomofo and full-width letters. Hangul is not, Korean puts spaces.
#[inline]
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' // radicals
        | '々' | '〇' | '〡'..='〩' | '〸'..='〺'
        | '\u{3041}'..='\u{312f}' // kana, bopomofo
        | '\u{31a0}'..='\u{9fff}' // strokes, enclosed and compatible forms, Han
        | '\u{f900}'..='\u{faff}'
        | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ'
        | '\u{20000}'..='\u{3ffff}')
}

/// What a text has besides ordinary Han letters, with its places: marks,
/// digits and all else. Most of a Chinese text is letters, and they are passed
/// over without being read.
#[inline]
pub fn signs(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        // U+4000 to U+9FFF, in three bytes each.
        while let Some(0xE4..=0xE9) = text.as_bytes().get(at) {
            at += 3;
        }
        let sign = (at, text[at..].chars().next()?);
        at += sign.1.len_utf8();
        Some(sign)
    })
}

/// The ASCII twin of a full-width digit; any other character as it is.
#[inline]
pub fn narrow_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// What a digit of either width is worth.
#[inline]
pub fn digit(c: char) -> Option<usize> {
    narrow_digit(c).to_digit(10).map(|digit| digit as usize)
}

/// The place behind white space.
#[inline]
pub fn past_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// How many bytes on either side of a place are looked at: a text of megabytes
/// may have no space in it.
const LONGEST_ADDRESS: usize = 256;

/// Whether a place lies in a web or mail address or the name of a file, where
/// every character counts: in the stretch around it, up to a space or a mark of
/// Chinese text, stands what only these have. Rather too often than once too few.
pub fn in_address(text: &str, at: usize) -> bool {
    let ends = |c: char| {
        c.is_whitespace()
            || is_wide_punctuation(c)
            || matches!(c, '“' | '”' | '"' | '<' | '>' | '[' | ']' | '|')
    };
    let (first, last) = (at.saturating_sub(LONGEST_ADDRESS), at + LONGEST_ADDRESS);
    let (before, after) = text.split_at(at);
    let before = &before[before.ceil_char_boundary(first)..];
    let after = &after[..after.floor_char_boundary(last - at)];
    let start = before.char_indices().rev().find(|(_, c)| ends(*c));
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    let end = after.find(ends).unwrap_or(after.len());
    let from = at - before.len();
    let stretch = &text[from + start..at + end];
    let bytes = stretch.as_bytes();
    let letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    bytes.iter().enumerate().any(|(at, byte)| {
        let (before, after) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
        match byte {
            b'\\' => true,
            b'/' => before || after || bytes.get(at + 1) == Some(&b'/'),
            b'@' => before && after,
            b'.' => bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
            _ => false,
        }
    })
}

/// A text that a terminal may show: a control character could take it over.
pub fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() { '�' } else { c };
    text.chars().map(shown).collect()
}

/// Whether a character is punctuation of Chinese text. Quotes, dash, ellipsis
/// and the middle dot share their code points with Western text and count.
pub fn is_cjk_punctuation(c: char) -> bool {
    is_wide_punctuation(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '–' | '·' | '‧' | '⸺')
}

/// Punctuation that is full-width and so carries its own space.
pub fn is_wide_punctuation(c: char) -> bool {
    let letter = is_cjk(c) || c == '\u{3000}';
    let block = matches!(c,
        '\u{3000}'..='\u{303f}' | '・' | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffe6}');
    block && !letter
}

/// How many cells of a terminal a text takes: a Chinese character takes two.
pub fn cells(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// How many cells of a terminal a character takes.
pub fn width(c: char) -> usize {
    match is_cjk(c) || is_cjk_punctuation(c) {
        true => 2,
        false => 1,
    }
}

/// A text that takes so many cells at least.
pub fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(cells(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The form in which labels are compared: compatibility-folded (`（` is `(`),
/// without white space and without the invisible characters that pasting from
/// web pages brings along.
pub fn fold(text: &str) -> String {
    if text.chars().all(is_plain) {
        return fold_plain(text).collect();
    }
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !odd::is_invisible(*c))
        .collect()
}

/// Whether two labels have one folded form.
pub fn alike(a: &str, b: &str) -> bool {
    // Most are typed as they are printed; and where they differ in plain
    // characters, nothing behind mends it.
    let same = || fold_plain(a).zip(fold_plain(b)).all(|(a, b)| a == b);
    a == b || same() && fold(a) == fold(b)
}

/// Letters and marks of ordinary Chinese text, which fold each by itself:
/// none of them composes with its neighbour.
#[inline]
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{3002}'
        | '《' | '》' | '\u{ff01}'..='\u{ff5e}')
}

/// What `fold` makes of the plain characters that a text begins with.
fn fold_plain(text: &str) -> impl Iterator<Item = char> + '_ {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let plain = text.chars().take_while(|c| is_plain(*c));
    plain.filter(|c| !c.is_whitespace()).map(narrow)
}

/// The candidate that a mistyped word most likely means, if any is close. One
/// slip is allowed in a short word, one more for every three characters, so
/// that 行政许可 is never taken for 行政处罚.
pub fn closest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(word).to_lowercase();
    let length = wanted.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate).to_lowercase();
        let other = folded.chars().count();
        let allowed = if length.min(other) < 2 {
            0
        } else {
            (length.max(other) / 3).clamp(1, 4)
        };
        // Also keeps a word of megabytes away from a quadratic comparison.
        if length.abs_diff(other) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &folded);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A date as official documents print it, without leading zeros.
pub fn chinese_date(year: i16, month: i8, day: i8) -> String {
    format!("{year}年{month}月{day}日")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_punctuation_are_told_apart() {
        for c in "政々〇かア𠮷Ａ５㈠".chars() {
            assert!(is_cjk(c) && !is_cjk_punctuation(c), "{c}");
        }
        for c in "。，、；：？！“”‘’（）《》〈〉〔〕【】…—·～／".chars()
        {
            assert!(is_cjk_punctuation(c) && !is_cjk(c), "{c}");
        }
        for c in "aZ5é,.*()\u{3000} 한\u{fdd0}".chars() {
            assert!(!is_cjk(c) && !is_cjk_punctuation(c), "{c}");
        }
        assert!(is_wide_punctuation('，') && !is_wide_punctuation('“'));
    }

    #[test]
    fn signs_are_all_but_the_letters() {
        let text = "甲3，乙（\u{3fff}\u{4000}\u{9fff}\u{a000}𠮷é）丙";
        let all = text.char_indices();
        let other = all.filter(|(_, c)| !('\u{4000}'..='\u{9fff}').contains(c));
        assert!(signs(text).eq(other));
        assert_eq!(signs("").chain(signs("甲乙")).next(), None);
    }

    #[test]
    fn addresses_are_told_from_text() {
        let within = |text: &str| in_address(text, text.find(',').expect("a comma"));
        for text in [
            "见files/附件,一.pdf",
            "https://a.cn/公开,办理",
            "发到甲,乙@a.cn",
            "附件,一.docx",
            "D:\\公开,办理",
            "www.甲,乙.cn",
        ] {
            assert!(within(text), "{text}");
        }
        for text in [
            "公开,办理",
            "和/或,办理",
            "见 a.pdf 公开,办理",
            "附件.pdf，公开,办理",
            "1.5件,办理",
        ] {
            assert!(!within(text), "{text}");
        }
    }

    #[test]
    fn labels_fold_to_one_form() {
        assert_eq!(fold("　商业\n企业 "), "商业企业");
        assert_eq!(fold("（一）予以公开"), "(一)予以公开");
        assert_eq!(fold("1．属于国家秘密\u{200b}"), "1.属于国家秘密");
    }

    #[test]
    fn plain_characters_fold_as_all_others_do() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_plain(*c)) {
            for text in [c.to_string(), format!("甲{c}a"), format!("(，{c}{c}")] {
                let whole: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
                assert_eq!(fold(&text), whole, "{c:?}");
            }
        }
        assert!(alike("一、总体 情况", "一、总体情况　") && alike("（一）", "(一)"));
        assert!(alike("⼀、总体情况", "一、总体情况") && !alike("甲", "乙"));
    }

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        let labels = [
            "规章",
            "行政规范性文件",
            "行政许可",
            "行政处罚",
            "行政强制",
            "总计",
            "summary",
            "base_url",
        ];
        let find = |word: &str| closest(word, labels.into_iter());
        for (typed, meant) in [
            ("行政处法", "行政处罚"),
            ("行政罚处", "行政处罚"),
            ("行政处罚决定", "行政处罚"),
            ("规范性文件", "行政规范性文件"),
            ("总记", "总计"),
            ("sumary", "summary"),
            ("Summary", "summary"),
            ("baseurl", "base_url"),
            ("总 计", "总计"),
        ] {
            assert_eq!(find(typed), Some(meant), "{typed}");
        }
        for word in [
            "",
            "章",
            "收费",
            "行政",
            "行政复议",
            "自然人",
            "title",
            "xyz",
        ] {
            assert_eq!(find(word), None, "{word}");
        }
        assert_eq!(
            closest("现行有效件", ["现行有效件数"].into_iter()),
            Some("现行有效件数")
        );
        assert_eq!(find(&"长".repeat(2_000_000)), None);
    }

    #[test]
    fn dates_have_no_leading_zeros() {
        assert_eq!(chinese_date(2022, 12, 3), "2022年12月3日");
    }
}
