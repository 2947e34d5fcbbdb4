//! SEC06: a report that counts or lists its parts has those parts.

use std::ops::Range;

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::naming::part_names::{bare, is_garbled, listed_names, plain};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::Prose;
use crate::prose::numerals::{chinese_numeral, ending};
use crate::prose::sentences::Ends;

static CODE: Code = Code {
    id: "SEC06",
    name: "parts-listed",
    title: "引言说的部分和实际的不一样",
    level: Level::Warning,
    what: "引言说“本报告由……六部分组成”时，部分的个数、列出的名称要和正文对得上；名称多字、少字、错了一两个字，一个部分列了两次，也算；换一种说法（概述、依申请公开……）不算。正文少一个部分的，只报 SEC01。",
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
                let list = List::read(scope, prose, at, sentence);
                // A garbled name is why one seems to be missing.
                let found = list.as_ref().and_then(List::garbled);
                let found = found.or_else(|| sentence_fault(scope, prose, at, sentence));
                findings.extend(found.or_else(|| list.as_ref().and_then(List::twice)));
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
    if fixed && (0..actual).any(|place| is_missing(scope, place)) {
        return None;
    }
    let place = scope.words.place(prose, at + range.start..at + range.end);
    if stated != actual {
        let message = format!("引言说有 {stated} 部分，实际有 {actual} 部分");
        let help = format!("写成“{}部分”，名称也照标题列全", chinese_numeral(actual));
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

/// Whether the section at this place of the form is one that SEC01 misses.
fn is_missing(scope: &ReportScope<'_>, place: usize) -> bool {
    let words = scope.words.sections.get(place);
    let form = scope.report.form.sections.get(place);
    let (Some(words), Some(form)) = (words, form) else {
        return false;
    };
    words.heading_span.is_none() && form.part.is_none()
}

/// A list of parts in a sentence: where it stands, and where its names do.
struct List<'l, 's> {
    scope: &'l ReportScope<'s>,
    prose: &'l Prose,
    /// Where the sentence begins in the prose.
    at: usize,
    sentence: &'l str,
    names: Vec<Range<usize>>,
}

impl<'l, 's> List<'l, 's> {
    /// `None` for a sentence that lists no parts, or where the form has none.
    fn read(
        scope: &'l ReportScope<'s>,
        prose: &'l Prose,
        at: usize,
        sentence: &'l str,
    ) -> Option<Self> {
        let listed =
            |(_, words): &&(&str, &[&str])| words.iter().any(|word| sentence.contains(word));
        let lists = PARTS.iter().filter(listed).count() >= 3;
        (lists && !scope.report.form.sections.is_empty()).then(|| Self {
            scope,
            prose,
            at,
            sentence,
            names: listed_names(sentence),
        })
    }

    fn place(&self, range: &Range<usize>) -> Place {
        let range = self.at + range.start..self.at + range.end;
        self.scope.words.place(self.prose, range)
    }

    /// The names of the sections, each followed by its halves if 、 divides it.
    fn headings(&self) -> impl Iterator<Item = &'static str> + Clone {
        let sections = self.scope.report.form.sections.iter();
        sections
            .map(|section| bare(section.heading))
            .flat_map(|heading| {
                let halves = heading.contains('、').then(|| heading.split('、'));
                [heading].into_iter().chain(halves.into_iter().flatten())
            })
    }

    /// Names that are a section's but for a letter or two.
    fn garbled(&self) -> Option<Finding> {
        let slips = self.names.iter().filter_map(|range| {
            let name = &self.sentence[range.clone()];
            // What is right as it stands is no slip of another.
            if self.headings().any(|heading| plain(heading) == plain(name)) {
                return None;
            }
            let right = self.headings().find(|heading| is_garbled(name, heading))?;
            Some((range, right))
        });
        let slips: Vec<(&Range<usize>, &str)> = slips.collect();
        let ((first, _), others) = slips.split_first()?;
        let wrong = slips
            .iter()
            .map(|(range, _)| format!("“{}”", &self.sentence[(*range).clone()]));
        let right: Vec<String> = slips
            .iter()
            .map(|(_, right)| format!("“{right}”"))
            .collect();
        let message = format!("{}和部分的标题差一两个字", wrong.collect::<String>());
        let help = match right.as_slice() {
            [one] => format!("写成{one}"),
            more => format!("依次写成{}", more.join("、")),
        };
        let mut finding = Finding::new(self.place(first), message, help);
        for (range, right) in others {
            finding = finding.also(self.place(range), format!("这里写成“{right}”"));
        }
        for (range, right) in &slips {
            let span = self.prose.span(self.at + range.start..self.at + range.end);
            finding = finding.edit(span, *right);
        }
        Some(finding)
    }

    /// A section that is listed twice.
    fn twice(&self) -> Option<Finding> {
        let mut seen: Vec<(String, &Range<usize>)> = Vec::new();
        for range in &self.names {
            let written = &self.sentence[range.clone()];
            let name = plain(written);
            if let Some((_, first)) = seen.iter().find(|(one, _)| *one == name) {
                let finding = twice(written, self.place(range));
                return Some(finding.also(self.place(first), "第一次在这里"));
            }
            if self.headings().any(|heading| plain(heading) == name) {
                seen.push((name, range));
            }
        }
        let words = ["行政诉讼", "行政复议"];
        words.iter().find_map(|word| {
            let (again, _) = self.sentence.match_indices(word).nth(1)?;
            Some(twice(word, self.place(&(again..again + word.len()))))
        })
    }
}

fn twice(name: &str, place: Place) -> Finding {
    let help = "照六个部分的标题列，一个部分只列一次";
    Finding::new(place, format!("“{name}”列了两次"), help)
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
    fn only_counts_of_parts_are_read() {
        let count = |text| stated_parts(text).map(|(count, _)| count);
        assert_eq!(count("本报告共六个部分"), Some(6));
        assert_eq!(count("本报告由6大部分组成"), Some(6));
        for text in ["大部分", "一部分", "见第六部分", "十六部分", "部分公开"] {
            assert_eq!(count(text), None, "{text}");
        }
    }
}
