//! ATT01: an attachment that holds nothing.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::UnitScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};

static CODE: Code = Code {
    id: "ATT01",
    name: "empty-attachment",
    title: "附件是空文件",
    level: Level::Warning,
    what: "files 文件夹里大小为 0 字节的附件。",
    why: "读者点开下载，得到一个打不开的文件；多半是复制或者下载没有完成。",
    fix: "换成完整的文件；用不着的就删掉。",
    example: Example {
        bad: "files/附件.pdf（0 字节）",
        good: "files/附件.pdf（120 KB）",
    },
    basis: Basis {
        text: "公开的文件要能打开",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Unit(check),
};

fn check(scope: &UnitScope<'_>, findings: &mut Vec<Finding>) {
    for copy in scope.unit.copies.iter().filter(|copy| copy.size == 0) {
        let help = "换成完整的文件；用不着的就删掉";
        let place = Place::file(&copy.file);
        findings.push(Finding::new(place, "附件是空文件（0 字节）", help));
    }
}
