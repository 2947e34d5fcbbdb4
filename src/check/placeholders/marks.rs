//! Marks that stand for words or digits: XX, ××, **, ○○, □□, ____, N条.

use std::ops::Range;

use crate::check::char_set::List;
use crate::prose::numerals::is_chinese;

use super::around::{
    after, before, body, date_part, ends, is_alphanumeric, is_letter, is_mark, is_space,
    masks_a_name, unit,
};
use super::{Reader, Sought};

/// What marks of one shape have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// X, of either width and case.
    Cross,
    /// ×, which also multiplies.
    Times,
    /// _, which also is a line to write on.
    Line,
    /// *, which also masks names and numbers, and makes words bold.
    Star,
    /// ○ and 〇, which also are the digit nought.
    Ring,
    /// □, which also is a box to tick.
    Square,
    /// ?, which also asks.
    Query,
    /// N, which stands for a number only.
    Number,
    /// ……, which also leaves out words.
    Ellipsis,
}

fn shape(c: char) -> Option<Shape> {
    Some(match c {
        'X' | 'x' | 'Ｘ' | 'ｘ' => Shape::Cross,
        '×' | '╳' | '✕' => Shape::Times,
        '_' | '＿' => Shape::Line,
        '*' | '＊' => Shape::Star,
        '○' | '◯' | '〇' => Shape::Ring,
        '□' | '■' | '▢' | '☐' | '△' => Shape::Square,
        '?' | '？' => Shape::Query,
        'N' | 'n' | 'Ｎ' => Shape::Number,
        '…' => Shape::Ellipsis,
        _ => return None,
    })
}

/// A run of one mark.
struct Run<'s, 't> {
    sought: &'s Sought<'t>,
    text: &'t str,
    range: Range<usize>,
    length: usize,
}

pub(super) fn first(sought: &Sought<'_>) -> Option<Range<usize>> {
    let example = example(sought);
    let mut signs = sought.signs.iter().copied().peekable();
    while let Some((start, mark)) = signs.next() {
        let Some(shape) = shape(mark) else { continue };
        let mut run = Run {
            sought,
            text: sought.phrase.text,
            range: start..start + mark.len_utf8(),
            length: 1,
        };
        while signs
            .next_if(|(at, c)| *at == run.range.end && c.eq_ignore_ascii_case(&mark))
            .is_some()
        {
            run.range.end += mark.len_utf8();
            run.length += 1;
        }
        if start > example {
            return None;
        }
        if let Some(range) = run.year().or_else(|| run.blank(shape)) {
            return Some(range);
        }
    }
    None
}

/// Where a page begins to show how something is written: 例：“××村的验收报告”.
fn example(sought: &Sought<'_>) -> usize {
    static WORDS: List<5> = List::new(["例：", "例如", "如：", "比如", "举例"]);
    if matches!(sought.reader, Reader::Report | Reader::Field) {
        return usize::MAX;
    }
    let words = WORDS.among(&sought.phrase.letters);
    let hits = words.filter_map(|word| sought.phrase.hits(word).next());
    hits.min().unwrap_or(usize::MAX)
}

impl Run<'_, '_> {
    /// A year of which digits are missing, such as 20XX or 202×.
    fn year(&self) -> Option<Range<usize>> {
        let head = &self.text[..self.range.start];
        let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = head.len() - digits;
        let century = digits > 0 && matches!(head.as_bytes()[start], b'1' | b'2');
        let dated = digits > 1 && ["19", "20"].contains(&&head[start..start + 2]);
        let named = after(self.text, self.range.end) == Some('年');
        let whole = digits + self.length == 4 && !is_alphanumeric(before(self.text, start));
        let sound = whole && century && (named || dated && !is_alphanumeric(self.next()));
        // 2*** is masked, and 20?? asks: only the year says otherwise.
        let plain = named || self.text[self.range.clone()].starts_with(['X', 'x', '×', 'Ｘ']);
        (sound && plain).then_some(start..self.range.end)
    }

    fn blank(&self, shape: Shape) -> Option<Range<usize>> {
        let stands = match shape {
            Shape::Cross => return self.cross(),
            Shape::Times => self.times(),
            Shape::Line => self.line(),
            Shape::Star => self.star(),
            Shape::Ring => self.ring(),
            Shape::Square => self.length > 1 && (body(self.rest()) || self.counts()),
            Shape::Query => self.query(),
            Shape::Number => self.number(),
            Shape::Ellipsis => self.ellipsis(),
        };
        stands.then(|| self.range.clone())
    }

