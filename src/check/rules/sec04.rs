//! SEC04: the fifth section tells both problems and what is done about them.

use crate::check::dates;
use crate::check::finding::Finding;
use crate::check::letters::{Word, words};
use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::Level;
use crate::parse::markdown::Kind;

pub static RULE: Rule = Rule {
    id: "SEC04",
    name: "problems-and-measures",
    title: "第五部分没有写全问题和改进",
    level: Level::Warning,
    what: "“存在的主要问题及改进情况”既要写问题，也要写改进，至少两句话。",
    why: "只有一句套话，看不出哪里不足、怎样改进。",
    fix: "先写一两个具体的问题，再写对应的改进办法。",
    example: Example {
        bad: "下一步，我镇将继续做好政府信息公开工作。",
        good: "村级公开栏更新不及时。下一步由包村干部每月检查一次。",
    },
    basis: Basis {
        text: "由格式第五部分的标题推出",
        mark: Mark::Derived,
    },
    run: Run::Report(check),
};

static PROBLEMS: [Word; 23] = words([
    "问题",
    "不足",
    "薄弱",
    "欠缺",
    "有待",
    "不够",
    "差距",
    "短板",
    "弱项",
    "不高",
    "不强",
    "不及时",
    "不全",
    "不完善",
    "不规范",
    "不深",
    "不广",
    "滞后",
    "偏少",
    "较少",
    "单一",
    "缺乏",
    "不到位",
]);

static MEASURES: [Word; 19] = words([
    "改进",
    "措施",
    "下一步",
    "下步",
    "整改",
    "今后",
    "将",
    "加强",
    "强化",
    "完善",
    "提升",
    "提高",
    "优化",
    "规范",
    "健全",
    "加大",
    "计划",
    "采取",
    "对策",
]);

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(section) = scope.words.section("problems") else {
        return;
    };
    if section.heading_span.is_none() || section.prose.is_empty() {
        return;
    }
    let mut sentences = 0;
    for prose in &section.prose {
        if !matches!(prose.kind, Kind::Heading(_)) {
            sentences += dates::sentences(&prose.text)
                .filter(|range| prose.text[range.clone()].trim().chars().take(4).count() == 4)
                .count();
        }
    }
    let message = match (section.says(&PROBLEMS), section.says(&MEASURES)) {
        (false, false) => "第五部分没有写问题，也没有写改进",
        (false, true) => "第五部分只写了改进，没有写问题",
        (true, false) => "第五部分只写了问题，没有写改进",
        (true, true) if sentences < 2 => "第五部分只有一句话",
        (true, true) => return,
    };
    let help = "先写具体的问题，再写对应的改进，至少两句";
    findings.push(Finding::new(
        scope.words.heading_place(section),
        message,
        help,
    ));
}
