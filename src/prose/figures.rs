//! The figures of a sentence, with the words that say what they count.
//!
//! A figure is a number with a measure word: `收到申请3件`. What it counts is
//! told by the words before it, back to the last mark or figure (`lead`), and
//! by those behind it (`after`): `制发3件规范性文件`.

use std::ops::Range;
use std::sync::LazyLock;

use super::numbers::Number;
use super::sentences::ends_clause;
use super::{digit, past_space, signs};

/// A number with its measure word.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'t> {
    pub value: f64,
    pub count: i64,
    pub decimals: u32,
    /// Empty where the number stands bare before a mark: `行政复议0，`.
    pub measure: &'static str,
    /// 约, 余, 以上: not meant to the unit.
    pub rough: bool,
    pub lead: &'t str,
    pub after: &'t str,
    /// Digits and measure word, in bytes of the sentence.
    pub range: Range<usize>,
    /// Where the lead begins in the sentence.
    pub begin: usize,
    /// How many brackets are open around it.
    pub depth: usize,
}

impl Figure<'_> {
    /// Whether one of these words precedes the number.
    pub fn lead_has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.lead.contains(word))
    }
}

/// Longer ones first where one begins another.
const MEASURES: [&str; 21] = [
    "人次", "批次", "件", "条", "份", "宗", "起", "篇", "项", "笔", "例", "案", "次", "部", "个",
    "则", "期", "场", "家", "%", "％",
];

/// Words that begin like a measure word and are none: 6部分, 6个方面, 3个月.
const NO_MEASURES: [&str; 12] = [
    "部分",
    "部门",
    "个部分",
    "个方面",
    "个板块",
    "个章节",
    "个百分点",
    "个月",
    "个工作日",
    "案例",
    "案卷",
    "次要",
];

/// What says before a number that it is not meant to the unit.
const ROUGH: [&str; 8] = ["约", "近", "超", "超过", "逾", "不足", "大约", "至少"];

/// The letters that those words end with.
const ROUGH_ENDS: [char; 7] = ['约', '近', '超', '过', '逾', '足', '少'];

/// Words that carry no meaning of their own before a figure.
const FILLERS: [&str; 28] = [
    "共计", "合计", "总计", "累计", "其中", "分别", "一共", "总数", "数量", "案件", "情况", "全部",
    "及时", "依法", "共", "总", "有", "为", "是", "已", "均", "并", "并且", "约", "的", "、", "和",
    "及",
];

/// The letters that fillers begin with, and those that they end with.
static FILLER_ENDS: LazyLock<[Vec<char>; 2]> = LazyLock::new(|| {
    let first = FILLERS.iter().filter_map(|word| word.chars().next());
    let last = FILLERS.iter().filter_map(|word| word.chars().next_back());
    [first.collect(), last.collect()]
});

/// The figures of a sentence in reading order, by its numbers. Linear but for
/// the leads, which do not overlap.
pub fn figures<'t>(sentence: &'t str, numbers: &[Number]) -> Vec<Figure<'t>> {
    let mut found: Vec<Figure<'_>> = Vec::new();
    let (mut end, mut depth, mut counted) = (0, 0_usize, 0);
    for number in numbers {
        let Some((measure, more, stop)) = measured(sentence, number) else {
            continue;
        };
        let between = &sentence[end..number.range.start];
        for (_, c) in signs(&sentence[counted..number.range.start]) {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        counted = number.range.start;
        let begin = end + lead_start(between);
        let lead = &sentence[begin..number.range.start];
        let rough = more || {
            let lead = lead.trim_end();
            lead.ends_with(ROUGH_ENDS) && ROUGH.iter().any(|word| lead.ends_with(word))
        };
        let after = behind(&sentence[stop..]);
        found.push(Figure {
            value: number.value,
            count: number.count,
            decimals: number.decimals,
            measure,
            rough: rough || after.starts_with("以上") || after.starts_with("左右"),
            lead,
            after,
            range: number.range.start..stop,
            begin,
            depth,
        });
        end = stop;
    }
    found
}

/// The measure word behind a number, whether it is rough, and where both end.
fn measured(sentence: &str, number: &Number) -> Option<(&'static str, bool, usize)> {
    let after = &sentence[past_space(sentence, number.range.end)..];
    let rest = after.trim_start_matches(['余', '多', '几']);
    let more = rest.len() < after.len();
    if let Some(measure) = MEASURES.iter().find(|word| rest.starts_with(**word)) {
        if NO_MEASURES.iter().any(|word| rest.starts_with(word)) {
            return None;
        }
        let behind = &rest[measure.len()..];
        let measure = if *measure == "％" { "%" } else { measure };
        return Some((measure, more, sentence.len() - behind.len()));
    }
    let bare = after.is_empty() || after.starts_with(|c: char| ends_clause(c) || c == '、');
    let ordinal = sentence[..number.range.start].ends_with(|c: char| ends_clause(c) || c == '第');
    (bare && !ordinal && number.range.start > 0).then_some(("", false, number.range.end))
}

