//! IMP01: cells of an imported report that nobody has decided about. Text that was not
//! understood is found while the narrative is fitted into the form.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::Place;
use crate::diag::codes::IMP01 as CODE;

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    for one in &scope.report.undecided {
        let place = Place::span(&scope.report.source, one.span.clone());
        let message = match one.stood.as_str() {
            "" => format!("“{}”还没有定", one.cells),
            stood => format!("“{}”还没有定，原件写的是 {stood}", one.cells),
        };
        let help = "照原件把数填进表里的这一行，再删去“待定”里的这一行；已经填好的，只删去这一行";
        findings.push(Finding::new(place, message, help));
    }
}
