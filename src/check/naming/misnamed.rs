//! Names of documents that differ in a letter or two from those that every report
//! cites.

use std::ops::Range;

use crate::prose::is_cjk;

use crate::check::char_set::{Word, words};

/// What a text with such a name has in it: quotes, or a part of a garbled name.
pub static WORDS: [Word; 7] = words([
    "《",
    "〈",
    "条列",
    "条理",
    "例条",
    "工作条例",
    "公开信息条例",
]);

/// A name that is not quite right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// In bytes of the text.
    pub range: Range<usize>,
    pub right: String,
    pub message: String,
}

const STATE: &str = "中华人民共和国";
const REGULATIONS: &str = "政府信息公开条例";
const FORMAT: &str = "政府信息公开工作年度报告格式";

/// Garbled names that nothing else is called, also without 《》.
const GARBLED: [(&str, &str); 5] = [
    ("政府公开信息条例", REGULATIONS),
    ("政府信息公开条列", REGULATIONS),
    ("政府信息公开工作条例", REGULATIONS),
    ("政府信息公开条理", REGULATIONS),
    ("政府信息公开例条", REGULATIONS),
];

/// The names of laws and forms that are slips.
pub fn laws(text: &str) -> Vec<Slip> {
    let mut found: Vec<Slip> = quoted(text).filter_map(|range| law(text, range)).collect();
    for (wrong, right) in GARBLED {
        for (at, _) in text.match_indices(wrong) {
            let range = at..at + wrong.len();
            let told = found
                .iter()
                .any(|one| one.range.start <= at && at < one.range.end);
            // A province may have its own: 示例省政府信息公开工作条例.
            let local = text[..at].ends_with(['省', '市', '区', '县', '州']);
            if !told && !local {
                found.push(slip(text, range, right.to_owned()));
            }
        }
    }
    found.sort_by_key(|one| one.range.start);
    found
}

fn slip(text: &str, range: Range<usize>, right: String) -> Slip {
    let message = format!("“{}”的名称写错了", &text[range.clone()]);
    Slip {
        range,
        right,
        message,
    }
}

/// The names in 《》 or 〈〉, without the marks; of nested ones the inner.
fn quoted(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices(['《', '〈']).filter_map(|(at, open)| {
        let start = at + open.len();
        let length = text[start..].find(['》', '〉', '《', '〈'])?;
        let closes = text[start + length..].starts_with(['》', '〉']);
        (closes && length < 120).then_some(start..start + length)
    })
}

fn law(text: &str, range: Range<usize>) -> Option<Slip> {
    let name = &text[range.clone()];
    if !name.contains("公开") && !name.contains("信息") {
        return None;
    }
    let letters = |name: &str| -> String { name.chars().filter(|c| !c.is_whitespace()).collect() };
    let name = letters(name);
    let (state, rest) = match name.find(['政', '信']) {
        Some(at) => name.split_at(at),
        None => ("", name.as_str()),
    };
    let whole_state = state.is_empty() || state == STATE;
    let near_state = whole_state || slips(state, STATE) <= 2 && state.starts_with('中');
    if !near_state {
        return None;
    }
    let state = if state.is_empty() { "" } else { STATE };
    for (right, kind) in [(REGULATIONS, ['条', '例']), (FORMAT, ['格', '式'])] {
        let typed = ends_alike(rest, kind);
        let same = rest == right || state.is_empty() && rest == "信息公开条例";
        if same && whole_state || !same && (!typed || slips(rest, right) > 2) {
            continue;
        }
        return Some(slip(text, range, format!("{state}{right}")));
    }
    None
}

/// Whether the last two letters have one of these.
fn ends_alike(name: &str, kind: [char; 2]) -> bool {
    name.chars().rev().take(2).any(|c| kind.contains(&c))
}

fn slips(a: &str, b: &str) -> usize {
    // Keeps a name of megabytes away from a quadratic comparison.
    if a.len().abs_diff(b.len()) > 9 {
        return usize::MAX;
    }
    strsim::damerau_levenshtein(a, b)
}

