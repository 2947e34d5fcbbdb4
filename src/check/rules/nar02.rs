//! NAR02: the numbers of disputes in the text are those of table four.

use crate::check::claims::{Claim, What};
use crate::check::expected::{Expected, contradicted, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

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

const RECONSIDERATION: &str = "reconsideration";
const DIRECT: &str = "litigation_direct";
const LATER: &str = "litigation_after_reconsideration";

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for (claim, tally) in contradicted(scope.claims(), |claim| tally(scope, claim)) {
        let words = words(claim.what);
        let said = if claim.worded {
            format!("文字说没有{words}")
        } else {
            format!("文字写{words} {} 件", claim.number)
        };
        let message = format!("{said}，{}是 {}", tally.label, tally.number);
        let help = "对照案件登记，改文字或者改表四";
        findings.push(finding(scope, claim, &tally, message, help));
    }
}

fn tally(scope: &ReportScope<'_>, claim: &Claim) -> Option<Expected> {
    let count = |row: &str, column: &str| scope.count("disputes", row, column);
    let of = |row, column, label| Expected::of(scope, ["disputes", row, column], label);
    // Where a total is typed wrong, A04 says so; the parts count here too.
    let parts = |row: &str| -> Option<i64> {
        ["upheld", "corrected", "other", "pending"]
            .iter()
            .map(|column| count(row, column))
            .sum()
    };
    let suits = |column: &str| Some(count(DIRECT, column)? + count(LATER, column)?);
    // Both kinds of suits in one number: the cell shown is one that has any.
    let both = |column: &'static str, label| -> Option<Expected> {
        let row = if count(DIRECT, column)? > 0 {
            DIRECT
        } else {
            LATER
        };
        let mut tally = of(row, column, label)?;
        tally.number = suits(column)?;
        tally.may = vec![tally.number];
        Some(tally)
    };
    let tally = match claim.what {
        // Mostly the totals say so, and the parts need not be added up.
        What::Reconsiderations => match of(RECONSIDERATION, "total", "表四“行政复议”总计")?
        {
            tally if tally.number == claim.number => tally,
            tally => tally.or(parts(RECONSIDERATION)),
        },
        What::Suits => match both("total", "表四“行政诉讼”两个总计之和")? {
            tally if tally.number == claim.number => tally,
            tally => tally.or([parts(DIRECT)? + parts(LATER)?]),
        },
        What::DirectSuits => of(DIRECT, "total", "表四“未经复议直接起诉”总计")?.or(parts(DIRECT)),
        What::LaterSuits => of(LATER, "total", "表四“复议后起诉”总计")?.or(parts(LATER)),
        What::Disputes => {
            let (first, second) = (count(RECONSIDERATION, "total")?, suits("total")?);
            let mut tally = of(RECONSIDERATION, "total", "表四复议、诉讼总计之和")?;
            tally.number = first + second;
            tally.may = vec![first + second];
            // 复议、诉讼各1件.
            tally.or((first == second).then_some(first))
        }
        What::Settled {
            suits: true,
            column,
        } => both(column, "表四“行政诉讼”这一项之和")?,
        What::Settled { column, .. } => of(RECONSIDERATION, column, "表四“行政复议”这一项")?,
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
        What::Settled { column, .. } => match column {
            "upheld" => "结果维持",
            "corrected" => "结果纠正",
            "pending" => "尚未审结",
            _ => "其他结果",
        },
        _ => "行政复议、行政诉讼",
    }
}
