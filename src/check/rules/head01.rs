//! HEAD01: file heads that were not recognised. Found while files are read.

use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::diag::Level;

pub static RULE: Rule = Rule {
    id: "HEAD01",
    name: "file-head",
    title: "文件头没有认出来，或者放错了地方",
    level: Level::Error,
    what: "文件头前面有空行、空格或别的文字，--- 打成了别的横线，没有结束的一行 ---，没有用 --- 括起来；“草稿: true”写在正文里；report.md 里写了文件头。",
    why: "没有认出来的文件头不起作用：草稿会公开，“标题”“草稿”这些行会印在网页上。",
    fix: "文件头从第一行的 --- 开始，到下一行 --- 为止，两行都是顶格的三个英文减号；report.md 不写文件头，草稿写在 report.yaml 里。",
    example: Example {
        bad: "———\n标题: 内部制度\n草稿: true\n———",
        good: "---\n标题: 内部制度\n草稿: true\n---",
    },
    basis: Basis {
        text: "没有定稿的内容不公开",
        mark: Mark::Derived,
    },
    run: Run::Reading,
};
