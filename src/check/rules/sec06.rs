//! SEC06: a report that counts or lists its parts has those parts.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::Level;
use crate::parse::markdown::Prose;
use crate::text;
use crate::text::ordinals::value;

pub static RULE: Rule = Rule {
    id: "SEC06",
    name: "parts-listed",
    title: "引言说的部分和实际的不一样",
    level: Level::Warning,
    what: "引言说“本报告由……六部分组成”时，部分的个数、列出的名称要和正文对得上。",
    why: "说六部分只列五个，多半是抄漏了一个，或者引言是旧格式的。",
    fix: "照六个部分的标题列全，数字写“六”；也可以不写这句话。",
    example: Example {
        bad: "本报告由总体情况、主动公开政府信息情况、……五部分组成。",
        good: "本报告由总体情况、主动公开政府信息情况、……六部分组成。",
    },
    basis: Basis {
        text: "由格式的六个部分推出",
        mark: Mark::Derived,
    },
    run: Run::Report(check),
};

/// The six parts, and the words by which a list may name them.
const PARTS: [(&str, &[&str]); 6] = [
    ("总体情况", &["总体情况", "概述", "概况", "基本情况"]),
    ("主动公开", &["主动公开"]),
    (
        "收到和处理申请",
        &["收到和处理", "公开申请", "依申请", "申请办理", "申请情况"],
    ),
    ("行政复议、行政诉讼", &["复议", "诉讼"]),
    ("主要问题及改进", &["问题"]),
    ("其他需要报告的事项", &["其他", "其它"]),
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let overview = scope.words.section("overview");
    let begins = overview.map_or(&[][..], |section| {
        &section.prose[..section.prose.len().min(2)]
    });
    for prose in scope.words.preamble.iter().chain(begins) {
        if !prose.says("部分") {
            continue;
        }
        let mut at = 0;
        for sentence in prose.text.split_inclusive(['。', '\n']) {
            findings.extend(sentence_fault(scope, prose, at, sentence));
            at += sentence.len();
        }
    }
}

fn sentence_fault(
    scope: &ReportScope<'_>,
    prose: &Prose,
    at: usize,
    sentence: &str,
) -> Option<Finding> {
    let speaks = [
        "本报告",
        "年度报告",
        "年报",
        "全文",
        "报告由",
        "报告共",
        "报告分",
        "报告包",
    ]
    .iter()
    .any(|word| sentence.contains(word));
    let divides = ["组成", "构成", "分为", "包括", "包含", "共", "由"]
        .iter()
        .any(|word| sentence.contains(word));
    if !speaks || !divides {
        return None;
    }
    let (stated, range) = stated_parts(sentence)?;
    let fixed = !scope.report.form.sections.is_empty();
    let actual = scope.words.sections.len();
    if actual == 0 {
        return None;
    }
    let place = scope.words.place(prose, at + range.start..at + range.end);
    if stated != actual {
        let message = format!("引言说有 {stated} 部分，实际有 {actual} 部分");
        let help = "改成实际的部分数，名称也照标题列全";
        return Some(Finding::new(place, message, help));
    }
    let named = |(_, words): &&(&str, &[&str])| words.iter().any(|word| sentence.contains(word));
    let listed = PARTS.iter().filter(named).count();
    // A list that ends in 等 does not claim to be whole.
    let open = sentence[..range.start].ends_with('等');
    if !fixed || open || listed < 3 || listed == stated {
        return None;
    }
    let absent: Vec<&str> = PARTS
        .iter()
        .filter(|part| !named(part))
        .map(|(name, _)| *name)
        .collect();
    let message = format!(
        "引言说有 {stated} 部分，只列了 {listed} 个，没有“{}”",
        absent.join("”“")
    );
    Some(Finding::new(place, message, "照六个部分的标题列全"))
}

/// The number in front of 部分, as in 六部分, 六个部分, 6大部分.
fn stated_parts(sentence: &str) -> Option<(usize, Range<usize>)> {
    sentence.match_indices("部分").find_map(|(at, part)| {
        let before = sentence[..at].trim_end_matches(['个', '大']);
        let digit = before.chars().next_back()?;
        let number = text::digit(digit).or_else(|| value(digit))?;
        let start = before.len() - digit.len_utf8();
        let ahead = before[..start].chars().next_back();
        let other =
            ahead.is_some_and(|c| c == '第' || text::digit(c).is_some() || value(c).is_some());
        // 一部分 and 大部分 count nothing.
        (number > 2 && !other).then_some((number, start..at + part.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::stated_parts;

    #[test]
    fn only_counts_of_parts_are_read() {
        let count = |text| stated_parts(text).map(|(count, _)| count);
        assert_eq!(count("本报告共六个部分"), Some(6));
        assert_eq!(count("本报告由6大部分组成"), Some(6));
        for text in ["大部分", "一部分", "见第六部分", "十六部分", "部分公开"] {
            assert_eq!(count(text), None, "{text}");
        }
    }
}
