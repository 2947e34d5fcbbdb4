//! SEC06: a report that counts or lists its parts has those parts.

use std::ops::Range;

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::Prose;
use crate::prose::numerals::ending;
use crate::prose::sentences::Ends;

static CODE: Code = Code {
    id: "SEC06",
    name: "parts-listed",
    title: "引言说的部分和实际的不一样",
    level: Level::Warning,
    what: "引言说“本报告由……六部分组成”时，部分的个数、列出的名称要和正文对得上；名称多一个字、少一个字，一个部分列了两次，也算。正文少一个部分的，只报 SEC01。",
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
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
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

/// What a sentence says that lists the parts.
static LISTS: [Word; 5] = words(["部分", "组成", "构成", "包括", "包含"]);

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let overview = scope.words.section(SectionKind::Overview);
    let begins = overview.map_or(&[][..], |section| {
        &section.prose[..section.prose.len().min(2)]
    });
    for prose in scope.words.preamble.iter().chain(begins) {
        if !prose.says_any(&LISTS) {
            continue;
        }
        for range in prose.read().split(Ends::Enumeration) {
            let (at, sentence) = (range.start, &prose.text[range]);
            if introduces(sentence) {
                let found = sentence_fault(scope, prose, at, sentence);
                let found = found.or_else(|| name_fault(scope, prose, at, sentence));
                findings.extend(found);
            }
        }
    }
}

/// Whether a sentence says of the report what it is made of.
fn introduces(sentence: &str) -> bool {
    let speaks = [
        "本报告",
        "年度报告",
        "年报",
        "全文",
        "报告由",
        "报告共",
        "报告分",
        "报告包",
    ];
    let divides = ["组成", "构成", "分为", "包括", "包含", "共", "由"];
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    says(&speaks) && says(&divides)
}

fn sentence_fault(
    scope: &ReportScope<'_>,
    prose: &Prose,
    at: usize,
    sentence: &str,
) -> Option<Finding> {
    let (stated, range) = stated_parts(sentence)?;
    let fixed = !scope.report.form.sections.is_empty();
    let actual = scope.words.sections.len();
    if actual == 0 {
        return None;
    }
    // Where a section was forgotten, SEC01 says so; this sentence may be right
    // about what is there.
    let missing = (0..actual).filter(|place| is_missing(scope, *place));
    if fixed && stated + missing.count() == actual && stated != actual {
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
    let missing = |(place, part): (usize, _)| named(&part) || is_missing(scope, place);
    if PARTS.iter().enumerate().all(missing) {
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

/// Whether the section at this place of the form is one that SEC01 misses.
fn is_missing(scope: &ReportScope<'_>, place: usize) -> bool {
    let words = scope.words.sections.get(place);
    let form = scope.report.form.sections.get(place);
    let (Some(words), Some(form)) = (words, form) else {
        return false;
    };
    words.heading_span.is_none() && form.part.is_none()
}

/// A name in the list that is a section's but for one letter, or a section
/// that is listed twice.
fn name_fault(
    scope: &ReportScope<'_>,
    prose: &Prose,
    at: usize,
    sentence: &str,
) -> Option<Finding> {
    let sections = scope.report.form.sections;
    let listed = |(_, words): &&(&str, &[&str])| words.iter().any(|word| sentence.contains(word));
    if sections.is_empty() || PARTS.iter().filter(listed).count() < 3 {
        return None;
    }
    let marks = ['、', '，', ',', '；', ';', '：', ':'];
    let mut start = 0;
    for piece in sentence.split_inclusive(marks) {
        let begin = start;
        start += piece.len();
        let name = item(piece.trim_end_matches(marks));
        let heading = sections.iter().map(|section| bare(section.heading));
        let Some(heading) = heading.into_iter().find(|heading| is_slip(name, heading)) else {
            continue;
        };
        let begin = begin + piece.find(name)?;
        let place = scope
            .words
            .place(prose, at + begin..at + begin + name.len());
        let message = format!("“{name}”和标题差一个字");
        return Some(Finding::new(place, message, format!("写成“{heading}”")));
    }
    let twice = ["行政诉讼", "行政复议"];
    let (word, again) = twice.iter().find_map(|word| {
        let (again, _) = sentence.match_indices(word).nth(1)?;
        Some((word, again))
    })?;
    let place = scope
        .words
        .place(prose, at + again..at + again + word.len());
    let message = format!("“{word}”列了两次");
    Some(Finding::new(
        place,
        message,
        "照六个部分的标题列，一个部分只列一次",
    ))
}

/// A heading without its number: 总体情况 of 一、总体情况.
fn bare(heading: &str) -> &str {
    heading.split_once('、').map_or(heading, |(_, name)| name)
}

/// The name in a piece of a list: 以及其他事项等六部分 has 其他事项.
fn item(piece: &str) -> &str {
    let piece = piece.trim();
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

/// Whether a name is a heading with one letter too many or too few. CharSet
/// that only join words do not count.
fn is_slip(name: &str, heading: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        let joins = |c: &char| "的及和与之".contains(*c) || c.is_whitespace();
        text.chars().filter(|c| !joins(c)).collect()
    };
    let (name, heading) = (letters(name), letters(heading));
    let (short, long) = if name.len() < heading.len() {
        (&name, &heading)
    } else {
        (&heading, &name)
    };
    if short.len() < 4 || long.len() != short.len() + 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    // A word beside the name is none of its letters: 由总体情况, 总体情况表.
    let beside = same == 0 || same == short.len() && long[same] != long[same - 1];
    let added = name.len() > heading.len() && beside;
    !added && short[same..] == long[same + 1..]
}

/// The number in front of 部分, as in 六部分, 六个部分, 6大部分.
fn stated_parts(sentence: &str) -> Option<(usize, Range<usize>)> {
    sentence.match_indices("部分").find_map(|(at, part)| {
        let before = sentence[..at].trim_end_matches(['个', '大']);
        let number = ending(before)?;
        let start = number.range.start;
        // 一部分 and 大部分 count nothing, and no report has so many parts as 16.
        let counts = (3..=10).contains(&number.value) && !before[..start].ends_with('第');
        counts.then_some((number.value, start..at + part.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_too_many_or_too_few_is_a_slip() {
        let heading = "存在的主要问题及改进情况";
        for name in [
            "存在的主要问题及改情况",
            "存在的主要问题及改进情情况",
            "存在主要问题及进情况",
        ] {
            assert!(is_slip(name, heading), "{name}");
        }
        for name in [
            heading,
            "存在主要问题和改进情况",
            "主要问题及改进情况",
            "存在的问题及改进情况",
            "存在的主要问题及改进措施",
        ] {
            assert!(!is_slip(name, heading), "{name}");
        }
        assert!(is_slip("其进他需要报告的事项", "其他需要报告的事项"));
        assert!(!is_slip("其它需要报告的事项", "其他需要报告的事项"));
        for name in ["由总体情况", "总体情况表", "总体情况"] {
            assert!(!is_slip(name, "总体情况"), "{name}");
        }
        assert!(is_slip("总总体情况", "总体情况") && is_slip("总体情况况", "总体情况"));
        assert_eq!(item("以及其他事项等六部分组成"), "其他事项");
    }

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
