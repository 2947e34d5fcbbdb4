//! ORG01: the report is written by and about its own unit.

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::naming::mentioned::{Mentioned, Own, others};
use crate::check::narrative::Block;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::parse::markdown::Kind;

static CODE: Code = Code {
    id: "ORG01",
    name: "other-organization",
    title: "把别的单位写成了本单位",
    level: Level::Error,
    what: "别的同类单位（乡镇街道的年报里别的乡镇街道，部门的年报里别的部门，县区的年报里别的县区）当了句子的主语、联系单位、报告的作者或者落款，写全称、简称都算；自称“我乡”“我局”和本单位的类型不一样时只提醒。一起做事的、查询的地方不算。",
    why: "多半是从别的单位的年报抄来的，里面的数字和事情也可能是别人的。",
    fix: "改成本单位的名称，并把这一段的内容核对一遍。",
    example: Example {
        bad: "（青禾镇的年报）2025年，白桥镇认真落实……",
        good: "（青禾镇的年报）2025年，青禾镇认真落实……",
    },
    basis: Basis {
        text: "年报由本机关编制，是本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// The most further places that a finding points at.
const PLACES: usize = 5;

/// What the name of a unit ends with.
static CLASSES: [Word; 8] = words(["镇", "乡", "街道", "县", "区", "局", "委", "厅"]);

/// What the name of a department has in it.
static DEPARTMENTS: [Word; 4] = words(["局", "厅", "委员会", "委"]);

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let names = scope.unit.organization.names_in(scope.report.year);
    let own = Own::of(&scope.report.organization, names);
    if own.is_unknown() {
        return;
    }
    let mut told: Vec<(Mentioned<'_>, Vec<Place>)> = Vec::new();
    for (_, prose) in scope.words.saying(&CLASSES) {
        if matches!(prose.kind, Kind::Cell | Kind::Code) {
            continue;
        }
        let departments = prose.says_any(&DEPARTMENTS);
        for other in others(prose.read(), &own, departments) {
            let place = scope.words.place(prose, other.range.clone());
            let same = told.iter_mut().find(|(one, _)| one.name == other.name);
            match same {
                Some((one, places)) => {
                    one.certain |= other.certain;
                    places.push(place);
                }
                None => told.push((other, vec![place])),
            }
        }
    }
    findings.extend(told.into_iter().filter_map(|(other, places)| {
        let message = format!(
            "这里写的是“{}”，本单位是“{}”{}",
            other.name,
            scope.report.organization,
            times(places.len())
        );
        let help = format!("改成“{}”，这一段的内容也核对一遍", other.instead);
        let finding = at_places(places, message, help)?;
        Some(match other.certain {
            true => finding,
            false => finding.level(Level::Warning),
        })
    }));
    self_reference(scope, &own, findings);
}

fn times(count: usize) -> String {
    match count {
        ..=1 => String::new(),
        _ => format!("，共 {count} 处"),
    }
}

fn at_places(places: Vec<Place>, message: String, help: String) -> Option<Finding> {
    let mut places = places.into_iter();
    let finding = Finding::new(places.next()?, message, help);
    Some(
        places
            .take(PLACES)
            .fold(finding, |finding, place| finding.also(place, "还有这里")),
    )
}

/// How units call themselves, and what behind such a word makes it another one:
/// 我乡镇 and 我镇村 speak of more than one's own, 我办理 says that I do it.
const SELF: [(&str, &str); 8] = [
    ("我镇", "镇乡街村"),
    ("我乡", "镇乡街村"),
    ("我街道", "镇乡村"),
    ("我局", "限部"),
    ("我委", "托派员"),
    ("我厅", "堂"),
    ("我办", "理事实公法结好成了完"),
    ("我县", "乡"),
];

static SELF_WORDS: [Word; 8] = words([
    "我镇",
    "我乡",
    "我街道",
    "我局",
    "我委",
    "我厅",
    "我办",
    "我县",
]);

/// 我镇 in the report of a 乡 or of a 局, and the like.
fn self_reference(scope: &ReportScope<'_>, own: &Own<'_>, findings: &mut Vec<Finding>) {
    let words = SELF.iter().zip(&SELF_WORDS);
    let county = scope.unit.organization.county.as_deref();
    let foreign = words.filter(|((word, _), _)| !own.says_of_itself(word, county));
    for ((word, not), sought) in foreign {
        let hits = |block: &Block| -> Vec<usize> {
            let hits = block.text.match_indices(word).map(|(at, _)| at);
            hits.filter(|at| is_self(&block.text, *at, word, not))
                .collect()
        };
        let mut places = Vec::new();
        for (_, prose) in scope.words.saying(std::slice::from_ref(sought)) {
            let hits = hits(prose).into_iter();
            places.extend(hits.map(|at| scope.words.place(prose, at..at + word.len())));
        }
        let message = format!(
            "自称“{word}”，本单位是“{}”{}",
            scope.report.organization,
            times(places.len())
        );
        let help = match own.calls_itself() {
            Some(right) => format!("改成“{right}”，看看是不是抄了别处的文字"),
            None => "改成本单位的自称，看看是不是抄了别处的文字".to_owned(),
        };
        let finding = at_places(places, message, help);
        findings.extend(finding.map(|finding| finding.level(Level::Warning)));
    }
}

/// Whether a word at a place is how somebody calls himself, outside of quotes.
fn is_self(text: &str, at: usize, word: &str, not: &str) -> bool {
    let before = &text[..at];
    let next = text[at + word.len()..].chars().next();
    // 为我办实事, 帮我办.
    let passive = before.ends_with(['为', '帮', '替', '给', '自', '大', '小', '忘']);
    let quoted = before.matches('“').count() > before.matches('”').count()
        || before.matches('《').count() > before.matches('》').count();
    !passive && !quoted && !next.is_some_and(|c| not.contains(c))
}
