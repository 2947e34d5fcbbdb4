//! DRF01: attachments of which nobody can tell whether they belong to a draft.
//! Found while a unit's files are linked.

use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::diag::Level;

pub static RULE: Rule = Rule {
    id: "DRF01",
    name: "draft-attachment",
    title: "附件旁边有草稿，没有页面链接它",
    level: Level::Warning,
    what: "files 里的附件没有一个页面链接，同一个文件夹里既有定稿的页面又有草稿。只有草稿链接的附件不会公开，不算。",
    why: "这个附件会公开，而它可能只给草稿用。",
    fix: "只给草稿用的，在草稿里链接它，就和草稿一起不公开；要公开的，在定稿的页面里链接它。",
    example: Example {
        bad: "policies/files/方案.docx，只有草稿和它有关，却没有链接",
        good: "草稿里写  [方案](files/方案.docx)",
    },
    basis: Basis {
        text: "没有定稿的内容不公开",
        mark: Mark::Derived,
    },
    run: Run::Reading,
};
