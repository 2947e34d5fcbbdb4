//! LNK01: links into the site that lead nowhere. Found while the narrative's
//! links are settled and while finished pages are delivered.

use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::diag::Level;

pub static RULE: Rule = Rule {
    id: "LNK01",
    name: "dead-link",
    title: "站内链接、图片、附件打不开",
    level: Level::Error,
    what: "正文和模板里指向本站的链接、图片、附件，以及 # 后面的位置；正文里别的网站上的图片，网页的安全设置不显示它们。",
    why: "打不开的链接是网站检查里最容易被扣分的一项，读者也找不到附件。",
    fix: "检查文件名和路径，路径从本文件所在的文件夹算起；附件放进 files 文件夹。",
    example: Example {
        bad: "[附件](files/附件1.pdf)，而文件夹里只有 附件一.pdf",
        good: "[附件](files/附件一.pdf)",
    },
    basis: Basis {
        text: "政府网站检查对链接可用性的要求",
        mark: Mark::Memory,
    },
    run: Run::Reading,
};
