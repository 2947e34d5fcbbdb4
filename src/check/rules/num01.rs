//! NUM01: numbers of headings and paragraphs follow one another.

use std::mem;

use crate::check::char_set::{Word, words};
use crate::check::counted::Counted;
use crate::check::finding::Finding;
use crate::check::narrative::SectionWords;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::{self, Prose};
use crate::prose::fold;
use crate::prose::numerals::{chinese_numeral, value};
use crate::prose::ordinals::{Ordinal, Style, leading};

static CODE: Code = Code {
    id: "NUM01",
    name: "heading-numbers",
    title: "编号跳号、重号或者混用",
    level: Level::Warning,
    what: "每个部分里小标题和段落开头的编号（一）、1.、（1），以及一是、二是，要从头连续；部分里面的小标题不用“一、”。“1、”“（一）、”这样的写法只提示。",
    why: "跳号、重号多半是删了一段或者抄了两遍，检查的人一眼就看到。",
    fix: "按顺序改编号；层次依次用 一、（一）1.（1）。",
    example: Example {
        bad: "（一）主动公开……（二）依申请公开……（二）政府信息管理……",
        good: "（一）主动公开……（二）依申请公开……（三）政府信息管理……",
    },
    basis: Basis {
        text: "公文结构层次序数的通行写法",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// An enumeration in a paragraph that goes wrong has one of these.
static LATER: [Word; 8] = words([
    "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是",
]);

/// The most that is said of one section; after a slip the rest is often off too.
const MOST: usize = 3;

/// What is wrong with a number: its kind, and in words.
type Fault = (Kind, String);

/// Faults of one kind are told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Chapter,
    Again,
    Twice,
    Order,
    Mixed,
    Start,
    Skip,
}

/// What is found in a report, each with its kind.
type Found = Vec<(Kind, Finding)>;

/// How far the numbers of one style have come.
struct Count {
    style: Style,
    last: usize,
    /// An unnumbered heading or a line that ends in a colon has come since,
    /// so that counting may begin anew.
    fresh: bool,
    /// An unnumbered paragraph has come since.
    apart: bool,
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let mut found = Found::new();
    let mut usual = Counted::default();
    for section in &scope.words.sections {
        let before = found.len();
        sequence(scope, section, &mut found);
        for prose in &section.prose {
            if prose.says_any(&LATER) {
                enumeration(scope, prose, &mut found);
            }
        }
        found.truncate(before + MOST);
        marks(scope, section, &mut usual);
    }
    together(found, findings);
    usual.report(findings);
}

/// Tells the faults of one kind as one, at the first place.
fn together(found: Found, findings: &mut Vec<Finding>) {
    const PLACES: usize = 5;
    let mut kinds: Vec<(Kind, Finding, usize)> = Vec::new();
    for (kind, finding) in found {
        let Some((_, first, count)) = kinds.iter_mut().find(|(known, ..)| *known == kind) else {
            kinds.push((kind, finding, 1));
            continue;
        };
        *count += 1;
        if first.also.len() < PLACES {
            first.also.push((finding.place, finding.message));
        }
    }
    findings.extend(kinds.into_iter().map(|(_, mut first, count)| {
        if count > 1 {
            first.message += &format!("，这样的共 {count} 处");
        }
        first
    }));
}

fn sequence(scope: &ReportScope<'_>, section: &SectionWords<'_>, faults: &mut Found) {
    let mut runs: Vec<Count> = Vec::new();
    let mut chapter_told = false;
    for prose in &section.prose {
        if matches!(prose.kind, markdown::Kind::Cell | markdown::Kind::Code) {
            continue;
        }
        let found = leading(&prose.text).filter(|found| !statutory(scope, prose, found));
        let Some(found) = found else {
            unnumbered(prose, &mut runs);
            continue;
        };
        let ((kind, message), help) =
            if found.style == Style::Chinese && leading(section.heading).is_some() {
                runs.clear();
                if mem::replace(&mut chapter_told, true) {
                    continue;
                }
                let shown = shown(prose, &found);
                let message = format!("小标题的“{shown}”和各部分的编号混在一起");
                ((Kind::Chapter, message), "部分里面的小标题从“（一）”编起")
            } else if let Some(fault) = count(section, prose, &found, &mut runs) {
                (fault, "按顺序改编号，看看是不是少了或者多了一段")
            } else {
                continue;
            };
        let place = scope.words.place(prose, found.range.clone());
        faults.push((kind, Finding::new(place, message, help)));
    }
}

/// Passes over a paragraph or heading without a number.
fn unnumbered(prose: &Prose, runs: &mut [Count]) {
    let opens = title_like(prose) || prose.text.trim_end().ends_with(['：', ':']);
    for run in runs {
        run.fresh |= opens;
        run.apart = true;
    }
}

/// Counts a number among those of its style; answers what is wrong with it.
fn count(
    section: &SectionWords<'_>,
    prose: &Prose,
    found: &Ordinal,
    runs: &mut Vec<Count>,
) -> Option<Fault> {
    let depth = runs.iter().position(|run| run.style == found.style);
    let outer = depth
        .is_none()
        .then(|| runs.last().map(|run| run.last))
        .flatten();
    runs.truncate(depth.map_or(runs.len(), |depth| depth + 1));
    if depth.is_none() {
        runs.push(Count {
            style: found.style,
            last: 0,
            fresh: true,
            apart: true,
        });
    }
    let run = runs.last_mut()?;
    let message = fault(section, prose, found, run, outer);
    let taken_for_outer = outer.is_some_and(|outer| run.last == 0 && found.number == outer + 1);
    (run.last, run.fresh, run.apart) = (found.number, false, false);
    // A 2. that stands for （二） counts there too.
    if taken_for_outer && found.number > 1 {
        runs.pop();
        if let Some(run) = runs.last_mut() {
            run.last = found.number;
        }
    }
    message
}

/// Whether a paragraph is a heading of the form that lacks its `## `, which
/// another rule says.
fn statutory(scope: &ReportScope<'_>, prose: &Prose, found: &Ordinal) -> bool {
    let sections = scope.report.form.sections.iter();
    found.style == Style::Chinese && {
        let line = fold(prose.text.lines().next().unwrap_or_default());
        sections
            .into_iter()
            .any(|section| fold(section.heading) == line)
    }
}

/// What is wrong with a number after those before it.
fn fault(
    section: &SectionWords<'_>,
    prose: &Prose,
    found: &Ordinal,
    run: &Count,
    outer: Option<usize>,
) -> Option<Fault> {
    let (number, last) = (found.number, run.last);
    let this = shown(prose, found);
    if number == last + 1 {
        return None;
    }
    if number == 1 {
        // A new list may begin after any paragraph; short lines that stand
        // for headings, and headings, go on counting over the paragraphs.
        let heading =
            matches!(prose.kind, markdown::Kind::Heading(_)) || last == 1 && title_like(prose);
        let anew = run.fresh || run.apart && !heading;
        return (!anew).then(|| (Kind::Again, format!("编号“{this}”又从头开始")));
    }
    // The number may stand in the middle of a paragraph.
    let somewhere = |number| written(section, found.style, number);
    if number > last && (last + 1..number).any(somewhere) {
        return None;
    }
    Some(if number == last {
        (Kind::Twice, format!("编号“{this}”用了两次"))
    } else if number < last {
        if run.fresh {
            return None;
        }
        let message = format!("编号“{this}”在第 {last} 项后面，顺序乱了");
        (Kind::Order, message)
    } else if last == 0 && outer == Some(number - 1) {
        let message = format!("编号混用：接着上一项写成了“{this}”");
        (Kind::Mixed, message)
    } else if last == 0 {
        let message = format!("编号从“{this}”开始，前面没有第 1 项");
        (Kind::Start, message)
    } else {
        let message = format!("编号从第 {last} 项跳到了“{this}”");
        (Kind::Skip, message)
    })
}

/// Headings, and paragraphs that are short enough to stand for one.
fn title_like(prose: &Prose) -> bool {
    const LONGEST: usize = 75;
    matches!(prose.kind, markdown::Kind::Heading(_))
        || prose.text.len() <= LONGEST
            && !prose
                .text
                .trim_end_matches('。')
                .contains(['。', '；', '，'])
}

fn shown<'p>(prose: &'p Prose, found: &Ordinal) -> &'p str {
    &prose.text[found.range.clone()]
}

