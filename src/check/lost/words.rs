//! Sentences from which a number or a year was lost.

use std::ops::Range;

use crate::prose::numerals::is_numeral;
use crate::prose::sentences::ends_clause;
use crate::prose::text::Text;
use crate::prose::{digit, is_cjk, ordinals};

use crate::check::char_set::{Word, words};

/// What is missing in a text, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Lost {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

impl Lost {
    pub fn new(range: Range<usize>, message: String, help: impl Into<String>) -> Self {
        Self {
            range,
            message,
            help: help.into(),
        }
    }
}

pub static IN_FORCE: Word = Word::new("现行有效");
pub static YEAR: Word = Word::new("年");

/// 现行有效的规范性文件 without a number, where those made and repealed have theirs.
pub fn count_of_documents(text: Text<'_>) -> Option<Lost> {
    const NAMES: [&str; 5] = [
        "的规范性文件",
        "规范性文件",
        "的行政规范性文件",
        "行政规范性文件",
        "的文件",
    ];
    let hits = text.as_str().match_indices(IN_FORCE.text);
    hits.map(|(at, word)| (at, at + word.len()))
        .find_map(|(at, end)| {
            let rest = &text[end..];
            let length = rest.find(ends_clause).unwrap_or(rest.len());
            let name = rest[..length].trim();
            if !NAMES.contains(&name) {
                return None;
            }
            let statement = text.statement_around(at);
            let earlier = &text[statement.start..at];
            let clause = earlier.rsplit(ends_clause).next().unwrap_or_default();
            let numbered = |text: &str| text.chars().any(is_numeral);
            // 现行有效规范性文件，共8件 has its number behind.
            let next: String = rest[length..].chars().take(8).collect();
            let counted = counted(earlier, "件");
            if numbered(clause) || numbered(&next) && !next.starts_with('。') || !counted {
                return None;
            }
            let range = at..end + length;
            let message = format!("“{}”后面没有数", text[range.clone()].trim());
            Some(Lost::new(range, message, "照表二补上件数"))
        })
}

/// Whether something is counted in this unit.
fn counted(text: &str, unit: &str) -> bool {
    text.match_indices(unit).any(|(at, _)| {
        text[..at]
            .trim_end()
            .chars()
            .next_back()
            .is_some_and(|c| digit(c).is_some())
    })
}

/// What follows 年 at the head of a sentence, where a year is missing.
const AFTER_YEAR: [&str; 20] = [
    "主动公开",
    "依法受理",
    "依法办理",
    "累计",
    "公开",
    "共",
    "受理",
    "收到",
    "新收",
    "我镇",
    "我乡",
    "我街道",
    "我局",
    "我县",
    "我区",
    "全镇",
    "制发",
    "办结",
    "1月1日",
    "，",
];

/// Sentences that begin with 年 and a verb, and periods without their years.
pub fn years(text: Text<'_>, year: u16) -> Vec<Lost> {
    let mut found = Vec::new();
    // Nearly every 年 has its digits, or is that of 今年, 全年.
    let lacks = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !is_cjk(c) && digit(c).is_none() || "自至从截止".contains(c))
    };
    if !text
        .as_str()
        .match_indices(YEAR.text)
        .any(|(at, _)| lacks(at))
    {
        return found;
    }
    let lost = |at: usize, shown: &str| {
        let range = at..at + shown.len();
        let message = format!("“{shown}”前面没有年份");
        Lost::new(range, message, format!("写成“{year}{shown}”"))
    };
    for statement in text.statements() {
        let sentence = &text[statement.clone()];
        let number = ordinals::leading(sentence).map_or(0, |number| number.range.end);
        let body = sentence[number..].trim_start();
        let Some(rest) = body.strip_prefix('年') else {
            continue;
        };
        if let Some(word) = AFTER_YEAR.iter().find(|word| rest.starts_with(**word)) {
            let at = statement.end - body.len();
            let shown = body[..'年'.len_utf8() + word.len()].trim_end_matches('，');
            found.push(lost(at, shown));
        }
    }
    for lead in ["自", "至", "从", "截至", "截止"] {
        for month in ["年1月", "年12月"] {
            let sought = [lead, month].concat();
            let hits = text.as_str().match_indices(&sought);
            found.extend(hits.map(|(at, _)| lost(at + lead.len(), month)));
        }
    }
    found
}

/// Measure words right behind what they count, with no number between.
pub static UNCOUNTED: [Word; 12] = words([
    "政府信息条",
    "公开信息条",
    "类信息条",
    "信息共条",
    "共计条",
    "公开申请件",
    "规范性文件件",
    "共计件",
    "累计件",
    "累计条",
    "有效件",
    "申请共件",
]);

/// 主动公开政府信息条，: the number before the measure word is missing.
pub fn uncounted(text: Text<'_>) -> Option<Lost> {
    UNCOUNTED.iter().find_map(|word| {
        let mut hits = text.as_str().match_indices(word.text);
        hits.find_map(|(at, hit)| {
            let end = at + hit.len();
            let next = text[end..].chars().next();
            let closes = next.is_none_or(|c| ends_clause(c) || c == '、');
            let clause = text[..at].rsplit(ends_clause).next().unwrap_or_default();
            // 依法处理公开申请件 and 未收到公开申请件 speak of cases.
            let counts = [
                "收到", "受理", "新收", "办结", "公开", "发布", "制", "共", "现行", "计",
            ];
            let counts = counts.iter().any(|word| clause.contains(word));
            let other = clause.contains(['未', '没', '无', '的', '对', '所', '各', '每', '将']);
            let counts = !hit.contains("申请件") || counts && !other;
            (closes && counts).then(|| {
                Lost::new(
                    at..end,
                    format!("“{hit}”里没有数"),
                    "对照表格和台账，补上数字",
                )
            })
        })
    })
}
