//! ORG03: a report is of a year in which its unit was there.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::ReportScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::portal::docs::unit_file;

static CODE: Code = Code {
    id: "ORG03",
    name: "year-without-unit",
    title: "这一年还没有设立，或者已经撤并",
    level: Level::Warning,
    what: "年报的年度在 unit.yaml（主办单位在 site.toml）写的设立以前，或者在撤并以后。设立、撤并的那一年不算。",
    why: "多半是设立、撤并的时间写错了，或者把别的单位的年报放进了这个文件夹。",
    fix: "核对时间和年度；是接替的单位代编的，在报告里允许这一条。",
    example: Example {
        bad: "设立: 2021-03-01，却有 reports/2019/",
        good: "设立: 2019-03-01，最早的是 reports/2019/",
    },
    basis: Basis {
        text: "年报由当年存在的机关编制，是本工具的约定",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Report(check),
};

fn check(scope: &ReportScope<'_>, findings: &mut Vec<Finding>) {
    let year = scope.report.year;
    let organization = &scope.unit.organization;
    let place = &organization.place;
    if place.exists_in(year) {
        return;
    }
    let early = place.established.filter(|day| year < day.year());
    let late = place.abolished.filter(|day| day.year() < year);
    let (day, what) = match (early, late) {
        (Some(day), _) => (day, "设立"),
        (None, Some(day)) => (day, "撤并"),
        (None, None) => return,
    };
    let message = format!(
        "这是 {year} 年的年报，{}是{}{what}的",
        organization.name,
        day.chinese()
    );
    let help =
        format!("核对{what}的时间和年报的年度；是接替的单位代编的就写  允许: {{ORG03: 理由}}");
    let finding = Finding::new(scope.field_place("year"), message, help);
    findings.push(match &scope.unit.id {
        Some(id) => finding.also(Place::file(&unit_file(id)), format!("{what}的时间")),
        None => finding,
    });
}
