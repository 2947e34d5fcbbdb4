//! Marks and digits of the wrong width in Chinese text, and what belongs there.
//!
//! Times, ratios, figures, addresses and the names of files keep their marks.

use std::ops::Range;

use crate::prose::numerals::value;
use crate::prose::{digit, in_address, is_cjk, is_wide_punctuation, narrow_digit};

/// What stands at a place of a text, and what belongs there.
pub type Change = (Range<usize>, String);

/// The marks of a keyboard that Chinese text has wide.
pub const KEYBOARD: [char; 7] = [',', ';', ':', '(', ')', '.', '"'];

/// Wide marks before which no space stands.
pub const CLOSE: &str = "，。；：、";

/// The longest quotation between marks of the keyboard, in letters.
const LONGEST: usize = 40;

/// The full-width twin of a half-width mark. A quote mark has two.
pub fn widened(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        '.' => '。',
        _ => return None,
    })
}

/// What a mark is called.
pub fn name(mark: char) -> &'static str {
    match mark {
        ',' => "逗号",
        ';' => "分号",
        ':' => "冒号",
        '.' => "句号",
        '"' => "引号",
        _ => "括号",
    }
}

/// The half-width marks of a text that belong full-width, in reading order, with
/// the spaces that went with them. Linear.
pub fn marks(text: &str, signs: &[(usize, char)]) -> Vec<Change> {
    let mut found = Vec::new();
    brackets(text, signs, &mut found);
    quotes(text, signs, &mut found);
    // What becomes wide is beside the others as Chinese text is.
    let places = found.iter().map(|(range, _)| range.clone());
    let mut wide: Vec<usize> = places
        .filter_map(|range| Some(range.start + text[range].find(['(', ')', '"'])?))
        .collect();
    wide.sort_unstable();
    for (at, mark) in signs.iter().copied() {
        let belongs = match mark {
            ',' | ';' | ':' => separates(text, at, &wide),
            '.' => stops(text, at, &wide),
            _ => false,
        };
        if let Some(wide) = widened(mark).filter(|_| belongs && !is_part(text, at)) {
            found.push((at..with_spaces(text, at + 1), wide.to_string()));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The end of the spaces behind a mark, if Chinese text goes on behind them.
fn with_spaces(text: &str, end: usize) -> usize {
    let rest = text[end..].trim_start_matches(' ');
    if rest.starts_with(opens_chinese) {
        text.len() - rest.len()
    } else {
        end
    }
}

fn opens_chinese(c: char) -> bool {
    is_cjk(c) || "《“〔（〈".contains(c)
}

fn ends_chinese(c: char) -> bool {
    is_cjk(c) || "》”〕）〉".contains(c)
}

/// The characters beside a mark, spaces passed over.
fn beside(text: &str, at: usize) -> (Option<char>, Option<char>) {
    let before = text[..at].trim_end_matches(' ').chars().next_back();
    let after = text[at + 1..].trim_start_matches(' ').chars().next();
    (before, after)
}

/// Whether a comma, semicolon or colon stands in Chinese text: not in a figure, a
/// time or a ratio.
fn separates(text: &str, at: usize, wide: &[usize]) -> bool {
    let (Some(before), after) = beside(text, at) else {
        return false;
    };
    let figure = digit(before).is_some() && after.is_some_and(|c| digit(c).is_some());
    let entity = text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    let entity = entity.len() < at && entity.ends_with('&');
    let (last, next) = (
        text[..at].trim_end_matches(' ').len().wrapping_sub(1),
        text.len() - text[at + 1..].trim_start_matches(' ').len(),
    );
    let beside = ends_chinese(before)
        || after.is_some_and(opens_chinese)
        || wide.binary_search(&last).is_ok()
        || wide.binary_search(&next).is_ok();
    before != '\n' && beside && !figure && !entity
}

/// Whether a point ends a Chinese sentence: no decimal point, no number of an
/// item, no ending of a file's name, no middle dot of a name.
fn stops(text: &str, at: usize, wide: &[usize]) -> bool {
    let (before, behind) = (&text[..at], &text[at + 1..]);
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let item = line
        .trim_matches(['（', '）', '(', ')'])
        .chars()
        .all(|c| value(c).is_some() || digit(c).is_some());
    let rest = behind.trim_start_matches(' ');
    let ends = rest.is_empty() || rest.starts_with(['\n', '”', '）', ')', '"']);
    let chinese =
        ends_chinese(last) || wide.binary_search(&(at - 1)).is_ok() || last == '%' && ends;
    if item || digit(last).is_some() || !chinese {
        return false;
    }
    let apart = rest.len() < behind.len();
    ends || rest.starts_with(opens_chinese) && (apart || long(before, rest))
}

/// Whether two sentences without a full stop between them are long enough to be
/// some: 买买提.艾力 is a name.
fn long(before: &str, behind: &str) -> bool {
    const SHORTEST: usize = 10;
    const NEAR: usize = 100;
    let clause = |c: &char| is_cjk(*c);
    let length =
        |letters: &mut dyn Iterator<Item = char>| letters.take_while(clause).take(SHORTEST).count();
    length(&mut before.chars().rev()) >= SHORTEST
        && length(&mut behind.chars()) >= SHORTEST
        && !before.chars().rev().take(NEAR).any(|c| c == '。')
        && !behind.chars().take(NEAR).any(|c| c == '。')
}

/// The brackets in Chinese text, each with its other half.
fn brackets(text: &str, signs: &[(usize, char)], found: &mut Vec<Change>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, mark) in signs.iter().copied() {
        match mark {
            '(' | '（' => open.push((at, mark)),
            ')' | '）' => {
                if let Some((start, opened)) = open.pop()
                    && (opened == '(' || mark == ')')
                    && encloses(text, start + opened.len_utf8(), at, mark)
                {
                    bracket(text, start, opened, found);
                    bracket(text, at, mark, found);
                }
            }
            _ => {}
        }
    }
}

fn bracket(text: &str, at: usize, mark: char, found: &mut Vec<Change>) {
    let Some(wide) = widened(mark).filter(|_| !is_part(text, at)) else {
        return;
    };
    let mut range = at..at + 1;
    if mark == '(' {
        let before = text[..at].trim_end_matches(' ');
        if before.ends_with(ends_chinese) {
            range.start = before.len();
        }
    } else {
        range.end = with_spaces(text, range.end);
    }
    found.push((range, wide.to_string()));
}

/// Whether brackets from `start` to `end` stand in Chinese text. The year of a
/// document's number is FMT02's.
fn encloses(text: &str, start: usize, end: usize, close: char) -> bool {
    // Brackets may stand in brackets, without end.
    const LOOKED_AT: usize = 100;
    let inside = &text[start..end];
    let before = text[..start].chars().rev().skip(1).find(|c| *c != ' ');
    let behind = &text[end + close.len_utf8()..];
    let number = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let year = inside.len() == 4 && inside.bytes().all(|byte| byte.is_ascii_digit());
    if year && number.starts_with('号') || inside.is_empty() {
        return false;
    }
    let begins = before.is_none_or(|c| c == '\n') && behind.starts_with(opens_chinese);
    inside.chars().take(LOOKED_AT).any(is_cjk)
        || before.is_some_and(|c| ends_chinese(c) || "，。；：、".contains(c))
        || begins
}

/// The quote marks of a keyboard around Chinese words, where it is plain which
/// open and which close.
fn quotes(text: &str, signs: &[(usize, char)], found: &mut Vec<Change>) {
    let mut marks = signs.iter().filter(|(_, c)| *c == '"').map(|(at, _)| *at);
    let mut pairs = Vec::new();
    while let Some(start) = marks.next() {
        let Some(end) = marks.next() else { return };
        let inside = &text[start + 1..end];
        let before = text[..start].chars().next_back();
        let after = text[end + 1..].chars().next();
        let wide = |c: Option<char>| c.is_some_and(|c| matches!(c, '“' | '”'));
        let unclear = wide(before)
            || wide(after)
            || before.is_some_and(|c| c.is_ascii_alphanumeric())
            || inside.contains(['\n', '“', '”'])
            || inside.trim() != inside
            || inside.is_empty()
            || inside.chars().count() > LONGEST;
        if unclear || is_part(text, start) || is_part(text, end) {
            return;
        }
        if inside.contains(is_cjk) {
            pairs.push((start..start + 1, "“".to_owned()));
            pairs.push((end..end + 1, "”".to_owned()));
        }
    }
    found.append(&mut pairs);
}

/// Words that announce a way to reach an office.
const LABELS: &str = "电话 传真 邮箱 邮件 网址 地址 邮编 编码 网站 联系人";

/// Whether a mark is part of an address or of the name of a file. What announces
/// an address, as in `邮箱:`, and what stands before such a word is none.
pub fn is_part(text: &str, at: usize) -> bool {
    if !in_address(text, at) {
        return false;
    }
    let (before, mark) = (&text[..at], text.as_bytes().get(at));
    let behind = text.get(at + 1..).unwrap_or_default();
    let letters = behind.trim_start_matches(is_cjk);
    let label = &behind[..behind.len() - letters.len()];
    let is_label = |text: &str| LABELS.split(' ').any(|label| text.ends_with(label));
    if letters.starts_with([':', '：']) && is_label(label) {
        return false;
    }
    match mark {
        Some(b':') => !is_label(before),
        Some(b')') => {
            let ends = behind
                .chars()
                .next()
                .is_none_or(|c| is_wide_punctuation(c) || c == '\n');
            let open = before
                .rfind(['(', ')'])
                .filter(|at| before[*at..].starts_with('('));
            !ends || open.is_none_or(|open| is_part(text, open))
        }
        _ => true,
    }
}

/// The spaces of a text before marks that have none.
pub fn spaces(text: &str, signs: &[(usize, char)]) -> Vec<Change> {
    let mut found = Vec::new();
    for (at, mark) in signs.iter().copied() {
        if !CLOSE.contains(mark) {
            continue;
        }
        let before = text[..at].trim_end_matches(is_blank);
        // What a label leaves open is for a person, and a line may be indented.
        let open = before.is_empty() || before.ends_with(['\n', '：', ':', '|']);
        if before.len() < at && !open {
            found.push((before.len()..at, String::new()));
        }
    }
    found
}

pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}')
}

