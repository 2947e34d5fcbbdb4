//! NAR01: the numbers of requests in the text are those of table three.

use crate::check::claims::{Claim, What};
use crate::check::expected::{Expected, contradicted, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::Measure;

static CODE: Code = Code {
    id: "NAR01",
    name: "requests-in-text-differ",
    title: "文字里的申请数和表三不一致",
    level: Level::Error,
    what: "文字写的收到、办理、答复、结转申请件数，和表三总计一列比。受理、办理、办结可以是新收加上年结转。全区、各镇等别的范围，去年的数，分渠道的数，不比。",
    why: "同一份年报两个数，读的人不知道信哪个；多半是套用去年的文字，或表里漏改。",
    fix: "对照申请登记簿，改文字或者改表三。",
    example: Example {
        bad: "文字：收到政府信息公开申请 5 件；表三本年新收总计 4",
        good: "文字：收到政府信息公开申请 4 件；表三本年新收总计 4",
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
    for (claim, tally) in contradicted(scope.claims(), |claim| tally(scope, claim)) {
        let message = format!(
            "文字写{} {} 件，{}是 {}",
            words(claim.what),
            claim.number,
            tally.label(),
            tally.number
        );
        let help = "对照申请登记簿，改文字或者改表三";
        findings.push(finding(scope, claim, &tally, message, help));
    }
}

fn tally<'s>(scope: &ReportScope<'s>, claim: &Claim) -> Option<Expected<'s>> {
    if claim.worded {
        return None;
    }
    let of = |measure, label| Expected::of(scope, measure, label);
    let received = || of(Measure::Received, "“{}”总计");
    let new = scope.count(Measure::Received)?;
    let carried = scope.count(Measure::CarriedIn)?;
    let tally = match claim.what {
        What::Received => received()?.or([new + carried]),
        What::NewlyReceived => received()?,
        What::Handled => received()?.or([
            new + carried,
            scope.count(Measure::Concluded)?,
            sum(scope, &Measure::OUTCOMES)?,
        ]),
        What::Concluded => {
            let tally = of(Measure::Concluded, "“{}”")?;
            let concluded = tally.number;
            // Mostly so, and no sum need be made.
            if claim.number == concluded {
                return Some(tally);
            }
            let all = sum(scope, &Measure::OUTCOMES)?;
            let closed = sum(scope, &[Measure::OtherwiseClosed])?;
            let refused = sum(scope, &[Measure::Refused])?;
            // The old ones may be told apart in a sentence of their own.
            let apart = (carried > 0 && concluded >= new).then_some(new);
            tally
                .or([all, new + carried, all - closed, all - closed - refused])
                .or(apart)
        }
        What::CarriedIn => of(Measure::CarriedIn, "“{}”总计")?,
        What::CarriedOut => of(Measure::CarriedOut, "“{}”总计")?,
        What::Outcome(outcome) => {
            let near: &[Measure] = match outcome {
                Measure::Granted => &[Measure::PartlyGranted],
                Measure::Denied => &[Measure::Refused, Measure::Unavailable],
                _ => &[],
            };
            let mut tally = of(outcome, outcome_label(outcome))?;
            for other in near {
                let other = sum(scope, &[*other])?;
                let with: Vec<i64> = tally.may.iter().map(|sum| sum + other).collect();
                tally.may.extend(with);
            }
            tally
        }
        _ => return None,
    };
    Some(tally)
}

/// Their sum; `None` if one is not known. What the form does not ask for is 0.
fn sum(scope: &ReportScope<'_>, measures: &[Measure]) -> Option<i64> {
    let count = |measure: &Measure| match scope.measure(*measure) {
        Some(measured) => measured.count(),
        None => Some(0),
    };
    measures.iter().map(count).sum()
}

fn outcome_label(outcome: Measure) -> &'static str {
    match outcome {
        Measure::Granted | Measure::PartlyGranted => "“{}”总计",
        _ => "“{}”各项之和",
    }
}

fn words(what: What) -> &'static str {
    match what {
        What::Received => "收到申请",
        What::NewlyReceived => "新收申请",
        What::Handled => "办理申请",
        What::Concluded => "办结申请",
        What::CarriedIn => "上年结转",
        What::CarriedOut => "结转下年",
        What::Outcome(Measure::Granted) => "予以公开",
        What::Outcome(Measure::PartlyGranted) => "部分公开",
        What::Outcome(Measure::Denied) => "不予公开",
        What::Outcome(Measure::Unavailable) => "无法提供",
        What::Outcome(Measure::Refused) => "不予处理",
        _ => "其他处理",
    }
}
