//! The tables of a report, as far as reading them tells.

use crate::diag::code::{Basis, Code, Example, Level, Mark, Policy};

/// A cell that is no sound number.
pub static CEL02: Code = Code {
    id: "CEL02",
    name: "unsound-number",
    title: "格子里写的不是规范的数",
    level: Level::Error,
    what: "负数、带小数的件数、带单位或文字的数、千分位、全角数字，以及大得不像件数的数。",
    why: "这样的数没法核对，换算时还会出错。",
    fix: "只写半角数字，如 1200；小数只用在金额里。全角数字可以自动改：gongkai check --fix。",
    example: Example {
        bad: "行政处罚: ６０件",
        good: "行政处罚: 60",
    },
    basis: Basis {
        text: "由年报格式各表的计量单位推出",
        mark: Mark::Derived,
    },
    policy: Policy::UNREAD,
};

/// A table that is not there.
pub static FMT03: Code = Code {
    id: "FMT03",
    name: "missing-table",
    title: "缺少表格，或者用图片代替表格",
    level: Level::Error,
    what: "表二、表三、表四都要有；表格一格没填，这一部分里却放了图片或 PDF，也算缺少。",
    why: "图片和附件里的数字不能复制、不能核对，视障读者也读不到。",
    fix: "把数填进 report.yaml；整张表都是 0 就写  {其余为零: true}；图片可以留作附件。",
    example: Example {
        bad: "## 三、收到和处理政府信息公开申请情况\n![表三](files/表三.png)",
        good: "表三: {本年新收: {自然人: 3}, 予以公开: {自然人: 3}, 其余为零: true}",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号规定的表格",
        mark: Mark::Verified,
    },
    policy: Policy::Adjustable,
};

/// Rows and columns as the form prints them: each key is looked up in the form.
pub static FMT04: Code = Code {
    id: "FMT04",
    name: "unknown-row-or-column",
    title: "表格的行或列和格式对不上",
    level: Level::Error,
    what: "一行的数多了或少了，几格的行只写了一个数；认不得的行名、列名另外报出，并提示相近的名称。",
    why: "格式的行、列、顺序都是固定的，少一格，后面的数就全部错位。",
    fix: "照格式的列顺序写全，或者写出列名，只写有数的格子。",
    example: Example {
        bad: "行政规范性文件: [2, 9]",
        good: "行政规范性文件: {制发: 2, 废止: 0, 现行有效: 9}",
    },
    basis: Basis {
        text: "国办公开办函〔2021〕30号的表格",
        mark: Mark::Verified,
    },
    policy: Policy::UNREAD,
};