/// Document numbers whose office is all but `office`: 国办公开办涵〔2021〕30号.
pub fn offices(text: &str, office: &str) -> Vec<Slip> {
    let first = office.chars().next().unwrap_or_default();
    let last = office.chars().next_back().unwrap_or_default();
    let brackets = text.match_indices(['〔', '［', '[', '（', '(', '【', '「']);
    let found = brackets.filter_map(|(at, open)| {
        let year = text[at + open.len()..].trim_start();
        let digits = year.bytes().take_while(u8::is_ascii_digit).count();
        let number = year[digits..].chars().take(8).any(|c| c == '号');
        if digits < 4 || !number {
            return None;
        }
        let before = text[..at].trim_end();
        let letters = before.char_indices().rev().take(8);
        let start = letters.take_while(|(_, c)| is_cjk(*c)).last()?.0;
        // 按照国办公开办函 has words before it.
        let start = start + before[start..].find(first).unwrap_or(0);
        let typed = &before[start..];
        let spaced = || {
            // 国办 公开办函: the space is in the office's letters.
            let from = before.char_indices().rev().nth(7).map_or(0, |(at, _)| at);
            let run = &before[from..];
            let from = from + run.find(first)?;
            let tight: String = before[from..]
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            (tight == office && before[from..] != *office).then_some(from)
        };
        if let Some(start) = spaced() {
            return Some(slip(text, start..before.len(), office.to_owned()));
        }
        let near = typed != office && slips(typed, office) <= 2;
        let known = typed.contains("公开") || typed.starts_with("国办公");
        let ends = typed.starts_with(first) || typed.ends_with(last);
        (near && known && ends).then(|| slip(text, start..before.len(), office.to_owned()))
    });
    let numbered = |mut one: Slip| {
        one.message = format!("发文机关代字“{}”写错了", &text[one.range.clone()]);
        one
    };
    found.map(numbered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICE: &str = "国办公开办函";

    #[test]
    fn a_law_is_misnamed_by_a_letter_or_two() {
        for (text, right) in [
            (
                "《中华人民共和国政府信息公开工作条例》",
                "中华人民共和国政府信息公开条例",
            ),
            ("《政府信息公开条列》", REGULATIONS),
            ("《政府公开信息条例》", REGULATIONS),
            ("《政务信息公开条例》", REGULATIONS),
            (
                "《中华人民共国政府信息公开条例》",
                "中华人民共和国政府信息公开条例",
            ),
            ("依据政府信息公开条列的规定", REGULATIONS),
            (
                "《中华人民共和国政府信息公开工作年度报告格试》",
                "中华人民共和国政府信息公开工作年度报告格式",
            ),
            (
                "关于印发〈中华人民共和国政府信息公开年度报告格式〉",
                "中华人民共和国政府信息公开工作年度报告格式",
            ),
        ] {
            let found: Vec<String> = laws(text).into_iter().map(|one| one.right).collect();
            assert_eq!(found, [right], "{text}");
        }
        for text in [
            "《中华人民共和国政府信息公开条例》",
            "《政府信息公开条例》",
            "《条例》",
            "《信息公开条例》",
            "《示例省政府信息公开规定》",
            "《政府信息公开办法》",
            "《政府信息公开指南》",
            "《石桥镇2025年政府信息公开工作年度报告》",
            "《示例市政府信息公开条例》",
            "《中华人民共和国政府信息公开工作年度报告格式》",
            "主动公开条数",
            "《政府信息公开保密审查制度》",
            "《公共企事业单位信息公开规定制定办法》",
        ] {
            assert_eq!(laws(text), [], "{text}");
        }
    }

    #[test]
    fn an_office_is_misnamed_by_a_letter_or_two() {
        for text in [
            "国办公开办涵〔2021〕30号",
            "（国办公开函〔2021〕30号）",
            "国公开办函〔2021〕30号",
            "国办公开办函函〔2021〕30号",
            "国办 公开办函〔2021〕30号",
        ] {
            let found: Vec<String> = offices(text, OFFICE)
                .into_iter()
                .map(|one| one.right)
                .collect();
            assert_eq!(found, [OFFICE], "{text}");
        }
        for text in [
            "国办公开办函〔2021〕30号",
            "（国办公开办函〔2021〕 30号）",
            "国办发〔2020〕5号",
            "国办函〔2021〕30号",
            "示政办函〔2025〕6号",
            "国发〔2021〕30号",
        ] {
            assert_eq!(offices(text, OFFICE), [], "{text}");
        }
    }
}
