//! TXT01: marks that stand twice, and brackets without their other half.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::{Kind, Prose};
use crate::prose::numerals::value;
use crate::prose::signs;

static CODE: Code = Code {
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
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// What opens and what closes, each with the half-width twin that may stand in
/// its place.
type Pair = ([char; 2], [char; 2]);

const PAIRS: [Pair; 4] = [
    (['《', '《'], ['》', '》']),
    (['（', '('], ['）', ')']),
    (['“', '“'], ['”', '”']),
    (['〔', '〔'], ['〕', '〕']),
];

/// What is wrong in a text, and which bytes may go without loss.
struct Fault {
    range: Range<usize>,
    message: String,
    help: &'static str,
    surplus: Vec<Range<usize>>,
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for section in &scope.words.sections {
        for fault in faults(section.heading, signs(section.heading)) {
            let place = scope.words.heading_place(section);
            findings.push(Finding::new(place, fault.message, fault.help));
        }
    }
    for (_, prose) in scope.words.blocks() {
        if prose.kind == Kind::Code {
            continue;
        }
        for fault in faults(&prose.text, prose.signs().iter().copied()) {
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

/// What is wrong with the marks of a text, kind by kind. Linear.
fn faults(text: &str, signs: impl Iterator<Item = (usize, char)>) -> Vec<Fault> {
    let mut repeated = Repeated::default();
    let mut brackets: [Brackets; PAIRS.len()] = Default::default();
    for (at, c) in signs {
        match c {
            '，' | '。' | '、' => repeated.read(at, c),
            '《' | '》' => brackets[0].read(text, at, c, &PAIRS[0]),
            '（' | '(' | '）' | ')' => brackets[1].read(text, at, c, &PAIRS[1]),
            '“' | '”' => brackets[2].read(text, at, c, &PAIRS[2]),
            '〔' | '〕' => brackets[3].read(text, at, c, &PAIRS[3]),
            _ => {}
        }
    }
    let mut found = repeated.finish();
    for (brackets, pair) in brackets.into_iter().zip(&PAIRS) {
        found.extend(brackets.finish(text, pair));
    }
    found
}

/// Marks that never stand twice.
#[derive(Default)]
struct Repeated {
    /// The mark that was read last, where its run begins, and how long it is.
    run: Option<(char, usize, usize)>,
    found: Vec<Fault>,
}

impl Repeated {
    fn read(&mut self, at: usize, mark: char) {
        match &mut self.run {
            Some((last, start, length)) if *last == mark && *start + *length * WIDTH == at => {
                *length += 1;
            }
            _ => {
                self.end_run();
                self.run = Some((mark, at, 1));
            }
        }
    }

    fn end_run(&mut self) {
        let Some((mark, start, length)) = self.run.take().filter(|(_, _, length)| *length > 1)
        else {
            return;
        };
        let end = start + length * WIDTH;
        let (help, surplus) = match length {
            2 => ("删掉一个", std::iter::once(end - WIDTH..end).collect()),
            _ if mark == '。' => ("删掉多余的；省略号是 ……", Vec::new()),
            _ => ("只留一个", Vec::new()),
        };
        self.found.push(Fault {
            range: start..end,
            message: format!("“{mark}”连着打了 {length} 个"),
            help,
            surplus,
        });
    }

    fn finish(mut self) -> Vec<Fault> {
        self.end_run();
        self.found
    }
}

/// The brackets of one kind.
#[derive(Default)]
struct Brackets {
    waiting: Vec<(usize, char)>,
    /// The last pair that was closed: where it opens and where it closes.
    closed: Option<(usize, usize)>,
    found: Vec<Fault>,
}

impl Brackets {
    fn read(&mut self, text: &str, at: usize, c: char, (opens, closes): &Pair) {
        let (open, close) = (opens[0], closes[0]);
        if opens.contains(&c) {
            self.waiting.push((at, c));
            return;
        }
        let Some((start, opened)) = self.waiting.pop() else {
            let lone = c == close && !is_ordinal(text, at);
            self.found
                .extend(lone.then(|| half(text, at, close, open)).flatten());
            return;
        };
        let around = self.closed == Some((start + WIDTH, at.wrapping_sub(WIDTH)));
        let wide = opened == open && c == close;
        if around && wide && !text[..start].ends_with(open) {
            self.found
                .extend(doubled(text, start, open, Some((at, close))));
        }
        self.closed = Some((start, at));
    }

    /// What is wrong, with the brackets that were not closed.
    fn finish(mut self, text: &str, (opens, closes): &Pair) -> Vec<Fault> {
        let (open, close) = (opens[0], closes[0]);
        let lone = self.waiting.iter().filter(|(_, c)| *c == open);
        self.found
            .extend(lone.filter_map(|(at, _)| half(text, *at, open, close)));
        self.found
    }
}

/// A mark without its other half: one too many where it stands twice. Of two
/// lone marks in a row only the first is told.
fn half(text: &str, at: usize, mark: char, other: char) -> Option<Fault> {
    let opens = "《（“〔".contains(mark);
    let (twin_before, twin_behind) = (
        text[..at].ends_with(mark),
        text[at + WIDTH..].starts_with(mark),
    );
    if twin_before || twin_behind {
        // The first of a run is lone where they open, the last where they
        // close; the others of the run may be lone too.
        let told = if opens { !twin_before } else { !twin_behind };
        return told.then(|| doubled(text, at, mark, None)).flatten();
    }
    let message = if opens {
        format!("“{mark}”后面没有“{other}”")
    } else {
        format!("“{mark}”前面没有“{other}”")
    };
    Some(Fault {
        range: at..at + WIDTH,
        message,
        help: "补上另一半，或者删掉这一半",
        surplus: Vec::new(),
    })
}

/// A mark that stands twice, alone or with its other half.
fn doubled(text: &str, at: usize, mark: char, other: Option<(usize, char)>) -> Option<Fault> {
    let (start, length) = run(text, at, mark);
    let end = start + length * WIDTH;
    let mut surplus: Vec<Range<usize>> = std::iter::once(end - WIDTH..end).collect();
    let mut plain = length == 2;
    if let Some((at, mark)) = other {
        let (start, length) = run(text, at, mark);
        surplus.push(start + WIDTH..start + 2 * WIDTH);
        plain &= length == 2;
    }
    Some(Fault {
        range: start..end,
        message: format!("“{mark}”多打了 {} 个", length - 1),
        help: "只留一个",
        // Of longer runs nobody can tell what was meant.
        surplus: if plain { surplus } else { Vec::new() },
    })
}

/// Each full-width mark takes three bytes.
const WIDTH: usize = 3;

/// Where the run of a mark around `at` begins, and how many marks it has.
fn run(text: &str, at: usize, mark: char) -> (usize, usize) {
    let before = text[..at].len() - text[..at].trim_end_matches(mark).len();
    let behind = text[at..].len() - text[at..].trim_start_matches(mark).len();
    (at - before, (before + behind) / WIDTH)
}

/// Whether a closing bracket ends the number of an item: `1）`, `一）`.
fn is_ordinal(text: &str, at: usize) -> bool {
    let numeral =
        |c: char| c.is_ascii_alphanumeric() || value(c).is_some() || ('①'..='⑨').contains(&c);
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
        faults(text, signs(text))
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
            ("《《《条例》", "《《《", 0),
            ("《《条例", "《《", 1),
            ("条例》》", "》》", 1),
        ] {
            assert_eq!(said(text), [(shown.to_owned(), surplus)], "{text}");
        }
        assert_eq!(said("”应公开尽公开“").len(), 2);
        assert_eq!(said("《《甲》和《《乙》").len(), 2);
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
