//! Rates that cannot be over one hundred percent: `办结率120%`.

use std::ops::Range;

use crate::prose::figures::plain;
use crate::prose::text::Text;

/// Shares of a whole. Others may be over: 完成率, 增长率, 执行率.
const RATES: [&str; 26] = [
    "办结率",
    "公开率",
    "答复率",
    "回复率",
    "办复率",
    "满意率",
    "满意度",
    "覆盖率",
    "合格率",
    "及时率",
    "准确率",
    "知晓率",
    "办理率",
    "处理率",
    "反馈率",
    "公示率",
    "解读率",
    "审查率",
    "备案率",
    "按时率",
    "达标率",
    "整改率",
    "响应率",
    "受理率",
    "结案率",
    "占比",
];

/// What may stand between a rate and its value.
const BETWEEN: [&str; 8] = ["达到", "高达", "均达", "达", "保持", "在", "实现", "为"];

/// The rates of a text that are over one hundred percent, by name.
pub fn too_high(text: Text<'_>) -> Vec<(&'static str, Range<usize>)> {
    let mut found = Vec::new();
    for sentence in text.sentences() {
        if !sentence.text.contains(['%', '％']) {
            continue;
        }
        for figure in sentence.figures() {
            if figure.measure != "%" || figure.value <= 100.0 {
                continue;
            }
            let mut words = plain(figure.lead);
            while let Some(shorter) = BETWEEN.iter().find_map(|word| words.strip_suffix(word)) {
                words = plain(shorter);
            }
            let name = RATES.iter().find(|name| words.ends_with(**name));
            let range = sentence.start + figure.range.start..sentence.start + figure.range.end;
            found.extend(name.map(|name| (*name, range)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::prose::text::Parts;

    use super::*;

    #[test]
    fn only_rates_of_a_whole_are_too_high() {
        let names = |text: &str| -> Vec<&str> {
            let parts = Parts::default();
            let found = too_high(Text::new(text, &parts));
            found.into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(
            names("办结率120%，公开率达到101%，答复率为100.5％"),
            ["办结率", "公开率", "答复率"]
        );
        for text in [
            "办结率100%，公开率99.8%",
            "访问量增长150%，增长率为120%",
            "任务完成率120%，办结率较上年提高110%",
            "预算执行率102%",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
