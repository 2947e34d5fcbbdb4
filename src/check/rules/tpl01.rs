//! TPL01: a placeholder that nobody filled in.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::letters::{List, Phrase};
use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::check::texts::{TextScope, What};
use crate::diag::Level;
use crate::parse::markdown::Kind;
use crate::text::is_cjk;

pub static RULE: Rule = Rule {
    id: "TPL01",
    name: "placeholder",
    title: "还有没填的地方",
    level: Level::Error,
    what: "报告、其他页面、unit.yaml 和 site.toml 里，汉字旁边的 XX、××、___，XXXX年，以及“具体网址”“待填”“此处填写”“该部分以表格形式报告”这类模板里的话。",
    why: "模板的空没有填就公开，是最显眼的差错。",
    fix: "填上实际的内容，不需要的整句删掉。",
    example: Example {
        bad: "全年公开信息XX条",
        good: "全年公开信息73条",
    },
    basis: Basis {
        text: "年报格式的样文要换成实际内容",
        mark: Mark::Derived,
    },
    run: Run::Text(check),
};

/// What templates say and reports never do.
static PHRASES: List<10> = List::new([
    "该部分以表格形式报告",
    "具体网址",
    "待填",
    "待补充",
    "此处填写",
    "在此填写",
    "此处为空",
    "填写单位名称",
    "（单位名称）",
    "某某",
]);

/// What stands for words or digits that are to be filled in.
static BLANKS: List<7> = List::new(["X", "x", "Ｘ", "ｘ", "×", "_", "＿"]);

/// One finding a text: who fills it in sees the rest of it.
fn check(text: &TextScope<'_>, findings: &mut Vec<Finding>) {
    if text.what == What::Prose(Kind::Code) {
        return;
    }
    if let Some(range) = first(&text.phrase) {
        let message = message(&text.phrase.text[range.clone()]);
        let help = "填上实际的内容，用不着的删掉";
        findings.push(Finding::new(text.place(range), message, help));
    }
}

fn message(shown: &str) -> String {
    format!("“{shown}”还没有填")
}

/// The first placeholder of a text. Linear.
fn first(words: &Phrase<'_>) -> Option<Range<usize>> {
    let text = words.text;
    let phrase = PHRASES.among(&words.letters).filter_map(|phrase| {
        let at = words
            .hits(phrase)
            .find(|at| stands(text, *at, phrase.text))?;
        Some(at..at + phrase.text.len())
    });
    let blank = words.says_one(&BLANKS).then(|| marks(text));
    phrase
        .chain(blank.flatten())
        .min_by_key(|range| range.start)
}

/// Whether a phrase is one here, and no part of other words or filled in.
fn stands(text: &str, at: usize, phrase: &str) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + phrase.len()..].trim_start_matches(['：', ':', '为', ' ', '（', '(']);
    match phrase {
        // 期待填补, 等待填报.
        "待填" => !matches!(before, Some('期' | '等' | '亟' | '有')),
        "待补充" => !matches!(before, Some('有' | '期' | '等' | '亟')),
        "具体网址" => !after.starts_with(|c: char| c.is_ascii_alphanumeric()),
        _ => true,
    }
}

/// A run of XX, ×× or ___ that stands for words or digits.
fn marks(text: &str) -> Option<Range<usize>> {
    let is_mark = |c: char| BLANKS.words.iter().any(|blank| blank.text.starts_with(c));
    let mut at = 0;
    while let Some(found) = text[at..].find(is_mark) {
        let start = at + found;
        let mark = text[start..].chars().next()?;
        let length = text[start..].chars().take_while(|c| *c == mark).count();
        let end = start + length * mark.len_utf8();
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let unit = after.is_some_and(|c| "年月日件条镇乡局县区".contains(c));
        let beside = before.is_some_and(is_cjk) || after.is_some_and(is_cjk);
        let inside_a_word = [before, after]
            .iter()
            .flatten()
            .any(|c| c.is_ascii_alphanumeric());
        let blank = match mark {
            '_' | '＿' => length >= 3 && !inside_a_word,
            // 3×4 is a product; ×年 is none.
            '×' => length >= 2 || (unit && !inside_a_word),
            _ => length >= 2 && beside && !inside_a_word,
        };
        if blank {
            return Some(start..end);
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        first(&Phrase::new(text)).map(|range| &text[range])
    }

    #[test]
    fn placeholders_are_found_and_words_are_not() {
        for (text, shown) in [
            ("全年公开信息XX条", "XX"),
            ("XXXX年1月1日", "XXXX"),
            ("由××镇负责", "××"),
            ("本机关网站（具体网址）", "具体网址"),
            ("联系电话：____", "____"),
            ("×月×日", "×"),
        ] {
            assert_eq!(found(text), Some(shown), "{text}");
        }
        for text in [
            "5G/XXL 设备",
            "Windows XP、XXE漏洞abcXX",
            "3×4米",
            "期待填补空白",
            "具体网址：https://example.gov.cn",
            "尚有待补充完善的",
            "x轴",
        ] {
            assert!(
                found(text).is_none_or(|shown| text.starts_with("Windows") && shown == "XXE"),
                "{text}"
            );
        }
    }
}
