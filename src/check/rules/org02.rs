//! ORG02: the statutory work is called by its name.

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

static CODE: Code = Code {
    id: "ORG02",
    name: "name-of-the-work",
    title: "把政府信息公开写成了政务信息公开",
    level: Level::Info,
    what: "正文里用“政务信息公开”“政务公开申请”“政务公开年度报告”指法定的政府信息公开；书名号里的名称，领导小组、栏目等名称不算。",
    why: "《条例》规定的是“政府信息公开”；政务公开的范围更宽，不是一回事。",
    fix: "指申请、年报、复议诉讼这些法定工作时，写“政府信息公开”。",
    example: Example {
        bad: "因政务信息公开工作被申请行政复议",
        good: "因政府信息公开工作被申请行政复议",
    },
    basis: Basis {
        text: "《中华人民共和国政府信息公开条例》的用语",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

static MISNAMED: [Word; 4] = words([
    "政务信息公开",
    "政务公开申请",
    "政务公开年度报告",
    "政务公开工作年度报告",
]);

/// What follows where the words are the name of a group, an office or a place.
const NAMES: [&str; 13] = [
    "领导小组",
    "工作领导小组",
    "办公室",
    "工作办公室",
    "专栏",
    "栏",
    "平台",
    "网",
    "专区",
    "中心",
    "服务中心",
    "股",
    "科",
];

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let (mut first, mut count) = (None, 0);
    for (_, prose) in scope.words.saying(&MISNAMED) {
        let text = prose.text.as_str();
        for word in MISNAMED.iter().map(|word| word.text) {
            for (at, _) in text.match_indices(word) {
                let after = &text[at + word.len()..];
                let named = NAMES.iter().any(|name| after.starts_with(name));
                let quoted = match (text[..at].rfind('《'), text[..at].rfind('》')) {
                    (Some(open), close) => close.is_none_or(|close| close < open),
                    _ => false,
                };
                if !named && !quoted {
                    count += 1;
                    first.get_or_insert((prose, at, word));
                }
            }
        }
    }
    let Some((prose, at, word)) = first else {
        return;
    };
    let times = if count > 1 {
        format!("，共 {count} 处")
    } else {
        String::new()
    };
    let place = scope.words.place(prose, at..at + word.len());
    let message = format!("“{word}”{times}，指法定工作时应当写“政府信息公开”");
    findings.push(Finding::new(place, message, "改成“政府信息公开”"));
}