    fn cross(&self) -> Option<Range<usize>> {
        let found = Some(self.range.clone());
        if is_alphanumeric(self.last()) || is_alphanumeric(self.next()) || self.joined() {
            return self.number_with_crosses();
        }
        if self.length > 1 {
            let beside = is_letter(self.last_word()) || is_letter(self.next_word());
            let alone = |c: Option<char>| c.is_none_or(is_mark);
            let alone = alone(self.last_word()) && alone(self.next_word());
            return found.filter(|_| (beside || alone) && !self.masks());
        }
        // X光, X轴 and X of an equation are letters.
        let chinese = |c: char| !c.is_ascii_alphanumeric() || matches!(c, 'X' | 'x');
        let chinese = self.last_word().is_none_or(chinese);
        let counted = self.counts()
            || self.sought.reader != Reader::Page && (body(self.rest()) || self.measures());
        let numbered =
            self.next() == Some('号') && matches!(self.last(), Some('〕' | '］' | ']' | '第'));
        found.filter(|_| chinese && (counted || numbered))
    }

    /// Whether what follows is counted in a report: X场, X家.
    fn measures(&self) -> bool {
        const MEASURES: [&str; 8] = ["场", "批", "家", "户", "处", "天", "节", "轮"];
        let rest = self.rest().trim_start_matches(is_space);
        let measure = MEASURES.iter().find_map(|word| rest.strip_prefix(word));
        // X处长 is a person.
        measure.is_some_and(|rest| ends(rest.chars().next()) || rest.starts_with('次'))
            && is_letter(self.last_word())
    }

    /// Whether it is part of a telephone number or an address.
    fn joined(&self) -> bool {
        const JOINS: [char; 3] = ['-', '.', '@'];
        let head = self.text[..self.range.start].strip_suffix(JOINS);
        // 1.XXXX is an item of a list.
        let item = |head: &&str| {
            let digits = head.trim_end_matches(|c: char| c.is_ascii_digit());
            digits.len() < head.len() && (digits.is_empty() || digits.ends_with('\n'))
        };
        let head = head.filter(|head| !item(head));
        let tail = self.rest().strip_prefix(JOINS);
        let address = |word: &str| word.contains("://") || word.contains("www.");
        head.is_some_and(|head| is_alphanumeric(head.chars().next_back()))
            || address(&self.text[self.word()])
            || tail.is_some_and(|tail| is_alphanumeric(tail.chars().next()))
    }

    /// 0XXX-XXXXXXX, xxx@xxx.com, www.xxx.gov.cn; 138XXXX1234 is masked, and
    /// XXL is a word.
    fn number_with_crosses(&self) -> Option<Range<usize>> {
        let range = self.word();
        let word = &self.text[range.clone()];
        let is_cross = |c: char| matches!(c, 'X' | 'x');
        let crosses = |part: &str| part.len() >= 3 && part.chars().all(is_cross);
        // XX.X%, 1X条.
        let figure = |c: char| is_cross(c) || c.is_ascii_digit() || c == '.';
        if word.chars().all(figure) && word.contains(is_cross) {
            let rest = self.text[range.end..].trim_start_matches(is_space);
            let counted = unit(rest).is_some_and(|unit| ends(rest[unit.len()..].chars().next()));
            let named = is_letter(before(self.text, range.start));
            return (counted && named && !word.starts_with('.')).then_some(range);
        }
        if word.contains(['.', '@']) {
            let host = word.split_once("://").map_or(word, |(_, host)| host);
            let host = host.split('/').next().unwrap_or_default();
            let mut parts = host.split(['.', '@', ':']);
            let host = word.contains('@') || word.matches('.').count() > 1;
            let mailbox = word
                .split_once('@')
                .is_some_and(|(name, _)| name.chars().all(is_cross));
            return (host && parts.any(crosses) || mailbox).then_some(range);
        }
        let number = word
            .chars()
            .all(|c| c.is_ascii_digit() || is_cross(c) || matches!(c, '-' | '/'));
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let (_, behind) = word.split_at(word.rfind(is_cross)?);
        let masked = digits(word) > 5 && digits(behind) > 1;
        let long = word.split(|c| !is_cross(c)).any(crosses);
        let grouped = word.contains('-') || word.len() > 6;
        (number && long && grouped && !masked).then_some(range)
    }

    /// The telephone number, address or word that it is part of.
    fn word(&self) -> Range<usize> {
        let part = |c: &char| c.is_ascii_alphanumeric() || "-.@_/:".contains(*c);
        let head = self.text[..self.range.start].chars().rev();
        let mut start = self.range.start - head.take_while(part).count();
        let mut end = self.range.end + self.rest().chars().take_while(part).count();
        while self.text[start..end].starts_with(['.', ':', '/']) {
            start += 1;
        }
        while self.text[start..end].ends_with(['.', ':', '/', '-']) {
            end -= 1;
        }
        start..end
    }

