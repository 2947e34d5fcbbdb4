//! Spaces inside a word: 重 要政策, 门户 网站.

use std::ops::Range;

use crate::prose::is_cjk;

/// Words of reports in which no space stands.
const WORDS: [&str; 64] = [
    "重要", "重点", "工作", "情况", "政策", "群众", "社会", "建设", "管理", "服务", "制度", "机制",
    "监督", "保障", "平台", "申请", "办理", "答复", "公开", "信息", "发布", "更新", "完善", "加强",
    "提高", "提升", "及时", "存在", "问题", "改进", "政府", "政务", "主动", "依法", "网站", "公众",
    "规范", "文件", "行政", "许可", "处罚", "审查", "审核", "培训", "考核", "领导", "责任", "落实",
    "推进", "开展", "要求", "条例", "规定", "内容", "程序", "渠道", "方式", "部门", "单位", "机关",
    "全面", "严格", "认真", "进行",
];

/// Names of several words that belong together.
const NAMES: [(&str, &str); 6] = [
    ("门户", "网站"),
    ("政府", "信息公开"),
    ("信息", "公开工作"),
    ("规范性", "文件"),
    ("人民", "政府"),
    ("依申请", "公开"),
];

/// The stretches of a text in which a single space divides a word. A line whose
/// letters all stand apart was set so, and a heading may be.
pub fn split_words(text: &str, signs: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, space) in signs.iter().copied() {
        if !matches!(space, ' ' | '\u{3000}') {
            continue;
        }
        let (before, behind) = (&text[..at], &text[at + space.len_utf8()..]);
        let (mut last, mut next) = (before.chars().rev(), behind.chars());
        let (Some(left), Some(right)) = (last.next(), next.next()) else {
            continue;
        };
        // Letters on both sides have others beside them.
        let runs = |c: Option<char>| c.is_some_and(is_cjk);
        if !is_cjk(left) || !is_cjk(right) || !runs(last.next()) || !runs(next.next()) {
            continue;
        }
        let joined = [left, right].iter().collect::<String>();
        let name = NAMES
            .iter()
            .find(|(head, tail)| before.ends_with(head) && behind.starts_with(tail));
        if let Some((head, tail)) = name {
            found.push(at - head.len()..at + space.len_utf8() + tail.len());
        } else if WORDS.contains(&joined.as_str()) {
            let end = at + space.len_utf8() + right.len_utf8();
            found.push(at - left.len_utf8()..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::prose::signs;

    use super::*;

    #[test]
    fn spaces_inside_words_are_told_from_others() {
        let found = |text: &'static str| -> Vec<&'static str> {
            let signs: Vec<(usize, char)> = signs(text).collect();
            let found = split_words(text, &signs).into_iter();
            found.map(|range| &text[range]).collect()
        };
        assert_eq!(found("公开重 要政策"), ["重 要"]);
        assert_eq!(found("通过门户 网站公开"), ["门户 网站"]);
        for text in [
            "通 知",
            "工 作 总 结",
            "石桥镇 党政办",
            "（三） 政府信息管理情况 2025年",
            "平台建设情况 认真落实要求",
            "公开 3 件",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
