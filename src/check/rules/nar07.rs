//! NAR07: words that say that nothing is charged, against those in table three
//! who did not pay.

use crate::check::claims::What;
use crate::check::expected::{Expected, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::Measure;

static CODE: Code = Code {
    id: "NAR07",
    name: "no-fee-yet-unpaid",
    title: "文字说不收取费用，表三有逾期未缴费",
    level: Level::Warning,
    what: "文字说依申请公开不收取费用，表三“逾期未按收费通知要求缴纳费用”就应当是 0。只说本年没有收到信息处理费的，不比：发过收费通知也可能没人缴。",
    why: "没有收费通知，就没有逾期未缴费；两处总有一处错了。",
    fix: "对照收费通知，改文字，或者把这几件改填到表三别的行。",
    example: Example {
        bad: "文字：不向申请人收取任何费用；表三逾期未缴费 2",
        good: "文字：不向申请人收取任何费用；表三逾期未缴费 0",
    },
    basis: Basis {
        text: "文字和表三说的是同一件事",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let Some(claim) = scope.claims().iter().find(|one| one.what == What::Free) else {
        return;
    };
    let unpaid = Expected::of(scope, Measure::ClosedUnpaid, "“{}”总计");
    let Some(unpaid) = unpaid.filter(|unpaid| unpaid.number > 0) else {
        return;
    };
    let message = format!("文字说不收取费用，{}是 {}", unpaid.label(), unpaid.number);
    let help = "对照收费通知，改文字，或者把这几件改填到表三别的行";
    findings.push(finding(scope, claim, &unpaid, message, help));
}
