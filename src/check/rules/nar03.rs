//! NAR03: the numbers of normative documents in the text are those of table two.

use crate::check::claims::{Claim, What};
use crate::check::expected::{Expected, contradicted, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Document, DocumentCount, Measure};

static CODE: Code = Code {
    id: "NAR03",
    name: "documents-in-text-differ",
    title: "文字里的规范性文件数和表二不一致",
    level: Level::Error,
    what: "文字写的规范性文件制发、废止、现行有效件数，和表二比。清理、审查、发布、公开了多少件不比；按“条”计的信息不比。",
    why: "同一份年报两个数，读的人不知道信哪个；常见的是文字写了全区的数，表里填本机关的数。",
    fix: "对照文件清单改；文字里的数是全区、全县的，写明范围。",
    example: Example {
        bad: "文字：制发规范性文件 3 件；表二本年制发 2",
        good: "文字：制发规范性文件 2 件；表二本年制发 2",
    },
    basis: Basis {
        text: "文字和表二第二十条第（一）项说的是同一件事",
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
        let words = match claim.what {
            What::Issued => "制发规范性文件",
            What::Repealed => "废止规范性文件",
            _ => "现行有效规范性文件",
        };
        let message = format!(
            "文字写{words} {} 件，{}是 {}",
            claim.number,
            tally.label(),
            tally.number
        );
        let help = "对照文件清单改文字或者改表二；是全区、全县的数就写明范围";
        findings.push(finding(scope, claim, &tally, message, help));
    }
}

fn tally<'s>(scope: &ReportScope<'s>, claim: &Claim) -> Option<Expected<'s>> {
    let normative = |count| Measure::Documents(Document::Normative, count);
    let of = |count| {
        let tally = Expected::of(scope, normative(count), "“{}”")?;
        // A city may count its regulations in.
        let regulations = scope.count(Measure::Documents(Document::Regulation, count))?;
        let with = tally.number + regulations;
        Some(tally.or([with]))
    };
    match claim.what {
        What::Issued if scope.measure(normative(DocumentCount::Made)).is_some() => {
            let published = scope.count(normative(DocumentCount::Published))?;
            Some(of(DocumentCount::Made)?.or([published]))
        }
        What::Issued => of(DocumentCount::Issued),
        What::Repealed => of(DocumentCount::Repealed),
        What::InForce => of(DocumentCount::InForce),
        _ => None,
    }
}
