//! The names of a report's parts where a sentence lists them.

use std::ops::Range;

/// Where the names stand in a sentence that lists the parts.
pub fn listed_names(sentence: &str) -> Vec<Range<usize>> {
    let marks = ['、', '，', ',', '；', ';', '：', ':', '“', '”'];
    let mut start = 0;
    let mut names = Vec::new();
    for piece in sentence.split_inclusive(marks) {
        let begin = start;
        start += piece.len();
        let name = item(piece.trim_end_matches(marks));
        if let Some(at) = piece.find(name).filter(|_| !name.is_empty()) {
            names.push(begin + at..begin + at + name.len());
        }
    }
    names
}

/// A heading without its number: 总体情况 of 一、总体情况.
pub fn bare(heading: &str) -> &str {
    heading.split_once('、').map_or(heading, |(_, name)| name)
}

/// The name in a piece of a list: 以及其他事项等六部分 has 其他事项.
fn item(piece: &str) -> &str {
    let leads = [
        "包括",
        "包含",
        "分为",
        "分别为",
        "分别是",
        "报告由",
        "年报由",
        "全文由",
    ];
    let lead = leads
        .iter()
        .filter_map(|lead| Some(piece.find(lead)? + lead.len()))
        .max();
    let piece = piece[lead.unwrap_or(0)..].trim();
    let words = ["以及", "和", "及"]
        .iter()
        .find_map(|word| piece.strip_prefix(word));
    let piece = words.unwrap_or(piece);
    let end = ["等", "共", "六", "6"]
        .iter()
        .filter_map(|word| piece.find(word))
        .min();
    piece[..end.unwrap_or(piece.len())].trim()
}

/// The letters of a name without those that only join words.
pub fn plain(name: &str) -> String {
    let joins = |c: &char| "的及和与之、".contains(*c) || c.is_whitespace();
    name.chars().filter(|c| !joins(c)).collect()
}

/// Words by which a name says in another way what a heading says. Longer changes
/// are other wordings anyway.
const OTHER_WORDS: [&str; 15] = [
    "概况",
    "状况",
    "整体",
    "全体",
    "办理",
    "受理",
    "改善",
    "改正",
    "整改",
    "其它",
    "政务",
    "事情",
    "措施",
    "内容",
    "主动公布",
];

/// Whether a name is a heading with a letter or two lost, doubled, exchanged or
/// mistyped.
pub fn is_garbled(name: &str, heading: &str) -> bool {
    let other = |word: &str| name.contains(word) && !heading.contains(word);
    if OTHER_WORDS.iter().any(|word| other(word)) {
        return false;
    }
    let name: Vec<char> = plain(name).chars().collect();
    let heading: Vec<char> = plain(heading).chars().collect();
    if name == heading
        || name.len().min(heading.len()) < 4
        || name.len().abs_diff(heading.len()) > 2
    {
        return false;
    }
    let front = name
        .iter()
        .zip(&heading)
        .take_while(|(a, b)| a == b)
        .count();
    let rest = (&name[front..], &heading[front..]);
    let back = rest
        .0
        .iter()
        .rev()
        .zip(rest.1.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (more, less) = (
        &rest.0[..rest.0.len() - back],
        &rest.1[..rest.1.len() - back],
    );
    match (more, less) {
        // A word beside the name is none of its letters: 由总体情况, 总体情况表.
        ([added], []) => {
            let inside = front > 0 && back > 0;
            inside || name[..front].last() == Some(added) || name.get(front + 1) == Some(added)
        }
        // 需报告 says the same as 需要报告.
        ([], [lost]) => front + back >= 4 && *lost != '要',
        // 具体情况 is not 总体情况 mistyped.
        ([_], [_]) => front + back >= 3 && (front > 0 || heading.len() > 4),
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => name.len() >= 8 && is_two_slips(more, less),
    }
}

/// Whether two stretches that differ at both ends are the same between single
/// letters lost, added or mistyped there.
fn is_two_slips(more: &[char], less: &[char]) -> bool {
    let inside = |skip_more: usize, skip_less: usize| {
        let (a, b) = (&more[skip_more..], &less[skip_less..]);
        [(1, 0), (0, 1), (1, 1)].into_iter().any(|(end_a, end_b)| {
            let a = a.len().checked_sub(end_a).map(|end| &a[..end]);
            let b = b.len().checked_sub(end_b).map(|end| &b[..end]);
            a.is_some_and(|a| !a.is_empty() && Some(a) == b)
        })
    };
    let first = |skip: (usize, usize)| more.len() >= skip.0 && less.len() >= skip.1;
    [(1, 0), (0, 1), (1, 1)]
        .into_iter()
        .any(|skip| first(skip) && inside(skip.0, skip.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_two_make_a_slip_and_other_words_do_not() {
        let heading = "存在的主要问题及改进情况";
        for name in [
            "存在的主要问题及改情况",
            "存在的主要问题及改进情情况",
            "存在主要问题及进情况",
            "存在的主要问题及改进况情",
            "存在的主要问提及改进情况",
            "存在的主问题及改情况",
            "存在的主要问题及改进情祝",
        ] {
            assert!(is_garbled(name, heading), "{name}");
        }
        for name in [
            heading,
            "存在主要问题和改进情况",
            "主要问题及改进情况",
            "存在的问题及改进情况",
            "存在的主要问题及改进措施",
            "存在的主要问题及改善情况",
            "存在的主要问题及整改情况",
            "存在的不足及改进情况",
        ] {
            assert!(!is_garbled(name, heading), "{name}");
        }
        let other = "其他需要报告的事项";
        for name in [
            "其进他需要报告的事项",
            "其他需要报告的事顶",
            "其他要需报告的事项",
        ] {
            assert!(is_garbled(name, other), "{name}");
        }
        for name in [
            "其它需要报告的事项",
            "其他需报告的事项",
            "其他需要说明的事项",
            "其他事项",
        ] {
            assert!(!is_garbled(name, other), "{name}");
        }
        let requests = "收到和处理政府信息公开申请情况";
        assert!(is_garbled("收到和处理政信息公开申请情况", requests));
        for name in [
            "收到和办理政府信息公开申请情况",
            "收到和处理信息公开申请情况",
            "依申请公开情况",
        ] {
            assert!(!is_garbled(name, requests), "{name}");
        }
        for name in [
            "由总体情况",
            "总体情况表",
            "具体情况",
            "总体概况",
            "整体情况",
            "基本情况",
            "概述",
        ] {
            assert!(!is_garbled(name, "总体情况"), "{name}");
        }
        for name in ["总总体情况", "总体情况况", "总休情况", "总体况情"] {
            assert!(is_garbled(name, "总体情况"), "{name}");
        }
        assert_eq!(item("以及其他事项等六部分组成"), "其他事项");
        assert_eq!(item("本报告由总体情况"), "总体情况");
    }
}
