//! MD05: Markdown that did not work. Found while the text is read: what the
//! parser left as text, what it dropped, and what the page has no place for.

use crate::check::rule::{Basis, Example, Mark, Rule, Run};
use crate::diag::Level;

pub static RULE: Rule = Rule {
    id: "MD05",
    name: "markup-that-did-not-work",
    title: "标记没有起作用，会照样印出来或者丢字",
    level: Level::Error,
    what: "没有做成的链接、标题、表格、加粗、脚注；表格里多出来的格、紧跟在表格下面的一行；标题里的图片和链接；没有文字的链接；代码块第一行上的字。",
    why: "井号、竖线、方括号印在网页上，读者看不懂；丢掉的字没有人会发现。",
    fix: "照提示改写。就是要显示这个符号，前面加反斜杠 \\。",
    example: Example {
        bad: "见[目录]（files/目录.pdf）。",
        good: "见[目录](files/目录.pdf)。",
    },
    basis: Basis {
        text: "写了的字都要在网页上，网页上没有多余的符号",
        mark: Mark::Derived,
    },
    run: Run::Reading,
};
