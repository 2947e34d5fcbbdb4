//! SEC05: the sixth section tells about the fees for processing information.

use crate::check::char_set::{Word, words};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;

static CODE: Code = Code {
    id: "SEC05",
    name: "processing-fee",
    title: "第六部分没有说信息处理费",
    level: Level::Info,
    what: "2021 年以后的“其他需要报告的事项”只写一个“无”，或者没有提到信息处理费；信息处理费写在别的部分，这里却没有。",
    why: "收没收信息处理费，一般要在这一部分说明；只写“无”，看不出是没有收还是没有写。",
    fix: "加一句：本年度没有收取信息处理费（收了的写明金额）。",
    example: Example {
        bad: "## 六、其他需要报告的事项\n无。",
        good: "## 六、其他需要报告的事项\n本年度没有收取信息处理费，没有其他需要报告的事项。",
    },
    basis: Basis {
        text: "《政府信息公开信息处理费管理办法》",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

const FEE: &[&str] = &["信息处理费", "公开处理费", "处理费"];
/// In the sixth section other words for the fee will do.
static CHARGED: [Word; 5] = words(["处理费", "收费", "收取费用", "收取任何费用", "收取"]);

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(section) = scope.words.section(SectionKind::Other) else {
        return;
    };
    let missing = section.heading_span.is_none() || section.prose.is_empty();
    if !scope.report.form.demands.processing_fee || missing || section.says(&CHARGED) {
        return;
    }
    let help = "加一句“本年度没有收取信息处理费”；收了的写明金额";
    let elsewhere = scope.words.blocks().find_map(|(_, prose)| {
        FEE.iter()
            .find_map(|fee| Some((prose, prose.text.find(fee)?, *fee)))
    });
    let place = scope.words.heading_place(section);
    let finding = match elsewhere {
        Some((prose, at, fee)) => {
            let there = scope.words.place(prose, at..at + fee.len());
            Finding::new(place, "信息处理费写在了别处，第六部分没有说", help)
                .also(there, "写在这里")
        }
        None if only_nothing(&section.prose[0].text) && section.prose.len() == 1 => {
            Finding::new(place, "第六部分只写了“无”", help)
        }
        None => Finding::new(place, "第六部分没有说信息处理费", help),
    };
    findings.push(finding);
}

fn only_nothing(text: &str) -> bool {
    let plain = text.trim_matches(|c: char| c.is_whitespace() || "。.；;，,".contains(c));
    matches!(plain, "无" | "没有" | "暂无" | "无其他事项")
}