/// Where the lead begins: behind the last mark; where nothing but fillers
/// stands there, behind the mark before it.
fn lead_start(between: &str) -> usize {
    let mut end = between.len();
    for _ in 0..3 {
        let at = between[..end].rfind(ends_clause);
        let start = at.map_or(0, |at| {
            at + between[at..].chars().next().map_or(1, char::len_utf8)
        });
        let Some(at) = at else { return 0 };
        if !plain(&between[start..]).is_empty() {
            return start;
        }
        end = at;
    }
    between.rfind(ends_clause).map_or(0, |at| {
        at + between[at..].chars().next().map_or(1, char::len_utf8)
    })
}

/// The words behind a measure word, up to the next mark or digit.
fn behind(rest: &str) -> &str {
    let stops = |c: char| ends_clause(c) || c == '、' || digit(c).is_some();
    let mut letters = rest.char_indices().zip(0..);
    let end = letters.find(|((_, c), count)| *count == 24 || stops(*c));
    rest[..end.map_or(rest.len(), |((at, _), _)| at)].trim()
}

/// The words without fillers and space at either end.
pub fn plain(words: &str) -> &str {
    let [first, last] = &*FILLER_ENDS;
    let mut words = words.trim().trim_matches(ends_clause);
    loop {
        let before = words.len();
        words = words.trim();
        // Most words begin and end as no filler does.
        let begins = words.starts_with(|c| first.contains(&c));
        if !begins && !words.ends_with(|c| last.contains(&c)) {
            return words;
        }
        for filler in FILLERS {
            words = words.strip_prefix(filler).unwrap_or(words);
            words = words.strip_suffix(filler).unwrap_or(words);
        }
        if words.len() == before {
            return words;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::prose::numbers::numbers;

    use super::*;

    fn figures(sentence: &str) -> Vec<Figure<'_>> {
        super::figures(sentence, &numbers(sentence))
    }

    proptest! {
        #[test]
        fn spaces_and_width_change_no_figure(number in 0..1_000_000_i64, space in "[ 　\n]{0,3}") {
            let wide: String = number.to_string().chars()
                .map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c))
                .collect();
            for written in [number.to_string(), wide] {
                let text = format!("办结{written}{space}件，");
                let found = figures(&text);
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!((found[0].count, found[0].measure), (number, "件"));
                let range = found[0].range.clone();
                prop_assert_eq!(&text[range], format!("{written}{space}件"));
            }
        }
    }

    #[test]
    fn a_figure_has_the_words_around_it() {
        let told = |text: &'static str| -> Vec<(i64, &str, &str, &str)> {
            figures(text)
                .iter()
                .map(|one| (one.count, one.measure, one.lead, one.after))
                .collect()
        };
        assert_eq!(
            told("2022年共收到申请3件，办结2件（含上年结转1件）"),
            [
                (3, "件", "2022年共收到申请", ""),
                (2, "件", "办结", ""),
                (1, "件", "含上年结转", "")
            ]
        );
        // The words of an empty lead are those before the mark.
        assert_eq!(told("收到申请，共3件"), [(3, "件", "收到申请，共", "")]);
        assert_eq!(
            told("制发 7 件规范性文件、"),
            [(7, "件", "制发 ", "规范性文件")]
        );
        assert_eq!(
            told("行政复议0，行政诉讼0"),
            [(0, "", "行政复议", ""), (0, "", "行政诉讼", "")]
        );
    }

    #[test]
    fn dates_document_numbers_and_points_are_no_figures() {
        for text in [
            "2022年12月31日",
            "国办公开办函〔2021〕30号",
            "上升3.6个百分点",
            "1、主动公开",
            "20个工作日内",
            "共6个部分",
            "共6部分",
            "共6个方面",
        ] {
            assert_eq!(figures(text), [], "{text}");
        }
    }

    #[test]
    fn rough_numbers_are_known_as_such() {
        assert!(ROUGH.iter().all(|word| word.ends_with(ROUGH_ENDS)));
        for text in ["文件500余份", "约3件", "3件以上", "10多件"] {
            assert!(figures(text)[0].rough, "{text}");
        }
        assert!(!figures("多次公开3件")[0].rough);
    }

    #[test]
    fn brackets_are_counted() {
        let depths: Vec<usize> = figures("甲9条（乙4条、丙5条）、丁1条")
            .iter()
            .map(|one| one.depth)
            .collect();
        assert_eq!(depths, [0, 1, 1, 0]);
    }
}
