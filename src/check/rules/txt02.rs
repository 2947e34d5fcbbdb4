//! TXT02: angle brackets of a keyboard around a title. What could be HTML is
//! refused while the text is read (MD01); this sees what is left.

use std::ops::Range;

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;
use crate::prose::is_cjk;

static CODE: Code = Code {
    id: "TXT02",
    name: "keyboard-brackets",
    title: "书名号写成了 < >",
    level: Level::Warning,
    what: "标题、文件名用键盘上的 < > 括起来，或者句末留下一个孤零零的 >。",
    why: "书名号里面再用书名号是〈〉；< > 是键盘上的符号，别的程序还会把它当成代码。",
    fix: "书名号里面的书名用〈〉，可以自动改：gongkai check --fix；单独的用《》。",
    example: Example {
        bad: "《关于印发<政府信息公开工作年度报告格式>的通知》",
        good: "《关于印发〈政府信息公开工作年度报告格式〉的通知》",
    },
    basis: Basis {
        text: "标点符号用法：书名号里面还要用书名号时，里面一层用单书名号",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// How much of a title is shown, and the most further places.
const SHOWN: usize = 20;
const PLACES: usize = 5;

/// Longer stretches are no title.
const LONGEST: usize = 60;

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut first = None;
    let mut also = Vec::new();
    let mut edits = Vec::new();
    for (_, prose) in scope.words.saying(&["<", ">"]) {
        if prose.kind == Kind::Code {
            continue;
        }
        let text = prose.text.as_str();
        let mut at = 0;
        while let Some(range) = bracketed(text, at) {
            at = range.end;
            if prose.is_code(range.start) {
                continue;
            }
            let inner = range.len() > 1 && in_title(&text[..range.start]);
            if inner {
                let (start, end) = (range.start, range.end - 1);
                let marks = [(start..start + 1, "〈"), (end..end + 1, "〉")];
                edits.extend(marks.map(|(range, mark)| (prose.span(range), mark)));
            }
            let place = scope.words.place(prose, range.clone());
            if first.is_none() {
                first = Some((place, &text[range], inner));
            } else {
                also.push(place);
            }
        }
    }
    let Some((place, typed, inner)) = first else {
        return;
    };
    let shown: String = typed.chars().take(SHOWN).collect();
    let times = match also.len() {
        0 => String::new(),
        more => format!("，共 {} 处，这是第一处", more + 1),
    };
    let message = format!("“{shown}”用了键盘上的尖括号{times}");
    let title = typed.trim_matches(['<', '>']);
    let help = match typed.len() {
        1 => "多余就删掉；是书名号就写成〉或者》".to_owned(),
        _ if inner => format!("改成〈{title}〉；书名号里的可以一起改：gongkai check --fix"),
        _ => format!("改成《{title}》"),
    };
    let mut finding = Finding::new(place, message, help);
    for place in also.into_iter().take(PLACES) {
        finding = finding.also(place, "还有这里");
    }
    for (span, mark) in edits {
        if span.len() == 1 {
            finding = finding.edit(span, mark);
        }
    }
    findings.push(finding);
}

/// Whether a title is open where a text ends.
fn in_title(before: &str) -> bool {
    let open = before.rfind('《');
    open.is_some_and(|open| before.rfind('》').is_none_or(|close| close < open))
}

/// The next title in angle brackets, or the end of one that was cut.
fn bracketed(text: &str, from: usize) -> Option<Range<usize>> {
    let mut open: Option<usize> = None;
    for (at, c) in text[from..].char_indices() {
        let at = from + at;
        match c {
            '<' => open = Some(at),
            '>' => {
                let before = text[..at].chars().next_back();
                let after = text[at + 1..].chars().next();
                let start = open.take();
                if let Some(start) = start {
                    let inside = &text[start + 1..at];
                    let begins = inside.starts_with(|c: char| is_cjk(c) || "《“".contains(c));
                    if begins && inside.contains(is_cjk) && inside.chars().count() <= LONGEST {
                        return Some(start..at + 1);
                    }
                } else if before.is_some_and(is_cjk) && after.is_none_or(|c| c == '\n') {
                    return Some(at..at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_and_comparisons_are_not() {
        let found = |text: &'static str| bracketed(text, 0).map(|range| &text[range]);
        assert_eq!(found("印发<报告格式>的通知"), Some("<报告格式>"));
        assert_eq!(found("政府信息公开工作年度报告格式>"), Some(">"));
        for text in [
            "首页 > 政务公开 > 年报",
            "收入>支出，余额<5",
            "A<B>C",
            "3 < 4 > 2",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
