//! SEC03: the overview speaks of every topic that it must.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::SectionKind;

static CODE: Code = Code {
    id: "SEC03",
    name: "overview-topic",
    title: "总体情况漏了规定的内容",
    level: Level::Warning,
    what: "2021 年以后的“总体情况”要写主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；政府（含乡镇）还要写工作考核、社会评议、责任追究。",
    why: "这些内容是逐项对照检查的，漏一项就会被退回。",
    fix: "每个方面写一小段；没有开展的也照实写一句。",
    example: Example {
        bad: "（一）主动公开……（二）依申请公开……",
        good: "（一）主动公开……（二）依申请公开……（三）政府信息管理……（四）平台建设……（五）监督保障……",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号对“总体情况”的要求",
        mark: Mark::Verified,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let demands = &scope.report.form.demands;
    if demands.topics.is_empty() {
        return;
    }
    let Some(overview) = scope.words.section(SectionKind::Overview) else {
        return;
    };
    // An overview that is missing or empty is another rule's finding.
    if overview.prose.is_empty() {
        return;
    }
    let kind = scope.unit.organization.kind.as_deref();
    let government = matches!(kind, Some("township" | "county" | "city" | "province"));
    let more = if government {
        demands.government_topics
    } else {
        &[]
    };
    let topics = demands.topics.iter().chain(more);
    let missing: Vec<&str> = topics
        .filter(|topic| !overview.says(topic.words))
        .map(|topic| topic.name)
        .collect();
    if missing.is_empty() {
        return;
    }
    let message = format!("“总体情况”没有写到：{}", missing.join("、"));
    let help = "每个方面补一小段；没有开展的照实写一句";
    findings.push(Finding::new(
        scope.words.heading_place(overview),
        message,
        help,
    ));
}
