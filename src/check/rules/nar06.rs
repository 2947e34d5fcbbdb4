//! NAR06: words that say that every request is done, against those carried
//! over in table three.

use crate::check::claims::{Claim, What};
use crate::check::expected::Expected;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::form::Measure;

static CODE: Code = Code {
    id: "NAR06",
    name: "all-done-yet-carried-over",
    title: "文字说申请都办结了，表三还有结转",
    level: Level::Warning,
    what: "文字说所有申请均已办结、办结率 100%，表三“结转下年度继续办理”就应当是 0。只说上年结转的、到期的、已办结的那些，不比。",
    why: "还有没办完的，就不是全部办结；读的人不知道信哪个。",
    fix: "对照申请登记簿，改文字或者改表三；结转的还没到期限，写明“到期的均已办结”。",
    example: Example {
        bad: "文字：申请均已办结，办结率100%；表三结转下年度 2",
        good: "文字：到期的申请均已办结；表三结转下年度 2",
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
    let mut said = scope
        .claims()
        .iter()
        .filter(|one| one.what == What::AllDone)
        .peekable();
    if said.peek().is_none() {
        return;
    }
    let Some(left) = Expected::of(scope, Measure::CarriedOut, "“{}”总计") else {
        return;
    };
    if left.number < 1 {
        return;
    }
    let mut said = said.filter(|claim| is_of_all(scope, claim));
    let Some(first) = said.next() else { return };
    let place = Place::span(scope.words.file, first.span.clone());
    let message = format!("文字说申请都办结了，{}是 {}", left.label(), left.number);
    let help = "对照申请登记簿，改文字或者改表三；结转的还没到期限，写成“到期的均已办结”";
    let (grid, cell) = (left.cells.grid, left.cells.cell());
    let mut finding = Finding::new(place, message, help)
        .also(scope.cell_place(grid, cell), "表里的数")
        .cells(vec![grid.address(cell)]);
    for claim in said {
        let place = Place::span(scope.words.file, claim.span.clone());
        finding = finding.also(place, "这里也这样说");
    }
    findings.push(finding);
}

/// Whether it is said of all requests: a number that it is said of is that of
/// all of them, and not of those that were done.
fn is_of_all(scope: &ReportScope<'_>, claim: &Claim) -> bool {
    if claim.number < 0 {
        return true;
    }
    let new = scope.count(Measure::Received);
    let old = scope.count(Measure::CarriedIn);
    let both = new.zip(old).map(|(new, old)| new + old);
    let done = scope.count(Measure::Concluded);
    let number = Some(claim.number);
    number != done && (number == both || number == new && old == Some(0))
}
