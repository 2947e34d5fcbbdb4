//! CEL05: the numbers of licences, penalties, coercive measures and fees in the
//! text are those of table two.

use crate::check::claims::{Claim, What};
use crate::check::expected::{Expected, contradicted, finding};
use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::{Matter, Measure, Value};

static CODE: Code = Code {
    id: "CEL05",
    name: "decisions-in-text-differ",
    title: "文字里的许可、处罚、强制、收费和表二不一致",
    level: Level::Warning,
    what: "文字写“作出行政处罚决定 N 件”“办理行政许可 N 件”“收取行政事业性收费 N 万元”，和表二比；写“未作出行政处罚”而表二有数，也算。文字不提这些事不算错。其中的一类、公示的条数、许可的事项、罚款的钱数，去年的数，不比。",
    why: "同一份年报两个数，读的人不知道信哪个；多半是套用了去年的文字，或者表二漏填。",
    fix: "对照处罚、许可的台账和收费账目，改文字或者改表二。",
    example: Example {
        bad: "文字：作出行政处罚决定 50 件；表二行政处罚 60",
        good: "文字：作出行政处罚决定 60 件；表二行政处罚 60",
    },
    basis: Basis {
        text: "文字和表二说的是同一件事",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

const HELP: &str = "对照台账，改文字或者改表二";

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for (claim, tally) in contradicted(scope.claims(), |claim| tally(scope, claim)) {
        let name = tally.cells.meaning().name;
        let cell = &tally.cells.grid.cells[tally.cells.cell()].value;
        let (said, shown) = match claim.what {
            _ if claim.worded => (format!("文字说没有{name}"), cell.to_string()),
            What::Fees { decimals, yuan } => {
                let unit = if yuan { "元" } else { "万元" };
                let number = claim.number as f64 / 10_i64.pow(decimals) as f64;
                (
                    format!("文字写收取{name} {number} {unit}"),
                    format!("{cell} 万元"),
                )
            }
            _ => (
                format!("文字写{name} {} 件", claim.number),
                cell.to_string(),
            ),
        };
        let message = format!("{said}，{}是 {shown}", tally.label());
        findings.push(finding(scope, claim, &tally, message, HELP));
    }
}

fn tally<'s>(scope: &ReportScope<'s>, claim: &Claim) -> Option<Expected<'s>> {
    match claim.what {
        What::Decisions(matter @ (Matter::Licence | Matter::Penalty | Matter::Coercion)) => {
            Expected::of(scope, Measure::Decisions(matter), "“{}”")
        }
        What::Fees { decimals, yuan } => {
            let cells = scope.measure(Measure::Fees)?;
            let value = &cells.grid.cells[cells.cell()].value;
            if !matches!(value, Value::Amount(_) | Value::Count(_)) {
                return None;
            }
            let typed = value.to_string();
            let fits = fits(claim.number, decimals, yuan, &typed)?;
            Some(Expected {
                may: fits.then_some(claim.number).into_iter().collect(),
                number: claim.number,
                cells,
                label: "“{}”",
            })
        }
        _ => None,
    }
}

/// Whether a sum of money in the text is that of the table, in 万元 as typed.
/// Where one has fewer digits behind the point, it may be rounded, or cut.
fn fits(number: i64, decimals: u32, yuan: bool, typed: &str) -> Option<bool> {
    let places = typed.split_once('.').map_or(0, |(_, behind)| behind.len());
    let places = u32::try_from(places).ok()?.min(9);
    let unit = if yuan { 10_000.0 } else { 1.0 };
    let table: f64 = typed.parse().ok()?;
    let text = number as f64 / 10_i64.pow(decimals) as f64;
    let steps = [decimals, places].map(|digits| 1.0 / 10_i64.pow(digits) as f64);
    let step = if !yuan && decimals == places {
        steps[0] / 2.0
    } else {
        steps[0].max(steps[1] * unit) * 0.999
    };
    Some((table * unit - text).abs() < step)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn money_is_compared_in_either_unit() {
        for (number, decimals, yuan, typed, expected) in [
            (911_636, 2, false, "9116.36", true),
            (911_637, 2, false, "9116.36", false),
            (9116, 0, false, "9116.36", true),
            (1_234_567, 2, true, "1.2346", true),
            (12_000, 0, true, "1.2", true),
            (15_000, 0, true, "1.2", false),
            (50, 0, false, "60", false),
        ] {
            let found = fits(number, decimals, yuan, typed);
            assert_eq!(found, Some(expected), "{number} {typed}");
        }
    }
}