/// The numbers of a text in full-width digits.
pub fn wide_digits(text: &str, signs: &[(usize, char)]) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for (at, mark) in signs.iter().copied() {
        if !('０'..='９').contains(&mark) || in_address(text, at) {
            continue;
        }
        let narrow = narrow_digit(mark);
        match found.last_mut() {
            Some((range, number)) if range.end == at => {
                range.end += mark.len_utf8();
                number.push(narrow);
            }
            _ => found.push((at..at + mark.len_utf8(), narrow.to_string())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::prose::signs;

    use super::*;

    type Look = fn(&str, &[(usize, char)]) -> Vec<Change>;

    fn changed(text: &str, look: Look) -> String {
        let signs: Vec<(usize, char)> = signs(text).collect();
        let mut changed = text.to_owned();
        for (range, new) in look(text, &signs).into_iter().rev() {
            changed.replace_range(range, &new);
        }
        changed
    }

    #[test]
    fn marks_in_chinese_text_become_wide() {
        for (text, wide) in [
            ("公开,办理;答复:如下", "公开，办理；答复：如下"),
            ("(一)公开(见附件)", "（一）公开（见附件）"),
            ("依据《条例》,开展", "依据《条例》，开展"),
            ("公开,(见附件),办理", "公开，（见附件），办理"),
            ("公开率(100%),3件,4条", "公开率（100%），3件，4条"),
            (
                "电话:0710-5551234;邮编:350400",
                "电话：0710-5551234；邮编：350400",
            ),
            ("开设\"公开\"专栏, 每周更新.", "开设“公开”专栏，每周更新。"),
            (
                "办理完毕. 下年继续.\n再次公开.",
                "办理完毕。下年继续。\n再次公开。",
            ),
            ("公开（见附件)办理", "公开（见附件）办理"),
            ("收到 (含网络) 申请", "收到（含网络）申请"),
            (
                "联系(地址:石桥镇大街1号,邮编:350400,邮箱:qh@example.gov.cn)。",
                "联系（地址：石桥镇大街1号，邮编：350400，邮箱：qh@example.gov.cn）。",
            ),
            ("使用OA(办公)系统,更新", "使用OA（办公）系统，更新"),
            ("办结率100%.", "办结率100%。"),
        ] {
            assert_eq!(changed(text, marks), wide, "{text}");
        }
    }

    #[test]
    fn marks_of_figures_names_and_addresses_stay() {
        for text in [
            "每天8:30-17:30开放，比例1:2，共1,200件，占1.5%",
            "见 https://a.cn/公开:办理(一),如下",
            "files/附件,一.pdf、甲,乙@a.cn、附件.docx",
            "买买提.艾力，1.公开，一.公开，（一）.公开",
            "国办发(2021)12号",
            "采用OA(v2)系统",
            "55\"电视和65\"电视",
            "\"公开和\"办理\"",
            "A,B,C",
            "第一,",
            "公开...",
        ] {
            let wide = text.replace("第一,", "第一，");
            assert_eq!(changed(text, marks), wide, "{text}");
        }
    }

    #[test]
    fn spaces_before_marks_go_and_digits_become_narrow() {
        assert_eq!(
            changed("内容 ，办理　。\n　，", spaces),
            "内容，办理。\n　，"
        );
        assert_eq!(changed("电话： ，", spaces), "电话： ，");
        assert_eq!(
            changed("１１０６条，１．公开", wide_digits),
            "1106条，1．公开"
        );
        assert_eq!(changed("https://a.cn/１", wide_digits), "https://a.cn/１");
    }
}
