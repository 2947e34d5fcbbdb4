//! NAR01: the numbers of requests in the text are those of table three.

use std::cell::OnceCell;

use crate::check::claims::{Claim, What};
use crate::check::expected::{Expected, contradicted, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};

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

/// How the ids of the rows of outcomes begin.
const OUTCOMES: [&str; 6] = [
    "disclosed",
    "partially_disclosed",
    "denied_",
    "unavailable_",
    "refused_",
    "closed_",
];

/// The rows of table three with their totals; read when first asked, because
/// most claims are borne out by one cell.
struct Outcomes<'a, 's> {
    scope: &'a ReportScope<'s>,
    rows: OnceCell<Vec<(&'static str, Option<i64>)>>,
}

impl<'a, 's> Outcomes<'a, 's> {
    fn of(scope: &'a ReportScope<'s>) -> Self {
        Self {
            scope,
            rows: OnceCell::new(),
        }
    }

    /// The rows whose ids begin so.
    fn rows(&self, prefix: &str) -> impl Iterator<Item = &(&'static str, Option<i64>)> {
        let rows = self.rows.get_or_init(|| {
            let rows = self
                .scope
                .grid("requests")
                .map(|grid| grid.table.leaf_rows());
            let ids = rows.into_iter().flatten().map(|leaf| leaf.head.id);
            ids.map(|id| (id, self.scope.count("requests", id, "total")))
                .collect()
        });
        rows.iter().filter(move |(id, _)| id.starts_with(prefix))
    }

    fn sum(&self, prefix: &str) -> Option<i64> {
        self.rows(prefix).map(|(_, total)| *total).sum()
    }

    fn first(&self, prefix: &str) -> Option<&'static str> {
        self.rows(prefix).next().map(|(id, _)| *id)
    }
}

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let outcomes = Outcomes::of(scope);
    let tally = |claim: &Claim| tally(scope, &outcomes, claim);
    for (claim, tally) in contradicted(scope.claims(), tally) {
        let message = format!(
            "文字写{} {} 件，{}是 {}",
            words(claim.what),
            claim.number,
            tally.label,
            tally.number
        );
        let help = "对照申请登记簿，改文字或者改表三";
        findings.push(finding(scope, claim, &tally, message, help));
    }
}

fn tally(scope: &ReportScope<'_>, outcomes: &Outcomes<'_, '_>, claim: &Claim) -> Option<Expected> {
    if claim.worded {
        return None;
    }
    let total = |row: &str| scope.count("requests", row, "total");
    let of = |row, label| Expected::of(scope, ["requests", row, "total"], label);
    let outcome = |prefix: &str| outcomes.sum(prefix);
    let all = || -> Option<i64> { OUTCOMES.iter().map(|prefix| outcome(prefix)).sum() };
    let (new, carried) = (total("new_received")?, total("carried_in")?);
    let tally = match claim.what {
        What::Received => of("new_received", "表三“本年新收”总计")?.or([new + carried]),
        What::NewlyReceived => of("new_received", "表三“本年新收”总计")?,
        What::Handled => of("new_received", "表三“本年新收”总计")?.or([
            new + carried,
            total("concluded_total")?,
            all()?,
        ]),
        What::Concluded => {
            let tally = of("concluded_total", "表三“（七）总计”")?;
            let concluded = tally.number;
            // Mostly so, and no sum need be made.
            if claim.number == concluded {
                return Some(tally);
            }
            let (all, closed, refused) = (all()?, outcome("closed_")?, outcome("refused_")?);
            // The old ones may be told apart in a sentence of their own.
            let apart = (carried > 0 && concluded >= new).then_some(new);
            tally
                .or([all, new + carried, all - closed, all - closed - refused])
                .or(apart)
        }
        What::CarriedIn => of("carried_in", "表三“上年结转”总计")?,
        What::CarriedOut => of("carried_out", "表三“结转下年度继续办理”总计")?,
        What::Outcome(prefix) => {
            let number = outcome(prefix)?;
            let near: &[&str] = match prefix {
                "disclosed" => &["partially_disclosed"],
                "denied_" => &["refused_", "unavailable_"],
                _ => &[],
            };
            let mut may = vec![number];
            for other in near {
                let other = outcome(other)?;
                may.extend(may.iter().map(|sum| sum + other).collect::<Vec<_>>());
            }
            let row = outcomes.first(prefix)?;
            let mut tally = of(row, outcome_label(prefix))?;
            tally.number = number;
            tally.may = may;
            tally
        }
        _ => return None,
    };
    Some(tally)
}

fn outcome_label(prefix: &str) -> &'static str {
    match prefix {
        "disclosed" => "表三“予以公开”总计",
        "partially_disclosed" => "表三“部分公开”总计",
        "denied_" => "表三“不予公开”各项之和",
        "unavailable_" => "表三“无法提供”各项之和",
        "refused_" => "表三“不予处理”各项之和",
        _ => "表三“其他处理”各项之和",
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
        What::Outcome("disclosed") => "予以公开",
        What::Outcome("partially_disclosed") => "部分公开",
        What::Outcome("denied_") => "不予公开",
        What::Outcome("unavailable_") => "无法提供",
        What::Outcome("refused_") => "不予处理",
        _ => "其他处理",
    }
}