/// Whether the section has this number anywhere.
fn written(section: &SectionWords<'_>, style: Style, number: usize) -> bool {
    let chinese = chinese_numeral(number);
    let forms = match style {
        Style::Chinese => vec![format!("{chinese}、")],
        Style::ChineseParen => vec![format!("（{chinese}）"), format!("({chinese})")],
        Style::Arabic => vec![
            format!("{number}."),
            format!("{number}．"),
            format!("{number}、"),
        ],
        Style::ArabicParen => vec![format!("（{number}）"), format!("({number})")],
    };
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    section.says(&forms)
}

/// 一是、二是、三是 inside a paragraph.
fn enumeration(scope: &ReportScope<'_>, prose: &Prose, faults: &mut Found) {
    let text = prose.text.as_str();
    let mut last = 0;
    for (at, _) in text.match_indices('是') {
        let mut before = text[..at].chars();
        let Some(digit) = before.next_back() else {
            continue;
        };
        let Some(number) = value(digit).filter(|number| *number < 10) else {
            continue;
        };
        // 第一是 and 十一是 are not of this kind.
        let bound = before.next_back();
        if bound.is_some_and(|c| !"。；;，,：:、！？!?）)”\n 　".contains(c)) {
            continue;
        }
        let start = at - digit.len_utf8();
        let this = &text[start..at + '是'.len_utf8()];
        let said = |number| text.contains(&format!("{}是", chinese_numeral(number)));
        let message = if last == 0 || number == 1 || number == last + 1 {
            None
        } else if number == last {
            Some((Kind::Twice, format!("“{this}”用了两次")))
        } else if number > last && !(last + 1..number).any(said) {
            let last = chinese_numeral(last);
            let message = format!("“{last}是”后面是“{this}”，跳号了");
            Some((Kind::Skip, message))
        } else {
            None
        };
        last = number;
        if let Some((kind, message)) = message {
            let place = scope.words.place(prose, start..at + '是'.len_utf8());
            let help = "按一是、二是、三是的顺序改";
            faults.push((kind, Finding::new(place, message, help)));
        }
    }
}

/// `1、` and `（一）、`, which have a usual form.
fn marks(scope: &ReportScope<'_>, section: &SectionWords<'_>, usual: &mut Counted) {
    for prose in &section.prose {
        let Some(found) = leading(&prose.text) else {
            continue;
        };
        let end = found.range.end;
        let comma = '、'.len_utf8();
        let (range, put, message, help) = match found.style {
            Style::Arabic if shown(prose, &found).ends_with('、') => {
                let help = "阿拉伯数字的编号后面一般用圆点，写成“1.”";
                (end - comma..end, ".", "编号用了“1、”", help)
            }
            Style::ChineseParen | Style::ArabicParen if prose.text[end..].starts_with('、') => {
                let help = "删掉括号后面的顿号，写成“（一）”";
                (end..end + comma, "", "带括号的编号后面多了顿号", help)
            }
            _ => continue,
        };
        let place = scope.words.place(prose, found.range.start..range.end);
        let span = prose.span(range);
        let finding = Finding::new(place, message, help).level(Level::Info);
        usual.add(finding.edit(span, put));
    }
}
