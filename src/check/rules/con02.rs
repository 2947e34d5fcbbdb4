//! CON02: the guide and the page of applications give the number that is typed once.

use crate::check::char_set::Haystack;
use crate::check::finding::Finding;
use crate::check::naming::contact_ways::{Way, contact, ways};
use crate::check::rule::{Rule, Run};
use crate::check::scope::UnitScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::parse::markdown::Prose;
use crate::portal::{Column, Page};
use crate::prose::phones::has_phone;

static CODE: Code = Code {
    id: "CON02",
    name: "contradicting-phone",
    title: "指南、依申请公开里的电话和联系方式不一样",
    level: Level::Warning,
    what: "guide.md、apply.md 里写了电话，而 unit.yaml（site.toml）的联系电话一次也没有出现。监督、投诉、举报、复议的电话和传真不算。",
    why: "公开工作机构的电话印在几页上，有一处没有改，读者就打到别处去了。",
    fix: "删掉正文里的电话：联系方式会自动印在这两页上，只在 unit.yaml（site.toml）里写一次。",
    example: Example {
        bad: "site.toml 写 phone = \"0123-4567890\"，guide.md 写“联系电话：0123-4567891”",
        good: "guide.md 不写电话，页面上自动有“公开工作机构”",
    },
    basis: Basis {
        text: "同一个事实只写一次",
        mark: Mark::Derived,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Unit(check),
};

/// What stands before the number of somebody else.
const OTHERS: [&str; 9] = [
    "监督", "投诉", "举报", "复议", "法院", "上级", "传真", "热线", "窗口",
];

fn check(scope: &UnitScope<'_>, findings: &mut Vec<Finding>) {
    let unit = scope.unit;
    let mut contact = unit.organization.contact.iter();
    let Some((_, phone)) = contact.find(|(id, _)| *id == "phone") else {
        return;
    };
    let file = match unit.id {
        Some(_) => "unit.yaml",
        None => "site.toml",
    };
    let pages = unit.pages.iter();
    for page in pages.filter(|page| matches!(page.column, Column::Guide | Column::Apply)) {
        let blocks = blocks(page);
        if blocks.iter().any(|block| has_phone(&block.text, phone)) {
            continue;
        }
        let other = blocks.iter().find_map(|block| other(page, block));
        findings.extend(other.map(|(place, shown)| {
            let message = format!("电话“{shown}”和 {file} 的联系电话“{phone}”不一样");
            let help = format!("{file} 的对，就删掉这里的（页面上自动有）；这里的对，就改 {file}");
            Finding::new(place, message, help)
        }));
    }
}

fn blocks(page: &Page) -> Vec<Prose> {
    let sections = page.body.sections.iter();
    let sections = sections.flat_map(|section| section.prose());
    let preamble = page.body.preamble.prose().into_iter();
    preamble.chain(sections).collect()
}

/// The first number of an office in a block, unless it is somebody else's.
fn other<'b>(page: &Page, block: &'b Prose) -> Option<(Place, &'b str)> {
    let text = block.text.as_str();
    let hits = ways(&Haystack::new(text)).into_iter();
    let mut numbers = hits.filter_map(|(end, start, way)| {
        let (range, fault) = contact(text, start..end, way)?;
        let clause = text[..start].rfind(['。', '；', '，', ',']).unwrap_or(0);
        let before = &text[clause..range.start];
        let is_ours = !OTHERS.iter().any(|word| before.contains(word));
        (way == Way::Phone && is_ours && fault.is_none()).then_some(range)
    });
    let range = numbers.next()?;
    let place = Place::span(&page.source, block.span(range.clone()));
    Some((place, &text[range]))
}
