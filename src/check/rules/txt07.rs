//! TXT07: a number, a unit or a year that is missing from a sentence.

use crate::check::finding::Finding;
use crate::check::lost::units::{rough, stops_short, units};
use crate::check::lost::words::{
    IN_FORCE, Lost, UNCOUNTED, YEAR, count_of_documents, uncounted, years,
};
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::parse::markdown::Kind;

static CODE: Code = Code {
    id: "TXT07",
    name: "number-lost",
    title: "句子里丢了数字、单位或者年份",
    level: Level::Warning,
    what: "制定、废止都写了件数，“现行有效的规范性文件”后面没有数；句首是“年主动公开”“年受理”，前面没有年份；并列的几项里有一项没有单位；“信息条”“申请件”前面没有数；一段停在数字、“余”“约”“共”上。",
    why: "多半是删改数字时一起删掉了，读者看不到结果，也和表格对不上。",
    fix: "对照表格和台账，把丢掉的数字、单位、年份补上。",
    example: Example {
        bad: "制定规范性文件2件，废止1件，现行有效的规范性文件。",
        good: "制定规范性文件2件，废止1件，现行有效的规范性文件8件。",
    },
    basis: Basis {
        text: "由句子要写全推出",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for (_, block) in scope.words.blocks() {
        if block.kind != Kind::Text {
            continue;
        }
        let text = block.read();
        let phrase = block.phrase();
        let mut lost: Vec<Lost> = Vec::new();
        if block.says(&IN_FORCE) {
            lost.extend(count_of_documents(text));
        }
        if block.says(&YEAR) {
            lost.extend(years(text, scope.report.year));
        }
        if phrase.says_any(&UNCOUNTED) {
            lost.extend(uncounted(text));
        }
        lost.extend(units(text));
        lost.extend(rough(text));
        lost.extend(stops_short(text));
        lost.sort_by_key(|one| one.range.start);
        let mut told = 0;
        for one in lost {
            if one.range.start >= told {
                told = one.range.end;
                let place = scope.words.place(block, one.range);
                findings.push(Finding::new(place, one.message, one.help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::text::{Parts, Text};

    use super::*;

    fn lost(text: &str) -> Vec<String> {
        let parts = Parts::default();
        let text = Text::new(text, &parts);
        let mut lost: Vec<Lost> = count_of_documents(text).into_iter().collect();
        lost.extend(years(text, 2025));
        lost.extend(uncounted(text));
        lost.extend(units(text));
        lost.extend(rough(text));
        lost.extend(stops_short(text));
        lost.into_iter()
            .map(|one| text[one.range].to_owned())
            .collect()
    }

    #[test]
    fn what_is_lost_is_found() {
        for (text, words) in [
            (
                "2025年，我镇共制定规范性文件0件，废止规范性文件0件，现行有效的规范性文件。",
                "现行有效的规范性文件",
            ),
            ("年主动公开各类信息23条，年受理申请0件。", "年主动公开"),
            ("（一）主动公开。年共发布信息3条。", "年共"),
            ("统计期限自年1月1日起。", "年1月"),
            (
                "全年发文510条，其中主动公开信息数169，依申请公开信息数317条。",
                "169",
            ),
            ("其中政策类3条，城乡建设类信息 45，其他类4条。", "45"),
            ("通过网站主动公开政府信息260", "260"),
            ("全年主动公开政府信息条，其中政策类3条。", "政府信息条"),
            ("本年度收到政府信息公开申请件。", "公开申请件"),
            ("全年主动公开政府信息共", "共"),
        ] {
            assert_eq!(
                lost(text).first().map(String::as_str),
                Some(words),
                "{text}"
            );
        }
        assert!(!lost("通过网站主动公开政府信息260余").is_empty());
        assert!(!lost("通过网站公开信息260余，群众满意。").is_empty());
    }

    #[test]
    fn whole_sentences_are_left_alone() {
        for text in [
            "制发规范性文件2件，废止1件，现行有效8件。",
            "制发规范性文件2件，废止1件，现行有效规范性文件，共8件。",
            "清理现行有效的规范性文件，并及时公开。",
            "年内主动公开信息3条。年度工作考核合格。年初召开会议。年均公开3条。",
            "电话0710-5551234，邮编123456，公开3条。",
            "行政复议0，行政诉讼0。",
            "公开信息3条，得分95，发布4条。",
            "公开信息3条，占比12.5，发布4条。",
            "公开信息169条、317条。",
            "答复申请件件有回音。",
            "公开条件、办理条件都写明。",
            "依法处理公开申请，附件2",
            "附件：石桥镇主动公开目录2025",
            "共有300余名群众参加。",
            "统计期限自2025年1月1日起至2025年12月31日止。",
            "通过电话预约",
            "向社会公开，与群众签约",
            "其中，政策文件28条（解读12），办事服务45条。",
            "业余时间由专人值守，公开信息其余3条。",
            "国办公开办函〔2021〕30号",
            "受理平台为12345，公开信息3条。",
        ] {
            assert_eq!(lost(text), [""; 0], "{text}");
        }
    }
}
