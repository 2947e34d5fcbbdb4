//! NAR02: the numbers of disputes in the text are those of table four.

use crate::check::claims::{Claim, What};
use crate::check::expected::{Expected, contradicted, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Dispute, Measure, Verdict};

static CODE: Code = Code {
    id: "NAR02",
    name: "disputes-in-text-differ",
    title: "文字里的复议、诉讼数和表四不一致",
    level: Level::Warning,
    what: "文字写的信息公开行政复议、行政诉讼件数和结果，和表四比；写“未发生”而表四有数，也算。只认件、起、宗、例、案；次、条、项、个只在“发生、提起、被申请”后面认。作为复议机关审理的、代理和指导的案件，一审、二审的件数不比。",
    why: "复议、诉讼是检查时最先核对的数，文字和表各说各的，等于有一处没报。",
    fix: "对照案件登记，改文字或者改表四。",
    example: Example {
        bad: "文字：未发生行政复议；表四行政复议总计 1",
        good: "文字：发生行政复议 1 件，结果维持；表四行政复议总计 1",
    },
    basis: Basis {
        text: "文字和表四说的是同一件事",
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
        let words = words(claim.what);
        let said = if claim.worded {
            format!("文字说没有{words}")
        } else {
            format!("文字写{words} {} 件", claim.number)
        };
        let message = format!("{said}，{}是 {}", tally.label(), tally.number);
        let help = "对照案件登记，改文字或者改表四";
        findings.push(finding(scope, claim, &tally, message, help));
    }
}

/// The verdicts that a total adds up.
const PARTS: [Verdict; 4] = [
    Verdict::Upheld,
    Verdict::Corrected,
    Verdict::Other,
    Verdict::Pending,
];

fn tally<'s>(scope: &ReportScope<'s>, claim: &Claim) -> Option<Expected<'s>> {
    use Dispute::{DirectSuit, LaterSuit, Review};
    let count = |dispute, verdict| scope.count(Measure::Disputes(dispute, verdict));
    let of =
        |dispute, verdict, label| Expected::of(scope, Measure::Disputes(dispute, verdict), label);
    // Where a total is typed wrong, A04 says so; the parts count here too.
    let parts =
        |dispute| -> Option<i64> { PARTS.iter().map(|verdict| count(dispute, *verdict)).sum() };
    let suits = |verdict| Some(count(DirectSuit, verdict)? + count(LaterSuit, verdict)?);
    // Both kinds of suits in one number: the cell shown is one that has any.
    let both = |verdict, label| -> Option<Expected<'s>> {
        let any = count(DirectSuit, verdict)? > 0;
        let mut tally = of(if any { DirectSuit } else { LaterSuit }, verdict, label)?;
        tally.number = suits(verdict)?;
        tally.may = vec![tally.number];
        Some(tally)
    };
    let tally = match claim.what {
        // Mostly the totals say so, and the parts need not be added up.
        What::Reconsiderations => match of(Review, Verdict::Total, "“{}”总计")? {
            tally if tally.number == claim.number => tally,
            tally => tally.or(parts(Review)),
        },
        What::Suits => match both(Verdict::Total, "“行政诉讼”两个总计之和")? {
            tally if tally.number == claim.number => tally,
            tally => tally.or([parts(DirectSuit)? + parts(LaterSuit)?]),
        },
        What::DirectSuits => of(DirectSuit, Verdict::Total, "“{}”总计")?.or(parts(DirectSuit)),
        What::LaterSuits => of(LaterSuit, Verdict::Total, "“{}”总计")?.or(parts(LaterSuit)),
        What::Disputes => {
            let (first, second) = (count(Review, Verdict::Total)?, suits(Verdict::Total)?);
            let mut tally = of(Review, Verdict::Total, "复议、诉讼总计之和")?;
            tally.number = first + second;
            tally.may = vec![first + second];
            // 复议、诉讼各1件.
            tally.or((first == second).then_some(first))
        }
        What::Settled {
            suits: true,
            verdict,
        } => both(verdict, "“行政诉讼”这一项之和")?,
        What::Settled { verdict, .. } => of(Review, verdict, "“{}”这一项")?,
        _ => return None,
    };
    Some(tally)
}

fn words(what: What) -> &'static str {
    match what {
        What::Reconsiderations => "行政复议",
        What::Suits => "行政诉讼",
        What::DirectSuits => "直接起诉",
        What::LaterSuits => "复议后起诉",
        What::Settled { verdict, .. } => match verdict {
            Verdict::Upheld => "结果维持",
            Verdict::Corrected => "结果纠正",
            Verdict::Pending => "尚未审结",
            _ => "其他结果",
        },
        _ => "行政复议、行政诉讼",
    }
}
