//! TXT01: marks that stand twice, and brackets without their other half.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::Level;
use crate::parse::markdown::{Kind, Prose};

pub static RULE: Rule = Rule {
    id: "TXT01",
    name: "doubled-or-unpaired-mark",
    title: "标点多打了一个，或缺了半个",
    level: Level::Error,
    what: "《》（）“”〔〕在一段里不成对，或者多打了一个；，。、连着打了两个。条目编号后面的“1）”不算。",
    why: "书名号、引号缺一半，读者分不清文件名到哪里为止，也是差错检查必扣的一项。",
    fix: "补上或删去半个括号；多打的一个可以自动删：gongkai check --fix。",
    example: Example {
        bad: "根据《《政府信息公开条例》，，现将情况报告如下",
        good: "根据《政府信息公开条例》，现将情况报告如下",
    },
    basis: Basis {
        text: "标点符号用法",
        mark: Mark::Memory,
    },
    run: Run::Report(check),
};

/// Brackets with the half-width twins that they may be paired with.
const PAIRS: [([char; 2], [char; 2]); 4] = [
    (['《', '《'], ['》', '》']),
    (['（', '('], ['）', ')']),
    (['“', '“'], ['”', '”']),
    (['〔', '〔'], ['〕', '〕']),
];

/// Marks that never stand twice.
const SINGLE: [char; 3] = ['，', '。', '、'];

/// What is wrong in a text, and which bytes may go without loss.
struct Fault {
    range: Range<usize>,
    message: String,
    help: &'static str,
    surplus: Vec<Range<usize>>,
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for section in &scope.words.sections {
        for fault in faults(section.heading) {
            let place = scope.words.heading_place(section);
            findings.push(Finding::new(place, fault.message, fault.help));
        }
    }
    for (_, prose) in scope.words.blocks() {
        if prose.kind == Kind::Code {
            continue;
        }
        for fault in faults(&prose.text) {
            findings.push(finding(scope, prose, fault));
        }
    }
}

fn finding(scope: &ReportScope<'_>, prose: &Prose, fault: Fault) -> Finding {
    let place = scope.words.place(prose, fault.range);
    let mut finding = Finding::new(place, fault.message, fault.help);
    for surplus in fault.surplus {
        let span = prose.span(surplus.clone());
        // Where the file spells the mark otherwise, a person must see to it.
        if span.len() == surplus.len() {
            finding = finding.edit(span, "");
        }
    }
    finding
}

fn faults(text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    repeated(text, &mut found);
    for (opens, closes) in &PAIRS {
        if text.contains(opens) || text.contains(closes) {
            found.extend(unpaired(text, opens, closes));
        }
    }
    found
}

/// Runs of one mark of `SINGLE`.
fn repeated(text: &str, found: &mut Vec<Fault>) {
    let mut at = 0;
    while let Some(next) = text[at..].find(SINGLE) {
        let start = at + next;
        let Some(mark) = text[start..].chars().next() else {
            return;
        };
        let length = text[start..].chars().take_while(|c| *c == mark).count();
        let end = start + length * mark.len_utf8();
        at = end;
        if length < 2 {
            continue;
        }
        let (help, surplus) = match length {
            2 => ("删掉一个", vec![end - mark.len_utf8()..end]),
            _ if mark == '。' => ("删掉多余的；省略号是 ……", Vec::new()),
            _ => ("只留一个", Vec::new()),
        };
        found.push(Fault {
            range: start..end,
            message: format!("“{mark}”连着打了 {length} 个"),
            help,
            surplus,
        });
    }
}

/// The first fault among the brackets of one kind. Linear.
fn unpaired(text: &str, opens: &[char; 2], closes: &[char; 2]) -> Option<Fault> {
    let mut open: Vec<usize> = Vec::new();
    // The last pair that was closed: where it opens and where it closes.
    let mut closed: Option<(usize, usize)> = None;
    let mut lone: Option<usize> = None;
    let mut twice: Option<Fault> = None;
    for (at, c) in text.char_indices() {
        if opens.contains(&c) {
            open.push(at);
        } else if closes.contains(&c) {
            match open.pop() {
                Some(start) => {
                    if let Some((inner_start, inner_end)) = closed
                        && inner_start == start + 3
                        && inner_end + 3 == at
                        && c == closes[0]
                    {
                        twice = twice.or(Some(doubled(
                            start..inner_start + 3,
                            opens[0],
                            vec![inner_start..inner_start + 3, at..at + 3],
                        )));
                    }
                    closed = Some((start, at));
                }
                None if c == closes[0] && !is_ordinal(text, at) => lone = lone.or(Some(at)),
                None => {}
            }
        }
    }
    if let Some(at) = lone {
        let mark = closes[0];
        let end = at + mark.len_utf8();
        if text[..at].ends_with(mark) {
            return Some(doubled(at - 3..end, mark, vec![at..end]));
        }
        return Some(Fault {
            range: at..end,
            message: format!("“{mark}”前面没有“{}”", opens[0]),
            help: "补上前一半，或者删掉这一半",
            surplus: Vec::new(),
        });
    }
    let at = open
        .into_iter()
        .find(|at| text[*at..].starts_with(opens[0]));
    let Some(at) = at else { return twice };
    let mark = opens[0];
    let end = at + mark.len_utf8();
    if text[end..].starts_with(mark) {
        return Some(doubled(at..end + 3, mark, vec![end..end + 3]));
    }
    Some(Fault {
        range: at..end,
        message: format!("“{mark}”后面没有“{}”", closes[0]),
        help: "补上后一半，或者删掉这一半",
        surplus: Vec::new(),
    })
}

fn doubled(range: Range<usize>, mark: char, surplus: Vec<Range<usize>>) -> Fault {
    Fault {
        range,
        message: format!("“{mark}”多打了一个"),
        help: "删掉一个",
        surplus,
    }
}

/// Whether a closing bracket ends the number of an item: `1）`, `一）`.
fn is_ordinal(text: &str, at: usize) -> bool {
    let numeral =
        |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(c);
    let before = text[..at].trim_end_matches(numeral);
    let length = text[before.len()..at].chars().count();
    (1..=3).contains(&length)
        && before
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(String, usize)> {
        faults(text)
            .into_iter()
            .map(|fault| (text[fault.range].to_owned(), fault.surplus.len()))
            .collect()
    }

    #[test]
    fn doubled_and_lone_marks_are_found() {
        for (text, shown, surplus) in [
            ("根据《《条例》以及", "《《", 1),
            ("根据《条例》》以及", "》》", 1),
            ("根据《《条例》》以及", "《《", 2),
            ("公开，，办理", "，，", 1),
            ("公开。。。", "。。。", 0),
            ("根据《条例以及", "《", 0),
            ("根据条例》以及", "》", 0),
            ("（国办公开办函〔2021〕30号", "（", 0),
            ("做到“应公开尽公开", "“", 0),
            ("”应公开尽公开“", "”", 0),
        ] {
            assert_eq!(said(text), [(shown.to_owned(), surplus)], "{text}");
        }
    }

    #[test]
    fn pairs_nesting_and_item_numbers_are_no_faults() {
        for text in [
            "《关于印发《办法》的通知》（（一）项，2022)",
            "《〈条例〉实施办法》“‘互联网＋’政务”",
            "1）公开；2）申请；（三）办理",
            "一）公开。二）申请",
            "（见（一））",
            "甲、乙，丙。",
            "见 a) 和 :)",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
