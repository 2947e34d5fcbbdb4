//! TXT03: half-width punctuation among full-width.

use std::ops::Range;

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::fix::widened;
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;
use crate::prose::{in_address, is_cjk};

static CODE: Code = Code {
    id: "TXT03",
    name: "half-width-mark",
    title: "混用了半角标点",
    level: Level::Warning,
    what: "汉字之间的半角 , ; : ( )。全文一律用半角的，多半是导入时统一转换的，不提示。",
    why: "半角、全角混着用，排出来疏密不一，一看就是几处拼起来的。",
    fix: "改成，；：（），可以自动改：gongkai check --fix。",
    example: Example {
        bad: "全年公开信息,并及时更新",
        good: "全年公开信息，并及时更新",
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

/// Where so many of a hundred marks are half-width, all of them are meant.
const CONSISTENT: usize = 80;

/// The marks of a keyboard, and those of Chinese text.
static HALF: [Word; 5] = words([",", ";", ":", "(", ")"]);
const FULL: [char; 5] = ['，', '；', '：', '（', '）'];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut half: Vec<(&Block, Range<usize>)> = Vec::new();
    for (_, prose) in scope.words.saying(&HALF) {
        if prose.kind != Kind::Code {
            let counts = |range: &Range<usize>| {
                !prose.is_code(range.start) && !in_address(&prose.text, range.start)
            };
            let marks = marks(&prose.text).into_iter().filter(counts);
            half.extend(marks.map(|range| (prose, range)));
        }
    }
    let Some((prose, range)) = half.first() else {
        return;
    };
    let blocks = scope.words.blocks().map(|(_, prose)| prose);
    let full: usize = blocks
        .filter(|prose| prose.kind != Kind::Code)
        .map(|prose| prose.text.matches(FULL).count())
        .sum();
    if half.len() * 100 >= (half.len() + full) * CONSISTENT {
        return;
    }
    let shown = &prose.text[range.clone()];
    let message = match half.len() {
        1 => format!("汉字之间用了半角的“{shown}”"),
        count => format!("汉字之间用了半角标点，共 {count} 处，这是第一处“{shown}”"),
    };
    let help = "改成全角；一起改：gongkai check --fix";
    let place = scope.words.place(prose, range.clone());
    let mut finding = Finding::new(place, message, help);
    for (prose, range) in half {
        let span = prose.span(range.clone());
        let wide = prose.text[range].chars().next().and_then(widened);
        if let Some(wide) = wide.filter(|_| span.len() == 1) {
            finding = finding.edit(span, wide);
        }
    }
    findings.push(finding);
}

/// The half-width marks that stand between Chinese characters, a bracket
/// always with its other half.
fn marks(text: &str) -> Vec<Range<usize>> {
    let mut found = brackets(text);
    let bracket = found.len();
    for (at, c) in text.char_indices() {
        if matches!(c, '(' | ')') || widened(c).is_none() {
            continue;
        }
        // A bracket that becomes full-width counts as such already.
        let wide = |at: usize| {
            let of = found[..bracket].binary_search_by_key(&at, |range| range.start);
            of.is_ok()
        };
        let left = text[..at].chars().next_back().is_some_and(|before| {
            is_cjk(before) || "》”〕）".contains(before) || before == ')' && wide(at - 1)
        });
        let right = text[at + 1..].chars().next().is_some_and(|after| {
            is_cjk(after) || "《“〔（".contains(after) || after == '(' && wide(at + 1)
        });
        if left && right {
            found.push(at..at + 1);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// The brackets around Chinese words in Chinese words, in reading order.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
        match c {
            '(' => {
                let begins = after.is_some_and(|c| is_cjk(c) || "《“〔".contains(c));
                let stands = before.is_none_or(|c| is_cjk(c) || "》”〕。，；：、,;:\n".contains(c));
                open = Some((at, begins && stands));
            }
            ')' => {
                let ends = before.is_some_and(|c| is_cjk(c) || "》”〕".contains(c));
                if let Some((start, true)) = open.take()
                    && ends
                    && after != Some('）')
                {
                    found.extend([start..start + 1, at..at + 1]);
                }
            }
            '（' | '）' => open = None,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_between_chinese_characters_are_found() {
        let found = |text: &'static str| -> Vec<&'static str> {
            marks(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(found("公开,办理;答复:如下"), [",", ";", ":"]);
        assert_eq!(found("(一)公开(见附件)"), ["(", ")", "(", ")"]);
        assert_eq!(found("依据《条例》,开展"), [","]);
        assert_eq!(found("公开,(见附件),办理"), [",", "(", ")", ","]);
        for text in [
            "10:30 开会",
            "电话:0123-4567890",
            "https://a.cn/(b)",
            "共 1,200 件",
            "公开率(100%)",
            "第一,1)受理",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
