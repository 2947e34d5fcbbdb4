//! COL01: a column or page that says nothing.

use crate::check::finding::Finding;
use crate::check::rule::{Rule, Run};
use crate::check::scope::UnitScope;
use crate::diag::{Basis, Code, Example, Level, Mark, Place, Policy};
use crate::parse::markdown::Document;
use crate::prose::fold;

static CODE: Code = Code {
    id: "COL01",
    name: "empty-column",
    title: "空白的栏目或页面",
    level: Level::Error,
    what: "只有标题、没有内容也没有附件的页面，写着“暂无内容”“建设中”的页面，没有一篇文章的栏目。",
    why: "空白栏目是网站检查里扣分最重的一项，宁可先不设。",
    fix: "写上内容；还没有内容就删掉这个文件，栏目会自动不显示。",
    example: Example {
        bad: "# 政府信息公开指南\n\n（没有正文）",
        good: "没有内容就不放 guide.md",
    },
    basis: Basis {
        text: "政府网站检查对空白栏目的要求",
        mark: Mark::Memory,
    },
    policy: Policy::Adjustable,
};

pub static RULE: Rule = Rule {
    code: &CODE,
    run: Run::Unit(check),
};

/// What a page says that has nothing to say.
const NOTHING: [&str; 14] = [
    "无",
    "暂无",
    "暂无内容",
    "暂无信息",
    "暂无数据",
    "建设中",
    "栏目建设中",
    "正在建设中",
    "内容建设中",
    "待补充",
    "待完善",
    "内容待完善",
    "敬请期待",
    "正在更新中",
];

fn check(scope: &UnitScope<'_>, findings: &mut Vec<Finding>) {
    let unit = scope.unit;
    for page in &unit.pages {
        let bare = page.attachments.is_empty() && page.doc.summary.is_none();
        if bare && is_empty(&page.body) {
            let message = format!("“{}”没有内容", page.title);
            let help = "写上内容；还没有就删掉这个文件";
            findings.push(Finding::new(Place::file(&page.source), message, help));
        }
    }
    for list in &unit.lists {
        let pages = list.groups.iter().any(|group| !group.pages.is_empty());
        if !pages && list.intro.as_ref().is_none_or(is_empty) {
            let message = format!("栏目“{}”里没有文章", list.title);
            let help = "加上文章；还没有就删掉这个文件夹，栏目不会显示";
            findings.push(Finding::new(Place::file(&list.source), message, help));
        }
    }
}

/// Whether a document shows no words of its own and no picture.
fn is_empty(document: &Document) -> bool {
    if document.links().next().is_some() {
        return false;
    }
    let sections = document.sections.iter().flat_map(|section| section.prose());
    let mut said = String::new();
    for prose in document.preamble.prose().into_iter().chain(sections) {
        said.push_str(&prose.text);
        // A page of more than a few words has content, whatever they are.
        if said.len() > 100 {
            return false;
        }
    }
    let said = fold(&said);
    let words = said.trim_matches(|c: char| !c.is_alphanumeric());
    words.is_empty() || NOTHING.contains(&words)
}