    fn times(&self) -> bool {
        // 3×4 is a product, and so is 单价×件数; ×年 is none.
        let factor = is_alphanumeric(self.last()) || is_alphanumeric(self.next_word());
        if self.length > 1 {
            return !factor && !self.masks();
        }
        !factor && (self.counts() || body(self.rest()))
    }

    fn line(&self) -> bool {
        if self.sought.reader == Reader::Applicant {
            return false;
        }
        let inside_a_word = is_alphanumeric(self.last()) && is_alphanumeric(self.next());
        self.length > 2 && !inside_a_word || self.length > 1 && self.counts()
    }

    fn star(&self) -> bool {
        let masked_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if self.length < 2
            || masked_number(self.last())
            || masked_number(self.next())
            || self.masks()
        {
            return false;
        }
        let counts = self.counts() || body(self.rest());
        if self.length == 2 {
            return counts && !self.bold();
        }
        let beside = is_letter(self.last_word()) || is_letter(self.next_word());
        counts || beside && self.sought.reader != Reader::Page
    }

    /// Whether stars may be there to make words bold and failed at it, as they
    /// do beside punctuation: `**要求。**随后`.
    fn bold(&self) -> bool {
        let mut stars = self.text.match_indices("**");
        stars.any(|(at, stars)| {
            let inside = |c: Option<char>| c.is_some_and(is_mark);
            inside(before(self.text, at)) || inside(after(self.text, at + stars.len()))
        })
    }

    fn ring(&self) -> bool {
        // 二○○八年, 二〇二五年.
        let nought = |c: Option<char>| c.is_some_and(|c| is_chinese(c) || c == 'Ｏ');
        if nought(self.last()) || nought(self.next()) {
            return false;
        }
        let counts = self.counts() || body(self.rest());
        let many = self.length > 1 && (is_letter(self.last()) || is_letter(self.next()));
        (counts && !self.starts_a_line() || many) && !self.masks()
    }

    fn query(&self) -> bool {
        // 2025年？月？日, 增长？%.
        let single = match self.next() {
            Some('月') => self.last() == Some('年'),
            Some('日') => self.last() == Some('月'),
            Some('%' | '％') => is_letter(self.last()),
            // 公开信息？条。
            _ => {
                let unit = unit(self.rest());
                let end = |unit: &str| ends(self.rest()[unit.len()..].chars().next());
                is_letter(self.last()) && unit.is_some_and(end)
            }
        };
        single || self.length > 1 && self.counts()
    }

    /// Whether it stands where a list has its marks, as in `○ 条件`.
    fn starts_a_line(&self) -> bool {
        self.length == 1 && self.last().is_none_or(|c| c == '\n')
    }

    fn number(&self) -> bool {
        // “1＋N” is no number that is still to come.
        let after_words = self
            .last_word()
            .is_none_or(|c| is_letter(Some(c)) || "，、。；：（".contains(c));
        let counted =
            ["条", "件", "份", "篇", "次", "期"].contains(&unit(self.rest()).unwrap_or_default());
        self.length == 1 && after_words && counted
    }

    /// 公开信息……条。
    fn ellipsis(&self) -> bool {
        let unit = unit(self.rest());
        let end = |unit: &str| ends(self.rest()[unit.len()..].chars().next());
        self.length == 2 && is_letter(self.last()) && unit.is_some_and(end)
    }

    /// Whether what follows is counted or part of a date.
    fn counts(&self) -> bool {
        let rest = self.text[self.range.end..].trim_start_matches(is_space);
        let rest = rest.trim_start_matches(['余', '多']);
        unit(rest).is_some() || date_part(rest) || rest.starts_with(['个', '名', '人'])
    }

    fn masks(&self) -> bool {
        self.length < 4 && masks_a_name(self.sought, &self.range)
    }

    fn rest(&self) -> &str {
        &self.text[self.range.end..]
    }

    fn last(&self) -> Option<char> {
        before(self.text, self.range.start)
    }

    fn next(&self) -> Option<char> {
        after(self.text, self.range.end)
    }

    /// The character before it, spaces passed over.
    fn last_word(&self) -> Option<char> {
        self.text[..self.range.start]
            .trim_end_matches(is_space)
            .chars()
            .next_back()
    }

    /// The character behind it, spaces passed over.
    fn next_word(&self) -> Option<char> {
        self.rest().trim_start_matches(is_space).chars().next()
    }
}
