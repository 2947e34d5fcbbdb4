//! DOC01: what is disclosed has the facts that a catalogue lists.

use std::collections::BTreeMap;

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::UnitScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::portal::{Column, Page};

static CODE: Code = Code {
    id: "DOC01",
    name: "incomplete-catalogue-entry",
    title: "公开的文件没有写全索引号、概述、日期",
    level: Level::Warning,
    what: "policies、disclosure 里的文件，文件头里要有索引号、内容概述、成文日期和公开日期。同一个栏目里缺得一样的，只说一次。",
    why: "政府信息公开目录包括政府信息的索引、名称、内容概述、生成日期等内容，少一项读者就难查。",
    fix: "在文件头里补上；本单位不编索引号的，在 site.toml 的 [check] 里写  DOC01 = \"off\"。",
    example: Example {
        bad: "---\n标题: 救助办法\n---",
        good: "---\n标题: 救助办法\n索引号: QH-2026-011\n内容概述: 临时救助的对象、标准和程序。\n成文日期: 2026-02-26\n公开日期: 2026-02-27\n---",
    },
    basis: Basis {
        text: "《中华人民共和国政府信息公开条例》第十二条",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Unit(check),
};

/// How many further documents a finding shows.
const SHOWN: usize = 3;

fn check(scope: &UnitScope<'_>, findings: &mut Vec<Finding>) {
    let unit = scope.unit;
    let columns = [Column::Policies, Column::Disclosure];
    let lists = unit.lists.iter();
    for list in lists.filter(|list| columns.contains(&list.column)) {
        let mut lacking: BTreeMap<String, Vec<&Page>> = BTreeMap::new();
        for page in unit.newest(list) {
            let missing = missing(page);
            if !missing.is_empty() {
                lacking.entry(missing.join("、")).or_default().push(page);
            }
        }
        findings.extend(lacking.iter().filter_map(|(what, pages)| told(what, pages)));
    }
}

/// The facts that a document does not state.
fn missing(page: &Page) -> Vec<&'static str> {
    let doc = &page.doc;
    // Its head could not be read, which is told already.
    if doc.title.is_none() && page.body.title.is_none() {
        return Vec::new();
    }
    let facts = [
        ("索引号", doc.index_number.is_none()),
        ("内容概述", doc.summary.is_none()),
        ("成文日期", doc.signed.is_none()),
        ("公开日期", doc.published.is_none()),
    ];
    let missing = facts.into_iter().filter(|(_, lacks)| *lacks);
    missing.map(|(name, _)| name).collect()
}

fn told(what: &str, pages: &[&Page]) -> Option<Finding> {
    let (first, others) = pages.split_first()?;
    let message = match others.len() {
        0 => format!("“{}”没有写{what}", first.title),
        more => format!("“{}”等 {} 篇没有写{what}", first.title, more + 1),
    };
    let help = "在文件头里补上，写法见 gongkai help 文件头";
    let finding = Finding::new(Place::file(&first.source), message, help);
    let others = others.iter().take(SHOWN);
    Some(others.fold(finding, |finding, page| {
        finding.also(Place::file(&page.source), "这一篇也是")
    }))
}
