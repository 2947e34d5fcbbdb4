//! Gaps where a number should stand: `2025年 月 日`, `公开  条`, `〔2021〕号`.

use std::ops::Range;

use super::around::{after, before, date_part, ends, is_letter, is_space, unit};
use super::{Reader, Sought};

/// A word that a unit ends, such as 文件, has a space in it to look wider.
const WORDS: [(&str, &str); 7] = [
    ("件", "文事案条邮信部证要附稿物急原零配软硬函来"),
    ("条", "头面链线苗教信一两三每逐首各"),
    (
        "次",
        "层批名档人场班车依再多首每本此上下频轮梯渐其几一二两三四五六七八九十历初屡",
    ),
    ("份", "身月年省股备辈成缩一每县各"),
    ("项", "事款选单奖立强弱各专义多每一杂"),
    ("篇", "长短首名一每各"),
    ("元", "单多公美日欧韩纪一二三多"),
];

/// A gap that was closed: it is none only because nothing at all was left for
/// the number.
pub(super) fn closed(sought: &Sought<'_>) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let begins = |&(at, sign): &(usize, char)| {
        let word = match sign {
            '0'..='9' => return after_digit(text, at + 1),
            '〕' => "〕号",
            '］' => "］号",
            '（' if sought.reader != Reader::Applicant => "（）",
            '(' if sought.reader != Reader::Applicant && is_letter(before(text, at)) => "()",
            '〔' => "〔〕",
            '《' => "《》",
            '【' => "【】",
            '[' if counts(text, at, at + "[]".len()) => "[]",
            _ => return None,
        };
        text[at..].starts_with(word).then(|| at..at + word.len())
    };
    sought.signs.iter().find_map(begins)
}

/// Whether something is counted where brackets stand: 公开[ ]条.
fn counts(text: &str, start: usize, end: usize) -> bool {
    is_letter(before(text, start)) && text.get(end..).is_some_and(|rest| unit(rest).is_some())
}

/// A part of a date that follows a digit and has no number of its own.
fn after_digit(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let behind = rest.strip_prefix('月');
    // 12月日, but 7月日均.
    let day = || behind.is_some_and(|rest| rest.starts_with('日') && date_part(rest));
    let gap = ["年月日", "月日"]
        .iter()
        .find(|word| rest.starts_with(**word))?;
    (gap.starts_with('年') || day()).then(|| at..at + gap.len())
}

/// A gap that is still open: spaces where a number should stand.
pub(super) fn open(sought: &Sought<'_>) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let mut signs = sought.signs.iter().copied().peekable();
    while let Some((start, space)) = signs.next() {
        if !is_space(space) {
            continue;
        }
        let mut end = start + space.len_utf8();
        while let Some((_, space)) = signs.next_if(|(at, c)| *at == end && is_space(*c)) {
            end += space.len_utf8();
        }
        if let Some(found) = gap(sought, start..end) {
            return Some(around(text, found));
        }
    }
    None
}

/// What a gap leaves open, with the gap; `None` where nothing is missing.
fn gap(sought: &Sought<'_>, gap: Range<usize>) -> Option<Range<usize>> {
    let text = sought.phrase.text;
    let rest = &text[gap.end..];
    let (last, next) = (before(text, gap.start)?, after(text, gap.end)?);
    let to = |letter: char| gap.start..gap.end + letter.len_utf8();
    match (last, next) {
        // A form leaves the whole day to who signs it.
        ('年', '月') | ('月', '日')
            if sought.reader == Reader::Applicant && !is_dated(&text[..gap.start]) =>
        {
            None
        }
        ('年', '月') => {
            let behind = rest['月'.len_utf8()..].trim_start_matches(is_space);
            (ends(behind.chars().next()) || date_part(behind)).then(|| to('月'))
        }
        ('月', '日') => date_part(rest).then(|| to('日')),
        ('第', '号' | '期' | '条' | '届' | '章' | '次' | '批') | ('〕' | '］', '号') => {
            Some(to(next))
        }
        ('（', '）') | ('(', ')') if sought.reader != Reader::Applicant => {
            Some(gap.start - last.len_utf8()..gap.end + next.len_utf8())
        }
        ('[', ']') if counts(text, gap.start - 1, gap.end + 1) => Some(gap.start - 1..gap.end + 1),
        ('〔', '〕') | ('［', '］') | ('《', '》') | ('【', '】') => {
            Some(gap.start - last.len_utf8()..gap.end + next.len_utf8())
        }
        _ => {
            let unit = unit(rest)?;
            let end = gap.end + unit.len();
            let sentence = is_letter(Some(last)) && ends(after(text, end));
            let word = WORDS
                .iter()
                .any(|(end, starts)| unit == *end && starts.contains(last));
            (sentence && !word).then_some(gap.start..end)
        }
    }
}

/// Whether a date that ends here has a year or a month: 2025年.
fn is_dated(head: &str) -> bool {
    let head = head.trim_end_matches(['年', '月']);
    head.ends_with(|c: char| c.is_ascii_digit())
}

/// A gap with the word before it, so that there is something to be shown.
fn around(text: &str, gap: Range<usize>) -> Range<usize> {
    const SHOWN: usize = 4;
    let head = &text[..gap.start];
    if head.ends_with(['〕', '］']) {
        return head.rfind(['〔', '［']).unwrap_or(gap.start)..gap.end;
    }
    let own = head.char_indices().rev();
    let own = own.take_while(|(_, c)| is_letter(Some(*c)) || c.is_ascii_digit());
    let start = own.take(SHOWN).last().map_or(gap.start, |(at, _)| at);
    start..gap.end
}
