//! CEL07: a report of which a whole part was not filled in. A blank table
//! among others of its part is CEL01's, as a blank row is.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Policy};
use crate::form::Part;
use crate::report::Grid;

use super::fmt03::picture;

static CODE: Code = Code {
    id: "CEL07",
    name: "blank-table",
    title: "整张表都没有填数",
    level: Level::Error,
    what: "表二、表三、表四里有哪一张一个数也没有填，或者只有带入的上年结转。没有写的表归 FMT03，没有表格的旧年报不查。",
    why: "空格不等于 0：整张表空着，就是还没有填，不能这样公开。",
    fix: "照登记簿填上；确实都是 0，写一行  其余为零: true；原件就是空白的，在报告里写  允许: {CEL07: 理由}。",
    example: Example {
        bad: "表四:",
        good: "表四: {其余为零: true}",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号的表格每格都要填数",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let parts = scope.report.form.parts.iter();
    let blank = parts.filter(|part| is_unfilled(scope, part) && !is_reported(scope, part));
    let blank: Vec<&Part> = blank.collect();
    let Some(first) = blank.first() else { return };
    let names = blank.iter().map(|part| {
        let carried = grids(scope, part).any(|grid| !grid.is_blank());
        let but = if carried {
            "（除了上年结转）"
        } else {
            ""
        };
        [part.name, but].concat()
    });
    let names: Vec<String> = names.collect();
    let message = format!("{}一个数也没有填", names.join("、"));
    let help = "照登记簿填上；确实都是 0，写一行  其余为零: true";
    findings.push(Finding::new(scope.key_place(first.id), message, help));
}

/// Whether nobody filled in anything of a part.
pub(super) fn is_unfilled(scope: &ReportScope<'_>, part: &Part) -> bool {
    grids(scope, part).all(|grid| grid.is_unfilled() && grid.refused.is_empty() && !grid.unread)
}

fn grids<'s>(scope: &'s ReportScope<'_>, part: &'s Part) -> impl Iterator<Item = &'s Grid> {
    let own = |grid: &&Grid| part.tables.iter().any(|table| table.id == grid.table.id);
    scope.report.grids.iter().filter(own)
}

/// Whether FMT03 says already that the part is not there: the file does not
/// state it, or has a picture of it.
fn is_reported(scope: &ReportScope<'_>, part: &Part) -> bool {
    let mut pieces = scope.report.narrative.pieces.iter();
    let piece = pieces.find(|piece| piece.part == Some(part.id));
    scope.field_place(part.id).span.is_none() || piece.is_some_and(|piece| picture(piece).is_some())
}
