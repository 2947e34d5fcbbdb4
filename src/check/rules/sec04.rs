//! SEC04: the fifth section tells both problems and what is done about them.

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;
use crate::parse::markdown::Kind;

static CODE: Code = Code {
    id: "SEC04",
    name: "problems-and-measures",
    title: "第五部分没有写全问题和改进",
    level: Level::Warning,
    what: "“存在的主要问题及改进情况”既要写问题，也要写改进，至少两句话。怎样说都行：问题、不足、短板、困难、有待……，下一步、将、打算、整改、继续……。",
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
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

/// How a problem is put.
static PROBLEMS: [Word; 116] = words([
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
    "困难",
    "难点",
    "难题",
    "难以",
    "瓶颈",
    "堵点",
    "痛点",
    "短缺",
    "缺少",
    "缺失",
    "缺位",
    "缺口",
    "缺陷",
    "空白",
    "漏洞",
    "疏漏",
    "遗漏",
    "偏差",
    "误差",
    "矛盾",
    "制约",
    "障碍",
    "挑战",
    "不平衡",
    "不均衡",
    "不充分",
    "不多",
    "不快",
    "不大",
    "不畅",
    "不准",
    "不新",
    "不严",
    "不实",
    "不细",
    "不紧",
    "不明",
    "不熟",
    "不力",
    "不主动",
    "不健全",
    "不丰富",
    "不统一",
    "不理想",
    "不尽",
    "不便",
    "不能",
    "不会",
    "不懂",
    "不知道",
    "不清",
    "不足以",
    "没有做到",
    "未能",
    "未做到",
    "尚未",
    "还没有",
    "还未",
    "亟待",
    "亟需",
    "仍需",
    "还需",
    "尚需",
    "尚有",
    "需进一步",
    "需要进一步",
    "偏低",
    "偏弱",
    "偏慢",
    "偏窄",
    "较低",
    "较弱",
    "较慢",
    "较差",
    "较窄",
    "过少",
    "太少",
    "很少",
    "单薄",
    "生疏",
    "脱节",
    "陈旧",
    "老旧",
    "参差不齐",
    "流于形式",
    "重视程度",
    "弱化",
    "粗放",
    "迟缓",
    "延误",
    "拖延",
    "看不明白",
    "看不懂",
]);

/// How it is told what is done about it.
static MEASURES: [Word; 90] = words([
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
    "打算",
    "拟",
    "争取",
    "力争",
    "努力",
    "着力",
    "继续",
    "进一步",
    "持续",
    "推进",
    "推动",
    "改善",
    "改为",
    "改正",
    "改版",
    "改好",
    "纠正",
    "解决",
    "补齐",
    "补足",
    "补充",
    "补上",
    "弥补",
    "增加",
    "增强",
    "增设",
    "增配",
    "充实",
    "配备",
    "配齐",
    "调整",
    "建立",
    "开展",
    "组织",
    "安排",
    "确保",
    "做到",
    "做好",
    "抓好",
    "举措",
    "办法",
    "思路",
    "方向",
    "以后",
    "未来",
    "明年",
    "来年",
    "新的一年",
    "下一年",
    "下年度",
    "接下来",
    "后续",
    "下阶段",
    "下一阶段",
    "月底前",
    "年底前",
    "逐步",
    "尽快",
    "每月",
    "每季",
    "每周",
    "落实",
    "深化",
    "细化",
    "拓宽",
    "拓展",
    "丰富",
    "创新",
    "聚焦",
    "严格",
    "培训",
]);

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(section) = scope.words.section(SectionKind::Problems) else {
        return;
    };
    if section.heading_span.is_none() || section.prose.is_empty() {
        return;
    }
    let mut sentences = 0;
    for prose in &section.prose {
        if !matches!(prose.kind, Kind::Heading(_)) {
            let text = prose.read();
            let statements = text.statements().iter();
            sentences += statements
                .filter(|range| text[(*range).clone()].trim().chars().take(4).count() == 4)
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

#[cfg(test)]
mod tests {
    use crate::check::char_set::Haystack;

    use super::*;

    #[test]
    fn problems_and_measures_are_known_in_many_words() {
        for (text, problem, measure) in [
            ("下一步，我镇将继续做好政府信息公开工作。", false, true),
            ("我镇将按要求做好公开工作。", false, true),
            ("解读材料偏少，群众看不懂。", true, false),
            (
                "人手紧张，遇到的困难较多。打算明年配一名专职人员。",
                true,
                true,
            ),
            ("工作中仍有短板。今后每季检查一次。", true, true),
            ("公开栏里有的内容陈旧。年底前由各村换完。", true, true),
            ("信息更新有待加快。已安排专人负责。", true, true),
            ("村里老人多，不会上网。接下来由网格员上门。", true, true),
        ] {
            let phrase = Haystack::new(text);
            let said = [phrase.says_any(&PROBLEMS), phrase.says_any(&MEASURES)];
            assert_eq!(said, [problem, measure], "{text}");
        }
    }
}
