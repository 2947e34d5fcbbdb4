//! NAR05: words that say there were no requests, against table three.

use crate::check::claims::{Claim, What};
use crate::check::expected::{Expected, contradicted, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::Measure;

static CODE: Code = Code {
    id: "NAR05",
    name: "no-requests-in-text-only",
    title: "文字说没收到申请，表三有数；或者反过来",
    level: Level::Warning,
    what: "文字写“未收到政府信息公开申请”，表三本年新收应当是 0；文字说申请已全部办结，表三就不该全是 0。",
    why: "多半是套用了去年的文字，或者表三漏填。",
    fix: "对照申请登记簿，改文字或者改表三。",
    example: Example {
        bad: "文字：未收到政府信息公开申请；表三本年新收总计 2",
        good: "文字：收到政府信息公开申请 2 件；表三本年新收总计 2",
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
        let message = if claim.what == What::Done {
            format!(
                "文字说申请已全部办结，{}没有一件申请",
                tally.cells.part().name
            )
        } else {
            format!("文字说没收到申请，{}是 {}", tally.label(), tally.number)
        };
        let help = "对照申请登记簿，改文字或者改表三";
        findings.push(finding(scope, claim, &tally, message, help));
    }
}

fn tally<'s>(scope: &ReportScope<'s>, claim: &Claim) -> Option<Expected<'s>> {
    let new = || Expected::of(scope, Measure::Received, "“{}”总计");
    match claim.what {
        What::Received if claim.worded => new(),
        What::Done => {
            let tally = new()?;
            let others = [Measure::CarriedIn, Measure::Concluded];
            let numbers = others.map(|measure| scope.count(measure));
            let any = tally.number > 0 || numbers.iter().any(|number| *number != Some(0));
            // Any request at all bears the words out.
            Some(tally.or(any.then_some(claim.number)))
        }
        _ => None,
    }
}
